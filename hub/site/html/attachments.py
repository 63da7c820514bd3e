"""Attachments that a browser would run: left out of the site, because they come from its address.

A static site can't count on its server to keep a file from being run as a page. HTML, XML and
scripts are therefore not published, and drawings only where nothing in them can run or load.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.parsers import expat

_ACTIVE = re.compile(
    r"\.(?:s?html?|xht|xhtml?|mht|mhtml|hta|htc|xml|xslt?|rdf|rss|m?js|svgz|swf|wasm)",
    re.IGNORECASE,
)
_FORBIDDEN = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "object",
        "embed",
        "handler",
        "listener",
        "audio",
        "video",
    }
)
_DATA = re.compile(r"\s*data:image/(?:png|gif|jpeg|webp);base64,", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:#|https?:|mailto:)", re.IGNORECASE)
_LOADING_STYLE = re.compile(r"@import|url\(\s*[\"']?(?!\s*(?:#|data:image/))|expression|\\", re.I)
_ANIMATION = frozenset({"set", "animate"})


def reason_to_withhold(path: str, data: bytes | None) -> str | None:
    """Why an attachment must not be published as it is; None where it may.

    Args:
        path: Its path in the content folder.
        data: What it holds; needed for drawings (``.svg``) only.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if _ACTIVE.fullmatch(suffix):
        return f"a browser may run {suffix} files"
    if suffix == ".svg":
        return _reason_in_drawing(data or b"")
    return None


class _Refused(Exception):  # noqa: N818 (a finding, not an error)
    """Says what in a drawing can run or load."""


def _reason_in_drawing(data: bytes) -> str | None:
    reading = expat.ParserCreate(namespace_separator=" ")
    reading.StartElementHandler = _check_element
    reading.EntityDeclHandler = _refuse_entity
    reading.ProcessingInstructionHandler = _refuse_instruction
    texts: list[str] = []
    reading.CharacterDataHandler = texts.append
    try:
        reading.Parse(data, True)  # noqa: FBT003 (expat's own argument: this is all)
    except _Refused as refused:
        return str(refused)
    except (expat.ExpatError, ValueError) as error:
        return f"it is no well-formed drawing: {error}"
    return "a style in it loads something" if _LOADING_STYLE.search("".join(texts)) else None


def _check_element(name: str, attributes: dict[str, str]) -> None:
    tag = name.rpartition(" ")[2].lower()
    if tag in _FORBIDDEN or name.startswith("http://www.w3.org/1999/xhtml "):
        raise _Refused(f"there is a <{tag}> in it")
    for written, value in attributes.items():
        attribute = written.rpartition(" ")[2].lower()
        if attribute.startswith("on"):
            raise _Refused(f"there is an {attribute} in it")
        if attribute in ("href", "src") and not _may_refer(tag, value):
            raise _Refused(f"<{tag}> leads to {value[:60]!r}")
        if attribute == "attributename" and value.lower().endswith("href"):
            raise _Refused("an animation in it changes an address")
        if _LOADING_STYLE.search(value) and "url(" in value.lower() + attribute:
            raise _Refused(f"its {attribute} loads something")


def _may_refer(tag: str, value: str) -> bool:
    """Whether an element may name an address: a link may, a picture only what is in the file."""
    plain = re.sub(r"[\x00-\x20]+", "", value)
    if tag == "a":
        return bool(_LINK.match(plain)) or ":" not in plain
    return plain.startswith("#") or not plain or bool(_DATA.match(plain))


def _refuse_entity(*_: object) -> None:
    raise _Refused("it declares entities")


def _refuse_instruction(target: str, _data: str) -> None:
    raise _Refused(f"there is a <?{target}?> in it")
