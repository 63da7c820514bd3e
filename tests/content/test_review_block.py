"""A review is written into a page, and not one other byte of it changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hub.content.front_matter import FrontMatterError, read_front_matter
from hub.content.metadata import read_metadata
from hub.content.review_block import StatedReview, with_review
from hub.content.review_facts import review_facts
from hub.content.review_text import RewritingError
from tests.content.trees import cases

CASES = cases(Path(__file__).with_name("review_blocks.yaml"))
REVIEW = StatedReview(dt.date(2026, 10, 2), "priya", "Walked: the steps.")
LONG = "Walked the steps with two agents on live tickets, and replaced the screenshot of step 4."

END = st.sampled_from(["\n", "\r\n"])
WORDS = st.lists(st.sampled_from(["a", "b:", "#c", "'d'", "{e", "–", "é", '"', "-", "%"]))
BEFORE = st.lists(
    st.sampled_from(
        ["id: SOP-1", "title: 'A: b'  ", "# a comment", "", "tags: [a, b]  # c", "x: {y: 1}"]
    ),
    unique=True,
)
BLOCKS = st.sampled_from(
    [
        (),
        ("review:",),
        ("review: {every: 6 months}",),
        ("review: {last: 2026-01-05, by: tom, evidence: 'Old: {text}'} # c",),
        ("review:", "    every: 6 months # c", "", "    last: 2026-01-05"),
        ("review:", "  evidence: |", "    Two", "    lines", "", "  # c", "  by: tom"),
        ("review:", "  by: tom", "  evidence: >-", "    folded", "", "", "  every: 1 year"),
        ("review_in: 6 months", "last_reviewed_on: 2025-01-01"),
    ]
)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_golden(case: dict[str, Any]) -> None:
    before = case["before"].encode()
    if "refused" in case:
        with pytest.raises(RewritingError, match=case["refused"]):
            with_review(before, REVIEW)
    else:
        assert with_review(before, REVIEW).decode() == case["after"]


def test_long_evidence_stands_in_lines_of_its_own() -> None:
    review = StatedReview(REVIEW.last, "priya", f"{LONG} {LONG}")
    text = with_review(b"---\nid: x\n---\n", review).decode()
    assert "  evidence: >-\n    Walked" in text
    assert max(map(len, text.splitlines())) <= 100
    facts = review_facts(text)
    assert facts is not None
    assert facts.evidence == f"{LONG} {LONG}"


def test_long_evidence_keeps_the_comment_behind_the_old_one() -> None:
    text = b"---\nreview:\n  evidence: old # why\n---\n"
    review = StatedReview(REVIEW.last, "priya", f"{LONG} {LONG}")
    assert f"evidence: {LONG} {LONG} # why\n" in with_review(text, review).decode()


def test_without_evidence_the_old_one_stays() -> None:
    text = b"---\nreview:\n  last: 2026-01-05\n  evidence: Read it.\n---\n"
    after = with_review(text, StatedReview(REVIEW.last, "priya", None)).decode()
    assert after == text.decode().replace("2026-01-05", "2026-10-02\n  by: priya")


@pytest.mark.parametrize("evidence", ["\x1b[31mred", "a\u2028b", "yes", "2026-01-01", "~"])
def test_evidence_is_what_was_typed(evidence: str) -> None:
    review = StatedReview(REVIEW.last, "priya", evidence)
    text = with_review(b"---\nid: x\n---\n", review).decode()
    stated = read_metadata("", read_front_matter(text))[0].review.evidence
    assert stated == " ".join(evidence.split())


def test_half_a_character_is_refused() -> None:
    with pytest.raises(RewritingError, match="no file can hold"):
        with_review(b"# Hi\n", StatedReview(REVIEW.last, "priya", "\ud800"))


@given(st.tuples(BEFORE, BLOCKS, BEFORE), END, st.text(max_size=40), WORDS)
def test_everything_outside_of_the_block_is_as_it_was(
    parts: tuple[list[str], tuple[str, ...], list[str]], end: str, body: str, words: list[str]
) -> None:
    before, block, after = ["kept: 1", *parts[0]], parts[1], parts[2]
    after = [line for line in after if line not in before]
    text = end.join(["---", *before, *block, *after, "---", ""]) + body
    data = text.encode("utf-8", "replace")
    assume(_is_readable(data.decode()))
    written = with_review(data, StatedReview(REVIEW.last, "priya", " ".join(words))).decode()
    stated = read_metadata("", read_front_matter(_plain(written)))[0].review
    assert (stated.last, stated.by) == (REVIEW.last, "priya")
    if words:
        assert " ".join((stated.evidence or "").split()) == " ".join(words)
    tail = end.join(["---", ""]) + data.decode()[len(text) - len(body) :]
    if any(line.startswith("review:") for line in block):
        tail = end.join([*after, tail])
    assert written.startswith(end.join(["---", *before, *([] if block else after), ""]))
    assert written.endswith(tail)


def _is_readable(text: str) -> bool:
    try:
        read_front_matter(_plain(text))
    except FrontMatterError:
        return False
    return True


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
