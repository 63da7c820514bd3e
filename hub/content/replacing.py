"""Replacing a file as a whole: at every moment it holds either the old content or the new."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes, *, expected: bytes | None = None) -> None:
    """Write a file; the mode of the one that is there is kept.

    Args:
        path: The file; behind a symbolic link, the file that it leads to is replaced.
        data: Its new content.
        expected: What it must still hold, so that nobody's edit in the meantime is lost; None
            asks for nothing.

    Raises:
        OSError: When it can't be written, or holds something else than ``expected``.
    """
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".hub-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        _refuse_another(path, expected)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _refuse_another(path: Path, expected: bytes | None) -> None:
    if expected is not None and path.read_bytes() != expected:
        raise OSError("somebody else has changed the file in the meantime")
