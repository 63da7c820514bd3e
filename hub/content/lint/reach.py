"""Rules about whether readers come to a page at all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hub.config import Kind
from hub.content.lint.standing import is_front_page, is_in_force
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.content.page import Page


def orphan_page(subject: Subject) -> Iterable[Problem]:
    """Something leads to a page.

    A link leads to a page, and so does another page that includes it, depends on it or names it
    as its successor; a lesson that changed it, a path that has it as a step, and the site's
    navigation. Nobody has to lead to an index page, to a page that is not in force, or
    to an SOP, FAQ, decision, lesson or path: the site lists those by kind. Where a handbook has
    neither a hub.yml nor a navigation of its own, the site builder lists every page and the rule
    is silent.

    Bad:
        guides/gift-cards.md, which no page links to

    Good:
        See [gift cards](guides/gift-cards.md).
    """
    library = subject.library
    alone = [page for page in library.pages.values() if _needs_a_link(page)]
    alone = [page for page in alone if not library.used_by(page)]
    navigation = subject.navigation() if alone else None
    if navigation is None and not subject.config.written:
        return
    named = _named_in_front_matter(subject) | {_plain(entry) for entry in navigation or ()}
    for page in alone:
        if not named.intersection((page.path, page.site_path, *_folders(page))):
            yield Problem(
                path=page.path,
                line=1,
                rule="orphan-page",
                found="no page leads to this one",
                expected="a link from the page whose readers need it next",
                remedy="Link to it, name it in the navigation, or archive it.",
            )


def _needs_a_link(page: Page) -> bool:
    return page.kind is Kind.PAGE and not is_front_page(page) and is_in_force(page)


def _plain(entry: str) -> str:
    """A navigation's entry as a path in the content folder; a folder stands for all in it."""
    return posixpath.normpath(entry.strip().removesuffix("*").rstrip("*/"))


def _folders(page: Page) -> Iterable[str]:
    return (str(folder) for folder in PurePosixPath(page.path).parents if folder.name)


def _named_in_front_matter(subject: Subject) -> set[str]:
    """Paths of the pages that others name as their successors or as what they changed."""
    library = subject.library
    found: set[str] = set()
    for page in library.pages.values():
        for reference in filter(None, (*page.meta.applied_to, page.meta.superseded_by)):
            path = library.addresses.find_reference(page, reference)
            if path is not None and path != page.path:
                found.add(path)
    return found
