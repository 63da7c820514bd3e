"""Where a handbook's pages are, and which files they are."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hub.config.places import SITE_CONFIGS
from hub.content.tree import MARKDOWN_ENDINGS
from hub.errors import ConfigError, Problem
from hub.strict_yaml import YamlError, load

_NOT_PAGES = frozenset({"node_modules", "site", "public", "vendor", "build", "dist", "_site"})
"""Folders that hold what was installed or made, beside the pages."""
_INSTALLED = "node_modules"
"""What holds other people's Markdown, and never a handbook's."""
_ABOUT_THE_REPOSITORY = frozenset(
    ("readme", "changelog", "contributing", "code_of_conduct", "security", "license", "support")
)
"""Names of files at a repository's top that a forge shows, beside a handbook."""
_KEY = re.compile(r"^(?P<key>site_name|repo_url):[ \t]*(?P<value>\S.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of a handbook."""

    folder: PurePosixPath
    """The content folder, relative to the handbook's root."""
    endings: tuple[str, ...]
    """Endings of the pages' names, most frequent first."""
    elsewhere: tuple[PurePosixPath, ...] = ()
    """Markdown files outside of the content folder that might have been meant as pages."""
    holds_installed: bool = False
    """Whether there is a folder of installed programs among the pages, with their Markdown."""

    @property
    def include(self) -> tuple[str, ...]:
        """The patterns that match the pages."""
        found = tuple(f"**/*{ending}" for ending in self.endings)
        return (*found, f"!{_INSTALLED}/") if self.holds_installed else found


def find_pages(root: Path, named: Path | None) -> Places:
    """Find the folder with the pages.

    Args:
        root: The handbook's top folder.
        named: The folder, where it is known; otherwise the one folder below ``root`` that
            holds more Markdown than all others and ``root`` itself together, or ``root``.

    Raises:
        ConfigError: When there is no Markdown.
    """
    folder = named.relative_to(root).as_posix() if named else _fullest(root)
    endings = Counter(_ending(path) for path in _markdown(root / folder))
    if not endings:
        where = root.name if folder == "." else folder
        raise ConfigError(
            Problem(
                path="",
                rule="adopt",
                found=f"there are no Markdown files in {where}",
                expected="a folder with pages",
                remedy="Name it with --content.",
            )
        )
    return Places(
        PurePosixPath(folder),
        tuple(ending for ending, _ in endings.most_common()),
        elsewhere=tuple(sorted(_elsewhere(root, PurePosixPath(folder)))),
        holds_installed=_holds_installed(root / folder),
    )


def site_facts(root: Path) -> dict[str, str]:
    """What the site's configuration says in one line each: ``site_name``, ``repo_url``.

    The file may name programs and use tags of its own, so it isn't read as a whole.

    Args:
        root: The handbook's top folder.
    """
    path = next((root / name for name in SITE_CONFIGS if (root / name).is_file()), None)
    if path is None:
        return {}
    found = {}
    for line in _KEY.finditer(path.read_text(encoding="utf-8-sig", errors="replace")):
        try:
            value = load(line["value"]).value
        except YamlError:
            continue
        if isinstance(value, str):
            found[line["key"]] = value
    return found


def _fullest(root: Path) -> str:
    pages = [path for path in _markdown(root) if not _is_about_the_repository(path)]
    counts = Counter(path.parts[0] if len(path.parts) > 1 else "." for path in pages)
    for folder, count in counts.most_common(1):
        if count * 2 > counts.total():
            return folder
    return "."


def _elsewhere(root: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    for path in _markdown(root):
        if not (path.is_relative_to(folder) or _is_about_the_repository(path)):
            yield path


def _is_about_the_repository(path: PurePosixPath) -> bool:
    return len(path.parts) == 1 and path.name.partition(".")[0].lower() in _ABOUT_THE_REPOSITORY


def _holds_installed(folder: Path) -> bool:
    for _, folders, _ in os.walk(folder):
        if _INSTALLED in folders:
            return True
        folders[:] = [f for f in folders if not f.startswith(".")]
    return False


def _markdown(root: Path) -> Iterator[PurePosixPath]:
    """Markdown files below a folder, relative to it; hidden and foreign folders are passed over."""
    for place, folders, files in os.walk(root):
        folders[:] = [f for f in folders if not f.startswith(".") and f not in _NOT_PAGES]
        inside = Path(place).relative_to(root)
        for name in files:
            if not name.startswith(".") and name.endswith(MARKDOWN_ENDINGS):
                yield PurePosixPath(inside.as_posix()) / name


def _ending(path: PurePosixPath) -> str:
    return next(ending for ending in MARKDOWN_ENDINGS if path.name.endswith(ending))
