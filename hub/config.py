"""``hub.yml``: the hub's organisations, people, audiences and rules, as a typed model."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import pathspec
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    ValidationError,
    model_validator,
)

from hub.errors import ConfigError, Problem
from hub.period import Period
from hub.strict_yaml import Document, YamlError, load

FILE_NAME = "hub.yml"
_FOLDER_NAME = re.compile(r"\w[\w.-]{0,63}")
EVERYONE = "everyone"
"""The one organisation and the one audience of a hub without a ``hub.yml``."""


class Kind(Enum):
    """What a page is, decided by the folder it stands in."""

    SOP = "sop"
    FAQ = "faq"
    DECISION = "decision"
    LESSON = "lesson"
    PATH = "path"
    PAGE = "page"

    @classmethod
    def of(cls, path: str) -> Kind:
        """The kind of the page at ``path``, relative to the content folder."""
        folder = PurePosixPath(path).parts[0] if "/" in path else ""
        return _FOLDERS.get(folder, cls.PAGE)

    @property
    def label(self) -> str:
        """The word that readers see."""
        return {"sop": "SOP", "faq": "FAQ"}.get(self.value, self.value.capitalize())


_FOLDERS = {
    "sops": Kind.SOP,
    "faqs": Kind.FAQ,
    "decisions": Kind.DECISION,
    "lessons": Kind.LESSON,
    "paths": Kind.PATH,
}


def _period(value: Any) -> Any:
    return value if isinstance(value, Period) else Period.parse(str(value))


def _single(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _patterns(value: tuple[str, ...]) -> tuple[str, ...]:
    pathspec.PathSpec.from_lines("gitignore", value)
    return value


PeriodField = Annotated[Period, BeforeValidator(_period)]
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

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses, in lower case."""
        return tuple(a.lower() for a in (self.email, *self.emails) if a)


class Team(_Model):
    """A group that can own pages."""

    name: str = ""
    org: str | None = None
    headcount: PositiveInt | None = None


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


class Privacy(_Model):
    """What is remembered about readers."""

    mode: Literal["aggregate", "pseudonymous", "named"] = "aggregate"
    suppress_below: NonNegativeInt = 5
    keep_raw: PeriodField = Period(90, "day")


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


def load_config(folder: Path) -> HubConfig:
    """Read ``hub.yml`` in ``folder``; a folder without one is a hub with nothing configured.

    Args:
        folder: The project's root.

    Raises:
        ConfigError: With every mistake in the file.
    """
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return HubConfig()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(_problem(1, f"can't be read: {error}")) from error
    return parse_config(text)


def parse_config(text: str) -> HubConfig:
    """Read the text of a ``hub.yml``.

    Raises:
        ConfigError: With every mistake in the text.
    """
    try:
        document = load(text)
    except YamlError as error:
        raise ConfigError(_problem(error.line, error.found, remedy=error.remedy)) from error
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        raise ConfigError(_problem(1, "is not a mapping", expected="keys such as name: and orgs:"))
    if "written" in value:
        raise ConfigError(_unknown_key(document, ("written",), HubConfig.model_fields))
    try:
        config = HubConfig.model_validate({**value, "written": True})
    except ValidationError as error:
        mistakes = [*_mistakes(document, error), *_unknown_names(document, value)]
        raise ConfigError.of(sorted(mistakes, key=lambda problem: problem.line or 0)) from error
    problems = [
        *_unusable_names(document, config),
        *_unknown_names(document, value),
        *_shared_addresses(document, config),
    ]
    if problems:
        raise ConfigError.of(problems)
    return config


def _mistakes(document: Document, error: ValidationError) -> Iterable[Problem]:
    for detail in error.errors():
        keys = tuple(key for key in detail["loc"] if key != "[key]")
        if detail["type"] == "extra_forbidden":
            yield _unknown_key(document, keys, _siblings(keys))
        else:
            message = detail["msg"].removeprefix("Value error, ")
            yield _problem(document.line_of(*keys), f"{_dotted(keys)}: {message}")


