"""``hub.yml``: the hub's organisations, people, audiences and rules, as a typed model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

import pathspec
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    model_validator,
)

from hub.config.kinds import Kind
from hub.config.severity import Severity
from hub.period import Period

EVERYONE = "everyone"
"""The one organisation and the one audience of a hub without a ``hub.yml``."""


def _period(value: Any) -> Any:
    return value if isinstance(value, Period) else Period.parse(str(value))


def _severity(value: Any) -> Any:
    word = "off" if value is False else value  # YAML reads a plain off as false
    try:
        return Severity(word)
    except ValueError:
        raise ValueError(f'"{word}" is not one of error, warning, advice and off') from None


def _single(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _patterns(value: tuple[str, ...]) -> tuple[str, ...]:
    pathspec.PathSpec.from_lines("gitignore", value)
    return value


def _login(value: str) -> str:
    if any(char.isspace() or char == "#" for char in value) or not value.strip("@"):
        raise ValueError(f'"{value}" is not one name such as @priya-n or @acme/agents')
    return "@" + value.removeprefix("@")


PeriodField = Annotated[Period, BeforeValidator(_period)]
SeverityField = Annotated[Severity, BeforeValidator(_severity)]
Login = Annotated[str, AfterValidator(_login)]
Names = Annotated[tuple[str, ...], BeforeValidator(_single)]
Patterns = Annotated[Names, AfterValidator(_patterns)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Org(_Model):
    """One of the organisations that share the hub."""

    name: str = ""
    """Name that readers see; the handle if left out."""
    domains: Names = ()
    """Mail domains of its people, without the @."""
    headcount: PositiveInt | None = None
    """People who may read, for reach."""

    @property
    def mail_domains(self) -> tuple[str, ...]:
        """All domains, in lower case and without an @."""
        return tuple(domain.lower().lstrip("@") for domain in self.domains)


class Person(_Model):
    """Somebody who owns, writes or reviews pages."""

    name: str
    """Name that readers see."""
    email: str | None = None
    """Address they commit with; decides their organisation by its domain."""
    emails: Names = ()
    """Further addresses they commit with."""
    org: str | None = None
    """Their organisation, where the domain does not tell."""
    login: Login | None = None
    """Name on the forge, with or without the @; stands for them in CODEOWNERS."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses, in lower case."""
        return tuple(a.lower() for a in (self.email, *self.emails) if a)


class Team(_Model):
    """A group that can own pages."""

    name: str = ""
    org: str | None = None
    headcount: PositiveInt | None = None
    login: Login | None = None
    """Name on the forge, such as ``@acme/agents``; stands for the team in CODEOWNERS."""


class Content(_Model):
    """Where the pages are."""

    dir: str = "content"
    """Folder of the pages, relative to ``hub.yml``."""
    include: Patterns = ("**/*.md",)
    """Which of its files are pages."""
    wiki_links: bool = False
    """Whether ``[[Page]]`` is a link."""


class Audience(_Model):
    """Who may read pages that do not say it themselves."""

    default: Names | None = None
    """Audience of a page that names none; left out, such a page is published to nobody."""
    folders: dict[str, Names] = Field(default_factory=dict)
    """Audience of the pages and attachments below a folder, where they name none."""


class ReviewRules(_Model):
    """How often pages are reviewed."""

    warn: PeriodField = Period(30, "day")
    """How long before its due day a page is shown as due."""
    every: dict[Kind, PeriodField] = Field(default_factory=dict)
    """Review period of the pages of a kind that state none."""


class Storage(_Model):
    """Where events are kept."""

    events: str = "sqlite:///.hub/events.db"


class Search(_Model):
    """How pages are found."""

    engine: Literal["whoosh", "fts5"] = "whoosh"
    language: str = "en"
    """Language of the pages, in two letters: whose words are stemmed and left out."""


_AFTER_SHORTEST_MONTH = dt.date(2001, 3, 1)
"""From here "1 month" is 28 days: an id lives no longer than the events that it is in."""


