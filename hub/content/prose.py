"""Normalised prose: the words of a page, in order, without anything that is only form.

Two versions of a page with the same normalised prose say the same; the edit between them is
mechanical (product definition of *substantive edit*). What counts as form is decided line by
line, never by what stands further up, so that two versions can be compared around the lines
that differ instead of from end to end. Words in code count: a changed command is a changed
instruction.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence

DEFINITION = 1
"""Version of this definition; cached verdicts of another version are not used."""

_OPENER = re.compile(r"\ufeff?---[ \t]*(?=\n)")
_CLOSER = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_SPANS_PARAGRAPHS = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))

_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)|\][ ]?\[[^\[\]\n]{0,300}\]")
_DEFINITION = re.compile(r"^[ \t]{0,3}\[(?!\^)[^\[\]\n]{1,300}\]:.*$", re.M)
_TAG = re.compile(r"</?[a-zA-Z](?:[^<>\n]|\n(?![^\S\n]*+\n)){0,2000}>")
_URL = re.compile(r"\b(?:https?|ftp|mailto):[^\s<>()\[\]]+")
_ATTRIBUTES = re.compile(r"\{[ \t]*[:.#][^{}\n]{0,500}\}")
_LINE_MARK = re.compile(
    r"^[ \t]*(?:"
    r"(?:`{3,}|~{3,})[^`\n]*$"  # the fence of a code block, with its language
    r"|(?:!!!|\?\?\?\+?|///)[ \t]*[\w -]*"  # an admonition's kind; its title is prose
    r"|[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*(?:\[[ xX]\][ \t]+)?"  # quotes, lists, tasks
    r")",
    re.M,
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")

_PUNCTUATION = (
    r"\s\x00-\x1f!-/:-@\[-`{-~"
    "\u00a0-\u00a1\u00a7\u00ab\u00ad\u00b6-\u00b7\u00bb\u00bf"
    "\u2010-\u2029\u2031-\u205e\u3000-\u3003\u3008-\u3020\u30fb\uff01-\uff0f\uff1a-\uff1f"
)
_WORD = re.compile(
    rf"(?<![^{_PUNCTUATION}])[-+\u2212](?=\d)"  # the sign of a number, not a dash between two
    r"|\d+(?:[.,:]\d+)+"
    rf"|[^{_PUNCTUATION}]+(?:['\u2019][^{_PUNCTUATION}]+)*"
    r"|[%$<>]"
)


def words(text: str) -> list[str]:
    """The normalised prose of a page.

    Args:
        text: The page as it stands in its file, front matter included.

    Returns:
        Its words in order; case is kept, typographic variants of an apostrophe are one.
    """
    return _words(_without_front_matter(_plain(text)))


def count_words(body: str) -> int:
    """How many words the prose of a page without its front matter has."""
    return len(_words(_plain(body)))


def same_prose(old: str, new: str) -> bool:
    """Whether two versions of a page say the same.

    Args:
        old: The earlier version, front matter included; empty for a page that was not there.
        new: The later version, front matter included.
    """
    old, new = _without_front_matter(_plain(old)), _without_front_matter(_plain(new))
    if old == new:
        return True
    if not old:
        return not _has_words(new)
    if not (_hides_paragraphs(old) or _hides_paragraphs(new)):
        old, new = _around_differences(old, new)
    return _words(old) == _words(new)


def only_combines(parents: Sequence[str], merged: str) -> bool:
    """Whether a merge says nothing but what one of its parents said.

    Git merges line by line; a line that no parent has, or that all parents have and the merge
    has lost, was written by whoever merged.

    Args:
        parents: The versions that were merged, front matter included.
        merged: What came out.
    """
    said = [_lines(text) for text in parents]
    result = _lines(merged)
    return result <= set.union(*said) and set.intersection(*said) <= result


def _lines(text: str) -> set[tuple[str, ...]]:
    """The words of each line that has any."""
    body = _without_hidden(_without_front_matter(_plain(text)))
    return {words for line in body.split("\n") if (words := tuple(_words(line)))}


def _hides_paragraphs(text: str) -> bool:
    """Whether a mark further up may decide what counts, so that the whole text is compared."""
    return "<" in text and any(start in text for start, _ in _SPANS_PARAGRAPHS)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


def _without_front_matter(text: str) -> str:
    opener = _OPENER.match(text)
    closer = _CLOSER.search(text, opener.end()) if opener else None
    return text[closer.end() :] if closer else text


def _has_words(text: str) -> bool:
    """Whether there is any prose; stops at the first paragraph that has some."""
    text = _without_hidden(text)
    return any(_words(paragraph) for paragraph in text.split("\n\n"))


def _around_differences(old: str, new: str) -> tuple[str, str]:
    """Leave out the paragraphs that both begin with and both end with."""
    shorter = min(len(old), len(new))
    same = _longest(shorter, lambda size: old.startswith(new[:size]))
    start = old.rfind("\n\n", 0, same) + 2 if "\n\n" in old[:same] else 0
    rest = shorter - start
    same = _longest(rest, lambda size: old.endswith(new[len(new) - size :]))
    tail = old[len(old) - same :]
    end = same - tail.find("\n\n") if "\n\n" in tail else 0
    return old[start : len(old) - end], new[start : len(new) - end]


def _longest(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest size, up to ``limit``, for which something holds that holds for all smaller."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, start: str, end: str) -> str:
    """Cut out what stands between ``start`` and ``end``; what is never closed stays."""
    kept, at = [], 0
    while (opened := text.find(start, at)) >= 0:
        closed = text.find(end, opened)
        if closed < 0:
            break
        kept.append(text[at:opened])
        at = closed + len(end)
    return " ".join([*kept, text[at:]])


def _without_hidden(text: str) -> str:
    """Leave out comments, scripts and styles, which no reader sees."""
    for start, end in _SPANS_PARAGRAPHS:
        if start in text:
            text = _cut(text, start, end)
    return text


def visible(text: str) -> str:
    """A page's text without front matter, comments, scripts and styles.

    Args:
        text: The page as it stands in its file.
    """
    return _without_hidden(_without_front_matter(_plain(text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(without_markup(text))


def without_markup(text: str) -> str:
    """A passage without tags, targets of links and marks at the beginnings of lines.

    What is left are the words and what stands between them: punctuation, emphasis, brackets.
    """
    text = _LINE_MARK.sub("", _without_hidden(text))
    if "]" in text:
        text = _DEFINITION.sub("", _TARGET.sub("] ", text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if ":" in text:
        text = _URL.sub(" ", text)
    if "{" in text:
        text = _ATTRIBUTES.sub(" ", text)
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        text = text.replace("\u2019", "'").replace("\u2212", "-")
    return text
