"""The freshness of a page on a given day, judged from its history.

Definitions: *freshness*, *review* and *substantive edit* in ``content/reading-the-trust-panel.md``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from hub.config import HubConfig
from hub.content.library import Library
from hub.content.metadata import Lifecycle
from hub.content.page import Page
from hub.history import Author, Edit, History, PageHistory, Review
from hub.people import People
from hub.period import long_day


class Freshness(Enum):
    """How far a page can be relied on; a page has the first of these that applies."""

    DRAFT = "draft"
    ARCHIVED = "archived"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"
    UNREVIEWED = "unreviewed"
    OVERDUE = "overdue"
    CHANGED = "changed"
    SUSPECT = "suspect"
    DUE = "due"
    FRESH = "fresh"

    @property
    def is_stale(self) -> bool:
        """Whether a read of the page on such a day is a stale read."""
        return self in (Freshness.OVERDUE, Freshness.CHANGED, Freshness.SUSPECT)

    @property
    def is_in_force(self) -> bool:
        """Whether the page is meant to be followed at all."""
        return self not in (Freshness.DRAFT, Freshness.ARCHIVED, Freshness.SUPERSEDED)

    @property
    def should_be_doubted(self) -> bool:
        """Whether a reader is warned before reading."""
        return self.is_stale or not self.is_in_force

    @property
    def weight(self) -> int:
        """How much harm a reader of such a page may come to; 0 where a review can't help."""
        return _WEIGHTS.get(self, 0)


_WEIGHTS = {
    Freshness.OVERDUE: 3,
    Freshness.CHANGED: 3,
    Freshness.SUSPECT: 2,
    Freshness.UNREVIEWED: 1,
    Freshness.DUE: 1,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of a page on a given day."""

    freshness: Freshness
    reasons: tuple[str, ...]
    """Why, in sentences without a full stop; the first is the reason for the state."""
    due: dt.date | None = None
    """Day by which the next review is due; None without a period or a review."""
    warn_from: dt.date | None = None
    """First day on which the page is shown as due."""
    reviewed_on: dt.date | None = None
    """Day on which the last review counts as made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that a verdict rests on."""

    library: Library
    """The pages that exist for those to whom the verdict is shown."""
    history: History
    config: HubConfig
    people: People
    today: dt.date
    is_day_chosen: bool = False
    """Whether somebody asked for this day, so that what is shown must not grow older by itself."""

    def identity(self, author: Author) -> str:
        """One name for one person, whichever address they commit with."""
        return self.people.identity(author.name, author.email)

    def name(self, author: Author) -> str:
        """The name that readers know them by."""
        return self.people.author_name(author.name, author.email)


def judge(page: Page, evidence: Evidence) -> Verdict:
    """Judge one page.

    Args:
        page: A page of ``evidence.library``.
        evidence: What the verdict rests on; its ``today`` is the day of the verdict.
    """
    history = evidence.history.of(page.path)
    not_in_force = _not_in_force(page, evidence)
    if not_in_force is not None:
        return not_in_force
    if history.unknown is not None:
        return Verdict(Freshness.UNKNOWN, (_sentence(history.unknown),))
    notes = _notes(page, history)
    review = history.last_review
    if review is None:
        return Verdict(Freshness.UNREVIEWED, ("Nobody has reviewed this page yet", *notes))
    return _judge_reviewed(page, history, review, evidence, notes)


def _not_in_force(page: Page, evidence: Evidence) -> Verdict | None:
    if page.meta.status is Lifecycle.DRAFT:
        return Verdict(Freshness.DRAFT, ("This is a draft and not in force",))
    if page.meta.status is Lifecycle.ARCHIVED:
        return Verdict(Freshness.ARCHIVED, ("This page was put away and is kept for the record",))
    if page.meta.superseded_by is None:
        return None
    successor = evidence.library.superseded_by(page)
    reason = f"Superseded by {successor.title}" if successor else "Superseded by another page"
    return Verdict(Freshness.SUPERSEDED, (reason,))


def _judge_reviewed(
    page: Page, history: PageHistory, review: Review, evidence: Evidence, notes: tuple[str, ...]
) -> Verdict:
    day = reviewed_on(review, evidence.today)
    every = page.meta.review.every or evidence.config.review.every.get(page.kind)
    due = every.after(day) if every else None
    warn_from = evidence.config.review.warn.before(due) if due else None

    def verdict(freshness: Freshness, *reasons: str) -> Verdict:
        return Verdict(freshness, (*reasons, *_bump(review), *notes), due, warn_from, day)

    today = evidence.today
    if due is not None and today > due:
        late = f"Its review was due on {long_day(due)}, {_ago(due, today)}"
        return verdict(Freshness.OVERDUE, late)
    if (edit := _unreviewed_edit(history, review, evidence)) is not None:
        return verdict(Freshness.CHANGED, _changed_reason(edit, day, evidence))
    if (moved := _changed_below(page, review, evidence)) is not None:
        return verdict(Freshness.SUSPECT, moved)
    if due is not None and warn_from is not None and today >= warn_from:
        return verdict(Freshness.DUE, f"Its next review is due on {long_day(due)}")
    until = f", and the next is due on {long_day(due)}" if due else ""
    return verdict(Freshness.FRESH, f"Reviewed on {long_day(day)}{until}")


def reviewed_on(review: Review, today: dt.date) -> dt.date:
    """The day on which a review counts as made.

    It is the day that the page states, unless that day is still to come: nobody has reviewed a
    page in the future, so the day of the commit counts then.
    """
    return review.date if review.date <= today else min(review.commit.date, today)


def _unreviewed_edit(history: PageHistory, review: Review, evidence: Evidence) -> Edit | None:
    """The newest substantive edit since the review by someone who did not review the page."""
    reviewers = {evidence.identity(review.commit.author)}
    if review.by:  # a handle, or an address that stands for one
        reviewers |= {review.by, evidence.identity(Author(review.by, review.by))}
    for edit in history.edits:
        if edit.commit.position >= review.commit.position:
            return None
        if edit.substantive and evidence.identity(edit.commit.author) not in reviewers:
            return edit
    return None


def _changed_below(page: Page, review: Review, evidence: Evidence) -> str | None:
    """Say which page that this one rests on changed substantively since its review."""
    library = evidence.library
    for path in dict.fromkeys((*library.depends_on(page), *library.included(page))):
        edit = evidence.history.of(path).last_substantive_edit
        if edit is not None and edit.commit.position < review.commit.position:
            below = library.pages.get(path)
            name = below.title if below else path
            return f"{name}, on which it rests, changed on {long_day(edit.commit.date)}"
    return None


def _changed_reason(edit: Edit, reviewed: dt.date, evidence: Evidence) -> str:
    author = evidence.name(edit.commit.author)
    return (
        f"{author} changed it on {long_day(edit.commit.date)}, after its review of "
        f"{long_day(reviewed)}, and nobody else has looked at the change"
    )


def _bump(review: Review) -> tuple[str, ...]:
    """Say so where the last review left nothing to show for it."""
    if review.evidenced:
        return ()
    return ("Its last review changed the date and left no evidence",)


def _notes(page: Page, history: PageHistory) -> tuple[str, ...]:
    if history.head_blob is not None and history.head_blob not in page.blobs:
        return ("It has changes that are not committed, which nothing said here covers",)
    return ()


def _sentence(reason: str) -> str:
    return f"Nothing can be said about its history: {reason}"


def _ago(day: dt.date, today: dt.date) -> str:
    days = (today - day).days
    return "yesterday" if days == 1 else f"{days} days ago"
