"""Words that look like another word to a person and not to a program."""

from __future__ import annotations

import difflib
import unicodedata

_ALIKE = 0.8
"""Share of letters in common from which one word is taken for a slip in the other."""


def is_mistyped(word: str, meant: str) -> bool:
    """Whether ``word`` is most likely a slip, or a forgery, of ``meant``.

    Args:
        word: What was typed.
        meant: The plain ASCII word it may stand for.
    """
    if word == meant:
        return False
    folded = _folded(word)
    if folded == meant or _mixes_alphabets(word):
        return True
    return difflib.SequenceMatcher(None, folded, meant).ratio() >= _ALIKE


def _folded(word: str) -> str:
    visible = (char for char in word if unicodedata.category(char) not in ("Cf", "Cc", "Zs"))
    return unicodedata.normalize("NFKC", "".join(visible)).casefold()


def _mixes_alphabets(word: str) -> bool:
    """Whether Latin letters stand beside letters of another alphabet that can imitate them."""
    if word.isascii():
        return False
    alphabets = {unicodedata.name(char, "?").split()[0] for char in word if char.isalpha()}
    return len(alphabets & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1
