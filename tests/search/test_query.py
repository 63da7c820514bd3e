"""What people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.query import FILTERS, LONGEST_QUERY, parse_query


def test_words_phrases_exclusions_and_filters() -> None:
    query = parse_query('refund "second contact" -voucher -"gift card" Kind:SOP owner:"Priya Nair"')
    assert query.words == ("refund",)
    assert query.phrases == ("second contact",)
    assert query.excluded == ("voucher", "gift card")
    assert query.filters == {"kind": ("sop",), "owner": ("priya nair",)}


@pytest.mark.parametrize(
    "typed", ["first-contact", "http://x/y", "c++", "a:b", "-", '"', '""', ":"]
)
def test_what_only_looks_like_syntax_is_words(typed: str) -> None:
    query = parse_query(typed)
    assert query.filters == {}
    assert query.excluded == ()


@pytest.mark.parametrize(
    ("typed", "goes_on"), [("ref", True), ("ref ", False), ('"ref', False), ("kind:sop", False)]
)
def test_only_a_word_without_a_space_behind_it_may_go_on(typed: str, goes_on: bool) -> None:
    assert parse_query(typed, is_open=True).is_open is goes_on


@given(st.text())
def test_any_text_is_a_query(typed: str) -> None:
    query = parse_query(typed, is_open=True)
    assert len(query.text) <= LONGEST_QUERY
    assert set(query.filters) <= set(FILTERS)


def test_more_phrases_than_make_sense_are_read_as_words() -> None:
    query = parse_query('"a b" "c d" "e f" "g h"')
    assert (query.phrases, query.words) == (("a b", "c d", "e f"), ("g h",))