class Privacy(_Model):
    """What is remembered about readers."""

    mode: Literal["aggregate", "pseudonymous", "named"] = "aggregate"
    suppress_below: NonNegativeInt = 5
    keep_raw: PeriodField = Period(90, "day")

    @property
    def reader_days(self) -> int:
        """How many days a browser keeps a reader's random id; 0 where readers get none."""
        if self.mode == "aggregate":
            return 0
        return (_AFTER_SHORTEST_MONTH - self.keep_raw.before(_AFTER_SHORTEST_MONTH)).days


ForgeKind = Literal["github", "gitlab", "bitbucket", "azure"]
_FORGES: Mapping[str, ForgeKind] = {
    "github": "github",
    "gitlab": "gitlab",
    "bitbucket": "bitbucket",
    "dev.azure.com": "azure",
    "visualstudio.com": "azure",
}
"""What the name of a host says of the forge there."""


class Forge(_Model):
    """Where the repository is hosted: pages link to it to be edited and discussed."""

    url: str
    """Address of the repository on the web, without a closing slash."""
    branch: str = "main"
    """Branch that changes are proposed against."""
    kind: ForgeKind | None = None
    """Whose addresses it uses; left out, what the name of the host says."""

    @model_validator(mode="after")
    def _is_a_forge(self) -> Forge:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not parts.path.strip("/"):
            raise ValueError(
                f'"{self.url}" is not the address of a repository, '
                "such as https://github.com/acme/handbook"
            )
        if self.kind is None and _forge_of_host(parts.hostname) is None:
            raise ValueError(
                f'the host "{parts.hostname}" does not tell the kind of forge; '
                f"add kind: with one of {', '.join(get_args(ForgeKind))}"
            )
        return self

    @property
    def kind_of_host(self) -> ForgeKind:
        """The kind that is written, or else the one that the name of the host tells."""
        kind = self.kind or _forge_of_host(urlsplit(self.url).hostname or "")
        if kind is None:
            raise ValueError("a forge of no kind")
        return kind


def _forge_of_host(host: str) -> ForgeKind | None:
    return next((kind for word, kind in _FORGES.items() if word in host.lower()), None)


class Lint(_Model):
    """How the pages are checked."""

    severity: dict[str, SeverityField] = Field(default_factory=dict)
    """How grave the findings of a rule are, by its id; ``off`` silences it."""
    fields: dict[Kind, Names] = Field(default_factory=dict)
    """Front matter that a page of a kind has; left out, that of ``missing-field``."""
    sections: dict[Kind, Names] = Field(default_factory=dict)
    """Headings that a page of a kind has, in order; left out, those of ``missing-section``."""
    longest_sentence: PositiveInt = 40
    """How many words a sentence may have before ``long-sentence`` advises to divide it."""
    abbreviations: Names = ()
    """Abbreviations that every reader of this hub knows."""


class HubConfig(_Model):
    """The whole of ``hub.yml``; every part may be left out."""

    name: str = ""
    orgs: dict[str, Org] = Field(default_factory=dict)
    people: dict[str, Person] = Field(default_factory=dict)
    teams: dict[str, Team] = Field(default_factory=dict)
    content: Content = Content()
    audience: Audience = Audience()
    review: ReviewRules = ReviewRules()
    storage: Storage = Storage()
    privacy: Privacy = Privacy()
    search: Search = Search()
    forge: Forge | None = None
    lint: Lint = Lint()
    written: bool = Field(default=False, exclude=True)
    """Whether a ``hub.yml`` was there to be read."""

    @model_validator(mode="before")
    @classmethod
    def _empty_parts_are_defaults(cls, data: Any) -> Any:
        """``teams:`` with nothing under it means the same as no ``teams:``."""
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data

    @property
    def audiences(self) -> tuple[str, ...]:
        """Names that a page's ``audience`` may use, one site each."""
        return tuple(self.orgs) or (EVERYONE,)

    def org_name(self, handle: str) -> str:
        """The organisation's name as readers see it."""
        org = self.orgs.get(handle)
        return (org.name if org else "") or handle
