"""The passage of a page that answers, with the words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from hub.search.analysis import Analyzer, fold
from hub.search.sections import Section

LONGEST = 240
"""Characters of a passage."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|[.!?]+(?=\S)[^.!?\n]*)*[.!?]*")
_HEADING_WORTH = 0.5
"""What a word counts that stands in the heading, next to one in the sentence."""
_CELL, _ROW_WORTH = " · ", 0.8
"""What stands between the cells of a table, and what its row counts next to a sentence."""
_AHEAD = 60
_BEGINNING = 3
"""Letters of a term that words with another ending share with it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and where it stands."""

    heading: str
    anchor: str
    pieces: tuple[tuple[str, bool], ...]
    """The text, each piece with whether it was looked for."""


def best_passage(
    title: str, sections: Collection[Section], wanted: Mapping[str, float], analyzer: Analyzer
) -> Passage | None:
    """The sentence that has most of what is looked for; of equals the first.

    A sentence that has no more of it than the title says nothing that readers don't see already;
    the page's first sentence then answers better, as a FAQ's does.

    Args:
        title: Of the page.
        sections: Of the page.
        wanted: Terms with how rare each is.
        analyzer: Reads the words.

    Returns:
        The passage; the beginning of the page where no sentence has more of the terms than the
        title, and None where it has no text.
    """
    best, most = None, 0.0
    in_title = set(analyzer.terms(title))
    beginnings = tuple({term[:_BEGINNING] for term in wanted})
    for section in sections:
        headed = set(analyzer.terms(section.heading)) & wanted.keys()
        head = _HEADING_WORTH * sum(wanted[term] for term in headed)
        for sentence in _sentences(section.text):
            if not _may_have(sentence, beginnings):
                continue
            there = set(analyzer.terms(sentence)) & wanted.keys()
            if there | headed <= in_title:
                continue
            worth = sum(wanted[term] for term in there) + head
            if _CELL in sentence:
                worth *= _ROW_WORTH
            if worth > most and sentence.strip():
                best, most = (section, sentence), worth
    if best is None:
        first_sentences = ((one, text) for one in sections for text in _sentences(one.text))
        best = next(first_sentences, None)
    if best is None:
        return None
    section, sentence = best
    return Passage(section.heading, section.anchor, _marked(sentence, wanted, analyzer))


def _may_have(sentence: str, beginnings: Collection[str]) -> bool:
    """Whether a closer look pays: reading words takes much longer than finding letters."""
    text = fold(sentence)
    return any(start in text for start in beginnings)


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match[0].strip()


def _marked(
    sentence: str, wanted: Mapping[str, float], analyzer: Analyzer
) -> tuple[tuple[str, bool], ...]:
    found = [
        (start, end)
        for word, start, end in analyzer.places(sentence)
        if any(term in wanted for term in word.terms)
    ]
    start = 0
    if found and found[0][0] > LONGEST - _AHEAD:
        start = sentence.rfind(" ", 0, found[0][0] - _AHEAD) + 1
    end = start + LONGEST
    pieces, place = [("…", False)] if start else [], start
    for first, last in found:
        if last > end:
            break
        pieces += [(sentence[place:first], False), (sentence[first:last], True)]
        place = last
    if len(sentence) > end:
        cut = sentence.rfind(" ", place, end)
        pieces += [(sentence[place : cut if cut > place else end], False), ("…", False)]
    else:
        pieces.append((sentence[place:], False))
    return tuple((text, is_wanted) for text, is_wanted in pieces if text)
