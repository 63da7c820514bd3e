"""``hub.yml``, written for people: one line a thing, and beside it why it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.config import HubConfig, parse_config
from hub.errors import printable
from hub.starting.blanks import as_yaml

_OPENING = "# The hub: who shares it, who may read what, and when a page must be looked at again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line below ``orgs:``, ``people:`` or ``teams:``."""

    values: Mapping[str, Any]
    """What stands in its braces; values that are empty are left out."""
    why: str = ""
    """What it was made of, for a comment at the line's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubYml:
    """What a ``hub.yml`` is to say."""

    name: str = ""
    orgs: Mapping[str, Entry] = field(default_factory=dict)
    people: Mapping[str, Entry] = field(default_factory=dict)
    teams: Mapping[str, Entry] = field(default_factory=dict)
    folder: str = "content"
    """The content folder, relative to the file."""
    include: Sequence[str] = ("**/*.md",)
    """Which of its files are pages."""
    wiki_links: str = ""
    """Why ``[[Page]]`` is a link, for a comment; empty where it is none."""
    review: Sequence[str] = ()
    """The lines about reviews, as they are to stand there."""
    forge: Mapping[str, str] = field(default_factory=dict)
    """Where the repository is hosted: ``url`` and ``branch``."""
    opening: Sequence[str] = (_OPENING,)
    """The comment at the top."""
    notes: Sequence[str] = ()
    """Comments at the end: what was found and not decided."""

    def text(self) -> str:
        """The file's text."""
        parts = [*self.opening, *self._parts()]
        if self.notes:
            parts += ["", *self.notes]
        return "\n".join(parts) + "\n"

    def config(self) -> HubConfig:
        """What the text means.

        Raises:
            ConfigError: When it can't be a ``hub.yml``, for example because two organisations
                have the same mail domain.
        """
        return parse_config(self.text())

    def _parts(self) -> Iterator[str]:
        if self.name:
            yield from ("", f"name: {as_yaml(self.name)}")
        yield from _entries("orgs", self.orgs)
        rule = "# A person's organisation follows from the domain of the address."
        yield from _entries("people", self.people, comment=rule if self.orgs else "")
        yield from _entries("teams", self.teams)
        yield from ("", "content:", f"  dir: {as_yaml(self.folder)}")
        yield f"  include: {as_yaml(list(self.include))}"
        if self.wiki_links:
            yield f"  wiki_links: true  # {printable(self.wiki_links)}"
        if self.orgs:
            yield from (
                "",
                "# A page's own audience, and that of its folder under folders:, come first.",
            )
            yield from ("audience:", f"  default: {as_yaml(list(self.orgs))}")
        if self.review:
            yield from ("", *self.review)
        if self.forge:
            yield from ("", "forge:")
            yield from (f"  {key}: {as_yaml(value)}" for key, value in self.forge.items())


def _entries(part: str, entries: Mapping[str, Entry], comment: str = "") -> Iterator[str]:
    if not entries:
        return
    yield from ("", *([comment] if comment else []), f"{part}:")
    for handle, entry in entries.items():
        values = {key: value for key, value in entry.values.items() if value}
        line = f"  {as_yaml(handle)}: {as_yaml(values)}"
        yield f"{line}  # {printable(entry.why)}" if entry.why else line
