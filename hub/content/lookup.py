"""Which page somebody means who types its id, its path or a part of its title."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hub.errors import ConfigError, ContentError, Problem

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.content.page import Page

_SHOWN = 8


def find_page(library: Library, written: str, *, folder: Path, working: Path) -> Page:
    """Find the page that is meant.

    An id counts first, then a path, then a part of a title that no other page has.

    Args:
        library: The pages.
        written: What was typed.
        folder: The content folder; a path may count from it.
        working: The working directory; a path may count from it.

    Raises:
        ConfigError: When no page is meant, or several are; the candidates are named.
        ContentError: When the page that is meant can't be read.
    """
    paths = _paths(written.strip(), folder, working)
    unread = [problem for problem in library.problems if problem.path in paths]
    if unread and not paths & library.pages.keys():
        raise ContentError.of(unread)
    wanted = written.strip().casefold()
    pages = [page for page in library.pages.values() if wanted]
    by_id = [page for page in pages if (page.meta.id or "").casefold() == wanted]
    by_path = [page for page in pages if page.path in paths]
    titled = [page for page in pages if page.title.casefold() == wanted]
    partly = [page for page in pages if wanted in page.title.casefold()]
    for found in (by_id, by_path, titled, partly):
        if len(found) == 1:
            return found[0]
        if found:
            raise _refusal(written, "several pages answer to", _names(found))
    raise _refusal(written, "no page answers to", _near(wanted, library.pages.values()))


def _paths(written: str, folder: Path, working: Path) -> set[str]:
    """The paths in the content folder that may be meant."""
    paths = {PurePosixPath(written).as_posix()}
    try:
        absolute = (working / written).resolve()
        if absolute.is_relative_to(folder.resolve()):
            paths.add(absolute.relative_to(folder.resolve()).as_posix())
    except (OSError, ValueError):  # a name that no file can have
        pass
    return paths


def _refusal(written: str, found: str, candidates: Iterable[str]) -> ConfigError:
    named = "; ".join(candidates)
    return ConfigError(
        Problem(
            path="",
            rule="which-page",
            found=f'{found} "{written}"',
            expected="an id, a path, or a part of a title that no other page has",
            remedy=f"Did you mean one of: {named}" if named else "hub status lists all pages.",
        )
    )


def _names(pages: Iterable[Page]) -> list[str]:
    names = [f"{page.meta.id or page.title} ({page.path})" for page in pages]
    more = len(names) - _SHOWN
    return names[:_SHOWN] + ([f"and {more} more"] if more > 0 else [])


def _near(wanted: str, pages: Iterable[Page]) -> list[str]:
    """Pages whose id, path or title looks like what was typed."""
    known: dict[str, Page] = {}
    for page in pages:
        for name in (page.meta.id or "", page.path, page.path.rpartition("/")[2], page.title):
            known.setdefault(name.casefold(), page)
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    return _names({known[name].path: known[name] for name in near}.values())
