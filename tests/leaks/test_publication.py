"""What goes into a site, what stays out, and what is there no more after the next build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page, run_hub, run_module
from tests.leaks.marked import files_of, traces

_MKDOCS_YML = """\
site_name: Hub
docs_dir: content
theme: {name: material, font: false}
plugins: [search, tags, hub]
markdown_extensions:
  - pymdownx.snippets: {base_path: ["."]}
"""


def _build(book: Handbook, host: str, audience: str = "client") -> Path:
    """One audience's site, built over the last one by one of the three commands."""
    if host == "hub":
        done = run_hub(book.root, "build", "--audience", audience)
    else:
        target = ("--site-dir", f"site/{audience}")
        done = run_module(book.root, host, "build", "--quiet", *target, HUB_AUDIENCE=audience)
    assert done.code == 0, done.said
    return book.root / "site" / audience


@pytest.mark.parametrize("host", ["hub", "mkdocs", "properdocs"])
def test_page_that_is_taken_back_is_gone_from_the_next_build(tmp_path: Path, host: str) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write_root("mkdocs.yml", _MKDOCS_YML)
    book.write("index.md", page("Home", "Hello, [see](sops/quokka.md)."))
    text = "Quokka words.\n\n## Quokka heading\n\n![](quokka.png)"
    book.write("sops/quokka.png", "quokka").write("sops/quokka.md", page("Quokka", text)).commit()
    assert traces(_build(book, host))
    restricted = page("Quokka", text, audience="vendor")
    book.write("sops/quokka.md", restricted).commit(PRIYA, "2026-02-01")
    assert not traces(_build(book, host))


def test_page_that_was_restricted_once_does_not_show_its_old_path(tmp_path: Path) -> None:
    rules = TWO_SIDES.replace("vendor]}", "vendor], folders: {quokka: [vendor]}}")
    book = Handbook(tmp_path / "handbook", rules).write("quokka/keep.md", "# Keep")
    text = "One two three four five six seven."
    book.write("quokka/old-quokka.md", page("Old", text)).write("index.md", "# Home").commit(PRIYA)
    book.move("quokka/old-quokka.md", "open.md").commit(ANA, "2026-03-01")
    site = _build(book, "hub")
    assert (site / "open" / "index.html").is_file()
    assert not traces(site)


def test_snippets_may_not_reach_a_restricted_page_from_the_projects_root(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write_root("mkdocs.yml", _MKDOCS_YML)
    book.write("inner.md", page("Inner", "Quokka words.", audience="vendor"))
    book.write("index.md", '# Home\n\n--8<-- "content/inner.md"\n').commit()
    done = run_hub(book.root, "build", "--audience", "client")
    assert done.code == 1
    assert "index.md:3" in done.err
    assert "[dangling-include]" in done.err
    assert not (book.root / "site" / "client").exists()


def test_snippet_beside_the_content_may_not_bring_in_a_restricted_page(tmp_path: Path) -> None:
    settings = _MKDOCS_YML.replace('["."]', "[snippets]")
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write_root("mkdocs.yml", settings)
    book.write("inner.md", page("Inner", "Quokka words.", audience="vendor"))
    book.write_root("snippets/words.txt", 'Words.\n\n--8<-- "inner.md"\n')
    book.write("index.md", '# Home\n\n--8<-- "words.txt"\n').commit()
    done = run_hub(book.root, "build", "--audience", "client")
    assert done.code != 0 or not traces(book.root / "site" / "client")


def test_snippet_for_all_pages_may_not_be_a_restricted_page(tmp_path: Path) -> None:
    settings = _MKDOCS_YML.replace('["."]', '["."], auto_append: [inner.md]')
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write_root("mkdocs.yml", settings)
    book.write("inner.md", page("Inner", "Quokka words.", audience="vendor"))
    book.write("index.md", "# Home\n").commit()
    done = run_hub(book.root, "build", "--audience", "client")
    assert done.code != 0 or not traces(book.root / "site" / "client")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The attachments in each audience's site."""
    rules = TWO_SIDES.replace(
        "vendor]}", "vendor], folders: {team: [vendor], both: [client, vendor]}}"
    )
    book = Handbook(tmp_path_factory.mktemp("attachments"), rules)
    book.write(
        "index.md", page("Home", "[a](both.txt) ![](open.png) [c](team/used.txt) <img src=raw.png>")
    )
    book.write("inner.md", page("Inner", "[a](both.txt) [b](inner.txt)", audience="vendor"))
    book.write("team/page.md", page("Team", "[c](used.txt)"))
    for name in ("both", "inner", "unused", "team/used", "team/unused", "both/unused"):
        book.write(f"{name}.txt", "x")
    book.write("open.png", "x").write("raw.png", "x").commit()
    assert run_hub(book.root, "build").code == 0
    return {name: _attachments(book.root / "site" / name) for name in ("client", "vendor")}


def _attachments(site: Path) -> list[str]:
    own = re.compile(r"(?!assets/)(?!robots|sitemap).*\.(txt|png)")
    return sorted(name for name in files_of(site) if own.fullmatch(name))


def test_attachment_goes_where_the_pages_go_that_use_it(files: dict[str, list[str]]) -> None:
    assert files["client"] == ["both.txt", "both/unused.txt", "open.png", "raw.png"]


def test_attachment_of_a_folder_goes_only_where_the_folder_goes(
    files: dict[str, list[str]],
) -> None:
    more = ["inner.txt", "team/unused.txt", "team/used.txt"]
    assert files["vendor"] == sorted([*files["client"], *more])


def test_hub_with_one_audience_publishes_what_nobody_uses(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook").write("index.md", "# Home").write("unused.txt", "x")
    assert run_hub(book.commit().root, "build").code == 0
    assert _attachments(book.root / "site" / "everyone") == ["unused.txt"]


def test_hidden_files_are_never_published(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook").write("index.md", "# Home [see](.env)")
    book.write(".env", "quokka").write(".quokka/page.md", "# Quokka").commit()
    assert run_hub(book.root, "build").code == 0
    files = files_of(book.root / "site" / "everyone")
    assert not [name for name in files if "/." in f"/{name}"]
