"""``hub codeowners``: the repository's CODEOWNERS file, as it is and as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hub.content.codeowners import CODEOWNERS_PLACES
from hub.content.replacing import replace_file
from hub.errors import BuildError, ContentError, Problem
from hub.report.codeowners import RULE, OwnerRules, misread, owner_rules, with_rules, without_rules

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeownersFile:
    """The file, and the rules that it should hold."""

    repository: Path
    """The repository's top folder."""
    place: str
    """Where the file is, or would be, relative to the repository."""
    text: str
    """What it says; empty where there is none."""
    rules: OwnerRules
    """The owners that the pages name."""
    library: Library
    people: People
    prefix: str
    """The content folder as seen from the repository, with a closing ``/``, or empty."""

    def wanted(self) -> str:
        """The file as it should be.

        Raises:
            ContentError: When its block is damaged, or another line of it would give a page to
                somebody else.
        """
        others = without_rules(self.text)
        if not self.rules.lines and others == self.text:
            return self.text
        wanted = with_rules(self.text, self.rules.lines, self.place)
        problems = misread(wanted, others, self.library, self.people, self.prefix)
        if problems:
            raise ContentError.of(problems)
        return wanted

    @property
    def is_current(self) -> bool:
        """Whether the file is as it should be."""
        try:
            return self.wanted() == self.text
        except ContentError:
            return False

    def write(self, wanted: str) -> None:
        """Replace the file.

        Raises:
            BuildError: When it can't be written, or stands behind a symbolic link: a repository
                could have its owner write into files of its choice.
        """
        path = self.repository.resolve() / self.place
        if path.resolve() != path:
            found = "stands behind a symbolic link"
            raise BuildError(self._problem(found, "Put a file in the place of the link."))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, wanted.encode("utf-8", "surrogateescape"))
        except OSError as error:
            found = f"can't be written: {error.strerror or error}"
            raise BuildError(self._problem(found)) from error

    def _problem(self, found: str, remedy: str = "") -> Problem:
        return Problem(path=self.place, rule=RULE, found=found, remedy=remedy)


def codeowners_file(
    library: Library, people: People, *, folder: Path, repository: Path
) -> CodeownersFile:
    """Read the CODEOWNERS file of a repository, and work out what it should say.

    Args:
        library: All pages.
        people: Who is who.
        folder: The content folder, below ``repository``.
        repository: The repository's top folder.
    """
    inside = folder.resolve().relative_to(repository.resolve()).as_posix()
    prefix = "" if inside == "." else f"{inside}/"
    places = (place for place in CODEOWNERS_PLACES if (repository / place).is_file())
    place = next(places, CODEOWNERS_PLACES[0])
    return CodeownersFile(
        repository=repository,
        place=place,
        text=_read(repository / place),
        rules=owner_rules(library, people, prefix),
        library=library,
        people=people,
        prefix=prefix,
    )


def _read(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()
