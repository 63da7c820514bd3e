"""Readers are told apart for as long as was promised, and nobody can be found."""

from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path

import pytest

from hub.usage.readers import DailyReaders, LastingReaders

MONDAY = dt.date(2026, 3, 2)
TUESDAY = MONDAY + dt.timedelta(days=1)


def test_a_reader_is_the_same_all_day() -> None:
    readers = DailyReaders()
    first = readers.of(MONDAY, MONDAY, "192.0.2.7", "Firefox")
    assert readers.of(MONDAY, MONDAY, "192.0.2.7", "Firefox") == first
    assert len(first) == 8


@pytest.mark.parametrize(
    "marks",
    [("192.0.2.8", "Firefox"), ("192.0.2.7", "Chrome"), ("192.0.2.7F", "irefox"), ("192.0.2.7",)],
)
def test_readers_are_told_apart(marks: tuple[str, ...]) -> None:
    readers = DailyReaders()
    first = readers.of(MONDAY, MONDAY, "192.0.2.7", "Firefox")
    assert readers.of(MONDAY, MONDAY, *marks) != first


def test_a_reader_of_another_day_is_another() -> None:
    readers = DailyReaders()
    monday = readers.of(MONDAY, MONDAY, "192.0.2.7")
    assert readers.of(TUESDAY, MONDAY, "192.0.2.7") != monday
    assert readers.of(TUESDAY, TUESDAY, "192.0.2.7") != monday


def test_a_day_that_is_over_can_not_be_made_again() -> None:
    readers = DailyReaders()
    monday = readers.of(MONDAY, MONDAY, "192.0.2.7")
    readers.of(TUESDAY, TUESDAY, "192.0.2.7")
    assert readers.of(MONDAY, TUESDAY, "192.0.2.7") != monday  # late, so counted twice at most
    assert readers.of(MONDAY, MONDAY, "192.0.2.7") != monday  # and a clock set back gives no key


def test_another_process_has_another_salt() -> None:
    first, second = (DailyReaders().of(MONDAY, MONDAY, "192.0.2.7") for _ in range(2))
    assert first != second


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "readers.json"


def test_a_lasting_reader_is_the_same_after_a_start(file: Path) -> None:
    first = LastingReaders(file, 90).of("browser-1", MONDAY)
    assert LastingReaders(file, 90).of("browser-1", TUESDAY) == first
    assert LastingReaders(file, 90).of("browser-2", TUESDAY) != first
    assert len(first) == 8


def test_the_key_is_for_its_owner_alone(file: Path) -> None:
    LastingReaders(file, 90).of("browser-1", MONDAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [it.name for it in file.parent.iterdir()] == [file.name]


def test_a_file_that_was_open_to_others_is_not_written_to(file: Path) -> None:
    file.parent.mkdir()
    rest = file.with_suffix(".new")
    rest.write_text("of a process that died")
    rest.chmod(0o644)
    LastingReaders(file, 90).of("browser-1", MONDAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_key_is_renewed_in_time(file: Path) -> None:
    readers = LastingReaders(file, 90)
    first = readers.of("browser-1", MONDAY)
    assert readers.of("browser-1", MONDAY + dt.timedelta(days=89)) == first
    later = MONDAY + dt.timedelta(days=90)
    renewed = readers.of("browser-1", later)
    assert renewed != first
    assert LastingReaders(file, 90).of("browser-1", later) == renewed
    assert json.loads(file.read_text())["since"] == later.isoformat()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_key_is_the_same_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        LastingReaders(tmp_path / name, 90).of("browser-1", MONDAY)
    first, second = (json.loads((tmp_path / name).read_text())["key"] for name in ("a", "b"))
    assert first != second
    assert len(bytes.fromhex(first)) == 32


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "{}",
        '{"key": 1}',
        '{"key": "xyz", "since": "2026-03-02"}',
        '{"key": "00"}',
        '{"key": "", "since": "2026-03-02"}',
        '{"key": "00", "since": "2026-03-02"}',
        '{"key": "' + "00" * 65 + '", "since": "2026-03-02"}',
    ],
)
def test_a_damaged_key_is_replaced(file: Path, damaged: str) -> None:
    file.parent.mkdir()
    file.write_text(damaged)
    first = LastingReaders(file, 90).of("browser-1", MONDAY)
    assert LastingReaders(file, 90).of("browser-1", MONDAY) == first
    assert len(bytes.fromhex(json.loads(file.read_text())["key"])) == 32
