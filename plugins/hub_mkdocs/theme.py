"""The theme as Hub needs it: its own files and templates, marks, and a navigation with an end."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue

from hub.config.model import Privacy
from hub.site.published_site import Abilities
from hub_mkdocs.assets import SCRIPT, STYLE, USAGE
from hub_mkdocs.nav_marks import describe_states

log = logging.getLogger("mkdocs.plugins.hub")

_SEARCHES = frozenset(("search", "material/search"))
_TAGS = "material/tags"


def prepare_theme(config: Any, *, prune: bool, sources: Any) -> None:
    """Give a theme what the pages of Hub need.

    Args:
        config: MkDocs' configuration; it is changed.
        prune: Whether Material may leave parts of a large navigation out of each page.
        sources: What the site's owner adds to the Content-Security-Policy; see ``options.csp``.
    """
    if prune:
        _prune_navigation(config)
    describe_states(config)
    # Behind a custom_dir, whose own 404.html counts more.
    config.theme.dirs.insert(bool(config.theme.custom_dir), str(files("hub_mkdocs") / "theme"))
    config.extra_css.insert(0, STYLE)
    config.extra_javascript.append(SCRIPT)
    _warn_of_fonts(config)
    if sources is not False and "script-src" not in sources:
        _switch_off_highlighter(config)


def tell_usage(config: Any, privacy: Privacy) -> None:
    """Have every page tell the site's server how it is used.

    Args:
        config: MkDocs' configuration; it is changed.
        privacy: What is remembered about readers.
    """
    days = privacy.reader_days
    script = ExtraScriptValue(f"{USAGE}?reader-days={days}" if days else USAGE)
    script.type = "module"
    config.extra_javascript.append(script)


def abilities(config: Any, *, has_generated: bool, takes_events: bool) -> Abilities:
    """What the theme and the other plugins do by themselves.

    Args:
        config: MkDocs' configuration.
        has_generated: Whether the pages that Hub makes are wanted.
        takes_events: Whether there is a server that listens to how pages are used.
    """
    return Abilities(
        searches=theme_searches(config),
        shows_tags=_TAGS in config.plugins,
        has_generated=has_generated,
        takes_events=takes_events,
    )


def theme_searches(config: Any) -> bool:
    """Whether the theme is Material, with its search.

    Args:
        config: MkDocs' configuration.
    """
    return config.theme.name == "material" and not _SEARCHES.isdisjoint(config.plugins)


def _prune_navigation(config: Any) -> None:
    features = config.theme.get("features") if config.theme.name == "material" else None
    if features is None or "navigation.prune" in features:
        return
    if "navigation.expand" in features:
        log.warning("hub: navigation.expand keeps Material from pruning the navigation")
        return
    features.append("navigation.prune")


def _warn_of_fonts(config: Any) -> None:
    """Say that readers' browsers would ask a third party for fonts, and do not get them."""
    if config.theme.name == "material" and config.theme.get("font"):
        log.warning(
            "hub: the theme would have every reader's browser ask Google for fonts, which the "
            'Content-Security-Policy forbids; write "font: false" under theme in mkdocs.yml'
        )


def _switch_off_highlighter(config: Any) -> None:
    """Leave out highlight.js, which MkDocs' own themes load from elsewhere: the policy forbids it.

    What it can't load, the pages would still call, and fail.
    """
    if config.theme.get("highlightjs"):
        config.theme["highlightjs"] = False
        log.info("hub: highlight.js is left out, because it would come from a third party")
