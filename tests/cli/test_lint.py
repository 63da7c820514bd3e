"""``hub lint``: what it prints in which form, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.content.lint.rules import RULES
from tests.builders import TWO_SIDES, Handbook, page, run_hub, run_module


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "Hello.", owner="ana"))
    return book.commit()


def test_clean_pages_end_with_0(book: Handbook) -> None:
    said = run_hub(book.root, "lint")
    assert (said.code, said.out, said.err) == (0, "No findings in 1 page.\n", "")


def test_an_error_ends_with_1_and_names_file_line_and_remedy(book: Handbook) -> None:
    book.write("faqs/a.md", page("A", "[x](../indx.md)", owner="ana", id="F-1"))
    said = run_hub(book.root, "lint")
    assert said.code == 1
    assert said.out == (
        'content/faqs/a.md:9: error: the link to "../indx.md" leads nowhere [dangling-link]\n'
        "  expected: a page or file of the content folder\n"
        '  did you mean "../index.md"?\n'
    )
    assert said.err == "1 finding in 2 pages: 1 error.\n"


def test_a_warning_ends_with_1(book: Handbook) -> None:
    book.write("index.md", page("Home", "Hello.", owner=None))
    said = run_hub(book.root, "lint")
    assert said.code == 1
    assert said.out.startswith("content/index.md:1: warning: nobody owns this page [unowned-page]")


def test_advice_ends_with_0_and_is_listed_on_demand(book: Handbook) -> None:
    book.write("index.md", page("Home", "The FCR counts.", owner="ana"))
    said = run_hub(book.root, "lint")
    assert (said.code, said.out) == (0, "No findings in 1 page.\n")
    assert said.err == "Advice in 1 place; --advice lists it.\n"
    said = run_hub(book.root, "lint", "--advice")
    assert said.code == 0
    assert 'content/index.md:8: advice: nobody explains "FCR"' in said.out
    assert said.err == "Advice in 1 place.\n"


def test_many_findings_are_summed_up_by_rule(book: Handbook) -> None:
    links = "\n\n".join(f"[{n}](gone-{n}.md) ![](x.png)" for n in range(11))
    book.write("index.md", page("Home", links, owner="ana")).write("x.png", b"x")
    said = run_hub(book.root, "lint")
    assert said.err.splitlines() == [
        "22 findings in 1 page: 11 errors and 11 warnings.",
        "dangling-link 11, missing-alt 11. hub lint --explain RULE says what a rule is for.",
    ]


def test_what_is_set_aside_is_counted(book: Handbook) -> None:
    text = "[a](a.md) <!-- hub-lint ignore dangling-link: planned -->\n\n[b](b.md)"
    book.write("index.md", page("Home", text, owner="ana"))
    said = run_hub(book.root, "lint", "--update-baseline")
    assert (said.code, said.out) == (0, "1 known finding in the baseline.\n")
    said = run_hub(book.root, "lint")
    assert said.code == 0
    assert said.err == "1 finding ignored with a reason.\n1 known finding in the baseline.\n"
    book.write("index.md", page("Home", "Well.", owner="ana"))
    said = run_hub(book.root, "lint")
    assert said.err == "1 finding of the baseline can be removed: --update-baseline.\n"
    said = run_hub(book.root, "lint", "--update-baseline")
    assert said.out == "0 known findings in the baseline.\n"


def test_updating_the_baseline_says_what_it_cannot_hold(book: Handbook) -> None:
    book.write("a.md", "---\naudience: [nobody]\nowner: ana\n---\n")
    said = run_hub(book.root, "lint", "--update-baseline")
    assert said.code == 1
    assert 'content/a.md:2: error: audience "nobody" is not known [audience]' in said.out
    assert said.err == "What refuses a build can't be made known.\n"


@pytest.mark.parametrize("also", [("--base", "HEAD"), ("--only", "dangling-link")])
def test_a_baseline_is_not_made_of_a_part(book: Handbook, also: tuple[str, str]) -> None:
    said = run_hub(book.root, "lint", "--update-baseline", *also)
    assert said.code == 2
    assert "would forget the other findings" in said.err


def test_a_change_is_judged_on_itself(book: Handbook) -> None:
    book.write("faqs/old.md", page("Old", "[x](gone.md)", owner="ana", id="F-1")).commit()
    book.write("faqs/new.md", page("New", "[x](lost.md)", owner="ana", id="F-2"))
    said = run_hub(book.root, "lint", "--base", "HEAD")
    assert said.code == 1
    assert "lost.md" in said.out
    assert "gone.md" not in said.out


def test_a_revision_that_does_not_exist_is_refused(book: Handbook) -> None:
    said = run_hub(book.root, "lint", "--base", "no-such-branch")
    assert said.code == 2
    assert 'there is no revision "no-such-branch"' in said.err


def test_only_the_named_rules_are_asked(book: Handbook) -> None:
    book.write("index.md", page("Home", "[x](gone.md) ![](x.png)")).write("x.png", b"x")
    said = run_hub(book.root, "lint", "--only", "missing-alt", "--only", "unowned-page")
    assert "[missing-alt]" in said.out
    assert "[unowned-page]" in said.out
    assert "[dangling-link]" not in said.out


def test_a_wrong_rule_is_refused_with_the_nearest(book: Handbook) -> None:
    for option in ("--only", "--explain"):
        said = run_hub(book.root, "lint", option, "dangling-lnk")
        assert said.code == 2
        assert 'there is no lint rule "dangling-lnk"' in said.err
        assert 'did you mean "dangling-link"?' in said.err


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_explained(rule: object, tmp_path: Path) -> None:
    said = run_hub(tmp_path, "lint", "--explain", getattr(rule, "id", ""))
    assert said.code == 0
    head, summary = said.out.split("\n\n")[:2]
    assert head.startswith(f"{getattr(rule, 'id', '')}: {rule.severity.value}")  # type: ignore[attr-defined]
    assert summary == rule.summary  # type: ignore[attr-defined]
    assert "\nBad:\n" in said.out
    assert "\nGood:\n" in said.out


def test_all_rules_are_listed(tmp_path: Path) -> None:
    said = run_hub(tmp_path, "lint", "--explain", "all")
    assert len(said.out.splitlines()) == len(RULES)


def test_rules_of_hub_yml_that_do_not_exist_are_mistakes_with_their_lines(book: Handbook) -> None:
    book.write_root(
        "hub.yml",
        TWO_SIDES + "lint:\n  severity:\n"
        "    dangling-lnk: off\n    audience: warning\n    missing-alt: grave\n",
    )
    said = run_hub(book.root, "lint")
    assert said.code == 2
    assert 'hub.yml:12: lint.severity names "dangling-lnk", which is not a lint rule' in said.err
    assert 'did you mean "dangling-link"?' in said.err
    assert "hub.yml:13: lint.severity.audience: the rule refuses a build" in said.err
    assert 'hub.yml:14: lint.severity.missing-alt: "grave" is not one of' in said.err


def test_today_decides_what_lies_in_the_future(book: Handbook) -> None:
    review = {"last": "2026-06-15"}
    book.write("index.md", page("Home", "Hello.", owner="ana", review=review))
    assert run_hub(book.root, "lint", "--today", "2026-06-15").code == 0
    said = run_hub(book.root, "lint", "--today", "2026-06-14")
    assert said.code == 1
    assert "the review of 15 June 2026 is in the future [future-date]" in said.out


def test_json_holds_every_field(book: Handbook) -> None:
    text = "[x](gone.md)\n\n[y](y.md) <!-- hub-lint ignore dangling-link: planned -->"
    book.write("index.md", page("Home", text, owner="ana"))
    said = run_hub(book.root, "lint", "--format", "json")
    assert said.code == 1
    assert said.err == ""
    report = json.loads(said.out)
    assert report["summary"] == {
        "pages": 1,
        "findings": 1,
        "by_severity": {"error": 1, "warning": 0, "advice": 0},
        "by_rule": {"dangling-link": 1},
        "ignored": 1,
        "known": 0,
        "gone_from_baseline": 0,
    }
    (finding,), (ignored,) = report["findings"], report["set_aside"]
    assert (finding["path"], finding["line"], finding["severity"]) == (
        "content/index.md",
        8,
        "error",
    )
    assert (ignored["by"], ignored["reason"]) == ("ignored", "planned")


_FORMATS = {"--format", "json", "github", "gitlab", "sarif"}


def test_every_field_of_the_json_is_documented(book: Handbook) -> None:
    book.write("index.md", page("Home", "[x](gone.md)", owner="ana"))
    run_hub(book.root, "lint", "--update-baseline")
    book.write("index.md", page("Home", "[x](gone.md) [y](lost.md)", owner="ana"))
    report = json.loads(run_hub(book.root, "lint", "--format", "json").out)
    names = {*report} - {"summary", "findings", "set_aside"}
    names |= {f"summary.{name}" for name in report["summary"]}
    names |= {f"findings[].{name}" for name in report["findings"][0]}
    names |= {
        f"set_aside[].{name}" for name in report["set_aside"][0].keys() - report["findings"][0]
    }
    names |= {"findings[]", "set_aside[]"}
    overview = Path(__file__).parents[2] / "content" / "reference" / "lint" / "index.md"
    rows = [line for line in overview.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert {row.split("`")[1] for row in rows} - _FORMATS == names


def test_github_gets_commands_with_paths_from_the_repositorys_root(tmp_path: Path) -> None:
    top = Handbook(tmp_path / "monorepo")
    book = Handbook(top.root / "handbook", TWO_SIDES, git=False)
    book.write("index.md", page("Home, sweet", "[100%: x](gone.md)", owner="ana"))
    top.commit()
    said = run_hub(book.root, "lint", "--format", "github")
    assert said.code == 1
    assert said.out == (
        "::error file=handbook/content/index.md,line=8,title=dangling-link::"
        'the link to "gone.md" leads nowhere%0Aexpected: a page or file of the content folder\n'
    )


def test_a_handbook_without_a_page_is_not_called_clean_without_a_word(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "foreign").write("a.html.md.erb", "# A\n").commit()
    said = run_hub(book.root, "lint")
    assert (said.code, said.out) == (0, "No findings in 0 pages.\n")
    assert said.err == "No file is a page; content: include: in hub.yml says which are.\n"


def test_gitlab_gets_a_report_for_its_merge_requests(book: Handbook) -> None:
    book.write("index.md", page("Home", "[x](gone.md)", owner="ana"))
    said = run_hub(book.root, "lint", "--format", "gitlab")
    assert said.code == 1
    (entry,) = json.loads(said.out)
    assert entry["location"] == {"path": "content/index.md", "lines": {"begin": 8}}
    assert run_hub(book.root, "lint", "--format", "gitlab", "--only", "file-kind").out == "[]\n"


def test_sarif_is_printed_whole(book: Handbook) -> None:
    book.write("index.md", page("Home", "[x](gone.md)", owner="ana"))
    said = run_hub(book.root, "lint", "--format", "sarif")
    assert said.code == 1
    log = json.loads(said.out)
    assert log["version"] == "2.1.0"
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "dangling-link"


def test_a_foreign_handbook_hears_nothing_of_hubs_own_fields(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "foreign").write("sops/a.md", "# A\n\nThe FCR.\n").commit()
    said = run_hub(book.root, "lint", "--format", "json")
    assert json.loads(said.out)["findings"] == []


def test_the_process_ends_with_the_code(book: Handbook) -> None:
    book.write("index.md", page("Home", "[x](gone.md)", owner="ana"))
    said = run_module(book.root, "hub.cli.main", "lint")
    assert said.code == 1
    assert "Traceback" not in said.said


def test_the_server_and_the_templates_are_not_imported_for_it(book: Handbook) -> None:
    script = (
        "import sys; from hub.cli.main import app\n"
        "try: app(['lint'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('uvicorn', 'starlette', 'jinja2', 'git') if name in sys.modules])"
    )
    (book.root / "hub.yml").write_text(TWO_SIDES + "content: {dir: content}\n")
    (book.root / "measure.py").write_text(script)
    assert run_module(book.root, "measure").out.splitlines()[-1] == "[]"
