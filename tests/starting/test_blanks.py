from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.content.front_matter import read_front_matter
from hub.errors import ContentError
from hub.starting.blanks import Value, fill_page, fill_text, fill_yaml
from hub.strict_yaml import load

_TEMPLATE = """\
---
title: @{title}
owner: @{owner}
day: @{day}
approvers: @{approvers}
review: {every: @{every}}
steps: @{steps}
---

# @{title}

By @{owner}, for @{approvers}. $HOME, ${HOME} and {{7*7}} stay as they are.
"""
_NOTHING: dict[str, Value] = {
    "title": "",
    "owner": "",
    "day": None,
    "approvers": [],
    "every": "",
    "steps": [],
}


def test_front_matter_is_filled_in_as_yaml_and_the_text_as_words() -> None:
    text = fill_page(
        _TEMPLATE,
        {
            "title": 'Refunds: "yes", or #2?',
            "owner": "ana",
            "day": dt.date(2026, 6, 15),
            "approvers": ["ana", "a, b"],
            "every": "6 months",
            "steps": [{"page": "a.md", "required": True}, {"page": "b.md", "required": False}],
        },
        path="sop.md",
    )
    front = read_front_matter(text)
    assert front.values == {
        "title": 'Refunds: "yes", or #2?',
        "owner": "ana",
        "day": dt.date(2026, 6, 15),
        "approvers": ["ana", "a, b"],
        "review": {"every": "6 months"},
        "steps": [{"page": "a.md", "required": True}, {"page": "b.md", "required": False}],
    }
    assert '# Refunds: "yes", or #2?\n' in front.body
    assert "$HOME, ${HOME} and {{7*7}} stay as they are." in front.body


def test_line_that_nothing_is_said_for_is_left_out_of_front_matter() -> None:
    text = fill_page(_TEMPLATE, {**_NOTHING, "title": "A"}, path="sop.md")
    assert read_front_matter(text).values == {"title": "A"}


@given(st.text().filter(lambda text: text.isprintable() and text.strip() == text and text))
def test_any_title_reads_back_as_it_was_given(title: str) -> None:
    text = fill_page(_TEMPLATE, {**_NOTHING, "title": title}, path="sop.md")
    assert read_front_matter(text).values == {"title": title}


@given(st.lists(st.text().filter(str.isprintable)))
def test_any_list_reads_back_as_it_was_given(words: list[str]) -> None:
    text = fill_yaml("a: [1]\nwords: @{words}\n", {"words": words})
    assert load(text).value == {"a": [1], **({"words": words} if words else {})}


def test_blanks_that_have_no_meaning_are_all_named_with_their_lines() -> None:
    template = "---\ntitle: @{titel}\n---\n\n# @{title}\n\n@{x}\n"
    with pytest.raises(ContentError) as caught:
        fill_page(template, {"title": "A"}, path=".templates/sop.md")
    one, other = caught.value.problems
    assert (one.where, one.remedy) == (".templates/sop.md:2", 'did you mean "title"?')
    assert other.where == ".templates/sop.md:7"


def test_value_with_a_blank_in_it_is_not_filled_in_again() -> None:
    assert fill_text("@{a} @{b}", {"a": "@{b}", "b": "x"}) == "@{b} x"
