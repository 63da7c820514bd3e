"""What is the same word for a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.analysis import LANGUAGES, LONGEST_WORD, fold
from hub.search.opening import analyzer_for
from tests.search.conftest import ANALYZER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("refunds", "refunded"),
        ("Refund", "REFUND"),
        ("SOP-012", "sop012"),
        ("SOP-012", "012"),
        ("first-contact", "first contact"),
        ("E1034", "1034"),
        ("café", "cafe"),
        ("customer's", "customers"),
        ("customer’s", "customer"),
        ("naïve", "naive"),
        ("\uff46\uff55\uff4c\uff4c", "full"),
        ("refund_policy.md", "policy"),
        ("返金手続", "手続"),
    ],
)
def test_different_spellings_share_a_term(one: str, other: str) -> None:
    assert set(ANALYZER.terms(one)) & set(ANALYZER.terms(other))


def test_words_that_say_nothing_are_left_out_and_keep_their_place() -> None:
    assert ANALYZER.terms("how to pay it back") == ["pay", "back"]
    assert ANALYZER.phrase("how to pay it back") == ("pay", "", "back")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("de", "Erstattungen", "Erstattung"), ("fr", "remboursements", "remboursement")],
)
def test_each_language_has_its_own_stems(language: str, one: str, other: str) -> None:
    analyzer = analyzer_for(language)
    assert analyzer.terms(one) == analyzer.terms(other)
    assert analyzer.version != ANALYZER.version


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_every_language_can_be_read(language: str) -> None:
    assert analyzer_for(language).terms("E1034 refund")


@given(st.text())
def test_any_text_has_words_within_it(text: str) -> None:
    place = 0
    for word, start, end in ANALYZER.places(text):
        assert place <= start < end <= len(text)
        assert all(word.parts)
        assert fold(text[start:end][:LONGEST_WORD]) == word.surface
        place = end
    assert [word for word, _, _ in ANALYZER.places(text)] == list(ANALYZER.words(text))
