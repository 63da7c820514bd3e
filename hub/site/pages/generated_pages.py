"""The pages that Hub adds to a site, in the order of the navigation."""

from __future__ import annotations

from hub.site.facts import Facts
from hub.site.pages import (
    decisions,
    health,
    lessons,
    paths,
    people,
    privacy,
    queue,
    search,
    tags,
    uptake,
    whats_new,
)
from hub.site.pages.generated import GeneratedPage

GENERATED = (
    whats_new.PAGE,
    paths.PAGE,
    health.PAGE,
    queue.PAGE,
    uptake.PAGE,
    decisions.PAGE,
    lessons.PAGE,
    tags.PAGE,
    people.PAGE,
    privacy.PAGE,
    search.PAGE,
)


def generated_pages(facts: Facts) -> tuple[GeneratedPage, ...]:
    """The generated pages of one audience's site; a page of the hub's own goes before."""
    taken = {
        page.site_path.removesuffix("/index.md").removesuffix(".md") + ".md"
        for page in facts.library.pages.values()
    }
    return tuple(page for page in GENERATED if page.path not in taken and page.applies(facts))
