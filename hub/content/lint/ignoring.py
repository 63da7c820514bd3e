"""What a page asks not to be told: findings that it sets aside with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.content.code_spans import blank_out, blank_out_code
from hub.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from hub.content.lint.rule import Rule
    from hub.content.page import Page

IGNORE_RULE = "lint-ignore"
_EXPECTED = "<!-- hub-lint ignore RULE: reason -->"
_IN_FRONT_MATTER = "lint: {ignore: {RULE: reason}}"
_OPENED = re.compile(r"<!--[ \t]*hub-lint\b")
_WORD = re.compile(r"\S")
_IGNORE = re.compile(r"\s+ignore\s+(?P<rule>[\w-]+)\s*(?::(?P<reason>.*))?", re.S)


@dataclass(frozen=True, slots=True)
class Ignore:
    """A page's wish not to hear of a rule, in some of its lines or in all of them."""

    rule: str
    """As written; empty where it can't be read."""
    reason: str
    """Empty where none is given."""
    line: int
    """Where it stands."""
    lines: range | None
    """The lines of the file that it is about; None for the whole page."""

    def covers(self, problem: Problem) -> bool:
        """Whether a finding on the same page is meant."""
        if self.rule != problem.rule or not self.reason:
            return False
        return self.lines is None or (problem.line or 1) in self.lines


def ignores_of(page: Page) -> list[Ignore]:
    """Everything that a page sets aside: under ``lint: ignore:`` first, then in its text."""
    return [*_in_front_matter(page), *_in_text(page)]


def ignore_mistakes(page: Page, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Report ignores without a reason, and those of rules that can't be ignored or are none.

    Args:
        page: The page.
        rules: All rules, by their ids.
    """
    for ignore in ignores_of(page):
        rule = rules.get(ignore.rule)
        form = _IN_FRONT_MATTER if ignore.lines is None else _EXPECTED
        if not ignore.rule:
            yield _mistake(page, ignore, "a lint ignore that can't be read", form)
        elif rule is None:
            found = f'ignores "{ignore.rule}", which is not a lint rule'
            remedy = did_you_mean(ignore.rule, rules)
            yield _mistake(page, ignore, found, "the id of a rule", remedy)
        elif not rule.is_adjustable or rule.id == IGNORE_RULE:
            found = f"ignores {ignore.rule}, which can't be ignored"
            yield _mistake(page, ignore, found, "", "Mend what the rule finds, and remove this.")
        elif not ignore.reason:
            yield _mistake(page, ignore, f"ignores {ignore.rule} without a reason", form)


def needless(page: Page, ignore: Ignore) -> Problem:
    """The finding that an ignore hides nothing any more."""
    found = f"ignores {ignore.rule}, which finds nothing here"
    return _mistake(page, ignore, found, "", "Remove it.")


def _mistake(page: Page, ignore: Ignore, found: str, expected: str, remedy: str = "") -> Problem:
    return Problem(
        path=page.path,
        line=ignore.line,
        rule=IGNORE_RULE,
        found=found,
        expected=expected,
        remedy=remedy,
    )


def _in_front_matter(page: Page) -> Iterable[Ignore]:
    said = page.front_matter.get("lint")
    if said is None:
        return
    line = page.line_of("lint")
    ignored = said.get("ignore") if isinstance(said, Mapping) else None
    if not isinstance(ignored, Mapping) or len(said) > 1:
        yield Ignore("", "", line, None)
        return
    for rule, reason in ignored.items():
        yield Ignore(str(rule), _text(reason), line, None)


@dataclass(frozen=True, slots=True)
class _Comment:
    """An HTML comment for the linter, by its place in the body."""

    start: int
    end: int
    said: str
    """What follows the word ``hub-lint``."""


def _in_text(page: Page) -> Iterator[Ignore]:
    body = page.body
    if "hub-lint" not in body:
        return
    # Code is blanked out with comments left standing: a documented example ignores nothing.
    visible = blank_out_code(body.replace("<!--", "<!=="))
    comments = list(_comments(body))
    words = blank_out(body, ((comment.start, comment.end) for comment in comments))
    line, counted = page.body_line, 0
    for comment in comments:
        line, counted = line + body.count("\n", counted, comment.start), comment.start
        if visible[comment.start] == "<":
            said = _IGNORE.fullmatch(comment.said.rstrip())
            yield Ignore(
                said["rule"] if said else "",
                " ".join((said["reason"] or "").split()) if said else "",
                line,
                range(line, line + body.count("\n", comment.start, _end(words, comment)) + 1),
            )


def _comments(body: str) -> Iterator[_Comment]:
    at = 0
    while opened := _OPENED.search(body, at):
        closed = body.find("-->", opened.end())
        if closed < 0:
            return
        at = closed + 3
        yield _Comment(opened.start(), at, body[opened.end() : closed])


def _end(words: str, comment: _Comment) -> int:
    """Where a comment's lines end; those of one that stands alone, with the next paragraph's.

    Args:
        words: The body without any comment.
        comment: The comment.
    """
    line_end = words.find("\n", comment.end)
    beside = words[words.rfind("\n", 0, comment.start) + 1 : max(line_end, 0) or None]
    following = _WORD.search(words, comment.end)
    if beside.strip() or following is None:
        return comment.end
    end = words.find("\n\n", following.start())
    return len(words) if end < 0 else end


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
