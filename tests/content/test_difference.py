from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.content.difference import ChangedParagraph, Mark, difference
from tests.content.trees import cases

CASES = cases(Path(__file__).parent / "cases" / "difference.yaml")
WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six"]), max_size=6).map(
    " ".join
)
TEXTS = st.lists(WORDS.filter(bool), max_size=6)


def told(paragraph: ChangedParagraph) -> str:
    signs = {Mark.SAME: "", Mark.ADDED: "+", Mark.REMOVED: "-"}
    return " ".join(f"{signs[p.mark]}{p.text}{signs[p.mark]}" for p in paragraph)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_difference_is_told_word_by_word(case: dict[str, Any]) -> None:
    found = difference(case["before"], case["after"])
    assert list(map(told, found.paragraphs)) == case["shown"]
    assert (found.added, found.removed) == (case["added"], case["removed"])


@given(TEXTS, TEXTS)
def test_what_came_and_went_makes_one_text_of_the_other(
    before: list[str], after: list[str]
) -> None:
    found = difference(before, after)
    old, new = (sum(len(text.split()) for text in texts) for texts in (before, after))
    assert old - found.removed == new - found.added


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    assert difference(text, text).paragraphs == ()


@pytest.mark.parametrize(("paragraphs", "words"), [(5_000, 20), (1_500, 60), (1, 100_000)])
def test_two_long_texts_are_compared_in_bounded_time(paragraphs: int, words: int) -> None:
    chance = random.Random(7)
    vocabulary = [f"word{n}" for n in range(50)]
    one, other = (
        [" ".join(chance.choices(vocabulary, k=words)) for _ in range(paragraphs)] for _ in range(2)
    )
    began = time.process_time()
    assert difference(one, other).added
    assert time.process_time() - began < 10


def test_a_long_stretch_is_shown_in_part_and_counted_in_full() -> None:
    found = difference([], ["word " * 500])
    assert found.added == 500
    assert len(found.paragraphs[0][0].text.split()) < 100
