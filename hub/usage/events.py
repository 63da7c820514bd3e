"""What can be known of the use of a page: events, each a value that checks itself.

Terms: *view* and *read* as in Document360, *citation* as a link in KCS, *search* as in information
retrieval. When each is recorded is defined in ``content/reference/usage.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    TypeAdapter,
)

LONGEST_COMMENT = 2_000
"""Characters that a reader may write."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_LONG_NUMBER = re.compile(r"\d(?:[\d\s.-]{3,}\d)")


def without_identities(words: str) -> str:
    """What a reader typed without mail addresses and long numbers, which may name a person.

    NUL, which PostgreSQL can't keep, becomes the character that stands for an unreadable one.

    Args:
        words: A query, a comment.
    """
    storable = words.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return _LONG_NUMBER.sub("#", _ADDRESS.sub("@", storable))


def _normal(query: str) -> str:
    return without_identities(" ".join(query.casefold().split()))


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Made by whoever records the event; a repeat is the same event."""
PageName = Annotated[str, StringConstraints(min_length=1, max_length=512)]
"""A page's path in the content folder, its id, or its address in the site."""
Version = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,40}$")]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_COMMENT),
    AfterValidator(without_identities),
]
Ticket = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 #/_.:-]{0,63}$")]
"""The reference of a piece of work in the system where it is kept."""
Reason = Literal["outdated", "unclear", "incomplete", "wrong", "not-what-i-need"]
"""Why a page did not help."""


class Event(BaseModel):
    """Something that happened to a page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    at: AwareDatetime
    reader: Id | None = None
    """A random id that the browser keeps; only where readers are pseudonymous."""

    @property
    def kind(self) -> str:
        """The event's type, as it is stored."""
        return str(getattr(self, "type"))  # noqa: B009 (each kind of event declares its own)

    @property
    def day(self) -> dt.date:
        """The day in UTC, so that no clock's change moves an event to another day."""
        return self.at.astimezone(dt.UTC).date()


class PageEvent(Event):
    """Something that happened on a page."""

    page: PageName
    version: Version | None = None
    """The version that was on the screen."""


class View(PageEvent):
    """A page was shown; once per page and browser session."""

    type: Literal["view"]


class Read(PageEvent):
    """After a view: at least 10 s of active, visible time and a scroll, or the page fits.

    Once per page, person and day.
    """

    type: Literal["read"]


class Search(Event):
    """A query with its number of results, and which of them was opened."""

    type: Literal["search"]
    query: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
        AfterValidator(_normal),
    ]
    results: Annotated[int, Field(ge=0, le=1_000_000)]
    rank: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Place of the result that was opened, from 1; None where none was."""
    page: PageName | None = None
    """The page that was opened."""


class Feedback(PageEvent):
    """Whether the page helped."""

    type: Literal["feedback"]
    helpful: bool
    reason: Reason | None = None
    comment: Words | None = None


class Flag(PageEvent):
    """What is wrong with a page; it stays open until somebody answers."""

    type: Literal["flag"]
    comment: Words


class Citation(PageEvent):
    """The page resolved a piece of work."""

    type: Literal["citation"]
    ticket: Ticket


class Acknowledgement(PageEvent):
    """A named person confirms having read a version."""

    type: Literal["acknowledgement"]
    version: Version


class Step(PageEvent):
    """A step of a path is done."""

    type: Literal["step"]
    path: PageName
    """The path."""


AnyEvent = Annotated[
    View | Read | Search | Feedback | Flag | Citation | Acknowledgement | Step,
    Discriminator("type"),
]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
"""Checks one event."""
KINDS = ("view", "read", "search", "feedback", "flag", "citation", "acknowledgement", "step")
