"""Rules without which some readers are shut out: headings in order, images in words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hub.content.outline import Link, LinkForm
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.content.page import Page

_TAG = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
_ALT = re.compile(
    r"\balt\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+))|\balt\b", re.I
)
_HIDDEN = re.compile(
    r"\baria-hidden\s*=\s*[\"']?true|\brole\s*=\s*[\"']?(?:presentation|none)", re.I
)
_IMAGE_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp)", re.I)


def heading_order(subject: Subject) -> Iterable[Problem]:
    """A page has one heading of the first level, and no heading skips a level.

    Screen readers jump from heading to heading, and the table of contents is made of them. Where
    the title stands in the front matter, the page may begin with the second level.

    Bad:
        # Issue a refund

        ### Card

    Good:
        # Issue a refund

        ## Ways of payment

        ### Card
    """
    for page in subject.judged:
        yield from _second_titles(page)
        yield from _skipped_levels(page)


def missing_alt(subject: Subject) -> Iterable[Problem]:
    """An image has a text for those who can't see it.

    The text says what the image shows: `![The refund form with the button marked](form.png)`.
    The name of the file is no such text. An image that only decorates is written in HTML with an
    empty `alt=""`.

    Bad:
        ![](refund-form.png)

    Good:
        ![The refund form; "Refund" is at its lower right](refund-form.png)
    """
    for page in subject.judged:
        for link in page.outline.links:
            if link.form is LinkForm.IMAGE:
                found = _lack_of_text(page, link)
                if found:
                    yield Problem(
                        path=page.path,
                        line=link.line,
                        rule="missing-alt",
                        found=found,
                        expected="a few words that say what the image shows",
                    )


def _second_titles(page: Page) -> Iterator[Problem]:
    titles = [heading for heading in page.outline.headings if heading.level == 1]
    if len(titles) > 1:
        yield Problem(
            path=page.path,
            line=titles[1].line,
            rule="heading-order",
            found=f'{len(titles)} headings of the first level, the second is "{titles[1].text}"',
            expected="one, with the page's title",
            remedy="Set the others, and what is below them, one level lower.",
        )


def _skipped_levels(page: Page) -> Iterator[Problem]:
    above = 1  # the title's, wherever it stands
    for number, heading in enumerate(page.outline.headings):
        if heading.level > above + 1:
            below = f"below one of level {above}" if number else "and the first on the page"
            yield Problem(
                path=page.path,
                line=heading.line,
                rule="heading-order",
                found=f'"{heading.text}" is of level {heading.level} {below}',
                expected=f"level {above + 1}: {'#' * (above + 1)} {heading.text}",
            )
        above = heading.level


def _lack_of_text(page: Page, link: Link) -> str:
    """What is wrong with an image's text; empty where nothing is."""
    name = posixpath.basename(link.target.split("?")[0]) or link.target
    written = page.body[link.start : link.end]
    if written.startswith("!"):
        text: str | None = link.text.strip()
        empty = not text
    else:
        tag = _TAG.match(page.body, link.start)
        if tag is None or _HIDDEN.search(tag[0]):
            return ""  # a script, a video or a picture that screen readers pass over
        alt = _ALT.search(tag[0])
        text = (alt["a"] or alt["b"] or alt["c"] or "").strip() if alt else None
        empty = text is None
    if empty:
        return f'the image "{name}" has no text'
    if text and _IMAGE_FILE.fullmatch(text):
        return f'the text of the image "{name}" is the name of a file'
    return ""
