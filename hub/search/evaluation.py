"""How good the search is, by judged queries and the measures of the field."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.errors import ConfigError, Problem
from hub.search.analysis import Analyzer
from hub.search.document import SearchDocument, make_document
from hub.search.engine import SearchEngine
from hub.search.query import LONGEST_QUERY, Query, parse_query
from hub.search.ranking import Feedback, best, ranked
from hub.search.reading import QueryReader

DEPTH = 100
"""Results that are looked at."""
MEASURES = ("nDCG@10", "RR@10", "R@10")
"""Names of the measures in ``ir_measures``; RR's mean is MRR, R is recall."""
Qrels = Mapping[str, Mapping[str, int]]
"""By query and document, how well the one answers the other; 0 not at all."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents with queries of which it is known what answers them."""

    documents: tuple[SearchDocument, ...]
    queries: Mapping[str, str]
    qrels: Qrels


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good a search was."""

    measures: Mapping[str, float]
    """By name, the mean over the queries that have an answer."""
    by_query: Mapping[str, Mapping[str, float]]
    queries: int
    milliseconds: Mapping[str, float]
    """``p50`` and ``p95`` of the time that a query took."""


def read_collection(folder: Path, analyzer: Analyzer) -> Collection:
    """Read a folder with ``docs.jsonl``, ``queries.jsonl`` and ``qrels.txt`` (TREC's form).

    Args:
        folder: The folder.
        analyzer: Reads the words.

    Raises:
        ConfigError: When a file is missing or a line can't be read.
    """
    rows = _read_lines(folder / "docs.jsonl")
    documents = tuple(
        make_document(
            str(row["id"]),
            [("title", row.get("title") or ""), ("body", row.get("text") or "")],
            analyzer,
        )
        for row in rows
    )
    queries = {str(row["id"]): str(row["text"]) for row in _read_lines(folder / "queries.jsonl")}
    return Collection(documents, queries, _read_qrels(folder / "qrels.txt"))


def evaluate_collection(
    collection: Collection,
    open_engine: Callable[[Path], SearchEngine],
    analyzer: Analyzer,
    feedback: Feedback | None = None,
) -> Evaluation:
    """Search a collection with what is the default everywhere.

    Args:
        collection: Documents and judged queries.
        open_engine: Makes an index in a folder.
        analyzer: Reads the words.
        feedback: How much is learnt from the best; None takes what is usual.
    """
    with tempfile.TemporaryDirectory(prefix="hub-eval-") as name:
        engine = open_engine(Path(name))
        try:
            engine.update(collection.documents, ())
            reader = QueryReader(engine, analyzer, {})

            def search(text: str) -> list[str]:
                reading = reader.read(_as_query(text))
                ranking = ranked(reading.wanted, engine, feedback or Feedback())
                return best(ranking.scores, DEPTH)

            return evaluate(search, collection.queries, collection.qrels)
        finally:
            engine.close()


def evaluate(
    search: Callable[[str], Sequence[str]], queries: Mapping[str, str], qrels: Qrels
) -> Evaluation:
    """Search for every query and measure.

    Args:
        search: Gives the names of what was found, the best first.
        queries: By id, the words.
        qrels: What answers them; queries without any are left out.

    Raises:
        ConfigError: When the library that measures is not installed.
    """
    ir_measures = _measuring()
    judged = {id_: text for id_, text in queries.items() if any(qrels.get(id_, {}).values())}
    run, took = {}, []
    for id_, text in judged.items():
        start = time.perf_counter()
        found = search(text)
        took.append((time.perf_counter() - start) * 1000)
        run[id_] = {name: float(len(found) - place) for place, name in enumerate(found)}
    measures = [ir_measures.parse_measure(name) for name in MEASURES]
    by_query: dict[str, dict[str, float]] = {id_: dict.fromkeys(MEASURES, 0.0) for id_ in judged}
    known = {id_: dict(qrels[id_]) for id_ in judged}
    for one in ir_measures.iter_calc(measures, known, run):
        by_query[one.query_id][str(one.measure)] = float(one.value)
    means = {
        name: sum(values[name] for values in by_query.values()) / max(len(by_query), 1)
        for name in MEASURES
    }
    return Evaluation(means, by_query, len(judged), _percentiles(took))


def _as_query(text: str) -> Query:
    """A query of a collection: words alone, and as many as there are."""
    if len(text) <= LONGEST_QUERY:
        return parse_query(text)
    return Query(text, tuple(text.replace('"', " ").split()))


def _percentiles(took: Sequence[float]) -> dict[str, float]:
    in_order = sorted(took) or [0.0]
    places = {"p50": len(in_order) // 2, "p95": int(len(in_order) * 0.95)}
    return {name: in_order[min(at, len(in_order) - 1)] for name, at in places.items()}


def _measuring() -> Any:
    try:
        import ir_measures  # noqa: PLC0415 (an extra: nobody else needs it)
    except ImportError as error:
        raise ConfigError(
            Problem(
                path="",
                rule="evaluation",
                found="the library that measures is not installed",
                expected="ir-measures",
                remedy='Install Hub with it: pip install "handbook-hub[evaluation]".',
            )
        ) from error
    return ir_measures


def _read_lines(file: Path) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(_text(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row["id"]
        except (ValueError, KeyError, TypeError) as error:
            raise _unusable(file, number, "is no JSON object with an id") from error
        found.append(row)
    return found


def _read_qrels(file: Path) -> Qrels:
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_text(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            query, _, document, gain = line.split()
            found.setdefault(query, {})[document] = int(gain)
        except ValueError as error:
            raise _unusable(file, number, "is not: query, 0, document, gain") from error
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(file, None, f"can't be read: {error}") from error


def _unusable(file: Path, line: int | None, found: str) -> ConfigError:
    expected = "docs.jsonl, queries.jsonl and qrels.txt"
    return ConfigError(
        Problem(path=file.name, line=line, rule="evaluation", found=found, expected=expected)
    )
