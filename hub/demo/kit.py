"""The starter kit from which the sample hub is made: pages, and what says who shares them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hub.config import FILE_NAME, HubConfig, load_config
from hub.content.library import Library
from hub.content.page import Page
from hub.content.reading import read_library

CONTENT = "content"
"""Folder of the pages, in the kit and in the sample hub."""
SETTINGS = (FILE_NAME, "mkdocs.yml")
_ABOUT_HUB = ("reference/", "decisions/0")
"""What the pages of the kit begin with that are about Hub itself and not about the two sides."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The starter kit, read."""

    folder: Path
    config: HubConfig
    library: Library

    @property
    def pages(self) -> dict[str, Page]:
        """The pages about the work of the two sides that anybody may read, by path."""
        return {
            path: page
            for path, page in sorted(self.library.pages.items())
            if page.audience and not path.startswith(_ABOUT_HUB)
        }

    def attachments(self) -> dict[str, bytes]:
        """What the files hold that are no pages, such as images, by path."""
        return {
            path: (self.folder / CONTENT / path).read_bytes()
            for path in sorted(self.library.attachments)
            if not path.startswith(_ABOUT_HUB)
        }

    def text(self, path: str) -> str:
        """What a file of the kit says.

        Args:
            path: Relative to the kit's folder.
        """
        return (self.folder / path).read_text(encoding="utf-8")


def read_kit(folder: Path | None = None) -> Kit:
    """Read a kit.

    Args:
        folder: Where ``hub.yml`` is; None for the kit that comes with Hub, in the package or in
            the clone that it runs in.

    Raises:
        ConfigError: When ``hub.yml`` can't be read.
    """
    if folder is None:
        packaged = Path(__file__).parent / "kit"
        folder = packaged if packaged.is_dir() else Path(__file__).parents[2]
    config = load_config(folder)
    return Kit(folder, config, read_library(folder / CONTENT, config))
