"""``hub doctor``, on hubs from which something is missing."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from hub.cli.main import app
from hub.content.lint.rules import RULE_OF
from tests.builders import TWO_SIDES, Handbook, page, run_hub, run_module

REVIEW = {"last": "2026-01-05", "every": "6 months", "by": "ana"}
WHOLE = page("A", "x", id="A-1", owner="ana", review=REVIEW)
FORGE = "forge: {url: https://github.com/acme/hub}\n"
WORKFLOW = "steps:\n  - uses: actions/checkout@v4\n    with: {fetch-depth: 0}\n  - run: hub lint\n"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    """A hub in which nothing is missing."""
    book = Handbook(tmp_path / "book", TWO_SIDES + FORGE).write("a.md", WHOLE)
    book.write_root("mkdocs.yml", "docs_dir: content\ntheme: {name: mkdocs}\nplugins: [hub]\n")
    book.write_root(".github/workflows/hub.yml", WORKFLOW)
    book.write_root(".pre-commit-config.yaml", "repos: [{hooks: [{id: hub-lint}]}]\n")
    book.git("config", "user.email", "ana@acme.example")
    run_hub(book.root, "codeowners", "--write")
    return book.commit()


def examine(book: Handbook, *arguments: str) -> dict[str, dict[str, Any]]:
    said = run_hub(book.root, "doctor", "--format", "json", *arguments)
    report = json.loads(said.out)
    assert report["schema"] == 1
    assert said.code == (1 if report["summary"]["broken"] else 0)
    return {check["name"]: check for check in report["checks"]}


def states(checks: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Names of what is not good."""
    return {name: c["state"] for name, c in checks.items() if c["state"] != "good"}


def test_a_hub_in_order_is_good_throughout(book: Handbook) -> None:
    checks = examine(book)
    assert states(checks) == {}
    assert checks["committer"]["found"] == "You commit as Ana Duarte"
    assert "reviews in it: 1" in checks["history"]["found"]


@pytest.mark.parametrize(
    ("file", "text", "name", "state"),
    [
        ("hub.yml", None, "hub-yml", "hint"),
        ("hub.yml", "nam: x\n", "hub-yml", "broken"),
        ("hub.yml", "content: {dir: nowhere}\n", "content-folder", "broken"),
        ("hub.yml", TWO_SIDES, "forge", "hint"),
        ("hub.yml", "people: {ana: {name: Ana}}\n", "people-without-address", "hint"),
        ("hub.yml", "people: {tom: {name: Tom}}\n", "unknown-owners", "broken"),
        ("hub.yml", "people: {tom: {name: Tom}}\n", "unknown-reviewers", "hint"),
        ("hub.yml", "people: {tom: {name: Tom}}\n", "committer", "hint"),
        ("hub.yml", "orgs: {a: {}}\nteams: {ana: {}}\n", "people-without-organisation", "hint"),
        ("hub.yml", "orgs: {a: {}}\n", "pages-without-audience", "hint"),
        ("hub.yml", "name: x\n", "organisations", "hint"),
        ("hub.yml", "content: {include: ['*.txt']}\n", "pages", "broken"),
        ("content/b.md", "---\nid: [\n---\n", "unreadable-pages", "broken"),
        ("content/b.md", "---\nid: [\n---\n", "build", "broken"),
        ("content/b.md", "# B\n", "pages-without-owner", "hint"),
        ("content/b.md", "# B\n", "pages-without-id", "hint"),
        ("content/b.md", "# B\n", "pages-without-period", "hint"),
        ("content/b.md", page("B", "x", owner="tom"), "codeowners", "hint"),
        ("mkdocs.yml", "site_name: x\n", "site-plugin", "hint"),
        ("mkdocs.yml", "plugins: [hub]\n", "site-folder", "broken"),
        ("mkdocs.yml", "theme: material\nplugins: [hub]\n", "site-fonts", "hint"),
        (".github/workflows/hub.yml", None, "ci", "hint"),
        (".github/workflows/hub.yml", "run: make\n", "ci", "hint"),
        (".github/workflows/hub.yml", "run: hub lint\n", "ci", "broken"),
        (".pre-commit-config.yaml", None, "pre-commit", "hint"),
        (".pre-commit-config.yaml", "repos: []\n", "pre-commit", "hint"),
    ],
)
def test_what_is_missing_is_found(
    book: Handbook, file: str, text: str | None, name: str, state: str
) -> None:
    if text is None:
        (book.root / file).unlink()
    else:
        book.write_root(file, text)
    check = examine(book)[name]
    assert check["state"] == state
    assert check["remedy"]
    _refuse_commands_that_are_none(check["remedy"])


