"""``hub impact`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("a.md", page("A", "One.", owner="ana", audience="vendor"))
    return book.write("b.md", page("B", "[a](a.md)")).commit()


def test_markdown_is_printed_and_nothing_else(book: Handbook) -> None:
    said = run_hub(book.root, "impact", "--base", "HEAD")
    assert (said.code, said.err) == (0, "")
    assert "Nothing changes for readers." in said.out


def test_json_is_json_and_nothing_else(book: Handbook) -> None:
    book.write("a.md", page("A", "Two.", owner="ana", audience="vendor"))
    said = run_hub(book.root, "impact", "--base", "HEAD", "--format", "json")
    assert said.err == ""
    report = json.loads(said.out)
    assert (report["schema"], report["summary"]["substantive"]) == (1, 1)
    assert report["base"] == book.git("rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("alarms", "code"),
    [((), 0), (("audience",), 1), (("references",), 0), (("references", "audience"), 1)],
)
def test_widened_readers_can_stop_a_pull_request(
    book: Handbook, alarms: tuple[str, ...], code: int
) -> None:
    book.write("a.md", page("A", "One.", owner="ana"))
    options = [part for alarm in alarms for part in ("--fail-on", alarm)]
    assert run_hub(book.root, "impact", "--base", "HEAD", *options).code == code


def test_broken_references_can_stop_a_pull_request(book: Handbook) -> None:
    book.remove("a.md")
    assert run_hub(book.root, "impact", "--base", "HEAD", "--fail-on", "references").code == 1


def test_a_base_is_needed_and_must_exist(book: Handbook) -> None:
    assert run_hub(book.root, "impact").code == 2
    said = run_hub(book.root, "impact", "--base", "nowhere")
    assert said.code == 2
    assert 'no revision "nowhere"' in said.err


def test_a_folder_outside_of_git_is_a_message(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "plain", git=False).write("a.md", "# A")
    said = run_hub(book.root, "impact", "--base", "main")
    assert said.code == 2
    assert "not in a git repository" in said.err
