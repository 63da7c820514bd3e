"""``hub path``: the paths and their health, as data.

It stands beside what it reports on: ``hub.report`` is on the same floor and knows no paths.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from hub.paths.health import path_health
from hub.paths.plan import PathPlan, PathStep, unresolved_steps
from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness, Verdict

SCHEMA = 1


def paths_report(
    plans: Iterable[PathPlan], assessment: Assessment, audience: str | None
) -> dict[str, Any]:
    """Paths with their steps and health, ready for JSON.

    Args:
        plans: The paths to report on.
        assessment: The verdicts on the pages that exist for those who read the report.
        audience: The audience that the report is for; None reports on all pages. Only then are
            steps listed that name no page, because for an audience that would tell what is
            withheld from it.
    """
    return {
        "schema": SCHEMA,
        "as_of": assessment.evidence.today.isoformat(),
        "audience": audience,
        "paths": [_path(plan, assessment, whole=audience is None) for plan in plans],
    }


def _path(plan: PathPlan, assessment: Assessment, *, whole: bool) -> dict[str, Any]:
    health = path_health(plan, assessment.verdicts)
    page = plan.page
    return {
        "path": page.path,
        "id": page.meta.id,
        "title": page.title,
        "owner": page.owner,
        "freshness": assessment.freshness(page).value,
        "required": len(plan.required),
        "minutes": plan.minutes,
        "required_minutes": plan.required_minutes,
        "days": plan.days,
        "fresh": health.states[Freshness.FRESH],
        "judged": health.judged,
        "health": None if health.share is None else round(health.share, 4),
        "steps": [_step(step, assessment.verdicts[step.page.path]) for step in plan.steps],
        "unresolved": list(unresolved_steps(page, assessment.library)) if whole else None,
    }


def _step(step: PathStep, verdict: Verdict) -> dict[str, Any]:
    return {
        "number": step.number,
        "path": step.page.path,
        "id": step.page.meta.id,
        "title": step.page.title,
        "kind": step.page.kind.value,
        "owner": step.page.owner,
        "version": step.page.meta.version,
        "required": step.required,
        "due_day": step.due_day,
        "minutes": step.minutes,
        "is_measured": step.is_measured,
        "questions": len(step.check),
        "freshness": verdict.freshness.value,
        "reason": verdict.reasons[0],
        "review_due": _iso(verdict.due),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
