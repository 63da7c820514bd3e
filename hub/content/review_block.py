"""Writing a review into a page's front matter without touching another byte of the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from hub.content.front_matter import FrontMatter, FrontMatterError, read_front_matter
from hub.content.line_ends import with_line_feeds
from hub.content.metadata import read_metadata
from hub.content.review_text import GOVUK_DAY, LINE, ReviewText, RewritingError, item


@dataclass(frozen=True, slots=True)
class StatedReview:
    """A review as it is to stand in the page."""

    last: dt.date
    """Day of the review."""
    by: str
    """Handle of the reviewer."""
    evidence: str | None
    """What was checked, with single spaces between its words; None writes none."""


def with_review(data: bytes, review: StatedReview) -> bytes:
    """Write a review into a page.

    Values that are there are replaced where they stand; the others are added beside them, in the
    style of the block that is there. Comments, order, quotes, line ends and everything else stay
    as they are. A GOV.UK page keeps its day under ``last_reviewed_on``.

    Args:
        data: The page's file.
        review: What it is to say.

    Returns:
        The new content, which has been read back: it states the review and nothing else changed.

    Raises:
        RewritingError: When the file can't be read, or its front matter can't be edited so that it
            says this and nothing else.
    """
    try:
        text = data.decode("utf-8")
        front = read_front_matter(with_line_feeds(text))
    except (UnicodeDecodeError, FrontMatterError) as error:
        raise RewritingError(f"the page can't be read: {error}") from error
    try:
        edited = _edited(text, front, review)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 2}: " if mark else ""  # the first line is the ---
        raise RewritingError(f"the front matter can't be edited: {place}{error.problem}") from error
    except yaml.YAMLError as error:
        raise RewritingError(f"the front matter can't be edited: {error}") from error
    _check(edited, front, review)
    return edited.encode("utf-8")


def _edited(text: str, front: FrontMatter, review: StatedReview) -> str:
    values = _values(review)
    if not front.text:
        return _with_front_matter(text, values)
    lines = LINE.findall(text)
    start = len(lines[0])
    end = sum(map(len, lines[: front.body_line - 2]))
    block = ReviewText(text[start:end], _line_end(text))
    return text[:start] + block.with_values(values) + text[end:]


def _values(review: StatedReview) -> dict[str, str]:
    values = {"last": review.last.isoformat(), "by": review.by, "evidence": review.evidence or ""}
    try:
        "".join(values.values()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise RewritingError("the review holds characters that no file can hold") from error
    spaced = {key: " ".join(value.split()) for key, value in values.items()}
    return {key: value for key, value in spaced.items() if value}


def _with_front_matter(text: str, values: Mapping[str, str]) -> str:
    if text.startswith("\ufeff"):
        raise RewritingError("a byte order mark (BOM) stands at the beginning of the file")
    end = _line_end(text)
    items = "".join(item(key, value, 2, end) for key, value in values.items())
    gap = "" if not text or text[0] in "\r\n" else end
    return f"---{end}review:{end}{items}---{end}{gap}{text}"


def _check(edited: str, before: FrontMatter, review: StatedReview) -> None:
    """Read the edited page back.

    Raises:
        RewritingError: When it says something else than it should.
    """
    try:
        after = read_front_matter(with_line_feeds(edited))
    except FrontMatterError as error:
        raise RewritingError(f"the page could not be read afterwards: {error}") from error
    gap = "" if before.text or after.body == before.body else "\n"
    if after.body != gap + before.body or _others(after) != _others(before):
        raise RewritingError("something else than the review would change")
    stated, wanted = read_metadata("", after)[0].review, _values(review)
    every = read_metadata("", before)[0].review.every
    if (stated.every, stated.last, stated.by) != (every, review.last, wanted["by"]):
        raise RewritingError("the review would not read back as it was meant")
    if "evidence" in wanted and " ".join((stated.evidence or "").split()) != wanted["evidence"]:
        raise RewritingError("the evidence would not read back as it was meant")


def _others(front: FrontMatter) -> str:
    """All of the front matter but the last review, in a form in which nothing compares alike."""
    values = {key: value for key, value in front.values.items() if key != GOVUK_DAY}
    review = values.pop("review", None)
    kept = review if isinstance(review, dict) else {}
    return repr((values, {k: v for k, v in kept.items() if k not in ("last", "by", "evidence")}))


def _line_end(text: str) -> str:
    """The line end of a text's first line."""
    first = LINE.match(text)
    ending = first[0][len(first[0].rstrip("\r\n")) :] if first else ""
    return ending or "\n"
