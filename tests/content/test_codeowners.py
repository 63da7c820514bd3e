from __future__ import annotations

from pathlib import Path

import pytest

from hub.content.codeowners import CodeOwners, read_codeowners
from tests.content.trees import TWO_ORGS, library

OWNERS = CodeOwners(
    """
# comment
*                 @acme/all   # the rest
/content/sops/    @priya @tom
content/faqs/*    jana@acme.example
*.txt             @texts
/content/sops/free.md
content/a\\#b.md   @hash
!content/sops/    @negated
[Section] @section
\\                 @broken
"""
)


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("README.md", "@acme/all"),
        ("content/sops/a.md", "@priya"),
        ("content/sops/x/y/a.md", "@priya"),
        ("content/faqs/a.md", "jana@acme.example"),
        ("content/faqs/x/a.md", "@acme/all"),
        ("content/sops/a.txt", "@texts"),
        ("content/sops/free.md", None),
    ],
)
def test_the_last_rule_that_matches_counts(path: str, owner: str | None) -> None:
    assert OWNERS.owner_of(path) == owner


SECTIONS = CodeOwners(
    """
*.txt
[Team docs][2] @docs ana@acme.example   # two must agree
/content/
/content/sops/ @priya
^[Not asked]
/content/free.md
[abc]*.md @letters
"""
)


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("content/a.md", "@docs"),
        ("content/sops/a.md", "@priya"),
        ("content/free.md", None),
        ("a.txt", None),
        ("b.md", None),
    ],
)
def test_rules_without_owners_have_those_of_their_section(path: str, owner: str | None) -> None:
    assert SECTIONS.owner_of(path) == owner


def test_without_rules_nobody_owns_anything() -> None:
    assert CodeOwners("").owner_of("a.md") is None


@pytest.mark.parametrize("place", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_the_file_is_found_where_forges_look(place: str, tmp_path: Path) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_bytes(b"* @a\xff\n")
    assert read_codeowners(tmp_path).owner_of("x") == "@a\ufffd"


def test_a_page_without_an_owner_gets_that_of_codeowners(tmp_path: Path) -> None:
    config = TWO_ORGS + "people: {tom: {name: Tom, org: vendor}}\n"
    files: dict[str, str | dict[str, str]] = {
        "CODEOWNERS": "* @tom\n",
        "a.md": "# A\n",
        "b.md": "---\nowner: ana\n---\n",
    }
    found = library(tmp_path, files, config)
    assert (found.pages["a.md"].owner, found.pages["a.md"].org) == ("tom", "vendor")
    assert found.pages["b.md"].owner == "ana"
