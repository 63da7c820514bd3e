"""How many years of school a text asks for."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown

_EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "pymdownx.details",
               "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"]  # fmt: skip
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "summary", "div", "tr"})
_LEFT_OUT = frozenset({"h1", "h2", "h3", "h4", "pre"})
_FEWEST = 4
"""Words of a cell or line below which it is a label and no sentence."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxhcg])es$")
_VOWELS = re.compile(r"[aeiouy]+")


class _Blocks(HTMLParser):
    """Collects the text of a page block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in _LEFT_OUT
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _LEFT_OUT
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.blocks[-1] += data


def reading_grade(body: str) -> float:
    """The Flesch-Kincaid grade level of a page.

    J. P. Kincaid et al., "Derivation of new readability formulas for Navy enlisted personnel",
    Naval Technical Training Command, Research Branch Report 8-75, 1975. Syllables are counted as
    groups of vowels without a silent ending.

    Args:
        body: Markdown.

    Returns:
        Years of school; 0 for a page without a sentence.
    """
    parser = _Blocks()
    parser.feed(markdown.markdown(body, extensions=_EXTENSIONS))
    sentences = [
        words
        for block in parser.blocks
        for sentence in _SENTENCE_END.split(block)
        if len(words := _WORD.findall(sentence)) >= _FEWEST
    ]
    if not sentences:
        return 0.0
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))
