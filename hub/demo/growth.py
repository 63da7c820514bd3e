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
    "fence": re.compile(r"\s*(?P<fence>`{3,}|~{3,})"),
    "note": re.compile(r"(?:!!!|\?\?\?)\+? "),
    "bullet": re.compile(r"[-*+] "),
    "number": re.compile(r"\d+[.)] "),
    "rule": re.compile(r"\|\s*:?-"),
    "row": re.compile(r"\|"),
}
_ITEMS, _TABLE = ("bullet", "number"), ("row", "rule")
_FIGURE = re.compile(
    r"(?<![\w.,:/])(?P<figure>\d{1,2})"
    r"(?= (?P<unit>%|minutes|hours|working (?:days|hours)|days|months|weeks))"
)
_MOST_DOUBLED = 50
"""Per cent up to which the double may have been meant."""
_LEAD = re.compile(r"\*\*(?P<words>[^*\[\]]{4,60}?)[.,:]?\*\*")
_HEADING_MARKS = re.compile(r"^#+ +| *\{[^}]*\} *$| +#+ *$|[`*]")


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a page that were not there, or said something else, before an edit."""

    section: str
    """Heading above it; empty below the page's own title."""
    first: int
    """Index of its first line in the page's text."""
    end: int
    """Index of the first line behind it."""
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

        Returns:
            Markdown that holds together: no table loses its head, no list its first item.
        """
        lines: list[str | None] = list(self._lines)
        for part in (part for step in self.steps[taken:] for part in step.parts):
            lines[part.first : part.end] = [part.before] + [None] * (part.end - part.first - 1)
        return "\n".join(_closed_up(lines))


def _closed_up(lines: Iterable[str | None]) -> Iterator[str]:
    """The lines that are there, with one blank line where two would meet at a gap."""
    before, is_gap = "", False
    for line in lines:
        if line is None:
            is_gap = True
        elif before.strip() or line.strip() or not is_gap:
            yield line
            before, is_gap = line, False


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    """Every part that an earlier text can do without; the first of a list or table stays."""
    section, before = None, ""
    for first, end in _blocks(lines):
        line = lines[first]
        kind = _kind(line)
        if not line.strip():
            # A blank line ends a table; a list goes on behind it.
            before = "" if before in _TABLE else before
            continue
        if kind == "heading":
            section = "" if line.startswith("# ") else _HEADING_MARKS.sub("", line)
        elif section is not None and kind != "fence" and _FIGURE.search(line):
            yield Part(section, first, first + 1, _other_figure(line))
        elif section is not None and (kind == "note" or kind == before in (*_ITEMS, "row")):
            yield Part(section, first, end)
        before = kind


def _kind(line: str) -> str:
    """What a block is, by its first line; empty for anything else."""
    return next((kind for kind, mark in _MARKS.items() if mark.match(line)), "")


def _other_figure(line: str) -> str:
    """The line with another figure: what it said before somebody put it right."""
    return _FIGURE.sub(_before_correction, line, count=1)


def _before_correction(found: re.Match[str]) -> str:
    figure = int(found["figure"])
    if found["unit"] == "%" and figure > _MOST_DOUBLED:
        return str(figure - 5)
    return str(figure * 2 or 1)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that belong together: a line and those indented below it, a fence as a whole."""
    first = 0
    while first < len(lines):
        kind, end = _kind(lines[first]), first + 1
        if kind == "fence":
            end = _fence_end(lines, first)
        elif kind in (*_ITEMS, "note"):
            while end < len(lines) and _continues(lines, end, is_item=kind in _ITEMS):
                end += 1
        yield first, end
        first = end


def _fence_end(lines: Sequence[str], first: int) -> int:
    """Index of the first line behind a fence: a longer or another one within does not end it."""
    opening = _MARKS["fence"].match(lines[first])
    mark = opening["fence"] if opening else ""
    for index in range(first + 1, len(lines)):
        line = lines[index].strip()
        if line.startswith(mark) and not line.strip(mark[0]):
            return index + 1
    return len(lines)


def _continues(lines: Sequence[str], index: int, *, is_item: bool) -> bool:
    """Whether a line is indented, or blank before one that is, or an item's next line."""
    line = lines[index]
    if line.strip():
        is_wrapped = is_item and not _kind(line) and bool(lines[index - 1].strip())
        return line[0].isspace() or is_wrapped
    following = next((after for after in lines[index + 1 :] if after.strip()), "")
    return following.startswith(("  ", "\t"))


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
    where = f" in {first.section}" if first.section else ""
    if first.before is not None:
        return f"correct a figure{where}"
    lead = _LEAD.search(lines[first.first])
    if lead is None:
        return f"say more{where}"
    return ", ".join(filter(None, (first.section, _within_a_sentence(lead["words"]))))


def _within_a_sentence(words: str) -> str:
    """Words that began a sentence; an abbreviation, and I, keep their capitals."""
    first = words.split(maxsplit=1)[0]
    if first != "A" and first[:2].isupper():
        return words
    return words[0].lower() + words[1:]
