"""Which attachments are published."""

from __future__ import annotations

import pytest

from hub.site.html.attachments import reason_to_withhold

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


@pytest.mark.parametrize("path", ["a.png", "a.pdf", "a.csv", "a.txt", "a.xlsx", "html", "a.css"])
def test_a_file_that_nothing_runs_is_published(path: str) -> None:
    assert reason_to_withhold(path, None) is None


@pytest.mark.parametrize("path", ["a.html", "a.HTM", "b/a.xhtml", "a.svgz", "a.js", "a.xml"])
def test_a_file_that_a_browser_runs_is_withheld(path: str) -> None:
    assert "a browser may run" in (reason_to_withhold(path, None) or "")


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0" style="fill:url(#a)"/>',
        '<a xlink:href="https://example.com"><text>x</text></a>',
        '<use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>.a { fill: red }</style>",
        '<animate attributeName="x" dur="1s"/>',
    ],
)
def test_a_drawing_is_published(inside: str) -> None:
    assert reason_to_withhold("a.svg", _SVG.format("", inside).encode()) is None


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
        ("", "<?xml-stylesheet href='x.xsl'?>"),
        ("", "<broken"),
    ],
)
def test_a_drawing_in_which_something_runs_or_loads_is_withheld(
    attributes: str, inside: str
) -> None:
    assert reason_to_withhold("a.svg", _SVG.format(attributes, inside).encode())


def test_a_drawing_with_entities_is_withheld() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _SVG.format("", "&b;")
    assert reason_to_withhold("a.svg", bomb.encode()) == "it declares entities"


def test_an_ordinary_document_type_is_no_reason() -> None:
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert reason_to_withhold("a.svg", (kind + _SVG.format("", "")).encode()) is None
