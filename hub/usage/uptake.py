"""Uptake: whether the pages are used, by whom, and where readers find nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from hub.config import Kind
from hub.content.metadata import Lifecycle
from hub.content.page import Page
from hub.period import Window
from hub.usage.cells import CELL, PAGE, Cell, Cells, Group, hidden_groups, page_groups, shown
from hub.usage.exchange import Flow, edits_across
from hub.usage.figures import Figures
from hub.usage.gaps import Gap, content_gaps
from hub.usage.imported_views import ImportedFile, imported_files
from hub.usage.link_rate import Closures
from hub.usage.recorded_use import EVERYTHING, RecordedUse, recorded_use
from hub.usage.scope import Scope
from hub.usage.search_figures import SearchFigures, search_figures
from hub.usage.store.store import UsageStore
from hub.usage.suppression import hidden, is_few
from hub.usage.version_curve import VersionCurve, version_curve

By = Literal["page", "kind", "org", "path"]
_PEOPLE_FIGURES = ("readers", "reach", "repeat_reader_days", "version_curves")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUse:
    """How one page was used."""

    page: Page
    figures: Figures
    by_org: Mapping[str, Figures]
    """The same by organisation of the readers; only those that used it."""
    structural_reuse: int
    """Pages and paths that link to it, include it, rest on it or lead through it."""
    is_unused: bool
    """Whether nobody read it although it was published for as long as anything was recorded."""


@dataclass(frozen=True, slots=True)
class GroupUse:
    """How a group of pages, or all pages by one organisation, were used."""

    name: str
    """A kind, an organisation (empty where unknown) or the file of a path."""
    figures: Figures
    pages: int


@dataclass(frozen=True, slots=True)
class Week:
    """Reads of a week by organisation; None is not shown."""

    window: Window
    reads: Mapping[str, int | None]


def measure(store: UsageStore, scope: Scope) -> Uptake:
    """Read a store and measure uptake; the store is not needed afterwards.

    Args:
        store: Open.
        scope: Which pages, for whom, on which days.
    """
    pages = scope.library.pages
    groups: dict[str, list[str]] = {EVERYTHING: list(pages), **page_groups(pages.values())}
    for by in ("kind", "path"):
        groups |= {by + name: members for name, members in _members(scope, by).items()}
    return Uptake(recorded_use(store, scope, groups), scope)


def _members(scope: Scope, by: str) -> dict[str, list[str]]:
    """Paths of the pages of each kind, or on each onboarding path."""
    library = scope.library
    found: dict[str, list[str]] = {}
    for page in library.pages.values():
        if by == "kind":
            found.setdefault(page.kind.value, []).append(page.path)
        elif page.kind is Kind.PATH:
            found[page.path] = list(library.steps(page))
    return found


class Uptake:
    """All measures of one window; every figure may be shown to whom the scope is for.

    Args:
        use: What the store says.
        scope: What the figures are about.
    """

    def __init__(self, use: RecordedUse, scope: Scope) -> None:
        self.use = use
        self.scope = scope
        self._cells = Cells(use, scope)

    @property
    def window(self) -> Window:
        """The days that are covered."""
        return self.scope.window

    @property
    def has_data(self) -> bool:
        """Whether anything at all is known of the window; else no figure is."""
        return self.use.has_events or bool(self._cells.used) or self.closures is not None

    @property
    def recorded_since(self) -> dt.date | None:
        """The first day with events; earlier ones are known from imports at most."""
        return self.use.recorded_since

    @cached_property
    def needs(self) -> dict[str, str]:
        """Figures that can't be given, and what they need."""
        found = {}
        if not self._cells.tells_readers:
            if self.scope.mode == "aggregate":
                why = "pseudonymous mode"
            else:
                why = "a period that ends today and is no longer than raw events are kept"
            found = dict.fromkeys(_PEOPLE_FIGURES, why)
        elif self._headcount() is None:
            found["reach"] = "the headcount of each organisation in hub.yml"
        if self.closures is None:
            found["link_rate"] = "closed tickets: hub usage link --keep"
        if not self.scope.spans:
            found["stale_read_rate"] = "the pages' history in git"
        return found

    @cached_property
    def totals(self) -> Figures:
        """All pages together."""
        return self._shown(self._total, self._headcount())

    @cached_property
    def pages(self) -> tuple[PageUse, ...]:
        """Each page, in the order of the paths."""
        pages = sorted(self.scope.library.pages.values(), key=lambda page: page.path)
        return tuple(self._page(page) for page in pages)

    def groups(self, by: By) -> tuple[GroupUse, ...]:
        """The pages by kind or by path, or all of them by organisation of the readers."""
        groups = [group for group in self._groups if group.by == by]
        return tuple(
            GroupUse(g.name, self._shown(g, self._headcount_of(g)), len({p for p, _ in g.cells}))
            for g in groups
        )

    @cached_property
    def searches(self) -> SearchFigures:
        """How searches of the own site ended."""
        people = sum(reader.most_readers for reader in self.use.readers)
        return search_figures(
            self.use.queries,
            is_recorded=self.use.has_events,
            people=people,
            below=self.scope.below,
        )

    @cached_property
    def closures(self) -> Closures | None:
        """Closed tickets that cite pages; None without any, and where they are too few."""
        found = Closures.of(self.use.tickets)
        return found if found.closed >= max(self.scope.below, 1) else None

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What readers of the own site looked for in vain, the most frequent first."""
        return content_gaps(self.use.queries, self.scope.below)

    @cached_property
    def exchange(self) -> tuple[Flow, ...]:
        """Use of pages by organisation of the owner and of the reader."""
        edits = edits_across(self.scope)
        flows = [self._flow(group, edits) for group in self._groups if group.by == "exchange"]
        return tuple(sorted(flows, key=lambda flow: (flow.owner, flow.reader)))

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Weekly reads by organisation, in order; none without events."""
        if not self.use.has_events:
            return ()
        return tuple(
            Week(week.window, {org: reads[number] for org, reads in self._weekly_reads.items()})
            for number, week in enumerate(self.use.weeks)
        )

    @cached_property
    def imports(self) -> tuple[ImportedFile, ...]:
        """The files of other systems that say something of the window."""
        files = imported_files(self.use.imports, self.window, self.scope.library.pages)
        return tuple(
            replace(one, views=None) if is_few(one.people, self.scope.below) else one
            for one in files
            if self.scope.audience is None or one.audience in ("", self.scope.audience)
        )

    def top(self, most: int) -> tuple[PageUse, ...]:
        """The pages with most reads, or with most views where only imports are known."""
        known = [use for use in self.pages if use.figures.reads or use.figures.views]
        return tuple(sorted(known, key=_most_read_first)[:most])

    @property
    def unused(self) -> tuple[PageUse, ...]:
        """Pages that nobody read although they were published all the time."""
        return tuple(use for use in self.pages if use.is_unused)

    def curve(self, page: Page) -> VersionCurve | None:
        """How the version of a page reached its audience, where the mode can tell."""
        return version_curve(page, self.use.first_reads, self.scope)

    @property
    def stale_reads(self) -> dict[str, int | None] | None:
        """By path, reads while a page was stale, for the review queue; None without events.

        A page is left out whose history is unknown; None stands for what is not shown.
        """
        if not self.use.has_events:
            return None
        return {use.page.path: use.figures.stale_reads for use in self.pages}

    @property
    def open_flags(self) -> Mapping[str, int]:
        """By path, what readers said is wrong and nobody has answered."""
        return self.use.flags

    @cached_property
    def _total(self) -> Group:
        return Group("total", "", frozenset(self._cells.used))

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        return tuple(self._every_group())

    def _every_group(self) -> Iterator[Group]:
        """All sums of cells that are shown somewhere."""
        library, cells = self.scope.library, frozenset(self._cells.used)
        yield self._total
        used = {org for _, org in cells}
        orgs = sorted({*self.scope.config.audiences, *used})
        everything = {org: frozenset((path, org) for path in library.pages) for org in orgs}
        for org in orgs:
            yield Group("org", org, everything[org])
        for by in ("kind", "path"):
            for name, paths in _members(self.scope, by).items():
                yield Group(by, name, frozenset((path, org) for path in paths for org in orgs))
        owners: dict[str, list[str]] = {}
        for page in library.pages.values():
            owners.setdefault(self.scope.org_of(page), []).append(page.path)
            yield Group(PAGE, page.path, frozenset((page.path, org) for org in orgs))
        for owner, paths in owners.items():
            for org in orgs:
                yield Group("exchange", f"{owner}\n{org}", frozenset((p, org) for p in paths))
        for path, org in self._cells.used:
            yield _of_cell((path, org))

    @cached_property
    def _hidden(self) -> frozenset[Group]:
        return hidden_groups(self._groups, self._cells, self.scope.below)

    def _shown(self, group: Group, headcount: int | None) -> Figures:
        return shown(group, self._cells, self._hidden, headcount)

    def _page(self, page: Page) -> PageUse:
        group = self._page_groups[page.path]
        orgs = sorted(org for path, org in group.cells if (path, org) in self._used)
        figures = self._shown(group, self.scope.headcount(frozenset(page.audience)))
        return PageUse(
            page=page,
            figures=figures,
            by_org={
                org: self._shown(_of_cell((page.path, org)), self.scope.headcount(frozenset([org])))
                for org in orgs
            },
            structural_reuse=len(self.scope.library.used_by(page)),
            is_unused=figures.reads == 0 and self._was_published(page),
        )

    @cached_property
    def _used(self) -> frozenset[Cell]:
        return frozenset(self._cells.used)

    @cached_property
    def _page_groups(self) -> dict[str, Group]:
        return {group.name: group for group in self._groups if group.by == PAGE}

    def _was_published(self, page: Page) -> bool:
        since, recorded = self.scope.published_since(page), self.recorded_since
        in_force = page.meta.status not in (Lifecycle.DRAFT, Lifecycle.ARCHIVED)
        if since is None or recorded is None or not in_force or page.meta.superseded_by:
            return False
        return since <= max(self.window.first, recorded) <= self.window.last

    def _headcount(self) -> int | None:
        audiences = {org for page in self.scope.library.pages.values() for org in page.audience}
        return self.scope.headcount(frozenset(audiences))

    def _headcount_of(self, group: Group) -> int | None:
        if group.by == "org":
            return self.scope.headcount(frozenset([group.name]))
        paths = {path for path, _ in group.cells}
        pages = self.scope.library.pages
        return self.scope.headcount(frozenset(org for p in paths for org in pages[p].audience))

    def _flow(self, group: Group, edits: Mapping[tuple[str, str], int] | None) -> Flow:
        owner, _, reader = group.name.partition("\n")
        figures = self._shown(group, None)
        return Flow(
            owner=owner,
            reader=reader,
            reads=figures.reads,
            citations=figures.citations,
            edits=None if edits is None else edits.get((owner, reader), 0),
            suppressed=figures.suppressed,
        )

    @cached_property
    def _weekly_reads(self) -> dict[str, list[int | None]]:
        """By organisation, the reads of each week; of one whose total is hidden, none."""
        groups = {g.name: g for g in self._groups if g.by == "org"}
        return {org: list(self._weeks_of(org, group)) for org, group in groups.items()}

    def _weeks_of(self, org: str, group: Group) -> Iterator[int | None]:
        reads = [sum(t.reads for t in w.totals if t.org == org) for w in self.use.weeks]
        people = {number: self._people_in(number, org) for number in range(len(reads))}
        few = hidden(people, self.scope.below)
        is_hidden = group in self._hidden or len(few) == 1
        for number, count in enumerate(reads):
            yield None if number in few or (is_hidden and people[number]) else count

    def _people_in(self, number: int, org: str) -> int:
        week = self.use.weeks[number]
        known = [t.most_readers for t in week.totals if t.org == org]
        known += [r.most_readers for r in week.readers if r.org == org and known]
        return max(1, *known) if known else 0


def _of_cell(cell: Cell) -> Group:
    return Group(CELL, "\n".join(cell), frozenset([cell]))


def _most_read_first(use: PageUse) -> tuple[int, int, str]:
    return -(use.figures.reads or 0), -(use.figures.views or 0), use.page.path
