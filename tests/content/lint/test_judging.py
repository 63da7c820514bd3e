"""What a change answers for, how grave a finding is, and what pages set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.config import Severity
from hub.content.lint.finding import Finding, SetAside
from hub.errors import ConfigError
from tests.builders import TWO_SIDES, Handbook, page

BROKEN = page("Old", "[gone](gone.md) ![](x.png)", owner="ana")


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    """A handbook with an old fault, committed."""
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "[old](old.md) [goal](goal.md#here)", owner="ana"))
    book.write("old.md", BROKEN).write("x.png", b"x")
    book.write("goal.md", page("Goal", "## Here", owner="ana"))
    return book.commit()


def said(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.problem.path.removeprefix("content/"), f.problem.rule) for f in findings]


def since(book: Handbook) -> list[tuple[str, str]]:
    return said(book.open().lint(base="HEAD").reported)


def test_without_a_base_everything_is_found(book: Handbook) -> None:
    assert said(book.open().lint().reported) == [
        ("old.md", "dangling-link"),
        ("old.md", "missing-alt"),
    ]


def test_old_faults_are_not_the_business_of_a_change(book: Handbook) -> None:
    assert since(book) == []
    book.write("goal.md", page("Goal", "## Here\n\nMore.", owner="ana"))
    assert since(book) == []


def test_faults_of_a_page_that_the_change_touches_are_reported_old_ones_too(book: Handbook) -> None:
    book.write("old.md", BROKEN + "More.\n")
    assert since(book) == [("old.md", "dangling-link"), ("old.md", "missing-alt")]


CAUSES: dict[str, tuple[Callable[[Handbook], object], list[tuple[str, str]]]] = {
    "a page is removed": (lambda b: b.remove("goal.md"), [("index.md", "dangling-link")]),
    "a page is renamed": (
        lambda b: b.move("goal.md", "aim.md"),
        [("aim.md", "orphan-page"), ("index.md", "dangling-link")],
    ),
    "a heading is renamed": (
        lambda b: b.write("goal.md", page("Goal", "## There", owner="ana")),
        [("index.md", "dangling-anchor")],
    ),
    "an image is removed": (lambda b: b.remove("x.png"), [("old.md", "dangling-link")]),
    "readers are lost": (
        lambda b: b.write("goal.md", page("Goal", "## Here", owner="ana", audience="client")),
        [("index.md", "link-across-audiences")],
    ),
    "the last link is removed": (
        lambda b: b.write("index.md", page("Home", "[goal](goal.md#here)", owner="ana")),
        [("old.md", "orphan-page")],
    ),
    "an id is given twice": (
        lambda b: b.write("a.md", page("A", "[a](old.md)", owner="ana", id="X")).write(
            "goal.md", page("Goal", "## Here\n\n[a](a.md)", owner="ana", id="X")
        ),
        [("goal.md", "duplicate-id")],
    ),
}


@pytest.mark.parametrize("name", CAUSES)
def test_what_a_change_breaks_elsewhere_is_reported(book: Handbook, name: str) -> None:
    change, expected = CAUSES[name]
    change(book)
    assert since(book) == expected


def test_a_second_fault_like_an_old_one_is_reported_once(book: Handbook) -> None:
    book.write("a.md", page("A", "[b](goal.md#here) [b](goal.md#gone)", owner="ana"))
    book.write(
        "index.md", page("Home", "[old](old.md) [goal](goal.md#here) [a](a.md)", owner="ana")
    )
    book.commit()
    book.write("goal.md", page("Goal", "Nothing.", owner="ana"))
    found = [f for f in book.open().lint(base="HEAD").reported if f.problem.path.endswith("a.md")]
    assert [f.problem.found for f in found] == ['goal.md has no heading "#here"']


CONFIGURED: dict[str, tuple[Callable[[Handbook], object], list[tuple[str, str]]]] = {
    "a person is removed": (
        lambda b: b.write_root("hub.yml", re.sub(r"  ana: .*\n", "", _with_folder("inner"))),
        [(path, "known-owner") for path in ("goal.md", "index.md", "old.md")],
    ),
    "readers are gained": (
        lambda b: b.write_root("hub.yml", _with_folder("inner").replace("inner: [client], ", "")),
        [],
    ),
    "a folder is named that is not there": (
        lambda b: b.write_root(
            "hub.yml", _with_folder("inner").replace("inner:", "elsewhere: [client], inner:")
        ),
        [("hub.yml", "unused-folder")],
    ),
    "the last page of a restricted folder is removed": (
        lambda b: b.remove("inner/a.md"),
        [("hub.yml", "unused-folder")],
    ),
    "the owner of a folder is taken away": (
        lambda b: b.write_root("CODEOWNERS", ""),
        [("inner/a.md", "unowned-page")],
    ),
    "a folder is given to a stranger": (
        lambda b: b.write_root("CODEOWNERS", "/content/inner/ @stranger\n"),
        [("inner/a.md", "known-owner")],
    ),
    "nothing of it": (lambda b: b.write("goal.md", page("Goal", "## Here\n\nX", owner="ana")), []),
}


def _with_folder(name: str) -> str:
    folders = f"{{default: [client, vendor], folders: {{{name}: [client], gone: [client]}}}}"
    return TWO_SIDES.replace("{default: [client, vendor]}", folders)


@pytest.mark.parametrize("name", CONFIGURED)
def test_hub_yml_and_codeowners_answer_for_what_they_break(book: Handbook, name: str) -> None:
    """Old faults stay old, also in the pages to which hub.yml gives other readers or owners."""
    book.write_root("CODEOWNERS", "/content/inner/ @tom\n").write_root(
        "hub.yml", _with_folder("inner")
    )
    book.write("inner/a.md", page("A", "[gone](gone.md)\n\n--8<-- 'parts/a.txt'"))
    book.write("parts/a.txt", "--8<-- 'parts/gone.txt'\n").commit()
    change, expected = CONFIGURED[name]
    change(book)
    assert since(book) == expected


def test_what_refuses_a_build_is_reported_whoever_caused_it(book: Handbook) -> None:
    book.write("wrong.md", "---\naudience: [nobody]\n---\n").commit()
    assert since(book) == [("wrong.md", "audience")]


def test_a_page_whose_front_matter_the_change_breaks_is_reported(book: Handbook) -> None:
    book.write("new.md", "---\ntitle: [\n---\n")
    assert since(book) == [("new.md", "unreadable-front-matter")]


def test_hub_yml_decides_how_grave_a_finding_is(book: Handbook) -> None:
    book.write_root(
        "hub.yml",
        TWO_SIDES + "lint: {severity: {dangling-link: advice, missing-alt: off}}\n",
    )
    (found,) = book.open().lint().reported
    assert (found.problem.rule, found.severity) == ("dangling-link", Severity.ADVICE)
    assert not book.open().lint().fails


def test_a_rule_that_is_off_is_asked_by_name(book: Handbook) -> None:
    book.write_root("hub.yml", TWO_SIDES + "lint: {severity: {missing-alt: off}}\n")
    (found,) = book.open().lint(only=["missing-alt"]).reported
    assert found.severity is Severity.WARNING


def test_rules_that_want_a_hub_yml_can_be_asked_without_one(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "foreign").write("index.md", "# Home\n").commit()
    assert said(book.open().lint().reported) == []
    assert said(book.open().lint(only=["unowned-page"]).reported) == [("index.md", "unowned-page")]


def test_all_wrong_rule_names_are_refused_at_once(book: Handbook) -> None:
    with pytest.raises(ConfigError) as refused:
        book.open().lint(only=["dangling-lnk", "changed-decision"])
    assert [problem.found for problem in refused.value.problems] == [
        'there is no lint rule "dangling-lnk"',
        "the rule changed-decision judges a change, and there is none",
    ]
    assert refused.value.problems[0].remedy == 'did you mean "dangling-link"?'


def test_an_ignored_finding_keeps_its_reason(book: Handbook) -> None:
    text = "[gone](gone.md) <!-- hub-lint ignore dangling-link: it comes\n  tomorrow -->"
    book.write("old.md", page("Old", text, owner="ana"))
    run = book.open().lint()
    assert said(run.reported) == []
    (found,) = run.findings
    assert (found.set_aside, found.reason) == (SetAside.IGNORED, "it comes tomorrow")


def test_an_ignore_reaches_to_the_end_of_the_paragraph_below_it(book: Handbook) -> None:
    book.write(
        "old.md",
        page(
            "Old",
            "<!-- hub-lint ignore dangling-link: planned -->\n\nOne\n[a](a.md)\n\n[b](b.md)",
            owner="ana",
        ),
    )
    (found,) = book.open().lint().reported
    assert 'the link to "b.md"' in found.problem.found


def test_nothing_that_refuses_a_build_is_ignored(book: Handbook) -> None:
    book.write(
        "old.md",
        "---\nowner: ana\nlint: {ignore: {include-outside: I know better}}\n---\n"
        '<!-- hub-lint ignore include-outside: so do I -->\n--8<-- "../hub.yml"\n',
    )
    assert said(book.open().lint().reported) == [
        ("old.md", "lint-ignore"),
        ("old.md", "lint-ignore"),
        ("old.md", "include-outside"),
    ]
    assert said(book.open().lint(base="HEAD").reported).count(("old.md", "include-outside")) == 1


def test_an_ignore_for_a_rule_of_changes_is_not_needless_without_a_change(book: Handbook) -> None:
    front = {"owner": "ana", "lint": {"ignore": {"version-not-raised": "A slip of the pen."}}}
    book.write("sops/a.md", page("A", "One.", status="draft", version="1.0", id="S", **front))
    assert ("sops/a.md", "lint-ignore") not in said(book.open().lint().reported)
    assert ("sops/a.md", "lint-ignore") in since(book)


def test_the_fingerprint_stays_when_the_line_moves(book: Handbook) -> None:
    before = {f.fingerprint for f in book.open().lint().findings}
    book.write("old.md", BROKEN.replace("# Old", "# Old\n\nMore\n\nand more."))
    assert {f.fingerprint for f in book.open().lint().findings} == before
    assert all(len(fingerprint) == 16 for fingerprint in before)
