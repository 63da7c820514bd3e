"""``hub new``: the right folder, the next id, front matter that reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.content.front_matter import read_front_matter
from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.cli.terminal import at_a_terminal

_ANA = ("--owner", "ana")


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "Hello.", id="PAGE-001", owner="ana"))
    book.write("sops/refund.md", page("Refund", "x", id="SOP-012", owner="ana"))
    book.write("decisions/2026-03-limits.md", page("Limits", "x", id="DEC-002", owner="ana"))
    book.write("decisions/0007-git.md", page("Git", "x", id="ADR-0007", owner="ana"))
    book.write("decisions/0008-floors.md", page("Floors", "x", id="ADR-0008", owner="ana"))
    return book.commit()


def made(book: Handbook, path: str) -> dict[str, object]:
    return dict(read_front_matter((book.content / path).read_text()).values)


def test_page_stands_in_its_kinds_folder_with_the_next_id(book: Handbook) -> None:
    said = run_hub(book.root, "new", "sop", "Exchange an article", *_ANA)
    assert said.code == 0, said.said
    assert said.out.startswith("content/sops/exchange-an-article.md: SOP-013, a draft\n")
    assert made(book, "sops/exchange-an-article.md") == {
        "id": "SOP-013",
        "title": "Exchange an article",
        "owner": "ana",
        "audience": ["client", "vendor"],
        "status": "draft",
        "version": "0.1",
    }


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("Use typer",), "decisions/0009-use-typer.md"),
        (("Use typer", "--id", "DEC"), "decisions/2026-06-use-typer.md"),
        (("Use typer", "--id", "DEC-009"), "decisions/2026-06-use-typer.md"),
        (("Use typer", "--file", "typer"), "decisions/typer.md"),
        (("Use typer", "--folder", "decisions/inner"), "decisions/inner/0009-use-typer.md"),
    ],
)
def test_decision_is_named_as_those_with_ids_like_its_own(
    book: Handbook, arguments: tuple[str, ...], path: str
) -> None:
    said = run_hub(book.root, "new", "decision", *arguments, *_ANA, "--today", "2026-06-15")
    assert said.code == 0, said.said
    assert str(made(book, path)["date"]) == "2026-06-15"


@pytest.mark.parametrize("kind", ["sop", "faq", "decision", "lesson", "path"])
def test_new_page_of_any_kind_lints_clean_and_is_not_in_force(book: Handbook, kind: str) -> None:
    (book.root / "hub.yml").write_text(f"{TWO_SIDES}review: {{every: {{sop: 6 months}}}}\n")
    assert run_hub(book.root, "new", kind, "What we do", *_ANA, "--approver", "priya").code == 0
    said = run_hub(book.root, "lint")
    assert "what-we-do" not in said.said, said.said
    assert "1 draft" in run_hub(book.root, "status").out


def test_first_pages_of_a_hub_begin_their_numbers(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "new", TWO_SIDES).write("index.md", page("Home", "x")).commit()
    run_hub(book.root, "new", "decision", "One", *_ANA)
    run_hub(book.root, "new", "decision", "Two", *_ANA)
    assert made(book, "decisions/0001-one.md")["id"] == "DEC-001"
    assert made(book, "decisions/0002-two.md")["id"] == "DEC-002"


def test_path_and_lesson_name_pages(book: Handbook) -> None:
    run_hub(book.root, "new", "path", "Day one", *_ANA, "--step", "SOP-012", "--step", "index.md")
    run_hub(book.root, "new", "lesson", "Late", *_ANA, "--applied-to", "SOP-012")
    assert made(book, "paths/day-one.md")["steps"] == [
        {"page": "SOP-012", "required": True, "due_day": 1},
        {"page": "index.md", "required": True, "due_day": 2},
    ]
    assert made(book, "lessons/late.md")["applied_to"] == ["SOP-012"]


def test_folder_for_one_side_makes_a_page_for_that_side(tmp_path: Path) -> None:
    rule = "audience: {default: [client, vendor], folders: {sops/inner: [vendor]}}"
    hub_yml = TWO_SIDES.replace("audience: {default: [client, vendor]}", rule)
    book = (
        Handbook(tmp_path / "handbook", hub_yml).write("sops/inner/a.md", page("A", "x")).commit()
    )
    said = run_hub(book.root, "new", "sop", "B", *_ANA, "--folder", "sops/inner")
    assert said.code == 0, said.said
    assert made(book, "sops/inner/b.md")["audience"] == ["vendor"]


def test_owner_is_the_person_whose_address_git_would_commit_with(book: Handbook) -> None:
    book.git("config", "user.email", "PRIYA@northwind.example")
    assert run_hub(book.root, "new", "faq", "Why?").code == 0
    assert made(book, "faqs/why.md")["owner"] == "priya"


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(book: Handbook) -> None:
    said = run_hub(
        *(book.root, "new", "path", "Refund\u202e", "--owner", "anna", "--audience", "cliant"),
        *("--step", "SOP-12", "--folder", "sops", "--every", "often", "--id", "sop-012"),
    )
    assert said.code == 2
    for part in (
        "no words, or a character that can't be seen [new-page]",
        '--folder: "sops" is not for a page of this kind',
        '--id: the id "sop-012" belongs to sops/refund.md',
        '--owner: "anna" is not a known person',
        'did you mean "ana"?',
        'there is no audience "cliant"',
        'there is no page "SOP-12"',
        '"often" is not a period',
    ):
        assert part in said.err
    assert "\u202e" not in said.err
    assert book.git("status", "--short") == ""


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("sop", "--id", "x y: z"), '--id: "x y: z-001" can\'t be an id [new-page]'),
        (("sop", "--step", "SOP-012"), "--step: only a path has steps"),
        (("path", "--applied-to", "SOP-012"), "--applied-to: only a lesson is applied to pages"),
    ],
)
def test_what_the_page_could_not_hold_is_refused(
    book: Handbook, arguments: tuple[str, ...], part: str
) -> None:
    kind, *options = arguments
    said = run_hub(book.root, "new", kind, "Something", *_ANA, *options)
    assert said.code == 2
    assert part in said.err
    assert book.git("status", "--short") == ""


def test_page_that_is_there_already_stays(book: Handbook) -> None:
    said = run_hub(book.root, "new", "sop", "REFUND", *_ANA)
    assert said.code == 2
    assert 'there is a page "sops/refund.md" already' in said.err
    assert book.git("status", "--short") == ""


def test_dry_run_shows_the_page_and_writes_nothing(book: Handbook) -> None:
    said = run_hub(book.root, "new", "sop", "Exchange", *_ANA, "--dry-run")
    assert said.out.startswith("content/sops/exchange.md would say:\n\n---\nid: SOP-013\n")
    assert book.git("status", "--short") == ""


def test_hubs_own_template_comes_first(book: Handbook) -> None:
    book.write(
        ".templates/sop.md", "---\nid: @{id}\ntitle: @{title}\nsite: Lisbon\n---\n\n# @{title}\n"
    )
    run_hub(book.root, "new", "sop", "Exchange", *_ANA)
    assert made(book, "sops/exchange.md") == {
        "id": "SOP-013",
        "title": "Exchange",
        "site": "Lisbon",
    }


def test_own_template_with_an_unknown_blank_is_refused(book: Handbook) -> None:
    book.write(".templates/sop.md", "# @{titel}\n")
    said = run_hub(book.root, "new", "sop", "Exchange", *_ANA)
    assert said.code == 1
    assert "content/.templates/sop.md:1: the blank @{titel} has no meaning" in said.err
    assert not (book.content / "sops/exchange.md").exists()


@pytest.mark.parametrize("link", [".templates", ".templates/sop.md"])
def test_own_template_is_no_link_to_somebody_elses_file(
    book: Handbook, tmp_path: Path, link: str
) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/sop.md").write_text("the key")
    place = book.content / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(tmp_path / ("secrets/sop.md" if link.endswith(".md") else "secrets"))
    said = run_hub(book.root, "new", "sop", "Exchange", *_ANA)
    assert said.code == 2
    assert "is a symbolic link out of the content folder" in said.err
    assert not (book.content / "sops/exchange.md").exists()


def test_folder_that_leads_out_of_the_content_is_refused(book: Handbook, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (book.content / "faqs").symlink_to(tmp_path / "elsewhere")
    said = run_hub(book.root, "new", "faq", "Why?", *_ANA)
    assert said.code == 2
    assert "symbolic link out of the content folder" in said.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_person_at_a_terminal_is_asked(book: Handbook) -> None:
    said = at_a_terminal(
        book.root,
        ["new", "sop", "Exchange"],
        answers=["anna", "ana", "vendor", "priya, tom", "often", "6 months"],
    )
    assert said.code == 0, said.out
    assert "Who answers for it (ana, priya, tom)? " in said.out
    assert 'did you mean "ana"?' in said.out
    values = made(book, "sops/exchange.md")
    assert values["owner"] == "ana"
    assert values["audience"] == ["vendor"]
    assert values["approvers"] == ["priya", "tom"]
    assert values["review"] == {"every": "6 months"}


def test_person_who_says_yes_is_not_asked(book: Handbook) -> None:
    said = at_a_terminal(book.root, ["new", "sop", "Exchange", *_ANA, "--yes"], answers=[])
    assert said.code == 0, said.out
    assert "?" not in said.out
