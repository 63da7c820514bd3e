"""Lessons: applied or not, to what, and how soon."""

from __future__ import annotations

import datetime as dt

from hub.site.pages.lessons import Outcome, lessons_view
from tests.builders import ANA, PRIYA, Handbook, page
from tests.site.pages.conftest import Told


def learn(handbook: Handbook, name: str, **front: object) -> Handbook:
    return handbook.write(f"lessons/{name}.md", page(f"Lesson {name}", "What happened.", **front))


def test_lessons_never_applied_come_first(handbook: Handbook, told: Told) -> None:
    handbook.write("sops/refund.md", page("Refund", "Pay."))
    learn(handbook, "applied", applied_to=["sops/refund.md"], date=dt.date(2026, 5, 1))
    learn(handbook, "reasoned", no_change="Once in a hundred years.")
    learn(handbook, "open", applied_to=[])
    view = lessons_view(told())
    found = [(outcome, [one.page.path for one in lessons]) for outcome, lessons in view.groups]
    assert found == [
        (Outcome.OPEN, ["lessons/open.md"]),
        (Outcome.APPLIED, ["lessons/applied.md"]),
        (Outcome.NO_CHANGE, ["lessons/reasoned.md"]),
    ]
    assert view.chart.summary == "Not applied 1, Applied 1, Nothing to change 1"


def test_days_count_to_the_first_substantive_edit(handbook: Handbook, told: Told) -> None:
    refund = "sops/refund.md"
    handbook.write(refund, page("Refund", "Pay at once.")).commit(PRIYA, "2026-01-10")
    handbook.write(refund, page("Refund", "Pay slowly.")).commit(PRIYA, "2026-02-01")
    learn(handbook, "a", applied_to=[refund], date=dt.date(2026, 3, 1)).commit(ANA, "2026-03-02")
    handbook.write(refund, page("Refund", "Pay *slowly*.")).commit(PRIYA, "2026-03-05")
    handbook.write(refund, page("Refund", "Wait, then pay.")).commit(PRIYA, "2026-03-13")
    handbook.write(refund, page("Refund", "Wait and pay.")).commit(PRIYA, "2026-04-13")
    view = lessons_view(told())
    (place,) = view.lessons[0].applications
    assert (place.edited, place.days) == (dt.date(2026, 3, 13), 12)
    assert (view.median_days, view.measured) == (12, 1)


def test_a_page_that_nobody_touched_since_says_so(handbook: Handbook, told: Told) -> None:
    handbook.write("sops/refund.md", page("Refund", "Pay.")).commit(PRIYA, "2026-01-10")
    learn(handbook, "a", applied_to=["sops/refund.md"], date=dt.date(2026, 3, 1))
    (place,) = lessons_view(told()).lessons[0].applications
    assert place.is_measurable
    assert place.days is None


def test_of_a_page_that_git_did_not_know_then_nothing_is_said(
    handbook: Handbook, told: Told
) -> None:
    learn(handbook, "a", applied_to=["sops/refund.md"], date=dt.date(2025, 3, 1))
    handbook.write("sops/refund.md", page("Refund", "Pay.")).commit(PRIYA, "2026-01-10")
    view = lessons_view(told())
    assert not view.lessons[0].applications[0].is_measurable
    assert view.median_days is None


def test_a_withheld_page_is_counted_like_one_that_does_not_exist(
    handbook: Handbook, told: Told
) -> None:
    handbook.write("sops/margins.md", page("Secret margins", "Ours.", audience=["client"]))
    learn(handbook, "a", applied_to=["sops/margins.md", "sops/nowhere.md"])
    lesson = lessons_view(told("vendor")).lessons[0]
    assert lesson.outcome is Outcome.APPLIED
    assert lesson.applications == ()
    assert lesson.missing == 2
