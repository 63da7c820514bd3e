"""The history of the sample hub, as commits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

from hub.content.front_matter import read_front_matter
from hub.demo.cast import Cast
from hub.demo.diary import Event
from hub.demo.endings import endings
from hub.demo.form import Form
from hub.demo.kit import CONTENT, SETTINGS, Kit
from hub.demo.life import Lives
from hub.demo.story import Story
from hub.history import Author, NewCommit

_EARLY = 5 * 60
"""Minutes after midnight at which pages are swept, before anybody of either side works."""
_FORMATTED = "Run the formatter over every page"
_FIRST = "Begin the handbook"


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What becomes one commit."""

    time: dt.datetime
    author: Author
    subject: str
    events: tuple[Event, ...] = ()
    """What is done to pages; empty for a sweep through all of them."""


class Telling:
    """Tells the whole history, commit by commit.

    Args:
        kit: The pages as they are in the end.
        story: What happens.
    """

    def __init__(self, kit: Kit, story: Story) -> None:
        self._kit = kit
        self._story = story
        self._cast = Cast(kit.config, story)
        self._pages: dict[str, Event] = {}
        self._attachments = kit.attachments()
        self._files: dict[str, tuple[str, bytes]] = {}
        """Where each file of the kit stood after the last commit, and what it held."""

    def commits(self) -> Iterator[NewCommit]:
        """All commits, the oldest first."""
        yield self._first()
        for occasion in sorted((*self._worked(), *self._swept()), key=lambda it: it.time):
            self._remember(occasion.events)
            form = Form(self._story, occasion.time.date())
            if occasion.events:
                paths = {event.path: None for event in occasion.events}
                files = dict(self._changed(paths, form))
            else:
                files = dict(self._changed((*self._attachments, *self._pages), form))
            if files:
                yield NewCommit(
                    author=occasion.author,
                    time=occasion.time,
                    subject=occasion.subject,
                    files=files,
                )

    def _remember(self, events: Iterable[Event]) -> None:
        """Keep how pages stand, but for one that somebody has changed since."""
        for event in events:
            known = self._pages.get(event.path)
            if known is None or known.time <= event.time:
                self._pages[event.path] = event

    def _first(self) -> NewCommit:
        """The settings, and what the pages will show: nobody's work, and so all there at once."""
        author, day = self._cast.author(self._story.move.by), self._story.begins
        files = {name: self._kit.text(name) for name in SETTINGS}
        files |= {name: _shipped(name) for name in ("README.md", "gitignore")}
        files[".gitignore"] = files.pop("gitignore")
        shown = self._changed(self._attachments, Form(self._story, day))
        return NewCommit(
            author=author,
            time=self._cast.time(day, author, _EARLY),
            subject=_FIRST,
            files={**{path: text.encode() for path, text in files.items()}, **dict(shown)},
        )

    def _worked(self) -> Iterator[_Occasion]:
        """What people did, one commit for what somebody did to several pages at once."""
        together: dict[tuple[dt.date, Author, str], list[Event]] = defaultdict(list)
        for event in self._events():
            together[event.time.date(), event.author, event.subject].append(event)
        for (_, author, subject), events in together.items():
            yield _Occasion(max(one.time for one in events), author, subject, tuple(events))

    def _events(self) -> Iterator[Event]:
        lives = Lives(self._kit.config, self._kit.library, self._story, self._cast)
        found = endings(self._kit, self._story)
        for path, page in self._kit.pages.items():
            front = read_front_matter(self._kit.text(f"{CONTENT}/{path}")).text
            yield from lives.of(page, front, found[path])

    def _swept(self) -> Iterator[_Occasion]:
        for day in self._story.formatted:
            formatter = self._story.formatter
            yield _Occasion(self._cast.time(day, formatter, _EARLY), formatter, _FORMATTED)
        for sweep in (self._story.sweep, self._story.move):
            author = self._cast.author(sweep.by)
            yield _Occasion(self._cast.time(sweep.day, author, _EARLY), author, sweep.subject)

    def _changed(self, paths: Iterable[str], form: Form) -> Iterator[tuple[str, bytes | None]]:
        """The files that differ from the last commit's.

        Args:
            paths: Of pages and attachments, as in the kit.
            form: The form of that day.
        """
        for path in paths:
            now = f"{CONTENT}/{form.path(path)}", self._held(path, form)
            before = self._files.get(path)
            if now != before:
                if before is not None and before[0] != now[0]:
                    yield before[0], None
                yield now
                self._files[path] = now

    def _held(self, path: str, form: Form) -> bytes:
        if (page := self._pages.get(path)) is not None:
            return form.text(page.front, page.body).encode()
        return self._attachments[path]


def _shipped(name: str) -> str:
    return resources.files("hub.demo").joinpath("files", name).read_text(encoding="utf-8")
