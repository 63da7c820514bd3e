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
    if folded == meant or _imitates(folded, meant):
        return True
    return difflib.SequenceMatcher(None, folded, meant).ratio() >= _ALIKE


def _folded(word: str) -> str:
    """The word without accents, invisible characters and case."""
    plain = unicodedata.normalize("NFKD", word)
    hidden = ("Cf", "Cc", "Mn", "Zs", "Zl", "Zp")
    return "".join(char for char in plain if unicodedata.category(char) not in hidden).casefold()


def _imitates(folded: str, meant: str) -> bool:
    """Whether letters of other alphabets, or rare ones of ours, stand for some of ``meant``'s."""
    if folded.isascii() or len(folded) != len(meant):
        return False
    shared = [a == b for a, b in zip(folded, meant, strict=True) if a.isascii()]
    return any(shared) and all(shared)
