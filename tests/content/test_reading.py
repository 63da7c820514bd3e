from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest

from hub.config import HubConfig
from hub.content.front_matter import FrontMatterError, read_front_matter
from hub.content.lint.rule import Subject
from hub.content.lint.rules import refusals
from hub.content.page import site_path, title_of_name
from hub.content.reading import read_library
from hub.content.tree import read_tree
from hub.people import People
from tests.content.trees import TWO_ORGS, configured, library, reported, write_tree

TODAY = dt.date(2026, 6, 15)


def test_a_page_is_known_by_what_it_says_or_what_can_be_derived(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        {
            "sops/a.md": "---\ntitle: One\nowner: x@y.example\n---\n# Two\n\nthree four\n",
            "faqs/b-c.md": "text\n",
            "d.md": "## no\n\n# Three\n",
        },
    )
    page = found.pages["sops/a.md"]
    assert (page.title, page.kind.value, page.words) == ("One", "sop", 3)
    assert page.line_of("owner") == 3
    assert page.line_of("nothing") == 1
    assert page.front_matter == {"title": "One", "owner": "x@y.example"}
    assert found.pages["faqs/b-c.md"].title == "B c"
    assert found.pages["d.md"].title == "Three"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a/issue-a_refund.md", "Issue a refund"),
        ("a/index.md", "A"),
        ("index.md", "Index"),
        ("a/deploy.html.md.erb", "Deploy"),
        ("---.md", "---"),
    ],
)
def test_a_name_becomes_a_title(path: str, title: str) -> None:
    assert title_of_name(path) == title


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "a.md"),
        ("a.html.md.erb", "a.md"),
        ("x/a.md.erb", "x/a.md"),
        ("a.markdown", "a.md"),
        ("a.html.md", "a.md"),
        ("x/.md", "x/.md"),
        ("a.txt", "a.txt.md"),
    ],
)
def test_the_builder_knows_pages_by_one_ending(path: str, expected: str) -> None:
    assert site_path(path) == expected


def test_every_line_end_is_read(tmp_path: Path) -> None:
    found = library(
        tmp_path, {"a.md": "---\r\naudience: client\r\n---\r\n# A\r\n", "b.md": "# B\r"}
    )
    assert found.pages["a.md"].audience == ("client",)
    assert found.pages["a.md"].outline.headings[0].line == 4
    assert found.pages["b.md"].title == "B"


@pytest.mark.parametrize("data", [b"\xff\xfe# A", b"# \xfc\n", b"\xed\xa0\x80"])
def test_a_page_that_is_not_utf8_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(data)
    found = read_library(tmp_path, configured(TWO_ORGS))
    assert not found.pages
    assert [p.rule for p in found.problems] == ["unreadable-front-matter"]


def test_a_page_that_is_refused_is_in_nobodys_library(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        {
            "a.md": "---\naudience: vendor\naudience: client\n---\n",
            "b.md": "---\naudience: vendr\n---\n![x](x.png)\n",
            "c.md": "\n---\naudience: vendor\n---\n",
            "x.png": "",
        },
    )
    for org in ("client", "vendor"):
        assert not found.for_audience(org).pages
        assert not found.for_audience(org).attachments
    assert len(found.problems) == 3


def test_nothing_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    files: dict[str, str | dict[str, str]] = {
        "a.md": f"---\nx: !!python/object/apply:os.system ['touch {mark}']\n---\n",
        "b.html.md.erb": f"---\ntitle: B\n---\n<% `touch {mark}` %>\n{{{{7*7}}}} <%= 7*7 %>\n",
    }
    found = library(tmp_path / "content", files, "content: {include: ['**/*.md', '**/*.erb']}\n")
    assert not mark.exists()
    assert "{{7*7}}" in found.pages["b.html.md.erb"].body
    assert "49" not in found.pages["b.html.md.erb"].body


def test_an_erb_page_keeps_its_lines(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Deploy\n---\n<% if x\n %>\n# <%= current_page.data.title %>\n"
        "<%= warning_text('Mind the gap') %>\n\n## Next\n"
    )
    page = library(tmp_path, {"a.erb": text}, "content: {include: ['*.erb']}\n").pages["a.erb"]
    assert page.outline.headings[-1].line == 9
    assert "# Deploy\nMind the gap\n" in page.body


