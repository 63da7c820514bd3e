"""Who is who: handles, addresses and names to people, teams and organisations."""

from __future__ import annotations

import re

from hub.config import EVERYONE, HubConfig

_ADDRESS = re.compile(r"[<(]?(?P<name>[^\s<>()@]+)@[\w.-]+[>)]?")


class People:
    """The people and teams of a hub, found by any of their names.

    Args:
        config: The hub's configuration.
    """

    def __init__(self, config: HubConfig) -> None:
        self._config = config
        self._by_address = {
            address: handle
            for handle, person in config.people.items()
            for address in person.addresses
        }
        self._by_login = {p.login.lower(): h for h, p in config.people.items() if p.login}
        self._by_login |= {t.login.lower(): h for h, t in config.teams.items() if t.login}
        self._by_domain = {
            domain: handle for handle, org in config.orgs.items() for domain in org.mail_domains
        }

    @property
    def are_listed(self) -> bool:
        """Whether the configuration lists anybody at all."""
        return bool(self._config.people or self._config.teams)

    @property
    def handles(self) -> tuple[str, ...]:
        """Handles of all people and teams."""
        return (*self._config.people, *self._config.teams)

    def handle(self, written: str) -> str:
        """The handle that a page or CODEOWNERS means by ``written``; itself where unknown."""
        if self.is_known(written):
            return written
        if (found := self._by_login.get(written.lower())) is not None:
            return found
        name = written.removeprefix("@").rsplit("/", 1)[-1]
        if written.startswith("@") and self.is_known(name):
            return name
        return self._by_address.get(written.lower(), written)

    def forge_name(self, handle: str) -> str | None:
        """What stands for somebody in CODEOWNERS: their name on the forge, or an address.

        Args:
            handle: A handle, or whatever a page names as its owner.

        Returns:
            The name, None where the forge could not know whom is meant.
        """
        person, team = self._config.people.get(handle), self._config.teams.get(handle)
        if person is not None:
            return person.login or next(iter(person.addresses), None)
        if team is not None:
            return team.login
        return handle if "@" in handle and not any(map(str.isspace, handle)) else None

    def is_known(self, handle: str) -> bool:
        """Whether ``handle`` is a person or a team of this hub."""
        return handle in self._config.people or handle in self._config.teams

    def identity(self, name: str, address: str = "") -> str:
        """One name for one person, whichever address they commit with.

        Args:
            name: A handle, an address, or the name that a commit gives.
            address: The address that the commit gives; it counts more than the name.

        Returns:
            Their handle; where nobody listed is meant, the address or else the name.
        """
        found = self.handle(address or name)
        return found.lower() if "@" in found[1:] else found

    def author_name(self, name: str, address: str) -> str:
        """The name that readers see for who made a commit."""
        return self.name(self.author(name, address))

    def author(self, name: str, address: str) -> str:
        """The handle of who made a commit, or the name that it gives where nobody is listed."""
        found = self.identity(name, address)
        return found if self.is_known(found) else name

    def org_of_address(self, address: str) -> str | None:
        """The organisation of somebody who commits with ``address``, where that can be known."""
        if not self._config.orgs:
            return EVERYONE
        handle = self._by_address.get(address.lower())
        return self._org_of_domain(address) if handle is None else self.org_of(handle)

    def _org_of_domain(self, address: str) -> str | None:
        domain = address.lower().rpartition("@")[2]
        while domain:
            if domain in self._by_domain:
                return self._by_domain[domain]
            domain = domain.partition(".")[2]
        return None

    def org_of(self, handle: str | None) -> str | None:
        """The organisation of a person or team, where that can be known."""
        if not self._config.orgs:
            return EVERYONE
        if handle is None:
            return None
        if (team := self._config.teams.get(handle)) is not None:
            return team.org
        person = self._config.people.get(handle)
        if person is None:
            return self.org_of_address(handle) if "@" in handle[1:] else None
        return person.org or next(
            (org for a in person.addresses if (org := self._org_of_domain(a))), None
        )

    def name(self, handle: str) -> str:
        """The name that readers see for a handle; the handle itself where none is known.

        It never holds a mail address.
        """
        person, team = self._config.people.get(handle), self._config.teams.get(handle)
        name = (person.name if person else team.name if team else "") or handle
        return without_address(name)


def without_address(name: str) -> str:
    """A name without mail addresses; of an address alone, what stands before its @.

    Args:
        name: As a page, CODEOWNERS or a commit gives it: ``ana``, ``ana@acme.example``,
            ``@acme/care``.
    """
    found = _ADDRESS.search(name)
    if found is None:
        return name
    return _ADDRESS.sub("", name).strip() or found["name"]
