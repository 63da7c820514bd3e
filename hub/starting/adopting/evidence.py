"""What a handbook says about itself, and the ``hub.yml`` that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from hub.config.model import Forge, ForgeKind
from hub.content.addresses import Place
from hub.content.library import Library
from hub.content.outline import LinkForm
from hub.history import Contributor
from hub.period import long_day
from hub.starting.adopting.orgs import CLEAR_PEOPLE, Domain, domains_among, two_clear
from hub.starting.adopting.people import Somebody, handles_for, people_among, several
from hub.starting.adopting.places import Places
from hub.starting.adopting.remote import web_address
from hub.starting.blanks import as_yaml
from hub.starting.hub_yml import Entry, HubYml
from hub.starting.names import file_name

_MOST_DOMAINS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that was found, before anything is concluded from it."""

    name: str
    """The site's name, or the folder's."""
    places: Places
    library: Library
    """The pages, read without any ``hub.yml``; ``[[Page]]`` is taken for a link."""
    contributors: Sequence[Contributor]
    """Everybody who committed to the pages."""
    remote: str = ""
    """Address of the repository, as the site's configuration or git gives it."""
    forge_kind: ForgeKind = "github"
    """Whose files the repository has; a guess, where the address does not tell."""
    branch: str = ""
    """The branch that is checked out."""
    sides: tuple[str, ...] = ()
    """Mail domains of the organisations, where somebody said so."""
    is_one: bool = False
    """Whether somebody said that there is one organisation, whatever the domains."""


def hub_yml(evidence: Evidence) -> HubYml:
    """What follows from the evidence; nothing that isn't shown by it.

    Args:
        evidence: What was found.
    """
    everybody = people_among(evidence.contributors)
    domains = domains_among(everybody)
    commits = sum(one.commits for one in everybody)
    orgs = _orgs(evidence, domains, commits)
    owners = _owners(evidence.library)
    teams = {name: Entry(values={}, why=why) for name, why in _teams(owners).items()}
    enough = several(commits)
    regulars = [one for one in everybody if one.commits >= enough or _owns_any(one, owners)]
    people = handles_for(regulars, owners, teams)
    return HubYml(
        name=evidence.name,
        orgs=orgs,
        people={handle: _person(one) for handle, one in people.items()}
        | _unmatched(owners, people, teams),
        teams=teams,
        folder=evidence.places.folder.as_posix(),
        include=evidence.places.include,
        wiki_links=_wiki_links(evidence.library),
        review=_review(evidence.library),
        forge=_forge(evidence),
        opening=_opening(len(everybody) - len(regulars), enough),
        notes=[*_forge_note(evidence), *([] if orgs else _notes(domains, commits))],
    )


def _orgs(evidence: Evidence, domains: Sequence[Domain], commits: int) -> dict[str, Entry]:
    if evidence.is_one:
        return {}
    clear = two_clear(domains, commits)
    chosen = evidence.sides or (tuple(domain.name for domain in clear) if clear else ())
    known = {domain.name: domain for domain in domains}
    orgs: dict[str, Entry] = {}
    for name in chosen:
        handle = file_name(name.partition(".")[0]) or name
        domain = known.get(name, Domain(name, 0, 0))
        handle = handle if handle not in orgs else file_name(name)
        orgs[handle] = Entry(values={"name": name, "domains": [name]}, why=_of_all(domain, commits))
    return orgs


def _of_all(domain: Domain, commits: int) -> str:
    if not domain.people:
        return "nobody has committed from there yet"
    people = "1 person" if domain.people == 1 else f"{domain.people} people"
    return f"{domain.commits} of {commits} commits, {people}"


def _owners(library: Library) -> Counter[str]:
    """What pages and CODEOWNERS name as owners, and how many pages each owns."""
    return Counter(page.owner for page in library.pages.values() if page.owner)


def _teams(owners: Mapping[str, int]) -> dict[str, str]:
    """Owners that are no single person: ``@org/team``, a channel, several words."""
    found: dict[str, str] = {}
    for owner, pages in sorted(owners.items()):
        is_group = owner.startswith("#") or " " in owner or "/" in owner
        if is_group and "@" not in owner.removeprefix("@"):
            name = owner.rsplit("/", 1)[-1] if owner.startswith("@") else owner
            found[name] = f"{_owns(pages)} as {owner}" if name != owner else _owns(pages)
    return found


