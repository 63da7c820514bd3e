"""Rules about links: they lead somewhere, and only where their readers may go."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hub.content.addresses import Destination, Place
from hub.content.outline import Link, LinkForm
from hub.content.page import Page
from hub.content.slugs import is_anchor
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject


def dangling_link(subject: Subject) -> Iterable[Problem]:
    """A link leads to a page or a file that exists.

    Bad:
        See [Issue a refund](isue-a-refund.md).

    Good:
        See [Issue a refund](issue-a-refund.md).
    """
    suggestions = _Suggestions(subject.library.pages)
    for page, link, destination in _links(subject):
        if destination.place is Place.NOWHERE:
            yield Problem(
                path=page.path,
                line=link.line,
                rule="dangling-link",
                found=f'the link to "{link.target}" leads nowhere',
                expected="a page or file of the content folder",
                remedy=_did_you_mean(_as_written(suggestions.near(_path_of(link)), page, link)),
            )


def dangling_anchor(subject: Subject) -> Iterable[Problem]:
    """A link into a page names a heading that the page has.

    Bad:
        See [the steps](issue-a-refund.md#step).

    Good:
        See [the steps](issue-a-refund.md#steps).
    """
    library = subject.library
    for page, link, destination in _links(subject):
        if destination.place is not Place.PAGE or not destination.fragment:
            continue
        anchors = library.pages[destination.path].outline.anchors
        if not is_anchor(destination.fragment, anchors):
            yield Problem(
                path=page.path,
                line=link.line,
                rule="dangling-anchor",
                found=f'{destination.path} has no heading "#{destination.fragment}"',
                expected="the anchor of one of its headings",
                remedy=_did_you_mean(_Suggestions(anchors).near(destination.fragment)),
            )


def link_across_audiences(subject: Subject) -> Iterable[Problem]:
    """Whoever may read a page may follow its links.

    In the site of an audience that may not see a link's target, the link loses its target and
    its title; say in words what those readers should do instead.

    Bad:
        Call the [night number](vendor-only/escalation-contacts.md).

    Good:
        Agents call the night number of their own contact list.
    """
    for page, link, target in _crossings(subject):
        if link.form is not LinkForm.EMBED:
            yield _crossing(page, link.line, "link-across-audiences", "links to", target)


def embed_across_audiences(subject: Subject) -> Iterable[Problem]:
    """A page is not shown inside a page that others may read.

    Bad:
        <iframe src="../client-only/prices/"></iframe>

    Good:
        Prices are on a page for Acme only.
    """
    for page, link, target in _crossings(subject):
        if link.form is LinkForm.EMBED or (
            link.form is LinkForm.IMAGE and isinstance(target, Page)
        ):
            yield _crossing(page, link.line, "embed-across-audiences", "embeds", target)


def _links(subject: Subject) -> Iterator[tuple[Page, Link, Destination]]:
    library = subject.library
    for page in library.pages.values():
        for link, destination in zip(page.outline.links, library.destinations(page), strict=True):
            yield page, link, destination


def _crossings(subject: Subject) -> Iterator[tuple[Page, Link, Page | str]]:
    """Links from a page to something that not everybody who reads the page may see."""
    if len(subject.config.audiences) == 1:
        return
    library = subject.library
    for page, link, destination in _links(subject):
        if destination.place is Place.PAGE:
            target = library.pages[destination.path]
            if not set(page.audience) <= set(target.audience):
                yield page, link, target
        elif destination.place is Place.ATTACHMENT:
            allowed = library.attachments[destination.path].audience
            if not set(page.audience) <= set(allowed):
                yield page, link, destination.path


def _crossing(page: Page, line: int, rule: str, verb: str, target: Page | str) -> Problem:
    path = target.path if isinstance(target, Page) else target
    readers = (
        ", ".join(target.audience) or "nobody" if isinstance(target, Page) else "fewer readers"
    )
    return Problem(
        path=page.path,
        line=line,
        rule=rule,
        found=f"{verb} {path}, which is for {readers}",
        expected=f"something that all readers of this page may see ({', '.join(page.audience)})",
        remedy="Move the passage to a page for those readers, or say it without the link.",
    )


def _path_of(link: Link) -> str:
    return link.target.split("#")[0]


def _as_written(path: str, page: Page, link: Link) -> str:
    """A page's path as a link on another page names it; empty stays empty."""
    if not path or link.form is LinkForm.WIKI:
        return path
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")


def _did_you_mean(name: str) -> str:
    return f'did you mean "{name}"?' if name else ""


class _Suggestions:
    """Names that may have been meant by one that does not exist.

    Args:
        known: The names that exist.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._names = {name.rsplit("/", 1)[-1]: name for name in known}
        self._looked_up: dict[str, str] = {}

    def near(self, wanted: str) -> str:
        """A name like ``wanted``, or an empty string.

        A moved page keeps its name and is found at once. Looking for one that is only alike means
        comparing with every name, so that is done for the first findings and not for thousands.
        """
        name = wanted.rstrip("/").rsplit("/", 1)[-1]
        if name not in self._looked_up:
            self._looked_up[name] = self._find(name)
        return self._looked_up[name]

    def _find(self, name: str) -> str:
        if name in self._names or len(self._looked_up) >= _COMPARED:
            return self._names.get(name, "")
        near = difflib.get_close_matches(name, self._names, n=1, cutoff=0.75)
        return self._names[near[0]] if near else ""


_COMPARED = 200
"""How many missing names are compared with every name that exists."""
