"""The People and owners page: who answers for which pages, and for which nobody does.

It names those who own a page of this audience, by name and side. Nobody else in hub.yml is
shown, and no mail address: a site that is published says no more of people than it must.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub.content.page import Page
from hub.content.slugs import slug, unique
from hub.site.facts import Facts
from hub.site.pages import queue
from hub.site.pages.charts import Part, StackedBar
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.listing import ListedPage, Listing
from hub.site.pages.owners import Owner, Owners
from hub.site.wording import WORDING
from hub.trust.freshness import Freshness


@dataclass(frozen=True, slots=True)
class Ownership:
    """Somebody and the pages that they own."""

    owner: Owner
    anchor: str
    """Their id on the page."""
    pages: tuple[ListedPage, ...]
    """Those that need the owner first."""
    states: StackedBar

    @property
    def need_review(self) -> int:
        """How many of the pages stand in the review queue."""
        return sum(bool(page.freshness.weight) for page in self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """What the People and owners page shows, ready for a template."""

    as_of: dt.date
    pages: int
    unowned: tuple[ListedPage, ...]
    sides: tuple[tuple[str | None, tuple[Ownership, ...]], ...]
    """Owners by side; None is the side of those whose side is unknown, or the only side."""
    unknown: int
    """Number of owners whom hub.yml does not list."""
    queue_path: str
    """Where the review queue stands."""
    names_people: bool
    """Whether hub.yml lists anybody, so that somebody can be missing from it."""


def people_view(facts: Facts) -> PeopleView:
    """Gather what the People and owners page shows."""
    owners, listing = Owners(facts), Listing(facts)
    owned: dict[Owner | None, list[Page]] = defaultdict(list)
    for page in facts.library.pages.values():
        owned[owners.of(page.owner) if page.owner else None].append(page)
    unowned = _owned(owned.pop(None, []), listing)
    used: dict[str, int] = {}
    shown = [
        _ownership(owner, unique("owner-" + slug(owner.name), used), owned[owner], listing)
        for owner in sorted(filter(None, owned), key=_in_order)
    ]
    sides = dict.fromkeys(one.owner.side for one in shown)
    order = sorted(sides, key=lambda side: (side is None, side or ""))
    return PeopleView(
        as_of=facts.assessment.evidence.today,
        pages=len(facts.library.pages),
        unowned=unowned,
        sides=tuple((side, tuple(o for o in shown if o.owner.side == side)) for side in order),
        unknown=sum(not one.owner.is_known for one in shown),
        queue_path=queue.PAGE.path,
        names_people=facts.people.are_listed,
    )


def _in_order(owner: Owner) -> tuple[bool, bool, str]:
    """People before teams, those whom nobody knows last."""
    return not owner.is_known, owner.is_team, owner.name.casefold()


def _ownership(owner: Owner, anchor: str, pages: Iterable[Page], listing: Listing) -> Ownership:
    shown = _owned(pages, listing)
    found = Counter(page.freshness for page in shown)
    parts = (
        Part(WORDING[state].label, found[state], WORDING[state].tone)
        for state in reversed(Freshness)
    )
    bar = StackedBar(f"Pages of {owner.name} by state", tuple(parts))
    return Ownership(owner, anchor, shown, bar)


def _owned(pages: Iterable[Page], listing: Listing) -> tuple[ListedPage, ...]:
    return tuple(
        sorted(
            map(listing.of, pages), key=lambda p: (-p.freshness.weight, p.title.casefold(), p.path)
        )
    )


PAGE = GeneratedPage("people", "People and owners", people_view)
