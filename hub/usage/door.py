"""The door of the store: which events of a request are this site's, and why others are refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from hub.content.library import Library
from hub.usage.events import EVENT, Acknowledgement, Event, PageEvent, Search, Step
from hub.usage.store.records import Recorded

_EARLIEST = dt.timedelta(days=7)
"""How long a browser may have been offline."""
_LATEST = dt.timedelta(minutes=5)
"""How far a browser's clock may be ahead of ours."""


class Refusal(StrEnum):
    """Why an event, or a whole request, is not stored; the value is what the client is told."""

    INVALID_EVENT = "invalid-event"
    UNKNOWN_PAGE = "unknown-page"
    """There is no such page, or it is not for these readers: nobody may learn which."""
    TIME_IN_FUTURE = "time-in-future"
    TIME_IN_PAST = "time-in-past"
    NEEDS_NAMED_MODE = "needs-named-mode"
    """Who acknowledges is to be known, and this hub keeps no names."""
    NOT_SIGNED_IN = "not-signed-in"
    """Who acknowledges is to be known, and nobody we trust says who it is."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that is not stored."""

    index: int
    """Its place in the request, from 0."""
    id: str | None
    reason: Refusal
    detail: str = ""
    """What is wrong with it, in words."""


@dataclass(slots=True)
class Sorted:
    """A request's events, taken apart.

    Attributes:
        accepted: Those to be stored.
        refused: The others.
    """

    accepted: list[Recorded] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class PageNames:
    """The pages that exist for an audience, by every name that a client may give them.

    Args:
        library: The audience's library.
    """

    def __init__(self, library: Library) -> None:
        self._paths: dict[str, str] = {}
        self._versions: dict[str, str] = {}
        for page in library.pages.values():
            stem = page.site_path.removesuffix(".md")
            place = stem.removesuffix("index").rstrip("/")
            names = {page.path, page.site_path, place, f"{stem}.html", f"{place}/index.html"}
            self._paths |= {name.strip("/"): page.path for name in names}
            if page.meta.id:
                self._paths.setdefault(page.meta.id, page.path)
            self._versions[page.path] = page.meta.version or ""

    def path(self, name: str) -> str | None:
        """The path of the page that is meant, None where there is none."""
        return self._paths.get(name.strip("/"))

    def version(self, path: str) -> str:
        """The version of a page today; empty where it has no number."""
        return self._versions[path]


class Door:
    """Lets events of one audience's site in.

    Args:
        pages: The pages that exist for the audience.
        org: The organisation whose site it is.
        mode: ``aggregate``, ``pseudonymous`` or ``named``.
        reader: Gives the bytes for a reader: of an event, and of what the request says besides.
    """

    def __init__(
        self,
        pages: PageNames,
        org: str,
        mode: str,
        reader: Callable[[Event, Mapping[str, str]], bytes],
    ) -> None:
        self._pages = pages
        self._org = org
        self._mode = mode
        self._reader = reader

    def sort(self, events: list[Any], marks: Mapping[str, str], now: dt.datetime) -> Sorted:
        """Take a request's events apart.

        Args:
            events: As the request has them; nothing about them is sure.
            marks: What the request says of its reader: ``client``, ``agent``, ``person``.
            now: This moment.
        """
        found = Sorted()
        for index, raw in enumerate(events):
            event = self._checked(raw, index)
            one = event if isinstance(event, Refused) else self._recorded(event, index, marks, now)
            if isinstance(one, Refused):
                found.refused.append(one)
            else:
                found.accepted.append(one)
        return found

    @staticmethod
    def _checked(raw: Any, index: int) -> Event | Refused:
        try:
            return EVENT.validate_python(raw)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(map(str, first["loc"]))
            detail = f"{where}: {first['msg']}" if where else first["msg"]
            given = raw.get("id") if isinstance(raw, dict) else None
            known = given if isinstance(given, str) else None
            return Refused(index, known, Refusal.INVALID_EVENT, detail)

    def _recorded(
        self, event: Event, index: int, marks: Mapping[str, str], now: dt.datetime
    ) -> Recorded | Refused:
        reason = self._why_not(event, marks, now)
        if reason is not None:
            return Refused(index, event.id, reason)
        name = getattr(event, "page", None)
        path = self._pages.path(name) if name else ""
        if path is None or (isinstance(event, Step) and self._pages.path(event.path) is None):
            return Refused(index, event.id, Refusal.UNKNOWN_PAGE)
        version = event.version if isinstance(event, PageEvent) else ""
        return Recorded(
            id=event.id,
            at=event.at.astimezone(dt.UTC),
            kind=event.kind,
            page=path,
            org=self._org,
            reader=self._reader(event, marks),
            is_lasting=self._mode != "aggregate",
            version=version or (self._pages.version(path) if path else ""),
            **self._details(event, marks),
        )

    def _why_not(self, event: Event, marks: Mapping[str, str], now: dt.datetime) -> Refusal | None:
        if event.at > now + _LATEST:
            return Refusal.TIME_IN_FUTURE
        if event.at < now - _EARLIEST:
            return Refusal.TIME_IN_PAST
        if isinstance(event, Acknowledgement):
            if self._mode != "named":
                return Refusal.NEEDS_NAMED_MODE
            if not marks.get("person"):
                return Refusal.NOT_SIGNED_IN
        return None

    def _details(self, event: Event, marks: Mapping[str, str]) -> dict[str, Any]:
        if isinstance(event, Search):
            return {"amount": event.results, "rank": event.rank, "words": event.query}
        if isinstance(event, Step):
            return {"words": self._pages.path(event.path)}
        if isinstance(event, Acknowledgement):
            return {"words": marks["person"]}
        helpful = getattr(event, "helpful", None)
        return {
            "amount": None if helpful is None else int(helpful),
            "words": getattr(event, "comment", None) or getattr(event, "ticket", None),
            "reason": getattr(event, "reason", None),
        }
