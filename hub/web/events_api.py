"""``POST /api/events``: the one way by which readers' browsers write.

The checks come in the order of their price, and each refusal says its reason in a header.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hub.errors import StoreBusyError
from hub.usage.door import Door, Refusal, Sorted
from hub.web.answer import REASON_HEADER, Answer, Asked, refused
from hub.web.counting import Metrics
from hub.web.intake import Intake
from hub.web.limits import RateLimit

MOST_BYTES = 64 * 1024
"""Bytes of a request; more are never read."""
MOST_EVENTS = 100
"""Events of a request."""
_RETRY_SECONDS = "5"


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, as the server has it."""

    now: Callable[[], dt.datetime]
    monotonic: Callable[[], float]


class EventsApi:
    """Takes requests apart, and answers when their events are on the disk.

    Args:
        intake: Keeps events.
        limit: How often one client may come.
        metrics: Counts what happens.
        clock: Tells the time.
    """

    def __init__(
        self,
        intake: Intake,
        limit: RateLimit,
        metrics: Metrics,
        clock: Clock,
    ) -> None:
        self.door: Door | None = None
        """Lets in events of the site that is shown now; None before there is one."""
        self._intake = intake
        self._limit = limit
        self._metrics = metrics
        self._clock = clock

    async def answer(self, asked: Asked) -> Answer:
        """Answer a request."""
        answer = self._not_even_read(asked)
        if answer is None:
            read = await _read(asked)
            answer = read if isinstance(read, Answer) else await self._answer_to(read, asked)
        if answer.status not in (202, 422):
            self._metrics.refuse(answer.headers.get(REASON_HEADER, "unknown"))
        return answer

    def _not_even_read(self, asked: Asked) -> Answer | None:
        foreign = _foreign(asked)
        if foreign is not None:
            return foreign
        if asked.headers.get("dnt") == "1" or asked.headers.get("sec-gpc") == "1":
            return Answer(
                202,
                {"stored": 0, "known": 0, "refused": [], "reason": "do-not-track"},
                {REASON_HEADER: "do-not-track"},
            )
        wait = self._limit.seconds_to_wait(asked.client, self._clock.monotonic())
        if wait:
            seconds = str(math.ceil(wait))
            return refused(429, "rate-limit", "too many requests", Retry_After=seconds)
        if self.door is None:
            return refused(503, "no-site", "no site is there yet", Retry_After=_RETRY_SECONDS)
        return None

    async def _answer_to(self, events: list[Any], asked: Asked) -> Answer:
        marks = {
            "client": asked.client,
            "agent": asked.headers.get("user-agent", ""),
            "person": asked.person or "",
        }
        if self.door is None:
            return refused(503, "no-site", "no site is there yet", Retry_After=_RETRY_SECONDS)
        found = self.door.sort(events, marks, self._clock.now())
        stored = 0
        if found.accepted:
            try:
                stored = await self._intake.keep(found.accepted)
            except StoreBusyError as error:
                detail = error.problems[0].found
                return refused(503, "busy", detail, Retry_After=_RETRY_SECONDS)
        return self._told(found, stored)

    def _told(self, found: Sorted, stored: int) -> Answer:
        known = len(found.accepted) - stored
        self._metrics.kept(stored, known)
        for one in found.refused:
            self._metrics.refuse(one.reason)
        body = {
            "stored": stored,
            "known": known,
            "refused": [
                {"index": it.index, "id": it.id, "reason": it.reason.value, "detail": it.detail}
                for it in found.refused
            ],
        }
        reasons = dict.fromkeys(one.reason.value for one in found.refused)
        headers = {REASON_HEADER: ", ".join(reasons)} if reasons else {}
        return Answer(202 if found.accepted else 422, body, headers)


def _foreign(asked: Asked) -> Answer | None:
    """The answer to a request that no page of the site would send."""
    if asked.method != "POST":
        return refused(405, "method", "events are sent with POST", Allow="POST")
    if not _is_json(asked.headers):
        return refused(403, "content-type", "events are sent as application/json")
    if not _is_from_here(asked.headers):
        return refused(403, "cross-origin", "events are sent by the site's own pages")
    return None


async def _read(asked: Asked) -> list[Any] | Answer:
    """The events of a request, or why there are none."""
    body = await _body(asked)
    if body is None:
        return refused(413, "too-large", f"a request has at most {MOST_BYTES} bytes")
    try:
        data = json.loads(body)
    except RecursionError:
        return refused(400, "too-deep", "the JSON nests too deeply")
    except ValueError:
        return refused(400, "invalid-json", "the body is not JSON")
    events = data.get("events") if isinstance(data, dict) else None
    if not isinstance(events, list) or not events:
        return refused(422, Refusal.INVALID_EVENT, 'expected {"events": [...]} with an event')
    if len(events) > MOST_EVENTS:
        return refused(413, "too-many", f"a request has at most {MOST_EVENTS} events")
    return events


async def _body(asked: Asked) -> bytes | None:
    """The body of a request; None where it is too long, and the rest is not read."""
    declared = asked.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > MOST_BYTES:
        return None
    body = bytearray()
    async for part in asked.body:
        body += part
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _is_json(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def _is_from_here(headers: Mapping[str, str]) -> bool:
    """Whether a page of the site sends it; a browser says so itself, and no page can forge it."""
    try:
        origin = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    is_site = origin.scheme in ("http", "https") and not (origin.path or origin.query)
    is_same = bool(origin.netloc) and origin.netloc.lower() == headers.get("host", "").lower()
    return is_site and is_same and headers.get("sec-fetch-site", "same-origin") == "same-origin"
