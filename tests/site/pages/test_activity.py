"""Reviews and edits by month, from git."""

from __future__ import annotations

from hub.site.pages.activity import MONTHS, edits_by_month, reviews_by_month
from tests.builders import ANA, PRIYA, Handbook, page


def test_reviews_fall_into_the_months_of_their_commits(handbook: Handbook) -> None:
    def review(last: str, evidence: str, who: str) -> None:
        front = {
            "review": {"last": last, "by": "ana", **({"evidence": evidence} if evidence else {})}
        }
        handbook.write("a.md", page("A", "Words.", **front)).commit(who, last)

    handbook.write("a.md", page("A", "Words.")).commit(PRIYA, "2026-02-01")
    review("2026-03-02", "Walked it.", ANA)
    review("2026-04-02", "", ANA)
    review("2026-04-20", "", ANA)
    chart = reviews_by_month(handbook.open().assess("client"))
    assert chart is not None
    assert len(chart.stacks) == MONTHS
    assert chart.periods[0] == ("Jul", "July 2025")
    assert chart.periods[-1] == ("Jun", "June 2026")
    by_month = {
        full: [p.value for p in stack]
        for (_, full), stack in zip(chart.periods, chart.stacks, strict=True)
    }
    assert by_month["March 2026"] == [1, 0]
    assert by_month["April 2026"] == [0, 2]
    assert chart.most == 2


def test_mechanical_edits_stand_apart(handbook: Handbook) -> None:
    handbook.write("a.md", page("A", "Some words.")).commit(PRIYA, "2026-05-01")
    handbook.write("a.md", page("A", "Some *words*.")).commit(PRIYA, "2026-05-09")
    chart = edits_by_month(handbook.open().assess("client"))
    assert chart is not None
    assert [(part.label, part.value) for part in chart.legend] == [
        ("Substantive", 1),
        ("Mechanical", 1),
    ]


def test_a_year_without_events_has_no_chart(handbook: Handbook) -> None:
    handbook.write("a.md", page("A", "Words.")).commit(PRIYA, "2020-05-01")
    assessment = handbook.open().assess("client")
    assert edits_by_month(assessment) is None
    assert reviews_by_month(assessment) is None
