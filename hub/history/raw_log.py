"""The answer of ``git diff-tree``, taken apart."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, NamedTuple

from hub.history.repository import failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER_FIELDS = 5
_COLON = ord(":")
_RENAMED = (b"R", b"C")
_NOTHING = b"000000"
_PARTS = 5


class Side(NamedTuple):
    """A file before a commit, in one of its parents."""

    path: bytes | None
    """Its name there; None when the file was not there."""
    blob: str
    """The id of its content; empty when it held no text."""


class Change(NamedTuple):
    """What one commit did to one file."""

    path: bytes
    """The file's name after the commit, or before it when ``removed``."""
    blob: str
    """The id of its content after the commit; empty when it holds no text."""
    before: tuple[Side, ...]
    """The file in each parent; a merge lists only files that differ from all parents'."""
    removed: bool
    """Whether the file is gone after the commit."""


class RawCommit(NamedTuple):
    """A commit as git tells it, before ``.mailmap``."""

    sha: str
    name: bytes
    email: bytes
    date: dt.date
    changes: tuple[Change, ...]
    fields: tuple[bytes, ...]
    """What git said, to be read again from a cache."""


def parse(tokens: Iterable[bytes]) -> Iterator[RawCommit]:
    """Read commits from the NUL-separated fields of ``git diff-tree``.

    Args:
        tokens: The fields, without their separators.

    Raises:
        HistoryError: When the fields are not what git writes, or end part-way.
    """
    tokens = iter(tokens)
    fields: list[bytes] = []
    changes: list[Change] = []
    for token in tokens:
        # Between a header and its changes git writes a line break or an empty field.
        start = token.lstrip(b"\n")
        if not start:
            continue
        if start[0] == _COLON:
            if not fields:
                raise failure("git's answer can't be read")
            changes.append(_change(start, tokens, fields))
            continue
        if fields:
            yield _commit(fields, changes)
        fields, changes = [start, *_take(tokens, _HEADER_FIELDS - 1)], []
    if fields:
        yield _commit(fields, changes)


def day(*written: bytes) -> dt.date:
    """The first of several dates that the calendar knows.

    A year past the calendar's end is its end; a commit without any date that can be
    read has the date that git itself prints for it.
    """
    for text in written:
        try:
            return dt.date.fromisoformat(text.decode("ascii"))
        except ValueError:
            if text.partition(b"-")[0].isdigit():
                return dt.date.max
    return dt.date(1970, 1, 1)


def _take(tokens: Iterator[bytes], count: int) -> list[bytes]:
    taken = list(itertools.islice(tokens, count))
    if len(taken) != count:
        raise failure("git's answer ends part-way")
    return taken


def _commit(fields: list[bytes], changes: list[Change]) -> RawCommit:
    sha, name, email, authored, committed, *_ = fields
    return RawCommit(
        sha.decode("ascii", "replace"),
        name,
        email,
        day(authored, committed),
        tuple(changes),
        tuple(fields),
    )


def _change(start: bytes, tokens: Iterator[bytes], fields: list[bytes]) -> Change:
    if start.startswith(b"::"):
        return _merged(start, tokens, fields)
    parts = start[1:].split(b" ")
    if len(parts) != _PARTS:
        raise failure("git's answer can't be read")
    old_mode, mode, old, new, status = parts
    # The old name is given only where it differs.
    names = _take(tokens, 2 if status[:1] in _RENAMED else 1)
    fields.append(start)
    fields.extend(names)
    before = Side(None if old_mode == _NOTHING else names[0], _text(old_mode, old))
    return Change(names[-1], _text(mode, new), (before,), mode == _NOTHING)


def _merged(start: bytes, tokens: Iterator[bytes], fields: list[bytes]) -> Change:
    facts = start.lstrip(b":")
    parents = len(start) - len(facts)
    *parts, status = facts.split(b" ")
    if len(parts) != 2 * parents + 2 or len(status) != parents:
        raise failure("git's answer can't be read")
    # One name for each parent, and the name in the merge.
    names = _take(tokens, parents + 1)
    fields.append(start)
    fields.extend(names)
    modes, ids = parts[: parents + 1], parts[parents + 1 :]
    before = tuple(
        Side(None if mode == _NOTHING else name, _text(mode, blob))
        for mode, blob, name in zip(modes, ids, names[:-1], strict=False)
    )
    return Change(names[-1], _text(modes[-1], ids[-1]), before, modes[-1] == _NOTHING)


def _text(mode: bytes, blob: bytes) -> str:
    # Links and submodules (120000, 160000) hold no prose of their own.
    return blob.decode("ascii") if mode.startswith(b"100") else ""
