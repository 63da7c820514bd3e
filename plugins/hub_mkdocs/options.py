"""The options of the plugin ``hub`` in ``mkdocs.yml``."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from hub.site.html.security import wrong_sources


class Sources(BaseConfigOption[Any]):
    """Sources that are added to the Content-Security-Policy, by directive; or ``false``."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: Any) -> Any:
        """Refuse what would not be a policy."""
        if value is False:
            return False
        if not isinstance(value, dict) or not all(_is_words(v) for v in value.values()):
            raise ValidationError(
                "expected false, or a list of sources for each directive, such as "
                "{img-src: ['https://media.example']}"
            )
        if wrong := wrong_sources(value):
            raise ValidationError("; ".join(wrong))
        return value


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


class GuardOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs types its classes little
    """How far contributors are trusted."""

    sanitise = config_options.Type(bool, default=True)
    """Whether pages are sanitised; without it, whoever can merge a page can run a script."""
    classes = config_options.ListOfItems(config_options.Type(str), default=[])
    """Classes that pages may use besides, for the site's own style sheets."""
    templates = config_options.ListOfItems(config_options.Type(str), default=[])
    """Templates that a page may choose for itself in its front matter."""
    csp = Sources()
    """Sources to add to the Content-Security-Policy, by directive; ``false`` for no policy."""
    active_files = config_options.Type(bool, default=False)
    """Publish attachments that a browser may run, such as HTML and drawings with a script."""


class HubOptions(GuardOptions):  # type: ignore[no-untyped-call]  # as above
    """All options."""

    audience = config_options.Type(str, default="")
    """Audience to build for; left out, ``$HUB_AUDIENCE`` or the hub's only audience."""
    prune = config_options.Type(bool, default=True)
    """Switch Material's ``navigation.prune`` on, without which its work is quadratic."""
    pages = config_options.Type(bool, default=True)
    """Add the pages that Hub generates, such as Hub health."""
    events = config_options.Type(bool, default=False)
    """Have pages tell the site's server how they are used; only where one listens."""
