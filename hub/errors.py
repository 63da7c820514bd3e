"""What went wrong, said so that the reader can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    path: str
    """File, relative to the folder the reader works in; empty when no file is to blame."""
    line: int | None = None
    """Line in that file, counted from 1; None when the whole file is meant."""
    rule: str
    """Stable identifier, such as ``known-owner``."""
    found: str
    """What is there, as a sentence without a full stop."""
    expected: str = ""
    """What should be there."""
    remedy: str = ""
    """What to do next."""

    @property
    def where(self) -> str:
        """The place as ``path:line``, in the form that editors and terminals link."""
        path = printable(self.path)
        return f"{path}:{self.line}" if self.line else path

    def __str__(self) -> str:
        head = f"{self.where}: " if self.path else ""
        lines = [f"{head}{printable(self.found)} [{self.rule}]"]
        if self.expected:
            lines.append(f"  expected: {printable(self.expected)}")
        if self.remedy:
            lines.append(f"  {printable(self.remedy)}")
        return "\n".join(lines)


class HubError(Exception):
    """The root of everything that Hub refuses to do; carries every problem found.

    Attributes:
        problems: All problems, in the order in which they were found.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems: tuple[Problem, ...] = problems
        super().__init__("\n".join(map(str, problems)))

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Self:
        """Build the error from an iterable of problems."""
        return cls(*problems)


class ConfigError(HubError):
    """``hub.yml``, or an argument, does not say something that Hub can work with."""


class ContentError(HubError):
    """Pages that can't be published safely; nothing is published."""


class HistoryError(HubError):
    """Git did not answer, or answered only in part."""


class BuildError(HubError):
    """The site builder could not produce the site; the old one stays."""


class UsageError(HubError):
    """Figures of use can't be read or kept."""


class StoreBusyError(UsageError):
    """The event store can't take anything now, and may later: it is locked, or the disk is full."""


class SearchError(HubError):
    """The search index can't be read or written."""


def printable(text: str) -> str:
    """Escape control and direction-changing characters, so that a file name can't forge output."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that offers the known word most like ``word``, or an empty string."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""
