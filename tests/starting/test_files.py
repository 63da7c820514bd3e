from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.errors import ConfigError
from hub.starting.files import NewFile, write_new


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_new(tmp_path / "new", [NewFile("a.md", "ä\n"), NewFile("b/c/d.md", "x")])
    assert (tmp_path / "new/a.md").read_bytes() == "ä\n".encode()
    assert (tmp_path / "new/b/c/d.md").read_text() == "x"


def test_nothing_is_written_over_and_all_conflicts_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    (tmp_path / "b").write_text("a file where a folder is needed")
    (tmp_path / "link.md").symlink_to("nowhere")
    files = [NewFile(path, "x") for path in ("a.md", "b/c.md", "link.md", "free.md")]
    with pytest.raises(ConfigError) as caught:
        write_new(tmp_path, files)
    assert sorted(problem.path for problem in caught.value.problems) == ["a.md", "b", "link.md"]
    assert not (tmp_path / "free.md").exists()
    assert (tmp_path / "a.md").read_text() == "mine"


def test_mishap_leaves_nothing_behind(tmp_path: Path) -> None:
    too_long = "x" * 300  # longer than a file's name may be
    files = [NewFile("new/a.md", "x"), NewFile(f"new/deep/{too_long}.md", "x")]
    with pytest.raises(ConfigError, match="can't be written"):
        write_new(tmp_path, files)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 (a list to compare)
