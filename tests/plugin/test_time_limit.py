"""A page that takes too long to render is refused with its name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from hub_mkdocs.time_limit import SECONDS, TimeLimit
from tests.builders import Handbook, run_hub, run_module

_MKDOCS_YML = (
    "site_name: Slow\ndocs_dir: content\ntheme: {name: material, font: false}\nplugins: [hub]\n"
    "markdown_extensions: [attr_list, md_in_html, tables]\n"
)
_SLOW = "# Slow\n\n" + "<a " * 30_000 + "\n"
"""Takes Python-Markdown minutes."""


@pytest.mark.parametrize("host", ["hub", "mkdocs", "properdocs"])
def test_a_page_that_takes_too_long_is_refused(tmp_path: Path, host: str) -> None:
    book = Handbook(tmp_path / "book").write_root("mkdocs.yml", _MKDOCS_YML)
    book.write("index.md", "# Home\n").write("deep/slow.md", _SLOW).commit()
    began = time.process_time()
    done = run_hub(book.root, "build") if host == "hub" else run_module(book.root, host, "build")
    assert done.code == 1, done.said
    assert "deep/slow.md: can't be rendered within 10 seconds [slow-page]" in done.said
    assert "Split it" in done.said
    assert "Traceback" not in done.said
    assert time.process_time() - began < SECONDS + 5


def _stubborn() -> int:
    """Work on until stopped a second time."""
    for tries in range(1, 100):
        try:
            while True:
                sum(range(10_000))
        except PluginError:
            if tries > 1:
                return tries
    return 0


def test_what_catches_the_first_try_is_stopped_again() -> None:
    limit = TimeLimit(0.05)
    limit.start("stubborn.md")
    tries = _stubborn()
    limit.end()
    assert tries > 1


def test_nothing_is_stopped_after_the_end() -> None:
    limit = TimeLimit(0.05)
    limit.start("quick.md")
    limit.end()
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
