"""``hub uptake``: how pages were used, as data.

The schema is documented in ``content/reference/uptake-json.md`` and kept by a test.
"""

from __future__ import annotations

from typing import Any

from hub.report.link_rate import at_closure
from hub.usage.figures import Figures
from hub.usage.link_rate import Closures
from hub.usage.uptake import By, GroupUse, PageUse, Uptake

SCHEMA = 1
_COUNTS = (
    "views",
    "reads",
    "stale_reads",
    "reader_days",
    "readers",
    "repeat_reader_days",
    "citations",
    "helpful",
    "unhelpful",
    "flags",
    "acknowledgements",
    "steps",
)
_RATES = ("reach", "stale_read_rate")
_DIGITS = 4


def uptake_report(uptake: Uptake, by: By = "page") -> dict[str, Any]:
    """The whole report, ready for JSON.

    Args:
        uptake: The measures.
        by: What ``groups`` shows; pages are always there.
    """
    return {
        "schema": SCHEMA,
        "period": {
            "from": uptake.window.first.isoformat(),
            "to": uptake.window.last.isoformat(),
        },
        "audience": uptake.scope.audience,
        "mode": uptake.scope.mode,
        "suppress_below": uptake.scope.below,
        "has_data": uptake.has_data,
        "recorded_since": uptake.recorded_since.isoformat() if uptake.recorded_since else None,
        "needs": uptake.needs,
        "totals": {**_figures(uptake.totals), **_searches(uptake)},
        "tickets": _tickets(uptake.closures or Closures()),
        "by": by,
        "groups": [] if by == "page" else [_group(group) for group in uptake.groups(by)],
        "pages": [_page(use, uptake) for use in uptake.pages],
        "weeks": [
            {"from": week.window.first.isoformat(), "reads": dict(week.reads)}
            for week in uptake.weeks
        ],
        "exchange": _exchange(uptake),
        "gaps": [
            {
                "query": gap.query,
                "queries": list(gap.queries),
                "searches": gap.searches,
                "no_result": gap.no_result,
                "bounced": gap.bounced,
            }
            for gap in uptake.gaps
        ],
        "imports": _imports(uptake),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    counts = {name: getattr(figures, name) for name in _COUNTS}
    rates = {name: _rounded(getattr(figures, name)) for name in _RATES}
    return {**counts, **rates, "suppressed": figures.suppressed}


def _searches(uptake: Uptake) -> dict[str, Any]:
    found = uptake.searches
    return {
        "searches": found.searches,
        "no_result_rate": _rounded(found.no_result_rate),
        "bounce_rate": _rounded(found.bounce_rate),
        "click_through_rate": _rounded(found.click_through_rate),
        "mean_clicked_rank": _rounded(found.mean_clicked_rank),
        "searches_suppressed": found.suppressed,
    }


def _tickets(closures: Closures) -> dict[str, Any]:
    return {
        "closed": closures.closed or None,
        "cited": closures.cited if closures.closed else None,
        "link_rate": _rounded(closures.rate),
        "at_closure": at_closure(closures),
    }


def _group(group: GroupUse) -> dict[str, Any]:
    return {"name": group.name, "pages": group.pages, **_figures(group.figures)}


def _page(use: PageUse, uptake: Uptake) -> dict[str, Any]:
    curve = uptake.curve(use.page)
    return {
        "path": use.page.path,
        "id": use.page.meta.id,
        "title": use.page.title,
        "kind": use.page.kind.value,
        "owner": use.page.owner,
        "org": use.page.org,
        **_figures(use.figures),
        "by_org": {org: _figures(figures) for org, figures in use.by_org.items()},
        "structural_reuse": use.structural_reuse,
        "unused": use.is_unused,
        "version_curve": None
        if curve is None
        else {
            "version": curve.version,
            "effective": curve.effective.isoformat(),
            "headcount": curve.headcount,
            "days_to_half": curve.days_to_half,
            "points": [{"day": day, "share": _rounded(share)} for day, share in curve.points],
        },
    }


def _exchange(uptake: Uptake) -> list[dict[str, Any]]:
    return [
        {
            "owner_org": flow.owner or None,
            "reader_org": flow.reader or None,
            "reads": flow.reads,
            "citations": flow.citations,
            "edits": flow.edits,
            "suppressed": flow.suppressed,
        }
        for flow in uptake.exchange
    ]


def _imports(uptake: Uptake) -> list[dict[str, Any]]:
    return [
        {
            "source": one.source,
            "format": one.format,
            "audience": one.audience or None,
            "from": one.first.isoformat(),
            "to": one.last.isoformat(),
            "digest": one.digest,
            "views": one.views,
        }
        for one in uptake.imports
    ]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)