def _refuse_commands_that_are_none(remedy: str) -> None:
    if command := re.match(r"(?:Run )?hub ([a-z]+)", remedy):
        assert command[1] in get_command(app).commands  # type: ignore[attr-defined]  # a group
    if rule := re.search(r"--only ([a-z-]+)", remedy):
        assert rule[1] in RULE_OF


def test_a_large_site_that_does_not_prune_is_slow(book: Handbook) -> None:
    for number in range(301):
        book.write(f"many/{number}.md", "# Many\n")
    book.write_root("mkdocs.yml", "docs_dir: content\nplugins: [{hub: {prune: false}}]\n")
    assert examine(book)["site-prune"]["state"] == "hint"


def test_a_shallow_clone_is_broken(book: Handbook, tmp_path: Path) -> None:
    book.write("b.md", "# B").commit(date="2026-02-02")
    book.git("clone", "--quiet", "--depth=1", f"file://{book.root}", str(tmp_path / "shallow"))
    checks = examine(Handbook(tmp_path / "shallow", git=False))
    assert checks["git-depth"]["state"] == "broken"
    assert "unshallow" in checks["git-depth"]["remedy"]


def test_a_repository_of_somebody_else_names_safe_directory(book: Handbook) -> None:
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    for path in (book.root, book.root / ".git"):
        os.chown(path, 12345, 12345)
    checks = examine(book)
    assert checks["git-repository"]["state"] == "broken"
    assert "safe.directory" in checks["git-repository"]["remedy"]


def test_a_repository_without_commits_is_broken(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "new").write("a.md", "# A")
    assert examine(book)["git-commits"]["state"] == "broken"


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path) -> None:
    said = run_hub(tmp_path, "doctor")
    assert said.code == 1
    assert "✗ broken: The hub can't be opened: there is no content folder" in said.out
    assert "hub init DIR begins a new hub" in said.out
    assert "not in a git repository" in said.out


def test_files_that_look_like_pages_are_pointed_at(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "gov").write("a.html.md.erb", "# A").commit()
    check = examine(book)["pages"]
    assert check["examples"] == ["a.html.md.erb"]
    assert "content: include:" in check["remedy"]


def test_a_cache_that_cannot_be_written_is_a_hint(
    book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("HUB_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert states(examine(book)) == {"cache": "hint"}


def test_text_is_grouped_and_names_the_first_of_many(book: Handbook) -> None:
    for name in "bcdef":
        book.write(f"{name}.md", page(name, "x", id=name, review=REVIEW))
    said = run_hub(book.root, "doctor")
    assert said.code == 0
    assert re.findall(r"^\w.*$", said.out, re.M)[:-1] == [
        "Configuration",
        "Git",
        "Pages",
        "Site",
        "Forge",
        "This machine",
    ]
    assert (
        "  • hint: Pages without an owner: 5\n      b.md\n      c.md\n      d.md\n"
        "      … and 2 more\n    → hub lint --only unowned-page\n"
    ) in said.out


def test_a_name_cannot_forge_the_output(book: Handbook) -> None:
    book.write("x\x1b[31m\u202ey.md", "# X")
    said = run_module(book.root, "hub.cli.main", "doctor")
    assert "\x1b[31m" not in said.out
    assert "\u202e" not in said.out
