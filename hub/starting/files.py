"""New files, written all or none, and never over what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.errors import ConfigError, Problem


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written."""

    path: str
    """Relative to the folder it is written to, with ``/``."""
    text: str


def refuse_conflicts(root: Path, files: Iterable[NewFile]) -> None:
    """Refuse to write where something is in the way.

    Args:
        root: The folder to write to; it need not be there.
        files: What would be written.

    Raises:
        ConfigError: With everything that is in the way.
    """
    problems = [
        *(_in_the_way(file.path) for file in files if os.path.lexists(root / file.path)),
        *(_not_a_folder(root, place) for place in _blocked(root, files)),
    ]
    if problems:
        raise ConfigError.of(problems)


def write_new(root: Path, files: Sequence[NewFile]) -> None:
    """Write files that are not there yet; on a mishap what was written is taken away again.

    Args:
        root: The folder to write to; made if it is not there.
        files: What to write.

    Raises:
        ConfigError: When something is in the way, or a file can't be written.
    """
    refuse_conflicts(root, files)
    made: list[Path] = []
    try:
        for file in files:
            _write(root / file.path, file.text, made)
    except OSError as error:
        for place in reversed(made):
            place.rmdir() if place.is_dir() else place.unlink()
        raise ConfigError(
            Problem(
                path=file.path,
                rule="new-file",
                found=f"can't be written: {error.strerror or error}",
                expected="a folder that can be written, with room in it",
                remedy="Nothing was written. Mend it, and run the command again.",
            )
        ) from error


def _write(target: Path, text: str, made: list[Path]) -> None:
    for folder in reversed(target.parents):
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        made.append(target)
        file.write(text)


def _blocked(root: Path, files: Iterable[NewFile]) -> list[Path]:
    """What stands where a folder is needed and is none, each once."""
    needed = {folder for file in files for folder in (root / file.path).parents}
    return sorted(folder for folder in needed if os.path.lexists(folder) and not folder.is_dir())


def _in_the_way(path: str) -> Problem:
    return Problem(
        path=path,
        rule="new-file",
        found="is there already, and nothing is written over",
        remedy="Move it away, or choose another name or folder.",
    )


def _not_a_folder(root: Path, place: Path) -> Problem:
    return Problem(
        path=place.relative_to(root).as_posix() if place.is_relative_to(root) else str(place),
        rule="new-file",
        found="is not a folder",
        remedy="Move it away, or choose another folder.",
    )
