"""``hub codeowners`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    return book.write("a.md", page("A", "x", owner="ana")).write("b.md", page("B", "x"))


def test_rules_are_printed(book: Handbook) -> None:
    said = run_hub(book.root, "codeowners")
    assert (said.code, said.out, said.err) == (0, "/content/a.md ana@acme.example\n", "")


def test_check_fails_until_the_file_is_written(book: Handbook) -> None:
    said = run_hub(book.root, "codeowners", "--check")
    assert said.code == 1
    assert "+/content/a.md ana@acme.example" in said.out
    assert run_hub(book.root, "codeowners", "--write").out == "CODEOWNERS is written.\n"
    assert run_hub(book.root, "codeowners", "--check").code == 0
    assert run_hub(book.root, "codeowners", "--write").out == "CODEOWNERS is up to date.\n"
    book.write("a.md", page("A", "x", owner="tom"))
    assert run_hub(book.root, "codeowners", "--check").code == 1


def test_the_file_that_is_there_is_kept(book: Handbook) -> None:
    book.write_root(".github/CODEOWNERS", b"* @boss\xff\n")
    assert run_hub(book.root, "codeowners", "--write").out == ".github/CODEOWNERS is written.\n"
    assert (book.root / ".github/CODEOWNERS").read_bytes().startswith(b"* @boss\xff\n# hub code")
    assert not (book.root / "CODEOWNERS").exists()


def test_written_rules_do_not_make_owners_of_their_own(book: Handbook) -> None:
    book.write("s/a.md", page("A", "x", owner="ana")).write("s/b.md", page("B", "x", owner="ana"))
    run_hub(book.root, "codeowners", "--write")
    book.write("s/c.md", page("C", "x"))  # its owner now comes from the rule for the folder
    said = run_hub(book.root, "codeowners")
    assert "/content/s/ " not in said.out
    run_hub(book.root, "codeowners", "--write")
    assert book.open().library.pages["s/c.md"].owner is None


def test_a_line_that_overrules_the_block_is_refused(book: Handbook) -> None:
    run_hub(book.root, "codeowners", "--write")
    path = book.root / "CODEOWNERS"
    path.write_text(before := path.read_text() + "/content/ @boss\n")
    book.write("c.md", page("C", "x", owner="tom"))
    for option in ("--write", "--check"):
        said = run_hub(book.root, "codeowners", option)
        assert said.code == 1
        assert "content/a.md: CODEOWNERS would give the page to @boss" in said.err
    assert path.read_text() == before


def test_an_owner_without_a_name_on_the_forge_is_said(book: Handbook) -> None:
    book.write("b.md", page("B", "x", owner="care"))
    said = run_hub(book.root, "codeowners")
    assert "care owns 1 page and has no name on the forge" in said.err


def test_without_owners_nothing_is_written(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book").write("a.md", "# A\n")
    assert run_hub(book.root, "codeowners", "--write").code == 0
    assert run_hub(book.root, "codeowners", "--check").code == 0
    assert not (book.root / "CODEOWNERS").exists()


@pytest.mark.parametrize("login", ['"a b"', '"@"', '"#x"'])
def test_a_login_of_more_than_one_word_is_a_mistake(book: Handbook, login: str) -> None:
    book.write_root("hub.yml", TWO_SIDES.replace("{name: Ana", f"{{login: {login}, name: Ana"))
    said = run_hub(book.root, "codeowners")
    assert said.code == 2
    assert "is not one name" in said.err


def test_a_login_of_two_is_a_mistake(book: Handbook) -> None:
    text = TWO_SIDES.replace("{name: Ana", "{login: x, name: Ana").replace(
        "{name: Tom", "{login: '@X', name: Tom"
    )
    book.write_root("hub.yml", text)
    said = run_hub(book.root, "codeowners")
    assert 'people.tom has "@x", which belongs to ana' in said.err


@pytest.mark.parametrize("link", ["CODEOWNERS", ".github"])
@pytest.mark.parametrize("target", ["../theirs", ".git/hooks"])
def test_a_link_is_not_written_through(book: Handbook, link: str, target: str) -> None:
    folder = book.root / target
    folder.mkdir(exist_ok=True)
    theirs = folder / "CODEOWNERS"
    theirs.write_text("* @boss\n")
    (book.root / link).symlink_to(f"{target}/CODEOWNERS" if link == "CODEOWNERS" else target)
    said = run_hub(book.root, "codeowners", "--write")
    assert said.code == 2
    assert "stands behind a symbolic link" in said.err
    assert theirs.read_text() == "* @boss\n"
