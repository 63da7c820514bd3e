"""Lines that could not be read: counted by reason, and kept aside for whoever wants to look."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hub.errors import ConfigError, Problem, printable

_IN_MEMORY = 1 << 20


class Rejects:
    """Counts rejected lines, and keeps them as they are until the file is read.

    Args:
        kept: Where they are kept; None only counts them.
    """

    def __init__(self, kept: IO[bytes] | None) -> None:
        self._kept = kept
        self.reasons: Counter[str] = Counter()
        """How many lines were rejected, by reason."""

    def __call__(self, line: bytes, reason: str) -> None:
        """Reject a line."""
        self.reasons[reason] += 1
        if self._kept is not None:
            self._kept.write(line + b"\n")

    def write(self, path: Path) -> None:
        """Write them to a file, if there are any; it holds what the log held of people.

        Raises:
            ConfigError: When it can't be written.
        """
        if self._kept is None or not self.reasons:
            return
        self._kept.seek(0)
        try:
            with path.open("wb") as file:
                path.chmod(0o600)
                while chunk := self._kept.read(_IN_MEMORY):
                    file.write(chunk)
        except OSError as error:
            found = f"can't be written: {error.strerror or error}"
            remedy = "Name another file with --rejects."
            raise ConfigError(
                Problem(path=printable(str(path)), rule="import", found=found, remedy=remedy)
            ) from error


@contextmanager
def collected_rejects(*, is_kept: bool) -> Iterator[Rejects]:
    """Rejects that are forgotten at the end unless they were written.

    Args:
        is_kept: Whether the lines are kept, and not only counted.
    """
    if not is_kept:
        yield Rejects(None)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
        yield Rejects(kept)
