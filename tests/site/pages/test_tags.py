"""Tags: one entry each, however it is spelt, with an address of its own."""

from __future__ import annotations

from hub.site.pages.tags import TagLinks, tags_view
from tests.builders import Handbook, page
from tests.site.pages.conftest import Told


def test_spellings_of_a_tag_are_one_under_the_commonest(handbook: Handbook, told: Told) -> None:
    handbook.write("a.md", page("A", "Words.", tags=["Money  matters", "refunds"]))
    handbook.write("b.md", page("B", "Words.", tags=["money matters"]))
    handbook.write("c.md", page("C", "Words.", tags=["money matters", "Money matters"]))
    handbook.write("d.md", page("D", "Words."))
    view = tags_view(told())
    assert [(tag.name, [p.title for p in tag.pages]) for tag in view.tags] == [
        ("Money matters", ["A", "B", "C"]),
        ("refunds", ["A"]),
    ]
    assert view.untagged == 1


def test_every_tag_has_an_id_of_its_own_and_pages_link_to_it(
    handbook: Handbook, told: Told
) -> None:
    names = ["C++", "C#", "C", "返金", "退款"]
    handbook.write("a.md", page("A", "Words.", tags=names))
    facts = told()
    anchors = {tag.name: tag.anchor for tag in tags_view(facts).tags}
    assert len(set(anchors.values())) == len(names)
    links = TagLinks(facts.library.pages.values()).of(facts.library.pages["a.md"])
    assert [(link.name, link.anchor) for link in links] == [(n, anchors[n]) for n in names]


def test_a_tag_of_withheld_pages_leaves_no_trace(handbook: Handbook, told: Told) -> None:
    handbook.write("a.md", page("A", "Words.", tags=["shared"]))
    handbook.write("b.md", page("B", "Words.", tags=["shared", "margins"], audience=["client"]))
    view = tags_view(told("vendor"))
    assert [(tag.name, len(tag.pages)) for tag in view.tags] == [("shared", 1)]
