"""Decisions: their status, their days and what took the place of what."""

from __future__ import annotations

import datetime as dt

import pytest

from hub.site.pages.decision_status import DecisionStatus
from hub.site.pages.decisions import MOST_SPANS, Chain, DecisionsView, decisions_view
from tests.builders import TODAY, Handbook, page
from tests.site.pages.conftest import Told


def decide(handbook: Handbook, name: str, **front: object) -> None:
    front = {"id": name.upper(), **front}
    handbook.write(f"decisions/{name}.md", page(f"Decision {name}", "Because.", **front))


def names(chain: Chain) -> str:
    return " ".join(one.page.meta.id or one.page.path for one in chain.decisions)


def only_chain(view: DecisionsView) -> Chain:
    assert len(view.chains) == 1
    return view.chains[0]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({}, DecisionStatus.ACCEPTED),
        ({"status": "published"}, DecisionStatus.ACCEPTED),
        ({"status": "Accepted"}, DecisionStatus.ACCEPTED),
        ({"status": "proposed"}, DecisionStatus.PROPOSED),
        ({"status": "draft"}, DecisionStatus.PROPOSED),
        ({"status": "rejected"}, DecisionStatus.REJECTED),
        ({"status": "deprecated"}, DecisionStatus.DEPRECATED),
        ({"status": "archived"}, DecisionStatus.DEPRECATED),
        ({"status": "superseded by B"}, DecisionStatus.SUPERSEDED),
        ({"superseded_by": "B"}, DecisionStatus.SUPERSEDED),
    ],
)
def test_a_status_is_read_in_every_dialect(
    handbook: Handbook, told: Told, front: dict[str, str], expected: DecisionStatus
) -> None:
    decide(handbook, "a", **front)
    decide(handbook, "b")
    view = decisions_view(told())
    assert {one.page.meta.id: one.status for one in view.decisions}["A"] is expected


def test_decisions_come_newest_first_and_undated_ones_by_their_commit(
    handbook: Handbook, told: Told
) -> None:
    decide(handbook, "old", date=dt.date(2025, 3, 1))
    decide(handbook, "committed")  # on 5 January 2026
    decide(handbook, "new", date=dt.date(2026, 3, 1))
    view = decisions_view(told())
    assert [one.page.meta.id for one in view.decisions] == ["NEW", "COMMITTED", "OLD"]
    assert view.decisions[1].day == dt.date(2026, 1, 5)


def test_a_chain_leads_from_the_first_to_the_one_in_force(handbook: Handbook, told: Told) -> None:
    decide(handbook, "a", superseded_by="B", date=dt.date(2024, 1, 1))
    decide(handbook, "b", superseded_by="decisions/c.md", date=dt.date(2025, 1, 1))
    decide(handbook, "c", date=dt.date(2026, 1, 1))
    decide(handbook, "alone")
    view = decisions_view(told())
    chain = only_chain(view)
    assert names(chain) == "A B C"
    assert chain.problem is None
    assert {one.page.meta.id: one.until for one in view.decisions}["A"] == dt.date(2025, 1, 1)


def test_chains_that_meet_are_told_once(handbook: Handbook, told: Told) -> None:
    decide(handbook, "a", superseded_by="C", date=dt.date(2024, 1, 1))
    decide(handbook, "b", superseded_by="C", date=dt.date(2024, 2, 1))
    decide(handbook, "c", superseded_by="D")
    decide(handbook, "d")
    chains = decisions_view(told()).chains
    assert [(names(chain), chain.joins) for chain in chains] == [("A C D", False), ("B C", True)]


def test_a_circle_is_broken_and_ends(handbook: Handbook, told: Told) -> None:
    decide(handbook, "a", superseded_by="B")
    decide(handbook, "b", superseded_by="A")
    chain = only_chain(decisions_view(told()))
    assert chain.problem == "It goes round in a circle."
    assert len(chain.decisions) == 3


def test_a_chain_that_ends_in_nothing_in_force_says_so(handbook: Handbook, told: Told) -> None:
    decide(handbook, "a", superseded_by="B")
    decide(handbook, "b", status="rejected")
    assert only_chain(decisions_view(told())).problem == "It ends with a page that is rejected."


def test_a_successor_that_is_missing_breaks_the_chain(handbook: Handbook, told: Told) -> None:
    decide(handbook, "a", superseded_by="nowhere")
    chain = only_chain(decisions_view(told()))
    assert "not in this site" in (chain.problem or "")


def test_a_withheld_successor_looks_like_one_that_does_not_exist(
    handbook: Handbook, told: Told
) -> None:
    decide(handbook, "secret-margins", audience=["client"])
    decide(handbook, "a", superseded_by="decisions/secret-margins.md")
    withheld = decisions_view(told("vendor"))
    decide(handbook, "a", superseded_by="decisions/nowhere.md")
    missing = decisions_view(told("vendor"))
    assert [chain.problem for chain in withheld.chains] == [c.problem for c in missing.chains]
    assert "margins" not in repr(withheld.chains[0].problem)


def test_the_timeline_shows_how_long_each_held(handbook: Handbook, told: Told) -> None:
    decide(handbook, "a", superseded_by="B", date=dt.date(2025, 1, 1))
    decide(handbook, "b", date=dt.date(2026, 1, 1))
    decide(handbook, "c", status="rejected", date=dt.date(2026, 2, 1))
    timeline = decisions_view(told()).timeline
    assert timeline is not None
    held = {span.path[10]: (span.first, span.last) for span in timeline.spans}
    assert held == {
        "a": (dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
        "b": (dt.date(2026, 1, 1), TODAY),
        "c": (dt.date(2026, 2, 1), None),
    }


def test_a_timeline_has_an_end(handbook: Handbook, told: Told) -> None:
    for number in range(MOST_SPANS + 3):
        decide(handbook, f"d{number}")
    view = decisions_view(told())
    assert view.timeline is not None
    assert len(view.timeline.spans) == MOST_SPANS
    assert view.beyond_timeline == 3


def test_a_long_chain_takes_no_longer_than_its_length(handbook: Handbook, told: Told) -> None:
    for number in range(400):
        decide(handbook, f"d{number}", superseded_by=f"D{number + 1}")
    assert len(only_chain(decisions_view(told())).decisions) == 400


def test_deciders_are_named_without_their_addresses(handbook: Handbook, told: Told) -> None:
    makers = ["ana", "Zoe <zoe@acme.example>", "priya@northwind.example", "kim@acme.example"]
    handbook.write("decisions/a.md", page("A", "Because.", **{"decision-makers": makers}))
    deciders = decisions_view(told()).decisions[0].deciders
    assert deciders == ("Ana Duarte", "Zoe", "Priya Nair", "kim")


def test_pages_of_records_exist_where_somebody_could_miss_them(handbook: Handbook) -> None:
    def records(audience: str) -> set[str]:
        edition = handbook.commit().open().edition(audience)
        return {one.name for one in edition.generated.values()} & {"decisions", "lessons", "tags"}

    handbook.write("index.md", page("Home", "Words."))
    assert records("client") == {"decisions", "lessons", "tags"}
    (handbook.root / "hub.yml").unlink()
    assert records("everyone") == set()
    handbook.write("lessons/a.md", page("A lesson", "Words.", tags=["one"]))
    assert records("everyone") == {"lessons", "tags"}
