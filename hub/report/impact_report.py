"""``hub impact --format json``: the impact of a change, as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hub.report.impact import Impact, ReadersChange, changed_fields, needs_review

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.change import PageChange
    from hub.errors import Problem
    from hub.people import People
    from hub.report.impact import Acknowledgement, BrokenReference, Reviewer

SCHEMA = 1


def impact_report(impact: Impact, people: People, config: HubConfig) -> dict[str, Any]:
    """The whole impact, ready for JSON.

    Args:
        impact: What the change does.
        people: Who is who.
        config: The hub's configuration.
    """
    return {
        "schema": SCHEMA,
        "base": impact.base,
        "summary": _summary(impact),
        "audience": {
            "widened": [_readers(change) for change in impact.widened],
            "narrowed": [_readers(change) for change in impact.narrowed],
            "unknown_before": [_problem(problem) for problem in impact.unknown_before],
        },
        "unreadable": [_problem(problem) for problem in impact.unreadable],
        "reviewers": [
            {"org": org, "people": [_reviewer(one, people) for one in group]}
            for org, group in impact.reviewers.items()
        ],
        "unowned": list(impact.unowned),
        "pages": [_page(change) for change in impact.pages],
        "included_texts": list(impact.texts),
        "suspects": [
            {"path": s.page.path, "owner": s.page.owner, "because": list(s.because)}
            for s in impact.suspects
        ],
        "paths": [{"path": p.page.path, "changed_steps": list(p.steps)} for p in impact.paths],
        "broken_references": [_broken(one) for one in impact.broken],
        "acknowledgements": [_acknowledgement(one, config) for one in impact.acknowledgements],
    }


def kind_of(change: PageChange) -> str:
    """What happened to a page, in one word: ``added``, ``removed``, ``moved`` or ``changed``."""
    if change.is_added:
        return "added"
    if change.is_removed:
        return "removed"
    return "moved" if change.moved_from else "changed"


def _summary(impact: Impact) -> dict[str, Any]:
    kinds = [kind_of(change) for change in impact.pages]
    kept = [c for c in impact.pages if c.before is not None and c.after is not None]
    return {
        "pages": len(impact.pages),
        "substantive": sum(change.substantive for change in kept),
        "mechanical": sum(not change.substantive for change in kept),
        **{kind: kinds.count(kind) for kind in ("added", "removed", "moved")},
        "readers_widened": len(impact.widened),
        "readers_narrowed": len(impact.narrowed),
        "reviewers": sum(map(len, impact.reviewers.values())),
        "suspects": len(impact.suspects),
        "broken_references": len(impact.broken),
        "acknowledgements": len(impact.acknowledgements),
    }


def _readers(change: ReadersChange) -> dict[str, Any]:
    return {
        "path": change.path,
        "is_page": bool(change.title),
        "before": list(change.before),
        "after": list(change.after),
        "gained": list(change.gained),
        "lost": list(change.lost),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "line": problem.line, "found": problem.found}


def _reviewer(reviewer: Reviewer, people: People) -> dict[str, Any]:
    return {
        "handle": reviewer.handle,
        "name": people.name(reviewer.handle),
        "owns": list(reviewer.owns),
        "approves": list(reviewer.approves),
        "owns_suspects": list(reviewer.owns_suspects),
    }


def _page(change: PageChange) -> dict[str, Any]:
    page = change.page
    return {
        "path": page.path,
        "id": page.meta.id,
        "kind": page.kind.value,
        "title": page.title,
        "change": kind_of(change),
        "substantive": change.substantive,
        "needs_review": needs_review(change),
        "moved_from": change.moved_from,
        "fields": list(changed_fields(change)),
        "owner": page.owner,
        "owner_before": change.before.owner if change.before else None,
        "audience": list(page.audience),
        "version": page.meta.version,
        "version_before": change.before.meta.version if change.before else None,
    }


def _broken(broken: BrokenReference) -> dict[str, Any]:
    reference = broken.reference
    return {
        "path": reference.page,
        "line": reference.line,
        "kind": reference.kind.value,
        "target": reference.target,
        "lacks_heading": reference.lacks_heading,
        "led_to": broken.led_to,
        "stands_at": broken.stands_at,
    }


def _acknowledgement(asked: Acknowledgement, config: HubConfig) -> dict[str, Any]:
    return {
        "path": asked.page.path,
        "version_before": asked.version_before,
        "version": asked.version,
        "minutes_each": asked.minutes,
        "audience": [
            {"org": name, "headcount": headcount}
            for name, headcount in headcounts(asked.page.audience, config)
        ],
    }


def headcounts(audience: Iterable[str], config: HubConfig) -> list[tuple[str, int | None]]:
    """Each organisation with the number of its people; None where ``hub.yml`` does not say."""
    orgs = config.orgs
    return [(name, orgs[name].headcount if name in orgs else None) for name in audience]
