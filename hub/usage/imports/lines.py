"""The lines of a log, whatever has happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from hub.usage.imports.requests import Reject

LONGEST_LINE = 64 * 1024
"""Bytes above which a line is rejected; servers cut requests at 8 KiB or 16 KiB."""
TOO_LONG = f"longer than {LONGEST_LINE // 1024} KiB"
_ODD = (b"\r", b"\0", b"\x1b")
CONTROL = "with control characters"


def lines_of(chunks: Iterable[bytes], reject: Reject) -> Iterator[bytes]:
    """Cut a log into lines without their ends; empty ones are passed over.

    Args:
        chunks: The log, piece by piece.
        reject: Told lines that are too long, of which only the beginning is kept, and lines with
            NUL or escape characters, which no server writes and terminals obey.
    """
    # A chain of lists, because a generator would be resumed for every line.
    return chain.from_iterable(_lists(chunks, reject))


def _lists(chunks: Iterable[bytes], reject: Reject) -> Iterator[list[bytes]]:
    rest, is_too_long = b"", False
    for chunk in chunks:
        text = rest + chunk
        lines = text.split(b"\n")
        rest = lines.pop()
        if is_too_long and lines:
            reject(lines.pop(0)[:LONGEST_LINE], TOO_LONG)
            is_too_long = False
        if len(rest) > LONGEST_LINE:
            rest, is_too_long = rest[:LONGEST_LINE], True
        if lines and (max(map(len, lines)) > LONGEST_LINE or any(map(text.__contains__, _ODD))):
            lines = list(_usable(lines, reject))
        yield list(filter(None, lines))
    if is_too_long:
        reject(rest, TOO_LONG)
    elif rest:
        yield list(filter(None, _usable([rest], reject)))


def _usable(lines: list[bytes], reject: Reject) -> Iterator[bytes]:
    for line in lines:
        text = line.rstrip(b"\r")
        if len(text) > LONGEST_LINE:
            reject(text[:LONGEST_LINE], TOO_LONG)
        elif b"\0" in text or b"\x1b" in text:
            reject(text, CONTROL)
        else:
            yield text
