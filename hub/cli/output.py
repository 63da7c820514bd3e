"""Standard output whose reader may stop reading, as ``head`` does, or know few characters."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Unread(io.FileIO):
    """A file that takes what nobody reads any more without complaint."""

    def write(self, data: ReadableBuffer) -> int | None:  # type: ignore[override]  # a keyword less
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def outlive_the_reader() -> None:
    """Let a command go on to its end, and to its exit code, whoever reads its output.

    ``hub lint | head`` would otherwise end as failed, or as passed, by where ``head`` stopped. And
    a terminal or a pipe that knows no UTF-8 gets a question mark for a sign that it can't show.
    """
    stream = sys.__stdout__
    if stream is None or sys.stdout is not stream or not isinstance(stream, io.TextIOWrapper):
        return  # somebody has taken the output in hand already
    stream.flush()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Unread(stream.fileno(), "wb", closefd=False)),
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
    )
