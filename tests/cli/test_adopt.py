"""``hub adopt``: only what the files and the history show, and shown before it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hub.config import load_config
from hub.starting.adopting.remote import web_address
from tests.builders import ANA, PRIYA, TOM, Handbook, page, run_hub
from tests.cli.terminal import at_a_terminal

_BOT = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
_LEE = "Lee Wong <4711+leew@users.noreply.github.com>"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    """A handbook of three people, with CODEOWNERS and a site's configuration."""
    book = Handbook(tmp_path / "old-handbook")
    book.write_root("mkdocs.yml", _MKDOCS).write_root("CODEOWNERS", _CODEOWNERS)
    book.write_root("docs/index.md", page("", "# Home\n\nHello."))
    book.write_root("docs/ops/deploy.md", page("", "# Deploy\n\nSteps.")).commit(ANA)
    for n in range(3):
        book.write_root("docs/ops/deploy.md", f"# Deploy\n\nSteps, {n}.").commit(
            PRIYA, "2026-02-03"
        )
        book.write_root("docs/index.md", f"# Home\n\nHello {n}.").commit(_BOT)
    book.write_root("docs/a.md", "# A\n").commit("Priya Nair <priya@gmail.com>", "2026-03-01")
    return book.write_root("docs/lee.md", "# Lee\n").commit(_LEE)


_MKDOCS = """\
site_name: "Acme: operations"
repo_url: https://github.com/acme/handbook/
theme:
  custom_dir: !!python/name:os.system
plugins: [search, macros]
"""
_CODEOWNERS = """\
* @acme/care
/docs/lee.md @leew
/docs/a.md @somebody
"""


def written(book: Handbook) -> dict[str, object]:
    found = yaml.safe_load((book.root / "hub.yml").read_text())
    assert isinstance(found, dict)
    return found


def test_hub_yml_says_what_the_files_and_the_history_show(book: Handbook) -> None:
    said = run_hub(book.root, "adopt", "--yes")
    assert said.code == 0, said.said
    assert written(book) == {
        "name": "Acme: operations",
        "people": {
            "priya": {
                "name": "Priya Nair",
                "email": "priya@northwind.example",
                "emails": ["priya@gmail.com"],
            },
            "leew": {"name": "Lee Wong", "email": "4711+leew@users.noreply.github.com"},
            "somebody": {"name": "somebody"},
        },
        "teams": {"care": {}},
        "content": {"dir": "docs", "include": ["**/*.md"]},
        "forge": {"url": "https://github.com/acme/handbook", "branch": "main"},
    }


def test_comments_say_what_each_line_rests_on(book: Handbook) -> None:
    said = run_hub(book.root, "adopt", "--dry-run").out
    assert "# 4 commits, the last on 1 March 2026" in said
    assert "# 1 other is not listed: fewer than 3 commits to the pages." in said
    assert "care: {}  # owns 2 pages as @acme/care" in said
    assert "#   every: {page: 12 months}" in said


def test_adopted_handbook_builds_and_its_owners_are_known(book: Handbook) -> None:
    run_hub(book.root, "adopt", "--yes")
    assert "known-owner" not in run_hub(book.root, "lint").said
    build = run_hub(book.root, "build")
    assert build.code == 0, build.said
    html = (book.root / "site/everyone/ops/deploy/index.html").read_text()
    assert "3 February 2026" in html
    assert "by Priya Nair" in html


def test_mailmap_decides_who_is_who(book: Handbook) -> None:
    book.write_root(".mailmap", "Ana Duarte <ana@acme.example> <priya@gmail.com>\n").commit(ANA)
    run_hub(book.root, "adopt", "--yes")
    assert load_config(book.root).people["priya"].emails == ()


def test_dry_run_shows_it_and_writes_nothing(book: Handbook) -> None:
    said = run_hub(book.root, "adopt", "--dry-run")
    assert said.code == 0
    assert "3 pages in docs." not in said.out
    assert "4 pages in docs.\nhub.yml would say this. Nothing was written.\n" in said.out
    assert not (book.root / "hub.yml").exists()


def test_nobody_at_a_terminal_has_to_say_yes(book: Handbook) -> None:
    said = run_hub(book.root, "adopt")
    assert said.code == 2
    assert "nothing was written" in said.err
    assert not (book.root / "hub.yml").exists()


@pytest.mark.parametrize(("answer", "is_written"), [("y", True), ("n", False)])
def test_person_at_a_terminal_decides(book: Handbook, answer: str, is_written: bool) -> None:
    said = at_a_terminal(book.root, ["adopt"], answers=[answer])
    assert "Write hub.yml?" in said.out
    assert (book.root / "hub.yml").exists() is is_written


