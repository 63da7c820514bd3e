"""Putting a hub together: which folders it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.app import open_hub
from hub.errors import ConfigError
from tests.builders import TODAY, Handbook


def test_a_content_folder_that_hub_yml_names_elsewhere_in_the_repository(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book").write_root("docs/a.md", "# A\n")
    book.write_root("hub/hub.yml", "content: {dir: ../docs}\n").commit()
    hub = open_hub(content=None, start=book.root / "hub", today=TODAY)
    assert (hub.folder, hub.repository) == (book.root / "docs", book.root)
    assert hub.changes_since("HEAD").pages == ()


@pytest.mark.parametrize("folder", ["..", "../..", "/", "content/../.."])
def test_a_hub_yml_cannot_have_pages_read_that_are_not_in_its_repository(
    tmp_path: Path, folder: str
) -> None:
    book = Handbook(tmp_path / "book", f"content: {{dir: {folder}}}\n")
    with pytest.raises(ConfigError, match="is not part of"):
        book.open()


def test_a_content_folder_is_no_link_out_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    book = Handbook(tmp_path / "book")
    (book.root / "content").symlink_to(tmp_path / "private")
    with pytest.raises(ConfigError, match="is not part of"):
        book.open()
    assert open_hub(content=book.content, start=book.root, today=TODAY).library.pages == {}
