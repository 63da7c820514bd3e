"""``hub search eval``: measures, and queries that got worse, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.search.evaluation import Evaluation

SCHEMA = 1
_NAMES = {"nDCG@10": "ndcg@10", "RR@10": "mrr@10", "R@10": "recall@10"}
_DIGITS = 4
_JUDGED_BY = "nDCG@10"


@dataclass(frozen=True, slots=True)
class LastRun:
    """How each query did in the last run.

    Args:
        file: Where that is remembered; None remembers nothing.
    """

    file: Path | None

    def read(self) -> Mapping[str, float]:
        """By query, its nDCG@10; nothing where there was no run, or its file is damaged."""
        try:
            found = json.loads(self.file.read_text(encoding="utf-8")) if self.file else {}
            return {str(query): float(value) for query, value in found.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def write(self, found: Evaluation) -> None:
        """Remember a run."""
        if self.file is not None:
            values = {query: one[_JUDGED_BY] for query, one in found.by_query.items()}
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(values, indent=1), encoding="utf-8")


def evaluation_report(found: Evaluation, before: Mapping[str, float]) -> dict[str, Any]:
    """The whole report, ready for JSON.

    Args:
        found: How good the search was.
        before: By query, its nDCG@10 in the last run.
    """
    now = {query: values[_JUDGED_BY] for query, values in found.by_query.items()}
    worse = [
        {"query": query, "before": round(before[query], _DIGITS), "now": round(value, _DIGITS)}
        for query, value in now.items()
        if query in before and round(value, _DIGITS) < round(before[query], _DIGITS)
    ]
    return {
        "schema": SCHEMA,
        "queries": found.queries,
        "measures": {_NAMES[name]: round(it, _DIGITS) for name, it in found.measures.items()},
        "milliseconds": {name: round(it, 2) for name, it in found.milliseconds.items()},
        "worse": sorted(worse, key=lambda it: (it["now"] - it["before"], it["query"])),
    }
