"""How searches ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.usage.store.records import QueryTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFigures:
    """Searches, of the audience's own site alone; None is *no data* or *not shown*."""

    searches: int | None = None
    no_result_rate: float | None = None
    """Searches that found nothing ÷ searches."""
    bounce_rate: float | None = None
    """Searches that found something, of which nothing was opened ÷ searches."""
    click_through_rate: float | None = None
    """Searches after which a result was opened ÷ searches."""
    mean_clicked_rank: float | None = None
    """Place of the results that were opened, on average, from 1."""
    suppressed: bool = False


def search_figures(
    queries: Sequence[QueryTotals], *, is_recorded: bool, people: int, below: int
) -> SearchFigures:
    """Add searches up.

    Args:
        queries: What was searched for.
        is_recorded: Whether anything was recorded at all, so that no search is a figure.
        people: How many people used the site at least.
        below: How many must.
    """
    if not is_recorded:
        return SearchFigures()
    searches = sum(query.searches for query in queries)
    if not searches:
        return SearchFigures(searches=0)
    if max(people, *(query.most_readers for query in queries)) < below:
        return SearchFigures(suppressed=True)
    no_result = sum(query.no_result for query in queries)
    clicked = sum(query.clicked for query in queries)
    return SearchFigures(
        searches=searches,
        no_result_rate=no_result / searches,
        bounce_rate=max(searches - no_result - clicked, 0) / searches,
        click_through_rate=clicked / searches,
        mean_clicked_rank=sum(q.rank_sum for q in queries) / clicked if clicked else None,
    )
