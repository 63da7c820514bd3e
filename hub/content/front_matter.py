"""Front matter: found, split off and read, or refused.

MkDocs publishes a page whose front matter it could not read, and with it a page whose
``audience`` nobody saw. Here everything that looks as if its author meant front matter is
front matter, and must then be exactly right.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from hub.content.stray import LINE_ENDS, stray_audience
from hub.strict_yaml import Document, YamlError, load

_BOUNDARY = re.compile(r"^---[ \t]*$|^\.\.\.[ \t]*$", re.M)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_BLANKS = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ufeff\ufff9-\ufffb"
)
_KEY_LINE = re.compile(r"""^[ \t]*["']?[\w-]+["']?[ \t]*:(?:\s|$)""", re.M)
_COMMENTED = re.compile(rf"[{_BLANKS}]*<!--")
_OPENER = re.compile(
    rf"\A[{_BLANKS}]*(?P<mark>[{_DASHES}]{{3,}}+|--(?=\n)|\+{{3,}}+|;{{3,}}+)[^\n]*+\n"
    r"(?:[ \t]*(?:#[^\n]*|\[[^\n]*|\{[ \t]*)\n)*(?P<first>[^\n]*)"
)
_NEAR_CLOSER = re.compile(rf"^[ \t]*(?:[{_DASHES}]{{2,}}|(?:[{_DASHES}][ \t]*){{3,}})[ \t]*$", re.M)
_ASSIGNED = re.compile(r"""[ \t{]*["']?[\w.-]+["']?[ \t]*[=:]""")


class FrontMatterError(ValueError):
    """The front matter can't be read, so nobody knows who may read the page.

    Attributes:
        found: What is wrong, without a full stop.
        line: Line in the file, counted from 1.
        remedy: What to do about it.
    """

    def __init__(self, found: str, line: int, remedy: str) -> None:
        super().__init__(f"line {line}: {found}")
        self.found = found
        self.line = line
        self.remedy = remedy


class StrictHandler(YAMLHandler):
    """python-frontmatter's YAML dialect with exact ``---`` lines and nothing unsafe."""

    def __init__(self) -> None:
        super().__init__(fm_boundary=_BOUNDARY)

    def load(self, fm: str, **_: object) -> Document:  # type: ignore[override]  # keeps lines
        """Read the text between the two ``---`` lines.

        Raises:
            YamlError: When it can't be read safely.
        """
        return load(fm)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A page's text in its two parts."""

    document: Document
    """The metadata; its value is a dict, empty where the page has no front matter."""
    body: str
    """The Markdown after the front matter."""
    body_line: int
    """Line of the file, counted from 1, on which the body begins."""
    text: str = ""
    """The metadata as it was typed, without its two ``---`` lines."""

    @property
    def values(self) -> dict[str, Any]:
        """The top-level keys and what they hold."""
        return self.document.value or {}

    def line_of(self, *keys: str | int) -> int:
        """The line of the file on which the value under ``keys`` stands."""
        return self.document.line_of(*keys) + (1 if self.text else 0)


_NONE = Document(None, None)
_HANDLER = StrictHandler()


def read_front_matter(text: str) -> FrontMatter:
    r"""Split a page into its metadata and its body.

    Args:
        text: The page; line ends are ``\n``.

    Raises:
        FrontMatterError: When there is front matter, or something that was meant to be,
            and it can't be read with certainty.
    """
    if not _opens_with_dashes(text):
        _refuse_misplaced(text)
        return _without(text)
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        _refuse_unclosed(text)
        return _without(text)
    document = _read_block(block)
    if document is None:
        return _without(text)
    block, body = block.removeprefix("\n"), body.removeprefix("\n")
    _refuse_stray(body, block.count("\n") + 3)
    return FrontMatter(document, body, block.count("\n") + 3, block or "\n")


def _without(text: str) -> FrontMatter:
    _refuse_stray(text, 1, is_top=True)
    return FrontMatter(_NONE, text, 1)


def _opens_with_dashes(text: str) -> bool:
    """Whether the first line is exactly the line that opens front matter."""
    return text.partition("\n")[0].rstrip(" \t") == "---"


def _read_block(block: str) -> Document | None:
    """Read what stands between two ``---`` lines; None when they are thematic breaks."""
    meant = _KEY_LINE.search(block) is not None or "audience" in block.lower()
    near = _NEAR_CLOSER.search(block)
    if near is not None and meant:
        raise _wrong_closer(block, near)
    try:
        document = _HANDLER.load(block.removeprefix("\n"))
    except YamlError as error:
        if not meant:
            return None
        raise FrontMatterError(
            error.found, error.line + 1, error.remedy or "Mend the YAML between the --- lines."
        ) from error
    if isinstance(document.value, dict) or (document.value is None and not block.strip()):
        return document
    if meant:
        raise FrontMatterError(
            "front matter that is not a list of keys", 2, 'Write "key: value" lines.'
        )
    return None


def _wrong_closer(block: str, near: re.Match[str]) -> FrontMatterError:
    return FrontMatterError(
        f'the front matter is closed by "{near[0].strip()}"',
        block.removeprefix("\n")[: near.start()].count("\n") + 2,
        "Close it with a line of exactly three hyphens: ---",
    )


def _refuse_unclosed(text: str) -> None:
    rest = text.split("\n", 1)[1] if "\n" in text else ""
    first = next((line for line in rest.split("\n") if line.strip()), "")
    if _KEY_LINE.match(first):
        near = _NEAR_CLOSER.search(rest)
        if near is not None:
            raise _wrong_closer(rest, near)
        raise FrontMatterError(
            "front matter that is never closed", 1, "Close it with a line of three hyphens: ---"
        )


def _refuse_misplaced(text: str) -> None:
    """Refuse text that was meant as front matter and that no reader of Markdown takes for it."""
    opener = _OPENER.match(_without_first_comments(text).translate(LINE_ENDS))
    if opener is None:
        return
    starts_with_key = _ASSIGNED if opener["mark"][0] in "+;" else _KEY_LINE
    if starts_with_key.match(opener["first"]):
        raise _misplaced(text, opener)


def _without_first_comments(text: str) -> str:
    """The text with spaces for the HTML comments that it begins with."""
    at = 0
    while opened := _COMMENTED.match(text, at):
        end = text.find("-->", opened.end())
        if end < 0:
            break
        at = end + 3
    return "".join(char if char == "\n" else " " for char in text[:at]) + text[at:]


def _misplaced(text: str, opener: re.Match[str]) -> FrontMatterError:
    mark = opener["mark"]
    line = text[: opener.start("mark")].count("\n") + 1
    if mark[0] in "+;":
        return FrontMatterError(
            f'front matter between "{mark}" lines', line, "Write it as YAML between --- lines."
        )
    if mark != "---":
        return FrontMatterError(
            f'front matter that is opened by "{mark}"', line, "Open it with exactly three hyphens."
        )
    before = text[: opener.start("mark")]
    if before.startswith("\ufeff"):
        found = "a byte order mark (BOM) before the front matter"
    elif not before:
        found = "something after the --- that opens the front matter"
    else:
        found = "a blank line or other characters before the front matter"
    return FrontMatterError(found, line, "Let the file begin with a line of exactly three hyphens.")


def _refuse_stray(body: str, first_line: int, *, is_top: bool = False) -> None:
    """Refuse an ``audience`` that stands where a person sees it and no program looks for it."""
    stray = stray_audience(body, is_top=is_top)
    if stray is not None:
        raise FrontMatterError(
            "an audience that is named outside of the front matter",
            first_line + stray,
            "Name it between the two --- lines at the very top of the file.",
        )


def as_date(value: object) -> dt.date | None:
    """A day, however YAML read it, or None where the value is not a day."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            return None
    return None
