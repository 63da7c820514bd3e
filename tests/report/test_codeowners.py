"""CODEOWNERS rules from the pages' owners, read back as a forge reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.config import parse_config
from hub.content.codeowners import CodeOwners
from hub.content.library import Library
from hub.content.reading import read_library
from hub.errors import ContentError
from hub.people import People
from hub.report.codeowners import BEGIN, END, misread, owner_rules, with_rules, without_rules
from tests.builders import page
from tests.content.trees import write_tree

CONFIG = parse_config("""\
people:
  ana: {name: Ana, email: Ana@acme.example, login: ana-d}
  tom: {name: Tom, email: tom@northwind.example}
  eve: {name: Eve}
teams:
  care: {login: "@acme/care"}
  agents: {}
""")
PEOPLE = People(CONFIG)


def library(folder: Path, **owners: str) -> Library:
    """A library whose pages name these owners; empty for none."""
    files = {path: page("T", "x", **({"owner": o} if o else {})) for path, o in owners.items()}
    folder.mkdir(exist_ok=True)
    return read_library(write_tree(folder, dict(files)), CONFIG)


def lines(folder: Path, prefix: str = "content/", **owners: str) -> list[str]:
    return list(owner_rules(library(folder, **owners), PEOPLE, prefix).lines)


def test_people_are_named_by_login_or_address_and_teams_by_login(tmp_path: Path) -> None:
    found = lines(tmp_path, **{"a.md": "ana", "b.md": "tom", "c.md": "care", "d.md": "x@y.example"})
    assert found == [
        "/content/a.md @ana-d",
        "/content/b.md tom@northwind.example",
        "/content/c.md @acme/care",
        "/content/d.md x@y.example",
    ]


def test_owners_whom_the_forge_cannot_know_are_counted(tmp_path: Path) -> None:
    found = library(tmp_path, **{"a.md": "agents", "b.md": "eve", "c.md": "nobody", "d.md": "eve"})
    rules = owner_rules(found, PEOPLE, "content/")
    assert rules.lines == ()
    assert rules.nameless == (("agents", 1), ("eve", 2), ("nobody", 1))


def test_a_folder_with_one_owner_is_one_rule(tmp_path: Path) -> None:
    owners = {"sops/a.md": "ana", "sops/deep/b.md": "ana", "faqs/a.md": "ana", "faqs/b.md": "tom"}
    assert lines(tmp_path, **owners) == [
        "/content/faqs/a.md @ana-d",
        "/content/faqs/b.md tom@northwind.example",
        "/content/sops/ @ana-d",
    ]


def test_a_folder_with_an_unowned_or_unreadable_page_is_not(tmp_path: Path) -> None:
    assert lines(tmp_path, **{"s/a.md": "ana", "s/b.md": "ana", "s/c.md": ""}) == [
        "/content/s/a.md @ana-d",
        "/content/s/b.md @ana-d",
    ]
    (tmp_path / "s/c.md").write_text("---\na: [\n---\n")
    found = read_library(tmp_path, CONFIG)
    assert len(owner_rules(found, PEOPLE, "content/").lines) == 2


def test_the_whole_repository_is_never_one_rule(tmp_path: Path) -> None:
    assert lines(tmp_path, "", **{"a.md": "ana", "b.md": "ana"}) == ["/a.md @ana-d", "/b.md @ana-d"]


@given(
    st.dictionaries(
        st.from_regex(r"([a-c# \[\]*é]{1,3}/){0,2}[a-c# !?\[\\]{1,3}\.md", fullmatch=True),
        st.sampled_from(["ana", "tom", "care", "eve", ""]),
        max_size=8,
    )
)
def test_every_page_is_read_back_with_its_owner(
    tmp_path_factory: pytest.TempPathFactory, owners: dict[str, str]
) -> None:
    found = library(tmp_path_factory.mktemp("owners"), **owners)
    rules = owner_rules(found, PEOPLE, "content/")
    text = with_rules("", rules.lines, "CODEOWNERS")
    wrong = {problem.path for problem in misread(text, "", found, PEOPLE, "content/")}
    read = CodeOwners(text)
    for path, owner in owners.items():
        if "content/" + path not in wrong and PEOPLE.forge_name(owner):
            assert PEOPLE.handle(read.owner_of("content/" + path) or "") == owner
    if not any(set(path) & set("# *?[]\\") for path in owners):
        assert not wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "BLOCK"),
        ("* @boss\n", "* @boss\nBLOCK"),
        ("* @boss", "* @boss\nBLOCK"),
        (f"* @boss\n{BEGIN}\n/old @x\n{END}\n# after\n/z @y", "* @boss\nBLOCK# after\n/z @y"),
        ("* @boss\r\n", "* @boss\r\nBLOCK"),
    ],
)
def test_other_lines_stay_as_they_are(text: str, expected: str) -> None:
    block = f"{BEGIN}\n/a.md @ana-d\n{END}\n"
    block = block.replace("\n", "\r\n") if "\r" in text else block
    written = with_rules(text, ["/a.md @ana-d"], "CODEOWNERS")
    assert written == expected.replace("BLOCK", block)
    assert with_rules(written, ["/a.md @ana-d"], "CODEOWNERS") == written
    assert BEGIN not in without_rules(written)


@pytest.mark.parametrize("text", [f"{BEGIN}\n", f"{END}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n" * 2])
def test_half_a_block_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="begin once and end once"):
        with_rules(text, [], "CODEOWNERS")


def test_a_later_line_that_takes_a_page_away_is_reported(tmp_path: Path) -> None:
    found = library(tmp_path, **{"a.md": "ana", "b.md": ""})
    text = with_rules("", ["/content/a.md @ana-d"], "CODEOWNERS") + "*.md @boss\n"
    (problem,) = misread(text, "*.md @boss\n", found, PEOPLE, "content/")
    assert (problem.path, problem.expected) == ("content/a.md", "ana")


def test_a_login_stands_for_its_person_in_codeowners() -> None:
    assert PEOPLE.handle("@Ana-D") == "ana"
    assert PEOPLE.handle("@acme/care") == "care"
