"""Every test works away from the user's own git settings, caches and clock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.builders import Handbook

settings.register_profile("unhurried", deadline=None)  # several workers share few processors
settings.load_profile("unhurried")

PATIENCE = 10_000
"""Milliseconds that a browser test waits; several workers share few processors."""
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
_CLOCK = "1781524800"  # 15 June 2026, for whatever a site builder stamps with the day


@pytest.fixture(scope="session", autouse=True)
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of the tests' own, with nothing in it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "HUB_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("HUB_CACHE_DIR", str(home / "cache"))
        patch.setenv("SOURCE_DATE_EPOCH", _CLOCK)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("COLUMNS", "200")
        yield home


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    """An empty repository without ``hub.yml``."""
    return Handbook(tmp_path / "handbook")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    yield from opened(playwright)


def opened(playwright: Playwright, *more: str) -> Iterator[Browser]:
    """A browser for a fixture, with more arguments than the usual ones."""
    browser = started(playwright, *more)
    if browser is None:
        pytest.skip("there is no Chromium; name one in $CHROMIUM")
    yield browser
    browser.close()


def started(playwright: Playwright, *more: str) -> Browser | None:
    """A Chromium that asks nobody for anything by itself; None where there is none.

    Its headless shell draws the same pages and leaves out the windows that nobody sees.
    """
    named = os.environ.get("CHROMIUM")
    chromium = named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        return None
    return playwright.chromium.launch(executable_path=chromium, args=[*_QUIET, *more])
