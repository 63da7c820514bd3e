"""Where a link leads, in the many forms in which browsers and servers know an address."""

from __future__ import annotations

import pytest

from hub.site.layout import Layout

_PAGES = {
    "index.md": "./",
    "bare.md": "",
    "sops/a.md": "sops/a/",
    "sops/index.md": "sops/",
    "flat.md": "flat.html",
}
_LAYOUT = Layout(_PAGES, ["files/x.txt"], "https://hub.example/handbook/")


@pytest.mark.parametrize(
    ("seen_from", "path", "expected"),
    [
        ("index.md", "sops/a.md", "sops/a/"),
        ("bare.md", "sops/a.md", "sops/a/"),
        ("sops/a.md", "bare.md", "../../"),
        ("sops/a.md", "index.md", "../../"),
        ("sops/a.md", "sops/index.md", "../"),
        ("sops/a.md", "sops/a.md", "./"),
        ("sops/a.md", "flat.md", "../../flat.html"),
        ("flat.md", "index.md", "./"),
        ("flat.md", "sops/a.md", "sops/a/"),
    ],
)
def test_pages_address_one_another_by_the_shortest_way(
    seen_from: str, path: str, expected: str
) -> None:
    assert _LAYOUT.url(path, seen_from=seen_from) == expected


@pytest.mark.parametrize(
    "href",
    [
        "../",
        "../index.html",
        ".",
        "./#part",
        "?query",
        "../../files/x.txt",
        "../../files/%78.txt",
        "/sops/a/",
        "/handbook/sops/a/",
        "https://hub.example/handbook/sops/a/",
        "https://hub.example:443/handbook/sops/a/?x#y",
        "HTTPS://HUB.EXAMPLE/handbook/sops/a/",
        "http://hub.example/handbook/sops/a/",
        "//hub.example/handbook/sops/a/",
        "\\\\hub.example\\handbook\\sops\\a\\",
    ],
)
def test_address_of_something_in_the_site_is_published(href: str) -> None:
    assert _LAYOUT.is_internal(href)
    assert _LAYOUT.publishes(href, seen_from="sops/a.md")


@pytest.mark.parametrize(
    "href",
    [
        "inner/",
        "../inner.md",
        "../../../sops/inner/",
        "/handbook/inner/",
        "https://hub.example/handbook/inner/",
        "//someone@hub.example/handbook/inner/",
        "\\inner\\",
    ],
)
def test_address_of_nothing_in_the_site_is_not_published(href: str) -> None:
    assert _LAYOUT.is_internal(href)
    assert not _LAYOUT.publishes(href, seen_from="sops/a.md")


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/",
        "//example.org/handbook/",
        "mailto:ana@acme.example",
        "tel:+49",
        "https://hub.example/another-program/",
        "https://hub.example.org/handbook/sops/a/",
        "https://[broken/",
    ],
)
def test_address_elsewhere_is_left_alone(href: str) -> None:
    assert not _LAYOUT.is_internal(href)
