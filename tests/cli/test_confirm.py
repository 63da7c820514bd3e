"""``hub review confirm``, in real repositories: what it writes, and when it refuses."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.builders import ANA, PRIYA, TOM, TWO_SIDES, Handbook, Outcome, page, run_hub

WORDS = "Ask for the order number and read it back to the customer."
SEEN = "Walked the steps with two agents on live tickets."
FIRST = {"every": "6 months", "last": "2026-01-05", "by": "ana", "evidence": "Read it."}


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("sops/refund.md", page("Issue a refund", WORDS, id="SOP-001", owner="priya"))
    book.write("sops/refunds-late.md", page("Issue a late refund", WORDS, id="SOP-002"))
    book.commit(PRIYA, "2026-01-05")
    book.write("sops/checked.md", page("Verify", WORDS, id="SOP-003", review=FIRST))
    book.commit(PRIYA, "2026-01-06")
    _sits_here(book, TOM)
    return book


def _sits_here(book: Handbook, person: str) -> None:
    name, _, address = person.removesuffix(">").partition(" <")
    book.git("config", "user.name", name)
    book.git("config", "user.email", address)


def confirm(book: Handbook, *arguments: str) -> Outcome:
    return run_hub(book.root, "review", "confirm", *arguments, "--today", "2026-06-15")


def test_the_block_is_written_and_shown(book: Handbook) -> None:
    before = (book.content / "sops/refund.md").read_text()
    said = confirm(book, "SOP-001", "--evidence", SEEN)
    assert said.code == 0, said.said
    after = (book.content / "sops/refund.md").read_text()
    block = f"review:\n  last: 2026-06-15\n  by: tom\n  evidence: {SEEN}\n"
    assert after == before.replace("owner: priya\n", "owner: priya\n" + block)
    assert f"+  evidence: {SEEN}" in said.out
    assert said.err == (
        "Written. It counts once it is committed. "
        "To undo it: git checkout -- content/sops/refund.md\n"
    )


@pytest.mark.parametrize(
    "name", ["sop-001", "sops/refund.md", "content/sops/refund.md", "Issue a refund", "a REFUND"]
)
def test_a_page_is_named_by_id_path_or_a_part_of_its_title(book: Handbook, name: str) -> None:
    assert "a/content/sops/refund.md" in confirm(book, name, "--evidence", SEEN, "--dry-run").out


def test_a_path_may_count_from_the_working_directory(book: Handbook) -> None:
    arguments = ("review", "confirm", "refund.md", "--evidence", SEEN, "--today", "2026-06-15")
    assert "+++ b/refund.md" in run_hub(book.content / "sops", *arguments).out


def test_a_name_of_several_pages_lists_them(book: Handbook) -> None:
    said = confirm(book, "refund", "--evidence", SEEN)
    assert said.code == 2
    assert "SOP-001 (sops/refund.md); SOP-002 (sops/refunds-late.md)" in said.err


@pytest.mark.parametrize("name", ["SOP-999", "", "  ", "../x", "a\0b", "sops"])
def test_a_name_of_no_page_is_refused(book: Handbook, name: str) -> None:
    said = confirm(book, name, "--evidence", SEEN)
    assert said.code == 2
    assert "no page answers to" in said.err


def test_a_page_that_cannot_be_read_says_why(book: Handbook) -> None:
    book.write("bad.md", "---\nid: [\n---\n")
    said = confirm(book, "bad.md", "--evidence", SEEN)
    assert said.code == 1
    assert "bad.md:" in said.err
    assert "unreadable-front-matter" in said.err


def test_a_dry_run_writes_nothing(book: Handbook) -> None:
    said = confirm(book, "SOP-001", "--evidence", SEEN, "--dry-run")
    assert (said.code, said.err) == (0, "Nothing was written.\n")
    assert book.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("who", "arguments", "reason"),
    [
        (PRIYA, ("--evidence", SEEN), "Priya Nair wrote the words that are reviewed"),
        (TOM, ("--evidence", SEEN, "--by", "priya"), "Priya Nair wrote the words"),
        (
            PRIYA,
            ("--evidence", SEEN, "--by", "tom"),
            "git would commit it as Priya Nair",
        ),
        (TOM, (), "it does not say what was checked"),
        (TOM, ("--evidence", "   "), "it does not say what was checked"),
        (TOM, ("--evidence", "Read  it."), "it says the same as the last review"),
        (TOM, ("--evidence", SEEN, "--date", "2026-01-05"), "only another date makes another"),
        (TOM, ("--evidence", SEEN, "--date", "2026-01-02"), "states a later review"),
        (TOM, ("--evidence", SEEN), ""),
        (ANA, ("--evidence", SEEN, "--date", "2026-06-01"), ""),
    ],
)
def test_what_is_refused_would_have_been_a_date_bump(
    book: Handbook, who: str, arguments: tuple[str, ...], reason: str
) -> None:
    _sits_here(book, who)
    said = confirm(book, "SOP-003", *arguments)
    assert said.code == (1 if reason else 0), said.said
    if reason:
        assert reason in said.err
        assert book.git("status", "--porcelain") == ""
        assert confirm(book, "SOP-003", *arguments, "--anyway").code == 0
    book.commit(who, "2026-06-15")
    reviews = book.open().history.of("sops/checked.md").reviews
    is_counted = len(reviews) == 2 and reviews[0].evidenced
    assert is_counted == (not reason) or "later review" in reason


def test_a_review_beside_an_edit_of_the_words_needs_nothing_else(book: Handbook) -> None:
    _sits_here(book, PRIYA)
    path = book.content / "sops/checked.md"
    path.write_text(path.read_text() + "\nOne more step.\n")
    said = confirm(book, "SOP-003")
    assert said.code == 0, said.said
    assert "To undo it" not in said.err  # it would take the edit away, too
    book.commit(PRIYA, "2026-06-15")
    assert book.open().history.of("sops/checked.md").reviews[0].evidenced


def test_a_review_of_this_day_can_be_corrected_before_it_is_committed(book: Handbook) -> None:
    assert confirm(book, "SOP-003", "--evidence", "Red it.").code == 0
    assert confirm(book, "SOP-003", "--evidence", SEEN).code == 0
    assert SEEN in (book.content / "sops/checked.md").read_text()


def test_a_review_of_a_page_of_govuk_counts_too(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "gov", "content: {include: ['**/*.html.md.erb']}\n")
    front = "---\ntitle: A\nlast_reviewed_on: 2026-01-05\nreview_in: 6 months\n---\n\n"
    book.write("a.html.md.erb", front + "<%= partial 'x' %>\n\nWords.\n").commit(
        PRIYA, "2026-01-05"
    )
    _sits_here(book, TOM)
    assert confirm(book, "a.html.md.erb", "--evidence", SEEN).code == 0
    book.commit(TOM, "2026-06-15")
    hub = book.open()
    review = hub.library.pages["a.html.md.erb"].meta.review
    assert (str(review.last), str(review.every), review.evidence) == (
        "2026-06-15",
        "6 months",
        SEEN,
    )
    assert [r.evidenced for r in hub.history.of("a.html.md.erb").reviews] == [True, True]


def test_a_day_to_come_is_refused(book: Handbook) -> None:
    said = confirm(book, "SOP-001", "--evidence", SEEN, "--date", "2026-06-16")
    assert said.code == 2
    assert "future" in said.err


@pytest.mark.parametrize(
    ("person", "arguments", "found"),
    [
        ("Eve <eve@elsewhere.example>", (), 'user.email is "eve@elsewhere.example"'),
        (TOM, ("--by", "tim"), 'did you mean "tom"?'),
    ],
)
def test_a_reviewer_whom_nobody_knows_is_refused(
    book: Handbook, person: str, arguments: tuple[str, ...], found: str
) -> None:
    _sits_here(book, person)
    said = confirm(book, "SOP-001", "--evidence", SEEN, *arguments)
    assert said.code == 2
    assert found in said.err


def test_without_any_people_the_address_stands_for_the_reviewer(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "plain").write("a.md", "# A\n\nWords.\n").commit(ANA)
    _sits_here(book, TOM)
    assert confirm(book, "a.md", "--evidence", SEEN).code == 0
    assert "  by: tom@northwind.example\n" in (book.content / "a.md").read_text()


def test_without_a_repository_the_reviewer_is_asked_for(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "plain", git=False).write("a.md", "# A\n\nWords.\n")
    said = confirm(book, "a.md", "--evidence", SEEN)
    assert said.code == 2
    assert "--by" in said.err
    assert confirm(book, "a.md", "--evidence", SEEN, "--by", "tom").code == 0


def test_without_a_repository_git_is_not_named_to_undo_it(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES, git=False).write("a.md", page("A", WORDS))
    said = confirm(book, "a.md", "--by", "tom", "--evidence", SEEN)
    assert (said.code, said.err) == (0, "Written. It counts once it is committed.\n")


def test_the_mode_and_the_neighbours_of_the_file_stay(book: Handbook) -> None:
    path = book.content / "sops/refund.md"
    path.chmod(0o640)
    assert confirm(book, "SOP-001", "--evidence", SEEN).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(path.parent)) == ["checked.md", "refund.md", "refunds-late.md"]  # noqa: PTH208 (hidden files, too)


def test_a_link_to_a_page_stays_a_link(book: Handbook) -> None:
    (book.content / "linked.md").symlink_to("sops/refund.md")
    assert confirm(book, "linked.md", "--evidence", SEEN).code == 0
    assert (book.content / "linked.md").is_symlink()
    assert SEEN in (book.content / "sops/refund.md").read_text()


def test_a_review_that_cannot_be_written_for_certain_is_refused(book: Handbook) -> None:
    book.write("odd.md", "---\nold: &old {last: 2026-01-05}\nreview: *old\n---\n\n# Odd\n")
    said = confirm(book, "odd.md", "--evidence", SEEN)
    assert said.code == 1
    assert "alias" in said.err
    assert "by hand" in said.err


def test_options_before_the_command_are_not_lost_in_silence(book: Handbook) -> None:
    said = run_hub(book.root, "review", "--owner", "ana", "confirm", "SOP-001")
    assert said.code == 2
    assert "put options behind confirm" in said.err
