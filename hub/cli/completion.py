"""What the shell offers after the Tab key: audiences, owners, pages.

A completion that fails offers nothing: a message would land in the line that is being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from hub.app import Hub, open_hub
from hub.cli.session import today_or
from hub.errors import HubError


def complete_audiences(incomplete: str) -> list[str]:
    """The hub's audiences."""
    return _offered(incomplete, lambda hub: hub.config.audiences)


def complete_owners(incomplete: str) -> list[str]:
    """Handles of the hub's people and teams."""
    return _offered(incomplete, lambda hub: hub.people.handles)


def complete_pages(incomplete: str) -> list[str]:
    """Ids and paths of the hub's pages."""
    return _offered(incomplete, _pages)


def _pages(hub: Hub) -> Iterable[str]:
    pages = hub.library.pages.values()
    return [*(page.meta.id for page in pages if page.meta.id), *(page.path for page in pages)]


def _offered(incomplete: str, names: Callable[[Hub], Iterable[str]]) -> list[str]:
    try:
        hub = open_hub(content=None, start=Path.cwd(), today=today_or(None))
        return sorted(name for name in names(hub) if name.startswith(incomplete))
    except (HubError, OSError):
        return []
