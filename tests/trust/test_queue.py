"""The review queue: its formula, and who comes first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness
from hub.trust.queue import FORMULA, QueueEntry, review_queue
from tests.builders import PRIYA, TODAY, Handbook, page

_REVIEW = {"last": dt.date(2026, 1, 5), "every": "6 months"}


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """One page in each state that a review helps, and some in those that it doesn't."""
    handbook = Handbook(tmp_path_factory.mktemp("queue"))
    handbook.write("fresh.md", page("Fresh", "one", review={"last": dt.date(2026, 1, 5)}))
    handbook.write("due.md", page("Due", "one", review=_REVIEW))
    handbook.write("late.md", page("Late", "one", review={**_REVIEW, "every": "2 months"}))
    handbook.write("later.md", page("Later", "one", review={**_REVIEW, "every": "1 month"}))
    handbook.write("suspect.md", page("Suspect", "one", depends_on=["base.md"], review=_REVIEW))
    handbook.write("changed.md", page("Changed", "one", review=_REVIEW))
    handbook.write("base.md", page("Base", "rules")).write("plain.md", page("Plain", "one"))
    handbook.write("draft.md", page("Draft", "[late](late.md), [due](due.md)", status="draft"))
    handbook.write("paths/new.md", page("New", "x", status="draft", steps=["due.md"])).commit()
    handbook.write("changed.md", page("Changed", "one two", review=_REVIEW))
    handbook.write("base.md", page("Base", "other rules")).commit(PRIYA, "2026-02-01")
    return handbook.open(TODAY).assess()


def _entry(queue: list[QueueEntry], path: str) -> QueueEntry:
    return next(entry for entry in queue if entry.page.path == path)


def test_queue_holds_the_pages_that_a_review_would_help(assessment: Assessment) -> None:
    queue = review_queue(assessment)
    helped = {path for path, v in assessment.verdicts.items() if v.freshness.weight}
    assert {entry.page.path for entry in queue} == helped
    assert not {"fresh.md", "draft.md", "paths/new.md"} & helped


def test_most_harmful_comes_first_then_the_earlier_due_day_then_the_path(
    assessment: Assessment,
) -> None:
    places = [(entry.page.path, entry.harm) for entry in review_queue(assessment)]
    assert places == [
        ("late.md", 6),
        ("later.md", 3),  # due on 5 February
        ("changed.md", 3),  # due on 5 July, as is the next
        ("due.md", 3),
        ("suspect.md", 2),
        ("base.md", 2),  # never reviewed, so no day is due
        ("plain.md", 1),
    ]


def test_harm_is_the_product_that_the_formula_prints(assessment: Assessment) -> None:
    reads, flags = {"late.md": 7, "changed.md": 0}, {"late.md": 2}
    queue = review_queue(assessment, stale_reads=reads, open_flags=flags)
    late = _entry(queue, "late.md")
    assert (late.stale_reads, late.open_flags, late.criticality) == (7, 2, 2)
    assert late.harm == 7 * 3 * (1 + 2) * 2
    assert _entry(queue, "changed.md").harm == 0
    assert queue[0] is late


def test_reads_that_are_not_measured_count_as_one(assessment: Assessment) -> None:
    entry = _entry(review_queue(assessment), "later.md")
    assert entry.stale_reads is None
    assert entry.harm == 3


@pytest.mark.parametrize("state", Freshness)
def test_formula_names_the_weight_of_every_state_that_has_one(state: Freshness) -> None:
    if state.weight:
        assert f"{state.value} {state.weight}" in FORMULA
    else:
        assert state.value not in FORMULA


def test_criticality_counts_pages_of_the_same_audience_only(tmp_path: Path) -> None:
    sides = "orgs: {client: {}, vendor: {}}\naudience: {default: [client, vendor]}\n"
    handbook = Handbook(tmp_path / "handbook", sides).write("a.md", page("A", "one"))
    handbook.write("b.md", page("B", "[a](a.md)", audience=["vendor"])).commit()
    hub = handbook.open()
    assert _entry(review_queue(hub.assess("vendor")), "a.md").criticality == 2
    assert _entry(review_queue(hub.assess("client")), "a.md").criticality == 1
