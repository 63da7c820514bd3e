"""Pages that were written to keep the linter busy."""

from __future__ import annotations

import time

import pytest

from tests.builders import TWO_SIDES, Handbook

_MOST = 3.0
"""Seconds for a page of 300 kB; what grows with the square of a page takes minutes."""


@pytest.mark.parametrize(
    "text",
    [
        "<!-- hub-lint \n\n",
        "<!-- hub-lint ignore missing-alt: x -->\n\nAB\n\n",
        "<pre>\n\n</",
        "<!--\n\n",
        "[a\n\n](",
        "AB (AB \n\n",
        '<img alt="\n\n',
        "# a\n\n",
    ],
)
def test_linting_does_not_take_the_square_of_a_page(handbook: Handbook, text: str) -> None:
    handbook.write_root("hub.yml", TWO_SIDES)
    handbook.write("a.md", text * (300_000 // len(text)))
    hub = handbook.open()
    hub.library  # noqa: B018 (read before the clock starts)
    began = time.process_time()
    hub.lint()
    assert time.process_time() - began < _MOST
