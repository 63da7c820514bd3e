"""The use of the sample hub, kept in its event store; and the export of a case system."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random

from hub.demo.calendar import workday
from hub.demo.kit import CONTENT, Kit
from hub.demo.usage.rates import Rates
from hub.demo.usage.solving import Case
from hub.demo.usage.using import UsedDay, Using
from hub.errors import ConfigError, Problem
from hub.history import read_history
from hub.usage.imports.tickets import Ticket, TicketFile
from hub.usage.link_rate import Linked, keep_link_rate
from hub.usage.store.opening import open_store
from hub.usage.store.records import Recorded
from hub.usage.store.sql_store import SqlStore

TICKETS = "tickets.csv"
"""Name of the export in the sample's folder."""
_SOURCE = "cases"
"""The case system."""
_BATCH = 5_000
"""Events in a commit, at least."""
_FORGET_EVERY = 30
"""Days after which what is too old is forgotten, as the server does; so the file stays small."""
_INSIDE = "sqlite:///"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Used:
    """How much the sample hub was used."""

    events: int
    readers: int
    cases: int
    """In the export of closed cases."""


class _Tally:
    """Counts what passes."""

    def __init__(self, using: Using) -> None:
        self._exported_from = using.story.ends - using.keep_raw * _DAY
        self.events = 0
        self.readers: set[tuple[str, int]] = set()
        self.cases: list[Case] = []
        self.flags: list[Recorded] = []

    def add(self, day: UsedDay) -> None:
        self.events += len(day.events)
        self.readers |= day.readers
        self.flags += (event for event in day.events if event.kind == "flag")
        if day.day > self._exported_from:
            self.cases += day.cases

    @property
    def used(self) -> Used:
        return Used(self.events, len(self.readers), len(self.cases))


def count_use(using: Using) -> Used:
    """How much there will be, without writing anything."""
    tally = _Tally(using)
    for day in using.days():
        tally.add(day)
    return tally.used


def write_use(folder: Path, using: Using) -> Used:
    """Keep the events where the sample's ``hub.yml`` says, and write the case system's export.

    Events that are too old are forgotten; their totals stay.

    Args:
        folder: Of the sample hub.
        using: What happens.

    Raises:
        ConfigError: When the events would be kept outside of the sample's folder.
        UsageError: When the store can't be written.
    """
    url = using.kit.config.storage.events
    _refuse_outside(url)
    tally = _Tally(using)
    store = open_store(url, folder)
    try:
        pending: list[Recorded] = []
        for number, day in enumerate(using.days(), 1):
            tally.add(day)
            pending += day.events
            if len(pending) >= _BATCH or day.day == using.story.ends:
                store.record([pending])
                pending = []
            if number % _FORGET_EVERY == 0 or day.day == using.story.ends:
                store.expire(day.day - using.keep_raw * _DAY)
        store.refresh()
        _answer(store, tally.flags, using.rates, using.story.ends)
        keep_link_rate(_tickets(tally.cases), _SOURCE, _linked(folder, using.kit), store)
    finally:
        store.close()
    (folder / TICKETS).write_bytes(_exported(tally.cases).encode())
    return tally.used


def _refuse_outside(url: str) -> None:
    """Refuse to mix invented events with those of a real hub."""
    path = url.removeprefix(_INSIDE)
    if url.startswith(_INSIDE) and not path.startswith("/") and ".." not in Path(path).parts:
        return
    raise ConfigError(
        Problem(
            path="hub.yml",
            rule="demo",
            found="storage.events names a store outside of the sample's folder",
            expected="the starter kit as it came with Hub, such as sqlite:///.hub/events.db",
            remedy="Install Hub outside of your hub's folder, and run hub demo from there.",
        )
    )


def _answer(store: SqlStore, flags: list[Recorded], rates: Rates, ends: dt.date) -> None:
    """Close flags, but for the last ones."""
    answers = dict(rates.flags)
    for flag in flags[: -rates.open_flags]:
        random = Random(flag.id)
        latest = ends - flag.at.date()
        waited = min(random.randint(1, rates.answered_within) * _DAY, latest)
        day = max(workday(flag.at.date() + waited), flag.at.date())
        noon = dt.datetime.combine(day, dt.time(21), dt.UTC)
        store.close_flag(flag.id, answers[flag.words or ""], max(noon, flag.at))


def _tickets(cases: Iterable[Case]) -> TicketFile:
    """What is read in the export."""
    tickets = [Ticket(it.reference, it.opened, it.closed, it.resolution) for it in cases]
    return TicketFile(tickets, says_when_closed=True)


def _linked(folder: Path, kit: Kit) -> Linked:
    """The sample hub, as ``hub usage link`` knows it."""
    pages = kit.pages
    content = folder / CONTENT
    history = read_history(content, pages, identity=lambda it: it.email, cache_dir=None)
    return Linked(kit.library, history, kit.config.audiences)


def _exported(cases: Iterable[Case]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("id", "opened", "closed", "resolution"))
    writer.writerows((case.reference, case.opened, case.closed, case.resolution) for case in cases)
    return text.getvalue()
