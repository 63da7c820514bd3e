"""Who does what in the sample hub."""

from __future__ import annotations

import datetime as dt
from random import Random

from hub.config import HubConfig
from hub.content.page import Page
from hub.demo.story import Story
from hub.history import Author
from hub.people import People

_OWN, _NEAR, _FAR = 60, 4, 2
"""Weights of an edit by the owner, by each other person of the same side and of the other."""


class Cast:
    """The people of the sample hub.

    Args:
        config: Names those who own and review pages.
        story: Names the others.
    """

    def __init__(self, config: HubConfig, story: Story) -> None:
        self._clocks = story.clocks
        self._people = People(config)
        self._known = {
            handle: Author(person.name, person.email.lower())
            for handle, person in config.people.items()
            if person.email and self._people.org_of(handle)
        }
        self._orgs = {one: self._people.org_of(handle) for handle, one in self._known.items()}
        self._orgs |= {one: org for org, others in story.people.items() for one in others}

    @property
    def sides(self) -> set[str]:
        """Organisations with somebody who can own and review pages."""
        return {org for one in self._known.values() if (org := self._orgs[one])}

    def is_known(self, handle: str) -> bool:
        """Whether somebody has this handle, with an address to commit with."""
        return handle in self._known

    def author(self, handle: str) -> Author:
        """The person behind a handle that is known."""
        return self._known[handle]

    def may_read(self, author: Author, page: Page) -> bool:
        """Whether a page is for somebody's side."""
        return self._orgs[author] in page.audience

    def owner(self, page: Page, random: Random) -> str:
        """Handle of a page's owner, or of somebody who stands in for it."""
        return self._person(page.owner, page, random)

    def makers(self, page: Page, random: Random) -> list[Author]:
        """Those who made a decision; its owner where nobody is named.

        Args:
            page: The decision.
            random: Decides who stands in for a team.
        """
        named = page.front_matter.get("decision-makers") or [page.owner]
        named = named if isinstance(named, list) else [named]
        return [self.author(self._person(str(one), page, random)) for one in named]

    def last_reviewer(self, page: Page, random: Random) -> str:
        """Handle of whoever reviewed the kit's page last; of its owner where nobody is named."""
        return self._person(page.meta.review.by or page.owner, page, random)

    def _person(self, named: str | None, page: Page, random: Random) -> str:
        """A person's handle: for a team somebody of its side, else somebody who may read it."""
        handle = self._people.handle(named) if named else ""
        if handle in self._known:
            return handle
        org = self._people.org_of(handle)
        sides = (org,) if org in page.audience else page.audience
        return random.choice([one for one, who in self._known.items() if self._orgs[who] in sides])

    def editor(self, page: Page, random: Random, *, besides: Author | None = None) -> Author:
        """Somebody who edits a page: mostly its owner, often a colleague, sometimes the other side.

        Args:
            page: Which only those edit who may read it.
            random: Decides.
            besides: Who did not do it, if anybody else can have.
        """
        owner = self._known.get(page.owner or "")
        weights = {
            one: _OWN if one == owner else _NEAR if org == page.org else _FAR
            for one, org in self._orgs.items()
            if org in page.audience and one != besides
        }
        if not weights:
            return self.author(self.owner(page, random))
        return random.choices(list(weights), list(weights.values()))[0]

    def reviewer(self, page: Page, random: Random, *, besides: Author | None = None) -> str:
        """Handle of somebody who reviews a page.

        Args:
            page: Which only those review who may read it.
            random: Decides.
            besides: Who must not, if anybody else can.
        """
        readers = [handle for handle, one in self._known.items() if self.may_read(one, page)]
        others = [handle for handle in readers if self._known[handle] != besides]
        return random.choice(others or readers)

    def time(self, day: dt.date, author: Author, minutes: int) -> dt.datetime:
        """A moment of somebody's day.

        Args:
            day: The day.
            author: On whose clock; UTC where their side has none.
            minutes: After midnight.
        """
        org = self._orgs.get(author) or self._people.org_of_address(author.email) or ""
        zone = dt.timezone(dt.timedelta(minutes=self._clocks.get(org, 0)))
        return dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), zone)
