"""What people type: words, phrases in quotes, words to leave out, filters. Nothing is a mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_QUERY = 200
"""Characters of a query that are read; what comes after them is left out."""
MOST_PHRASES = 3
"""Phrases in quotes that must be there; further ones are read as words."""
FILTERS = ("kind", "owner", "org", "tag", "state")
"""What can be asked for by ``name:value``."""
_TOKEN = re.compile(
    r"(?P<minus>(?<!\S)-)?"
    r'(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<name>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))'
    r'|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    text: str
    """As it was typed, but for its end where it was too long."""
    words: tuple[str, ...] = ()
    """Words of which any may be there; the more the better."""
    phrases: tuple[str, ...] = ()
    """What must be there word for word."""
    excluded: tuple[str, ...] = ()
    """Words and phrases that must not be there."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By name of ``FILTERS``, values of which a page must have one."""
    is_open: bool = False
    """Whether the last word may go on, as while somebody types."""

    @property
    def free_text(self) -> str:
        """All that is looked for, as one text."""
        return " ".join((*self.words, *self.phrases))


def parse_query(typed: str, *, is_open: bool = False) -> Query:
    """Understand a query.

    Args:
        typed: Anything.
        is_open: Whether somebody is still typing.
    """
    text = " ".join(typed.replace("\x00", " ")[: LONGEST_QUERY + 1].split())[:LONGEST_QUERY]
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    filters: dict[str, tuple[str, ...]] = {}
    last = ""
    for match in _TOKEN.finditer(text):
        name = (match["name"] or "").lower()
        if name in FILTERS and not match["minus"]:
            value = match["quoted"] if match["quoted"] is not None else match["value"]
            filters[name] = (*filters.get(name, ()), value.strip().casefold())
            last = ""
            continue
        said = match["phrase"] if match["phrase"] is not None else match[0].lstrip("-")
        said = said.replace('"', " ").strip()
        if not said:
            continue
        is_phrase = match["phrase"] is not None and len(phrases) < MOST_PHRASES
        into = excluded if match["minus"] else phrases if is_phrase else words
        into.append(said)
        last = said if into is words else ""
    goes_on = is_open and bool(last) and typed[-1:] not in ("", " ")
    return Query(text, tuple(words), tuple(phrases), tuple(excluded), filters, goes_on)
