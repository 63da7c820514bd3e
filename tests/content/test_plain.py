from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.content.plain import paragraphs
from tests.content.trees import cases

CASES = cases(Path(__file__).parent / "cases" / "plain.yaml")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_page_is_told_in_plain_words(case: dict[str, Any]) -> None:
    found = [plain for one in paragraphs(case["text"]) if (plain := one.plain)]
    assert found == case["plain"]


@given(st.text(alphabet="ab *_`[](){}<>|#-\n!=\"'&;\\"))
def test_paragraphs_are_where_they_say(text: str) -> None:
    found = list(paragraphs(text))
    assert all(text[one.start : one.end] == one.raw for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["a b " * 100_000, "- x\n" * 50_000, "[" * 100_000, "*" * 100_000])
def test_any_text_is_told_in_bounded_time(text: str) -> None:
    began = time.process_time()
    for one in paragraphs(text):
        assert one.plain is not None
    assert time.process_time() - began < 5
