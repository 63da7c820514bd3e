"""The option with the address of a published site."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import typer

from hub.errors import ConfigError, Problem

SiteOption = Annotated[
    str,
    typer.Option("--site", metavar="URL", help="Where the site is, to know its addresses by."),
]


def check_site(site: str) -> None:
    """Refuse an address without a host, at which no page would ever be found.

    Raises:
        ConfigError: When it is none.
    """
    if site and not urlsplit(site).netloc:
        found = f'--site: "{site}" is no address on the web'
        expected = "such as https://hub.acme.example/client/"
        raise ConfigError(Problem(path="", rule="site", found=found, expected=expected))