def _siblings(keys: tuple[str | int, ...]) -> Iterable[str]:
    """The keys that the model knows in the place of the last of ``keys``."""
    model: type[BaseModel] = HubConfig
    members: dict[str | int, type[BaseModel]] = {"orgs": Org, "people": Person, "teams": Team}
    parts: dict[str | int, type[BaseModel]] = {
        "content": Content,
        "audience": Audience,
        "review": ReviewRules,
        "storage": Storage,
        "privacy": Privacy,
    }
    if len(keys) > 1:
        model = members.get(keys[0]) or parts.get(keys[0], HubConfig)
    return model.model_fields


def _unknown_key(document: Document, keys: tuple[str | int, ...], known: Iterable[str]) -> Problem:
    known = [name for name in known if name != "written"]
    return _problem(
        document.line_of(*keys),
        f'the key "{_dotted(keys)}" is not known',
        expected="one of " + ", ".join(known),
        remedy=did_you_mean(str(keys[-1]), known),
    )


def _unusable_names(document: Document, config: HubConfig) -> Iterable[Problem]:
    """Report organisations after which no folder can be named; each has its site in one."""
    for name in config.orgs:
        if not _FOLDER_NAME.fullmatch(name):
            yield _problem(
                document.line_of("orgs", name),
                f'the organisation "{name}" is not one word',
                expected="letters, digits, hyphens, underscores and full stops; no full stop first",
                remedy="Its full name goes under name:.",
            )


def _unknown_names(document: Document, value: dict[str, Any]) -> Iterable[Problem]:
    """Report organisations that are named but not listed, whatever else is wrong."""
    orgs = value.get("orgs")
    known = [str(name) for name in orgs] if isinstance(orgs, dict) and orgs else [EVERYONE]
    for keys, name in _named_orgs(value):
        if name not in known:
            yield _problem(
                document.line_of(*keys),
                f'{_dotted(keys)} names "{name}", which is not an organisation of this hub',
                expected="one of " + ", ".join(known),
                remedy=did_you_mean(name, known),
            )


def _named_orgs(value: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where an organisation is named, and how."""
    for group in ("people", "teams"):
        for handle, member in _mapping(value.get(group)).items():
            if isinstance(org := _mapping(member).get("org"), str):
                yield (group, handle, "org"), org
    audience = _mapping(value.get("audience"))
    folders = _mapping(audience.get("folders"))
    places: list[tuple[tuple[str | int, ...], Any]] = [
        (("audience", "default"), audience.get("default"))
    ]
    places += [(("audience", "folders", folder), names) for folder, names in folders.items()]
    for keys, names in places:
        for name in [names] if isinstance(names, str) else names if isinstance(names, list) else ():
            if isinstance(name, str):
                yield keys, name


def _mapping(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _shared_addresses(document: Document, config: HubConfig) -> Iterable[Problem]:
    """Report mail domains and addresses that would belong to two."""
    seen: dict[str, str] = {}
    claims: list[tuple[str, str, str]] = [
        ("orgs", handle, domain)
        for handle, org in config.orgs.items()
        for domain in org.mail_domains
    ]
    claims += [
        ("people", handle, address)
        for handle, person in config.people.items()
        for address in person.addresses
    ]
    for group, handle, address in claims:
        owner = seen.setdefault(address, handle)
        if owner != handle:
            yield _problem(
                document.line_of(group, handle),
                f'{group}.{handle} has "{address}", which belongs to {owner}',
                remedy="Leave it with one of the two.",
            )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that offers the known word most like ``word``, or an empty string."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""


def _dotted(keys: tuple[str | int, ...]) -> str:
    return ".".join(map(str, keys))


def _problem(line: int, found: str, *, expected: str = "", remedy: str = "") -> Problem:
    return Problem(
        path=FILE_NAME, line=line, rule="hub-yml", found=found, expected=expected, remedy=remedy
    )
