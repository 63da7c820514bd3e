"""An ``audience`` that its author wrote down and that no reader of front matter finds.

It stands behind a closing line that came too early, in a second block, in JSON, in a comment,
above the first ``---``. A person who looks at the file takes the page for restricted, so a
program must not publish it to everybody. Prose about an audience is let through: what counts
is a line that reads like metadata, among lines that do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hub.content.look_alikes import is_mistyped

LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
"""Characters that some editor, or YAML, takes for the end of a line."""
_RARE_END = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_COMMENT_MARK = re.compile(r"<!--|-->")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_DELIMITER = re.compile(r"[-\u2010-\u2015\u2212*_=+;~.]{2,}$")
_ENTRY = re.compile(
    r"(?P<indent>[ \t]*)(?:\?[ \t]+)?[{,]?[ \t]*[\"']?(?P<key>[^\s:=\"'{}\[\],]{1,40})[\"']?[ \t]*"
    r"(?:(?P<mark>[:=])[ \t]*(?P<value>.*)|$)"
)
_FLOW = re.compile(r"[ \t]*(?=[{\"',]).*[{,][ \t]*[\"']?audience[\"']?[ \t]*:")
_NAMES = re.compile(r"\[[^\[\]]*\](?!\()")
_METADATA = re.compile(
    r"[ \t]*(?:#|[{}\[\]]|-[ \t]|-$|\?[ \t]|:[ \t]|%|[ \t]{2})"
    r"|[\"']?\w[\w .-]{0,40}[\"']?[ \t]*[:=]"
)


def stray_audience(body: str, *, is_top: bool) -> int | None:
    """Find an audience outside of the front matter.

    Args:
        body: A page's text, or what follows its front matter.
        is_top: Whether ``body`` is the whole page, which then has no front matter.

    Returns:
        Number of line breaks before it, or None.
    """
    if not _may_name_audience(body):
        return None
    scan = _Scan(is_top=is_top)
    has_rare_ends = _RARE_END.search(body) is not None
    for number, line in enumerate(body.split("\n")):
        parts = line.translate(LINE_ENDS).split("\n") if has_rare_ends else (line,)
        if any(map(scan.is_stray, parts)):
            return number
    return None


def _may_name_audience(body: str) -> bool:
    """Whether the text may hold the word, in whichever case or alphabet."""
    return not body.isascii() or "audi" in body.lower()


class _Scan:
    """Goes through a page's lines and knows which of them are read as metadata."""

    def __init__(self, *, is_top: bool) -> None:
        self._is_top = is_top
        """Whether nothing but metadata was seen in a page without front matter."""
        self._is_metadata = True
        """Whether the lines since the top, or since the last rule, all read like metadata."""
        self._has_heading = False
        self._fence = ""
        """The marks that opened the code block that the line is in."""
        self._reads_fence = False
        """Whether the code block is the first thing on the page."""

    def is_stray(self, line: str) -> bool:
        """Take the next line, and tell whether it names an audience."""
        line = _COMMENT_MARK.sub("", _INVISIBLE.sub("", line)).rstrip()
        text = line.strip()
        if not text or self._is_code(text):
            return False
        if _DELIMITER.match(text):
            self._is_metadata = True
            return False
        if self._names_audience(line) or (self._is_metadata and _FLOW.match(line)):
            return True
        if text.startswith("#"):
            self._has_heading, self._is_top = True, False
        if self._is_metadata and not _METADATA.match(line):
            self._is_metadata = self._is_top = False
        return False

    def _is_code(self, text: str) -> bool:
        """Whether the line is in a code block; one at the very top may stand for front matter."""
        fence = _FENCE.match(text)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not fence[2].strip():
                self._fence = ""
                return True
            return not self._reads_fence
        if fence:
            self._fence, self._reads_fence = fence[1], self._is_top
        return fence is not None

    def _names_audience(self, line: str) -> bool:
        entry = _ENTRY.match(line)
        if entry is None or not _is_alike(entry["key"]):
            return False
        exact = entry["key"] == "audience"
        if self._has_heading and len(entry["indent"].expandtabs(4)) >= 4:  # noqa: PLR2004 (code)
            return False
        lists_names = entry["mark"] == ":" and _NAMES.match(entry["value"]) is not None
        if not self._is_metadata:
            return exact and lists_names
        if entry["mark"] is None:
            return exact and line.lstrip()[:1] == "?"
        return exact or lists_names or self._is_top


@lru_cache(maxsize=2048)
def _is_alike(key: str) -> bool:
    return key == "audience" or is_mistyped(key, "audience")
