"""The site's configuration: its own ``mkdocs.yml`` where that knows Hub, our defaults otherwise.

A handbook that has never heard of Hub is read, not run: of its ``mkdocs.yml`` only plain data is
taken, because themes, plugins and hooks named there are programs.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pymdownx.superfences import fence_code_format  # type: ignore[import-untyped]

from hub.app import Hub
from hub.errors import BuildError, Problem
from hub.report.doctor.surroundings import SiteSettings

_NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml")
# Not repo_url: Material asks the forge for its stars, and no request leaves for a third party.
_PLAIN_DATA = ("site_description", "site_url", "copyright")


def site_config(hub: Hub, options: Mapping[str, Any], site_dir: Path) -> dict[str, Any]:
    """Arguments for MkDocs' ``load_config``.

    Args:
        hub: The hub.
        options: Options of the plugin that count more than what is written, such as the audience.
        site_dir: Folder of the finished site.

    Raises:
        BuildError: When the project's own configuration can't be read.
    """
    path = _config_file(hub.root)
    written = _read(path) if path else {}
    common = {"docs_dir": str(hub.folder), "site_dir": str(site_dir)}
    if path is not None and knows_hub(written):
        return {
            "config_file": str(path),
            "plugins": _with_options(written["plugins"], options),
            **common,
        }
    return {"config_file": io.StringIO("{}"), **_defaults(hub, options, written), **common}


def docs_dir(root: Path) -> Path | None:
    """The content folder that the site's configuration in ``root`` names, if there is one."""
    path = _config_file(root)
    named = _plain(path).get("docs_dir") if path else None
    return root / named if isinstance(named, str) else None


def nav_entries(root: Path) -> frozenset[str] | None:
    """The paths and addresses that the navigation in ``root`` names; None where there is none."""
    path = _config_file(root)
    nav = _plain(path).get("nav") if path else None
    return frozenset(_leaves(nav)) if isinstance(nav, list) and _is_small(nav) else None


def site_settings(root: Path) -> SiteSettings | None:
    """What the ``mkdocs.yml`` in ``root`` says of the site; None without one."""
    path = _config_file(root)
    if path is None:
        return None
    written, problem = _plain(path), _problem_with(path)
    named = [p for p in _listed(written.get("plugins")) if _name(p) == "hub"]
    options = next((p["hub"] for p in named if isinstance(p, dict)), None)
    theme = written.get("theme")
    return SiteSettings(
        file=path.name,
        lists_hub=bool(named),
        prunes=not isinstance(options, dict) or options.get("prune") is not False,
        loads_fonts=_loads_fonts(theme if isinstance(theme, dict) else {"name": theme}),
        content_folder=docs_dir(root) or (root / "docs" if named else None),
        directory_urls=written.get("use_directory_urls") is not False,
        problem=problem,
    )


def _loads_fonts(theme: dict[str, Any]) -> bool:
    """Whether Material takes its fonts from Google, which it does if nobody forbids it."""
    return theme.get("name") == "material" and theme.get("font") is not False


def _leaves(nav: Any) -> Iterator[str]:
    pending = [nav]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        else:
            pending += (
                item if isinstance(item, list) else item.values() if isinstance(item, dict) else ()
            )


def _config_file(root: Path) -> Path | None:
    return next((root / name for name in _NAMES if (root / name).is_file()), None)


def knows_hub(written: dict[str, Any]) -> bool:
    """Whether a ``mkdocs.yml`` lists the plugin ``hub``, which makes it this project's own."""
    return any(_name(plugin) == "hub" for plugin in _listed(written.get("plugins")))


def _plain(path: Path) -> dict[str, Any]:
    """The file's plain data, for what can do without: none where the file can't be read."""
    try:
        return _read(path)
    except BuildError:
        return {}


def _problem_with(path: Path) -> Problem | None:
    try:
        _read(path)
    except BuildError as error:
        return error.problems[0]
    return None


