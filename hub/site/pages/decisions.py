"""The Decisions page: what was decided, by whom, and what took its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.config import Kind
from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.pages.charts import Span, Timeline
from hub.site.pages.decision_status import DecisionStatus, status_of
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.owners import Owners
from hub.site.pages.records import recorded_on

MOST_SPANS = 40
"""How many decisions a timeline shows; more would be a wall."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, or a page of another kind that took the place of one."""

    page: Page
    status: DecisionStatus
    day: dt.date | None
    """The day on which it was made; None where nothing says so."""
    deciders: tuple[str, ...]
    successor: str | None
    """Path of the page that took its place, where the readers may see it."""
    until: dt.date | None
    """The day on which its successor took its place; None where there is none, or no such day."""
    problem: str | None
    """What is wrong with what it says about its successor."""

    @property
    def holds(self) -> bool:
        """Whether it is in force."""
        return self.status is DecisionStatus.ACCEPTED

    @property
    def ended(self) -> bool:
        """Whether it was in force and no longer is."""
        return self.status in (DecisionStatus.SUPERSEDED, DecisionStatus.DEPRECATED)


@dataclass(frozen=True, slots=True)
class Chain:
    """Decisions of which each took the place of the one before."""

    decisions: tuple[Decision, ...]
    joins: bool
    """Whether the last one is part of a chain that was shown before."""
    problem: str | None
    """Why the chain leads to nothing that is in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView:
    """What the Decisions page shows, ready for a template."""

    as_of: dt.date
    decisions: tuple[Decision, ...]
    """Newest first; those without a day come last."""
    counts: tuple[tuple[DecisionStatus, int], ...]
    chains: tuple[Chain, ...]
    """Broken ones first."""
    timeline: Timeline | None
    """None where no decision has a day."""
    beyond_timeline: int
    """How many older decisions it leaves out."""


def decisions_view(facts: Facts) -> DecisionsView:
    """Gather what the Decisions page shows."""
    known = _decisions(facts)
    own = [one for one in known.values() if one.page.kind is Kind.DECISION]
    own.sort(key=lambda one: (one.day or dt.date.min, one.page.path), reverse=True)
    dated = [one for one in own if one.day]
    today = facts.assessment.evidence.today
    return DecisionsView(
        as_of=today,
        decisions=tuple(own),
        counts=tuple(
            (status, count)
            for status in DecisionStatus
            if (count := sum(one.status is status for one in own))
        ),
        chains=tuple(sorted(_chains(own, known), key=lambda chain: chain.problem is None)),
        timeline=_timeline(dated[:MOST_SPANS], today) if dated else None,
        beyond_timeline=max(len(dated) - MOST_SPANS, 0),
    )


def _decisions(facts: Facts) -> dict[str, Decision]:
    """All decisions, and whatever took the place of one, by path."""
    owners, library, history = Owners(facts), facts.library, facts.assessment.history
    found: dict[str, Decision] = {}
    pending = [page for page in library.pages.values() if page.kind is Kind.DECISION]
    while pending:
        page = pending.pop()
        if page.path in found:
            continue
        successor = library.superseded_by(page)
        found[page.path] = Decision(
            page=page,
            status=status_of(page),
            day=recorded_on(page, history),
            deciders=tuple(owners.of(name).name for name in page.meta.approvers),
            successor=successor.path if successor else None,
            until=recorded_on(successor, history) if successor else None,
            problem=_problem(page, successor),
        )
        if successor:
            pending.append(successor)
    return found


def _problem(page: Page, successor: Page | None) -> str | None:
    """What is wrong with a page's own words on its successor.

    A successor that the readers may not see can't be told from one that does not exist.
    """
    if successor is not None or status_of(page) is not DecisionStatus.SUPERSEDED:
        return None
    if page.meta.superseded_by:
        return "It was superseded, but the page that took its place is not in this site."
    return "It says that it was superseded, but not by which page."


def _chains(own: Iterable[Decision], known: Mapping[str, Decision]) -> Iterator[Chain]:
    """Every chain once, from its oldest decision on, in time linear in their number."""
    followed = {one.successor for one in known.values()}
    involved = [one for one in own if one.successor or one.problem]
    starts = [one for one in involved if one.page.path not in followed]
    shown: set[str] = set()
    # What remains after the chains with a beginning goes round in a circle.
    for start in (*reversed(starts), *reversed(involved)):
        if start.page.path not in shown:
            yield _chain(start, known, shown)


def _chain(start: Decision, known: Mapping[str, Decision], shown: set[str]) -> Chain:
    """The chain that begins with a decision, up to one that was ``shown``, which is added to."""
    decisions, at, own = [start], start, {start.page.path}
    while at.successor and at.page.path not in shown:
        at = known[at.successor]
        if at.page.path in own:
            shown |= own
            return Chain((*decisions, at), joins=False, problem="It goes round in a circle.")
        own.add(at.page.path)
        decisions.append(at)
    joins = at.page.path in shown
    shown |= own
    return Chain(tuple(decisions), joins, None if joins else at.problem or _dead_end(at))


def _dead_end(last: Decision) -> str | None:
    if last.status in (DecisionStatus.ACCEPTED, DecisionStatus.PROPOSED):
        return None
    return f"It ends with a page that is {last.status.wording.label.lower()}."


def _timeline(dated: Iterable[Decision], today: dt.date) -> Timeline:
    spans = [
        Span(
            label=one.page.title,
            path=one.page.path,
            first=one.day,
            last=today if one.holds else one.until,
            tone=one.status.wording.tone,
            state=one.status.wording.label,
        )
        for one in dated
        if one.day
    ]
    return Timeline("When each decision held", tuple(spans), today)


def _applies(facts: Facts) -> bool:
    decides = any(page.kind is Kind.DECISION for page in facts.library.pages.values())
    return facts.config.written or decides


PAGE = GeneratedPage("decisions", "Decisions", decisions_view, _applies)
