from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.content.prose import count_words, same_prose, words
from tests.content.trees import cases

CASES = cases(Path(__file__).parent / "cases" / "prose.yaml")

MARKUP = st.sampled_from(
    [
        *("one", "two", "-5", "10 %", "*em*", "`code`", "[a](b.md)", "[a][b]", "[b]: c.md", "[b]:"),
        *("<a", "<div>", "</div>", ">", "<", "<!--", "-->", "<script", "</script>", "<style>"),
        *("```", "~~~", "---", "===", "# T", "- x", "1. y", "> q", "!!! note", '??? tip "T"'),
        *(
            "{: .x }",
            "{",
            "}",
            "](",
            ")",
            "[",
            "]",
            "\\",
            "&amp;",
            "&",
            "http://x.example",
            "'s",
            "\u2019s",
        ),
        *(
            "",
            " ",
            "\t",
            "\f",
            "\u3000",
            "\u200b",
            "title: A",
            "...",
            "\ufeff",
            "\r",
            "\x1c",
            "\x85",
        ),
    ]
)
LINES = st.lists(MARKUP, max_size=4).map(" ".join) | st.lists(MARKUP, max_size=4).map("".join)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts that begin and end alike."""
    before, old, new, after = (draw(TEXTS) for _ in range(4))
    glue = draw(st.sampled_from(["\n", "\n\n", " ", ""]))
    return glue.join([before, old, after]), glue.join([before, new, after])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_texts_say_the_same_or_not(case: dict[str, Any]) -> None:
    assert same_prose(case["old"], case["new"]) == case["same"]
    assert same_prose(case["new"], case["old"]) == case["same"]


@given(TEXTS)
def test_a_text_says_the_same_as_itself(text: str) -> None:
    assert same_prose(text, text)


@given(edits())
@example(("a <b\n\nfoo\n\nbar> c", "a <b\n\nfox\n\nbar> c"))
@example(("<a\n\none\n\n>", "<a\n\ntwo\n\n>"))
def test_the_trimmed_comparison_is_the_full_one(pair: tuple[str, str]) -> None:
    old, new = pair
    assert same_prose(old, new) == (words(old) == words(new))
    assert same_prose(old, new) == same_prose(new, old)


@given(st.text(), st.text(), st.text())
def test_the_trimmed_comparison_is_the_full_one_for_any_text(a: str, b: str, c: str) -> None:
    old, new = f"{a}\n{b}\n{a}", f"{a}\n{c}\n{a}"
    assert same_prose(old, new) == (words(old) == words(new))


@given(TEXTS)
def test_white_space_at_the_ends_says_nothing(text: str) -> None:
    assert words(text) == words(text + "\n\n")


def test_words_are_counted() -> None:
    assert count_words("# One two\n\nthree, *four* [five](six.md) `7.5`\n") == 6


@pytest.mark.parametrize(
    "text",
    [
        "a b " * 250_000,
        "x" * 1_000_000,
        "".join(f"{'  ' * (i % 500)}- x\n" for i in range(10_000)),
        "- " * 10_000,
        "[" * 200_000,
        "](" * 200_000,
        "[a](" * 100_000,
        "<a " * 200_000,
        "<!--" * 200_000,
        "*_" * 200_000,
        "{: " * 200_000,
        "`" * 200_000,
        "> " * 200_000,
        " \n" * 200_000,
        "'a" * 200_000,
        "---\n" * 100_000,
    ],
    ids=lambda text: f"{text[:6]!r} {len(text)}",
)
def test_a_hostile_text_takes_no_more_than_its_time(text: str) -> None:
    start = time.process_time()
    words(text)
    same_prose(text, text + "\nx")
    assert time.process_time() - start < 4
