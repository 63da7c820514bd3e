"""What happens in the sample hub, read from ``story.yml``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from importlib import resources
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from hub.history import Author

_PERSON = re.compile(r"(?P<name>[^<>\n]+) <(?P<email>[^<>\s]+)>")


def _person(value: Any) -> Any:
    match = _PERSON.fullmatch(str(value))
    if match is None:
        raise ValueError(f'"{value}" is not "Name <address>"')
    return Author(match["name"], match["email"].lower())


Person = Annotated[Author, BeforeValidator(_person)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Sweep(_Model):
    """A commit that touches many pages at once."""

    day: dt.date
    by: str
    """Handle of its author."""
    subject: str


class Move(Sweep):
    """A folder that gets another name."""

    before: str = Field(alias="from")
    after: str = Field(alias="to")


class Endings(_Model):
    """Pages that are not fresh at the end."""

    overdue: tuple[str, ...]
    due: tuple[str, ...]
    changed: tuple[str, ...]
    suspect: Mapping[str, str]
    """By page, the page that it rests on and that changed after its review."""


class Story(_Model):
    """The people, days and endings of the sample hub."""

    begins: dt.date
    ends: dt.date
    people: Mapping[str, tuple[Person, ...]]
    """By organisation, those who are not in ``hub.yml``."""
    clocks: Mapping[str, int]
    """Minutes ahead of UTC, by organisation."""
    formatter: Person
    formatted: tuple[dt.date, dt.date]
    """Days on which the formatter ran over every page."""
    sweep: Sweep
    """Adds tags and aliases to the front matter."""
    move: Move
    audit: Sweep
    """Sets review dates without a look at the pages."""
    evidence_asked: dt.date
    """From then on most reviews are evidenced."""
    ends_as: Endings
    archived: Mapping[str, dt.date]
    """By page, the day on which it was put away."""
    applied_late: Mapping[str, dt.date]
    """By lesson, the day on which it was applied at last."""
    evidence: tuple[str, ...]
    """What reviewers wrote."""

    @property
    def pages(self) -> set[str]:
        """Paths of the pages that it names."""
        ends = self.ends_as
        named = {*ends.overdue, *ends.due, *ends.changed, *ends.suspect, *ends.suspect.values()}
        return named | {*self.archived, *self.applied_late}


def read_story() -> Story:
    """Read the story that comes with Hub."""
    text = resources.files("hub.demo").joinpath("story.yml").read_text(encoding="utf-8")
    return Story.model_validate(yaml.safe_load(text))
