"""A migration in a process of its own, which may be killed at any statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from hub.usage.store.database import Database, Session
from hub.usage.store.schema import bring_up_to_date
from tests.usage.store.conftest import Place

Steps = Sequence[Sequence[str]]


class _Told:
    """A transaction that says which statement comes next, and may wait there for its end."""

    def __init__(self, session: Session, watched: _Watched) -> None:
        self._session = session
        self._watched = watched
        self.rows = session.rows
        self.run_many = session.run_many

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        self._watched.say_next()
        return self._session.run(sql, values)


class _Watched:
    """A database whose statements are counted, from 1."""

    def __init__(self, database: Database, said: Connection, stop: int) -> None:
        self._database, self.types = database, database.types
        self._said, self._stop = said, stop
        self._number = 0
        self.reading = database.reading
        self.close = database.close

    def say_next(self) -> None:
        self._number += 1
        self._said.send(self._number)
        if self._number == self._stop:
            self._said.recv()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self._database.writing() as session:
            yield _Told(session, self)


def _migrate(place: Place, steps: Steps, stop: int, said: Connection) -> None:
    bring_up_to_date(_Watched(place.database(), said, stop), steps)


def killed_at(number: int, place: Place, steps: Steps, *, inside: bool) -> bool:
    """Migrate in a process of its own and kill it.

    Args:
        number: The statement, counted from 1 in this process.
        place: The store.
        steps: What each version adds.
        inside: Whether the statement has begun when the end comes.

    Returns:
        False where the process came to its own end before.
    """
    ours, theirs = get_context("forkserver").Pipe()
    process = _started(place, steps, 0 if inside else number, theirs)
    theirs.close()
    is_reached = _is_reached(number, ours)
    if is_reached:
        if inside:
            process.join(0.3)
            assert process.is_alive(), "the statement is not slow"
        process.kill()
    process.join()
    ours.close()
    assert is_reached or process.exitcode == 0
    return is_reached


def _is_reached(number: int, said: Connection) -> bool:
    try:
        while said.recv() != number:
            pass
    except EOFError:
        return False
    return True


def _started(place: Place, steps: Steps, stop: int, said: Connection) -> ForkServerProcess:
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=_migrate, args=(place, steps, stop, said), daemon=True)
    process.start()
    return process
