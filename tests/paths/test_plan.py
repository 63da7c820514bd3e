"""What a path leads through, for whom, and how long it takes."""

from __future__ import annotations

from hub.paths.plan import PathPlan, path_plans, unresolved_steps
from tests.builders import Handbook, page


def plan_of(book: Handbook, audience: str | None = None) -> PathPlan:
    (plan,) = path_plans(book.open().assess(audience).library)
    return plan


def test_steps_are_in_the_order_of_the_front_matter(book: Handbook) -> None:
    plan = plan_of(book, "vendor")
    assert [(step.number, step.page.title) for step in plan.steps] == [
        (1, "Refund"),
        (2, "Inner"),
        (3, "Ask"),
        (4, "Late"),
    ]


def test_a_step_that_the_audience_may_not_see_leaves_no_hole_and_no_minutes(
    book: Handbook,
) -> None:
    plan = plan_of(book, "client")
    assert [(step.number, step.page.title) for step in plan.steps] == [
        (1, "Refund"),
        (2, "Ask"),
        (3, "Late"),
    ]
    assert (plan.minutes, plan.required_minutes, plan.days) == (50, 35, 4)


def test_the_plan_is_the_same_as_if_the_withheld_page_had_never_been(
    book: Handbook,
) -> None:
    before = plan_of(book, "client").steps
    book.remove("sops/inner.md").commit()
    after = plan_of(book, "client").steps
    assert [(s.number, s.page.path, s.minutes) for s in before] == [
        (s.number, s.page.path, s.minutes) for s in after
    ]


def test_a_path_of_which_the_audience_may_see_no_step_is_none(book: Handbook) -> None:
    book.write("paths/start.md", page("Start", "x", steps=["sops/inner.md"])).commit()
    assert path_plans(book.open().assess("client").library) == ()
    assert len(path_plans(book.open().assess("vendor").library)) == 1


def test_what_names_no_page_is_told_of_the_whole_library(book: Handbook) -> None:
    library = book.open().library
    assert unresolved_steps(library.pages["paths/start.md"], library) == ("SOP-404",)


def test_a_page_that_is_named_twice_is_one_step_and_a_path_is_no_step_of_itself(
    handbook: Handbook,
) -> None:
    handbook.write("one.md", page("One", "x", id="P-1"))
    steps = ["P-1", {"page": "one.md", "required": False}, "start.md", "PATH-9"]
    handbook.write("start.md", page("Start", "x", id="PATH-9", steps=steps)).commit()
    plan = plan_of(handbook)
    assert [(step.page.path, step.required) for step in plan.steps] == [("one.md", True)]


def test_minutes_that_are_not_given_are_measured_from_the_text(handbook: Handbook) -> None:
    handbook.write("one.md", page("One", "word " * 1000))
    handbook.write("two.md", page("Two", "word " * 1000))
    steps = ["one.md", {"page": "two.md", "minutes": 45}]
    handbook.write("start.md", page("Start", "x", steps=steps)).commit()
    assert [(s.minutes, s.is_measured) for s in plan_of(handbook).steps] == [(5, True), (45, False)]


def test_a_step_can_ask_what_stayed(handbook: Handbook) -> None:
    check = [{"question": "How many?", "answer": "Two", "options": ["One", "Two"]}]
    handbook.write("one.md", "# One")
    steps = [{"page": "one.md", "check": check}]
    handbook.write("start.md", page("Start", "x", steps=steps)).commit()
    (question,) = plan_of(handbook).steps[0].check
    assert (question.question, question.answer, question.options) == (
        "How many?",
        "Two",
        ("One", "Two"),
    )


def test_minutes_and_days_below_one_are_mistakes(handbook: Handbook) -> None:
    handbook.write("one.md", "# One")
    steps = [{"page": "one.md", "minutes": -5, "due_day": 0}]
    handbook.write("start.md", page("Start", "x", steps=steps)).commit()
    found = [problem.found for problem in handbook.open().library.problems]
    assert len(found) == 2
    assert all("greater than or equal to 1" in sentence for sentence in found)


def test_a_page_without_an_id_goes_by_its_path(book: Handbook) -> None:
    plan = plan_of(book, "client")
    assert plan.key == "PATH-001"
    assert [step.key for step in plan.steps] == ["SOP-001", "faqs/ask.md", "sops/late.md"]
    assert [step.edition for step in plan.steps] == ["3", "", ""]
