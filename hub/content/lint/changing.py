"""Rules about a change: what it may do to a page that others rely on (``--base``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hub.config import Kind
from hub.content.lint.standing import is_draft, is_in_force
from hub.content.versions import is_raised
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.change import PageChange
    from hub.content.lint.rule import Subject
    from hub.content.page import Page

_OF_THE_DECISION = ("title", "date", "decision-makers", "approvers", "consulted", "informed")


def changed_decision(subject: Subject) -> Iterable[Problem]:
    """A decision that has been accepted stays as it was; a new one supersedes it.

    Its words, title, date, makers, consulted and informed stay, and it stays a decision. Status and
    `superseded_by` change, though not back to proposed, and so may what is not the decision but
    its upkeep: owner, review, audience, tags, links. Whoever follows a decision, or asks a year
    later why it was taken, has to find what was decided. Needs `--base`.

    Bad:
        - Agents decide up to EUR 50.
        + Agents decide up to EUR 120.

    Good:
        - status: accepted
        + status: superseded by DEC-002
        + superseded_by: DEC-002
    """
    for change in _changes(subject):
        before, after = change.before, change.after
        if before is None or before.kind is not Kind.DECISION or not _was_accepted(before):
            continue
        found = ", ".join(_changed_parts(change, before, after)) if after else "the page is gone"
        if found:
            page = after or before
            yield Problem(
                path=page.path,
                line=1 if after else None,
                rule="changed-decision",
                found=f"an accepted decision was changed: {found}",
                expected="changes of status and superseded_by only",
                remedy="Write a new decision, and name it here as superseded_by.",
            )


def review_without_evidence(subject: Subject) -> Iterable[Problem]:
    """A new review date comes with evidence, or with a change of what the page says.

    Evidence is new when it differs from that of the review before. A date alone shows only that
    somebody typed it, and is counted as a date bump ever after. Whether the reviewer is somebody
    other than the author is judged from the history, after the merge. Needs `--base`.

    Bad:
        - review: {last: 2026-04-02, by: priya}
        + review: {last: 2026-10-02, by: priya}

    Good:
        - review: {last: 2026-04-02, by: priya}
        + review:
        +   last: 2026-10-02
        +   by: tom
        +   evidence: Walked the steps with two agents on six live tickets.
    """
    for change in _changes(subject):
        if change.before is None or change.after is None or change.substantive:
            continue
        before, after = change.before.meta.review, change.after.meta.review
        if after.last is None or after.last == before.last:
            continue
        if after.evidence is None or _same_words(after.evidence, before.evidence):
            key = "review" if "review" in change.after.lines else "last_reviewed_on"
            yield Problem(
                path=change.after.path,
                line=change.after.line_of(key),
                rule="review-without-evidence",
                found=f"a new review date, {after.last.isoformat()}, and "
                + ("no evidence" if after.evidence is None else "the evidence of the last review"),
                expected="review: evidence: with what was checked this time",
                remedy="Say what you checked, or leave the date as it was.",
            )


def version_not_raised(subject: Subject) -> Iterable[Problem]:
    """An SOP that says something else has a higher version.

    A higher first number asks the readers for a new acknowledgement, a higher second one is a
    matter of wording. Who has read version 3.1 has to be able to tell whether it still is what
    they read. A change of form alone needs no version. Needs `--base`.

    Bad:
          version: "3.1"
        - 4. Agents decide up to EUR 50.
        + 4. Agents decide up to EUR 120.

    Good:
        - version: "3.1"
        + version: "4.0"
        - 4. Agents decide up to EUR 50.
        + 4. Agents decide up to EUR 120.
    """
    for change in _changes(subject):
        before, after = change.before, change.after
        if before is None or after is None or after.kind is not Kind.SOP:
            continue
        if not (change.substantive and is_in_force(before) and is_in_force(after)):
            continue
        old, new = before.meta.version, after.meta.version
        if old is not None and new is not None and not is_raised(old, new):
            yield Problem(
                path=after.path,
                line=after.line_of("version"),
                rule="version-not-raised",
                found=f"the text changed and the version {new} "
                + ("did not" if new == old else f"is not above {old}"),
                expected=f"a version above {old}",
                remedy="Raise the first number if readers must do something else, or the second.",
            )


def _changes(subject: Subject) -> Iterable[PageChange]:
    return subject.change.pages if subject.change is not None else ()


def _was_accepted(page: Page) -> bool:
    """Whether the decision held, or had held: neither proposed nor rejected."""
    return is_in_force(page) or page.meta.superseded_by is not None


def _changed_parts(change: PageChange, before: Page, after: Page) -> Iterator[str]:
    if after.kind is not Kind.DECISION:
        yield "its kind"
    if is_draft(after) and not is_draft(before):
        yield "its status, set back"
    if change.substantive:
        yield "its text"
    if before.title != after.title:
        yield "title"
    for key in _OF_THE_DECISION[1:]:
        if _plain(before.front_matter.get(key)) != _plain(after.front_matter.get(key)):
            yield key


def _plain(value: Any) -> Any:
    """A value in which ``a, b`` and ``[a, b]`` are the same."""
    if isinstance(value, str):
        value = value.split(",")
    return [str(item).strip() for item in value] if isinstance(value, list) else value or []


def _same_words(one: str, other: str | None) -> bool:
    return other is not None and one.split() == other.split()
