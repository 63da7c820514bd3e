"""What a contributor's page may hold: the tags, attributes, classes and ids of an ordinary page.

The list names what Python-Markdown, PyMdown and Material make of Markdown. Whatever could run,
cover the page or pass for a part of the site that the contributor doesn't write, such as the
trust panel, is not on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS = _words(
    "a abbr article aside audio b bdi bdo blockquote br caption center cite code col colgroup dd "
    "del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input "
    "ins kbd label li main mark nav ol p picture pre q rp rt ruby s samp section small source span "
    "strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video "
    "wbr"
)
"""Tags of HTML that stay."""
ICON_TAGS = _words("circle ellipse g line path polygon polyline rect svg")
"""What the icons of the emoji extension are drawn with."""
TAGS_WITH_CONTENT = _words("script style template noscript title textarea xmp noembed")
"""Tags that go together with what is between them, because it is no text for readers."""

_SHAPE = _words("d fill fill-rule clip-rule opacity transform")
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": _words(
        "align aria-describedby aria-hidden aria-label aria-labelledby class data-linenos "
        "data-copy data-lang data-line data-search-exclude data-tabs dir hidden id lang role title "
        "translate valign"
    ),
    "a": frozenset({"href", "hreflang", "download", "name", "target"}),
    "abbr": frozenset(),
    "audio": frozenset({"controls", "loop", "muted", "preload", "src"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span", "style", "width"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "decoding", "height", "loading", "src", "style", "width"}),
    "input": frozenset({"checked", "disabled", "name", "type"}),
    "ins": frozenset({"cite", "datetime"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"media", "sizes", "src", "srcset", "type"}),
    "table": frozenset({"border", "width"}),
    "td": frozenset({"colspan", "headers", "height", "rowspan", "style", "width"}),
    "th": frozenset({"abbr", "colspan", "headers", "height", "rowspan", "scope", "style", "width"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"kind", "label", "src", "srclang"}),
    "video": frozenset(
        {"controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"}
    ),
    "svg": _SHAPE | {"height", "viewBox", "width", "xmlns"},
    "circle": _SHAPE | {"cx", "cy", "r"},
    "ellipse": _SHAPE | {"cx", "cy", "rx", "ry"},
    "g": _SHAPE,
    "line": _SHAPE | {"x1", "x2", "y1", "y2"},
    "path": _SHAPE,
    "polygon": _SHAPE | {"points"},
    "polyline": _SHAPE | {"points"},
    "rect": _SHAPE | {"height", "rx", "ry", "width", "x", "y"},
}
"""Attributes that stay, by tag; ``*`` stands for all."""
STYLES = frozenset({"height", "max-width", "text-align", "width"})
"""Properties that stay in the ``style`` of images and of cells of a table."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Kinds of address that a link may have besides a relative one."""

_ROLES = _words("doc-endnotes doc-noteref doc-backlink img none note presentation")
_CLASSES = _words(
    "abstract admonition admonition-title annotate arithmatex attention block bug cards card "
    "caution center check cite codehilite code critic danger done emojione end error example fail "
    "failure faq filename footnote footnote-backref footnote-hr footnote-ref gemoji grid "
    "headerlink help highlight highlighttable hint important info inline keys left linenodiv "
    "linenos md-button md-button--primary md-typeset__table mermaid missing no-copy normal note "
    "off-glb question quote right seealso select snippet special success summary superfences-tabs "
    "table-wrapper tabbed-alternate tabbed-block tabbed-content tabbed-labels tabbed-set "
    "task-list task-list-control task-list-indicator task-list-item tip tldr toc toclink toctitle "
    "todo twemoji warning"
)
_CLASS_PATTERN = re.compile(
    r"(?:language|lang|highlight)-[\w+#.-]{1,40}"
    r"|key-[\w-]{1,40}"
    # What Pygments calls the parts of code: k, nb, s1, and a few of three letters.
    r"|[a-z][a-z0-9]?|cpf|err|esc|ges|hll"
)
_OWN_IDS = re.compile(r"__(?:tabbed|codelineno|code|span)(?:[_-][\w.-]*)?")
_ODD = re.compile(r"[\s\"'<>`&$]+")
_SAFE_PREFIX = "user-content-"
_IMAGE_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/=\s]*")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PARTS = re.compile(r"[\s,]+")
_LOADED_STYLE = re.compile(r"url|image|\\", re.IGNORECASE)
_NAMES = frozenset({("input", "name"), ("a", "name")})
_LOADED = frozenset({"src", "poster"})

Rule = Callable[[str, str, str], "str | None"]
"""From tag, attribute and value to the value that stays; None takes the attribute away."""


@lru_cache(maxsize=4096)
def safe_id(written: str) -> str:
    """An id that is none of the theme's or of Hub's own.

    Material finds its search, its drawer and its settings by ids that begin with two
    underscores, and its events by names that end with a dollar sign; an element of a page with
    such an id would be taken for them.

    Args:
        written: The id as the contributor wrote it, or as it was made from a heading.
    """
    plain = _ODD.sub("-", written)
    if plain.startswith("hub-") or (plain.startswith("__") and not _OWN_IDS.fullmatch(plain)):
        return _SAFE_PREFIX + plain
    return plain


def attribute_rule(classes: Iterable[str], sources: Iterable[str]) -> Rule:
    """The rule for the values of attributes.

    Args:
        classes: Classes that the site's owner allows besides.
        sources: Where images and media may come from besides the site, as in a
            Content-Security-Policy: ``https:`` or ``https://media.example``.
    """
    allowed_classes, allowed_sources = _CLASSES | frozenset(classes), tuple(sources)

    @lru_cache(maxsize=4096)
    def kept_classes(written: str) -> str | None:
        kept = [
            name
            for name in written.split()
            if name in allowed_classes or _CLASS_PATTERN.fullmatch(name)
        ]
        return " ".join(kept) or None

    def rule(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return kept_classes(value)
        if name in ("id", "for") or (tag, name) in _NAMES:
            return safe_id(value) or None
        if name == "href":
            return _link(value)
        if name in _LOADED:
            return value if _may_load(value, allowed_sources) else None
        if name == "srcset":
            # A size is no address; looked at as one, it leads nowhere.
            each = _PARTS.split(value)
            return value if all(_may_load(part, allowed_sources) for part in each) else None
        return _plain(tag, name, value)

    return rule


def _plain(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that should hold no address and no name."""
    if name in ("fill", "style"):
        return None if _LOADED_STYLE.search(value) else value
    if name == "role":
        return value if value in _ROLES else None
    if (tag, name) == ("input", "type"):
        return value if value in ("checkbox", "radio") else "checkbox"
    if name == "target":
        return value if value in ("_blank", "_self") else None
    return value


def _link(written: str) -> str | None:
    if written.startswith("#"):
        return "#" + safe_id(written[1:])
    plain = _CONTROL.sub("", written)
    scheme = _SCHEME.match(plain)
    return None if scheme and scheme[1].lower() not in SCHEMES else written


def _may_load(written: str, sources: tuple[str, ...]) -> bool:
    """Whether a browser may fetch this without being asked: from the site, or an allowed place."""
    plain = _CONTROL.sub("", written).replace("\\", "/")
    if not _SCHEME.match(plain) and not plain.startswith("//"):
        return True
    if _IMAGE_DATA.fullmatch(written.strip()):
        return True
    return any(
        plain.lower().startswith(source if source.endswith(":") else source.rstrip("/") + "/")
        for source in sources
    )
