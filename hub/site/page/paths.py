"""Paths as readers see them: the steps on the path's own page, and a mark on each step's page."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from hub.content.page import Page
from hub.paths.health import PathHealth, path_health
from hub.paths.plan import PathPlan, PathStep
from hub.paths.reading_time import WORDS_PER_MINUTE
from hub.site.facts import Facts
from hub.site.layout import Layout
from hub.site.rendering import render
from hub.site.wording import plural
from hub.trust.freshness import Freshness

STEPS_ANCHOR = "steps"
"""Id of the heading in whose section a path page shows its steps."""
MOST_BARS = 3
"""On how many paths a page shows where one stands; more of them would hide the page."""

_HEADING = re.compile(
    rf"<h(?P<level>[2-6])\b[^<>]*\bid=(?P<quote>[\"']?){STEPS_ANCHOR}(?P=quote)(?=[\s>])[^<>]*>"
    r".*?</h(?P=level)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_NEXT_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in the list on the path's own page."""

    step: PathStep
    freshness: Freshness
    time: str
    """How long it takes, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """What a path's own page shows below its heading."""

    plan: PathPlan
    rows: tuple[StepRow, ...]
    summary: str
    has_heading: bool
    """Whether the page has a heading of its own for the steps."""
    words_per_minute: int | None
    """The speed with which minutes were measured; None where all of them are given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A page's place on one path."""

    plan: PathPlan
    step: PathStep
    time: str
    following: PathStep | None
    """The step after this one; None for the last."""
    following_time: str
    required: str
    """Ids and major versions of the path's required steps, as JSON for the browser."""


@dataclass(frozen=True, slots=True)
class PathSummary:
    """A path in a list of paths."""

    plan: PathPlan
    freshness: Freshness
    """The state of the path's own page."""
    health: PathHealth

    @property
    def path(self) -> str:
        """The path page's path in the content folder."""
        return self.plan.page.path

    @property
    def title(self) -> str:
        """The path's title."""
        return self.plan.page.title

    @property
    def steps(self) -> str:
        """How many steps there are, in words."""
        return _steps(self.plan)

    @property
    def time(self) -> str:
        """How long all steps take, in words."""
        return duration(self.plan.minutes)

    @property
    def required_time(self) -> str:
        """How long the required steps take, in words."""
        return duration(self.plan.required_minutes)


def path_summaries(facts: Facts, *, in_force: bool = True) -> tuple[PathSummary, ...]:
    """The paths that one audience may see, in the order of their titles.

    Args:
        facts: What the audience may be told.
        in_force: Whether to list those that are meant to be followed, or the others.
    """
    verdicts = facts.assessment.verdicts
    found = (
        PathSummary(plan, verdicts[plan.page.path].freshness, path_health(plan, verdicts))
        for plan in facts.plans
    )
    return tuple(summary for summary in found if summary.freshness.is_in_force is in_force)


def duration(minutes: int) -> str:
    """A time in words: ``45 min``, ``2 h``, ``3 h 10 min``."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(filter(None, parts))


class PathMarks:
    """Puts what is said of paths on the pages of one audience's site.

    Args:
        facts: What the audience may be told.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def top(self, page: Page, layout: Layout) -> str:
        """One line for each path that leads through the page; empty where there is none."""
        return self._on_path("top", page, layout)

    def end(self, page: Page, layout: Layout) -> str:
        """What is next on each path that leads through the page; empty where there is none."""
        return self._on_path("end", page, layout)

    def with_steps(self, page: Page, content: str, layout: Layout) -> str:
        """The rendered text of a path's own page with its steps; any other page as it is.

        They end the section whose heading has the id ``steps``; where there is none, the page.

        Args:
            page: The page.
            content: Its rendered HTML.
            layout: Where everything is in the site.
        """
        plan = self._plans.get(page.path)
        if plan is None:
            return content
        heading = _HEADING.search(content)
        view = self._view(plan, has_heading=heading is not None)
        steps = render("path.html", layout=layout, seen_from=page.path, view=view)
        following = _NEXT_HEADING.search(content, heading.end()) if heading else None
        at = following.start() if following else len(content)
        return f"{content[:at]}\n{steps}\n{content[at:]}"

    @cached_property
    def _plans(self) -> dict[str, PathPlan]:
        return {plan.page.path: plan for plan in self._facts.plans}

    @cached_property
    def _stations(self) -> dict[str, list[tuple[PathPlan, PathStep]]]:
        """The places of each page on paths that are in force, required ones first."""
        found = defaultdict(list)
        for summary in path_summaries(self._facts):
            for step in summary.plan.steps:
                found[step.page.path].append((summary.plan, step))
        return {path: sorted(s, key=lambda pair: not pair[1].required) for path, s in found.items()}

    def _on_path(self, place: str, page: Page, layout: Layout) -> str:
        stations = self._stations.get(page.path, [])
        if not stations:
            return ""
        return render(
            "on_path.html",
            layout=layout,
            seen_from=page.path,
            place=place,
            anchor=STEPS_ANCHOR,
            stations=[_station(plan, step) for plan, step in stations[:MOST_BARS]],
            others=[plan.page for plan, _ in stations[MOST_BARS:]],
        )

    def _view(self, plan: PathPlan, *, has_heading: bool) -> PathView:
        measured = any(step.is_measured for step in plan.steps)
        freshness = self._facts.assessment.freshness
        return PathView(
            plan=plan,
            rows=tuple(
                StepRow(step, freshness(step.page), duration(step.minutes)) for step in plan.steps
            ),
            summary=_summary(plan, path_health(plan, self._facts.assessment.verdicts)),
            has_heading=has_heading,
            words_per_minute=WORDS_PER_MINUTE if measured else None,
        )


def _station(plan: PathPlan, step: PathStep) -> Station:
    following = plan.steps[step.number] if step.number < len(plan.steps) else None
    return Station(
        plan=plan,
        step=step,
        time=duration(step.minutes),
        following=following,
        following_time=duration(following.minutes) if following else "",
        required=json.dumps([[one.key, one.edition] for one in plan.required]),
    )


def _summary(plan: PathPlan, health: PathHealth) -> str:
    """Size, time, last day and health of a path, in sentences."""
    times = [duration(plan.minutes)]
    if plan.required and plan.required_minutes != plan.minutes:
        times.append(f"{duration(plan.required_minutes)} for the required ones")
    sentences = [f"{_steps(plan)}: {', '.join(times)}"]
    if plan.days:
        sentences.append(f"The last is due on day {plan.days}")
    if health.judged:
        fresh = health.states[Freshness.FRESH]
        sentences.append(f"{fresh} of {plural(health.judged, 'page')} fresh")
    return ". ".join(sentences) + "."


def _steps(plan: PathPlan) -> str:
    required = len(plan.required)
    steps = plural(len(plan.steps), "step")
    if required == len(plan.steps):
        return f"{steps}, all required" if required > 1 else f"{steps}, required"
    return f"{steps}, {required or 'none'} required"
