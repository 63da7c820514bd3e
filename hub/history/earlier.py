"""What pages said at earlier commits, and what ``hub.yml`` said then."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hub.config import FILE_NAME
from hub.errors import ConfigError, HistoryError
from hub.history.repository import Repository
from hub.history.settings import parse_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hub.config import HubConfig
    from hub.history.values import Edit, Version


@dataclass(frozen=True, slots=True)
class Earlier:
    """A page's file at one commit."""

    path: str | None
    """Relative to the content folder of today; None where it stood outside of it."""
    text: str
    """The whole file, front matter included."""
    config: HubConfig | None
    """The ``hub.yml`` of that commit; None where there was none, or none that can be read."""


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """What one commit made of a page."""

    before: Earlier | None
    """None where the page was not there."""
    after: Earlier | None


class EarlierVersions:
    """Reads earlier versions of pages, all in one call to git, and each only once.

    Args:
        folder: The content folder, absolute.
        root: Folder of ``hub.yml``, absolute.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder
        self._root = root
        self._found: dict[str, bytes | None] = {}
        self._configs: dict[bytes, HubConfig | None] = {}

    def read(self, edits: Sequence[Edit]) -> list[BeforeAndAfter]:
        """Read what commits made of pages.

        Args:
            edits: The edits of pages, of the repository around the content folder.

        Returns:
            One answer for each edit, in their order. Where git can't answer, nothing is known of
            any version.
        """
        try:
            repository = Repository.open(self._folder)
            settings = self._settings_path(repository)
            self._ask(repository, edits, settings)
        except HistoryError:
            return [BeforeAndAfter(None, None) for _ in edits]
        return [
            BeforeAndAfter(
                self._earlier(edit.before, f"{edit.commit.sha}^:{settings}"),
                self._earlier(edit.after, f"{edit.commit.sha}:{settings}"),
            )
            for edit in edits
        ]

    def _ask(self, repository: Repository, edits: Iterable[Edit], settings: str) -> None:
        wanted = [name for name in _names(edits, settings) if name not in self._found]
        self._found.update(zip(wanted, repository.texts(wanted), strict=True))

    def _settings_path(self, repository: Repository) -> str:
        """Where ``hub.yml`` stands in the repository; a name that no file has if outside of it."""
        depth = len(PurePosixPath(os.fsdecode(repository.prefix)).parts)
        top = self._folder.parents[depth - 1] if depth else self._folder
        if not self._root.is_relative_to(top):
            return "\0"
        path = (self._root.relative_to(top) / FILE_NAME).as_posix()
        return "\0" if "\n" in path else path

    def _earlier(self, version: Version | None, settings: str) -> Earlier | None:
        data = self._found.get(version.blob) if version else None
        if version is None or data is None:
            return None
        return Earlier(version.path, data.decode("utf-8", "replace"), self._config(settings))

    def _config(self, name: str) -> HubConfig | None:
        data = self._found.get(name)
        if data is None:
            return None
        if data not in self._configs:
            self._configs[data] = _parsed(data)
        return self._configs[data]


def _names(edits: Iterable[Edit], settings: str) -> Iterator[str]:
    """What has to be asked for, each once."""
    seen: set[str] = set()
    for edit in edits:
        for version, commit in (
            (edit.before, f"{edit.commit.sha}^"),
            (edit.after, edit.commit.sha),
        ):
            if version is None:
                continue
            names = {version.blob} if settings == "\0" else {version.blob, f"{commit}:{settings}"}
            yield from sorted(names - seen)
            seen |= names


def _parsed(data: bytes) -> HubConfig | None:
    try:
        return parse_settings(data)
    except ConfigError:
        return None
