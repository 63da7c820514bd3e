"""``hub impact``: what a change does to those who read the pages and answer for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.config import CONFIG_RULE
from hub.content.lint.standing import is_in_force
from hub.content.page import Page
from hub.content.reading import UNREADABLE_RULE
from hub.content.references import Reference, references
from hub.content.versions import asks_again
from hub.trust.consequences import Suspect, suspects

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.change import Change, PageChange
    from hub.content.library import Library
    from hub.errors import Problem
    from hub.people import People
    from hub.trust.freshness import Evidence


@dataclass(frozen=True, slots=True)
class ReadersChange:
    """A page or file that other people may read than before."""

    path: str
    title: str
    """The page's title; empty for a file that is no page."""
    before: tuple[str, ...]
    """Audiences that could read it."""
    after: tuple[str, ...]
    """Audiences that may read it now; empty where it is gone or for nobody."""

    @property
    def gained(self) -> tuple[str, ...]:
        """Audiences that may read it now and could not before."""
        return tuple(name for name in self.after if name not in self.before)

    @property
    def lost(self) -> tuple[str, ...]:
        """Audiences that could read it and may no longer."""
        return tuple(name for name in self.before if name not in self.after)


@dataclass(frozen=True, slots=True)
class TouchedPath:
    """An onboarding path that leads through pages that change."""

    page: Page
    steps: tuple[str, ...]
    """Paths of its changed steps, as they stand now."""


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """A reference that leads nowhere, or not to the heading it names, since this change."""

    reference: Reference
    led_to: str | None
    """Path, before the change, of what it led to; None where it is new or led nowhere."""
    stands_at: str | None
    """Path of the same page now, where it was moved."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A page whose readers are asked to confirm that they have read it, once more."""

    page: Page
    version_before: str
    version: str
    minutes: int
    """How long it takes one of them to read the page."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who has to look at the change."""

    handle: str
    owns: tuple[str, ...]
    """Paths of the changed pages that they own, or owned before the change."""
    approves: tuple[str, ...]
    """Paths of the changed pages that name them as approver, or did before the change."""
    owns_suspects: tuple[str, ...]
    """Paths of their pages that the change makes suspect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """All that a change does to readers and to those who answer for the pages."""

    base: str | None
    """The commit that is compared with; None before the first."""
    pages: tuple[PageChange, ...]
    """All pages that differ and can be read, sorted by path."""
    widened: tuple[ReadersChange, ...]
    """Pages and files that somebody may read who could not before."""
    narrowed: tuple[ReadersChange, ...]
    """Pages and files that are still there and that somebody may no longer read."""
    unknown_before: tuple[Problem, ...]
    """Pages, or the ``hub.yml``, that could not be read before the change: who could see them, or
    all pages that leave it to ``hub.yml``, is not known."""
    unreadable: tuple[Problem, ...]
    """Pages that can't be read after the change."""
    reviewers: Mapping[str | None, tuple[Reviewer, ...]]
    """Who has to look at it, by organisation; None is an organisation that is not known."""
    unowned: tuple[str, ...]
    """Paths of the changed pages that nobody owns."""
    suspects: tuple[Suspect, ...]
    """Pages that are suspect after the merge."""
    paths: tuple[TouchedPath, ...]
    """Onboarding paths that lead through changed pages."""
    texts: tuple[str, ...]
    """Included texts that are no pages and that change substantively."""
    broken: tuple[BrokenReference, ...]
    """References that lead nowhere since this change, sorted by place."""
    acknowledgements: tuple[Acknowledgement, ...]
    """Pages with a new major version."""

    @property
    def is_empty(self) -> bool:
        """Whether the change does nothing to any reader."""
        return not (self.pages or self.widened or self.narrowed or self.unreadable or self.texts)


def impact_of(
    change: Change, evidence: Evidence, people: People, *, minutes_of: Callable[[Page], int]
) -> Impact:
    """Work out what a change does.

    Args:
        change: What differs from the earlier revision.
        evidence: What is known about all pages today, whoever may read them.
        people: Who is who.
        minutes_of: Gives the minutes that a reader of a page needs.
    """
    library, before = evidence.library, change.read_before()
    unreadable = tuple(p for p in library.problems if p.rule == UNREADABLE_RULE)
    lost = {problem.path for problem in unreadable}
    pages = tuple(c for c in change.pages if c.after is not None or c.page.path not in lost)
    found = suspects(change, evidence)
    readers = [*_pages_readers(pages), *_files_readers(before, library)]
    reviewers = _reviewers(pages, found, people)
    return Impact(
        base=change.base,
        pages=pages,
        widened=tuple(r for r in readers if r.gained),
        narrowed=tuple(r for r in readers if r.lost),
        unknown_before=tuple(p for p in change.problems if p.rule in _UNKNOWN_READERS),
        unreadable=tuple(p for p in unreadable if p.path not in _unreadable(change.problems)),
        reviewers=_by_org(reviewers, people, evidence.config),
        unowned=tuple(c.page.path for c in pages if needs_review(c) and c.page.owner is None),
        suspects=found,
        paths=tuple(_touched_paths(pages, library)),
        texts=change.texts,
        broken=tuple(_broken(before, library, pages)),
        acknowledgements=tuple(_acknowledgements(pages, minutes_of)),
    )


