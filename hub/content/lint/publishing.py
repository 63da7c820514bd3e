"""Rules about what is published, and under which address."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from hub.content.metadata import AUDIENCE_RULE
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.content.page import Page


def no_audience(subject: Subject) -> Iterable[Problem]:
    """A page says who may read it, or a default says it.

    A page without any audience is published to nobody.

    Bad:
        ---
        title: Issue a refund
        ---

    Good:
        ---
        title: Issue a refund
        audience: [client, vendor]
        ---
    """
    refused = {p.path for p in subject.library.problems if p.rule == AUDIENCE_RULE}
    for page in subject.library.pages.values():
        if not page.audience and page.path not in refused:
            yield Problem(
                path=page.path,
                line=1,
                rule="no-audience",
                found="names no audience, so it is published to nobody",
                expected="audience: with one or more of " + ", ".join(subject.config.audiences),
                remedy="Name the audience, or set audience: default: in hub.yml.",
            )


def same_address(subject: Subject) -> Iterable[Problem]:
    """Two pages don't share an address in the site.

    Bad:
        refunds.md
        refunds.markdown

    Good:
        refunds.md
        refunds-in-stores.md
    """
    for pages in _groups(subject, lambda page: page.site_path):
        yield from _collisions(pages, "same-address", "has the same address in the site as")


def confusable_name(subject: Subject) -> Iterable[Problem]:
    """Two pages' names differ in more than case and the coding of accents.

    Other systems, and web servers on them, take such names for one.

    Bad:
        Refunds.md
        refunds.md

    Good:
        refunds.md
        refunds-in-stores.md
    """
    for pages in _groups(subject, lambda page: _folded(page.site_path)):
        if len({page.site_path for page in pages}) > 1:
            yield from _collisions(pages, "confusable-name", "differs only in case or coding from")


def _groups(subject: Subject, key: Callable[[Page], str]) -> Iterable[list[Page]]:
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in subject.library.pages.values():
        groups[key(page)].append(page)
    return (pages for pages in groups.values() if len(pages) > 1)


def _collisions(pages: list[Page], rule: str, found: str) -> Iterable[Problem]:
    for page in pages[1:]:
        yield Problem(
            path=page.path,
            rule=rule,
            found=f"{found} {pages[0].path}",
            expected="a name of its own",
            remedy="Rename one of the two.",
        )


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
