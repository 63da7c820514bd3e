"""Advice about the words of a page: sentences that end, abbreviations that somebody explains."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hub.content.lint.capitals import EMPHASISED, KNOWN
from hub.content.lint.passages import passages
from hub.content.lint.standing import is_in_force
from hub.content.prose import count_words
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.content.lint.rule import Subject
    from hub.content.page import Page

_SHOWN = 8
"""How many words of a long sentence are shown."""

_ABBREVIATION = re.compile(
    r"(?<![\w./\\@#$%&=_{\[-])([A-Z][A-Z0-9]{1,5})(?:s|'s|\u2019s)?(?![\w/=_@'\u2019-]|\.\w)"
)
_SHOUTED = re.compile(r"[A-Z]{2,}(?:[ ,]+[A-Z]{2,})+")
_LINKS = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\bhttps?://\S+|<[^<>\n]+>|\{[^{}\n]*\}"
)
_DEFINED = re.compile(r"^[ \t]*\*\[([^\]\n]{1,40})\]:", re.M)
_IN_BRACKETS = re.compile(
    r"\((?:[^()\n]{0,40}[\s\"'*_])?[\"'*_]{0,3}([A-Z][A-Z0-9]{1,5})s?[\"'*_]{0,3}\)"
)
_BEFORE_BRACKETS = re.compile(
    r"\b([A-Z][A-Z0-9]{1,5})s?[*_]{0,3}(?:\]\([^()\s]*\))? ?\([a-zA-Z][^()\n]{3,120}\)"
)
_WORD = re.compile(r"(?<![\w/.#-])[a-z]{2,6}(?![\w/-])")
_FIRST_ON_LINE = re.compile(r"^[ \t>|*_#-]*\[?([A-Z][A-Z0-9]{1,5})\b", re.M)
_ROMAN = re.compile(r"[IVXLC]+")


def long_sentence(subject: Subject) -> Iterable[Problem]:
    """A sentence ends before its reader has forgotten how it began.

    More than 40 words is too many; `lint: longest_sentence:` in hub.yml sets another limit. Code,
    tables and headings are not counted. It is advice: some sentences have to be long.

    Bad:
        If the approver does not answer, and the customer is waiting, and nobody else who may
        decide is on shift, which happens on Sundays, then hand the case to the duty manager,
        whose number is on the contact list that hangs beside the door of the team room.

    Good:
        If the approver does not answer, hand the case to the duty manager. On Sundays nobody
        else may decide. The number is on the contact list.
    """
    limit = subject.config.lint.longest_sentence
    for page in subject.judged:
        if not is_in_force(page):
            continue
        for sentence, line in _sentences(page, limit):
            words = count_words(sentence)
            if words > limit:
                yield Problem(
                    path=page.path,
                    line=line,
                    rule="long-sentence",
                    found=f'a sentence of {words} words: "{_beginning(sentence)} ..."',
                    expected=f"at most {limit} words",
                    remedy="Divide it, or make a list of it.",
                )


def undefined_abbreviation(subject: Subject) -> Iterable[Problem]:
    """An abbreviation is explained: on the page, in the glossary, or to everybody.

    On the page, by `first contact resolution (FCR)`, `FCR (first contact resolution)` or
    `*[FCR]: First contact resolution`; the last form counts wherever in the handbook it stands.
    In the glossary, by an entry. Those that every reader knows are listed as
    `lint: abbreviations:` in hub.yml. A word that the page also spells in lower case is none. It
    is advice, given once a page for each abbreviation.

    Bad:
        Report the FCR every week.

    Good:
        Report first contact resolution (FCR) every week.
    """
    explained = {*KNOWN, *subject.config.lint.abbreviations, *_explained_to_all(subject.library)}
    for page in subject.judged:
        if not is_in_force(page):
            continue
        for word, line in _unexplained(page, explained):
            yield Problem(
                path=page.path,
                line=line,
                rule="undefined-abbreviation",
                found=f'nobody explains "{word}"',
                expected=f"its full words, followed by ({word}), or an entry in the glossary",
            )


def _sentences(page: Page, limit: int) -> Iterator[tuple[str, int]]:
    """The sentences that may have more words than the limit; counting all of them is slow."""
    for passage in passages(page):
        if passage.text.count(" ") + passage.text.count("\n") >= limit:
            for sentence, line in passage.sentences():
                if sentence.count(" ") >= limit:
                    yield sentence, line


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:_SHOWN])


def _explained_to_all(library: Library) -> Iterator[str]:
    for page in library.pages.values():
        if "*[" in page.body:
            yield from _DEFINED.findall(page.body)
        if _is_glossary(page):
            yield from _FIRST_ON_LINE.findall(page.body)
            yield from _IN_BRACKETS.findall(page.body)
            yield from _BEFORE_BRACKETS.findall(page.body)


def _is_glossary(page: Page) -> bool:
    name = posixpath.basename(page.site_path)[:-3].casefold()
    return "glossary" in (name, page.title.casefold())


def _unexplained(page: Page, explained: set[str]) -> Iterator[tuple[str, int]]:
    """The abbreviations that neither the page nor the handbook explains, each once."""
    if _is_glossary(page):
        return
    found: dict[str, int] = {}
    texts = []
    for passage in passages(page):
        text = _SHOUTED.sub(_spaces, _LINKS.sub(_spaces, passage.text))
        texts.append(text)
        for match in _ABBREVIATION.finditer(text):
            word = match[1]
            if word not in found and word not in explained and _abbreviates(word):
                found[word] = passage.line + text.count("\n", 0, match.start())
    if found:
        known = _explained_on(page) | _spelt_small(texts)
        yield from ((word, line) for word, line in found.items() if word not in known)


def _abbreviates(word: str) -> bool:
    return word not in EMPHASISED and not _ROMAN.fullmatch(word) and not word[1:].isdigit()


def _explained_on(page: Page) -> set[str]:
    return {*_IN_BRACKETS.findall(page.body), *_BEFORE_BRACKETS.findall(page.body)}


def _spelt_small(texts: Iterable[str]) -> set[str]:
    """A page's short words in lower case, in capitals: spelt either way, they shorten nothing."""
    return {word.upper() for text in texts for word in _WORD.findall(text)}


def _spaces(match: re.Match[str]) -> str:
    """As many spaces as what is left out, so that places and lines stay where they are."""
    return re.sub(r"[^\n]", " ", match[0])
