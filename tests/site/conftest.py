"""The project's own site, built once, and a real browser to read it with."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hub.site.builders import site_builder
from tests.builders import Handbook
from tests.conftest import PATIENCE
from tests.serving import serving

_PROJECT = Path(__file__).parents[2]
_OWN = ("content", "hub.yml", "mkdocs.yml")
_BUILT_ON = dt.date(2026, 11, 21)
_AUTHOR = "Jana Novak <jana.novak@acme.example>"


@dataclass(frozen=True, slots=True)
class OwnSite:
    """The client's edition of the project's own content, as built on a day."""

    url: str
    built_on: dt.date


@dataclass(slots=True)
class Visit:
    """A page in the browser, with everything it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Visitor = Callable[..., Visit]
"""Opens the browser on a day; further arguments are those of Playwright's ``new_context``."""


@pytest.fixture(scope="session")
def own_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:  # noqa: ARG001 (without a browser nothing needs to be built)
    """The site, served on a free port.

    The content gets a history of one commit, so that what is shown doesn't depend on how the
    project was checked out.
    """
    folder = tmp_path_factory.mktemp("own")
    handbook = Handbook(folder / "hub")
    for name in _OWN:
        copy = shutil.copytree if (_PROJECT / name).is_dir() else shutil.copy
        copy(_PROJECT / name, handbook.root / name)
    with serving(folder / "site") as url:
        _tell_address(handbook.root / "mkdocs.yml", url)
        hub = handbook.commit(_AUTHOR, "2026-11-20").open(_BUILT_ON)
        site_builder().build(hub, "client", folder / "site")
        yield OwnSite(url, _BUILT_ON)


def _tell_address(configuration: Path, url: str) -> None:
    """Say where the site will be, without which Material loads every page anew."""
    written = configuration.read_text(encoding="utf-8")
    configuration.write_text(f"site_url: {url}\n{written}", encoding="utf-8")


@pytest.fixture
def visitor(browser: Browser, own_site: OwnSite) -> Iterator[Visitor]:
    with ExitStack() as contexts:

        def visit(on: dt.date = own_site.built_on, **options: object) -> Visit:
            defaults = {"base_url": own_site.url, "timezone_id": "UTC", "color_scheme": "light"}
            context = browser.new_context(**{**defaults, **options})  # type: ignore[arg-type]
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            context.clock.install(time=dt.datetime.combine(on, dt.time(12), dt.UTC))
            visit = Visit(context.new_page())
            visit.page.on("request", lambda request: visit.requests.append(request.url))
            visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            visit.page.on(
                "console",
                lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
            )
            return visit

        yield visit


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """A page in a browser whose clock says the day of the build."""
    return visitor().page
