"""Output whose reader stops reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import Handbook, page, run_hub, run_module


def unread(folder: Path, *arguments: str) -> tuple[int, bytes]:
    """Exit code and complaints of a command whose output nobody reads."""
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "hub.cli.main", *arguments],
        cwd=folder,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    return done.returncode, done.stderr


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_reader_who_has_seen_enough_is_no_failure(handbook: Handbook, format_: str) -> None:
    handbook.write("index.md", "# Home\n").commit()
    assert unread(handbook.root, "status", "--format", format_) == (0, b"")


def test_findings_that_nobody_reads_still_fail(handbook: Handbook) -> None:
    text = "\n\n".join(f"[{n}](gone-{n}.md)" for n in range(2_000))
    handbook.write("index.md", f"# Home\n\n{text}\n").commit()
    code, complaint = unread(handbook.root, "lint")
    assert code == 1
    assert b"Traceback" not in complaint


def test_a_files_name_is_no_emoji_and_no_markup(handbook: Handbook) -> None:
    handbook.write("a:warning:[red]b.md", page("A", "x", owner=":bug:")).commit()
    handbook.write("paths/p.md", page("P", "x", steps=["a:warning:[red]b.md", ":zap:"]))
    for command in ("status", "review", "path"):
        said = run_hub(handbook.root, command, "--content", "content")
        assert (said.code, "⚠" in said.out) == (0, False)
    assert "a:warning:[red]b.md" in run_hub(handbook.root, "status").out
    assert '":zap:" names no page' in run_hub(handbook.root, "path").out
    said = run_hub(handbook.root, "review", "confirm", ":zap:", "--by", "x", "--evidence", "x")
    assert 'no page answers to ":zap:"' in said.err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_output_that_knows_few_characters_is_no_failure(handbook: Handbook, encoding: str) -> None:
    handbook.write("größe.md", "# Größe 寸法\n").commit()
    for command in ("status", "review", "doctor", "lint"):
        said = run_module(handbook.root, "hub.cli.main", command, PYTHONIOENCODING=encoding)
        assert said.code in (0, 1), said.said
        assert "Traceback" not in said.err
    asked = ("hub.cli.main", "status", "--format", "json")
    said = run_module(handbook.root, *asked, PYTHONIOENCODING=encoding)
    assert json.loads(said.out)["pages"][0]["title"] == "Größe 寸法"
