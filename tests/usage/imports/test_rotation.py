"""However a log is cut into files, and however often they are given, each line counts once."""

from __future__ import annotations

import datetime as dt
import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.usage.imports.files import Shelf, imported, line

_START = dt.datetime(2026, 6, 9, 23, 59, 30, tzinfo=dt.UTC)
_TARGETS = ("/", "/sops/refund/", "/faqs/", "/style.css")


def written(number: int, second: int, target: str) -> bytes:
    at = _START + dt.timedelta(seconds=second)
    return line(
        target, at=at.strftime("%d/%b/%Y:%H:%M:%S +0000"), client=f"10.0.0.{number}"
    ).encode()


@st.composite
def logs(draw: st.DrawFn) -> list[bytes]:
    """Lines in the order in which Apache writes them: some seconds after the requests began."""
    gaps = draw(st.lists(st.integers(0, 9), min_size=2, max_size=40))
    late = draw(st.lists(st.integers(0, 2), min_size=len(gaps), max_size=len(gaps)))
    targets = draw(st.lists(st.sampled_from(_TARGETS), min_size=len(gaps), max_size=len(gaps)))
    now, lines = 0, []
    for number, (gap, before, target) in enumerate(zip(gaps, late, targets, strict=True)):
        now += gap
        lines.append(written(number, max(0, now - before), target))
    return lines


@settings(deadline=None)
@given(log=logs(), data=st.data())
def test_any_cut_of_a_log_gives_the_same_totals(log: list[bytes], data: st.DataObject) -> None:
    cut = st.integers(0, len(log))
    cuts = sorted({0, len(log), *data.draw(st.lists(cut, max_size=4), label="cuts")})
    files = []
    for first, last in pairwise(cuts):
        overlap = data.draw(st.integers(0, 5), label="overlap")
        files.append(log[max(0, first - overlap) : last])
    again = data.draw(st.lists(st.sampled_from(files), max_size=2), label="again")
    whole, parts = Shelf(), Shelf()
    imported(b"\n".join(log), whole, format="combined")
    for number, file in enumerate([*files, *again, log]):
        text = b"\n".join(file)
        imported(gzip.compress(text) if number % 2 else text, parts, format="combined")
    assert parts.views() == whole.views()


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "access.log"
    file.write_bytes(written(1, 0, "/"))
    book = Shelf()
    assert not imported(file, book)[0].is_known
    assert imported(file, book)[0].is_known
    assert imported(file.read_bytes(), book)[0].is_known
    assert len(book.kept) == 1


def test_a_file_of_another_source_counts() -> None:
    book = Shelf()
    imported(written(1, 0, "/"), book, source="one")
    assert not imported(written(1, 0, "/"), book, source="two")[0].is_known
    assert len(book.kept) == 2


def test_a_log_that_has_grown_adds_what_is_new() -> None:
    log = [written(n, 2 * n, "/sops/refund/") for n in range(30)]
    book = Shelf()
    imported(b"\n".join(log[:20]), book)
    outcome, _ = imported(b"\n".join(log), book)
    assert outcome.imported.left_out == {"known": 20}
    assert sum(book.views().values()) == 30


def test_a_line_that_stands_twice_counts_twice_and_no_more() -> None:
    log = [written(1, 0, "/"), written(1, 0, "/"), written(2, 0, "/")]
    book = Shelf()
    imported(b"\n".join(log), book)
    imported(b"\n".join([*log, written(3, 1, "/")]), book)
    assert sum(book.views().values()) == 4


def test_older_logs_may_come_later() -> None:
    log = [written(n, 10 * n, "/sops/refund/") for n in range(12)]
    book = Shelf()
    for part in (log[8:], log[4:8], log[:4], log):
        imported(b"\n".join(part), book)
    assert sum(book.views().values()) == 12


@pytest.mark.parametrize("zone", ["+0000", "+0530", "-0900"])
def test_days_are_those_of_utc(zone: str) -> None:
    book = Shelf()
    imported(line("/", at=f"10/Jun/2026:02:00:00 {zone}").encode(), book)
    assert list(book.views()) == [f"2026-06-{'09' if zone == '+0530' else '10'} index.md"]


def test_people_are_counted_once_over_all_days() -> None:
    log = [written(n % 3, 20 * n, "/") for n in range(9)]
    outcome, _ = imported(b"\n".join(log))
    assert outcome.imported.people == {"index.md": 3}
    assert sum(count.visitors or 0 for count in outcome.imported.counts.values()) == 5
