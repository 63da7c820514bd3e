"""Pages that a change makes suspect; in step with ``hub.trust.freshness``."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.trust.consequences import suspects
from tests.builders import ANA, PRIYA, TOM, TWO_SIDES, Handbook, page

REVIEW = "review: {last: 2026-02-02, by: ana}"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("sops/verify.md", page("Verify", "Read it back.\n\nToo."))
    book.write("paths/new.md", page("New", "x", steps=["sops/verify.md"]))
    rests = page("Rests", "x", owner="tom", depends_on=["sops/verify.md"])
    book.write("rests.md", rests).commit(ANA, "2026-01-05")
    return rewrite(book, "rests.md", "owner: tom", f"owner: tom\n{REVIEW}").commit(
        ANA, "2026-02-02"
    )


def rewrite(book: Handbook, path: str, old: str, new: str) -> Handbook:
    text = (book.content / path).read_text()
    assert old in text
    return book.write(path, text.replace(old, new))


def suspected(book: Handbook, base: str = "HEAD") -> list[tuple[str, tuple[str, ...]]]:
    hub = book.open()
    found = suspects(hub.changes_since(base), hub.assess().evidence)
    return [(suspect.page.path, suspect.because) for suspect in found]


def test_a_reviewed_page_that_depends_on_the_change_turns_suspect(book: Handbook) -> None:
    rewrite(book, "sops/verify.md", "Too.", "Never.")
    assert suspected(book) == [("rests.md", ("sops/verify.md",))]


def test_committed_or_not_the_answer_is_that_of_freshness(book: Handbook) -> None:
    rewrite(book, "sops/verify.md", "Too.", "Never.").commit(PRIYA, "2026-03-03")
    assert suspected(book, "HEAD~1") == [("rests.md", ("sops/verify.md",))]
    verdict = book.open().assess().verdicts["rests.md"]
    assert verdict.freshness.value == "suspect"


def test_a_change_of_form_below_makes_nothing_suspect(book: Handbook) -> None:
    rewrite(book, "sops/verify.md", "Too.", "**Too.**")
    assert suspected(book) == []


def test_a_page_that_nobody_reviewed_stays_unreviewed(book: Handbook) -> None:
    rewrite(book, "rests.md", "review: {last: 2026-02-02, by: ana}\n", "").commit()
    rewrite(book, "sops/verify.md", "Too.", "Never.")
    # The history still knows the review, so that the page stays reviewed.
    assert suspected(book) == [("rests.md", ("sops/verify.md",))]
    rewrite(book, "paths/new.md", "title", "depends_on: [sops/verify.md]\ntitle")
    assert [path for path, _ in suspected(book)] == ["rests.md"]


def test_a_page_reviewed_in_the_same_change_is_not_suspect(book: Handbook) -> None:
    rewrite(book, "sops/verify.md", "Too.", "Never.")
    rewrite(book, "rests.md", "2026-02-02", "2026-03-03")
    assert suspected(book) == []
    book.commit(TOM, "2026-03-03")
    assert suspected(book, "HEAD~1") == []


def test_a_review_made_before_the_change_below_does_not_help(book: Handbook) -> None:
    rewrite(book, "rests.md", "2026-02-02", "2026-03-03").commit(ANA, "2026-03-03")
    rewrite(book, "sops/verify.md", "Too.", "Never.").commit(PRIYA, "2026-03-04")
    assert suspected(book, "HEAD~2") == [("rests.md", ("sops/verify.md",))]


def test_a_page_out_of_force_stays_so(book: Handbook) -> None:
    rewrite(book, "rests.md", "owner: tom", "owner: tom\nstatus: archived").commit()
    rewrite(book, "sops/verify.md", "Too.", "Never.")
    assert suspected(book) == []


def test_a_change_of_an_included_text_counts(book: Handbook) -> None:
    book.write("parts/a.txt", '--8<-- "parts/b.txt"\n').write("parts/b.txt", "Seven days.\n")
    rewrite(book, "rests.md", "\nx\n", '\n--8<-- "parts/a.txt"\n')
    rewrite(book, "rests.md", "2026-02-02", "2026-02-03").commit(ANA, "2026-02-03")
    book.write("parts/b.txt", "Nine days.\n")
    assert suspected(book) == [("rests.md", ("parts/b.txt",))]
