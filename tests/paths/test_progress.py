"""How far somebody has come, and how healthy the path is."""

from __future__ import annotations

import datetime as dt

from hub.paths.health import path_health
from hub.paths.plan import PathPlan, path_plans
from hub.paths.progress import Done, Progress, coverage
from hub.trust.freshness import Freshness
from tests.builders import PRIYA, Handbook, page

DAY = dt.date(2026, 6, 1)


def client_plan(book: Handbook) -> PathPlan:
    (plan,) = path_plans(book.open().assess("client").library)
    return plan


def done(**editions: str) -> Progress:
    names = {"refund": "SOP-001", "ask": "faqs/ask.md", "late": "sops/late.md"}
    steps = {names[name]: Done(edition, DAY) for name, edition in editions.items()}
    return Progress(path="PATH-001", person="priya", start=DAY, done=steps)


def test_coverage_is_required_steps_done_of_required_steps(book: Handbook) -> None:
    plan = client_plan(book)
    assert coverage(plan, Progress(path="PATH-001")) == 0
    assert coverage(plan, done(refund="3")) == 0.5
    assert coverage(plan, done(refund="3", late="")) == 1


def test_optional_steps_and_steps_of_old_do_not_count(book: Handbook) -> None:
    assert coverage(client_plan(book), done(ask="")) == 0
    gone = Progress(path="PATH-001", done={"SOP-777": Done("1", DAY)})
    assert coverage(client_plan(book), gone) == 0


def test_a_material_change_opens_the_step_again_and_new_wording_does_not(book: Handbook) -> None:
    progress = done(refund="3")
    for version, expected in (("3.2", 0.5), ("4.0", 0)):
        book.write("sops/refund.md", page("Refund", "Pay.", id="SOP-001", version=version)).commit()
        assert coverage(client_plan(book), progress) == expected


def test_a_path_without_required_steps_has_no_coverage(handbook: Handbook) -> None:
    handbook.write("one.md", "# One")
    steps = [{"page": "one.md", "required": False}]
    handbook.write("start.md", page("Start", "x", steps=steps)).commit()
    (plan,) = path_plans(handbook.open().library)
    assert coverage(plan, Progress(path="start.md")) is None


def test_health_is_the_share_of_fresh_pages(book: Handbook) -> None:
    assessment = book.open().assess("client")
    health = path_health(client_plan(book), assessment.verdicts)
    assert {state: n for state, n in health.states.items() if n} == {
        Freshness.UNREVIEWED: 1,
        Freshness.FRESH: 1,
        Freshness.OVERDUE: 1,
    }
    assert health.share == 1 / 3
    assert [(step.number, verdict.freshness) for step, verdict in health.wanting] == [
        (1, Freshness.UNREVIEWED),
        (3, Freshness.OVERDUE),
    ]
    assert [step.page.title for step, _ in health.doubted] == ["Late"]


def test_a_change_that_the_audience_may_not_see_leaves_the_health_alone(book: Handbook) -> None:
    before = path_health(client_plan(book), book.open().assess("client").verdicts)
    book.write("sops/inner.md", page("Inner", "Other words.", audience="vendor"))
    book.commit(PRIYA, "2026-03-01")
    after = path_health(client_plan(book), book.open().assess("client").verdicts)
    assert (before.states, before.share) == (after.states, after.share)


def test_pages_of_which_nothing_is_known_are_not_counted_against_the_path(
    book: Handbook,
) -> None:
    book.write("sops/new.md", "# New")
    book.write("paths/start.md", page("Start", "x", steps=["sops/new.md"]))
    assessment = book.open().assess("client")
    health = path_health(path_plans(assessment.library)[0], assessment.verdicts)
    assert (health.judged, health.share) == (0, None)
