"""How a page grew: its text as it stood before each of a number of substantive edits.

The earlier texts are made from the page itself. Some of its list items, table rows and notes
are left out of them, and some of its figures differ; every edit brings one part nearer to what
the page says at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

_MOST_AT_ONCE = 3
"""Parts of one section that one edit adds at the most."""
_MARKS = {
    "heading": re.compile(r"#{1,6} "),
    "fence": re.compile(r"\s*(?:```|~~~)"),
    "note": re.compile(r"(?:!!!|\?\?\?)\+? "),
    "item": re.compile(r"(?:[-*]|\d+\.) "),
    "rule": re.compile(r"\|\s*:?-"),
    "row": re.compile(r"\|"),
}
_FIGURE = re.compile(r"\b(?P<figure>\d{1,2})(?= (?:%|minutes|hours|working|days|months|weeks))")
_LEAD = re.compile(r"\*\*(?P<words>[^*]{4,60}?)[.,:]?\*\*")


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a page that were not there, or said something else, before an edit."""

    section: str
    first: int
    end: int
    """Index of the first line of the page's text, and of the first one behind."""
    before: str | None = None
    """What the first line said before; None where the lines were not there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One substantive edit."""

    parts: tuple[Part, ...]
    subject: str
    """What it does, as a commit says it."""


class Growth:
    """A page's text at every stage of its growth.

    Args:
        body: The page's text at the end, without front matter.
        most: How many edits there are at the most; a short page has fewer.
        random: Decides which parts come when.
    """

    def __init__(self, body: str, most: int, random: Random) -> None:
        self._lines = body.split("\n")
        chosen = _chosen(_parts(self._lines), most, random)
        self.steps = tuple(Step(parts, _subject(parts, self._lines)) for parts in chosen)

    def text(self, taken: int) -> str:
        """The text after a number of steps.

        Args:
            taken: How many of the steps were taken.
        """
        lines: list[str | None] = list(self._lines)
        for part in (part for step in self.steps[taken:] for part in step.parts):
            lines[part.first : part.end] = [part.before] + [None] * (part.end - part.first - 1)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None))


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    """Every part that an earlier text can do without; the first of a list or table stays."""
    section, before = "", ""
    for first, end in _blocks(lines):
        line = lines[first]
        kind = _kind(line)
        if kind == "heading":
            section = line.lstrip("# ")
        elif section and kind != "fence" and _FIGURE.search(line):
            yield Part(section, first, first + 1, _other_figure(line))
        elif section and (kind == "note" or (kind in ("item", "row") and kind == before)):
            yield Part(section, first, end)
        before = kind or before


def _kind(line: str) -> str:
    """What a block is, by its first line; empty for anything else."""
    return next((kind for kind, mark in _MARKS.items() if mark.match(line)), "")


def _other_figure(line: str) -> str:
    """The line with another figure: what it said before somebody put it right."""
    return _FIGURE.sub(lambda found: str(int(found["figure"]) * 2 or 1), line, count=1)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that belong together: a line and those indented below it, a fence as a whole."""
    first = 0
    while first < len(lines):
        kind, end = _kind(lines[first]), first + 1
        if kind == "fence":
            closing = (at for at in range(end, len(lines)) if _kind(lines[at]) == "fence")
            end = next(closing, len(lines) - 1) + 1
        elif kind in ("item", "note"):
            while end < len(lines) and _continues(lines, end):
                end += 1
        yield first, end
        first = end


def _continues(lines: Sequence[str], index: int) -> bool:
    """Whether a line is indented, or blank and followed by one that is."""
    if lines[index].strip():
        return lines[index].startswith(" ")
    return index + 1 < len(lines) and lines[index + 1].startswith("  ")


def _chosen(parts: Iterable[Part], most: int, random: Random) -> list[tuple[Part, ...]]:
    """Parts of one section at a time, in the order in which edits bring them."""
    groups: list[tuple[Part, ...]] = []
    for _, same in groupby(parts, key=lambda part: (part.section, part.before is None)):
        group = tuple(same)
        groups += [group[at : at + _MOST_AT_ONCE] for at in range(0, len(group), _MOST_AT_ONCE)]
    random.shuffle(groups)
    return groups[:most]


def _subject(parts: Sequence[Part], lines: Sequence[str]) -> str:
    first = parts[0]
    if first.before is not None:
        return f"correct a figure in {first.section}"
    lead = _LEAD.search(lines[first.first])
    if lead is None:
        return f"say more in {first.section}"
    return f"{first.section}, {lead['words'][0].lower()}{lead['words'][1:]}"
