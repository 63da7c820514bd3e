"""Rules about the pages that front matter names: they exist, and its readers may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hub.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.content.page import Page


def dangling_reference(subject: Subject) -> Iterable[Problem]:
    """What front matter names under depends_on, applied_to and steps is a page.

    A page is named by its id or by its path in the content folder. Trust, paths and the list of
    lessons rest on these names; one that leads nowhere is left out without a sound.

    Bad:
        depends_on: [SOP-99]

    Good:
        depends_on: [SOP-009, decisions/2026-03-refund-limits.md]
    """
    library = subject.library
    for page in library.pages.values():
        for key, reference in _references(page):
            if library.addresses.find_reference(page, reference) is None:
                yield Problem(
                    path=page.path,
                    line=page.line_of(key),
                    rule="dangling-reference",
                    found=f'{key} names "{reference}", which is no page',
                    expected="the id or the path of a page",
                    remedy=did_you_mean(reference, _names(subject, reference)),
                )


def reference_across_audiences(subject: Subject) -> Iterable[Problem]:
    """Whoever may read a page may read what its front matter names.

    That goes for a dependency, a step of a path, a page that a lesson changed and a successor.
    In the site of an audience that may not see them they don't exist. Those readers get a path
    with a gap, or a superseded page without a successor.

    Bad:
        audience: [client, vendor]
        depends_on: [sops/vendor-only/escalation-contacts.md]

    Good:
        audience: [vendor]
        depends_on: [sops/vendor-only/escalation-contacts.md]
    """
    if len(subject.config.audiences) == 1:
        return
    library = subject.library
    for page in library.pages.values():
        for key, reference in (*_references(page), *_successor(page)):
            path = library.addresses.find_reference(page, reference)
            shut_out = set(page.audience) - set(library.pages[path].audience) if path else set()
            if shut_out:
                yield Problem(
                    path=page.path,
                    line=page.line_of(key),
                    rule="reference-across-audiences",
                    found=f"{key} names {path}, which is not for {', '.join(sorted(shut_out))}",
                    expected="a page that all readers of this one may see",
                    remedy="Name a page for all of them, or divide this one by audience.",
                )


def _references(page: Page) -> Iterator[tuple[str, str]]:
    """The keys of the front matter that name pages, each with what it names."""
    meta = page.meta
    yield from (("depends_on", reference) for reference in meta.depends_on)
    yield from (("applied_to", reference) for reference in meta.applied_to)
    yield from (("steps", step.page) for step in meta.steps)


def _successor(page: Page) -> Iterator[tuple[str, str]]:
    if page.meta.superseded_by is not None:
        yield "superseded_by", page.meta.superseded_by


def _names(subject: Subject, reference: str) -> Iterable[str]:
    """The names that may have been meant: paths for a path, ids for an id."""
    pages = subject.library.pages.values()
    if "/" in reference or reference.endswith(".md"):
        return [page.path for page in pages]
    return [page.meta.id for page in pages if page.meta.id]
