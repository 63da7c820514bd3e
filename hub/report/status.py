"""``hub status``: every page's state and figures, as data.

The schema is documented in ``content/reference/status-json.md`` and kept by a test.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from hub.config import Kind
from hub.content.metadata import Lifecycle
from hub.content.page import Page, title_of_name
from hub.content.reading import UNREADABLE_RULE
from hub.errors import Problem
from hub.history import Author, Commit, PageHistory, Review
from hub.people import People
from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness, reviewed_on

SCHEMA = 1


def status_report(assessment: Assessment, people: People, audience: str | None) -> dict[str, Any]:
    """The whole report, ready for JSON.

    Args:
        assessment: The verdicts on the pages.
        people: Who is who.
        audience: The audience that the report is for; None reports on all pages.
    """
    unreadable = _unreadable(assessment)
    pages = [_page_row(page, assessment, people) for page in assessment.library.pages.values()]
    rows = sorted([*pages, *(_unreadable_row(p) for p in unreadable)], key=lambda r: str(r["path"]))
    return {
        "schema": SCHEMA,
        "as_of": assessment.evidence.today.isoformat(),
        "audience": audience,
        "summary": _summary(assessment, len(unreadable)),
        "pages": rows,
    }


def _summary(assessment: Assessment, unreadable: int) -> dict[str, Any]:
    counts = {state.value: count for state, count in assessment.count().items()}
    counts[Freshness.UNKNOWN.value] += unreadable
    reviews = assessment.reviews()
    ratio = reviews.evidence_ratio if reviews else None
    pages = assessment.library.pages.values()
    return {
        "pages": len(pages) + unreadable,
        "by_freshness": counts,
        "reviews": reviews.all if reviews else None,
        "evidenced_reviews": reviews.evidenced if reviews else None,
        "review_evidence_ratio": None if ratio is None else round(ratio, 4),
        "unreadable": unreadable,
        "published_to_nobody": sum(not page.audience for page in pages) + unreadable,
        "history": {
            "commit": assessment.history.head,
            "unknown": assessment.history.unknown,
        },
    }


def _page_row(page: Page, assessment: Assessment, people: People) -> dict[str, Any]:
    verdict = assessment.verdicts[page.path]
    library = assessment.library
    return {
        "path": page.path,
        "id": page.meta.id,
        "kind": page.kind.value,
        "title": page.title,
        "owner": page.owner,
        "org": page.org,
        "audience": list(page.audience),
        "status": (page.meta.status or Lifecycle.PUBLISHED).value,
        "version": page.meta.version,
        "freshness": verdict.freshness.value,
        "reasons": list(verdict.reasons),
        "due": _iso(verdict.due),
        **_history_columns(page, assessment, people),
        "words": page.words,
        "links_out": len(library.links_out(page)),
        "links_in": len(library.links_in(page)),
    }


def _history_columns(page: Page, assessment: Assessment, people: People) -> dict[str, Any]:
    history = assessment.history.of(page.path)
    if history.unknown is not None:
        return dict.fromkeys(_HISTORY_COLUMNS)
    reviews = assessment.reviews_of(page)
    edit, substantive = history.last_edit, history.last_substantive_edit
    return {
        "last_review": _last_review(page, history, assessment.evidence.today, people),
        "reviews": reviews.all,
        "evidenced_reviews": reviews.evidenced,
        "last_commit": _commit(edit.commit) if edit else None,
        "last_substantive_edit": _commit(substantive.commit, people) if substantive else None,
        "edits": len(history.edits),
        "mechanical_edits": sum(not edit.substantive for edit in history.edits),
    }


_HISTORY_COLUMNS = (
    "last_review",
    "reviews",
    "evidenced_reviews",
    "last_commit",
    "last_substantive_edit",
    "edits",
    "mechanical_edits",
)


def _last_review(
    page: Page, history: PageHistory, today: dt.date, people: People
) -> dict[str, Any] | None:
    """The page's last review; its evidence where the page still states it."""
    review = history.last_review
    if review is None:
        return None
    return {
        "date": _iso(reviewed_on(review, today)),
        "by": _reviewer(review, people),
        "org": people.org_of(people.handle(review.by))
        if review.by
        else _org(review.commit.author, people),
        "evidenced": review.evidenced,
        "evidence": page.meta.review.evidence if review.evidence_digest else None,
    }


def _reviewer(review: Review, people: People) -> str:
    """Handle of who reviewed a page: whom the page names, else who made the commit."""
    author = review.commit.author
    return people.handle(review.by) if review.by else people.author(author.name, author.email)


def _org(author: Author, people: People) -> str | None:
    return people.org_of_address(author.email)


def _commit(commit: Commit, people: People | None = None) -> dict[str, Any]:
    row = {"sha": commit.sha, "date": _iso(commit.date), "author": commit.author.name}
    return row if people is None else {**row, "org": _org(commit.author, people)}


def _unreadable(assessment: Assessment) -> list[Problem]:
    """One problem for each file that is meant as a page and could not be read."""
    problems = assessment.library.problems
    return [problem for problem in problems if problem.rule == UNREADABLE_RULE]


def _unreadable_row(problem: Problem) -> dict[str, Any]:
    empty = dict.fromkeys(
        (
            "id",
            "owner",
            "org",
            "status",
            "version",
            "due",
            *_HISTORY_COLUMNS,
            "words",
            "links_out",
            "links_in",
        )
    )
    return {
        "path": problem.path,
        "kind": Kind.of(problem.path).value,
        "title": title_of_name(problem.path),
        "audience": [],
        "freshness": Freshness.UNKNOWN.value,
        "reasons": [f"The page can't be read: line {problem.line}: {problem.found}"],
        **empty,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
