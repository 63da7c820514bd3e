"""What a query comes to in terms: what was typed, what it may also be called, what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hub.search.analysis import Analyzer, Word
from hub.search.corrections import Vocabulary
from hub.search.engine import SearchEngine
from hub.search.query import Query
from hub.search.ranking import Wanted
from hub.search.synonyms import Synonyms

_WHOLE, _PART = 1.5, 0.5
"""What a code counts that is found whole, and each of its parts; an ordinary word counts 1."""
_JOINED, _SYNONYM, _CORRECTED, _BEGUN = 0.8, 0.8, 0.7, 0.5
"""What counts that was not typed: two words as one, another name, a near word, a longer word."""
_MOST_BEGUN = 8
_MOST_CORRECTED = 8
"""Words of a query that are corrected; finding near words takes its time."""


@dataclass(slots=True)
class Reading:
    """What a query comes to in terms."""

    terms: dict[tuple[str, ...], float] = field(default_factory=dict)
    """Terms, and several in a row, with how much each counts."""
    required: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[tuple[str, ...]] = field(default_factory=list)
    sequence: list[str] = field(default_factory=list)
    """The terms that were typed, in order."""
    corrections: dict[str, str] = field(default_factory=dict)
    """By word that is nowhere, what was probably meant."""
    is_anything_there: bool = False
    """Whether any page has any of what was typed."""

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(self.terms, self.required, self.excluded)

    def add(self, phrase: tuple[str, ...], weight: float) -> None:
        """Look for something, the more for being asked again."""
        self.terms[phrase] = self.terms.get(phrase, 0.0) + weight


class QueryReader:
    """Turns queries into terms.

    ``vocabulary`` are the words of the index.

    Args:
        engine: Knows which words there are.
        analyzer: Reads words as the index did.
        synonyms: Other names of things.
    """

    def __init__(self, engine: SearchEngine, analyzer: Analyzer, synonyms: Synonyms) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._synonyms = synonyms
        self._longest_synonym = max(map(len, synonyms), default=0)
        self.vocabulary = Vocabulary(engine.vocabulary())

    def read(self, query: Query) -> Reading:
        """Turn a query into terms, those that were not typed among them.

        Args:
            query: As it was understood.
        """
        reading = Reading()
        words = [word for text in query.words for word in self._analyzer.words(text)]
        for number, word in enumerate(words):
            is_begun = query.is_open and number == len(words) - 1
            self._read_word(word, reading, is_begun=is_begun)
        for first, second in pairwise(words):
            self._add_surface(f"{first.surface}{second.surface}", _JOINED, reading)
        for phrase in query.phrases:
            terms = self._analyzer.phrase(phrase)
            if terms:
                reading.add(terms, 1.0)
                reading.required.append(terms)
                reading.sequence += terms
                reading.is_anything_there = True
        excluded = map(self._analyzer.phrase, query.excluded)
        reading.excluded += [terms for terms in excluded if terms]
        for other in self._other_names(reading.sequence):
            reading.add(other, _SYNONYM)
        return reading

    def _read_word(self, word: Word, reading: Reading, *, is_begun: bool) -> None:
        is_compound = len(word.parts) > 1
        weighed = [(part, _PART if is_compound else 1.0) for part in word.parts]
        weighed += [(term, _WHOLE if is_compound else _PART) for term in word.more]
        for term, weight in weighed:
            reading.add((term,), weight)
        reading.sequence += word.parts or ("",)
        is_there = any(self._engine.frequency(term) for term in word.terms)
        if is_begun:
            longer = self.vocabulary.beginning_with(word.surface)
            whole = [it for it in longer if it != word.surface and it.isalnum()]
            for one in whole[:_MOST_BEGUN]:
                is_there = self._add_surface(one, _BEGUN, reading) or is_there
        if not is_there and word.terms and len(reading.corrections) < _MOST_CORRECTED:
            self._correct(word, reading)
        reading.is_anything_there = reading.is_anything_there or is_there

    def _correct(self, word: Word, reading: Reading) -> None:
        """Look for what was probably meant by a word that is nowhere."""
        parts = self.vocabulary.parts_of(word.surface)
        near = () if parts else self.vocabulary.near(word.surface)
        meant = " ".join(parts) if parts else next(iter(near), "")
        if meant:
            reading.corrections[word.surface] = meant
        for one in parts or near[:1]:
            self._add_surface(one, _CORRECTED, reading)

    def _add_surface(self, word: str, weight: float, reading: Reading) -> bool:
        """Look for a word as well that is in the vocabulary."""
        if word not in self.vocabulary:
            return False
        terms = self._analyzer.terms(word)
        for term in terms:
            reading.terms.setdefault((term,), weight)
        return bool(terms)

    def _other_names(self, sequence: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Synonyms of what stands in a row."""
        for start in range(len(sequence)):
            for end in range(start + 1, min(len(sequence), start + self._longest_synonym) + 1):
                yield from self._synonyms.get(tuple(sequence[start:end]), ())
