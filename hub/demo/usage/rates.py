"""How the sample hub is used, read from ``usage.yml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field

from hub.config import Kind


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Side(_Model):
    """The people of an organisation, and what each of them does on a day at work."""

    at_work: float
    at_weekends: float
    adopted_within: int
    """Days until the last of them knows the hub."""
    shifts: tuple[tuple[int, int], ...]
    """Hours of the day, UTC."""
    visits: float
    searches: float
    cases: float
    kinds: Mapping[Kind, float]
    """How much is read of each kind of page."""


class Peak(_Model):
    """Days with more work than others."""

    first: dt.date = Field(alias="from")
    last: dt.date = Field(alias="to")
    times: float


class Uptake(_Model):
    """How a new version finds its readers."""

    major: float
    """Share of those who may read it that come for a new major version."""
    minor: float
    first: float
    half_after: float
    """Days after which half of them have come."""
    kinds: Mapping[Kind, float]
    unlisted: float


class Searches(_Model):
    """What becomes of a search."""

    first_words: float
    misspelt: float
    misspelt_found: float
    unswept_found: float
    not_there: float
    not_there_found: float
    clicked: float
    first_rank: float
    waves: float
    wave: tuple[int, int]
    stray: float


class Gap(_Model):
    """Words for which the hub has no page, or had none before a day."""

    query: str
    until: str = ""
    """The page that answers it."""


class Cases(_Model):
    """Work that is solved with pages, or without."""

    first: int
    """Number of the first case."""
    cited: tuple[float, float]
    used_to_it_after: int
    twice: float
    opened_before: int
    without: tuple[str, ...]


class Joiners(_Model):
    """New people, who take the paths."""

    org: str
    a_month: int
    finish: float


class Rates(_Model):
    """All of it; the comments are in the file."""

    seed: str
    sides: Mapping[str, Side]
    holidays: tuple[str, ...]
    at_holidays: float
    peaks: tuple[Peak, ...]
    popular: tuple[str, ...]
    exponent: float
    doubted: float
    weights: Mapping[str, float]
    uptake: Uptake
    read: float
    feedback: float
    helpful: float
    helpful_doubted: float
    reasons: Mapping[str, int]
    flagged: float
    flagged_doubted: float
    answered_within: int
    open_flags: int
    search: Searches
    gaps: tuple[Gap, ...]
    cases: Cases
    joiners: Joiners
    flags: tuple[tuple[str, str], ...]

    @property
    def pages(self) -> set[str]:
        """Paths of the pages that it names."""
        return {*self.popular, *(gap.until for gap in self.gaps if gap.until)}


def read_rates() -> Rates:
    """Read the rates that come with Hub."""
    text = resources.files("hub.demo").joinpath("usage.yml").read_text(encoding="utf-8")
    return Rates.model_validate(yaml.safe_load(text))
