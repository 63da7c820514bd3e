"""Content folders for tests, made of data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from hub.config import HubConfig, parse_config
from hub.content.library import Library
from hub.content.lint.judging import judge
from hub.content.lint.rule import Subject
from hub.content.lint.rules import RULES
from hub.content.reading import read_library
from hub.errors import Problem

TWO_ORGS = "orgs: {client: {}, vendor: {}}\naudience: {default: [client, vendor]}\n"


def cases(file: Path) -> dict[str, Any]:
    """The named cases of a YAML file."""
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def write_tree(folder: Path, files: Mapping[str, str | dict[str, str]]) -> Path:
    """Write files; a value ``{link: target}`` makes a symbolic link."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, dict):
            path.symlink_to(text["link"])
        else:
            path.write_bytes(text.encode())
    return folder


def library(
    folder: Path, files: Mapping[str, str | dict[str, str]], config: str = TWO_ORGS
) -> Library:
    """The library of a folder with these files."""
    folder.mkdir(exist_ok=True)
    return read_library(write_tree(folder, files), configured(config))


def configured(text: str | None) -> HubConfig:
    """The configuration that a ``hub.yml`` of this text gives; without text, that of none."""
    return HubConfig() if text is None else parse_config(text)


def reported(subject: Subject) -> list[Problem]:
    """What all rules say about pages and no page ignores, sorted by place."""
    return [finding.problem for finding in judge(subject, RULES) if finding.is_reported]
