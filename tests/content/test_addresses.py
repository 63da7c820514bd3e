from __future__ import annotations

import pytest

from hub.content.addresses import Place
from hub.content.library import Library
from hub.content.slugs import alike, slug, unique
from tests.content.trees import library

FILES: dict[str, str | dict[str, str]] = {
    "index.md": "# Home\n",
    "sops/index.md": "# SOPs\n",
    "sops/refund.md": "---\nid: SOP-1\ntitle: Issue a refund\n---\n",
    "sops/a b.md": "# Blank\n",
    "sops/ü.md": "# Umlaut\n",
    "sops/deep/README.md": "# Deep\n",
    "sops/deep/page.md": "# Page\n",
    "sops/pic.png": "",
    "old.html.md.erb": "# Old\n",
    "refund.md": "# Another\n",
}
CONFIG = "content: {include: ['**/*.md', '**/*.erb'], wiki_links: true}\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("addresses"), FILES, CONFIG)


@pytest.mark.parametrize(
    ("start", "target", "path"),
    [
        ("sops/refund.md", "a%20b.md", "sops/a b.md"),
        ("sops/refund.md", "a b.md", "sops/a b.md"),
        ("sops/refund.md", "%C3%BC.md", "sops/ü.md"),
        ("sops/refund.md", "ü.md", "sops/ü.md"),
        ("sops/refund.md", "./deep/page.md", "sops/deep/page.md"),
        ("sops/refund.md", "deep/../deep/page.md", "sops/deep/page.md"),
        ("sops/refund.md", "../refund.md", "refund.md"),
        ("sops/refund.md", "%2e%2e/refund.md", "refund.md"),
        ("sops/refund.md", "/sops/deep/page.md", "sops/deep/page.md"),
        ("sops/refund.md", "/sops/deep/page/", "sops/deep/page.md"),
        ("sops/refund.md", "deep/page.html", "sops/deep/page.md"),
        ("sops/refund.md", "deep/", "sops/deep/README.md"),
        ("sops/refund.md", "deep/index.html", "sops/deep/README.md"),
        ("sops/refund.md", "deep/README.md", "sops/deep/README.md"),
        ("sops/refund.md", "../", "sops/index.md"),
        ("sops/refund.md", ".", "sops/index.md"),
        ("sops/refund.md", "../deep/page/", "sops/deep/page.md"),
        ("sops/refund.md", "refund.md?plain=1", "sops/refund.md"),
        ("sops/refund.md", "", "sops/refund.md"),
        ("sops/refund.md", "../../sops/deep/page/", "sops/deep/page.md"),
        ("index.md", "sops", "sops/index.md"),
        ("index.md", "old.html", "old.html.md.erb"),
        ("index.md", "/", "index.md"),
    ],
)
def test_a_link_leads_to_a_page(found: Library, start: str, target: str, path: str) -> None:
    destination = found.addresses.find(found.pages[start], target)
    assert (destination.place, destination.path) == (Place.PAGE, path)


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("pic.png", Place.ATTACHMENT),
        ("/sops/pic.png", Place.ATTACHMENT),
        ("https://x.example/a.md", Place.EXTERNAL),
        ("mailto:a@b.example", Place.EXTERNAL),
        ("//x.example/a.md", Place.EXTERNAL),
        ("\\\\server\\share", Place.EXTERNAL),
        ("javascript:alert(1)", Place.EXTERNAL),
        ("/api/status", Place.UNKNOWN),
        ("nothing.md", Place.NOWHERE),
        ("../../../etc/passwd", Place.NOWHERE),
        ("../../../sops/refund.md", Place.NOWHERE),
        ("refund.md%00", Place.NOWHERE),
        ("http://[broken", Place.EXTERNAL),
        ("[::1", Place.NOWHERE),
    ],
)
def test_a_link_leads_elsewhere_or_nowhere(found: Library, target: str, place: Place) -> None:
    assert found.addresses.find(found.pages["sops/refund.md"], target).place is place


def test_what_follows_the_hash_is_kept(found: Library) -> None:
    page = found.pages["sops/refund.md"]
    assert found.addresses.find(page, "deep/page.md#a%20b").fragment == "a b"
    assert found.addresses.find(page, "#here").path == page.path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("SOP-1", "sops/refund.md"),
        ("sop-1#x", "sops/refund.md"),
        ("Issue a Refund", "sops/refund.md"),
        ("page", "sops/deep/page.md"),
        ("sops/deep/page", "sops/deep/page.md"),
        ("nothing", ""),
    ],
)
def test_a_wiki_link_names_a_page(found: Library, name: str, path: str) -> None:
    assert found.addresses.find_named(name).path == path


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("SOP-1", "sops/refund.md"),
        ("sops/refund.md", "sops/refund.md"),
        ("/sops/refund.md", "sops/refund.md"),
        ("refund.md", "refund.md"),
        ("deep/page.md", "sops/deep/page.md"),
        ("../refund.md", "refund.md"),
        ("nothing", None),
        ("../../nothing", None),
        ("", None),
    ],
)
def test_a_field_names_a_page_by_id_or_path(
    found: Library, reference: str, path: str | None
) -> None:
    page = found.pages["sops/deep/page.md" if reference.startswith("../") else "sops/a b.md"]
    expected = "sops/refund.md" if reference == "../refund.md" else path
    assert found.addresses.find_reference(page, reference) == expected


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("One two", "one-two"), ("Über uns!", "uber-uns"), ("日本", ""), ("a_b - c", "a_b-c")],
)
def test_an_anchor_is_that_of_the_builder(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


def test_equal_anchors_are_numbered() -> None:
    used: dict[str, int] = {}
    given = [unique(anchor, used) for anchor in ["a", "a", "a_1", "a", "", "", "b_9", "b_9"]]
    assert given == ["a", "a_1", "a_2", "a_3", "_1", "_2", "b_9", "b_10"]


def test_many_equal_anchors_take_no_time() -> None:
    used: dict[str, int] = {}
    assert [unique("a", used) for _ in range(20_000)][-1] == "a_19999"


def test_anchors_of_other_slug_functions_are_alike() -> None:
    assert alike("one-two") == alike("One_Two") == alike("one--two")
    assert alike("über-uns") == alike("uber-uns")