NAMES = [
    *(
        "-rf.md",
        "--.md",
        "a\nb.md",
        "a\"b'.md",
        "a\u202eb.md",
        "a b\t.md",
        "a#b.md",
        "a?b.md",
        "a%20.md",
    ),
    *(
        "a<script>.md",
        "a\\b.md",
        "\x1b[31m.md",
        "日本.md",
        "x" * 252 + ".md",
        "a{b}.md",
        "~.md",
        "*.md",
    ),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_odd_name_is_a_name(name: str, tmp_path: Path) -> None:
    files: dict[str, str | dict[str, str]] = {name: "# A\n\n[x](nothing.md)\n"}
    found = library(tmp_path, files)
    assert list(found.pages) == [name]
    config = configured(TWO_ORGS)
    findings = [
        problem
        for problem in reported(Subject(found, config, People(config), TODAY))
        if problem.rule == "dangling-link"
    ]
    assert len(findings) == 1
    assert all(part.isprintable() for part in str(findings[0]).split("\n"))
    assert str(findings[0]).count("\n") == 1


def test_names_that_differ_only_in_coding_are_told_apart_and_reported(tmp_path: Path) -> None:
    nfc, nfd = (unicodedata.normalize(form, "é.md") for form in ("NFC", "NFD"))
    found = library(tmp_path, {nfc: "# A\n", nfd: "# B\n"})
    assert set(found.pages) == {nfc, nfd}
    config = configured(TWO_ORGS)
    assert "confusable-name" in {
        p.rule for p in reported(Subject(found, config, People(config), TODAY))
    }


def test_a_restricted_folder_in_another_coding_is_refused(tmp_path: Path) -> None:
    nfc, nfd = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))
    text = f"orgs: {{c: {{}}, v: {{}}}}\naudience: {{default: [c, v], folders: {{{nfc}: [c]}}}}\n"
    config = configured(text)
    found = read_library(write_tree(tmp_path, {f"{nfd}/a.md": "# A\n"}), config)
    assert [p.rule for p in refusals(Subject(found, config, People(config), TODAY))] == ["audience"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    found = library(tmp_path, {".a.md": "# A\n", ".b/c.md": "# C\n", "d/.e": ""})
    assert not found.pages
    assert not found.attachments


def test_pipes_and_links_out_are_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    outside = tmp_path / "outside"
    write_tree(outside, {"secret.md": "# Secret\n"})
    write_tree(
        folder,
        {
            "a.md": {"link": "../outside/secret.md"},
            "b": {"link": "../outside"},
            "c.md": {"link": "d.md"},
            "d.md": {"link": "e.md"},
            "e.md": {"link": "../outside/secret.md"},
            "f.md": {"link": "f.md"},
            "g.md": {"link": "/dev/zero"},
            "h.md": "# H\n",
            "i.md": {"link": "h.md"},
        },
    )
    os.mkfifo(folder / "pipe.md")
    start = time.process_time()
    found = read_library(folder, configured(TWO_ORGS))
    assert set(found.pages) == {"h.md", "i.md"}
    assert len(found.problems) == 8
    assert time.process_time() - start < 2


def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    links: dict[str, str | dict[str, str]] = {
        f"{name}/{number}": {"link": f"../{other}"}
        for name, other in ("ab", "bc", "ca")
        for number in range(10)
    }
    start = time.process_time()
    tree = read_tree(write_tree(tmp_path, {"a/x.md": "# X\n", **links}), ["*.md"])
    assert time.process_time() - start < 2
    assert tree.problems
    assert {file.real_path for file in tree.pages} == {"a/x.md"}


def test_folders_may_be_deep(tmp_path: Path) -> None:
    depth = 1_200
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.md").write_text("# A\n")
        tree = read_tree(tmp_path, ["*.md"])
    finally:
        os.chdir(here)
        # Deeper than pytest's own removal of old folders can follow.
        subprocess.run(["rm", "-rf", "--", str(tmp_path / "d")], check=True)
    assert [file.path for file in tree.pages] == ["d/" * depth + "a.md"]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_tree(tmp_path, {"a.md": "", "b.md": "", "c.png": ""})
    read_library(tmp_path, HubConfig(), on_page=lambda done, every: told.append((done, every)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a b " * 250_000,
            "---\n" * 100_000,
            "---\n" + "a: b\n" * 100_000,
            "\n" * 500_000 + "audi",
        ),
        *("<!--" * 200_000, "<!--" * 100_000 + "\naudience: x", "<!-- a -->" * 50_000 + "audi"),
        *(
            "-" * 300_000,
            "{" * 300_000 + "audience",
            "{" + "a," * 200_000 + "audience",
            "- " * 10_000,
        ),
        *(" " * 500_000 + "---", "---\n" + "- " * 200_000 + "x\n---\n", "[" * 200_000 + "audience"),
        *(
            "---\n" + "#\n" * 200_000,
            "audience " + '"' * 200_000,
            "~~~a\n" * 50_000 + "audience: x",
        ),
        *("---\na: b\n" + " \t" * 200_000 + "x\n---\n", "é" * 300_000, "audience:[" * 50_000),
        *("? " * 100_000 + "audience", "\u200b" * 300_000 + "audience", "---\n" + "[" * 60_000),
    ],
    ids=lambda text: f"{text[:8]!r} {len(text)}",
)
def test_hostile_front_matter_takes_no_more_than_its_time(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(FrontMatterError):
        read_front_matter(text)
    assert time.process_time() - start < 2
