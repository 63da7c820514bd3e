"""Use in cells of a page and an organisation, and which sums of them may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hub.content.page import Page
from hub.usage.figures import NOT_SHOWN, Figures, added
from hub.usage.imported_views import ImportedViews, imported_views
from hub.usage.recorded_use import EVERYTHING, RecordedUse
from hub.usage.scope import Scope
from hub.usage.store.records import PageTotals
from hub.usage.suppression import Sum, withheld

Cell = tuple[str, str]
"""A page's path and an organisation."""
PAGE, CELL = "page", "cell"
_RANKS = {"total": 0, "org": 1, "kind": 2, "exchange": 3, "path": 4, PAGE: 5, CELL: 6}


@dataclass(frozen=True, slots=True)
class Group:
    """Cells whose sum is a figure."""

    by: str
    """``total``, ``org``, ``kind``, ``exchange``, ``path``, ``page`` or ``cell``."""
    name: str
    cells: frozenset[Cell]


class Cells:
    """The use of each page by each organisation.

    Args:
        use: What the store says.
        scope: What the figures are about.
    """

    def __init__(self, use: RecordedUse, scope: Scope) -> None:
        self._use = use
        self._scope = scope
        self._recorded = {(total.page, total.org): total for total in use.totals}

    @cached_property
    def imported(self) -> Mapping[Cell, ImportedViews]:
        """Imported views of days without events."""
        scope = self._scope
        return imported_views(
            self._use.imports, scope.window, scope.library.pages, self._use.own_days
        )

    @cached_property
    def used(self) -> tuple[Cell, ...]:
        """The cells with any use."""
        return tuple(sorted(self._recorded.keys() | self.imported.keys()))

    def people(self, cell: Cell) -> int:
        """How many people stand behind a cell at least."""
        total, views = self._recorded.get(cell), self.imported.get(cell)
        known = (
            total.most_readers if total else 0,
            views.people if views else 0,
            self._use.people.get((PAGE + cell[0], cell[1]), 0),
        )
        return max(1, *known)

    def people_of(self, group: Group) -> int:
        """How many people stand behind a group at least: of one side, the most of any cell."""
        by_org: dict[str, int] = {}
        for cell in group.cells:
            by_org[cell[1]] = max(by_org.get(cell[1], 0), self.people(cell))
        return sum(
            max(most, self._use.people.get((key_of(group), org), 0), self._of_any_page(group, org))
            for org, most in by_org.items()
        )

    def _of_any_page(self, group: Group, org: str) -> int:
        if group.by not in ("total", "org"):
            return 0
        return next((r.most_readers for r in self._use.readers if r.org == org), 0)

    def sum(self, group: Group) -> Figures:
        """The figures of a group, before anything is hidden."""
        figures = added(self._figures(cell) for cell in group.cells if self._is_used(cell))
        if not self._use.has_events:
            return figures
        return self._none_is_nought(figures)

    def readers(self, group: Group) -> int | None:
        """Distinct people of a group; None where nobody can tell them apart."""
        if not self._use.has_events or not self.tells_readers:
            return None
        orgs = {org for _, org in group.cells}
        return sum(self._use.people.get((key_of(group), org), 0) for org in orgs)

    @property
    def tells_readers(self) -> bool:
        """Whether distinct people are known."""
        return bool(self._use.people) and self._scope.tells_people_apart

    def _is_used(self, cell: Cell) -> bool:
        return cell in self._recorded or cell in self.imported

    def _figures(self, cell: Cell) -> Figures:
        total, views = self._recorded.get(cell), self.imported.get(cell)
        imported = Figures(views=views.views) if views else Figures()
        return imported + self._of_total(total) if total else imported

    def _of_total(self, total: PageTotals) -> Figures:
        cell = total.page, total.org
        is_judged = total.page in self._scope.spans
        repeat = None
        if self.tells_readers:
            people = self._use.people.get((PAGE + total.page, total.org), 0)
            # A read without a reader's id can be nobody's second.
            repeat = max(min(total.reads, total.reader_days) - people, 0)
        return Figures(
            views=total.views,
            reads=total.reads,
            stale_reads=self._use.stale.get(cell, 0) if is_judged else None,
            judged_reads=total.reads if is_judged else None,
            reader_days=total.reader_days,
            repeat_reader_days=repeat,
            citations=total.citations,
            helpful=total.helpful,
            unhelpful=total.unhelpful,
            flags=total.flags,
            acknowledgements=total.acknowledgements,
            steps=total.steps,
        )

    def _none_is_nought(self, figures: Figures) -> Figures:
        """While events are recorded, what did not happen is a figure, too."""
        names = ("views", "reads", "reader_days", "citations", "helpful", "unhelpful", "flags")
        noughts: dict[str, Any] = dict.fromkeys((*names, "acknowledgements", "steps"), 0)
        known: dict[str, Any] = {"stale_reads": 0, "judged_reads": 0} if self._scope.spans else {}
        again: dict[str, Any] = {"repeat_reader_days": 0} if self.tells_readers else {}
        return figures + Figures(**noughts, **known, **again)


def key_of(group: Group) -> str:
    """The name under which a group's people are counted."""
    if group.by in ("total", "org"):
        return EVERYTHING
    return group.by + group.name if group.by != CELL else PAGE + group.name.rpartition("\n")[0]


def hidden_groups(groups: Iterable[Group], cells: Cells, below: int) -> frozenset[Group]:
    """Which groups' figures must not be shown."""
    used = frozenset(cells.used)
    sums = {
        group: Sum(filled, cells.people_of(Group(group.by, group.name, filled)), _RANKS[group.by])
        for group in groups
        if (filled := group.cells & used)
    }
    return withheld(sums, below)


def shown(group: Group, cells: Cells, hidden: frozenset[Group], headcount: int | None) -> Figures:
    """The figures of a group, or that they are not shown."""
    if group in hidden:
        return NOT_SHOWN
    found = cells.sum(group)
    return added([found], readers=cells.readers(group)).with_headcount(headcount)


def page_groups(pages: Iterable[Page]) -> dict[str, list[str]]:
    """Pages under the names under which the people of each are counted."""
    return {PAGE + page.path: [page.path] for page in pages}