def _read(path: Path) -> dict[str, Any]:
    """The file's plain data; whatever would name a program is left out.

    Raises:
        BuildError: When it can't be read; a site without its navigation would pass for one.
    """
    try:
        value = yaml.load(path.read_text(encoding="utf-8-sig"), _PlainLoader)  # noqa: S506 (a SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or getattr(error, "strerror", None)
        raise BuildError(
            Problem(
                path=path.name,
                line=mark.line + 1 if mark else None,
                rule="site-config",
                found=f"can't be read: {said or 'it is no YAML in UTF-8'}",
                expected="YAML, as the site builder reads it",
                remedy="Mend it, or move it away: without it, hub build takes its own settings.",
            )
        ) from error
    return value if isinstance(value, dict) else {}


class _PlainLoader(yaml.SafeLoader):
    """Reads any YAML; a value with a tag of its own counts as not given."""


_PlainLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def _listed(plugins: Any) -> list[Any]:
    if isinstance(plugins, dict):
        return [{name: options} for name, options in plugins.items()]
    return plugins if isinstance(plugins, list) else []


def _name(plugin: Any) -> str:
    return str(next(iter(plugin), "")) if isinstance(plugin, dict) else str(plugin)


def _with_options(plugins: Any, ours: Mapping[str, Any]) -> list[Any]:
    """The listed plugins, with ours among the options of ``hub``."""
    result = []
    for plugin in _listed(plugins):
        if _name(plugin) == "hub":
            options = (plugin["hub"] if isinstance(plugin, dict) else None) or {}
            if isinstance(options, dict):  # MkDocs refuses anything else, and says so
                plugin = {"hub": {**options, **ours}}  # noqa: PLW2901 (replaced in the copy)
        result.append(plugin)
    return result


def _defaults(hub: Hub, options: Mapping[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """A Material site, with what the handbook's own configuration says in plain data."""
    name = hub.config.name or written.get("site_name") or "Handbook"
    data = {key: written[key] for key in _PLAIN_DATA if isinstance(written.get(key), str)}
    if isinstance(written.get("nav"), list) and _is_small(written["nav"]):
        data["nav"] = _existing(written["nav"], hub.folder)
    return {
        "site_name": str(name),
        **data,
        "theme": copy.deepcopy(_THEME),  # MkDocs and plugins change what they are given
        "plugins": ["search", {"hub": dict(options)}],
        "markdown_extensions": copy.deepcopy(_EXTENSIONS),
        "validation": {
            "omitted_files": "ignore",
            "not_found": "ignore",
            "absolute_links": "ignore",
            "unrecognized_links": "ignore",
            "anchors": "ignore",
        },
    }


def _is_small(nav: Any) -> bool:
    """Whether a navigation has an end, and one that is near: aliases can multiply its entries."""
    pending, left = [nav], _MOST_ENTRIES
    while pending and left:
        item, left = pending.pop(), left - 1
        pending += (
            item if isinstance(item, list) else item.values() if isinstance(item, dict) else ()
        )
    return not pending


_MOST_ENTRIES = 50_000


def _existing(nav: Any, folder: Path) -> Any:
    """The navigation without entries for files that are not there."""
    if isinstance(nav, list):
        return [item for item in (_existing(item, folder) for item in nav) if item]
    if isinstance(nav, dict):
        inside = {title: _existing(item, folder) for title, item in nav.items()}
        return {title: item for title, item in inside.items() if item}
    is_there = isinstance(nav, str) and ("://" in nav or (folder / nav).is_file())
    return nav if is_there else None


def _palette(media: str, scheme: str | None, icon: str, name: str) -> dict[str, Any]:
    colours = {"scheme": scheme, "primary": "indigo", "accent": "indigo"} if scheme else {}
    return {"media": media, **colours, "toggle": {"icon": f"material/{icon}", "name": name}}


_THEME: dict[str, Any] = {
    "name": "material",
    "font": False,
    "features": [
        "content.code.copy",
        "navigation.indexes",
        "navigation.top",
        "search.highlight",
        "search.suggest",
        "toc.follow",
    ],
    "palette": [
        _palette("(prefers-color-scheme)", None, "brightness-auto", "Switch to light mode"),
        _palette("(prefers-color-scheme: light)", "default", "brightness-7", "Switch to dark mode"),
        _palette("(prefers-color-scheme: dark)", "slate", "brightness-4", "Follow the system"),
    ],
}

_DIAGRAMS = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
_EXTENSIONS: list[Any] = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.mark",
    "pymdownx.snippets",
    {"pymdownx.superfences": {"custom_fences": [_DIAGRAMS]}},
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}},
    "pymdownx.tilde",
]
