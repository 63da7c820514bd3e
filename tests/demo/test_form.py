"""How pages looked before formatters, sweeps and moves."""

from __future__ import annotations

import pytest

from hub.demo.form import Form
from hub.demo.story import read_story

_STORY = read_story()
_FIRST, _LAST = Form(_STORY, _STORY.begins), Form(_STORY, _STORY.ends)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("- **bold**\n", "* __bold__\n"),
        ("`**/*.md`, **so**\n", "`**/*.md`, __so__\n"),
        ("~~~\n- **a**\n~~~\n- b\n", "~~~\n- **a**\n~~~\n* b\n"),
        ("````md\n```\n- a\n```\n- b\n````\n",) * 2,
        ("[a](../sops/a-b.md#c)", "[a](../procedures/a-b.md#c)"),
        ("![d](../sops/d.png)", "![d](../procedures/d.png)"),
        ("[a](https://x.example/sops/a.md)",) * 2,
    ],
)
def test_only_marks_and_addresses_were_others(last: str, first: str) -> None:
    assert _FIRST.text("", last) == first
    assert _LAST.text("", last) == last


def test_front_matter_came_in_with_the_sweep_and_the_move() -> None:
    front = "depends_on: [sops/a.md]\ntags: [b]\n"
    assert _FIRST.text(front, "c\n") == "---\ndepends_on: [procedures/a.md]\n---\nc\n"
    assert _LAST.text(front, "c\n") == f"---\n{front}---\nc\n"
