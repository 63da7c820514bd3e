"""Commands run at a real terminal, by somebody who answers their questions."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.builders import Outcome

_PATIENCE = 60.0
"""Seconds until a command that waits for an answer nobody has is given up."""


def at_a_terminal(folder: Path, arguments: Sequence[str], *, answers: Sequence[str]) -> Outcome:
    """Run ``hub`` at a terminal and type an answer to each of its questions.

    Args:
        folder: The working directory.
        arguments: What stands after ``hub``.
        answers: What is typed, a line each; after the last, the end of input.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "hub.cli.main", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(theirs)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode() + b"\x04")
    said = _everything(ours)
    return Outcome(process.wait(_PATIENCE), said, "")


def _everything(terminal: int) -> str:
    """What comes out of a terminal until the program at its other end is gone."""
    said, deadline = b"", time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux: nobody holds the other end any more
            break
        if not chunk:
            break
        said += chunk
    os.close(terminal)
    return said.decode("utf-8", "replace").replace("\r\n", "\n")