_UNKNOWN_READERS = (UNREADABLE_RULE, CONFIG_RULE)


def needs_review(change: PageChange) -> bool:
    """Whether somebody has to look at a page's change: all but those of form and place alone."""
    before, after = change.before, change.after
    if before is None or after is None or change.substantive:
        return True
    return (before.meta, before.audience, before.owner) != (after.meta, after.audience, after.owner)


def changed_fields(change: PageChange) -> tuple[str, ...]:
    """Names of the front-matter fields that say something else than before."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ()
    fields = type(after.meta).model_fields
    return tuple(n for n in fields if getattr(before.meta, n) != getattr(after.meta, n))


def _unreadable(problems: Iterable[Problem]) -> set[str]:
    return {problem.path for problem in problems if problem.rule == UNREADABLE_RULE}


def _pages_readers(pages: Iterable[PageChange]) -> Iterator[ReadersChange]:
    """Pages that were there and still are; a new page has no readers who could be gained."""
    for change in pages:
        before, after = change.before, change.after
        if before is not None and after is not None and before.audience != after.audience:
            yield ReadersChange(after.path, after.title, before.audience, after.audience)


def _files_readers(before: Library, after: Library) -> Iterator[ReadersChange]:
    """Files that were there and still are, with those who read them as a part of a page."""
    then, now = _readers_of_files(before), _readers_of_files(after)
    for path in sorted(then.keys() & now.keys()):
        if set(then[path]) != set(now[path]):
            yield ReadersChange(path, "", then[path], now[path])


def _readers_of_files(library: Library) -> dict[str, tuple[str, ...]]:
    readers = {path: dict.fromkeys(file.audience) for path, file in library.attachments.items()}
    for page in library.pages.values():
        for path in library.included(page):
            if path in readers:
                readers[path].update(dict.fromkeys(page.audience))
    return {path: tuple(names) for path, names in readers.items()}


def _reviewers(
    pages: Iterable[PageChange], found: Iterable[Suspect], people: People
) -> list[Reviewer]:
    """Owners and approvers, as the page names them now and as it named them before.

    Who takes a page over, or takes an approver off it, does not decide that alone.
    """
    owns: dict[str, dict[str, None]] = defaultdict(dict)
    approves: dict[str, dict[str, None]] = defaultdict(dict)
    suspected: dict[str, dict[str, None]] = defaultdict(dict)
    for change in filter(needs_review, pages):
        for page in filter(None, (change.after, change.before)):
            if page.owner is not None:
                owns[page.owner][change.page.path] = None
            for approver in page.meta.approvers:
                approves[people.handle(approver)][change.page.path] = None
    for suspect in found:
        if suspect.page.owner is not None:
            suspected[suspect.page.owner][suspect.page.path] = None
    return [
        Reviewer(handle, tuple(owns[handle]), tuple(approves[handle]), tuple(suspected[handle]))
        for handle in sorted({*owns, *approves, *suspected}, key=str.casefold)
    ]


def _by_org(
    reviewers: Iterable[Reviewer], people: People, config: HubConfig
) -> dict[str | None, tuple[Reviewer, ...]]:
    """The reviewers of each organisation, in the order of ``hub.yml``; the unknown one last."""
    grouped: dict[str | None, list[Reviewer]] = defaultdict(list)
    for reviewer in reviewers:
        grouped[people.org_of(reviewer.handle)].append(reviewer)
    order = (*config.audiences, None)
    return {org: tuple(grouped[org]) for org in order if org in grouped}


def _touched_paths(pages: Iterable[PageChange], library: Library) -> Iterator[TouchedPath]:
    changed = {c.page.path for c in pages if c.after is not None and c.substantive}
    for page in sorted(library.pages.values(), key=lambda page: page.path):
        steps = tuple(path for path in library.steps(page) if path in changed)
        if steps:
            yield TouchedPath(page, steps)


def _broken(
    before: Library, after: Library, pages: Iterable[PageChange]
) -> Iterator[BrokenReference]:
    """References that are broken now and were not, or were not there, before the change."""
    broken = [reference for reference in references(after) if reference.is_broken]
    if not broken:
        return
    new_paths = {c.moved_from: c.page.path for c in pages if c.moved_from}
    old_paths = {new: old for old, new in new_paths.items()}
    then = {(r.page, r.kind, r.target): r for r in references(before)}
    for reference in sorted(broken, key=lambda reference: (reference.page, reference.line)):
        page = old_paths.get(reference.page, reference.page)
        old = then.get((page, reference.kind, reference.target))
        if old is None or not old.is_broken:
            led_to = old.leads_to if old else None
            yield BrokenReference(reference, led_to, new_paths.get(led_to or ""))


def _acknowledgements(
    pages: Iterable[PageChange], minutes_of: Callable[[Page], int]
) -> Iterator[Acknowledgement]:
    for change in pages:
        before, after = change.before, change.after
        if before is None or after is None or not is_in_force(after):
            continue
        old, new = before.meta.version or "", after.meta.version or ""
        if asks_again(old, new):
            yield Acknowledgement(after, old, new, minutes_of(after))
