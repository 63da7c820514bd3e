"""Measures are those of the field, and our own golden queries are answered."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from hub.search.evaluation import evaluate
from tests.builders import TWO_SIDES, Handbook, page, run_hub

_PROJECT = Path(__file__).parents[2]
_LEAST = 0.85
"""nDCG@10 of our own golden queries; lower, and something has become harder to find."""


def test_measures_are_those_of_the_field() -> None:
    found = evaluate(
        lambda _: ["wrong", "best", "good"],
        {"1": "refund", "2": "not judged"},
        {"1": {"best": 2, "good": 1, "missed": 1}},
    )
    gained = 2 / math.log2(3) + 1 / math.log2(4)
    ideal = 2 + 1 / math.log2(3) + 1 / math.log2(4)
    assert found.queries == 1
    assert found.measures["nDCG@10"] == pytest.approx(gained / ideal)
    assert found.measures["RR@10"] == pytest.approx(1 / 2)
    assert found.measures["R@10"] == pytest.approx(2 / 3)


def test_our_golden_queries_are_answered() -> None:
    said = run_hub(_PROJECT, "search", "eval", "--format", "json")
    assert said.code == 0, said.said
    report = json.loads(said.out)
    assert report["queries"] >= 20
    assert report["measures"]["ndcg@10"] >= _LEAST
    assert set(report) == {"schema", "queries", "measures", "milliseconds", "worse"}


def test_a_collection_is_measured_with_either_engine(tmp_path: Path) -> None:
    rows = [{"id": "d1", "title": "Refund", "text": "Pay back."}, {"id": 2, "text": "Shift"}]
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    queries = [{"id": "q1", "text": "refunds"}, {"id": "q2", "text": "nothing judged"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("q1 0 d1 1\n", encoding="utf-8")
    for engine in ("whoosh", "fts5"):
        arguments = ("--collection", str(tmp_path), "--engine", engine, "--format", "json")
        said = run_hub(tmp_path, "search", "eval", *arguments)
        assert said.code == 0, said.said
        report = json.loads(said.out)
        assert (report["queries"], report["measures"]["ndcg@10"]) == (1, 1.0)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("docs.jsonl", "{", "docs.jsonl:1: is no JSON object with an id"),
        ("queries.jsonl", '{"text": "x"}', "queries.jsonl:1: is no JSON object with an id"),
        ("qrels.txt", "q1 0 d1", "qrels.txt:1: is not: query, 0, document, gain"),
    ],
)
def test_a_broken_collection_is_refused(tmp_path: Path, name: str, text: str, found: str) -> None:
    for file in ("docs.jsonl", "queries.jsonl", "qrels.txt"):
        (tmp_path / file).write_text("", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = run_hub(tmp_path, "search", "eval", "--collection", str(tmp_path))
    assert said.code == 2
    assert found in said.err


def test_queries_that_got_worse_are_named_and_a_threshold_fails(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES).write("a.md", page("Refund", "Pay.", id="A-1"))
    book.write(".golden-queries.yml", "- {query: refund, pages: [A-1]}\n").commit()
    assert run_hub(book.root, "search", "eval", "--fail-under", "0.9").code == 0
    book.write("a.md", page("Something else", "Else.", id="A-1"))
    said = run_hub(book.root, "search", "eval", "--fail-under", "0.9")
    assert said.code == 1
    assert "Worse than in the last run: refund (1.00 before, 0.00 now)" in said.out


def test_golden_queries_with_mistakes_are_refused_all_at_once(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES).write("a.md", page("A", "b", id="SOP-001"))
    book.write(".golden-queries.yml", "- {query: x, pages: [SOP001]}\n- {query: y}\n").commit()
    said = run_hub(book.root, "search", "eval")
    assert said.code == 2
    assert 'names "SOP001", which is no page' in said.err
    assert 'did you mean "SOP-001"?' in said.err
    assert "entry 2 has no query: or no pages:" in said.err
