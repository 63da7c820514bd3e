"""Owners from a CODEOWNERS file, for pages that name none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pathspec

CODEOWNERS_PLACES = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
"""Where a repository may keep the file, in the order in which it is looked for."""

_SECTION = re.compile(r"\^?\[[^\]]+\](?:\[\d+\])?(?P<owners>$|\s.*)")
"""GitLab's ``[Section name][2] @owner``: the owners of its rules that name none."""
_COMMENT = re.compile(r"(?:^|\s)#.*")


class CodeOwners:
    """The rules of one CODEOWNERS file; the last that matches a path counts.

    Args:
        text: The file's content, in the form that GitHub and GitLab read.

    Attributes:
        text: The same; two with the same text give every file the same owner.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._rules: list[tuple[pathspec.PathSpec[Any], str]] = []
        usual = ""
        for line in (_COMMENT.sub("", raw).strip() for raw in text.splitlines()):
            section = _SECTION.match(line)
            if section is not None:
                usual = next(iter(section["owners"].split()), "")
                continue
            words = line.split()
            if words and (spec := _spec(words[0])) is not None:
                self._rules.append((spec, words[1] if len(words) > 1 else usual))

    def owner_of(self, path: str) -> str | None:
        """The first owner of the file at ``path``, relative to the repository; None without one."""
        for spec, owner in reversed(self._rules):
            if spec.match_file(path):
                return owner or None
        return None


def _spec(pattern: str) -> pathspec.PathSpec[Any] | None:
    """The files that a pattern means; None where forges don't know it either."""
    if pattern.startswith(("!", "[", "^[")):
        return None
    try:
        return pathspec.PathSpec.from_lines("gitignore", [pattern])
    except ValueError:
        return None


def read_codeowners(root: Path) -> CodeOwners:
    """Read the repository's CODEOWNERS, from the first of the places where forges look for it.

    Args:
        root: The repository's top folder.
    """
    for place in CODEOWNERS_PLACES:
        path = root / place
        if path.is_file():
            return CodeOwners(path.read_text(encoding="utf-8", errors="replace"))
    return CodeOwners("")
