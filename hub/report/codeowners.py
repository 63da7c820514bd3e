"""``hub codeowners``: the owners that pages name, as rules of a CODEOWNERS file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.content.codeowners import CodeOwners
from hub.content.reading import UNREADABLE_RULE
from hub.errors import ContentError, Problem

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.people import People

BEGIN = "# hub codeowners: begin. Written by the command; edit owner: in the pages instead."
END = "# hub codeowners: end."
RULE = "codeowners"

_SPECIAL = re.compile(r"[\s#*?\[\]\\\x00-\x1f]")
"""Signs that forges read in different ways; a ``?``, which stands for any one, is read alike."""


@dataclass(frozen=True, slots=True)
class OwnerRules:
    """What a CODEOWNERS file says about the pages."""

    lines: tuple[str, ...]
    """One rule each, sorted by path."""
    nameless: tuple[tuple[str, int], ...]
    """Owners whom the forge could not know, with the number of their pages."""


def owner_rules(library: Library, people: People, prefix: str) -> OwnerRules:
    """Write the rules for all pages that name an owner themselves.

    A folder with one owner for all its pages is one rule. A page whose owner comes from CODEOWNERS
    already, or from nowhere, gets none, and neither does a folder with such a page.

    Args:
        library: All pages.
        people: Who is who.
        prefix: The content folder as seen from the repository's root, with a closing ``/``, or
            empty.
    """
    named: dict[str, str | None] = {
        prefix + problem.path: None
        for problem in library.problems
        if problem.rule == UNREADABLE_RULE
    }
    nameless: Counter[str] = Counter()
    for page in library.pages.values():
        handle = page.owner if page.meta.owner else None
        name = people.forge_name(handle) if handle else None
        named[prefix + page.path] = name
        if handle and name is None:
            nameless[handle] += 1
    rules = sorted(_rules(prefix.rstrip("/"), list(named.items())))
    return OwnerRules(
        tuple(f"{_pattern(path)} {name}" for path, name in rules), tuple(sorted(nameless.items()))
    )


def _rules(folder: str, pages: Sequence[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    """Paths, those of folders with a closing slash, and the names behind them."""
    owners = {name for _, name in pages}
    owner = owners.pop() if len(owners) == 1 else None
    if folder and owner and len(pages) > 1:
        yield f"{folder}/", owner
        return
    below: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for path, name in pages:
        inside = path.removeprefix(f"{folder}/") if folder else path
        head, slash, _ = inside.partition("/")
        if slash:
            below[f"{folder}/{head}" if folder else head].append((path, name))
        elif name is not None:
            yield path, name
    for child, inner in below.items():
        yield from _rules(child, inner)


def _pattern(path: str) -> str:
    return "/" + _SPECIAL.sub("?", path)


def with_rules(text: str, lines: Iterable[str], path: str) -> str:
    """Put the rules into a CODEOWNERS file; what stands outside of their block stays.

    Args:
        text: The file as it is; empty where there is none.
        lines: The rules.
        path: The file, for messages.

    Raises:
        ContentError: When the block has only one of its two ends, or is there twice.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    block = "".join(line + end for line in (BEGIN, *lines, END))
    found = text.splitlines(keepends=True)
    begins = [n for n, line in enumerate(found) if line.startswith(BEGIN[:24])]
    ends = [n for n, line in enumerate(found) if line.startswith(END)]
    if not begins and not ends:
        gap = "" if not text or text.endswith(("\n", "\r")) else end
        return text + gap + block
    if len(begins) != 1 or len(ends) != 1 or begins[0] > ends[0]:
        raise _broken_block(path, (begins or ends)[0] + 1)
    return "".join(found[: begins[0]]) + block + "".join(found[ends[0] + 1 :])


def _broken_block(path: str, line: int) -> ContentError:
    return ContentError(
        Problem(
            path=path,
            line=line,
            rule=RULE,
            found="the block of hub codeowners does not begin once and end once",
            expected=f'one line "{BEGIN[:24]} …" and below it one line "{END}"',
            remedy="Remove what is left of the block; the command writes it anew.",
        )
    )


def misread(text: str, before: str, library: Library, people: People, prefix: str) -> list[Problem]:
    """Read the rules back: pages that the file would give to somebody else than they name.

    Args:
        text: The file with the rules.
        before: The file without any of them.
        library: All pages.
        people: Who is who.
        prefix: The content folder as seen from the repository's root.
    """
    owners, others = CodeOwners(text), CodeOwners(before)
    problems = []
    for page in library.pages.values():
        path = prefix + page.path
        found = owners.owner_of(path)
        if page.meta.owner and page.owner and people.forge_name(page.owner):
            wanted: str | None = page.owner
        else:
            wanted = _handle(others.owner_of(path), people)
        if _handle(found, people) != wanted:
            problems.append(_misread(path, found, wanted))
    return problems


def _handle(name: str | None, people: People) -> str | None:
    return people.handle(name) if name else None


def _misread(path: str, found: str | None, wanted: str | None) -> Problem:
    return Problem(
        path=path,
        rule=RULE,
        found=f"CODEOWNERS would give the page to {found or 'nobody'}",
        expected=wanted or "nobody",
        remedy="Move the rule that comes after the block above it; the last that matches counts.",
    )


def without_rules(text: str) -> str:
    """The file without the block."""
    found = text.splitlines(keepends=True)
    begins = [n for n, line in enumerate(found) if line.startswith(BEGIN[:24])]
    ends = [n for n, line in enumerate(found) if line.startswith(END)]
    return "".join(found[: begins[0]] + found[ends[0] + 1 :]) if begins and ends else text