def test_hub_yml_that_is_there_stays(book: Handbook) -> None:
    book.write_root("hub.yml", "name: Mine\n")
    said = run_hub(book.root, "adopt", "--yes")
    assert said.code == 2
    assert "hub.yml: is there already" in said.err
    assert "hub doctor looks at a hub" in said.err
    assert (book.root / "hub.yml").read_text() == "name: Mine\n"


def test_sides_are_written_when_somebody_names_them(book: Handbook) -> None:
    said = run_hub(
        book.root, "adopt", "--side", "@acme.example", "--side", "Northwind.example", "--yes"
    )
    assert said.code == 0, said.said
    config = load_config(book.root)
    assert config.audiences == ("acme", "northwind")
    assert config.orgs["northwind"].domains == ("northwind.example",)
    assert config.audience.default == ("acme", "northwind")


@pytest.mark.parametrize(("each", "is_clear"), [(3, True), (2, False)])
def test_two_organisations_are_seen_where_each_has_three_people(
    tmp_path: Path, each: int, is_clear: bool
) -> None:
    book = Handbook(tmp_path / "shared").write("index.md", page("Home", "x"))
    for n in range(each):
        for domain in ("acme.example", "northwind.example"):
            book.write("index.md", page("Home", f"{n} {domain}")).commit(f"P{n} <p{n}@{domain}>")
    run_hub(book.root, "adopt", "--yes")
    assert load_config(book.root).audiences == (
        ("acme", "northwind") if is_clear else ("everyone",)
    )
    (book.root / "hub.yml").unlink()
    run_hub(book.root, "adopt", "--one", "--yes")
    assert load_config(book.root).audiences == ("everyone",)


def test_free_mail_and_machines_are_no_organisations(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "hobby").write("index.md", page("Home", "x"))
    for n in range(4):
        for domain in ("gmail.com", "users.noreply.github.com", "mac.local"):
            book.write("index.md", page("Home", f"{n} {domain}")).commit(f"P {n} <p{n}@{domain}>")
    said = run_hub(book.root, "adopt", "--dry-run").out
    assert "orgs:" not in said
    assert "Mail domains" not in said


def test_govuk_tree_is_read_with_its_own_endings_and_periods(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "way")
    text = page(
        "Alerts", "x", last_reviewed_on="2026-01-05", review_in="6 months", owner_slack="#ops"
    )
    book.write_root("source/alerts.html.md.erb", text).write_root("README.md", "# Way\n").commit(
        TOM
    )
    said = run_hub(book.root, "adopt", "--yes")
    assert "# Pages that state it themselves: 6 months on 1." in said.out
    config = load_config(book.root)
    assert (config.content.dir, config.content.include) == ("source", ("**/*.html.md.erb",))
    assert list(config.teams) == ["#ops"]
    assert "1 fresh" in run_hub(book.root, "status", "--today", "2026-02-01").out


def test_what_keeps_the_site_from_being_built_is_said(book: Handbook) -> None:
    book.write_root("docs/b.md", page("B", "x", audience="developers"))
    said = run_hub(book.root, "adopt", "--yes")
    assert said.code == 0
    assert "To be mended before hub build (1):" in said.err
    assert 'docs/b.md:3: audience "developers" is not known' in said.err


def test_secret_in_a_remotes_address_is_not_repeated(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "h").write("index.md", page("Home", "x")).commit()
    book.git(
        "remote", "add", "origin", "https://ana:hunter2@git.acme.example:8443/ops/handbook.git"
    )
    said = run_hub(book.root, "adopt", "--yes").out
    assert "hunter2" not in said
    assert "# forge: {url: 'https://git.acme.example:8443/ops/handbook', kind: github}" in said
    assert load_config(book.root).forge is None


@pytest.mark.parametrize(
    "remote",
    [
        "git@github.com:acme/handbook.git",
        "ssh://git@github.com:22/acme/handbook.git",
        "ssh://git@ssh.github.com:443/acme/handbook.git",
        "https://github.com/acme/handbook/",
    ],
)
def test_remote_of_a_known_forge_becomes_its_address(tmp_path: Path, remote: str) -> None:
    book = Handbook(tmp_path / "h").write("index.md", page("Home", "x")).commit()
    book.git("remote", "add", "origin", remote)
    run_hub(book.root, "adopt", "--yes")
    forge = load_config(book.root).forge
    assert forge is not None
    assert (forge.url, forge.branch) == ("https://github.com/acme/handbook", "main")


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@ssh.dev.azure.com:v3/acme/ops/book", "https://dev.azure.com/acme/ops/_git/book"),
        (
            "acme@vs-ssh.visualstudio.com:v3/acme/ops/book",
            "https://dev.azure.com/acme/ops/_git/book",
        ),
        (
            "https://acme@dev.azure.com/acme/ops/_git/book",
            "https://dev.azure.com/acme/ops/_git/book",
        ),
        ("git@bitbucket.org:acme/book.git", "https://bitbucket.org/acme/book"),
        ("ssh://git@gitlab.acme.example:2222/a/b/book.git", "https://gitlab.acme.example/a/b/book"),
        ("ssh://git@bitbucket.acme.example:7999/ops/book.git", ""),
        ("git@ssh.dev.azure.com:v3/acme", ""),
        ("/srv/git/book.git", ""),
    ],
)
def test_address_on_the_web_is_that_of_the_forge(remote: str, address: str) -> None:
    assert web_address(remote) == address


