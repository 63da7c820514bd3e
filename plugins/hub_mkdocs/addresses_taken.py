"""Addresses in a site that are not a contributor's to give.

A file of the content folder goes before one of the theme with the same path. So whoever may add an
attachment could put another style sheet, or another script, in the place of the site's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.structure.files import File, Files

from hub.errors import ContentError, Problem
from hub.site.news.feeds import FEEDS
from hub_mkdocs.assets import FIND, FOUND, MERMAID, PAGEFIND, SCRIPT, STYLE, USAGE

OWN = frozenset((STYLE, SCRIPT, USAGE, FIND, FOUND, PAGEFIND, *MERMAID, *FEEDS.values()))
"""Addresses of the files that Hub adds to a site."""
_WRITTEN_LATER = ("sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "index.html")
"""Addresses of what is written when all else has been."""


def files_of_theme(paths: Iterable[str], config: Any) -> dict[str, File]:
    """The theme's own files at those of the paths where it has one.

    Args:
        paths: Paths of files in the content folder.
        config: MkDocs' configuration.
    """
    folders = [Path(folder) for folder in config.theme.dirs]
    hidden = [path for path in paths if any((folder / path).is_file() for folder in folders)]
    if not hidden:
        return {}
    own = Files([])
    own.add_files_from_theme(config.theme.get_env(), config)
    return {path: file for path in hidden if (file := own.get_file_from_path(path)) is not None}


def clashing(
    attachments: Iterable[File], pages: Iterable[File], others: Iterable[File], config: Any
) -> Iterator[str]:
    """Addresses of attachments at which the site needs a folder, or in what it needs as a file.

    Args:
        attachments: The attachments.
        pages: The pages.
        others: All other files of the site.
        config: MkDocs' configuration.
    """
    attachments = list(attachments)
    folders = {folder for file in (*pages, *attachments) for folder in _folders(file)}
    standing = _standing(others, config)
    for file in attachments:
        if file.dest_uri in folders or not standing.isdisjoint(_folders(file)):
            yield file.dest_uri


def refuse_clashes(files: Iterable[File], pages: Mapping[str, File], config: Any) -> None:
    """Refuse a page that needs a folder in the site where there is a file.

    Args:
        files: All files of the site.
        pages: Those among them that contributors have written, by path.
        config: MkDocs' configuration.

    Raises:
        ContentError: When a page can't be written because of another file.
    """
    standing = _standing(files, config)
    problems = [
        _clash(path, folder)
        for path, file in pages.items()
        for folder in _folders(file)
        if folder in standing
    ]
    if problems:
        raise ContentError.of(problems)


def _standing(files: Iterable[File], config: Any) -> set[str]:
    """Addresses of files, and of those that a site builder has in no list."""
    later = {*_WRITTEN_LATER, *config.theme.static_templates}
    return later | OWN | {file.dest_uri for file in files}


def _folders(file: File) -> Iterator[str]:
    """The folders in which a file of the site is, the innermost first."""
    return (str(folder) for folder in PurePosixPath(file.dest_uri).parents)


def _clash(path: str, folder: str) -> Problem:
    return Problem(
        path=path,
        rule="same-address",
        found=f"needs a folder {folder}/ in the site, where a file of that name is",
        expected="a name of its own",
        remedy="Rename the page.",
    )
