"""The passage of a page that answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.search.analysis import LONGEST_WORD
from hub.search.passages import LONGEST, best_passage
from hub.search.sections import Section
from tests.search.conftest import ANALYZER

_TEXTS = st.text() | st.text(alphabet=" .!?\n·xylophone")


@given(st.lists(st.builds(Section, _TEXTS, st.just(""), _TEXTS), max_size=4))
def test_any_text_has_a_passage_or_none(sections: list[Section]) -> None:
    found = best_passage("Refund", sections, {"xylophon": 1.0}, ANALYZER)

    if found is not None:
        text = "".join(piece for piece, _ in found.pieces).strip("…")
        assert any(text in one.text for one in sections)
        assert len(text) <= LONGEST + LONGEST_WORD


def test_a_page_of_dots_has_no_passage() -> None:
    assert best_passage("Refund", [Section("", "", "...")], {"refund": 1.0}, ANALYZER) is None


def test_where_no_sentence_has_a_word_the_first_one_is_shown() -> None:
    sections = [Section("", "", "."), Section("Steps", "steps", "Ask first. Then pay.")]

    found = best_passage("Refund", sections, {"refund": 1.0}, ANALYZER)

    assert found is not None
    assert (found.heading, found.pieces) == ("Steps", (("Ask first.", False),))


def test_a_sentence_that_says_no_more_than_the_title_gives_way_to_the_first_one() -> None:
    sections = [
        Section("", "", "Your team lead. Any refund is kept."),
        Section("Limit", "limit", "No refund."),
    ]

    found = best_passage("Who approves a refund?", sections[:1], {"refund": 1.0}, ANALYZER)
    other = best_passage("Who approves?", sections[:1], {"refund": 1.0}, ANALYZER)
    below = best_passage("Refund?", sections, {"refund": 1.0, "limit": 1.0}, ANALYZER)

    assert found is not None
    assert found.pieces == (("Your team lead.", False),)
    assert other is not None
    assert other.pieces == (("Any ", False), ("refund", True), (" is kept.", False))
    assert below is not None
    assert below.heading == "Limit"
