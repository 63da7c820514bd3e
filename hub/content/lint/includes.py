"""Rules about included texts (PyMdown's snippets)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.content.outline import Include
    from hub.content.page import Page

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|\\|~")


def include_outside(subject: Subject) -> Iterable[Problem]:
    """An included text stands in the content folder and is named from there.

    `../`, absolute paths, hidden files and URLs are refused: what is included is published,
    and nobody has decided who may read what lies elsewhere.

    Bad:
        --8<-- "../prices.txt"

    Good:
        --8<-- "parts/prices.txt"
    """
    for path, include in _includes(subject):
        if _leaves(include.target):
            yield Problem(
                path=path,
                line=include.line,
                rule="include-outside",
                found=f'includes "{include.target}", which is not below the content folder',
                expected="a path below the content folder, without .. and scheme",
                remedy="Move the text into the content folder and name it from there.",
            )


def dangling_include(subject: Subject) -> Iterable[Problem]:
    """An included text exists.

    Bad:
        --8<-- "parts/gone.txt"

    Good:
        --8<-- "parts/prices.txt"
    """
    for path, include in _includes(subject):
        if not _leaves(include.target) and subject.library.include_target(include.target) is None:
            yield Problem(
                path=path,
                line=include.line,
                rule="dangling-include",
                found=f'includes "{include.target}", which does not exist',
                expected="a file of the content folder, named from there",
            )


def include_across_audiences(subject: Subject) -> Iterable[Problem]:
    """Whoever may read a page may read what it includes.

    Bad:
        --8<-- "client-only/prices.md"

    Good:
        --8<-- "parts/opening-hours.md"
    """
    if len(subject.config.audiences) == 1:
        return
    library = subject.library
    for page in library.pages.values():
        for path in library.included(page):
            included = library.pages.get(path) or library.attachments[path]
            restricted = set(page.audience) - set(included.audience)
            if restricted and not _is_plain_fragment(subject, path):
                yield Problem(
                    path=page.path,
                    line=_line_of(subject, page, path),
                    rule="include-across-audiences",
                    found=f"includes {path}, which is not for {', '.join(sorted(restricted))}",
                    expected="a text that all readers of this page may see",
                    remedy="Move the passage to a page for those readers, or widen its audience.",
                )


def _is_plain_fragment(subject: Subject, path: str) -> bool:
    """Whether the text is no page and in no folder with an audience: it belongs to its users."""
    folders = subject.config.audience.folders
    restricted = any(PurePosixPath(path).is_relative_to(folder.strip("/")) for folder in folders)
    return path in subject.library.attachments and not restricted


def _includes(subject: Subject) -> Iterator[tuple[str, Include]]:
    for page in subject.library.pages.values():
        for include in page.outline.includes:
            yield page.path, include
    for file in subject.library.attachments.values():
        for include in file.includes:
            yield file.path, include


def _line_of(subject: Subject, page: Page, path: str) -> int | None:
    """The line of ``page`` that includes the text at ``path``, or else one that leads to it."""
    includes = page.outline.includes
    chosen = [i for i in includes if subject.library.include_target(i.target) == path] or includes
    return chosen[0].line if chosen else None


def _leaves(target: str) -> bool:
    """Whether a target is outside of what the library has read; hidden files are."""
    parts = target.replace("\\", "/").split("/")
    return bool(_ELSEWHERE.match(target)) or any(p.startswith(".") and p != "." for p in parts)
