"""The glossary: its terms, and where they stand in the other pages.

The glossary is the page ``glossary.md``, or else the page whose file or title is *Glossary*.
Its headings below the second level are terms; where it has none of these, those of the second
level are. What a heading's first paragraph says is the term's definition. Abbreviations defined
as ``*[SLA]: Service level agreement`` are terms as well.

A term with a capital letter after a word's first letter (``SLA``, ``PaaS``) is an abbreviation
and is found only as it is written; all others are found however they are cased. Both are found
with a plural *s*. ``Average handling time (AHT)`` is one term with two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.content.code_spans import blank_out_code
from hub.content.library import Library
from hub.content.outline import outline, plain_text
from hub.content.page import Page

_LONGEST_DEFINITION = 320
"""Characters of a tooltip; whoever wants more follows the link."""
_LONGEST_NAME = 80
_SECTION = 2
"""Level of the headings that divide a page."""
_ABBREVIATION = re.compile(r"^\*\[(?P<name>[^\]\n]{1,80})\]:[ \t]*(?P<meaning>[^\n]+)$", re.M)
_TWO_NAMES = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)")
_BLOCK_START = re.compile(r"(?:[-*+>|#]|\d+[.)]|!!!|\?\?\?|===|```|~~~|:::|<|\*\[|\[[^\]]+\]:)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word with one meaning."""

    names: tuple[str, ...]
    """What it is called, as it is written in the glossary."""
    definition: str
    """What it means, as plain text; never empty."""
    anchor: str
    """Its id on the glossary page; empty where it has none."""


def is_exact(name: str) -> bool:
    """Whether a name is an abbreviation, so that its letters' case matters."""
    return len(name) == 1 or any(char.isupper() for word in name.split() for char in word[1:])


def glossary_page(library: Library) -> Page | None:
    """The glossary of a library, where it has one."""
    if (page := library.pages.get("glossary.md")) is not None:
        return page
    found = (page for page in library.pages.values() if _is_glossary(page))
    return min(found, key=lambda page: (page.path.count("/"), page.path), default=None)


def _is_glossary(page: Page) -> bool:
    name = page.site_path.rpartition("/")[2].casefold()
    return name == "glossary.md" or page.title.strip().casefold() == "glossary"


def terms_of(source: str) -> tuple[Term, ...]:
    """The terms that a glossary defines; of two with the same name the first counts.

    Args:
        source: The glossary's Markdown, as its readers may see it, without front matter.
    """
    visible = blank_out_code(source)
    terms: list[Term] = []
    taken: set[str] = set()
    for term in (*_headed(source), *_abbreviations(visible)):
        names = tuple(name for name in term.names if _key(name) not in taken)
        taken.update(map(_key, names))
        if names:
            terms.append(Term(names, term.definition, term.anchor))
    return tuple(terms)


def _key(name: str) -> str:
    return name if is_exact(name) else name.casefold()


def _headed(source: str) -> Iterator[Term]:
    headings = outline(source).headings
    deeper = range(_SECTION + 1, 7)
    levels = deeper if any(heading.level in deeper for heading in headings) else (_SECTION,)
    lines = source.split("\n")
    for heading in headings:
        definition = _first_paragraph(lines, heading.line)
        if heading.level in levels and definition and len(heading.text) <= _LONGEST_NAME:
            yield Term(_names(heading.text), definition, heading.anchor)


def _names(heading: str) -> tuple[str, ...]:
    """The names in a heading: ``Average handling time (AHT)`` has two of them."""
    two = _TWO_NAMES.fullmatch(heading)
    if two is None:
        return (" ".join(heading.split()),)
    name, other = (" ".join(text.split()) for text in (two["name"], two["other"]))
    return (name, other) if is_exact(name) or is_exact(other) else (name,)


def _first_paragraph(lines: Sequence[str], after: int) -> str:
    """The paragraph that follows a line, as plain text; empty where something else follows."""
    paragraph: list[str] = []
    for line in lines[after:]:
        text = line.strip()
        if text and not paragraph and set(text) <= set("=-"):
            continue  # underlines the heading
        if text and not _BLOCK_START.match(text):
            paragraph.append(text)
        elif text or paragraph:
            break
    return _shortened(plain_text(" ".join(paragraph)))


def _abbreviations(visible: str) -> Iterator[Term]:
    for match in _ABBREVIATION.finditer(visible):
        name = " ".join(match["name"].split())
        definition = _shortened(plain_text(match["meaning"]))
        if name and definition:
            yield Term((name,), definition, "")


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_DEFINITION:
        return text
    return text[:_LONGEST_DEFINITION].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def all_names(terms: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """Every name with its term."""
    return ((name, term) for term in terms for name in term.names)
