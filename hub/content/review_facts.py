"""What a version of a page, perhaps an old one, says about its last review."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hub.content.front_matter import as_date
from hub.strict_yaml import YamlError, load

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n")
_CLOSER = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_BLOCK = re.compile(r"^review:[ \t]*\n((?:[ ][^\n]*\n)+)", re.M)
_FIELD = re.compile(r"^([ ]+)(every|last|by|evidence):[ \t]*([^\n]*)\n((?:\1[ ]+[^\n]*\n)*)", re.M)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN = re.compile(r"[\w.@+-]+")
_NEEDS_YAML = tuple("\"'&*!{[%@`#")


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """The review that a page states."""

    date: dt.date | None = None
    """The stated day; None where the page states none."""
    by: str | None = None
    """The stated reviewer."""
    evidence: str | None = None
    """What the reviewer says was checked, with single spaces between its words."""


_NOTHING = ReviewFacts()


def review_facts(text: str) -> ReviewFacts | None:
    """Read what a version of a page says about its review.

    A history has tens of thousands of versions, nearly all of which state a review in the same
    plain form; only the others are given to a YAML parser.

    Args:
        text: The version's whole text.

    Returns:
        The facts, or None where the version's front matter can't be read.
    """
    text = text.replace("\r\n", "\n") if "\r" in text else text
    opener = _FRONT_MATTER.match(text)
    if opener is None:
        return _NOTHING
    closer = _CLOSER.search(text, opener.end() - 1)
    if closer is None:
        return None if "review" in text[:4000] else _NOTHING
    block = text[opener.end() : closer.start() + 1]
    if "review" not in block:
        return _NOTHING
    return _plain_facts(block) or _parsed_facts(block)


def _plain_facts(block: str) -> ReviewFacts | None:
    """Read a review block in its plain form; None where YAML has to decide."""
    review = _BLOCK.search(block)
    if review is None or "last_reviewed_on" in block:
        return None
    fields = {name: (value, more) for _, name, value, more in _FIELD.findall(review[1])}
    day, by = (fields.get(name, ("", ""))[0].strip() for name in ("last", "by"))
    evidence, more = fields.get("evidence", ("", ""))
    if not _DAY.fullmatch(day) or evidence.startswith(_NEEDS_YAML) or " #" in evidence:
        return None
    if by and not _PLAIN.fullmatch(by):
        return None
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return None
    if evidence[:1] in ("|", ">"):
        evidence = ""
    return ReviewFacts(date, by or None, _spaced(f"{evidence} {more}"))


@lru_cache(maxsize=4096)
def _parsed_facts(block: str) -> ReviewFacts | None:
    try:
        values = load(block).value
    except YamlError:
        return None
    if not isinstance(values, Mapping):
        return None
    review = values.get("review")
    if not isinstance(review, Mapping):
        return ReviewFacts(as_date(values.get("last_reviewed_on")))
    return ReviewFacts(
        as_date(review.get("last", values.get("last_reviewed_on"))),
        _spaced(review.get("by")),
        _spaced(review.get("evidence")),
    )


def _spaced(value: Any) -> str | None:
    """A text with single spaces between its words; None where there is none."""
    return " ".join(str(value).split()) or None if value is not None else None
