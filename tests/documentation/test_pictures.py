"""The README's pictures are those that a script takes of the sample hub."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.documentation.console import PROJECT
from tests.documentation.pictures import FOLDER, PICTURES, SCHEMES

FILES = [picture.file(scheme) for picture in PICTURES for scheme in SCHEMES]
_SHOWN = re.compile(r'(?:src|srcset)="(pictures/[^"]+)"')


def test_the_readme_shows_what_the_script_takes() -> None:
    shown = _SHOWN.findall((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(file.relative_to(PROJECT).as_posix() for file in FILES)
    assert sorted(FOLDER.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_picture_is_there_and_small(file: Path) -> None:
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 250_000
