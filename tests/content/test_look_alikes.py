from __future__ import annotations

import pytest

from hub.content.look_alikes import is_mistyped


@pytest.mark.parametrize(
    "word",
    [
        *(
            "Audience",
            "AUDIENCE",
            "audiences",
            "audiance",
            "auidence",
            "audence",
            "audience_",
            "audiençe",
        ),
        *(
            "\u0430udience",
            "aud\u0456ence",
            "\u0430u\u0434i\u0435nce",
            "audien\u03f2e",
            "\u0251ud\u0131ence",
        ),
        *(
            "audi\u200bence",
            "audience\u00a0",
            "\uff41udience",
            "\u00adaudience",
            "\U0001d41audience",
        ),
    ],
)
def test_a_word_that_looks_like_audience_is_found(word: str) -> None:
    assert is_mistyped(word, "audience")


@pytest.mark.parametrize(
    "word",
    [
        *("audience", "evidence", "évidence", "audit", "audio", "ambience", "science", "title", ""),
        *(
            "\u0394t",
            "\u00b5-value",
            "\u0432\u0440\u0435\u043c\u044f",
            "対象",
            "público",
            "Zielgruppe",
        ),
    ],
)
def test_other_words_are_left_alone(word: str) -> None:
    assert not is_mistyped(word, "audience")
