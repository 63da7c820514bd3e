"""What a page's panel says of its use, in one line."""

from __future__ import annotations

from collections.abc import Mapping

from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.wording import plural
from hub.usage.figures import Figures


def use_line(page: Page, facts: Facts) -> str | None:
    """How a page was used of late: ``read by 34 people on both sides in 90 days``.

    Args:
        page: A page of the edition.
        facts: What its readers may be told.

    Returns:
        The line; None where nothing is recorded.
    """
    use = facts.use_by_path.get(page.path)
    if facts.uptake is None or use is None or not facts.uptake.has_data:
        return None
    days = f"in {plural(facts.uptake.window.days, 'day')}"
    figures = use.figures
    if figures.suppressed:
        return f"read by fewer than {facts.uptake.scope.below} people, or withheld for their sake"
    if not figures.reads:
        return f"{plural(figures.views, 'view')} {days}" if figures.views else f"not read {days}"
    solved = f"; solved {plural(figures.citations, 'case')}" if figures.citations else ""
    return f"{_read(figures)}{_sides(use.by_org, facts)} {days}{solved}"


def _read(figures: Figures) -> str:
    if figures.readers:
        return f"read by {plural(figures.readers, 'person', 'people')}"
    return plural(figures.reads or 0, "read")


def _sides(by_org: Mapping[str, Figures], facts: Facts) -> str:
    orgs = [org for org in facts.config.audiences if org in by_org]
    if len(facts.config.audiences) <= 1 or not orgs:
        return ""
    if len(orgs) == len(facts.config.audiences):
        return " on both sides" if len(orgs) == 2 else " on all sides"  # noqa: PLR2004 (both are two)
    return f" of {' and '.join(facts.config.org_name(org) for org in orgs)}"
