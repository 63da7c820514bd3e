"""The lines of a log, whatever has happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub.usage.imports.requests import Reject

LONGEST_LINE = 64 * 1024
"""Bytes above which a line is rejected; servers cut requests at 8 KiB or 16 KiB."""
TOO_LONG = f"longer than {LONGEST_LINE // 1024} KiB"
CONTROL = "with control characters"


def lines_of(chunks: Iterable[bytes], reject: Reject) -> Iterator[bytes]:
    """Cut a log into lines without their ends; empty ones are passed over.

    Args:
        chunks: The log, piece by piece.
        reject: Told lines that are too long, of which only the beginning is kept, and lines with
            NUL or escape characters, which no server writes and terminals obey.
    """
    rest, is_too_long = b"", False
    for chunk in chunks:
        text = rest + chunk
        is_odd = b"\0" in text or b"\x1b" in text
        lines = text.split(b"\n")
        rest = lines.pop()
        if is_too_long and lines:
            reject(lines.pop(0)[:LONGEST_LINE], TOO_LONG)
            is_too_long = False
        if len(rest) > LONGEST_LINE:
            rest, is_too_long = rest[:LONGEST_LINE], True
        yield from _usable(lines, reject, is_odd=is_odd)
    if is_too_long:
        reject(rest, TOO_LONG)
    elif rest:
        yield from _usable([rest], reject, is_odd=True)


def _usable(lines: list[bytes], reject: Reject, *, is_odd: bool) -> Iterator[bytes]:
    for line in lines:
        if line[-1:] == b"\r":
            line = line.rstrip(b"\r")  # noqa: PLW2901 (the line is meant)
        if not line:
            continue
        if len(line) > LONGEST_LINE:
            reject(line[:LONGEST_LINE], TOO_LONG)
        elif is_odd and (b"\0" in line or b"\x1b" in line):
            reject(line, CONTROL)
        else:
            yield line
