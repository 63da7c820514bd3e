"""Console blocks of the documentation: read, run, compared, written anew."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.builders import run_hub
from tests.documentation.workspace import at_home

PROJECT = Path(__file__).parent.parent.parent
PAGES = PROJECT / "content" / "reference" / "commands"
_BLOCK = re.compile(r"^```console\n(?P<text>.*?)^```$", re.M | re.S)
_PROMPT = "$ "
_SECONDS = re.compile(r"\b\d+\.\d s\b")
"""How long something took; the documentation says 0.1 s, whatever the machine."""
_OTHERS = frozenset({"git", "sed", "cat", "ls"})
"""Programs beside ``hub`` that an example may run; ``cd`` is known, too."""


@dataclass(frozen=True, slots=True)
class Session:
    """A folder in which the examples of one page are run, one after another."""

    home: Path
    """The copy of the workspace that belongs to this page."""

    def run(self, text: str) -> str:
        """Run the commands of a console block, and give the block that they make."""
        here = self.home / "handbook"
        lines = []
        for command in _commands(text):
            lines.append(f"{_PROMPT}{command}")
            program, *words = shlex.split(command.replace("\\\n", ""), comments=True)
            if program == "cd":
                here = (here / words[0]).resolve()
            else:
                lines += self._said(here, program, words)
        return "\n".join([*lines, ""])

    def _said(self, here: Path, program: str, words: list[str]) -> list[str]:
        if program == "hub":
            said = run_hub(here, *words).said
        elif program in _OTHERS:
            done = subprocess.run(
                [program, *words], cwd=here, capture_output=True, text=True, check=True
            )
            said = done.stdout
        else:
            raise ValueError(f"an example can't run {program}")
        said = _SECONDS.sub("0.1 s", said.replace(str(self.home), "~")).strip("\n")
        return [line.rstrip() for line in said.split("\n")] if said else []


def pages() -> list[Path]:
    """The pages with examples."""
    return sorted(PAGES.glob("*.md"))


def blocks(text: str) -> list[str]:
    """The console blocks of a page."""
    return [match["text"] for match in _BLOCK.finditer(text)]


def as_run(text: str, workspace: Path, place: Path) -> str:
    """A page's text with what its commands really print.

    Args:
        text: The page.
        workspace: The handbooks; they are copied first.
        place: A folder to work in.
    """
    shutil.copytree(workspace, place, dirs_exist_ok=True)
    session = Session(place)
    with at_home(place):
        return _BLOCK.sub(lambda block: f"```console\n{session.run(block['text'])}```", text)


def _commands(text: str) -> Iterator[str]:
    """The commands of a block; a line that ends in a backslash goes on in the next."""
    pending = ""
    for line in text.splitlines():
        if pending or line.startswith(_PROMPT):
            pending += line if pending else line.removeprefix(_PROMPT)
            if pending.endswith("\\"):
                pending += "\n"
                continue
            yield pending
            pending = ""
