"""What a glossary defines, and where its terms are linked."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.site.layout import Layout
from hub.site.page.glossary import Term, glossary_page, is_exact, terms_of
from hub.site.page.term_links import TermLinks
from hub.site.published_site import PublishedSite
from tests.builders import TWO_SIDES, Handbook, page

CASES = Path(__file__).parent / "cases"
GLOSSARIES = yaml.safe_load((CASES / "glossaries.yaml").read_text(encoding="utf-8"))
LINKED = yaml.safe_load((CASES / "term_links.yaml").read_text(encoding="utf-8"))
TERMS = (
    Term(("Agent",), "Somebody who answers.", "agent"),
    Term(("Review",), "A look.", "review"),
    Term(("Review queue",), "What to look at.", "review-queue"),
    Term(("SLA", "service level agreement"), "What was promised.", "sla"),
    Term(("R&D",), "Research & <b>development</b>.", "rd"),
    Term(("Café",), "A place.", "cafe"),
    Term(("Go-live",), "The day.", "go-live"),
)
LINK = re.compile(r'<a class="hub-term" href="\.\./glossary/#([^"]*)"[^>]*>([^<]*)</a>')


def ids(case: dict[str, Any]) -> str:
    return str(case["case"])


@pytest.mark.parametrize("case", GLOSSARIES, ids=ids)
def test_a_glossary_defines(case: dict[str, Any]) -> None:
    found = [[list(t.names), t.definition, t.anchor] for t in terms_of(case["source"])]
    assert found == case["terms"]


@pytest.mark.parametrize("case", LINKED, ids=ids)
def test_terms_are_linked(case: dict[str, Any]) -> None:
    found = TermLinks(TERMS).link(case["html"], "../glossary/")
    assert LINK.sub(r"[\1|\2]", found) == case["linked"]


def test_a_definition_is_text_and_never_markup() -> None:
    term = Term(("Agent",), 'A "person" <img src=x onerror=alert(1)> & more', "agent")
    found = TermLinks([term]).link("<p>agent</p>", 'g/"><script>')
    assert "<img" not in found
    assert "<script" not in found
    attribute = re.search(r'data-hub-definition="([^"]*)"', found)
    assert attribute is not None
    assert html.unescape(attribute[1]) == term.definition


@pytest.mark.parametrize(
    ("name", "expected"),
    [("SLA", True), ("PaaS", True), ("K", True), ("Agent", False), ("Review queue", False)],
)
def test_capitals_within_a_word_make_an_abbreviation(*, name: str, expected: bool) -> None:
    assert is_exact(name) is expected


def test_a_long_definition_is_shortened_at_a_word() -> None:
    (term,) = terms_of("### Long\n\n" + "word " * 200)
    assert len(term.definition) < 330
    assert term.definition.endswith("word …")


def test_the_work_hardly_grows_with_the_glossary() -> None:
    words = [f"{a}{b}{c}" for a in "bcdfgklmnp" for b in "aeiou" for c in "rstvwxyzbd"]
    text = "".join(f"<p>{' '.join(words)} <code>x</code></p>\n" for _ in range(40))

    def seconds(number: int) -> float:
        links = TermLinks(Term((f"{w}ness",), "What it means.", w) for w in words[:number])
        start = time.process_time()
        for _ in range(5):
            links.link(text, "../glossary/")
        return time.process_time() - start

    few, many = min(seconds(5) for _ in range(3)), min(seconds(500) for _ in range(3))
    assert many < 20 * few  # a pass for each term would take 100 times as long


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("glossary.md", "a/glossary.md"), "glossary.md"),
        (("b/c/glossary.md", "z/glossary.md"), "z/glossary.md"),
        (("words.md",), "words.md"),
        (("index.md",), None),
    ],
)
def test_the_glossary_is_found_by_its_file_or_title(
    tmp_path: Path, paths: tuple[str, ...], expected: str | None
) -> None:
    handbook = Handbook(tmp_path)
    for path in paths:
        title = "Glossary" if path == "words.md" else "Some title"
        handbook.write(path, page(title, "## Agent\n\nWho answers."))
    found = glossary_page(handbook.commit().open().library)
    assert (found.path if found else None) == expected


def test_a_withheld_glossary_explains_nothing(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path, TWO_SIDES)
    handbook.write("glossary.md", page("Glossary", "## Agent\n\nWho answers.", audience=["client"]))
    hub = handbook.write("a.md", page("A", "An agent.")).commit().open()
    layout = Layout({"glossary.md": "glossary/", "a.md": "a/"})
    for audience, is_linked in (("client", True), ("vendor", False)):
        edition = hub.edition(audience)
        site = PublishedSite(edition, layout)
        found = site.text(edition.library.pages["a.md"], "<p>An agent.</p>")
        assert ("hub-term" in found) is is_linked


def test_a_definition_does_not_tell_the_title_of_a_withheld_page(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path, TWO_SIDES)
    handbook.write("margins.md", page("Secret margins", "Ours.", audience=["client"]))
    text = "## Agent\n\nWho answers, see [Secret margins](margins.md)."
    handbook.write("glossary.md", page("Glossary", text))
    hub = handbook.write("a.md", page("A", "An agent.")).commit().open()
    edition = hub.edition("vendor")
    layout = Layout({"glossary.md": "glossary/", "a.md": "a/"})
    site = PublishedSite(edition, layout)
    found = site.text(edition.library.pages["a.md"], "<p>An agent.</p>")
    assert "Who answers, see another page." in found
