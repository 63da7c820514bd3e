"""Which pages the sample hub had on a day, in which version, and when each version came."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hub.content.front_matter import as_date, read_front_matter
from hub.content.versions import major_version
from hub.demo.kit import CONTENT, Kit
from hub.demo.story import Move
from hub.history import NewCommit

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A page as it stands after a commit."""

    path: str
    """Where it stands in the end, so that its figures are one row before and after a move."""
    since: dt.date
    """The day after the commit: whoever reads it then has not read the text before it."""
    version: str
    state: str
    """The first word of its status."""
    effective: dt.date | None


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version that readers come for."""

    path: str
    version: str
    first: dt.date
    """The first day on which it is read because it is new: it is there, and in force."""
    is_first: bool
    is_major: bool


class Shelf:
    """The pages, day by day.

    Args:
        kit: The pages as they are in the end.
        commits: The history, the oldest first.
        move: The renamed folder; a page keeps its figures.
    """

    def __init__(self, kit: Kit, commits: Iterable[NewCommit], move: Move) -> None:
        self._lives: dict[str, list[Standing]] = defaultdict(list)
        pages = kit.pages
        for commit in commits:
            for file, text in commit.files.items():
                path = _path(file, move)
                if path in pages and text is not None:
                    standing = _standing(path, text, commit.time.date() + _DAY)
                    self._lives[path].append(standing)

    def on(self, day: dt.date, path: str) -> Standing | None:
        """A page on a day; None where it isn't there yet."""
        life = self._lives[path]
        place = bisect_left(life, day + _DAY, key=lambda one: one.since)
        return life[place - 1] if place else None

    def new_versions(self) -> Iterator[NewVersion]:
        """Every version of every page that stayed for more than a day."""
        for _, life in sorted(self._lives.items()):
            found = [one for one in life if one.version and one.state != "draft"]
            versions = {one.version: one for one in reversed(found)}
            in_order = sorted(versions.values(), key=lambda one: one.since)
            for before, one in pairwise([None, *in_order]):
                if one is not None:
                    yield _new_version(before, one)


def _path(file: str, move: Move) -> str:
    path = file.removeprefix(f"{CONTENT}/")
    before = f"{move.before}/"
    return f"{move.after}/{path.removeprefix(before)}" if path.startswith(before) else path


def _standing(path: str, text: bytes, since: dt.date) -> Standing:
    values = read_front_matter(text.decode()).values
    return Standing(
        path=path,
        since=since,
        version=str(values.get("version") or ""),
        state=str(values.get("status") or "published").split()[0],
        effective=as_date(values.get("effective")),
    )


def _new_version(before: Standing | None, one: Standing) -> NewVersion:
    in_force = max(one.since, one.effective or one.since)
    is_major = before is not None and major_version(before.version) != major_version(one.version)
    return NewVersion(one.path, one.version, in_force, before is None, is_major)
