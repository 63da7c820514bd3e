"""What the doctor says of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hub.content.reading import UNREADABLE_RULE
from hub.content.tree import MARKDOWN_ENDINGS
from hub.report.doctor.check import Check, State, counted

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.library import Library
    from hub.content.page import Page
    from hub.errors import Problem
    from hub.people import People

_GROUP = "Pages"


def pages(library: Library, config: HubConfig, people: People) -> Iterator[Check]:
    """What the pages say of themselves, and what they leave open.

    Args:
        library: All pages.
        config: The hub's configuration.
        people: Who is who.
    """
    unreadable = [p.where for p in library.problems if p.rule == UNREADABLE_RULE]
    if not library.pages and not unreadable:
        yield _no_pages(library, config)
        return
    count = len(library.pages)
    yield Check(
        group=_GROUP, name="pages", state=State.GOOD, found=f"Pages read: {count:,}", count=count
    )
    yield counted(
        _GROUP,
        "unreadable-pages",
        "pages that can't be read",
        unreadable,
        state=State.BROKEN,
        remedy=f"hub lint --only {UNREADABLE_RULE}",
        otherwise="All of them can be read",
    )
    yield from _unnamed(library.pages.values())
    if config.written:
        yield from _unmanaged(library.pages.values(), config)
    if people.are_listed:
        yield from _unknown_people(library.pages.values(), people)


def _no_pages(library: Library, config: HubConfig) -> Check:
    alike = [path for path in library.attachments if path.lower().endswith(MARKDOWN_ENDINGS)]
    patterns = ", ".join(config.content.include)
    more = f"; files that look like pages: {len(alike):,}" if alike else ""
    return Check(
        group=_GROUP,
        name="pages",
        state=State.BROKEN,
        found=f"There are no pages ({patterns}){more}",
        remedy="Name them under content: include: in hub.yml."
        if alike
        else "hub new sop TITLE writes one.",
        count=len(alike),
        examples=tuple(alike[:3]),
    )


def refused(problems: Iterable[Problem]) -> Check:
    """Whether a site can be built.

    Args:
        problems: What forbids it.
    """
    return counted(
        _GROUP,
        "build",
        "mistakes that forbid to build a site",
        (f"{p.where} [{p.rule}]" if p.path else p.found for p in problems),
        state=State.BROKEN,
        remedy="hub lint says what to do about each.",
        otherwise="Nothing forbids to build a site",
    )


def _unnamed(found: Iterable[Page]) -> Iterator[Check]:
    found = list(found)
    yield counted(
        _GROUP,
        "pages-without-audience",
        "pages without an audience, which are published to nobody",
        (page.path for page in found if not page.audience),
        state=State.HINT,
        remedy="hub lint --only no-audience",
        otherwise="All pages have an audience",
    )
    yield counted(
        _GROUP,
        "pages-without-owner",
        "pages without an owner",
        (page.path for page in found if page.owner is None),
        state=State.HINT,
        remedy="hub lint --only unowned-page",
        otherwise="All pages have an owner",
    )


def _unmanaged(found: Iterable[Page], config: HubConfig) -> Iterator[Check]:
    found = list(found)
    every = config.review.every
    yield counted(
        _GROUP,
        "pages-without-id",
        "pages without an id, to which no citation can hold on",
        (page.path for page in found if not page.meta.id),
        state=State.HINT,
        remedy="hub status --format json lists them with id: null.",
        otherwise="All pages have an id",
    )
    yield counted(
        _GROUP,
        "pages-without-period",
        "pages whose review is never due",
        (page.path for page in found if not (page.meta.review.every or every.get(page.kind))),
        state=State.HINT,
        remedy="State review: every: in the page, or for its kind in hub.yml.",
        otherwise="All pages have a review period",
    )


def _unknown_people(found: Iterable[Page], people: People) -> Iterator[Check]:
    found = list(found)
    owners = {p.owner for p in found if p.owner and not people.is_known(p.owner)}
    yield counted(
        _GROUP,
        "unknown-owners",
        "owners whom hub.yml does not list",
        sorted(owners),
        state=State.BROKEN,
        remedy="hub lint --only known-owner",
        otherwise="All owners are listed in hub.yml",
    )
    named = {name for p in found for name in (p.meta.review.by, *p.meta.approvers) if name}
    yield counted(
        _GROUP,
        "unknown-reviewers",
        "reviewers and approvers whom hub.yml does not list",
        sorted(name for name in named if not people.is_known(people.handle(name))),
        state=State.HINT,
        remedy="List them under people: in hub.yml.",
        otherwise="All reviewers and approvers are listed in hub.yml",
    )
