"""Commits written to a new repository."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from hub.history import Author, NewCommit, write_history

_TIME = dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.timezone(dt.timedelta(minutes=-210)))
_JANA = Author("Jana Nováková", "jana@acme.example")


def new(files: dict[str, bytes | None], *, author: Author = _JANA) -> NewCommit:
    return NewCommit(author=author, time=_TIME, subject="Begin “it”", files=files)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", folder, *arguments], check=True, capture_output=True, text=True
    ).stdout.rstrip("\n")


@pytest.mark.parametrize(
    "path", ["a b.md", '"a".md', "ü/€.md", "a\nM 100644 inline b.md", "a\\nb.md", " a.md", "\ta"]
)
def test_a_path_is_a_path_whatever_is_in_it(path: str, tmp_path: Path) -> None:
    write_history(tmp_path, [new({path: b"text"}), new({path: b"more"})], branch="main")
    assert (tmp_path / path).read_bytes() == b"more"
    assert git(tmp_path, "ls-files", "-z") == f"{path}\0"
    assert git(tmp_path, "status", "--porcelain") == ""


def test_a_path_can_be_taken_away(tmp_path: Path) -> None:
    files: dict[str, bytes | None] = {'"a"\n.md': b"text", "b.md": b"data 5\nx"}
    write_history(tmp_path, [new(files), new({'"a"\n.md': None})], branch="main")
    assert git(tmp_path, "ls-files") == "b.md"
    assert (tmp_path / "b.md").read_bytes() == b"data 5\nx"


def test_a_commit_says_who_when_and_what(tmp_path: Path) -> None:
    write_history(tmp_path, [new({"a.md": b""})], branch="trunk")
    said = git(tmp_path, "log", "--format=%an|%ae|%cn|%ai|%s", "trunk")
    assert (
        said == "Jana Nováková|jana@acme.example|Jana Nováková|2026-01-02 03:04:00 -0330|Begin “it”"
    )


def test_nobody_s_settings_decide_what_an_id_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    write_history(tmp_path, [new({"a.md": b""})], branch="main")
    assert len(git(tmp_path, "rev-parse", "HEAD")) == 40


@pytest.mark.parametrize(
    "author", [Author("A\ncommitter B", "a@b.example"), Author("A", "a@b.example> 0 +0000\n")]
)
def test_an_author_who_breaks_out_of_the_line_is_refused(author: Author) -> None:
    with pytest.raises(ValueError, match="can't be told apart"):
        new({}, author=author)


def test_a_time_on_nobody_s_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody's clock"):
        NewCommit(author=_JANA, time=_TIME.replace(tzinfo=None), subject="", files={})
