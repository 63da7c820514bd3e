"""The Lessons page: what each lesson changed, and which ones changed nothing yet."""

from __future__ import annotations

import datetime as dt
import statistics
from dataclasses import dataclass
from enum import Enum

from hub.config import Kind
from hub.content.page import Page
from hub.history import PageHistory
from hub.site.facts import Facts
from hub.site.pages.charts import Part, StackedBar
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.owners import Owner, Owners
from hub.site.pages.records import recorded_on
from hub.site.wording import WORDING, StateWording
from hub.trust.freshness import Freshness


class Outcome(Enum):
    """What became of a lesson, the one that needs somebody first."""

    OPEN = "open"
    APPLIED = "applied"
    NO_CHANGE = "no-change"

    @property
    def wording(self) -> StateWording:
        """How it is shown."""
        return _WORDING[self]


_MINUS_CIRCLE_OUTLINE = (
    "M12 20c-4.41 0-8-3.59-8-8s3.59-8 8-8 8 3.59 8 8-3.59 8-8 8m0-18A10 10 0 0 0 2 12a10 10 0 0 0 "
    "10 10 10 10 0 0 0 10-10A10 10 0 0 0 12 2M7 13h10v-2H7"
)
_WORDING = {
    Outcome.OPEN: StateWording("Not applied", "bad", WORDING[Freshness.OVERDUE].icon),
    Outcome.APPLIED: StateWording("Applied", "good", WORDING[Freshness.FRESH].icon),
    Outcome.NO_CHANGE: StateWording("Nothing to change", "quiet", _MINUS_CIRCLE_OUTLINE),
}


@dataclass(frozen=True, slots=True)
class Application:
    """A page that a lesson names under ``applied_to``."""

    path: str
    title: str
    edited: dt.date | None
    """Day of its first substantive edit since the lesson; None where there is none."""
    days: int | None
    """Days from the lesson to that edit."""
    is_measurable: bool
    """Whether git knew the page on the day of the lesson, so that no edit means no change."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson and what became of it."""

    page: Page
    day: dt.date | None
    """The day to which it belongs; None where nothing says so."""
    owner: Owner | None
    outcome: Outcome
    applications: tuple[Application, ...]
    missing: int
    """How many of the pages that it names are not in this site."""
    reason: str | None
    """Why it changed nothing."""
    freshness: Freshness


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsView:
    """What the Lessons page shows, ready for a template."""

    as_of: dt.date
    lessons: tuple[Lesson, ...]
    groups: tuple[tuple[Outcome, tuple[Lesson, ...]], ...]
    """Those never applied first; within a group the newest first."""
    chart: StackedBar
    median_days: float | None
    """Median of the days from a lesson to the first edit of a page that it names."""
    measured: int
    """Number of pages on which the median rests."""
    history_unknown: str | None


def lessons_view(facts: Facts) -> LessonsView:
    """Gather what the Lessons page shows."""
    owners = Owners(facts)
    pages = [page for page in facts.library.pages.values() if page.kind is Kind.LESSON]
    lessons = [_lesson(page, facts, owners) for page in pages]
    lessons.sort(key=lambda lesson: (lesson.day or dt.date.min, lesson.page.path), reverse=True)
    groups = [(o, tuple(one for one in lessons if one.outcome is o)) for o in Outcome]
    days = [place.days for one in lessons for place in one.applications if place.days is not None]
    return LessonsView(
        as_of=facts.assessment.evidence.today,
        lessons=tuple(lessons),
        groups=tuple((outcome, group) for outcome, group in groups if group),
        chart=StackedBar(
            "Lessons by outcome",
            tuple(Part(o.wording.label, len(group), o.wording.tone) for o, group in groups),
        ),
        median_days=statistics.median(days) if days else None,
        measured=len(days),
        history_unknown=facts.assessment.history.unknown,
    )


def _lesson(page: Page, facts: Facts, owners: Owners) -> Lesson:
    day = recorded_on(page, facts.assessment.history)
    found = [facts.library.addresses.find_reference(page, name) for name in page.meta.applied_to]
    paths = dict.fromkeys(path for path in found if path)
    return Lesson(
        page=page,
        day=day,
        owner=owners.of(page.owner) if page.owner else None,
        outcome=_outcome(page),
        applications=tuple(_application(facts, path, day) for path in paths),
        missing=found.count(None),
        reason=page.meta.no_change,
        freshness=facts.assessment.freshness(page),
    )


def _outcome(page: Page) -> Outcome:
    if page.meta.applied_to:
        return Outcome.APPLIED
    return Outcome.NO_CHANGE if page.meta.no_change else Outcome.OPEN


def _application(facts: Facts, path: str, since: dt.date | None) -> Application:
    history, title = facts.assessment.history.of(path), facts.library.pages[path].title
    if since is None or not history.edits or history.edits[-1].commit.date > since:
        return Application(path, title, None, None, is_measurable=False)
    edited = _first_edit(history, since)
    days = (edited - since).days if edited else None
    return Application(path, title, edited, days, is_measurable=True)


def _first_edit(history: PageHistory, since: dt.date) -> dt.date | None:
    """Day of the first substantive edit on or after a day; that a page was added is none."""
    days = [edit.commit.date for edit in history.edits[:-1] if edit.substantive]
    return min((day for day in days if day >= since), default=None)


def _applies(facts: Facts) -> bool:
    learns = any(page.kind is Kind.LESSON for page in facts.library.pages.values())
    return facts.config.written or learns


PAGE = GeneratedPage("lessons", "Lessons", lessons_view, _applies)
