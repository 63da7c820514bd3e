"""The difference between two texts as a reader would tell it: which words came and went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

_KEY = re.compile(r"[^\w%$<>+-]")
_ALIKE = 0.5
"""Share of words in common from which one paragraph counts as another, rewritten."""
_MOST_WORDS = 600
"""Words of a paragraph up to which its words are compared; comparing takes the square of it."""
_MOST_PARAGRAPHS = 2_000
_LOOK_AHEAD = 20
"""Paragraphs among which the rewritten form of one is looked for."""
_MOST_SHOWN = 80
"""Words that are shown of a stretch that came or went."""
_CONTEXT = 8
"""Words that are shown on either side of a change."""


class Mark(Enum):
    """What happened to some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that share a fate."""

    mark: Mark
    text: str


ChangedParagraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What was added and what was removed."""

    paragraphs: tuple[ChangedParagraph, ...]
    """The changed paragraphs, in the order of the text; what stayed is shortened."""
    added: int
    """Words that were added."""
    removed: int
    """Words that were removed."""


def difference(before: Sequence[str], after: Sequence[str]) -> Difference:
    """Compare two texts.

    Paragraphs that differ only in punctuation count as the same.

    Args:
        before: The paragraphs of the earlier text, in plain words.
        after: The paragraphs of the later one.
    """
    counts = dict.fromkeys(Mark, 0)
    changed: list[ChangedParagraph] = []
    for old, new in _pairs(list(map(str.split, before)), list(map(str.split, after))):
        pieces = list(_pieces(old, new))
        for mark, words in pieces:
            counts[mark] += len(words)
        changed.append(tuple(_shortened(pieces)))
    return Difference(tuple(changed), counts[Mark.ADDED], counts[Mark.REMOVED])


Words = list[str]


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """What counts of a word: not its punctuation, unless it is nothing else."""
    return _KEY.sub("", word) or word


def _keys(words: Words) -> list[str]:
    return list(map(_key, words))


def _pairs(before: list[Words], after: list[Words]) -> Iterator[tuple[Words, Words]]:
    """The paragraphs that differ, each with what it was before; empty where it was not there."""
    old = [" ".join(_keys(words)) for words in before]
    new = [" ".join(_keys(words)) for words in after]
    if max(len(old), len(new)) > _MOST_PARAGRAPHS:
        yield from ((words, []) for words in before)
        yield from (([], words) for words in after)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _rewritten(before[i1:i2], after[j1:j2])


def _rewritten(before: list[Words], after: list[Words]) -> Iterator[tuple[Words, Words]]:
    """Find, in order, which paragraph became which."""
    done = 0
    counted = list(map(_counted, after)) if before else []
    for words in before:
        found = _first_alike(_counted(words), counted[done : done + _LOOK_AHEAD])
        if found is None:
            yield words, []
            continue
        yield from (([], added) for added in after[done : done + found])
        yield words, after[done + found]
        done += found + 1
    yield from (([], words) for words in after[done:])


def _counted(words: Words) -> Counter[str]:
    """How often a paragraph has each word, in capitals or not."""
    return Counter(key.casefold() for key in _keys(words))


def _first_alike(words: Counter[str], others: Sequence[Counter[str]]) -> int | None:
    return next((n for n, other in enumerate(others) if _are_alike(words, other)), None)


def _are_alike(one: Counter[str], other: Counter[str]) -> bool:
    common = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return 2 * common >= _ALIKE * (one.total() + other.total()) > 0


def _pieces(old: Words, new: Words) -> Iterator[tuple[Mark, Words]]:
    if not old or not new or max(len(old), len(new)) > _MOST_WORDS:
        yield from ((mark, w) for mark, w in ((Mark.REMOVED, old), (Mark.ADDED, new)) if w)
        return
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Mark.SAME, new[j1:j2]
            continue
        if i2 > i1:
            yield Mark.REMOVED, old[i1:i2]
        if j2 > j1:
            yield Mark.ADDED, new[j1:j2]


def _shortened(pieces: Sequence[tuple[Mark, Words]]) -> Iterator[Piece]:
    """The pieces as text; of long stretches that stayed, only what stands beside a change."""
    for number, (mark, words) in enumerate(pieces):
        if mark is not Mark.SAME:
            shown = words if len(words) <= _MOST_SHOWN else [*words[:_MOST_SHOWN], "…"]
            yield Piece(mark, " ".join(shown))
            continue
        head = words[:_CONTEXT] if number > 0 else []
        tail = words[-_CONTEXT:] if number < len(pieces) - 1 else []
        is_short = len(words) <= len(head) + len(tail) + 1
        yield Piece(mark, " ".join(words if is_short else [*head, "…", *tail]))
