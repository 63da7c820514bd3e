"""Reading ``hub.yml``: every mistake in it is reported, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from inspect import isclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from hub.config.model import EVERYONE, HubConfig
from hub.errors import ConfigError, Problem, did_you_mean
from hub.strict_yaml import Document, YamlError, load

FILE_NAME = "hub.yml"
CONFIG_RULE = "hub-yml"
"""The rule that a ``hub.yml`` breaks which can't be read."""
_FOLDER_NAME = re.compile(r"\w[\w.-]{0,63}")


def load_config(folder: Path, *, rules: Mapping[str, bool] | None = None) -> HubConfig:
    """Read ``hub.yml`` in ``folder``; a folder without one is a hub with nothing configured.

    Args:
        folder: The project's root.
        rules: See ``parse_config``.

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
    return parse_config(text, rules=rules)


def parse_config(text: str, *, rules: Mapping[str, bool] | None = None) -> HubConfig:
    """Read the text of a ``hub.yml``.

    Args:
        text: What the file says.
        rules: The ids of the lint rules, and whether each may be given another severity; None
            where they are not known, and any id is taken.

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
        mistakes = [
            *_mistakes(document, error),
            *_unknown_names(document, value),
            *_unusable_rules(document, value, rules),
        ]
        raise ConfigError.of(sorted(mistakes, key=lambda problem: problem.line or 0)) from error
    problems = [
        *_unusable_names(document, config),
        *_unknown_names(document, value),
        *_shared_addresses(document, config),
        *_unusable_rules(document, value, rules),
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
    if len(keys) == 1:
        return HubConfig.model_fields
    part = HubConfig.model_fields[str(keys[0])].annotation
    choices = (part, *get_args(part))  # a model, a model or None, or a mapping to models
    models = (one for one in choices if isclass(one) and issubclass(one, BaseModel))
    return next((model.model_fields for model in models), ())


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


def _unusable_rules(
    document: Document, value: dict[str, Any], rules: Mapping[str, bool] | None
) -> Iterable[Problem]:
    """Report severities for rules that there are not, or that always refuse a build."""
    if rules is None:
        return
    severities = _mapping(_mapping(value.get("lint")).get("severity"))
    for rule in severities:
        line = document.line_of("lint", "severity", rule)
        if rule not in rules:
            yield _problem(
                line,
                f'lint.severity names "{rule}", which is not a lint rule',
                expected="the id of a rule, as hub lint prints it in brackets",
                remedy=did_you_mean(str(rule), rules),
            )
        elif not rules[rule] and severities[rule] != "error":
            yield _problem(
                line,
                f"lint.severity.{rule}: the rule refuses a build, so it stays an error",
                remedy="Remove the line; a site can't be made while the rule is broken.",
            )


def _mapping(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _shared_addresses(document: Document, config: HubConfig) -> Iterable[Problem]:
    """Report mail domains, addresses and names on the forge that would belong to two."""
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
    claims += [("people", h, p.login.lower()) for h, p in config.people.items() if p.login]
    claims += [("teams", h, team.login.lower()) for h, team in config.teams.items() if team.login]
    for group, handle, address in claims:
        owner = seen.setdefault(address, handle)
        if owner != handle:
            yield _problem(
                document.line_of(group, handle),
                f'{group}.{handle} has "{address}", which belongs to {owner}',
                remedy="Leave it with one of the two.",
            )


def _dotted(keys: tuple[str | int, ...]) -> str:
    return ".".join(map(str, keys))


def _problem(line: int, found: str, *, expected: str = "", remedy: str = "") -> Problem:
    return Problem(
        path=FILE_NAME, line=line, rule=CONFIG_RULE, found=found, expected=expected, remedy=remedy
    )
