"""A new hub: its configuration, a first page of each kind, and what checks and publishes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from hub.config import EVERYONE
from hub.errors import ConfigError, Problem
from hub.history import Author
from hub.starting.blanks import Value, fill_page, fill_text, fill_yaml
from hub.starting.files import NewFile
from hub.starting.hub_yml import Entry, HubYml
from hub.starting.names import handle_for
from hub.starting.template_files import shipped

CLIENT, VENDOR = "client", "vendor"
"""Handles of the two sides of a new hub."""

_PAGES = (
    "index.md",
    "glossary.md",
    "sops/change-a-page.md",
    "faqs/using-the-handbook.md",
    "decisions/0001-keep-the-handbook-in-git.md",
    "lessons/a-new-date-is-no-review.md",
    "paths/the-first-hour.md",
)
_REVIEW = (
    "# Decisions and lessons are records: they are superseded or applied, not renewed.",
    "review:",
    "  warn: 30 days",
    "  every: {sop: 6 months, faq: 12 months, path: 12 months, page: 12 months}",
)


class Ci(Enum):
    """Whose machines check and publish the hub."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"

    @property
    def file(self) -> str:
        """Where that forge looks for its instructions."""
        return {"github": ".github/workflows/handbook.yml", "gitlab": ".gitlab-ci.yml"}[self.value]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the organisations that share a hub."""

    name: str
    """Name that readers see."""
    domains: tuple[str, ...] = ()
    """Mail domains of its people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody asks for who wants a new hub."""

    name: str
    """Name of the handbook."""
    person: Author
    """Who owns the first pages."""
    today: dt.date
    version: str
    """The version of Hub that is to make the site."""
    client: Side | None = None
    vendor: Side | None = None
    """The two sides; both None for a hub of one organisation."""
    ci: Ci = Ci.NONE
    branch: str = "main"
    """Branch from which the sites are published."""

    @property
    def sides(self) -> dict[str, Side]:
        """The organisations, by handle; empty for a hub of one."""
        named = {CLIENT: self.client, VENDOR: self.vendor}
        return {handle: side for handle, side in named.items() if side is not None}


def new_hub(plan: Plan) -> list[NewFile]:
    """The files of a new hub, ``hub.yml`` first.

    Args:
        plan: What is asked for.

    Raises:
        ConfigError: With everything in the plan that can't be.
    """
    _refuse(plan)
    handle = handle_for(plan.person.name, plan.person.email, {*plan.sides})
    values = _values(plan, handle)
    return [
        NewFile("hub.yml", _hub_yml(plan, handle)),
        NewFile("mkdocs.yml", fill_yaml(shipped("hub/mkdocs.yml"), values)),
        *_pages(values),
        NewFile("README.md", fill_text(shipped("hub/README.md"), values)),
        NewFile("requirements.txt", fill_text(shipped("hub/requirements.txt"), values)),
        NewFile(".gitignore", shipped("hub/gitignore")),
        NewFile(".pre-commit-config.yaml", shipped("hub/pre-commit-config.yaml")),
        *_ci(plan, values),
    ]


def _refuse(plan: Plan) -> None:
    problems = []
    if len(plan.sides) == 1:
        missing = VENDOR if CLIENT in plan.sides else CLIENT
        found = "one side is named, and the other is not"
        problems.append(_wrong(found, f"--{missing}, too; or neither, for one organisation"))
    if not plan.person.name or "@" not in plan.person.email:
        found = "nobody is there to own the first pages"
        problems.append(_wrong(found, '--person "Ana Duarte <ana@acme.example>"'))
    if not plan.name.strip():
        problems.append(_wrong("the handbook has no name", "--name"))
    if problems:
        raise ConfigError.of(problems)


def _wrong(found: str, expected: str) -> Problem:
    return Problem(path="", rule="new-hub", found=found, expected=expected)


def _hub_yml(plan: Plan, handle: str) -> str:
    written = HubYml(
        name=plan.name,
        orgs={
            org: Entry(values={"name": side.name, "domains": list(side.domains)})
            for org, side in plan.sides.items()
        },
        people={handle: Entry(values={"name": plan.person.name, "email": plan.person.email})},
        review=_REVIEW,
    )
    written.config()
    return written.text()


def _values(plan: Plan, handle: str) -> Mapping[str, Value]:
    audiences = list(plan.sides) or [EVERYONE]
    return {
        "name": plan.name,
        "owner": handle,
        "person": plan.person.name,
        "audience": list(plan.sides),
        "audiences": audiences,
        "first_audience": audiences[0],
        "second_audience": audiences[1] if len(audiences) > 1 else None,
        "sides": " and ".join(side.name for side in plan.sides.values()) or plan.name,
        "today": plan.today,
        "version": plan.version,
        "branch": plan.branch,
        "ci_step": None
        if plan.ci is Ci.NONE
        else f"`{plan.ci.file}` checks and builds; say in it where each audience's site goes.",
    }


def _pages(values: Mapping[str, Value]) -> Iterator[NewFile]:
    for page in _PAGES:
        template = shipped(f"hub/content/{page}")
        yield NewFile(f"content/{page}", fill_page(template, values, path=page))


def _ci(plan: Plan, values: Mapping[str, Value]) -> Iterator[NewFile]:
    if plan.ci is not Ci.NONE:
        yield NewFile(plan.ci.file, fill_yaml(shipped(f"ci/{plan.ci.value}.yml"), values))
