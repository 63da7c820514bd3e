"""What themes print without escaping it: titles, front matter, tables of contents.

MkDocs' templates don't escape what they print, so that whatever a contributor gives a theme to
print must be text already.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable
from typing import Any

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup, escape

from hub.site.html.allowed_html import safe_id
from hub.site.html.sanitising import inert_text

log = logging.getLogger("mkdocs.plugins.hub")

_ICON = re.compile(r"[\w-]+(?:/[\w-]+)+")
_REACHABLE = re.compile(r"(?:https?:|mailto:|tel:|[^:]*\Z|[^:]*[/?#])", re.IGNORECASE)


def inert_metadata(
    front_matter: dict[str, Any], path: str, templates: Collection[str]
) -> dict[str, Any]:
    """A page's front matter as a theme may print it.

    Args:
        front_matter: What themes and plugins get to see of it.
        path: The page's file.
        templates: Templates that a page may choose for itself.

    Returns:
        The same with all text escaped, and without a template that the owner doesn't name: some
        of Material's take the reader elsewhere.
    """
    inert: dict[str, Any] = {key: _escaped(value) for key, value in front_matter.items()}
    chosen = front_matter.get("template")
    if chosen is not None and chosen not in templates:
        log.warning(
            "hub: %s asks for the template %r, which mkdocs.yml does not allow", path, chosen
        )
        del inert["template"]
    return inert


def _escaped(value: Any) -> Any:
    """The value with all text in it escaped, once."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {_escaped(key): _escaped(item) for key, item in value.items()}
    return [_escaped(item) for item in value] if isinstance(value, list) else value


def make_contents_inert(entries: Iterable[Any]) -> None:
    """Make a table of contents text, and give its entries the ids of the headings."""
    for entry in entries:
        entry.title = inert_text(entry.title)
        entry.id = safe_id(entry.id)
        make_contents_inert(entry.children)


def make_navigation_inert(items: Iterable[Any]) -> None:
    """Make the titles of sections and links text; they can be names of folders."""
    for item in items:
        if item.is_page:
            continue
        item.title = _text(item.title)
        if item.is_link and not _REACHABLE.match(item.url.strip()):
            item.url = ""
        make_navigation_inert(item.children or ())


def make_pages_inert(pages: Iterable[Any], environment: Environment) -> None:
    """Make the titles of rendered pages text, and drop icons that the theme doesn't have.

    Args:
        pages: MkDocs' pages, after they were rendered.
        environment: The theme's templates.
    """
    known: dict[str, bool] = {}
    for page in pages:
        page.title = _text(page.title)
        icon = page.meta.get("icon")
        if icon is not None and not known.setdefault(str(icon), _is_icon(icon, environment)):
            where, name = page.file.src_uri, str(icon)
            log.warning("hub: %s asks for the icon %r, which there is not", where, name)
            del page.meta["icon"]


def _text(title: Any) -> Any:
    """A title that themes can print; what is escaped already stays as it is."""
    if title is None or hasattr(title, "__html__"):
        return title
    return Markup(inert_text(str(title)))  # noqa: S704 (escaped by then)


def _is_icon(name: Any, environment: Environment) -> bool:
    if not isinstance(name, str) or not _ICON.fullmatch(name) or environment.loader is None:
        return False
    try:
        environment.loader.get_source(environment, f".icons/{name}.svg")
    except TemplateNotFound:
        # Other themes than Material have no icons, and print none.
        return not _has_icons(environment)
    return True


def _has_icons(environment: Environment) -> bool:
    try:
        environment.get_template("partials/icons.html")
    except TemplateNotFound:
        return False
    return True


def keep_entities_when_stripping_tags(environment: Environment) -> None:
    """Have ``striptags`` give text that can be printed.

    Jinja's own filter turns ``&lt;`` into ``<``, which is right only where something escapes its
    result. Material prints it as a page's title.
    """

    def striptags(value: object) -> Markup:
        return escape(Markup(str(value)).striptags())  # noqa: S704 (escaped at once)

    environment.filters["striptags"] = striptags
