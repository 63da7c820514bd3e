"""How pages looked before formatters, sweeps and moves: other form, the same words."""

from __future__ import annotations

import datetime as dt
import re

from hub.demo.front import with_entries
from hub.demo.story import Story

_VERBATIM = re.compile(
    r"(^ *(?P<fence>`{3,}|~{3,}).*?^ *(?P=fence)[`~]* *$|(?P<ticks>`+)[^`\n]+(?P=ticks))",
    re.M | re.S,
)
"""Code: in a block of its own or within a line."""
_BULLET = re.compile(r"^(?P<indent> *)- ", re.M)
_SWEPT = {"tags": None, "aliases": None}


class Form:
    """The form of the pages on a day.

    Args:
        story: Says when it changed.
        day: The day, at whose evening.
    """

    def __init__(self, story: Story, day: dt.date) -> None:
        self._with_stars = day < story.formatted[0]
        self._with_underscores = day < story.formatted[1]
        self._without_tags = day < story.sweep.day
        self._move = story.move if day < story.move.day else None

    def path(self, path: str) -> str:
        """Where a page stands on that day."""
        if self._move and path.startswith(f"{self._move.after}/"):
            return f"{self._move.before}/{path.removeprefix(f'{self._move.after}/')}"
        return path

    def text(self, front: str, body: str) -> str:
        """A page's file on that day.

        Args:
            front: Its front matter.
            body: Its text.
        """
        if self._without_tags:
            front = with_entries(front, _SWEPT)
        body = self._linked(self._restyled(body))
        return f"---\n{self._linked(front)}---\n{body}" if front else body

    def _restyled(self, body: str) -> str:
        """The text with the marks of that day; code stays as it is."""
        pieces, end = [], 0
        for code in _VERBATIM.finditer(body):
            pieces += [self._prose(body[end : code.start()]), code[0]]
            end = code.end()
        return "".join((*pieces, self._prose(body[end:])))

    def _prose(self, text: str) -> str:
        if self._with_stars:
            text = _BULLET.sub(r"\g<indent>* ", text)
        return text.replace("**", "__") if self._with_underscores else text

    def _linked(self, text: str) -> str:
        """Front matter or a text with links to where the others stand on that day."""
        if self._move is None:
            return text
        before, after = self._move.before, self._move.after
        link = re.compile(rf"(?P<start>\]\((?:\.\./)*|[\[ ]){after}/(?=[^\s()\[\],]+\.\w)")
        return link.sub(rf"\g<start>{before}/", text)
