"""The baseline: what it knows, what it never hides, and how it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.content.lint.baseline import BASELINE_NAME, Baseline
from hub.content.lint.finding import SetAside
from hub.errors import ConfigError
from tests.builders import TWO_SIDES, Handbook, page

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9)


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "[a](gone.md) [b](gone.md) [c](lost.md)", owner="ana"))
    return book.commit()


def known(book: Handbook) -> list[str]:
    return [f.problem.found for f in book.open().lint().findings if f.set_aside is SetAside.KNOWN]


def test_known_findings_are_counted_and_not_reported(book: Handbook) -> None:
    assert len(book.open().update_baseline().reported) == 0
    run = book.open().lint()
    assert run.reported == []
    assert not run.fails
    assert run.count(SetAside.KNOWN) == 3


def test_a_finding_stays_known_when_its_line_moves(book: Handbook) -> None:
    book.open().update_baseline()
    text = "More.\n\n[c](lost.md)\n\n[a](gone.md)\n\n[b](gone.md)"
    book.write("index.md", page("Home", text, owner="ana"))
    assert book.open().lint().reported == []


def test_one_more_of_the_same_is_reported(book: Handbook) -> None:
    book.open().update_baseline()
    text = "[a](gone.md) [b](gone.md) [c](lost.md)\n\n[d](gone.md)"
    book.write("index.md", page("Home", text, owner="ana"))
    (found,) = book.open().lint().reported
    assert found.problem.line == 10


def test_what_is_gone_can_be_removed_and_is_by_the_next_update(book: Handbook) -> None:
    book.open().update_baseline()
    book.write("index.md", page("Home", "[a](gone.md)", owner="ana"))
    assert book.open().lint().gone == 2
    assert book.open().lint(only=["dangling-link"]).gone == 0
    assert book.open().lint(base="HEAD").gone == 0
    book.open().update_baseline()
    assert book.open().lint().gone == 0
    assert known(book) == ['the link to "gone.md" leads nowhere']


def test_where_nothing_is_known_there_is_no_file(book: Handbook) -> None:
    book.open().update_baseline()
    assert (book.root / BASELINE_NAME).exists()
    book.write("index.md", page("Home", "Well.", owner="ana"))
    book.open().update_baseline()
    assert not (book.root / BASELINE_NAME).exists()
    book.open().update_baseline()


def test_what_refuses_a_build_is_never_known(book: Handbook) -> None:
    book.write("a.md", "---\naudience: [nobody]\n---\n")
    run = book.open().update_baseline()
    assert [f.problem.rule for f in run.reported] == ["audience"]
    assert run.fails
    said = json.loads((book.root / BASELINE_NAME).read_text())
    assert "audience" not in said["findings"]["content/a.md"]
    (refused,) = run.reported
    said["findings"]["content/a.md"]["audience"] = {refused.fingerprint: 1}
    (book.root / BASELINE_NAME).write_text(json.dumps(said))
    assert [f.problem.rule for f in book.open().lint().reported] == ["audience"]


def test_what_a_page_ignores_is_not_known_as_well(book: Handbook) -> None:
    text = "[a](gone.md) <!-- hub-lint ignore dangling-link: planned -->"
    book.write("index.md", page("Home", text, owner="ana"))
    book.open().update_baseline()
    assert not (book.root / BASELINE_NAME).exists()


def test_the_file_is_sorted_and_holds_no_lines(book: Handbook) -> None:
    book.open().update_baseline()
    said = json.loads((book.root / BASELINE_NAME).read_text())
    (counts,) = (rules["dangling-link"] for rules in said["findings"].values())
    assert list(counts) == sorted(counts)
    assert sorted(counts.values()) == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"schema": 2, "findings": {}}',
        '{"schema": 1}',
        '{"schema": 1, "findings": []}',
        '{"schema": 1, "findings": {"a": {"b": {"c": "many"}}}}',
        '{"schema": 1, "findings": {"a": {"b": {"c": true}}}}',
        '{"schema": 1, "findings": {"a": {"b": {"c": 0}}}}',
        "<<<<<<< HEAD\n{}",
        "[" * 100_000,
    ],
)
def test_a_file_that_is_something_else_is_refused(book: Handbook, text: str) -> None:
    (book.root / BASELINE_NAME).write_text(text)
    with pytest.raises(ConfigError) as refused:
        book.open().lint()
    (problem,) = refused.value.problems
    assert problem.path == BASELINE_NAME
    assert problem.remedy


def test_a_file_that_is_no_text_is_refused(book: Handbook) -> None:
    (book.root / BASELINE_NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError):
        book.open().lint()
    (book.root / BASELINE_NAME).unlink()
    (book.root / BASELINE_NAME).mkdir()
    with pytest.raises(ConfigError):
        book.open().lint()
    with pytest.raises(ConfigError):
        book.open().update_baseline()
    assert [path.name for path in book.root.iterdir() if "baseline" in path.name] == [BASELINE_NAME]


def test_nothing_is_written_through_a_symbolic_link(book: Handbook, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("")
    (book.root / BASELINE_NAME).symlink_to(other)
    with pytest.raises(ConfigError) as refused:
        book.open().update_baseline()
    assert "symbolic link" in str(refused.value)
    assert other.read_text() == ""


@given(st.dictionaries(st.tuples(NAMES, NAMES, NAMES), st.integers(1, 9)))
def test_what_is_written_is_read_again(counts: dict[tuple[str, str, str], int]) -> None:
    assert Baseline.parse(Baseline(counts).dump()).counts == counts
