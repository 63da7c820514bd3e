"""Who did something, by the names that readers know."""

from __future__ import annotations

from dataclasses import dataclass

from hub.config import HubConfig
from hub.history import Author
from hub.people import People


@dataclass(frozen=True, slots=True)
class Who:
    """A person or a team, and the side they are on."""

    name: str
    side: str | None
    """Name of the organisation; None where it is unknown or where there is only one."""


class Naming:
    """Gives people the names that readers know, with their side where there are two.

    Args:
        people: Who is who.
        config: The hub's configuration.
    """

    def __init__(self, people: People, config: HubConfig) -> None:
        self._people = people
        self._config = config

    def of_handle(self, handle: str) -> Who:
        """Somebody whom a page names."""
        return Who(self._people.name(handle), self._side(self._people.org_of(handle)))

    def of_author(self, author: Author) -> Who:
        """Somebody who made a commit."""
        name = self._people.author_name(author.name, author.email)
        return Who(name, self._side(self._people.org_of_address(author.email)))

    def _side(self, org: str | None) -> str | None:
        return self._config.org_name(org) if org and len(self._config.orgs) > 1 else None
