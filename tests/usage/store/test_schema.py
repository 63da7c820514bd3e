"""A store's tables come version by version, and no death of a process leaves half of one."""

from __future__ import annotations

import pytest

from hub.errors import StoreBusyError, UsageError
from hub.usage.store.database import Database
from hub.usage.store.schema import STEPS, bring_up_to_date
from tests.usage.store.conftest import Place, event
from tests.usage.store.migrating import killed_at

_SLOW = {
    True: """INSERT INTO more WITH RECURSIVE n(i) AS (
        SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT i FROM n""",
    False: "INSERT INTO more SELECT 1 FROM (SELECT pg_sleep(2)) AS slept",
}
"""By whether the database is a file, a statement that takes seconds."""


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
