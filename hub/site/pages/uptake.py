"""The Uptake page: whether the pages are used, by which side, and where readers find nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub.config import Kind
from hub.period import Window
from hub.site.facts import Facts
from hub.site.pages.charts import Columns, Part
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.listing import ListedPage, Listing
from hub.usage.exchange import Flow
from hub.usage.figures import Figures
from hub.usage.gaps import Gap
from hub.usage.imported_views import ImportedFile
from hub.usage.link_rate import Closures
from hub.usage.search_figures import SearchFigures
from hub.usage.uptake import GroupUse, Uptake
from hub.usage.version_curve import VersionCurve

DEFINITIONS = "reference/usage.md"
"""The page of the kit on which every figure is defined."""
_MOST_GAPS = 20
_MOST_CURVES = 12
_EARLY_DAYS = 7
_WEEKS_TO_A_NAME = 3
_TONES = ("fact", "good", "soon", "quiet")


@dataclass(frozen=True, slots=True)
class UsedPage:
    """A page and how it was used."""

    page: ListedPage
    kind: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Version:
    """How the version of a page reached its audience."""

    page: ListedPage
    curve: VersionCurve
    early: float | None
    """Share of the audience that had read it a week after it took effect; None before that."""
    latest: float
    """Share that has read it so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UptakeView:
    """What the Uptake page shows, ready for a template."""

    window: Window
    has_data: bool
    mode: str
    suppress_below: int
    definitions: str | None
    """Path of the page with the definitions; None where the site has none."""
    needs: Mapping[str, str]
    totals: Figures
    searches: SearchFigures
    closures: Closures | None
    """Closed tickets that cite pages."""
    weeks: Columns | None
    kinds: tuple[tuple[str, GroupUse], ...]
    """Each kind's name with how its pages were used."""
    sides: tuple[tuple[str, GroupUse], ...]
    """Each organisation's name with how its people used the pages; empty where there is one."""
    exchange: tuple[Flow, ...]
    names: Mapping[str, str]
    """Organisations' names as readers see them."""
    used: tuple[UsedPage, ...]
    """Pages that were used, the most read first."""
    unused: tuple[ListedPage, ...]
    gaps: tuple[Gap, ...]
    versions: tuple[Version, ...]
    imports: tuple[ImportedFile, ...]


def uptake_view(facts: Facts) -> UptakeView | None:
    """Gather what the Uptake page shows; None where nothing records use."""
    uptake = facts.uptake
    if uptake is None:
        return None
    listing, library = Listing(facts), facts.library
    several = len(facts.config.audiences) > 1
    names = {org: facts.config.org_name(org) for org in facts.config.audiences}
    return UptakeView(
        window=uptake.window,
        has_data=uptake.has_data,
        mode=uptake.scope.mode,
        suppress_below=uptake.scope.below,
        definitions=DEFINITIONS if DEFINITIONS in library.pages else None,
        needs=uptake.needs,
        totals=uptake.totals,
        searches=uptake.searches,
        closures=uptake.closures,
        weeks=_weeks(uptake, names),
        kinds=tuple((Kind(group.name).label, group) for group in uptake.groups("kind")),
        sides=_sides(uptake, names) if several else (),
        exchange=tuple(flow for flow in uptake.exchange if several and flow.owner and flow.reader),
        names=names,
        used=tuple(
            UsedPage(listing.of(use.page), use.page.kind.label, use.figures)
            for use in uptake.top(len(uptake.pages))
            if use.page.path in library.pages
        ),
        unused=tuple(listing.of(u.page) for u in uptake.unused if u.page.path in library.pages),
        gaps=uptake.gaps[:_MOST_GAPS],
        versions=tuple(_versions(uptake, facts, listing))[:_MOST_CURVES],
        imports=uptake.imports,
    )


def _sides(uptake: Uptake, names: Mapping[str, str]) -> tuple[tuple[str, GroupUse], ...]:
    return tuple((names.get(one.name, "Unknown"), one) for one in uptake.groups("org"))


def _weeks(uptake: Uptake, names: Mapping[str, str]) -> Columns | None:
    """Reads by week and side; a week of too few readers has no column, and the page says so."""
    weeks = uptake.weeks
    orgs = [org for org in names if any(week.reads.get(org) for week in weeks)]
    if not orgs:
        return None
    tones = dict(zip(orgs, _TONES * len(orgs), strict=False))
    stacks = tuple(
        tuple(Part(names[org], week.reads.get(org) or 0, tones[org]) for org in orgs)
        for week in weeks
    )
    periods = tuple(
        (
            f"{week.window.first.day} {week.window.first:%b}",
            f"Week from {week.window.first:%d %B %Y}",
        )
        for week in weeks
    )
    return Columns("Reads by week", periods, stacks)


def _versions(uptake: Uptake, facts: Facts, listing: Listing) -> Iterator[Version]:
    """The versions that took effect last."""
    known = [
        (page, curve)
        for page in facts.library.pages.values()
        if (curve := uptake.curve(page)) is not None
    ]
    for page, curve in sorted(known, key=lambda it: it[1].effective, reverse=True):
        early = [share for day, share in curve.points if day <= _EARLY_DAYS]
        yield Version(listing.of(page), curve, early[-1] if early else None, curve.points[-1][1])


PAGE = GeneratedPage("uptake", "Uptake", uptake_view)
