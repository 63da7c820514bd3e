"""Organisations, as far as mail domains show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.starting.adopting.people import Somebody

_CLEAR_SHARE = 0.6
"""Share of all commits that two domains must have together to be two organisations."""
CLEAR_PEOPLE = 3
"""People that each of them must have."""
_FREE_MAIL = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com"),
        *("proton.me", "protonmail.com", "pm.me", "gmx.com", "gmx.net", "gmx.de", "web.de"),
        *("qq.com", "163.com", "126.com", "mail.ru", "yandex.ru", "fastmail.com", "hey.com"),
        *("zoho.com", "naver.com", "t-online.de", "orange.fr", "free.fr", "btinternet.com"),
    )
)
_NOT_MAIL = ("noreply", "localhost", "local", "localdomain", "internal", "lan", "home")


@dataclass(frozen=True, slots=True)
class Domain:
    """A mail domain of an organisation."""

    name: str
    commits: int
    people: int


def domains_among(people: Iterable[Somebody]) -> list[Domain]:
    """Mail domains of organisations, the busiest first.

    Domains where everybody can get an address, those that forges make up and those of single
    machines are no organisations. An address counts for its owner's busiest domain.

    Args:
        people: Everybody who committed.
    """
    commits: Counter[str] = Counter()
    members: defaultdict[str, int] = defaultdict(int)
    for one in people:
        domain = next((name for a in one.addresses if (name := _organisation(a))), None)
        if domain is not None:
            commits[domain] += one.commits
            members[domain] += 1
    return [Domain(name, count, members[name]) for name, count in commits.most_common()]


def two_clear(domains: Sequence[Domain], all_commits: int) -> tuple[Domain, Domain] | None:
    """The two organisations that share a handbook, where the evidence is clear.

    Args:
        domains: The domains, the busiest first.
        all_commits: How many commits there are.

    Returns:
        Two domains of three people or more, with three fifths of all commits between them and
        at least a tenth of them each; None where that is not so, or where one is a part of
        the other.
    """
    if len(domains) < 2:  # noqa: PLR2004 (two sides share a hub)
        return None
    one, other = domains[0], domains[1]
    is_clear = (
        one.commits + other.commits >= _CLEAR_SHARE * all_commits
        and other.commits * 10 >= all_commits
        and min(one.people, other.people) >= CLEAR_PEOPLE
    )
    related = one.name.endswith(f".{other.name}") or other.name.endswith(f".{one.name}")
    return (one, other) if is_clear and not related else None


def _organisation(address: str) -> str | None:
    domain = address.rpartition("@")[2].strip(".").lower()
    parts = domain.split(".")
    is_one = len(parts) > 1 and domain not in _FREE_MAIL and not set(parts) & set(_NOT_MAIL)
    return domain if is_one else None
