"""The people behind commits and owners' names, each once."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.history import Contributor
from hub.starting.names import first_name, handle_for

_SEVERAL = 3
_SHARE = 100

_MACHINES = re.compile(r"\[bot\]|^(dependabot|renovate|github-actions|github|gitlab)\b", re.I)
_NOREPLY = re.compile(r"(?:\d+[+-])?(?P<login>[^@+]+)@users\.noreply\.(?:github|gitlab)\.", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """One person, under all names and addresses that they commit with."""

    name: str
    addresses: tuple[str, ...]
    """In lower case, the busiest first."""
    commits: int
    last: dt.date
    """Day of their last commit to the pages."""

    @property
    def logins(self) -> frozenset[str]:
        """Their names on a forge, as far as their addresses tell."""
        found = (_NOREPLY.match(address) for address in self.addresses)
        return frozenset(match["login"].lower() for match in found if match)


def people_among(contributors: Iterable[Contributor]) -> list[Somebody]:
    """Who is behind the commits, the busiest first.

    Two authors are one person when they share an address, or a name of two words or more;
    ``.mailmap`` has been applied before. Programs are left out.

    Args:
        contributors: The authors of the commits.
    """
    groups: list[list[Contributor]] = []
    by_sign: dict[str, list[Contributor]] = {}
    for one in contributors:
        if _MACHINES.search(one.author.name) or one.author.email == "noreply@github.com":
            continue
        signs = [sign for sign in _signs(one) if sign]
        group = next((by_sign[sign] for sign in signs if sign in by_sign), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        for sign in signs:
            by_sign.setdefault(sign, group)
    return sorted(map(_somebody, groups), key=lambda one: (-one.commits, one.name))


def several(commits: int) -> int:
    """The number of commits from which somebody counts as one of a handbook's people.

    Args:
        commits: How many there are in all.

    Returns:
        A hundredth of them, at least 3: who turned up once is no reviewer, and a list of
        everybody who ever did would be read by nobody.
    """
    return max(_SEVERAL, commits // _SHARE)


def handles_for(
    people: Sequence[Somebody], owners: Iterable[str], taken: Iterable[str]
) -> dict[str, Somebody]:
    """Give everybody a handle: the name under which they own pages, or their first name.

    Where two share a first name, both get their whole name.

    Args:
        people: The people.
        owners: What pages and CODEOWNERS say for owners, such as ``@ana`` or an address.
        taken: Handles that are used for something else.
    """
    wanted = {owner.removeprefix("@").lower(): owner.removeprefix("@") for owner in owners}
    firsts = Counter(first_name(one.name) for one in people)
    used = {*taken, *wanted.values(), *(first for first, count in firsts.items() if count > 1)}
    handles = {}
    for one in people:
        own = next((wanted[login] for login in sorted(one.logins) if login in wanted), None)
        handle = own or handle_for(one.name, one.addresses[0], used)
        used.add(handle)
        handles[handle] = one
    return handles


def _signs(one: Contributor) -> tuple[str, ...]:
    name = " ".join(one.author.name.casefold().split())
    return (one.author.email, f"name {name}" if " " in name else "")


def _somebody(group: list[Contributor]) -> Somebody:
    commits: dict[str, int] = defaultdict(int)
    for one in group:
        commits[one.author.email] += one.commits
    addresses = sorted(filter(None, commits), key=lambda address: -commits[address])
    return Somebody(
        name=max((one.author.name for one in group), key=lambda name: (" " in name, len(name))),
        addresses=tuple(addresses),
        commits=sum(one.commits for one in group),
        last=max(one.last for one in group),
    )