def test_kind_of_an_unknown_host_is_guessed_from_its_files(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "h").write("index.md", page("Home", "x"))
    book.write_root(".gitlab-ci.yml", "check: {script: [hub lint]}\n").commit()
    book.git("remote", "add", "origin", "git@git.acme.example:ops/book.git")
    said = run_hub(book.root, "adopt", "--dry-run").out
    assert "# forge: {url: 'https://git.acme.example/ops/book', kind: gitlab}" in said


def test_pages_at_the_top_are_not_left_out_for_a_folder_below(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "notes").write_root("README.md", "# Notes\n")
    book.write_root("index.md", "# Home\n").write_root("a.md", "# A\n")
    book.write_root("guides/b.md", "# B\n").commit()
    said = run_hub(book.root, "adopt", "--yes")
    assert "4 pages in this folder." in said.out
    assert load_config(book.root).content.dir == "."
    assert "hub build --out ../notes-site" in said.out
    assert run_hub(book.root, "build", "--out", "../notes-site").code == 0
    refused = run_hub(book.root, "build")
    assert "Choose another folder: --out ../notes-site" in refused.err


def test_markdown_that_is_no_page_is_named(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "blog").write_root("README.md", "# Blog\n")
    book.write_root("docs/a.md", "# A\n").write_root("posts/b.md", "# B\n").commit()
    said = run_hub(book.root, "adopt", "--yes")
    assert "1 page in docs." in said.out
    assert "Not among the pages: posts/b.md. --content names another folder." in said.err


def test_installed_programs_are_no_pages(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "notes").write_root("a.md", "# A\n").write_root("b.md", "# B\n")
    book.write_root("node_modules/left-pad/README.md", "# left-pad\n")
    said = run_hub(book.root, "adopt", "--yes")
    assert "2 pages in this folder." in said.out
    assert "left-pad" not in run_hub(book.root, "status").out


def test_wiki_links_that_lead_to_pages_become_links(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "vault").write_root("docs/Home.md", "# Home\n\n[[Page A]] [[x]]\n")
    book.write_root("docs/Page A.md", "# Page A\n").commit()
    said = run_hub(book.root, "adopt", "--yes")
    assert "wiki_links: true  # 1 link such as [[Page A]]" in said.out
    assert load_config(book.root).content.wiki_links


def test_brackets_that_lead_nowhere_are_no_wiki_links(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "shell").write_root("docs/a.md", "# A\n\n[[ -f x ]] and [[y]]\n")
    assert "wiki_links" not in run_hub(book.commit().root, "adopt", "--dry-run").out


def test_what_is_next_begins_in_the_handbook(book: Handbook) -> None:
    said = run_hub(book.root.parent, "adopt", "old-handbook", "--yes")
    assert "Next: cd old-handbook, hub status, hub lint, hub build; commit it." in said.out


def test_names_that_would_forge_a_line_are_made_harmless(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "h").write("index.md", page("Home", "x"))
    for n in range(3):
        book.write("index.md", page("Home", str(n))).commit("Eve}, x: {y: # z <eve@acme.example>")
    assert run_hub(book.root, "adopt", "--yes").code == 0
    (eve,) = load_config(book.root).people.values()
    assert eve.name == "Eve}, x: {y: # z"


def test_folder_without_markdown_or_history_is_met_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = run_hub(tmp_path, "adopt", "empty", "--yes")
    assert said.code == 2
    assert "there are no Markdown files in empty" in said.err
    book = Handbook(tmp_path / "plain", git=False).write("a.md", "# A\n")
    said = run_hub(book.root, "adopt", "--yes")
    assert said.code == 0
    assert "Nothing is known about people" in said.err


def test_content_folder_elsewhere_is_refused(book: Handbook, tmp_path: Path) -> None:
    said = run_hub(book.root, "adopt", "--content", str(tmp_path), "--yes")
    assert said.code == 2
    assert "is no folder below" in said.err