def _unmatched(
    owners: Mapping[str, int], people: Iterable[str], teams: Iterable[str]
) -> dict[str, Entry]:
    """Owners of whom the history knows nothing else."""
    known = {*people, *teams}
    found = {}
    for owner, pages in sorted(owners.items()):
        handle = owner.removeprefix("@").rsplit("/", 1)[-1]
        if handle not in known and owner not in known and "@" not in handle:
            found[handle] = Entry(values={"name": handle}, why=f"{_owns(pages)}; no commits")
    return found


def _owns(pages: int) -> str:
    return "owns 1 page" if pages == 1 else f"owns {pages} pages"


def _owns_any(one: Somebody, owners: Mapping[str, int]) -> bool:
    named = {owner.removeprefix("@").lower() for owner in owners}
    return bool(named & {*one.logins, *one.addresses})


def _person(one: Somebody) -> Entry:
    first, *others = one.addresses or ("",)
    commits = "1 commit" if one.commits == 1 else f"{one.commits} commits"
    why = f"{commits}, the last on {long_day(one.last)}"
    return Entry(values={"name": one.name, "email": first, "emails": others}, why=why)


def _wiki_links(library: Library) -> str:
    """How many wiki links there are that lead to a page; empty where there are none."""
    found = [
        link.target
        for page in library.pages.values()
        for link, there in zip(page.outline.links, library.destinations(page), strict=True)
        if link.form is LinkForm.WIKI and there.place is Place.PAGE
    ]
    count = "1 link" if len(found) == 1 else f"{len(found)} links"
    return f"{count} such as [[{found[0]}]]" if found else ""


def _opening(left_out: int, enough: int) -> list[str]:
    lines = [
        "# Written by hub adopt from what pages, CODEOWNERS and git say; the comments tell why.",
        "# From now on it is yours: correct what is wrong, and remove who has left.",
    ]
    if left_out:
        who = "1 other is" if left_out == 1 else f"{left_out} others are"
        lines.append(f"# {who} not listed: fewer than {enough} commits to the pages.")
    return lines


def _review(library: Library) -> list[str]:
    """A review period is promised by people; it can't be found in a history."""
    pages = library.pages.values()
    stated = Counter(str(page.meta.review.every) for page in pages if page.meta.review.every)
    said = ", ".join(f"{every} on {count}" for every, count in stated.most_common(3))
    return [
        "# How often a page is reviewed is a promise, which nobody can find in a history.",
        *([f"# Pages that state it themselves: {said}."] if said else []),
        "# review:",
        "#   warn: 30 days",
        "#   every: {page: 12 months}",
    ]


def _forge(evidence: Evidence) -> dict[str, str]:
    """Where the repository is hosted, where that can be told from its address alone."""
    url = web_address(evidence.remote)
    try:
        Forge(url=url)
    except ValidationError:
        return {}
    return {"url": url, **({"branch": evidence.branch} if evidence.branch else {})}


def _forge_note(evidence: Evidence) -> list[str]:
    """A forge that can be reached, but does not tell which addresses it uses."""
    url = web_address(evidence.remote)
    if not url or _forge(evidence):
        return []
    return [
        "# Pages can link to where they are edited. Say which addresses this host uses:",
        f"# forge: {as_yaml({'url': url, 'kind': evidence.forge_kind})}",
    ]


def _notes(domains: Sequence[Domain], commits: int) -> list[str]:
    shared = [one for one in domains if one.people > 1]
    if not shared:
        return []
    lines = ["# One organisation, and so one audience. Mail domains of more than one person:"]
    lines += [f"#   {one.name}: {_of_all(one, commits)}" for one in shared[:_MOST_DOMAINS]]
    if len(candidates := [one for one in shared if one.people >= CLEAR_PEOPLE]) > 1:
        sides = " ".join(f"--side {domain.name}" for domain in candidates[:2])
        lines.append("# If two organisations share this handbook, remove this file, and say so:")
        lines.append(f"#   hub adopt {sides}")
    return lines
