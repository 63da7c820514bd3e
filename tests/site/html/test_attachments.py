"""Which attachments are published."""

from __future__ import annotations

import pytest

from hub.site.html.attachments import reason_to_withhold

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def _reason(path: str, data: bytes = b"") -> str | None:
    return reason_to_withhold(path, lambda: data)


@pytest.mark.parametrize(
    "path",
    [
        *("a.png", "a.pdf", "a.csv", "a.txt", "a.xlsx", "html", "a.css"),
        *("page.html.txt", "a.drawio", "a.unknown", "unknown", "redirects", "cname.txt"),
    ],
)
def test_a_file_that_nothing_runs_is_published(path: str) -> None:
    assert _reason(path) is None


@pytest.mark.parametrize(
    "path",
    [
        *("a.html", "a.HTM", "b/a.xhtml", "a.svgz", "a.js", "a.xml", "a.atom", "a.php"),
        *("a.html.fr", "a.html.bak", "a.xml.gz", "a.svg.gz", "a.svg.de"),
    ],
)
def test_a_file_that_a_browser_runs_is_withheld(path: str) -> None:
    assert "a browser may run" in (_reason(path) or "")


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0" style="fill:url(#a)"/>',
        '<a xlink:href="https://example.com"><text>x</text></a>',
        '<use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>.a { fill: red }</style>",
        '<animate attributeName="x" dur="1s"/>',
        "<text>C:\\folder, image(s), url(x)</text>",
        '<g id="a\\b" data-name="C:\\x" aria-label="url(x)"/>',
        '<g xmlns:i="urn:tool" i:label="C:\\x.svg"/>',
    ],
)
def test_a_drawing_is_published(inside: str) -> None:
    assert _reason("a.svg", _SVG.format("", inside).encode()) is None


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ("", "<script>ran()</script>"),
        ("", '<s:script xmlns:s="http://www.w3.org/2000/svg">ran()</s:script>'),
        ('onload="ran()"', ""),
        ('ONLOAD="ran()"', ""),
        ("", "<foreignObject/>"),
        ("", '<p xmlns="http://www.w3.org/1999/xhtml"/>'),
        ("", '<a xlink:href="javascript:ran()"/>'),
        ("", '<a xlink:href="java&#10;script:ran()"/>'),
        ("", '<use href="https://evil.example/x.svg#a"/>'),
        ("", '<image href="https://evil.example/x.png"/>'),
        ("", '<image href="data:image/svg+xml,x"/>'),
        ("", '<set attributeName="href" to="javascript:ran()"/>'),
        ("", "<style>@import 'https://evil.example/x.css'</style>"),
        ("", "<style>a { background: url(https://evil.example) }</style>"),
        ("", '<path style="fill:url(https://evil.example/#a)"/>'),
        ("", '<path style="fill:\\75rl(https://evil.example/#a)"/>'),
        ("", '<path fill="url(https://evil.example/#a)"/>'),
        ("", '<set attributeName="fill" to="u\\72l(https://evil.example/#a)"/>'),
        ("", '<set attributeName="xlink:href " to="javascript:ran()"/>'),
        ("", "<g style=\"background: image-set('https://evil.example/x' 1x)\"/>"),
        ("", "<style>a { background: -webkit-image-set('https://evil.example/x' 1x) }</style>"),
        ("", "<style>a { cursor: <![CDATA[ur]]>l(https://evil.example/x) }</style>"),
        ("", "<style>a { background: \\75 rl(https://evil.example/x) }</style>"),
        ("", "<?xml-stylesheet href='x.xsl'?>"),
        ("", "<broken"),
    ],
)
def test_a_drawing_in_which_something_runs_or_loads_is_withheld(
    attributes: str, inside: str
) -> None:
    assert _reason("a.svg", _SVG.format(attributes, inside).encode())


def test_a_drawing_with_entities_is_withheld() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _SVG.format("", "&b;")
    assert _reason("a.svg", bomb.encode()) == "it declares entities"


def test_an_ordinary_document_type_is_no_reason() -> None:
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert _reason("a.svg", (kind + _SVG.format("", "")).encode()) is None


_SCRIPT = '<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>ran()</h:script></x>'


@pytest.mark.parametrize("name", ["a.mathml", "a.kml", "a.rs", "a", "a.fr", "LICENSE", "a.1"])
@pytest.mark.parametrize("data", [_SCRIPT.encode(), _SCRIPT.encode("utf-16"), b"\n <!-- -->"])
def test_what_begins_like_a_page_is_withheld_whatever_its_name(name: str, data: bytes) -> None:
    assert "it begins as HTML and XML do" in (_reason(name, data) or "")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.md", "a.json", "a.log", "a.html.txt"])
def test_plain_text_may_begin_with_a_tag(name: str) -> None:
    assert _reason(name, b"<b>") is None


@pytest.mark.parametrize(
    "path",
    ["_headers", "_redirects", "CNAME", "in/web.config", "vercel.json", "_worker.js", "php.ini"],
)
def test_orders_to_a_host_are_withheld(path: str) -> None:
    assert _reason(path) == "a host may take it for orders"
