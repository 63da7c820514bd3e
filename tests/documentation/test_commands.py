"""Every command has its page, and what stands there is what it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from hub.cli.main import app
from tests.documentation.console import PAGES, as_run, blocks, pages
from tests.documentation.workspace import at_home, write_workspace


def commands() -> list[str]:
    """All commands, those of groups too: ``review confirm``."""
    found = []
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]  # a group
        found.append(name)
        found += [f"{name} {inner}" for inner in getattr(command, "commands", ())]
    return found


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation")
    with at_home(folder):
        write_workspace(folder)
    return folder


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_examples_print_what_the_page_says(page: Path, workspace: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == as_run(text, workspace, tmp_path / page.stem), (
        "What a command prints has changed. Look at it, then run: make docs"
    )


@pytest.mark.parametrize("command", commands())
def test_every_command_has_a_page_with_its_help_and_an_example(command: str) -> None:
    page = PAGES / f"{command.replace(' ', '-')}.md"
    assert page.is_file(), f"{page.name} is missing"
    text = page.read_text(encoding="utf-8")
    lines = [line.removeprefix("$ ") for line in "".join(blocks(text)).splitlines()]
    assert f"hub {command} --help" in lines
    example = re.compile(rf"^(?:\$ )?hub {command}(?! --help)\b", re.M)
    assert example.search(text), "the page shows no example"


@pytest.mark.parametrize("command", commands())
def test_the_index_leads_to_every_command(command: str) -> None:
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    assert f"({command.replace(' ', '-')}.md)" in index


def test_an_output_that_is_not_true_is_noticed(workspace: Path, tmp_path: Path) -> None:
    text = "```console\n$ hub --version\nhub 99.0\n```\n"
    assert as_run(text, workspace, tmp_path / "x") != text
