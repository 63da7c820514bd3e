"""Attachments that a browser would run: left out of the site, because they come from its address.

A static site can't count on its server to keep a file from being run as a page. HTML, XML and
scripts are therefore not published, and drawings only where nothing in them can run or load.
Nor are files by which some hosts take orders.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from xml.parsers import expat

_ACTIVE = re.compile(
    r"\.(?:s?html?|xht|xhtml?|mht|mhtml|hta|htc|xml|xslt?|rdf|rss|atom|m?js|svgz|swf|wasm|appcache"
    r"|php\d?|phtml|phar|cgi|aspx?|jspx?|shtm)",
    re.IGNORECASE,
)
_INERT = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|bmp|ico|tiff?|heic|mp[34]|m4[av]|webm|og[gva]|wav|flac|mov"
    r"|pdf|txt|md|csv|tsv|log|json|ya?ml|toml|css|drawio|docx?|xlsx?|pptx?|od[stp]|rtf|eml|msg|vsdx?"
    r"|zip|tgz|7z|woff2?|ttf|otf)",
    re.IGNORECASE,
)
"""Endings whose media type is the same everywhere, and none that a browser runs."""
_ORDERS = re.compile(
    r"(?:.*/)?(?:_headers|_redirects|_routes\.json|_worker\.\w+|cname|web\.config|app\.config"
    r"|staticwebapp\.config\.json|routes\.json|vercel\.json|now\.json|netlify\.toml"
    r"|firebase\.json|php\.ini)",
    re.IGNORECASE,
)
"""Files by which hosts are told where to send readers, and under which headers."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*+<")
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
_LOADING = re.compile(
    r"@import|(?:url|src)\(\s*[\"']?(?!\s*(?:#|data:image/))|image(?:-set)?\(|\\",
    re.IGNORECASE,
)
"""What loads something in a style; a backslash can spell the others so that none is seen."""
_NO_STYLE = frozenset({"class", "content", "d", "id", "lang", "points", "role", "title", "type"})
_ANIMATION = frozenset({"set", "animate"})


def reason_to_withhold(path: str, read: Callable[[], bytes]) -> str | None:
    """Why an attachment must not be published as it is; None where it may.

    Args:
        path: Its path in the content folder.
        read: Gives what it holds; asked where its name doesn't settle the matter.
    """
    if _ORDERS.fullmatch(path):
        return "a host may take it for orders"
    kind = _kind(PurePosixPath(path).suffixes)
    if kind == ".svg":
        return _reason_in_drawing(read())
    if kind and _ACTIVE.fullmatch(kind):
        return f"a browser may run {kind} files"
    if not kind and _MARKUP.match(read()):
        # Many kinds of XML have media types under which a script in them runs.
        return "a browser may run it: it begins as HTML and XML do"
    return None


def _kind(suffixes: list[str]) -> str:
    """The ending by which servers know a file: the last one that they know, as in ``a.html.fr``."""
    for place, suffix in enumerate(reversed(suffixes)):
        if suffix.lower() == ".svg":
            return ".svg" if not place else ".svgz"
        if _ACTIVE.fullmatch(suffix) or _INERT.fullmatch(suffix):
            return suffix.lower()
    return ""


class _Refused(Exception):  # noqa: N818 (a finding, not an error)
    """Says what in a drawing can run or load."""


def _reason_in_drawing(data: bytes) -> str | None:
    drawing = _Drawing()
    reading = expat.ParserCreate(namespace_separator=" ")
    reading.StartElementHandler = drawing.start
    reading.EndElementHandler = drawing.end
    reading.CharacterDataHandler = drawing.text
    reading.EntityDeclHandler = _refuse_entity
    reading.ProcessingInstructionHandler = _refuse_instruction
    try:
        reading.Parse(data, True)  # noqa: FBT003 (expat's own argument: this is all)
    except _Refused as refused:
        return str(refused)
    except (expat.ExpatError, ValueError) as error:
        return f"it is no well-formed drawing: {error}"
    return "a style in it loads something" if _LOADING.search("".join(drawing.styles)) else None


class _Drawing:
    """Looks at the elements of a drawing one after another."""

    def __init__(self) -> None:
        self.styles: list[str] = []
        self._in_style = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse an element that runs or loads something."""
        tag = name.rpartition(" ")[2].lower()
        self._in_style = self._in_style or tag == "style"
        if tag in _FORBIDDEN or name.startswith("http://www.w3.org/1999/xhtml "):
            raise _Refused(f"there is a <{tag}> in it")
        for written, value in attributes.items():
            _check_attribute(tag, written, value)

    def end(self, name: str) -> None:
        """Notice where a style sheet ends."""
        if name.rpartition(" ")[2].lower() == "style":
            self._in_style = False

    def text(self, text: str) -> None:
        """Keep the text of style sheets."""
        if self._in_style:
            self.styles.append(text)


def _check_attribute(tag: str, written: str, value: str) -> None:
    attribute = written.rpartition(" ")[2].lower()
    if attribute.startswith("on"):
        raise _Refused(f"there is an {attribute} in it")
    if attribute in ("href", "src") and not _may_refer(tag, value):
        raise _Refused(f"<{tag}> leads to {value[:60]!r}")
    if attribute == "attributename" and value.strip().lower().endswith("href"):
        raise _Refused("an animation in it changes an address")
    if not _is_text(written, attribute) and _LOADING.search(value):
        raise _Refused(f"its {attribute} loads something")


def _is_text(written: str, attribute: str) -> bool:
    """Whether no browser reads an attribute as a style, as none does in other namespaces."""
    is_named = attribute in _NO_STYLE or attribute.startswith(("aria-", "data-"))
    return is_named or " " in written


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
