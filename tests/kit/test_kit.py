"""The starter kit: complete, consistent, and fit for the people who read it at work."""

from __future__ import annotations

import pytest

from hub.config import Kind
from hub.content.metadata import Lifecycle
from hub.content.page import Page
from hub.demo.kit import read_kit
from hub.paths.reading_time import reading_minutes
from hub.people import People
from tests.kit.reading_grade import reading_grade

KIT = read_kit()
PEOPLE = People(KIT.config)
PAGES = KIT.pages
_FRONT = "index.md"
_HIGHEST_GRADE = 9.5
_MOST_MINUTES = 8
_KPI_SECTIONS = {
    "What it tells", "Formula", "Measured by", "Example", "How it can be gamed", "Read beside it",
}  # fmt: skip
_KPIS = (
    *("accuracy-rate", "average-handling-time", "customer-satisfaction", "net-promoter-score"),
    *("quality-score", "cost-per-contact", "compliance-rate", "employee-turnover"),
    *("first-contact-resolution", "resolution-time", "error-and-rework-rate"),
    *("time-to-productivity", "link-rate", "stale-read-rate"),
)
_PLAYBOOKS = (
    *("service-level-agreement", "decision-scopes", "learning-goals", "communication-plan"),
    *("risk-register", "skills-matrix", "incentive-review"),
)


def below(folder: str) -> list[Page]:
    """The pages of a folder and its subfolders, without those that open them."""
    return [
        page
        for path, page in PAGES.items()
        if path.startswith(f"{folder}/") and not path.endswith(f"/{_FRONT}")
    ]


def in_force(page: Page) -> bool:
    return page.meta.status in (None, Lifecycle.PUBLISHED)


@pytest.mark.parametrize(
    ("folder", "least"), [("sops", 22), ("faqs", 20), ("lessons", 10), ("paths", 4)]
)
def test_the_kit_is_of_use_the_day_it_is_cloned(folder: str, least: int) -> None:
    assert len([page for page in below(folder) if in_force(page)]) >= least


def test_there_are_decisions_and_one_superseded_another() -> None:
    decisions = below("decisions")
    assert len(decisions) >= 10
    assert any(KIT.library.superseded_by(page) for page in decisions)


@pytest.mark.parametrize("name", _KPIS)
def test_a_figure_says_how_it_is_computed_and_how_it_can_be_gamed(name: str) -> None:
    page = PAGES[f"kpis/{name}.md"]
    assert {heading.text for heading in page.outline.headings} >= _KPI_SECTIONS


@pytest.mark.parametrize("name", _PLAYBOOKS)
def test_the_playbooks_are_there(name: str) -> None:
    assert in_force(PAGES[f"playbooks/{name}.md"])


def test_most_lessons_were_applied_and_some_say_why_not() -> None:
    applied = [bool(page.meta.applied_to) for page in below("lessons")]
    assert sum(applied) > len(applied) / 2
    assert 0 < len(applied) - sum(applied) == sum(bool(p.meta.no_change) for p in below("lessons"))


@pytest.mark.parametrize("path", [page.path for page in below("sops") if in_force(page)])
def test_what_both_sides_do_is_owned_by_one_and_approved_by_the_other(path: str) -> None:
    page = PAGES[path]
    if set(page.audience) == {"client", "vendor"}:
        sides = {PEOPLE.org_of(handle) for handle in (page.owner, *page.meta.approvers)}
        assert sides == {"client", "vendor"}


@pytest.mark.parametrize("folder", ["sops", "faqs", "kpis", "playbooks"])
def test_pages_are_found_by_the_words_people_type(folder: str) -> None:
    pages = [page for page in below(folder) if in_force(page)]
    assert [page.path for page in pages if not page.meta.aliases] == []


def test_each_side_keeps_something_to_itself() -> None:
    kept = [page.audience for page in PAGES.values() if len(page.audience) == 1]
    assert kept.count(("client",)) >= 2
    assert kept.count(("vendor",)) >= 3


@pytest.mark.parametrize("path", PAGES)
def test_an_agent_can_read_it_between_two_contacts(path: str) -> None:
    page = PAGES[path]
    assert reading_grade(page.body) < _HIGHEST_GRADE
    if page.kind in (Kind.SOP, Kind.FAQ):
        assert reading_minutes(page) <= _MOST_MINUTES


def test_the_grade_tells_easy_from_hard() -> None:
    easy = "The agent asks the name. The agent opens the case."
    hard = (
        "Notwithstanding any contractual obligation concerning confidentiality, the organisation "
        "responsible for administration shall facilitate comprehensive investigation."
    )
    assert reading_grade(easy) < 4
    assert reading_grade(hard) > 20
