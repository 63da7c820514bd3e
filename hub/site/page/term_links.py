"""Terms of the glossary in a rendered page: the first time that one stands there, it is a link.

One pass over the HTML with one regular expression for all terms, so that the work grows with the
text and hardly with the glossary. What is found are tags and the text between them; the HTML has
been sanitised before, so a ``<`` always begins a tag. If it were not, the worst is a term that
stays plain: nothing is written but an escaped link around text that stood between two tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import groupby

from hub.site.page.glossary import Term, all_names, is_exact

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*+)"
    r"(?P<attributes>(?:[^\"'<>]|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL,
)
_CLOSED = re.compile(
    r"a|abbr|audio|button|canvas|code|dfn|h[1-6]|iframe|kbd|label|math|noscript|object|option|pre|"
    r"samp|script|select|style|summary|svg|template|textarea|title|var|video"
)
"""Elements whose text stays as it is: links, headings, code and what is no text at all."""
_CLOSED_CLASS = re.compile(r"\bclass\s*=\s*[\"'][^\"']*\b(?:mermaid|arithmatex|highlight|hub-\w)")
_BEFORE, _AFTER = r"(?<![\w&#@./-])", r"(?![\w@/-]|\.\w)"
"""A word ends where these end; they keep entities, addresses and file names whole."""


class TermLinks:
    """Links the terms of a glossary.

    Args:
        terms: The terms.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_name: dict[str, list[tuple[str, Term]]] = {}
        for name, term in all_names(terms):
            written = html.escape(name, quote=False)
            self._by_name.setdefault(_folded(written), []).append((written, term))
        self._pattern = _pattern(self._by_name) if self._by_name else None

    def link(self, content: str, address: str) -> str:
        """Make the first occurrence of each term a link to its entry.

        Args:
            content: A page's rendered and sanitised HTML.
            address: The glossary's address as seen from the page.
        """
        if self._pattern is None:
            return content
        kept: list[str] = []
        seen: set[Term] = set()
        at = 0
        closed, depth = "", 0
        for tag in _TAG.finditer(content):
            if not closed:
                kept.append(self._text(content[at : tag.start()], address, seen))
                at = tag.start()
                closed, depth = _opens_closed(tag), 1
            elif tag["name"] and tag["name"].lower() == closed:
                depth += -1 if tag["closing"] else 1
                closed = closed if depth else ""
            kept.append(content[at : tag.end()])
            at = tag.end()
        rest = content[at:]
        kept.append(rest if closed else self._text(rest, address, seen))
        return "".join(kept)

    def _text(self, text: str, address: str, seen: set[Term]) -> str:
        """The text between two tags, with links."""
        if self._pattern is None or not text.strip():
            return text
        kept: list[str] = []
        at = 0
        for match in self._pattern.finditer(_folded(text)):
            written = text[match.start() : match.end()]
            term = self._meant(match[1], written)
            if term is None or term in seen:
                continue
            seen.add(term)
            kept += text[at : match.start()], _link(written, term, address)
            at = match.end()
        return "".join(kept) + text[at:] if kept else text

    def _meant(self, found: str, written: str) -> Term | None:
        """The term that is meant by what is written, if any."""
        for name, term in self._by_name[" ".join(found.split())]:
            if not is_exact(name) or " ".join(written.split()).startswith(name):
                return term
        return None


def _link(written: str, term: Term, address: str) -> str:
    href = html.escape(f"{address}#{term.anchor}" if term.anchor else address)
    definition = html.escape(term.definition)
    return f'<a class="hub-term" href="{href}" data-hub-definition="{definition}">{written}</a>'


def _opens_closed(tag: re.Match[str]) -> str:
    """The name of the element that a tag opens, where terms in it stay plain; else nothing."""
    name = (tag["name"] or "").lower()
    if tag["closing"] or tag["attributes"] is None or tag["attributes"].endswith("/"):
        return ""
    if _CLOSED.fullmatch(name):
        return name
    is_closed = not _VOID.fullmatch(name) and _CLOSED_CLASS.search(tag["attributes"])
    return name if is_closed else ""


_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")


def _folded(text: str) -> str:
    """The text in small letters, as long as it was."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds all names, the longest first, sorted by their first letter.

    Python tries the branches of an expression one after the other; by first letters they are few.
    """
    by_letter = groupby(sorted(names, key=lambda name: (name[0], -len(name), name)), _first)
    branches = (f"{re.escape(one)}(?:{'|'.join(map(_rest, names))})" for one, names in by_letter)
    return re.compile(f"{_BEFORE}({'|'.join(branches)})s?{_AFTER}")


def _first(name: str) -> str:
    return name[0]


def _rest(name: str) -> str:
    return re.escape(name[1:]).replace(r"\ ", r"\s+")
