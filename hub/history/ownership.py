"""Who owned a page at an earlier commit, by the word of ``hub.yml`` and CODEOWNERS."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hub.people import People

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.codeowners import CodeOwners
    from hub.content.page import Page


@dataclass(frozen=True)
class Ownership:
    """What decides who owns a page that says the same on two days."""

    config: HubConfig
    owners: CodeOwners
    prefix: str
    """The content folder as seen from the repository's root, with a closing ``/``, or empty."""

    def agrees_with(self, other: Ownership) -> bool:
        """Whether every page has the same owner by both."""
        return self._facts == other._facts

    def of(self, page: Page) -> str | None:
        """Handle of a page's owner, or what the page or CODEOWNERS says; None if unknown."""
        written = page.meta.owner or self.owners.owner_of(self.prefix + page.path)
        return self.people.handle(written) if written else None

    @cached_property
    def people(self) -> People:
        """Who is who."""
        return People(self.config)

    @property
    def _facts(self) -> tuple[object, ...]:
        config = self.config
        return self.owners.text, self.prefix, config.people, config.teams, config.orgs
