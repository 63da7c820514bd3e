"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from hub.content.replacing import replace_file


def test_the_content_is_replaced_and_the_mode_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o604)
    replace_file(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.md", b"new")
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o644


def test_an_edit_in_the_meantime_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")
    with pytest.raises(OSError, match="somebody else"):
        replace_file(path, b"ours", expected=b"old")
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a.md"]  # noqa: PTH208 (hidden files, too)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    replace_file(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 252 + ".md")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
