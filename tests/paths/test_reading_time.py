"""How long a page takes to read."""

from __future__ import annotations

import pytest

from hub.paths.reading_time import reading_minutes
from tests.builders import Handbook

CASES = {
    "an empty page": ("", 1),
    "a minute of prose": ("word " * 238, 1),
    "a word more": ("word " * 239, 2),
    "front matter does not count": ("---\ntags: [" + "word, " * 500 + "x]\n---\nword", 1),
    "code counts twice": ("```\n" + "word\n" * 238 + "```\n", 2),
    "code between tildes too": ("~~~\n" + "word\n" * 238 + "~~~\n", 2),
    "five pictures, 50 seconds": ("![](a.png)\n\n" * 5, 1),
    "seven pictures, 63 seconds": ("![](a.png)\n\n" * 7, 2),
    "forty pictures, 165 seconds": ("![](a.png)\n\n" * 40, 3),
    "words of a table": ("| a | b |\n|---|---|\n" + "| word | word |\n" * 238, 3),
    "comments don't count": ("<!-- " + "word " * 900 + "-->", 1),
}


@pytest.mark.parametrize("name", CASES)
def test_time_is_measured_from_what_is_read(handbook: Handbook, name: str) -> None:
    text, minutes = CASES[name]
    handbook.write("one.md", text).commit()
    assert reading_minutes(handbook.open().library.pages["one.md"]) == minutes
