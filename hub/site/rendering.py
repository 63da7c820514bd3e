"""Templates: from what is to be shown to HTML."""

from __future__ import annotations

from functools import lru_cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from hub.period import long_day
from hub.site.layout import Layout
from hub.site.marks import by, day, fate, icon, missing, state, who
from hub.site.news.feeds import FEEDS
from hub.site.wording import WORDING, percent, plural
from hub.trust.freshness import Freshness


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hub.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(long_day=long_day, percent=percent, plural=plural)
    environment.globals.update(
        by=by,
        day=day,
        fate=fate,
        feeds=FEEDS,
        Freshness=Freshness,
        icon=icon,
        missing=missing,
        state=state,
        who=who,
        wording=WORDING,
    )
    return environment


def render(template: str, *, layout: Layout, seen_from: str, **shown: object) -> str:
    """Fill a template of ``hub/site/templates``; whatever is put into it is escaped.

    Args:
        template: Its name.
        layout: Where everything is in the site; ``url(path)`` and ``has(path)`` in the
            template ask it.
        seen_from: Path of the page on which the HTML will stand.
        shown: What the template shows.
    """
    url = partial(layout.url, seen_from=seen_from)
    return _environment().get_template(template).render(url=url, has=layout.has, **shown)
