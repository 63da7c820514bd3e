"""What the Tab key offers, asked for as a shell asks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, page


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("sops/refund.md", page("Refund", "x", id="SOP-012", owner="ana"))
    return book.write("faqs/refund.md", page("Refund", "x", id="FAQ-001", owner="ana")).commit()


def offered(folder: Path, *words: str) -> list[str]:
    """What bash would offer for the last word."""
    line = " ".join(["hub", *words])
    done = subprocess.run(
        [Path(sys.executable).with_name("hub")],
        cwd=folder,
        env={
            **os.environ,
            "_HUB_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words)),
            "_TYPER_COMPLETE_ARGS": line,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ne",), ["new"]),
        (("new", "so"), ["sop"]),
        (("new", "sop", "T", "--owner", "p"), ["priya"]),
        (("new", "sop", "T", "--audience", ""), ["client", "vendor"]),
        (("new", "path", "T", "--step", "SOP"), ["SOP-012"]),
        (("new", "lesson", "T", "--applied-to", "faqs/"), ["faqs/refund.md"]),
    ],
)
def test_tab_offers_what_the_hub_knows(
    book: Handbook, words: tuple[str, ...], expected: list[str]
) -> None:
    assert offered(book.root, *words) == expected


def test_tab_in_a_folder_without_a_hub_offers_nothing_and_says_nothing(tmp_path: Path) -> None:
    assert offered(tmp_path, "new", "sop", "T", "--audience", "c") == []


def test_broken_hub_yml_puts_no_message_into_the_line(book: Handbook) -> None:
    (book.root / "hub.yml").write_text("orgs: [\n")
    assert offered(book.root, "new", "sop", "T", "--owner", "p") == []


_HUB = Path(sys.executable).with_name("hub")


def test_the_shell_that_one_is_in_is_known(tmp_path: Path) -> None:
    command = 'PATH="$1:$PATH"; hub --show-completion; exit $?'  # the shell stays above it
    done = _run(["bash", "-c", command, "bash", str(_HUB.parent)], tmp_path)
    assert "complete -o default -F _hub_completion hub" in done.stdout


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o default -F _hub_completion hub"),
        ("zsh", "compdef _hub_completion hub"),
        ("fish", "complete --command hub"),
    ],
)
def test_script_for_a_shell_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, line: str
) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    done = _run([str(_HUB), "--show-completion", shell], tmp_path)
    assert line in done.stdout


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
