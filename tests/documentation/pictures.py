"""``python -m tests.documentation.pictures``: take the README's pictures of the sample hub anew."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from hub.app import open_hub
from hub.demo import plan_demo, write_demo
from hub.site.builders import site_builder
from tests.conftest import started
from tests.documentation.console import PROJECT
from tests.serving import serving

FOLDER = PROJECT / "pictures"
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the sample hub's site."""

    name: str
    address: str
    size: ViewportSize

    def file(self, scheme: str) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}-{scheme}.png"


PICTURES = (
    Picture("front-door", "", {"width": 1280, "height": 800}),
    Picture("page", "sops/issue-a-refund/", {"width": 1280, "height": 800}),
    Picture("hub-health", "hub/health/", {"width": 1280, "height": 800}),
)


def main() -> None:
    """Make the sample hub, publish the client's site and take all pictures."""
    with tempfile.TemporaryDirectory(prefix="hub-pictures-") as name:
        folder = Path(name)
        plan = plan_demo()
        write_demo(folder / "sample", plan)
        hub = open_hub(
            content=None,
            start=folder / "sample",
            today=plan.summary.last,
            is_day_chosen=True,
            use_cache=False,
        )
        site_builder().build(hub, "client", folder / "site")
        with serving(folder / "site") as url, sync_playwright() as playwright:
            browser = started(playwright)
            if browser is None:
                sys.exit("There is no Chromium; name one in $CHROMIUM.")
            for picture in PICTURES:
                for scheme in SCHEMES:
                    _take(picture, scheme, browser, url)


def _take(picture: Picture, scheme: str, browser: Browser, url: str) -> None:
    context = browser.new_context(
        viewport=picture.size,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{url}{picture.address}", wait_until="networkidle")
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=picture.file(scheme))
    context.close()
    sys.stdout.write(f"{picture.file(scheme).relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main()
