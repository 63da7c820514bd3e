"""``hub usage flags`` and ``hub usage backup``: what was flagged, answered, and kept twice."""

from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path

import pytest

from hub.usage.store.opening import open_store
from hub.usage.store.records import Recorded
from hub.usage.store.sql_store import SqlStore
from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.report.documented import documented, fields, is_of_type

OPENED = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
WORDS = {"first-flag": "The limit is EUR 150.", "second-flag": "Which team?"}


def opened(root: Path) -> SqlStore:
    return open_store("sqlite:///.hub/events.db", root)


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    return book.write("sops/refund.md", page("Issue a refund", "Once.")).commit()


@pytest.fixture
def flagged(book: Handbook) -> Handbook:
    store = opened(book.root)
    store.record(
        [
            [
                Recorded(
                    id=name,
                    at=OPENED + dt.timedelta(hours=number),
                    kind="flag",
                    page="sops/refund.md",
                    org="client",
                    words=words,
                )
                for number, (name, words) in enumerate(WORDS.items())
            ]
        ]
    )
    store.close()
    return book


def ids(book: Handbook, *options: str) -> dict[str, str]:
    """Ids by what is wrong."""
    said = run_hub(book.root, "usage", "flags", "--format", "json", *options)
    return {flag["comment"]: flag["id"] for flag in json.loads(said.out)["flags"]}


def test_open_flags_are_listed_and_closed_ones_on_request(flagged: Handbook) -> None:
    first, second = ids(flagged).values()
    said = run_hub(flagged.root, "usage", "flags", "close", first[:8], "--answer", "It is EUR 120.")
    assert said.code == 0, said.said
    assert said.out == f"{first[:8]} on sops/refund.md is closed: It is EUR 120.\n"
    open_ = run_hub(flagged.root, "usage", "flags").out
    assert second[:8] in open_
    assert first[:8] not in open_
    assert open_.endswith("1 flag open\n")
    all_ = run_hub(flagged.root, "usage", "flags", "--all").out
    assert "It is EUR" in all_
    assert all_.endswith("1 flag open, 1 closed\n")


def test_a_dry_run_closes_nothing(flagged: Handbook) -> None:
    [first, _] = ids(flagged).values()
    arguments = ("usage", "flags", "close", first, "--answer", "Done.", "--dry-run")
    assert "would be closed: Done." in run_hub(flagged.root, *arguments).out
    assert len(ids(flagged)) == 2


@pytest.mark.parametrize("answer", ["", "  ", "x" * 2001])
def test_a_flag_is_not_closed_without_an_answer_of_some_length(
    flagged: Handbook, answer: str
) -> None:
    [first, _] = ids(flagged).values()
    said = run_hub(flagged.root, "usage", "flags", "close", first, "--answer", answer)
    assert said.code == 2
    assert len(ids(flagged)) == 2


@pytest.mark.parametrize("flag", ["zz", "", "%", "0000000000000000000000000"])
def test_an_id_that_no_open_flag_has_is_a_mistake(flagged: Handbook, flag: str) -> None:
    said = run_hub(flagged.root, "usage", "flags", "close", flag, "--answer", "Done.")
    assert said.code == 2
    assert "is the id of no open flag" in said.err
    assert len(ids(flagged)) == 2


def test_a_flag_is_answered_once(flagged: Handbook) -> None:
    [first, _] = ids(flagged).values()
    arguments = ("usage", "flags", "close", first, "--answer")
    assert run_hub(flagged.root, *arguments, "Done.").code == 0
    assert run_hub(flagged.root, *arguments, "Done otherwise.").code == 2
    assert "Done otherwise." not in run_hub(flagged.root, "usage", "flags", "--all").out


def test_the_documentation_names_every_field(flagged: Handbook) -> None:
    report = json.loads(run_hub(flagged.root, "usage", "flags", "--format", "json").out)
    names = documented("commands/usage-flags.md")
    assert dict(fields(report)).keys() == names.keys()
    for name, value in fields(report):
        assert is_of_type(value, names[name]), name


def test_where_nothing_was_recorded_nothing_is_made(book: Handbook) -> None:
    assert run_hub(book.root, "usage", "flags").out == "No flag is open.\n"
    said = run_hub(book.root, "usage", "backup", "copy.db")
    assert said.code == 2
    assert "there is no event store yet" in said.err
    assert {file.name for file in book.root.iterdir()} == {".git", "content", "hub.yml"}


def test_a_backup_has_everything_while_somebody_writes(flagged: Handbook) -> None:
    writer = opened(flagged.root)  # its latest commits are in a file beside the store
    late = Recorded(id="late-view", at=OPENED, kind="view", page="sops/refund.md", org="client")
    writer.record([[late]])
    said = run_hub(flagged.root, "usage", "backup", "copy.db")
    writer.close()
    assert said.out == "copy.db: 3 events, with all totals.\n"
    copy = flagged.root / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    store = open_store("sqlite:///copy.db", flagged.root)
    assert [flag.comment for flag in store.flags()] == list(WORDS.values())
    store.close()


def test_a_backup_writes_over_nothing(flagged: Handbook) -> None:
    (flagged.root / "mine.txt").write_text("mine")
    for place, reason in {"mine.txt": "File exists", "gone/x.db": "No such file"}.items():
        said = run_hub(flagged.root, "usage", "backup", place)
        assert said.code == 2
        assert reason in said.err
    assert (flagged.root / "mine.txt").read_text() == "mine"


def test_postgresql_has_a_backup_of_its_own(book: Handbook) -> None:
    url = "storage: {events: 'postgresql://hub@db.example/hub'}\n"
    (book.root / "hub.yml").write_text(TWO_SIDES + url)
    said = run_hub(book.root, "usage", "backup", "copy.db")
    assert said.code == 2
    assert "pg_dump" in said.err
    assert not (book.root / "copy.db").exists()
