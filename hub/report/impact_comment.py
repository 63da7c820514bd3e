"""``hub impact``: the impact of a change as Markdown, for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from hub.report.impact import Impact, changed_fields, needs_review
from hub.report.impact_report import headcounts, kind_of
from hub.report.markdown import code, escaped

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.change import PageChange
    from hub.content.page import Page
    from hub.people import People
    from hub.report.impact import Acknowledgement, BrokenReference, ReadersChange, Reviewer

MARKER = "<!-- hub-impact -->"
"""First line of every comment, by which a CI job finds the one that it has to renew."""

_LONGEST = 60_000
"""Characters of a comment; a forge refuses those of more than 65,536."""
_LISTED = 40
_LISTED_READERS = 200
_LONGEST_LIST = 20_000
"""Entries and characters of a list; what is said first must not keep the rest out."""
_IN_A_ROW = 8


def impact_comment(impact: Impact, people: People, config: HubConfig) -> str:
    """Say what a change does to readers.

    Whoever can read the pull request can read the repository, so that all pages are named.

    Args:
        impact: What the change does.
        people: Who is who.
        config: The hub's configuration.

    Returns:
        Markdown, with a line break at its end.
    """
    writer = _Writer(impact, people, config)
    blocks = [MARKER, "## What this change does to readers", *_fitting(writer.blocks())]
    return "\n\n".join([*blocks, _compared_with(impact.base)]) + "\n"


class _Writer:
    """Writes the comment, one block after another, the most harmful first."""

    def __init__(self, impact: Impact, people: People, config: HubConfig) -> None:
        self._impact = impact
        self._people = people
        self._config = config

    def blocks(self) -> Iterator[str]:
        """All blocks that have something to say."""
        impact = self._impact
        yield from self._alarms()
        if impact.is_empty:
            yield "Nothing changes for readers."
        else:
            yield self._summary()
        yield from self._review()
        yield from self._pages()
        yield from _section(
            "Suspect after the merge",
            "These pages rest on what changes. Their owners look whether they still hold.",
            [f"{_named(s.page)}, because of {_row(s.because)}" for s in impact.suspects],
        )
        yield from _section(
            "Onboarding paths through changed pages",
            "",
            [f"{_named(p.page)}: {_row(p.steps)}" for p in impact.paths],
        )
        yield from _section(
            "References that lead nowhere now", "", [_broken(one) for one in impact.broken]
        )
        yield from _section(
            "Acknowledgements asked again",
            "A new major version asks everybody concerned to confirm that they have read it.",
            [self._acknowledgement(one) for one in impact.acknowledgements],
        )

    def _alarms(self) -> Iterator[str]:
        impact = self._impact
        if impact.widened:
            yield _alert(
                "CAUTION",
                f"More people can read {_pages_and_files(impact.widened)} after this change.",
                [self._readers(change) for change in impact.widened],
            )
        if impact.unknown_before:
            count = _count(len(impact.unknown_before), "file")
            yield _alert(
                "WARNING",
                f"{count} could not be read before this change, so nobody can say who gains them.",
                [code(problem.path) for problem in impact.unknown_before],
            )
        if impact.unreadable:
            count = _count(len(impact.unreadable), "page")
            yield _alert(
                "WARNING",
                f"{count} can't be read, so no site can be built.",
                [f"{code(p.where)}: {escaped(p.found)}" for p in impact.unreadable],
            )
        if impact.narrowed:
            yield _alert(
                "IMPORTANT",
                f"Fewer people can read {_pages_and_files(impact.narrowed)} after this change.",
                [self._readers(change) for change in impact.narrowed],
            )

    def _readers(self, change: ReadersChange) -> str:
        title = f" ({escaped(change.title)})" if change.title else ""
        gained = f"now also **{self._orgs(change.gained)}**" if change.gained else ""
        lost = f"no longer **{self._orgs(change.lost)}**" if change.lost else ""
        said = " and ".join(filter(None, (gained, lost)))
        return f"{code(change.path)}{title}: {said}; before, {self._orgs(change.before)}"

    def _orgs(self, names: Iterable[str]) -> str:
        return ", ".join(escaped(self._config.org_name(name)) for name in names) or "nobody"

    def _summary(self) -> str:
        pages = self._impact.pages
        kept = [c for c in pages if c.before is not None and c.after is not None]
        counts = (
            (sum(c.substantive for c in kept), "changed substantively"),
            (sum(c.is_added for c in pages), "added"),
            (sum(c.is_removed for c in pages), "removed"),
            (sum(bool(c.moved_from) for c in pages), "moved"),
            (sum(not (c.substantive or c.moved_from) for c in kept), "changed, but not in words"),
        )
        said = [f"{_count(number, 'page')} {what}" for number, what in counts if number]
        return (", ".join(said) or "No page changes") + "."

    def _review(self) -> Iterator[str]:
        impact = self._impact
        lines = []
        for org, reviewers in impact.reviewers.items():
            name = escaped(self._config.org_name(org)) if org else "Of no known organisation"
            lines += [f"**{name}**", _listed([self._reviewer(one) for one in reviewers])]
        if impact.unowned:
            lines.append(f"Nobody owns {_row(impact.unowned)}; agree who looks at it.")
        if lines:
            yield from ("### Who has to review", *lines)
        elif impact.pages:
            yield "Nobody has to review it: no words, readers or front matter change."

    def _reviewer(self, reviewer: Reviewer) -> str:
        tasks = (
            ("owns", reviewer.owns),
            ("approves", reviewer.approves),
            ("owns, suspect after the merge,", reviewer.owns_suspects),
        )
        said = "; ".join(f"{verb} {_row(paths)}" for verb, paths in tasks if paths)
        name = self._people.name(reviewer.handle)
        return f"**{escaped(name)}** {said}"

    def _pages(self) -> Iterator[str]:
        pages = self._impact.pages
        weighty = [c for c in pages if needs_review(c)]
        yield from _section("Changed pages", "", [self._changed(c) for c in weighty])
        if self._impact.texts:
            yield f"Included texts that change: {_row(self._impact.texts)}."
        light = [self._changed(c) for c in pages if not needs_review(c)]
        if light:
            count = _count(len(light), "page")
            head = f"<details><summary>{count} changed in form or place only</summary>"
            yield "\n\n".join((head, _listed(light), "</details>"))

    def _changed(self, change: PageChange) -> str:
        said = "; ".join(filter(None, (_fate(change), *self._facts(change))))
        return f"{_named(change.page)}: {said}"

    def _facts(self, change: PageChange) -> Iterator[str]:
        """What is said about a page beside what happened to its words."""
        before, after = change.before, change.after
        if before is None or after is None:
            yield f"for {self._orgs(after.audience)}" if after else ""
            return
        is_given_away = before.owner != after.owner
        told = ("version", "owner") if is_given_away else ("version",)
        fields = [name for name in changed_fields(change) if name not in told]
        if fields:
            yield "front matter: " + ", ".join(map(code, fields))
        if is_given_away:
            yield f"owner {self._person(before.owner)} → {self._person(after.owner)}"
        if before.meta.version != after.meta.version:
            old, new = (escaped(page.meta.version or "none") for page in (before, after))
            yield f"version {old} → {new}"

    def _person(self, handle: str | None) -> str:
        return escaped(self._people.name(handle)) if handle else "none"

    def _acknowledgement(self, asked: Acknowledgement) -> str:
        readers = [
            escaped(self._config.org_name(name)) + (f" ({people:,} people)" if people else "")
            for name, people in headcounts(asked.page.audience, self._config)
        ]
        versions = f"{escaped(asked.version_before)} → {escaped(asked.version)}"
        each = _count(asked.minutes, "minute")
        said = f"{_named(asked.page)}, {versions}: {', '.join(readers) or 'nobody'}"
        return f"{said}; {each} of reading each"


def _fitting(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks that fit into a comment, and a word about the others."""
    left = _LONGEST
    for block in blocks:
        left -= len(block) + 2
        if left < 0:
            yield "The rest is too long for a comment (`hub impact --format json`)."
            return
        yield block


