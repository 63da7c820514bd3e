"""The files below the content folder, and those that must not be followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pathspec

from hub.errors import Problem

MARKDOWN_ENDINGS = (
    *(".html.md.erb", ".md.erb", ".html.md", ".md"),
    *(".markdown", ".mdown", ".mkdn", ".mkd"),
)
"""Endings of Markdown files' names, those before others that they end with."""
FRONT_NAMES = ("index", "readme")
"""Names, without ending and in lower case, of the pages that stand for their folder."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file below the content folder."""

    path: str
    """Path relative to the content folder, with ``/``."""
    absolute: Path
    """Where it really is, behind any symbolic link."""
    real_path: str
    """Path of the real file relative to the content folder."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything below the content folder, sorted by path."""

    pages: tuple[SourceFile, ...]
    others: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def read_tree(folder: Path, include: Sequence[str]) -> Tree:
    """List the content folder; hidden files and folders are passed over.

    Args:
        folder: The content folder.
        include: Which files are pages, as patterns in the form of ``.gitignore``.
    """
    root = folder.resolve()
    problems: list[Problem] = []
    spec = pathspec.PathSpec.from_lines("gitignore", include)
    files = sorted(_walk(root, problems), key=lambda file: file.path)
    pages = [file for file in files if spec.match_file(file.path)]
    chosen = {file.path for file in pages}
    others = [file for file in files if file.path not in chosen]
    return Tree(tuple(pages), tuple(others), tuple(sorted(problems, key=lambda p: p.path)))


def _walk(root: Path, problems: list[Problem]) -> Iterator[SourceFile]:
    pending = [_Folder(root, "", is_linked=False)]
    while pending:
        folder = pending.pop()
        try:
            entries = _entries(folder.real)
        except OSError as error:
            found = f"a folder that can't be listed: {error.strerror}"
            problems.append(_refused(folder.prefix, "file-kind", found, "Make it readable."))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = folder.prefix + entry.name
            problem = _problem_with(root, folder, entry, path)
            if problem is not None:
                problems.append(problem)
                continue
            linked = entry.is_symlink()
            real = Path(entry.path).resolve() if linked else folder.real / entry.name
            if real.is_dir():
                pending.append(_Folder(real, path + "/", is_linked=linked or folder.is_linked))
            else:
                yield SourceFile(path, real, real.relative_to(root).as_posix())


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that is still to be listed."""

    real: Path
    """Where it really is, behind any symbolic link."""
    prefix: str
    """What its files' paths begin with."""
    is_linked: bool
    """Whether a symbolic link led to it."""


def _entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _problem_with(
    root: Path, folder: _Folder, entry: os.DirEntry[str], path: str
) -> Problem | None:
    try:
        path.encode()
    except UnicodeEncodeError:
        return _refused(
            path.encode("utf-8", "backslashreplace").decode(),
            "file-name",
            "a file name that is not UTF-8",
            "Rename the file.",
        )
    if entry.is_symlink():
        return _problem_with_link(root, folder, entry, path)
    if not (entry.is_dir() or _is_regular(entry)):
        return _refused(path, "file-kind", "neither a file nor a folder", "Remove it.")
    return None


def _is_regular(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is a plain file; one that an editor has just taken away counts as one."""
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except FileNotFoundError:
        return True


def _problem_with_link(
    root: Path, folder: _Folder, entry: os.DirEntry[str], path: str
) -> Problem | None:
    """A link may lead to a file or folder inside the content folder, but not around in circles."""
    remedy = "Replace the link by a copy of the file, or remove it."
    try:
        real = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return _refused(path, "symlink", "a symbolic link that leads nowhere", remedy)
    if not real.is_relative_to(root):
        return _refused(path, "symlink", "a symbolic link out of the content folder", remedy)
    hidden = any(part.startswith(".") for part in real.relative_to(root).parts)
    if hidden or not (real.is_dir() or real.is_file()):
        return _refused(path, "symlink", "a symbolic link to what is not published", remedy)
    if real.is_dir() and folder.real.is_relative_to(real):
        return _refused(path, "symlink", "a symbolic link to a folder that contains it", remedy)
    if real.is_dir() and folder.is_linked:
        return _refused(path, "symlink", "a symbolic link to a folder inside a linked one", remedy)
    return None


def _refused(path: str, rule: str, found: str, remedy: str) -> Problem:
    return Problem(path=path, rule=rule, found=found, remedy=remedy)
