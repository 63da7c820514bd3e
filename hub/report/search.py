"""``hub search`` and ``/api/search``: results, as data.

The schema is documented in ``content/reference/search-json.md`` and kept by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub.config import HubConfig
from hub.people import People
from hub.search.facets import Facet
from hub.search.searcher import Result, Results

SCHEMA = 1
_DIGITS = 4


def search_report(
    found: Results,
    config: HubConfig,
    people: People,
    state_labels: Mapping[str, str],
    *,
    page: int,
    limit: int,
    is_explained: bool = False,
) -> dict[str, Any]:
    """The whole answer, ready for JSON; what nobody knows is null.

    Args:
        found: The answer.
        config: Names organisations.
        people: Names owners, never by a mail address.
        state_labels: The words that readers know states by.
        page: Which part of the results it is, from 1.
        limit: Results in a part.
        is_explained: Whether to say how each score came about.
    """
    return {
        "schema": SCHEMA,
        "query": found.query.text,
        "corrected": found.did_you_mean if found.is_corrected else None,
        "did_you_mean": None if found.is_corrected else found.did_you_mean,
        "total": found.total,
        "page": page,
        "limit": limit,
        "results": [
            _result(one, config, people, state_labels, is_explained=is_explained)
            for one in found.results
        ],
        "facets": {facet.name: _values(facet) for facet in found.facets},
    }


def _result(
    one: Result,
    config: HubConfig,
    people: People,
    state_labels: Mapping[str, str],
    *,
    is_explained: bool,
) -> dict[str, Any]:
    page, passage = one.page, one.passage
    anchor = passage.anchor if passage else ""
    found = {
        "rank": one.rank,
        "path": page.path,
        "id": page.meta.id,
        "title": page.title,
        "url": one.address + (f"#{anchor}" if anchor else ""),
        "kind": page.kind.value,
        "kind_label": page.kind.label,
        "owner": people.name(page.owner) if page.owner else None,
        "org": page.org,
        "org_label": config.org_name(page.org) if page.org else None,
        "state": one.state,
        "state_label": state_labels.get(one.state, one.state),
        "last_edit": one.last_edit.isoformat() if one.last_edit else None,
        "heading": (passage.heading if passage else "") or None,
        "passage": [list(piece) for piece in passage.pieces] if passage else [],
    }
    return found | ({"score": _explained(one)} if is_explained else {})


def _explained(one: Result) -> dict[str, Any]:
    terms = sorted(one.fit.parts.items(), key=lambda item: (-item[1], item[0]))
    return {
        "score": round(one.score, _DIGITS),
        "terms": {term: round(part, _DIGITS) for term, part in terms},
        "feedback": round(one.fit.learnt, _DIGITS),
        "prior": round(one.prior, _DIGITS),
    }


def _values(facet: Facet) -> list[dict[str, Any]]:
    return [
        {"value": it.value, "label": it.label, "count": it.count, "chosen": it.is_chosen}
        for it in facet.values
    ]
