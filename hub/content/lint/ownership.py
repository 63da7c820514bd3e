"""Rules about who a page belongs to and what it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hub.content.metadata import Lifecycle
from hub.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject


def known_owner(subject: Subject) -> Iterable[Problem]:
    """The owner is a person or a team of hub.yml.

    An owner whom nobody knows is nobody who could be asked. The rule is silent where hub.yml
    lists no people.

    Bad:
        owner: pria

    Good:
        owner: priya
    """
    if not subject.people.are_listed:
        return
    for page in subject.library.pages.values():
        if page.owner is not None and not subject.people.is_known(page.owner):
            yield Problem(
                path=page.path,
                line=page.line_of("owner"),
                rule="known-owner",
                found=f'owner "{page.owner}" is not a known person',
                expected="a handle listed in hub.yml",
                remedy=did_you_mean(page.owner, subject.people.handles),
            )


def unowned_page(subject: Subject) -> Iterable[Problem]:
    """A page has an owner: a person or team who answers for it.

    The owner is named as `owner` in the front matter or, for many pages at once, by a line of
    CODEOWNERS. Nobody reviews a page without one, and readers have nobody to ask. Pages that are
    no longer in force are left alone.

    Bad:
        ---
        title: Issue a refund
        ---

    Good:
        ---
        title: Issue a refund
        owner: priya
        ---
    """
    for page in subject.judged:
        if page.owner is None and page.meta.status is not Lifecycle.ARCHIVED:
            yield Problem(
                path=page.path,
                line=1,
                rule="unowned-page",
                found="nobody owns this page",
                expected="owner: with a handle listed in hub.yml"
                if subject.people.are_listed
                else "owner: with the name of a person or team",
                remedy="Name the owner here, or the owner of the folder in CODEOWNERS.",
            )


def duplicate_id(subject: Subject) -> Iterable[Problem]:
    """An id belongs to one page for ever.

    Links, citations and acknowledgements hold on to it. Upper and lower case are not told apart.

    Bad:
        id: SOP-012    # issue-a-refund.md
        id: SOP-012    # exchange-an-article.md

    Good:
        id: SOP-012    # issue-a-refund.md
        id: SOP-013    # exchange-an-article.md
    """
    seen = defaultdict(list)
    for page in subject.library.pages.values():
        if page.meta.id:
            seen[page.meta.id.casefold()].append(page)
    for pages in seen.values():
        for page in pages[1:]:
            yield Problem(
                path=page.path,
                line=page.line_of("id"),
                rule="duplicate-id",
                found=f'the id "{page.meta.id}" belongs to {pages[0].path}',
                expected="an id that no other page has",
                remedy="Give the younger of the two pages a new id.",
            )
