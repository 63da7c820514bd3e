"""What every search engine can do; ranking, filters and passages are the same for all."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from hub.search.document import SearchDocument

K1, B = 2.0, 0.75
"""BM25's saturation and how far long documents are held back. Chosen on two public collections
together (``content/decisions``), and not tuned for one."""


class SearchEngine(Protocol):
    """Keeps documents and says how well each fits a term or a phrase."""

    def digests(self) -> Mapping[str, str]:
        """By path, the digest of each document that is kept."""
        ...

    def update(self, documents: Iterable[SearchDocument], gone: Collection[str]) -> None:
        """Take in documents and forget others, all of it or nothing.

        Args:
            documents: New ones, and changed ones in place of what was kept.
            gone: Paths of those to forget.

        Raises:
            SearchError: When it can't be written, as when another process does.
        """
        ...

    def contributions(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        """What a term, or terms in this order, add to the score of each document that has them.

        Args:
            phrase: One term or more; an empty one in between stands for any word.

        Returns:
            By path, a number above 0.
        """
        ...

    def frequency(self, term: str) -> int:
        """In how many documents a term is."""
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...

    def profile(self, path: str) -> Mapping[str, float]:
        """The terms that take most of a document, with their share of it."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Every word as it is written, folded, with the number of documents that have it."""
        ...

    def close(self) -> None:
        """Give files back."""
        ...


def idf(having: int, documents: int) -> float:
    """How rare something is: the inverse document frequency of BM25, above 0.

    Args:
        having: Documents that have it.
        documents: All of them.
    """
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))
