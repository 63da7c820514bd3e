"""The command line: exit codes, JSON, plain output, and what it says when something is wrong."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from hub.cli.main import app
from tests.builders import TWO_SIDES, Handbook, page, run_hub, run_module

_COMMANDS = ("status", "review", "lint", "build")
_REVIEW = {"last": "2026-01-05", "every": "5 months"}


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "Hello.", owner="ana"))
    book.write("late.md", page("Late", "Words.", owner="priya", review=_REVIEW))
    return book.commit()


@pytest.mark.parametrize("command", get_command(app).commands)  # type: ignore[attr-defined]  # a group
def test_every_command_has_help_with_examples(command: str, tmp_path: Path) -> None:
    said = run_hub(tmp_path, command, "--help")
    assert said.code == 0
    assert "Examples" in said.out
    assert f"hub {command}" in said.out


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    said = run_hub(tmp_path)
    assert all(command in said.said for command in _COMMANDS)


def test_version_is_shown(tmp_path: Path) -> None:
    assert re.fullmatch(r"hub \d+\.\d+\.\d+\n", run_hub(tmp_path, "--version").out)


def test_status_says_state_due_day_and_reason(book: Handbook) -> None:
    said = run_hub(book.root, "status", "--today", "2026-06-15")
    assert said.code == 0
    assert re.search(r"late\.md +Review overdue +priya +2026-06-05 +Its review was due", said.out)
    assert "2 pages on 2026-06-15: 1 never reviewed, 1 review overdue" in said.out
    assert "1 review, 1 with evidence (100%)." in said.out


def test_today_decides_the_state(book: Handbook) -> None:
    assert "1 fresh" in run_hub(book.root, "status", "--today", "2026-02-01").out
    assert "1 review overdue" in run_hub(book.root, "status", "--today", "2026-06-06").out


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "06/15/2026", ""])
def test_day_that_is_none_is_refused(book: Handbook, day: str) -> None:
    said = run_hub(book.root, "status", "--today", day)
    assert said.code == 2
    assert "--today" in said.err
    assert "%Y-%m-%d" in said.err


def test_review_lists_the_queue_with_its_formula(book: Handbook) -> None:
    said = run_hub(book.root, "review", "--today", "2026-06-15")
    assert said.code == 0
    rows = [line.split()[:2] for line in said.out.splitlines()[1:3]]
    assert rows == [["3", "late.md"], ["1", "index.md"]]
    assert "expected harm = stale reads" in said.out


def test_review_can_be_limited_to_an_owner_and_a_number(book: Handbook) -> None:
    said = run_hub(book.root, "review", "--today", "2026-06-15", "--owner", "ana")
    assert "late.md" not in said.out
    said = run_hub(book.root, "review", "--today", "2026-06-15", "--owner", "ana@acme.example")
    assert "index.md" in said.out
    said = run_hub(book.root, "review", "--today", "2026-06-15", "--limit", "1")
    assert "index.md" not in said.out
    assert run_hub(book.root, "review", "--limit", "0").code == 2


def test_review_for_an_owner_whom_nobody_knows_is_refused(book: Handbook) -> None:
    said = run_hub(book.root, "review", "--owner", "anna")
    assert said.code == 2
    assert 'nobody is called "anna"' in said.err
    assert 'did you mean "ana"?' in said.err


def test_review_without_anything_to_do_says_so(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook").write("a.md", page("A", "x", status="draft")).commit()
    assert "No page needs a review today." in run_hub(book.root, "review").out


@pytest.mark.parametrize("arguments", [("status",), ("review",), ("lint",)])
def test_json_is_json_and_nothing_else(book: Handbook, arguments: tuple[str, ...]) -> None:
    said = run_hub(book.root, *arguments, "--format", "json")
    assert json.loads(said.out)["schema"] == 1
    assert said.err == ""


def test_json_keeps_letters_of_all_alphabets(book: Handbook) -> None:
    book.write("ü.md", page("Rückgabe für 返品", "x"))
    assert "Rückgabe für 返品" in run_hub(book.root, "status", "--format", "json").out


def test_build_says_what_it_made_and_what_it_left_out(book: Handbook) -> None:
    book.write("inner.md", page("Inner", "x", audience="vendor"))
    said = run_hub(book.root, "build", "--out", "public")
    assert said.code == 0, said.said
    assert said.out == "public/client: 2 pages, 1 not for client\npublic/vendor: 3 pages\n"


def test_build_can_be_for_one_audience(book: Handbook) -> None:
    assert run_hub(book.root, "build", "--audience", "vendor").code == 0
    assert [path.name for path in (book.root / "site").iterdir()] == ["vendor"]


@pytest.mark.parametrize("command", ["status", "review", "build"])
def test_audience_that_does_not_exist_is_refused_with_the_nearest(
    book: Handbook, command: str
) -> None:
    said = run_hub(book.root, command, "--audience", "cliant")
    assert said.code == 2
    assert said.err.splitlines()[:3] == [
        'there is no audience "cliant" [audience]',
        "  expected: one of client, vendor",
        '  did you mean "client"?',
    ]


@pytest.mark.parametrize("command", _COMMANDS)
def test_missing_content_folder_is_named(tmp_path: Path, command: str) -> None:
    for arguments in ((), ("--content", "nowhere")):
        said = run_hub(tmp_path, command, *arguments)
        assert said.code == 2
        assert "there is no content folder" in said.err
        assert "--content" in said.err


@pytest.mark.parametrize("command", _COMMANDS)
def test_file_in_place_of_the_content_folder_is_refused(tmp_path: Path, command: str) -> None:
    (tmp_path / "content").write_text("no folder")
    said = run_hub(tmp_path, command)
    assert said.code == 2
    assert "there is no content folder" in said.err


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_mistake_in_hub_yml_is_said_at_once(book: Handbook, command: str) -> None:
    book.write_root("hub.yml", "nam: x\norgs: {client: {headcount: many}}\nreview: {warn: soon}\n")
    said = run_hub(book.root, command)
    assert said.code == 2
    heads = [line for line in said.err.splitlines() if line.startswith("hub.yml:")]
    assert [line.split(":")[1] for line in heads] == ["1", "2", "3"]
    assert 'did you mean "name"?' in said.err
    assert "3 problems." in said.err


@pytest.mark.parametrize(
    "text", ["[", "- a\n- b\n", "a: 1\na: 2\n", "x: !!python/name:os.system\n", "\x00"]
)
def test_hub_yml_that_is_no_mapping_is_refused(book: Handbook, text: str) -> None:
    book.write_root("hub.yml", text)
    said = run_hub(book.root, "status")
    assert said.code == 2
    assert said.err.startswith("hub.yml:")


@pytest.mark.parametrize("name", ["../outside", ".", "..", "a/b", "", "a b", ".hidden", "a\\\\b"])
def test_organisation_that_no_folder_can_be_named_after_is_refused(
    book: Handbook, name: str
) -> None:
    book.write_root("hub.yml", f'name: x\norgs:\n  vendor: {{}}\n  "{name}": {{}}\n')
    said = run_hub(book.root, "build")
    assert said.code == 2
    assert said.err.startswith("hub.yml:4: the organisation")
    assert not (book.root / "site").exists()


@pytest.mark.parametrize("command", ["status", "review", "lint"])
def test_empty_folder_is_no_mistake(tmp_path: Path, command: str) -> None:
    (tmp_path / "content").mkdir()
    assert run_hub(tmp_path, command).code == 0


def test_status_of_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert "No pages. Put Markdown files into the content folder" in run_hub(tmp_path, "status").out


def test_empty_folder_builds_a_site_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    said = run_hub(tmp_path, "build")
    assert said.code == 0, said.said
    health = (tmp_path / "site" / "everyone" / "hub" / "health" / "index.html").read_text()
    assert "There are no pages" in health


def test_folder_without_hub_yml_and_front_matter_just_works(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "plain").write_root("docs/guide/a.md", "# A\n\nWords.\n")
    book.write_root("docs/README.md", "# Read me\n\n[a](guide/a.md)\n").commit()
    for command in _COMMANDS:
        said = run_hub(book.root, command, "--content", "docs")
        assert said.code == 0, said.said
    assert (book.root / "site" / "everyone" / "guide" / "a" / "index.html").is_file()
    assert run_hub(book.root, "status").out == run_hub(book.root, "status", "--content", "docs").out


@pytest.mark.parametrize("command", _COMMANDS)
def test_repository_without_commits_is_no_mistake(tmp_path: Path, command: str) -> None:
    book = Handbook(tmp_path / "new").write("index.md", "# A")
    said = run_hub(book.root, command)
    assert said.code == 0, said.said


def test_history_that_is_unknown_is_said_first(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "plain", git=False).write("index.md", "# A")
    said = run_hub(book.root, "status")
    assert said.code == 0
    assert said.out.startswith("The history is unknown: ")
    assert "1 unknown" in said.out
    assert "0 reviews" not in said.out


def test_cache_is_kept_where_the_variable_says(
    book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_CACHE_DIR", str(tmp_path / "elsewhere" / "deep"))
    first = run_hub(book.root, "status").out
    assert list((tmp_path / "elsewhere" / "deep").iterdir())
    assert run_hub(book.root, "status").out == first


def test_no_cache_leaves_nothing_behind(
    book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_CACHE_DIR", str(tmp_path / "elsewhere"))
    assert run_hub(book.root, "status", "--no-cache").code == 0
    assert not (tmp_path / "elsewhere").exists()


def test_cache_that_cannot_be_written_costs_nothing_but_time(
    book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run_hub(book.root, "status", "--no-cache").out
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("HUB_CACHE_DIR", str(tmp_path / "file" / "cache"))
    said = run_hub(book.root, "status")
    assert (said.code, said.out) == (0, expected)


def test_damaged_cache_is_rebuilt(
    book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_CACHE_DIR", str(tmp_path / "cache"))
    expected = run_hub(book.root, "status").out
    (database,) = (tmp_path / "cache").rglob("history.db")
    database.write_bytes(b"nothing like a database" * 100)
    assert run_hub(book.root, "status").out == expected
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM commits").fetchone() == (1,)


def test_output_folder_that_cannot_be_written_is_a_message(book: Handbook) -> None:
    (book.root / "taken").write_text("a file")
    said = run_hub(book.root, "build", "--out", "taken/site")
    assert said.code == 2
    assert "taken" in said.err


def test_site_inside_the_content_is_refused_before_anything_is_written(book: Handbook) -> None:
    said = run_hub(book.root, "build", "--out", "content/site")
    assert said.code == 2
    assert "content/site is inside the content folder" in said.err
    assert not (book.content / "site").exists()


def _lines(text: str) -> Iterator[str]:
    return (line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_output_without_a_terminal_is_plain(book: Handbook, environment: dict[str, str]) -> None:
    said = run_module(book.root, "hub.cli.main", "status", "--today=2026-06-15", **environment)
    assert said.code == 0
    assert "\x1b" not in said.said
    assert said.err == ""
    here = run_hub(book.root, "status", "--today=2026-06-15")
    assert list(_lines(said.out)) == list(_lines(here.out))


def test_process_ends_with_the_code_and_no_traceback(book: Handbook) -> None:
    book.write_root("hub.yml", "nam: x\n")
    said = run_module(book.root, "hub.cli.main", "status")
    assert said.code == 2
    assert said.err.startswith('hub.yml:1: the key "nam" is not known [hub-yml]\n')
    assert "Traceback" not in said.err


def test_name_of_a_file_cannot_forge_output(book: Handbook) -> None:
    book.write("evil\x1b[31m\nname\u202e.md", page("A", "[x](gone.md)")).commit()
    for command in ("lint", "status", "review"):
        said = run_hub(book.root, command)
        assert "evil" in said.out
        assert "\x1b" not in said.said
        assert "\u202e" not in said.said
