"""A store's tables come version by version, and no death of a process leaves half of one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

from hub.errors import StoreBusyError, UsageError
from hub.usage.store.database import Database
from hub.usage.store.schema import STEPS, bring_up_to_date
from tests.usage.store.conftest import Place, event

_SLOW = {
    True: """INSERT INTO more WITH RECURSIVE n(i) AS (
        SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT i FROM n""",
    False: "INSERT INTO more SELECT 1 FROM (SELECT pg_sleep(2)) AS slept",
}
"""By whether the database is a file, a statement that takes seconds."""

_MIGRATE = """
import json, sys
from contextlib import contextmanager
from pathlib import Path
from hub.usage.store.schema import bring_up_to_date
from hub.usage.store.postgresql import PostgresqlDatabase
from hub.usage.store.sqlite import SqliteDatabase

url, root, steps, stop = sys.argv[1:]

class Told:
    '''A transaction that says which statement comes next, and may wait there for its end.'''
    def __init__(self, session):
        self.session = session
        self.rows = session.rows

    def run(self, sql, values=()):
        global number
        number += 1
        print(number, flush=True)
        if number == int(stop):
            sys.stdin.read()
        return self.session.run(sql, values)

class Watched:
    def __init__(self, database):
        self.database, self.types = database, database.types

    @contextmanager
    def writing(self):
        with self.database.writing() as session:
            yield Told(session)

number = 0
is_file = url.startswith("sqlite:///")
path = Path(root) / url.removeprefix("sqlite:///")
database = SqliteDatabase(path) if is_file else PostgresqlDatabase(url)
bring_up_to_date(Watched(database), json.loads(steps))
"""


def killed_at(number: int, place: Place, steps: Sequence[Sequence[str]], *, inside: bool) -> bool:
    """Migrate in a process of its own and kill it.

    Args:
        number: The statement, counted from 1 in this process.
        place: The store.
        steps: What each version adds.
        inside: Whether the statement has begun when the end comes.

    Returns:
        False where the process came to its own end before.
    """
    stop = 0 if inside else number
    with subprocess.Popen(
        [sys.executable, "-c", _MIGRATE, place.url, place.root, json.dumps(steps), str(stop)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == number:
                if inside:
                    with pytest.raises(subprocess.TimeoutExpired):
                        process.wait(0.3)
                process.kill()
                return True
        assert process.wait() == 0
    return False


def version(database: Database) -> int:
    with database.reading() as session:
        return int(session.rows("SELECT version FROM hub_schema")[0][0])


def is_whole(place: Place) -> None:
    """Use every table once."""
    store = place.open()
    assert store.record([[event(1, "flag", words="Wrong."), event(2, "search", words="tax")]]) == [
        2
    ]
    store.refresh()
    assert store.event_count() == 2
    assert (len(store.flags()), store.imports()) == (1, [])
    store.close()


def test_a_new_store_has_the_latest_version(place: Place) -> None:
    place.open().close()
    database = place.database()
    assert version(database) == len(STEPS)
    database.close()
    is_whole(place)


def test_each_version_can_be_brought_up_to_date(place: Place) -> None:
    database = place.database()
    for known in range(1, len(STEPS) + 1):
        bring_up_to_date(database, STEPS[:known])
        assert version(database) == known
    database.close()
    is_whole(place)


def test_a_newer_store_is_refused(place: Place) -> None:
    store = place.open()
    store.record([[event(1)]])
    bring_up_to_date(store._database, [*STEPS, ["CREATE TABLE more (number INTEGER)"]])
    store.close()
    with pytest.raises(UsageError) as refusal:
        place.open()
    said = str(refusal.value)
    assert not isinstance(refusal.value, StoreBusyError)
    assert f"version {len(STEPS) + 1}; this program knows {len(STEPS)}" in said
    assert "newer Hub" in said
    database = place.database()
    with database.reading() as session:
        assert session.rows("SELECT COUNT(*) FROM events") == [(1,)]
    database.close()


def test_a_migration_killed_between_any_two_statements_goes_on(place: Place) -> None:
    database = place.database()
    for number in (1, 2):  # the version's own table
        assert killed_at(number, place, STEPS, inside=False)
    for known, step in enumerate(STEPS):
        for number in range(len(step) + 1):  # and the new version's number
            assert killed_at(3 + number, place, STEPS, inside=False)
            assert version(database) == known
        bring_up_to_date(database, STEPS[: known + 1])
        assert version(database) == known + 1
    database.close()
    is_whole(place)


def test_a_step_killed_amid_a_slow_statement_happens_whole_later(place: Place) -> None:
    place.open().close()
    slow = _SLOW[place.is_file]
    steps = [*STEPS, ["CREATE TABLE more (number BIGINT)", slow, "CREATE TABLE last (a INTEGER)"]]
    assert killed_at(4, place, steps, inside=True)
    database = place.database()
    assert version(database) == len(STEPS)
    quick = [*STEPS, ["CREATE TABLE more (number BIGINT)", "CREATE TABLE last (a INTEGER)"]]
    bring_up_to_date(database, quick)  # fails where a table had stayed
    assert version(database) == len(STEPS) + 1
    database.close()
