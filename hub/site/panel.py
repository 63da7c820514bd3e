"""The trust panel: what a reader must know before relying on a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.config import Kind
from hub.content.page import Page
from hub.history import PageHistory
from hub.people import People
from hub.site.naming import Naming, Who
from hub.site.wording import WORDING, StateWording
from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness, Verdict


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did to the page on a day."""

    day: dt.date
    who: Who


@dataclass(frozen=True, slots=True)
class User:
    """A page that uses this one."""

    path: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelView:
    """What the trust panel shows, ready for a template."""

    freshness: Freshness
    verdict: Verdict
    wording: StateWording
    history_unknown: str | None
    """Why git can say nothing; None where it can."""
    owner: Who | None
    version: str | None
    effective: dt.date | None
    edit: Event | None
    """The last substantive edit."""
    review: Event | None
    """The last review."""
    is_evidenced: bool
    evidence: str | None
    every: str | None
    """The review period in words."""
    successor: User | None
    used_by: tuple[User, ...]
    paths: tuple[User, ...]


def panel_view(page: Page, assessment: Assessment, people: People) -> PanelView:
    """Gather what a page's trust panel shows.

    Args:
        page: The page, of the assessment's library.
        assessment: The verdicts for the page's readers.
        people: Who is who.
    """
    library, config = assessment.library, assessment.evidence.config
    history = assessment.history.of(page.path)
    verdict = assessment.verdicts[page.path]
    successor = library.superseded_by(page)
    every = page.meta.review.every or config.review.every.get(page.kind)
    naming = Naming(people, config)
    return PanelView(
        freshness=verdict.freshness,
        verdict=verdict,
        wording=WORDING[verdict.freshness],
        history_unknown=history.unknown,
        owner=naming.of_handle(page.owner) if page.owner else None,
        version=page.meta.version,
        effective=page.meta.effective,
        edit=_last_edit(history, naming),
        review=_last_review(history, verdict, naming),
        is_evidenced=bool(history.last_review and history.last_review.evidenced),
        evidence=_evidence(page, history),
        every=str(every) if every else None,
        successor=User(successor.path, successor.title) if successor else None,
        used_by=tuple(
            User(path, library.pages[path].title)
            for path in library.used_by(page)
            if library.pages[path].kind is not Kind.PATH
        ),
        paths=tuple(User(path, library.pages[path].title) for path in library.paths_through(page)),
    )


def _last_edit(history: PageHistory, naming: Naming) -> Event | None:
    edit = history.last_substantive_edit
    return Event(edit.commit.date, naming.of_author(edit.commit.author)) if edit else None


def _last_review(history: PageHistory, verdict: Verdict, naming: Naming) -> Event | None:
    review = history.last_review
    if review is None:
        return None
    who = naming.of_handle(review.by) if review.by else naming.of_author(review.commit.author)
    return Event(verdict.reviewed_on or review.date, who)


def _evidence(page: Page, history: PageHistory) -> str | None:
    """What the reviewer says was checked, where the reviewed version says anything."""
    review = history.last_review
    return page.meta.review.evidence if review and review.evidence_digest else None
