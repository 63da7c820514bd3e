"""Abbreviations and what they stand for, as the hub's own pages say it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from hub.content.page import Page
from hub.search.analysis import Analyzer
from hub.search.sections import Section, sections_of

Synonyms = Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""By terms in order, terms in order that mean the same."""
_GLOSSARY = re.compile(r"(?:^|/)(?:glossary|glossar|glossaire|glosario|abbreviations)\.", re.I)
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&/-]{1,9}s?")
_BRACKETED = re.compile(r"((?:[\w’'-]+ ){1,8})\(([A-Z][A-Z0-9&/-]{1,9})s?\)")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SMALL = frozenset({"and", "of", "the", "for", "in", "to", "a", "on", "per"})


def synonyms_of(pages: Iterable[Page], analyzer: Analyzer) -> Synonyms:
    """Read pairs of an abbreviation and its long form, which then find each other.

    They come from glossary pages, ``average handling time (AHT)`` in the text, in a heading or as
    an entry; and from ``aliases:`` that are abbreviations of a page's title.

    Args:
        pages: The pages of one audience.
        analyzer: Reads the words.
    """
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = defaultdict(dict)
    for short, long in (pair for page in pages for pair in _pairs(page)):
        one, other = analyzer.phrase(short), analyzer.phrase(long)
        if one and other and one != other:
            found[one][other] = None
            found[other][one] = None
    return {terms: tuple(others) for terms, others in found.items()}


def _pairs(page: Page) -> Iterator[tuple[str, str]]:
    for alias in page.meta.aliases:
        if _ABBREVIATION.fullmatch(alias):
            yield alias, _IN_BRACKETS.sub("", page.title)
    if _GLOSSARY.search(page.path):
        for section in sections_of(page):
            yield from _entries(section)


def _entries(section: Section) -> Iterator[tuple[str, str]]:
    for text in (section.heading, section.text):
        for words, short in _BRACKETED.findall(text):
            long = _long_form(words.split(), short)
            if long:
                yield short, long
    first = section.text.partition(".")[0]
    if _ABBREVIATION.fullmatch(section.heading):
        long = _long_form(first.split(), section.heading, from_start=True)
        if long:
            yield section.heading, long


def _long_form(words: list[str], short: str, *, from_start: bool = False) -> str:
    """The words whose initials an abbreviation is made of; empty where they aren't there."""
    letters = [char.lower() for char in short if char.isalnum()]
    for count in range(len(letters), min(len(words), len(letters) + 3) + 1):
        chosen = words[:count] if from_start else words[-count:]
        initials = [word[0].lower() for word in chosen if word.lower() not in _SMALL]
        every = [word[0].lower() for word in chosen]
        if letters in (initials, every):
            return " ".join(chosen)
    return ""
