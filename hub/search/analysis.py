"""From words to terms: what is the same word for a search.

Letters are folded (case, accents, width), words are stemmed by the hub's language (Snowball), and
words that say nothing are left out. Codes stay whole and are there in parts: ``SOP-012`` is found
by ``sop-012``, ``sop012``, ``sop`` and ``012``, ``first-contact`` by ``first contact``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

import Stemmer

LANGUAGES = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Languages whose words are stemmed, with Snowball's names of them."""
_REMEMBERED = 1 << 16
"""Words that are not read again."""
LONGEST_WORD = 64
"""Characters after which a word is cut off."""
VERSION = 2
"""Of these rules; an index made by other ones is made anew."""
_WORD = re.compile(r"[^\W_]+(?:[-_.'’/@][^\W_]+)*")
_PART = re.compile(r"[-_.'’/@]")
_SHORTENED = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})
"""What stands behind an apostrophe in English."""
_DIGITS = re.compile(r"\d{2,}|[^\W\d_]{2,}")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts without spaces between words, of which pairs of characters are found."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    parts: tuple[str, ...]
    """Terms that follow each other in it: one, or those of its parts; none for a word that says
    nothing."""
    more: tuple[str, ...]
    """What else it is found by: a code as a whole, or the runs of letters and digits in it."""
    surface: str
    """The word, folded but not stemmed."""

    @property
    def terms(self) -> tuple[str, ...]:
        """All that it is found by."""
        return self.parts + self.more


class Analyzer:
    """Reads words as a search understands them.

    Args:
        language: One of ``LANGUAGES``, or any other, whose words are folded only.
        stop_words: Words of the language that say nothing.
    """

    def __init__(self, language: str, stop_words: Collection[str]) -> None:
        self.language = language
        name = LANGUAGES.get(language)
        self._stemmer = Stemmer.Stemmer(name, 0) if name else None
        self._stop = frozenset(map(fold, stop_words))
        self._word = lru_cache(maxsize=_REMEMBERED)(self._read_token)

    @property
    def version(self) -> str:
        """Changes whenever the same text would give other terms."""
        return f"{VERSION}-{self.language}"

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text, in order."""
        return (word for word in map(self._word, _WORD.findall(text)) if word.surface)

    def places(self, text: str) -> Iterator[tuple[Word, int, int]]:
        """The words of a text with where each begins and ends, in characters."""
        for match in _WORD.finditer(text):
            word = self._word(match[0])
            if word.surface:
                yield word, match.start(), match.end()

    def terms(self, text: str) -> list[str]:
        """What a text is found by, in order; words that say nothing are left out."""
        return [term for word in self.words(text) for term in word.terms]

    def phrase(self, text: str) -> tuple[str, ...]:
        """The terms of a text as they follow each other, empty for words that say nothing."""
        found = [part for word in self.words(text) for part in word.parts or ("",)]
        while found and not found[-1]:
            found.pop()
        return tuple(dropwhile(lambda term: not term, found))

    def _read_token(self, token: str) -> Word:
        surface = fold(token[:LONGEST_WORD])
        return Word(*self._read(surface), surface)

    def _read(self, surface: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The parts of a word, and what else it is found by."""
        if _NO_SPACES.search(surface):
            pairs = tuple(surface[at : at + 2] for at in range(len(surface) - 1))
            return pairs or (surface,), ()
        if surface.isalpha():
            return self._stemmed(surface), ()
        parts = [part for part in _PART.split(surface) if part]
        if parts[1:] and "'" in surface and parts[-1] in _SHORTENED:
            return self._stemmed(parts[0]), ()
        if parts[1:]:
            return tuple(term for part in parts for term in self._read(part)[0]), ("".join(parts),)
        runs = tuple(run for run in _DIGITS.findall(surface) if run != surface)
        return (surface,), runs

    def _stemmed(self, word: str) -> tuple[str, ...]:
        if word in self._stop:
            return ()
        return (self._stemmer.stemWord(word) if self._stemmer else word,)


def fold(text: str) -> str:
    """A text without case, accents and width."""
    text = text.replace("’", "'")
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
