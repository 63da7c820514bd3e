"""Answers that are remembered: a log asks the same few thousand questions a million times."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Remembered(dict[bytes, T]):
    """A dictionary that finds what it doesn't hold, and forgets all when it is full.

    Reading it costs no call of a function for what it holds.

    Args:
        answer: Finds the answer to a question.
        most: Answers that are held.
        longest: Bytes of a question above which its answer isn't held.
    """

    def __init__(self, answer: Callable[[bytes], T], *, most: int, longest: int = 2_000) -> None:
        super().__init__()
        self._answer, self._most, self._longest = answer, most, longest

    def __missing__(self, question: bytes) -> T:
        found = self._answer(question)
        if len(question) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[question] = found
        return found
