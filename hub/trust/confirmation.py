"""Whether a review that is about to be stated would count, or only bump a date.

The definition of an *evidenced* review is kept by ``hub.history.review_log``; this says in
advance what it will find, and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hub.content.page import Page
from hub.history import Author, PageHistory
from hub.history.edits import evidence_digest
from hub.period import long_day


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReview:
    """A review as somebody is about to state it."""

    day: dt.date
    by: str
    """Handle of the reviewer."""
    committer: Author
    """Who will commit it."""
    evidence: str
    """What was checked; empty where nothing is said."""


def objections(
    planned: PlannedReview,
    *,
    committed: Page | None,
    is_edited: bool,
    history: PageHistory,
    identity: Callable[[Author], str],
) -> list[str]:
    """Say why a review would not count as evidenced.

    Args:
        planned: The review.
        committed: The page as it is committed; None where it is not committed yet.
        is_edited: Whether a substantive edit of the page will be committed with the review.
        history: The page's history.
        identity: Gives the person behind an author.

    Returns:
        Sentences without a full stop; none where the review will count.
    """
    if committed is None:
        return []  # the commit that adds a page with a review date is a review with an edit
    found = [*_about_the_day(planned, committed.meta.review.last)]
    if not is_edited:
        found += _about_the_evidence(planned, history, identity)
    return found


def _about_the_day(planned: PlannedReview, last: dt.date | None) -> Iterator[str]:
    if last is not None and last == planned.day:
        yield (
            f"the page already states a review of {long_day(last)}, and only another date makes "
            "another review"
        )
    elif last is not None and last > planned.day:
        yield f"the page states a later review, of {long_day(last)}"


def _about_the_evidence(
    planned: PlannedReview, history: PageHistory, identity: Callable[[Author], str]
) -> Iterator[str]:
    digest, before = evidence_digest(planned.evidence), history.last_review
    if digest is None:
        yield "it does not say what was checked"
    elif before is not None and before.evidence_digest == digest:
        yield "it says the same as the last review"
    writer = history.last_substantive_edit
    if writer is not None and _is_writer(writer.commit.author, planned, identity):
        author, day = writer.commit.author.name, long_day(writer.commit.date)
        yield f"{author} wrote the words that are reviewed, on {day}"
    elif writer is None and history.unknown is None:
        yield "the page never had any words"


def _is_writer(writer: Author, planned: PlannedReview, identity: Callable[[Author], str]) -> bool:
    person = identity(writer)
    names = {name.casefold() for name in (person, writer.email, writer.name)}
    reviewer = identity(Author(planned.by, planned.by))
    by_name = {planned.by.casefold(), reviewer.casefold()}
    return identity(planned.committer) == person or bool(by_name & names)
