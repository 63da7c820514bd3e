"""Whether a review that is about to be stated would count, or only bump a date.

The definition of an *evidenced* review is kept by ``hub.history.review_log``; this says in
advance what it will find, and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hub.content.page import Page
from hub.history import Author, Commit
from hub.history.edits import evidence_digest
from hub.period import long_day
from hub.trust.freshness import Evidence


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
    page: Page,
    evidence: Evidence,
    *,
    committed: Page | None,
    is_edited: bool,
) -> list[str]:
    """Say why a review would not count as evidenced.

    Args:
        planned: The review.
        page: The page as it stands.
        evidence: What is known about all pages.
        committed: The page as it is committed; None where it is not committed yet.
        is_edited: Whether a substantive edit of the page will be committed with the review.

    Returns:
        Sentences without a full stop; none where the review will count.
    """
    if committed is None:
        return []  # the commit that adds a page with a review date is a review with an edit
    found = [*_about_the_day(planned, committed.meta.review.last)]
    if not is_edited:
        found += _about_the_evidence(planned, page, evidence)
    return found


def _about_the_day(planned: PlannedReview, last: dt.date | None) -> Iterator[str]:
    if last is not None and last == planned.day:
        yield (
            f"the page already states a review of {long_day(last)}, and only another date makes "
            "another review"
        )
    elif last is not None and last > planned.day:
        yield f"the page states a later review, of {long_day(last)}"


def _about_the_evidence(planned: PlannedReview, page: Page, evidence: Evidence) -> Iterator[str]:
    history = evidence.history.of(page.path)
    digest, before = evidence_digest(planned.evidence), history.last_review
    if digest is None:
        yield "it does not say what was checked"
    elif before is not None and before.evidence_digest == digest:
        yield "it says the same as the last review"
    writer = history.last_substantive_edit
    if writer is not None:
        yield from _about_the_writer(writer.commit, planned, evidence)
    elif history.unknown is None:
        yield "the page never had any words"


def _about_the_writer(edit: Commit, planned: PlannedReview, evidence: Evidence) -> Iterator[str]:
    author, day = evidence.name(edit.author), long_day(edit.date)
    if _is_named(edit.author, planned, evidence):
        yield f"{author} wrote the words that are reviewed, on {day}"
    elif evidence.identity(planned.committer) == evidence.identity(edit.author):
        yield (
            f"git would commit it as {author}, who wrote the words that are reviewed, on {day}; "
            "only who reviewed them can commit the review"
        )


def _is_named(writer: Author, planned: PlannedReview, evidence: Evidence) -> bool:
    """Whether the reviewer is the writer, under whichever name."""
    names = {name.casefold() for name in (evidence.identity(writer), writer.email, writer.name)}
    reviewer = evidence.identity(Author(planned.by, planned.by))
    return bool({planned.by.casefold(), reviewer.casefold()} & names)
