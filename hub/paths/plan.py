"""A path as it is for one audience: which pages, in what order, by when, how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub.content.library import Library
from hub.content.metadata import Question, Step
from hub.content.page import Page
from hub.content.versions import major_version
from hub.paths.reading_time import reading_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One page on a path."""

    page: Page
    number: int
    """Place on the path, counted from 1 without holes."""
    required: bool
    due_day: int | None
    """Day of the path, counted from 1, by which the step is done; None where none is named."""
    minutes: int
    """How long it takes; as the path says, else measured from the page's text."""
    is_measured: bool
    """Whether the minutes were measured from the text."""
    check: tuple[Question, ...] = ()
    """What a reader can ask themselves afterwards."""

    @property
    def key(self) -> str:
        """What progress holds on to: the page's id, else its path."""
        return key_of(self.page)

    @property
    def edition(self) -> str:
        """The page's major version; somebody who has done another one does the step again."""
        return major_version(self.page.meta.version)


@dataclass(frozen=True, slots=True)
class PathPlan:
    """A path, step by step."""

    page: Page
    steps: tuple[PathStep, ...]

    @property
    def key(self) -> str:
        """What progress holds on to: the path's id, else its file's path."""
        return key_of(self.page)

    @property
    def required(self) -> tuple[PathStep, ...]:
        """The steps that nobody may leave out."""
        return tuple(step for step in self.steps if step.required)

    @property
    def minutes(self) -> int:
        """How long all steps take."""
        return sum(step.minutes for step in self.steps)

    @property
    def required_minutes(self) -> int:
        """How long the required steps take."""
        return sum(step.minutes for step in self.required)

    @property
    def days(self) -> int | None:
        """The last day on which a step is due; None where no step names one."""
        return max((step.due_day for step in self.steps if step.due_day), default=None)


def path_plans(library: Library) -> tuple[PathPlan, ...]:
    """Every path that leads through at least one page, in the order of their titles.

    Args:
        library: The pages that exist for those to whom the paths are shown. A step that they may
            not see is not there: it leaves no hole in the numbers and adds nothing to a total.
    """
    plans = (path_plan(page, library) for page in library.pages.values() if page.meta.steps)
    return tuple(sorted((plan for plan in plans if plan.steps), key=_by_title))


def path_plan(page: Page, library: Library) -> PathPlan:
    """The path that a page describes; a page that is named twice is a step once.

    Args:
        page: The path's own page.
        library: The pages that exist for those to whom the path is shown.
    """
    named: dict[str, Step] = {}
    for step in page.meta.steps:
        target = library.addresses.find_reference(page, step.page)
        if target is not None and target != page.path:
            named.setdefault(target, step)
    return PathPlan(page, tuple(_steps(named.items(), library)))


def unresolved_steps(page: Page, library: Library) -> tuple[str, ...]:
    """What the steps of a path name that is no page, as written.

    Args:
        page: The path's own page.
        library: All pages. In the library of one audience this would tell what is withheld.
    """
    find = library.addresses.find_reference
    return tuple(step.page for step in page.meta.steps if find(page, step.page) is None)


def key_of(page: Page) -> str:
    """The name of a page that stays when its title changes: its id, else its path."""
    return page.meta.id or page.path


def _steps(named: Iterable[tuple[str, Step]], library: Library) -> Iterable[PathStep]:
    for number, (path, step) in enumerate(named, 1):
        page = library.pages[path]
        yield PathStep(
            page=page,
            number=number,
            required=step.required,
            due_day=step.due_day,
            minutes=step.minutes or reading_minutes(page),
            is_measured=not step.minutes,
            check=step.check,
        )


def _by_title(plan: PathPlan) -> tuple[str, str]:
    return plan.page.title.casefold(), plan.page.path
