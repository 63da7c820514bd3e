"""Who does what in the sample hub."""

from __future__ import annotations

import datetime as dt
from random import Random

from hub.config import HubConfig
from hub.content.page import Page
from hub.demo.story import Story
from hub.history import Author

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
        self._known = {
            handle: Author(person.name, person.email)
            for handle, person in config.people.items()
            if person.name and person.email
        }
        domains = {domain: org for org, entry in config.orgs.items() for domain in entry.domains}
        self._orgs = {
            author: domains[author.email.partition("@")[2]]
            for author in (
                *self._known.values(),
                *(one for all_ in story.people.values() for one in all_),
            )
        }

    def author(self, handle: str) -> Author:
        """The person behind a handle."""
        return self._known[handle]

    def may_read(self, author: Author, page: Page) -> bool:
        """Whether a page is for somebody's side."""
        return self._orgs[author] in page.audience

    def owner(self, page: Page, random: Random) -> str:
        """Handle of a page's owner; where a team owns it, of somebody on its side."""
        if page.owner in self._known:
            return page.owner
        side = [handle for handle, one in self._known.items() if self._orgs[one] == page.org]
        return random.choice(side)

    def last_reviewer(self, page: Page, random: Random) -> str:
        """Handle of whoever reviewed the kit's page last; of its owner where nobody is named."""
        by = page.meta.review.by
        return by if by in self._known else self.owner(page, random)

    def editor(self, page: Page, random: Random, *, besides: Author | None = None) -> Author:
        """Somebody who edits a page: mostly its owner, often a colleague, sometimes the other side.

        Args:
            page: Which only those edit who may read it.
            random: Decides.
            besides: Who did not do it.
        """
        owner = self._known.get(page.owner or "")
        weights = {
            one: _OWN if one == owner else _NEAR if org == page.org else _FAR
            for one, org in self._orgs.items()
            if org in page.audience and one != besides
        }
        return random.choices(list(weights), list(weights.values()))[0]

    def reviewer(self, page: Page, random: Random, *, besides: Author | None = None) -> str:
        """Handle of somebody who reviews a page.

        Args:
            page: Which only those review who may read it.
            random: Decides.
            besides: Who must not.
        """
        return random.choice(
            [
                handle
                for handle, one in self._known.items()
                if self._orgs[one] in page.audience and one != besides
            ]
        )

    def time(self, day: dt.date, author: Author, minutes: int) -> dt.datetime:
        """A moment of somebody's day.

        Args:
            day: The day.
            author: On whose clock.
            minutes: After midnight.
        """
        zone = dt.timezone(dt.timedelta(minutes=self._clocks.get(self._orgs.get(author, ""), 60)))
        return dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), zone)
