"""Owners as the generated pages name them: by name and side, never by address."""

from __future__ import annotations

from dataclasses import dataclass

from hub.site.facts import Facts
from hub.site.naming import Naming


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whom a page names as the one who answers for it."""

    handle: str
    """Tells namesakes apart; it may be an address, and is not shown."""
    name: str
    side: str | None
    """Name of the organisation; None where it is unknown or where there is only one."""
    is_known: bool
    """Whether hub.yml lists the person or the team."""
    is_team: bool


class Owners:
    """Gives owners the names under which readers may know them.

    Args:
        facts: What the readers may be told.
    """

    def __init__(self, facts: Facts) -> None:
        self._people = facts.people
        self._teams = facts.config.teams
        self._naming = Naming(facts.people, facts.config)

    def of(self, written: str) -> Owner:
        """The one whom a page or CODEOWNERS means."""
        handle = self._people.handle(written)
        who = self._naming.of_handle(handle)
        return Owner(
            handle=handle,
            name=who.name,
            side=who.side,
            is_known=self._people.is_known(handle),
            is_team=handle in self._teams,
        )
