"""``hub init``: a hub that builds and lints clean, and nothing that was there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.builders import Handbook, Outcome, run_hub, run_module
from tests.cli.terminal import at_a_terminal

_ANA = ("--person", "Ana Duarte <ana@acme.example>")
_SIDES = (
    *("--client", "Acme Outfitters <acme.example>"),
    *("--vendor", "Northwind Support <northwind.example, nw.example>"),
)
_ONE = ("--name", 'The "one": #1 handbook')


def begun(tmp_path: Path, *arguments: str) -> Outcome:
    return run_hub(tmp_path, "init", "handbook", *_ANA, *arguments)


def files_below(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".git/" not in str(path))
    return sorted(path.relative_to(folder).as_posix() for path in files)


@pytest.mark.parametrize("arguments", [_SIDES, _ONE], ids=["two sides", "one"])
def test_new_hub_lints_and_builds_clean(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = begun(tmp_path, *arguments, "--git")
    assert said.code == 0, said.said
    root = tmp_path / "handbook"
    lint = run_hub(root, "lint")
    assert (lint.code, lint.out) == (0, "No findings in 7 pages.\n"), lint.said
    build = run_hub(root, "build")
    assert build.code == 0, build.said
    sites = sorted(path.name for path in (root / "site").iterdir())
    assert sites == (["client", "vendor"] if arguments is _SIDES else ["everyone"])
    status = run_hub(root, "status")
    assert "1 draft, 6 never reviewed" in status.out
    assert "0 reviews" in status.out


def test_first_commit_holds_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook/secret.txt").write_text("mine")
    assert begun(tmp_path, *_SIDES, "--ci", "gitlab", "--git").code == 0
    book = Handbook(tmp_path / "handbook", git=False)
    assert (
        book.git("log", "--format=%an <%ae> %s")
        == "Ana Duarte <ana@acme.example> Begin the handbook"
    )
    assert book.git("status", "--short") == "?? secret.txt"
    assert book.git("branch", "--show-current") == "main"


def test_without_git_no_repository_is_begun_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "no-programs").mkdir()
    arguments = ("init", "handbook", *_ANA, *_ONE, "--git", "--yes")
    path = str(tmp_path / "no-programs")
    said = run_module(tmp_path, "hub.cli.main", *arguments, PATH=path)
    assert said.code == 2
    assert "git is not installed" in said.err
    assert not (tmp_path / "handbook").exists()


def test_sides_and_person_are_in_the_configuration(tmp_path: Path) -> None:
    begun(tmp_path, *_SIDES)
    written = yaml.safe_load((tmp_path / "handbook/hub.yml").read_text())
    assert written["name"] == "Acme Outfitters and Northwind Support"
    assert written["orgs"]["vendor"]["domains"] == ["northwind.example", "nw.example"]
    assert written["people"] == {"ana": {"name": "Ana Duarte", "email": "ana@acme.example"}}
    assert written["audience"] == {"default": ["client", "vendor"]}


def test_new_hubs_site_is_configured_as_this_projects_own(tmp_path: Path) -> None:
    begun(tmp_path, *_SIDES, "--name", "Acme and Northwind")
    own = Path(__file__).parent.parent.parent / "mkdocs.yml"
    assert (tmp_path / "handbook/mkdocs.yml").read_text() == own.read_text()


def test_nothing_is_written_where_something_is_in_the_way(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    (root / "content/sops").mkdir(parents=True)
    (root / "hub.yml").write_text("name: Mine\n")
    (root / "content/sops/change-a-page.md").write_text("# Mine\n")
    said = begun(tmp_path, *_SIDES)
    assert said.code == 2
    assert "hub.yml: is there already" in said.err
    assert "content/sops/change-a-page.md: is there already" in said.err
    assert "2 problems." in said.err
    assert files_below(root) == ["content/sops/change-a-page.md", "hub.yml"]


def test_dry_run_lists_the_files_and_writes_none(tmp_path: Path) -> None:
    said = begun(tmp_path, "--dry-run", "--ci", "github")
    assert ".github/workflows/handbook.yml\n14 files would be written to handbook.\n" in said.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--client", "Acme"), "--vendor, too"),
        (("--client", "Acme <acme>", "--vendor", "B"), '--client: "Acme <acme>" can\'t be read'),
        (("--person", "Ana"), '--person: "Ana" can\'t be read'),
        (
            ("--client", "A <x.example>", "--vendor", "B <x.example>"),
            '"x.example", which belongs to',
        ),
        (("--ci", "jenkins"), "--ci"),
    ],
)
def test_what_can_not_be_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    said = begun(tmp_path, *arguments)
    assert said.code == 2
    assert message in said.err
    assert list(tmp_path.iterdir()) == []


def test_without_a_person_it_says_whom_to_name(tmp_path: Path) -> None:
    said = run_hub(tmp_path, "init", "handbook")
    assert said.code == 2
    assert '--person "Ana Duarte <ana@acme.example>"' in said.err


def test_repository_inside_a_repository_is_refused(tmp_path: Path) -> None:
    outer = Handbook(tmp_path / "outer").commit()
    said = run_hub(outer.root, "init", "handbook", *_ANA, "--git")
    assert said.code == 2
    assert "is in a git repository already" in said.err
    assert not (outer.root / "handbook").exists()


def test_person_at_a_terminal_is_asked_for_sides_and_name(tmp_path: Path) -> None:
    answers = ["Acme <acme.example>", "Northwind <nw.example>", "", "Ana", "Ana D <a@acme.example>"]
    said = at_a_terminal(tmp_path, ["init", "handbook"], answers=answers)
    assert said.code == 0, said.out
    written = yaml.safe_load((tmp_path / "handbook/hub.yml").read_text())
    assert written["name"] == "Acme and Northwind"
    assert list(written["orgs"]) == ["client", "vendor"]
    assert written["people"] == {"ana": {"name": "Ana D", "email": "a@acme.example"}}


def test_what_is_next_begins_where_one_stands(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    here = run_hub(tmp_path / "here", "init", ".", *_ANA)
    assert "files written here." in here.out
    assert "Next: hub serve" in here.out
    assert "Next: cd there, hub serve" in run_hub(tmp_path, "init", "there", *_ANA).out
