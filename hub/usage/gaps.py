"""What readers looked for and did not find."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import Stemmer

from hub.usage.store.records import QueryTotals

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Queries that mean the same: ``refund limits`` and ``limit of refunds``."""

    query: str
    """The most frequent of them."""
    queries: tuple[str, ...]
    """All of them for which enough people searched, the most frequent first."""
    searches: int
    no_result: int
    """Searches that found nothing."""
    bounced: int
    """Searches that found something, of which nothing was opened."""


def content_gaps(queries: Iterable[QueryTotals], below: int) -> tuple[Gap, ...]:
    """Group queries that found nothing or nothing of use.

    Args:
        queries: What was searched for.
        below: How many people must have searched for a group before it is shown. Who searched on
            two days can't be told from two people, nor who used two wordings, so it is the largest
            number that one wording had on one day.

    Returns:
        The groups, the most frequently missed first.
    """
    stemmer = Stemmer.Stemmer("english")
    groups: dict[tuple[str, ...], list[QueryTotals]] = defaultdict(list)
    for query in queries:
        words = sorted({stemmer.stemWord(word) for word in _WORD.findall(query.query.casefold())})
        groups[tuple(words) or (query.query,)].append(query)
    found = (gap for members in groups.values() for gap in _gap(members, below))
    return tuple(sorted(found, key=lambda gap: (-(gap.no_result + gap.bounced), gap.query)))


def _gap(members: list[QueryTotals], below: int) -> Iterator[Gap]:
    members = sorted(members, key=lambda query: (-query.searches, query.query))
    known = [query for query in members if query.most_readers >= max(below, 1)]
    if below <= 1:
        known = members  # whoever asks for no suppression gets none
    no_result = sum(query.no_result for query in members)
    bounced = sum(max(q.searches - q.no_result - q.clicked, 0) for q in members)
    if known and no_result + bounced:
        yield Gap(
            query=known[0].query,
            queries=tuple(query.query for query in known),
            searches=sum(query.searches for query in members),
            no_result=no_result,
            bounced=bounced,
        )
