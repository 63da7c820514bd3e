"""Links into the forge."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from hub.config.model import Forge
from hub.errors import ConfigError
from hub.site.layout import Layout
from hub.site.page.forge import ForgeLinks, Report
from hub.site.page.panel import Actions, panel_view
from tests.builders import TWO_SIDES, Handbook, page
from tests.content.trees import cases

CASES = cases(Path(__file__).parent / "cases" / "forge.yaml")
_FORGE = "forge: {url: 'https://github.com/acme/hub'}\n"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_forge_gets_its_own_addresses(case: dict[str, Any]) -> None:
    links = ForgeLinks(Forge(**case["forge"]), "hand book/")
    assert links.edit(case["page"]) == case["edit"]
    assert links.report(Report("Wrong: A & B", "One\n#two?")) == case["report"]


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        ("{url: 'javascript:alert(1)'}", "is not the address of a repository"),
        ("{url: 'https://github.com/'}", "is not the address of a repository"),
        ("{url: 'git@github.com:acme/hub.git'}", "is not the address of a repository"),
        ("{url: 'https://code.acme.example/hub'}", "add kind: with one of github, gitlab"),
        ("{url: 'https://code.acme.example/hub', kind: gitea}", "forge.kind"),
    ],
)
def test_forge_that_no_link_can_lead_to_is_refused(tmp_path: Path, forge: str, said: str) -> None:
    book = Handbook(tmp_path / "handbook", f"forge: {forge}\n").write("a.md", "# A")
    with pytest.raises(ConfigError, match=r"hub\.yml:1: ") as raised:
        book.open()
    assert said in str(raised.value)


def _actions(book: Handbook, path: str, layout: Layout) -> Actions | None:
    facts = book.open().edition("client").facts
    return panel_view(facts.library.pages[path], facts, layout).actions


def test_a_report_says_which_page_which_version_and_where(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES + _FORGE)
    book.write("sops/a b.md", page("Pay & go", "x", id="SOP-1", version="3.1")).commit()
    layout = Layout({"sops/a b.md": "sops/a%20b/"}, site_url="https://hub.example/client/")
    actions = _actions(book, "sops/a b.md", layout)
    assert actions is not None
    assert actions.edit.endswith("/edit/main/content/sops/a%20b.md")
    [title], [body] = parse_qs(urlsplit(actions.report or "").query).values()
    assert title == "Problem with: Pay & go"
    for line in (
        "Page: Pay & go (SOP-1)",
        "Version: 3.1",
        "File: sops/a b.md",
        "Address: https://hub.example/client/sops/a%20b/",
    ):
        assert line in body.splitlines()


def test_without_a_forge_there_are_no_links(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write("a.md", "# A").commit()
    assert _actions(book, "a.md", Layout({"a.md": "a/"})) is None


def test_without_a_repository_nobody_knows_where_the_page_is(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES + _FORGE, git=False).write("a.md", "# A")
    assert _actions(book, "a.md", Layout({"a.md": "a/"})) is None
