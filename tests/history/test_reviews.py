from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.history.repo_builder import ANA, BEN, RepoBuilder, prose

if TYPE_CHECKING:
    from hub.history import PageHistory

DAY = dt.date(2026, 3, 1)


def page(last: str | None, text: str = "refund", *, by: str = "", evidence: str = "") -> str:
    review = [f"  last: {last}"] if last else ["  every: 6 months"]
    review += [f"  by: {by}"] if by else []
    review += [f"  evidence: {evidence}"] if evidence else []
    return "---\ntitle: T\nreview:\n" + "\n".join(review) + f"\n---\n{prose(text)}"


def read(repo: RepoBuilder) -> PageHistory:
    people = {"ana@acme.example": "ana", "ana@home.example": "ana"}
    return repo.read(identity=lambda author: people.get(author.email, author.email)).of("a.md")


def verdicts(repo: RepoBuilder) -> list[tuple[str, bool]]:
    return [(str(review.date), review.evidenced) for review in reversed(read(repo).reviews)]


def test_adding_a_page_with_a_date_is_an_evidenced_review(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01", by="ana")})
    (review,) = read(repo).reviews
    assert (review.date, review.by, review.evidenced) == (dt.date(2026, 1, 1), "ana", True)
    assert review.evidence_digest is None


def test_new_date_alone_is_a_date_bump(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-03-01")}, by=BEN)
    assert verdicts(repo) == [("2026-01-01", True), ("2026-03-01", False)]


def test_new_date_with_new_words_is_evidenced(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-03-01") + "One more rule.\n"})
    assert verdicts(repo)[-1] == ("2026-03-01", True)


@pytest.mark.parametrize(
    ("committer", "by", "evidence", "evidenced"),
    [
        (BEN, "", "Walked the steps", True),
        (BEN, "ben", "Walked the steps", True),
        (BEN, "", "'  '", False),
        (BEN, "ana", "Walked the steps", False),
        (BEN, "Ana", "Walked the steps", False),
        (BEN, "ana@acme.example", "Walked the steps", False),
        (ANA, "", "Walked the steps", False),
        (ANA, "ben", "Walked the steps", False),
        ("Ana <ANA@home.example>", "", "Walked the steps", False),
    ],
)
def test_stated_evidence_counts_when_someone_else_gives_it(
    repo: RepoBuilder, committer: str, by: str, evidence: str, *, evidenced: bool
) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-03-01", by=by, evidence=evidence)}, by=committer)
    assert verdicts(repo)[-1] == ("2026-03-01", evidenced)


def test_evidence_of_the_previous_review_counts_no_second_time(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-02-01", evidence="Walked it")}, by=BEN)
    repo.commit({"a.md": page("2026-03-01", evidence="Walked  it")}, by=BEN)
    repo.commit({"a.md": page("2026-04-01", evidence="Called two agents")}, by=BEN)
    assert [evidenced for _, evidenced in verdicts(repo)] == [True, True, False, True]
    digests = [review.evidence_digest for review in read(repo).reviews]
    assert digests[1] == digests[2] != digests[0]
    assert "Walked" not in str(digests)


def test_removing_a_date_is_no_review_and_setting_it_again_is(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page(None)})
    repo.commit({"a.md": page("2026-01-01")})
    assert verdicts(repo) == [("2026-01-01", True), ("2026-01-01", False)]


def test_govuk_date_is_a_review_date(repo: RepoBuilder) -> None:
    repo.commit({"a.md": f"---\nlast_reviewed_on: 2026-01-01\n---\n{prose('a')}"})
    repo.commit({"a.md": f"---\nlast_reviewed_on: 2026-03-01\n---\n{prose('a')}"})
    assert verdicts(repo) == [("2026-01-01", True), ("2026-03-01", False)]


def test_unreadable_version_between_two_equal_dates_makes_no_review(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-01-01").replace("title: T", "title: [T\nreview: {{")})
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-01-01").replace("title: T", "title: [T\nreview: {{")})
    repo.commit({"a.md": page("2026-03-01")})
    assert [day for day, _ in verdicts(repo)] == ["2026-01-01", "2026-03-01"]


def test_rename_is_no_review(repo: RepoBuilder) -> None:
    repo.commit({"b.md": page("2026-01-01")})
    repo.commit({"b.md": None, "a.md": page("2026-01-01")})
    assert verdicts(repo) == [("2026-01-01", True)]


def test_merge_that_takes_one_sides_date_is_no_second_review(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": page("2026-01-01")})
    ours = repo.commit({"a.md": page("2026-02-01")})
    theirs = repo.commit({"a.md": page("2026-01-01") + "More.\n"}, parents=[base])
    repo.commit({"a.md": page("2026-02-01") + "More.\n"}, parents=[ours, theirs])
    assert [day for day, _ in verdicts(repo)] == ["2026-01-01", "2026-02-01"]


def test_first_review_in_history_may_be_the_last(repo: RepoBuilder) -> None:
    repo.commit({"a.md": page("2026-01-01")})
    repo.commit({"a.md": page("2026-03-01")})
    last = read(repo).last_review
    assert last is not None
    assert last.date == DAY
