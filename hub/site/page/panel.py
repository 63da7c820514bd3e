"""The trust panel: what a reader must know before relying on a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.config import Kind
from hub.content.difference import Difference
from hub.content.page import Page
from hub.history import PageHistory
from hub.site.facts import Facts
from hub.site.layout import Layout
from hub.site.naming import Naming, Who
from hub.site.page.forge import ForgeLinks, Report
from hub.site.page.use_line import use_line
from hub.site.wording import WORDING, StateWording
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


@dataclass(frozen=True, slots=True)
class Actions:
    """What a reader can do about a page, in the forge."""

    edit: str
    """Address at which the page is edited."""
    report: str | None
    """Address at which a problem is reported; None where the forge has no such place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelView:
    """What the trust panel shows, ready for a template."""

    id: str | None
    path: str
    """The page's path in the content folder."""
    title: str
    as_of: dt.date
    """The day of the verdict."""
    grows_older: bool
    """Whether the verdict may change as days pass; not where it was asked for one day."""
    address: str | None
    """The page's address on the web; None where it is unknown."""
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
    changed: Difference | None
    """What that edit changed, as far as the readers may know."""
    review: Event | None
    """The last review."""
    is_evidenced: bool
    evidence: str | None
    every: str | None
    """The review period in words."""
    successor: User | None
    supersedes: tuple[User, ...]
    used_by: tuple[User, ...]
    paths: tuple[User, ...]
    use: str | None
    """How the page was used of late, in words; None where nothing records it."""
    actions: Actions | None

    @property
    def may_become(self) -> tuple[Freshness, ...]:
        """The states that the page comes to by the passing of days alone, until it is reviewed."""
        return later_states(self.verdict) if self.grows_older else ()


_LATER = {
    Freshness.FRESH: (Freshness.DUE, Freshness.OVERDUE),
    Freshness.DUE: (Freshness.OVERDUE,),
    Freshness.SUSPECT: (Freshness.OVERDUE,),
    Freshness.CHANGED: (Freshness.OVERDUE,),
}


def later_states(verdict: Verdict) -> tuple[Freshness, ...]:
    """The states that a page comes to by the passing of days alone, until it is reviewed.

    Args:
        verdict: What is to be thought of it now.
    """
    return () if verdict.due is None else _LATER.get(verdict.freshness, ())


def panel_view(page: Page, facts: Facts, layout: Layout) -> PanelView:
    """Gather what a page's trust panel shows.

    Args:
        page: A page of the edition.
        facts: What its readers may be told.
        layout: Where everything is in the site.
    """
    library, config, assessment = facts.library, facts.config, facts.assessment
    history = assessment.history.of(page.path)
    verdict = assessment.verdicts[page.path]
    successor = library.superseded_by(page)
    every = page.meta.review.every or config.review.every.get(page.kind)
    naming = Naming(facts.people, config)
    used_by = [library.pages[path] for path in library.used_by(page)]
    return PanelView(
        id=page.meta.id,
        path=page.path,
        title=page.title,
        as_of=assessment.evidence.today,
        grows_older=not assessment.evidence.is_day_chosen,
        address=layout.absolute(page.path),
        freshness=verdict.freshness,
        verdict=verdict,
        wording=WORDING[verdict.freshness],
        history_unknown=history.unknown,
        owner=naming.of_handle(page.owner) if page.owner else None,
        version=page.meta.version,
        effective=page.meta.effective,
        edit=_last_edit(history, naming),
        changed=facts.changes.of(page, layout.local),
        review=_last_review(history, verdict, naming),
        is_evidenced=bool(history.last_review and history.last_review.evidenced),
        evidence=_evidence(page, history),
        every=str(every) if every else None,
        successor=_user(successor) if successor else None,
        supersedes=tuple(map(_user, facts.supersedes.get(page.path, ()))),
        used_by=tuple(_user(user) for user in used_by if user.kind is not Kind.PATH),
        paths=tuple(_user(library.pages[path]) for path in library.paths_through(page)),
        use=use_line(page, facts),
        actions=_actions(page, facts.forge, layout),
    )


def _user(page: Page) -> User:
    return User(page.path, page.title)


def _actions(page: Page, forge: ForgeLinks | None, layout: Layout) -> Actions | None:
    if forge is None:
        return None
    lines = [
        f"Page: {page.title}{f' ({page.meta.id})' if page.meta.id else ''}",
        f"Version: {page.meta.version or 'not numbered'}",
        f"File: {page.path}",
        *([f"Address: {address}"] if (address := layout.absolute(page.path)) else []),
        "",
        "What is wrong, and what should it say?",
        "",
    ]
    report = Report(f"Problem with: {page.title}", "\n".join(lines))
    return Actions(forge.edit(page.path), forge.report(report))


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
