"""What the doctor says of ``hub.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hub.report.doctor.check import Check, State, counted

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.errors import HubError
    from hub.people import People

_GROUP = "Configuration"


def mistakes(error: HubError) -> Check:
    """The check of a hub that can't be opened.

    Args:
        error: Why.
    """
    first = error.problems[0]
    beginning = " hub init DIR begins a new hub." if first.rule == "content-folder" else ""
    return Check(
        group=_GROUP,
        name=first.rule,
        state=State.BROKEN,
        found=f"The hub can't be opened: {first.found}",
        remedy=(first.remedy or first.expected) + beginning,
        count=len(error.problems),
        examples=tuple(f"{p.where}: {p.found}" for p in error.problems if p.path),
    )


def configuration(config: HubConfig, people: People) -> Iterator[Check]:
    """What ``hub.yml`` says, and what it leaves open."""
    if not config.written:
        yield Check(
            group=_GROUP,
            name="hub-yml",
            state=State.HINT,
            found="No hub.yml: one audience, everyone, who may read all pages",
            remedy="hub adopt writes one from what it finds.",
        )
        return
    yield Check(group=_GROUP, name="hub-yml", state=State.GOOD, found="hub.yml can be read")
    yield _organisations(config)
    yield from _people(config, people)
    yield _forge(config)


def _organisations(config: HubConfig) -> Check:
    count = len(config.orgs)
    if not count:
        return Check(
            group=_GROUP,
            name="organisations",
            state=State.HINT,
            found="No organisations: one audience, everyone, who may read all pages",
            remedy="List them under orgs: if two sides share the hub.",
            count=0,
        )
    names = ", ".join(map(config.org_name, config.orgs))
    return Check(
        group=_GROUP,
        name="organisations",
        state=State.GOOD,
        found=f"Organisations: {names}",
        count=count,
    )


def _people(config: HubConfig, people: People) -> Iterator[Check]:
    yield counted(
        _GROUP,
        "people-without-address",
        "people without an address, whose commits are nobody's",
        (handle for handle, person in config.people.items() if not person.addresses),
        state=State.HINT,
        remedy="Give them email: in hub.yml.",
        otherwise="Everybody has an address",
    )
    if config.orgs:
        yield counted(
            _GROUP,
            "people-without-organisation",
            "people and teams of no organisation",
            (handle for handle in people.handles if people.org_of(handle) is None),
            state=State.HINT,
            remedy="Give them org: in hub.yml, or their mail domain to an organisation.",
            otherwise="Everybody belongs to an organisation",
        )


def _forge(config: HubConfig) -> Check:
    if config.forge is None:
        return Check(
            group=_GROUP,
            name="forge",
            state=State.HINT,
            found="No forge: pages don't link to it to be edited or discussed",
            remedy="Name the repository's address as forge: url: in hub.yml.",
        )
    return Check(
        group=_GROUP, name="forge", state=State.GOOD, found=f"The forge is {config.forge.url}"
    )