def _compared_with(base: str | None) -> str:
    return f"Compared with {code(base[:12])}." if base else "There is no commit yet."


def _alert(kind: str, said: str, items: Sequence[str]) -> str:
    lines = [f"[!{kind}]", f"**{said}**", "", *_listed(items, _LISTED_READERS).split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _section(heading: str, introduction: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"### {heading}"
        if introduction:
            yield introduction
        yield _listed(items)


def _listed(items: Sequence[str], limit: int = _LISTED) -> str:
    ends = accumulate(len(item) + 3 for item in items[:limit])
    shown = sum(end <= _LONGEST_LIST for end in ends)
    lines = [f"- {item}" for item in items[:shown]]
    if len(items) > shown:
        lines.append(f"- … and {len(items) - shown:,} more (`hub impact --format json`)")
    return "\n".join(lines)


def _row(paths: Sequence[str]) -> str:
    """A few paths in a row, and how many more there are."""
    shown = ", ".join(code(path) for path in paths[:_IN_A_ROW])
    return shown + (f" and {len(paths) - _IN_A_ROW:,} more" if len(paths) > _IN_A_ROW else "")


def _named(page: Page) -> str:
    return f"**{escaped(page.title)}** {code(page.path)}"


def _fate(change: PageChange) -> str:
    """What happened to a page and its words."""
    kind = kind_of(change)
    if kind in ("added", "removed"):
        return kind
    words = "changed substantively" if change.substantive else "changed, but not in its words"
    if kind == "changed":
        return words
    moved = f"moved from {code(change.moved_from or '')}"
    return f"{moved}; {words}" if change.substantive else moved


def _broken(broken: BrokenReference) -> str:
    reference = broken.reference
    place = code(f"{reference.page}:{reference.line}")
    if reference.lacks_heading:
        found = f"{code(reference.leads_to or '')} has no such heading now"
    elif broken.led_to:
        now = f", now {code(broken.stands_at)}" if broken.stands_at else ""
        found = f"it led to {code(broken.led_to)}{now}"
    else:
        found = "there is no such page or file"
    return f"{place}: {reference.kind.label} {code(reference.target)}; {found}"


def _pages_and_files(changes: Sequence[ReadersChange]) -> str:
    pages = sum(bool(change.title) for change in changes)
    counts = ((pages, "page"), (len(changes) - pages, "file"))
    return " and ".join(_count(number, what) for number, what in counts if number)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
