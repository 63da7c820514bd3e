"""PyMdown's snippets, kept inside the content folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hub.content.library import Library
from hub.errors import ContentError, Problem

EXTENSION = "pymdownx.snippets"
_MARK = b"8<-"
_RULE = "include-across-audiences"


def keep_snippets_inside(config: Any, content: Path) -> None:
    """Let snippets come from the content folder where the site's owner names no other.

    Left alone they come from the folder in which the site is built, where the settings of the
    project and the credentials of a runner may lie.

    Args:
        config: MkDocs' configuration; it is changed.
        content: The content folder.
    """
    if EXTENSION not in config.markdown_extensions:
        return
    options = dict(config.mdx_configs.get(EXTENSION) or {})
    options.setdefault("base_path", [str(content.resolve())])
    config.mdx_configs[EXTENSION] = options | {"restrict_base_path": True}


def confine_snippets(config: Any, content: Path, library: Library) -> None:
    """Let snippets come from the content folder, whose includes are checked, and from nowhere else.

    Folders that ``mkdocs.yml`` names beside the content folder stay, as long as their texts
    include nothing in their turn; one that contains the content folder would let an include reach
    a page by a name that nobody checked.

    Args:
        config: MkDocs' configuration; it is changed.
        content: The content folder.
        library: The pages and attachments that exist for the site's readers.

    Raises:
        ContentError: When a text that nobody checked could bring in a page for others.
    """
    if EXTENSION not in config.markdown_extensions:
        return
    options = dict(config.mdx_configs.get(EXTENSION) or {})
    named = options.get("base_path") or []
    folders = [Path(folder).resolve() for folder in ([named] if isinstance(named, str) else named)]
    root = content.resolve()
    beside = [
        folder
        for folder in folders
        if not (root.is_relative_to(folder) or folder.is_relative_to(root))
    ]
    appended = options.get("auto_append") or []
    problems = [
        *_nested(beside),
        *_appended(appended, root, library),
        *_lost(library, appended, [root, *beside]),
    ]
    if problems:
        raise ContentError.of(problems)
    options.update(
        base_path=[str(root), *map(str, beside)], restrict_base_path=True, url_download=False
    )
    config.mdx_configs[EXTENSION] = options


def _lost(library: Library, appended: Iterable[str], folders: list[Path]) -> Iterable[Problem]:
    """Refuse includes that would be left out without a word: their folder is out of bounds."""
    wanted = [("mkdocs.yml", None, name) for name in appended] + [
        (page.path, include.line, include.target)
        for page in library.pages.values()
        for include in page.outline.includes
    ]
    for path, line, target in wanted:
        if not any((folder / target).is_file() for folder in folders):
            yield Problem(
                path=path,
                line=line,
                rule="dangling-include",
                found=f'includes "{target}", which is not in the content folder',
                expected="a text of the content folder, or of a folder beside it",
                remedy="Move it there, or name its folder as a base_path of pymdownx.snippets.",
            )


def _nested(folders: Iterable[Path]) -> Iterable[Problem]:
    """Refuse includes in texts beside the content folder, whose targets nobody has checked."""
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if file.is_file() and _MARK in file.read_bytes():
                yield Problem(
                    path=f"{folder.name}/{file.relative_to(folder).as_posix()}",
                    rule=_RULE,
                    found="a snippet outside of the content folder that includes another text",
                    expected="plain text, because a hub with several audiences can't check it",
                    remedy="Move it into the content folder, or write the other text out.",
                )


def _appended(names: Iterable[str], root: Path, library: Library) -> Iterable[Problem]:
    """Refuse a text that is appended to all pages and that not all their readers may see."""
    for name in names:
        path = posixpath.normpath(name)
        file = root / path
        if not file.is_file():
            continue
        if not (path in library.pages or path in library.attachments) or _MARK in file.read_bytes():
            yield Problem(
                path="mkdocs.yml",
                rule=_RULE,
                found=f'auto_append names "{name}", which is not plain text for all readers',
                expected="a text for everybody that includes no other",
                remedy="Keep it in a folder beside the content folder, named in base_path.",
            )
