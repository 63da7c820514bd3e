"""What was probably meant: words that are there, near to those that were typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORT, _LONG = 4, 8
"""Letters up to which a word is not corrected, and from which two mistakes are."""
_MOST = 5
_COMPLETIONS = 20
"""Words that a beginning stands for, the most frequent first."""


class Vocabulary:
    """The words of an index.

    Args:
        words: With the number of documents that have each.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        self._sorted: Sequence[str] = sorted(words)
        self._of_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            if not word[0].isdigit():
                self._of_length[len(word)].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def near(self, word: str) -> tuple[str, ...]:
        """Words with one mistake less, or two in a long word; the likeliest first.

        A mistake is a letter too many, too few, wrong, or swapped with the next one (optimal
        string alignment).

        Args:
            word: Folded.
        """
        if len(word) < _SHORT or any(char.isdigit() for char in word):
            return ()
        most = 2 if len(word) >= _LONG else 1
        lengths = range(len(word) - most, len(word) + most + 1)
        candidates = [it for length in lengths for it in self._of_length.get(length, ())]
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=most, limit=_MOST * 4
        )
        words = {it[0]: it[1] for it in found}
        ranked = sorted(words, key=lambda it: (words[it], *self._likelihood(word, it)))
        return tuple(ranked[:_MOST])

    def most_frequent(self, most: int) -> tuple[str, ...]:
        """The words that most documents have.

        Args:
            most: How many.
        """
        return tuple(nsmallest(most, self._words, key=lambda word: (-self._words[word], word)))

    def beginning_with(self, start: str) -> tuple[str, ...]:
        """The most frequent words that begin in a way.

        Args:
            start: Folded; at least a letter.
        """
        from_here = self._sorted[self._place(start) :]
        found = []
        for word in from_here:
            if not word.startswith(start):
                break
            found.append(word)
        found.sort(key=lambda word: (-self._words[word], word))
        return tuple(found[:_COMPLETIONS])

    def parts_of(self, word: str) -> tuple[str, str] | None:
        """Two words that are there and make up one that isn't; None where there are none."""
        splits = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
        known = [(a, b) for a, b in splits if a in self._words and b in self._words]
        return max(known, key=lambda it: self._words[it[0]] * self._words[it[1]], default=None)

    def _likelihood(self, typed: str, meant: str) -> tuple[bool, bool, int, str]:
        """Smaller for likelier: the first letter is seldom wrong, and a letter is soon left out."""
        letters = iter(meant)
        is_shortened = all(letter in letters for letter in typed)
        return typed[:1] != meant[:1], not is_shortened, -self._words[meant], meant

    def _place(self, start: str) -> int:
        return bisect_left(self._sorted, start)
