"""What is done to one page of the sample hub, written down event by event."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType

from hub.content.page import Page
from hub.demo.cast import Cast
from hub.demo.front import with_entries
from hub.demo.growth import Growth
from hub.history import Author

_MORNING, _AFTERNOON = (8 * 60, 12 * 60), (13 * 60, 17 * 60)
_LATER = dt.timedelta(minutes=10)
_NUMBERS = re.compile(r"(?P<major>\d{1,4})(?:\.(?P<minor>\d{1,4}))?")
_IN_FORCE_AFTER = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is done to one page."""

    time: dt.datetime
    author: Author
    subject: str
    """What is done, as a commit says it."""
    path: str
    front: str
    """The page's front matter afterwards."""
    body: str
    """The page's text afterwards."""


@dataclass
class Diary:
    """Writes down what happens to one page.

    Attributes:
        page: As it is in the kit.
        front: Its front matter there, as it was typed.
        growth: Its text at every stage.
        cast: Who there is.
        random: Decides what the story leaves open.
        writer: Author of the last substantive edit.
        reviewer: Author of the last review.
        said: What reviewers have said of it.
    """

    page: Page
    front: str
    growth: Growth
    cast: Cast
    random: Random
    writer: Author | None = None
    reviewer: Author | None = None
    said: list[str] = field(default_factory=list)
    _last: dt.datetime | None = None
    _taken: int = 0
    _entries: dict[str, str | None] = field(default_factory=dict)

    @property
    def steps_left(self) -> int:
        """How many substantive edits are still to come."""
        return len(self.growth.steps) - self._taken

    def begin(self, day: dt.date, by: Author, entries: Mapping[str, str | None]) -> Event:
        """Somebody writes the page; nobody has reviewed it.

        Args:
            day: Day of its first commit.
            by: The writer.
            entries: Entries of the front matter that are not yet as in the kit.
        """
        self._entries |= {"review": None, **entries}
        self._grown(day, by)
        return self._event(day, _MORNING, by, f"Begin {self.page.title}")

    def edit(self, day: dt.date, by: Author) -> Event:
        """Somebody takes the next step of the page's growth."""
        step = self.growth.steps[self._taken]
        self._taken += 1
        self._grown(day, by)
        return self._event(day, _MORNING, by, f"{self.page.title}: {step.subject}")

    def state(
        self,
        day: dt.date,
        by: Author,
        subject: str,
        *,
        entries: Mapping[str, str | None] = MappingProxyType({}),
        as_in_kit: Iterable[str] = (),
    ) -> Event:
        """Somebody changes the front matter and no word.

        Args:
            day: When.
            by: Who.
            subject: What the commit says.
            entries: Entries that are to be as given.
            as_in_kit: Keys of entries that are to be as in the kit.
        """
        self._entries |= entries
        for key in as_in_kit:
            self._entries.pop(key, None)
        return self._event(day, _MORNING, by, subject)

    def review(
        self, day: dt.date, by: str, entry: str | None, *, subject: str = "", edits: bool = False
    ) -> Event:
        """Somebody states a review.

        Args:
            day: Day of the review and of the commit.
            by: The reviewer's handle.
            entry: What the front matter says; None for what it says in the kit.
            subject: What the commit says, where it says something of its own.
            edits: Whether the next step of the page's growth is taken with it.
        """
        author = self.cast.author(by)
        if edits and self.steps_left:
            self._taken += 1
            self._grown(day, author)
        self.reviewer = author
        self._entries.pop("review", None)
        if entry is not None:
            self._entries["review"] = entry
        return self._event(day, _AFTERNOON, author, subject or f"Review {self.page.title}")

    def _grown(self, day: dt.date, by: Author) -> None:
        self.writer = by
        version, effective = self.page.meta.version, self.page.meta.effective
        if version is None or not self.steps_left:
            self._entries.pop("version", None)
            self._entries.pop("effective", None)
            return
        self._entries["version"] = self._version_below(version)
        if effective is not None:
            self._entries["effective"] = f"effective: {min(day + _IN_FORCE_AFTER, effective)}\n"

    def _version_below(self, version: str) -> str | None:
        """The entry that this text may have had before the page had the kit's; None without one.

        Args:
            version: The kit's. Only two numbers, such as 2.1, can be counted down from.
        """
        numbers = _NUMBERS.fullmatch(version)
        if numbers is None:
            return None
        major, minor = int(numbers["major"]), int(numbers["minor"] or 0)
        if major > 1:
            return f'version: "{major - 1}.{self._taken}"\n'
        return f'version: "{major}.{self._taken * minor // len(self.growth.steps)}"\n'

    def _event(self, day: dt.date, hours: tuple[int, int], by: Author, subject: str) -> Event:
        time = self.cast.time(day, by, self.random.randrange(*hours))
        if self._last is not None and time <= self._last:
            time = (self._last + _LATER).astimezone(time.tzinfo)
        self._last = time
        front = with_entries(self.front, self._entries)
        return Event(time, by, subject, self.page.path, front, self.growth.text(self._taken))
