"""What ``hub.yml`` said at an earlier commit, and where the pages stood by its word."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.config import CONFIG_RULE, FILE_NAME, HubConfig, parse_config
from hub.errors import ConfigError, Problem

if TYPE_CHECKING:
    from hub.history.repository import Repository


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of an earlier commit."""

    config: HubConfig
    """What ``hub.yml`` said; where there was none, only what it says today of the content."""
    problems: tuple[Problem, ...] = ()
    """Why ``config`` is today's: the file of then can't be read, and nobody knows what held."""


def settings_at(repository: Repository, blob: str | None, today: HubConfig) -> Settings:
    """Read the ``hub.yml`` of an earlier commit.

    Args:
        repository: Where it is.
        blob: Its id; None where there was none.
        today: The configuration of today.

    Raises:
        HistoryError: When git can't answer.
    """
    if blob is None:
        return Settings(HubConfig(content=today.content))
    [(_, data)] = repository.blobs([blob])
    try:
        return Settings(parse_settings(data or b""))
    except ConfigError as error:
        return Settings(today, error.problems)


def parse_settings(data: bytes) -> HubConfig:
    """Read a ``hub.yml`` as git holds it.

    Raises:
        ConfigError: With every mistake in it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"can't be read: {error}"
        raise ConfigError(Problem(path=FILE_NAME, line=1, rule=CONFIG_RULE, found=found)) from error
    return parse_config(text)


def content_prefix(
    then: HubConfig, today: HubConfig, *, here: str, prefix: str, files: Iterable[str]
) -> str:
    """The content folder of then, as seen from the repository's root, with a closing ``/``.

    Args:
        then: The configuration of then.
        today: The configuration of today.
        here: Folder of ``hub.yml``, as seen from the repository's root.
        prefix: The content folder of today, as seen from there, with a closing ``/``.
        files: The files of then below ``prefix``.

    Returns:
        What ``hub.yml`` named then. ``prefix`` where today's folder is not the one that
        ``hub.yml`` names, because somebody asks about another one.
    """
    if prefix != _prefix(here, today.content.dir):
        return prefix
    is_there = any(path.startswith(prefix) for path in files)
    if is_there and "dir" not in then.content.model_fields_set:
        return prefix
    named = _prefix(here, then.content.dir)
    return prefix if named.startswith(("../", "/")) else named


def _prefix(here: str, folder: str) -> str:
    path = posixpath.normpath(posixpath.join(here, folder))
    return "" if path == "." else f"{path}/"
