"""The style sheet and the script that the plugin adds to a site."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

ASSETS = {"css": "assets/hub/hub.css", "script": "assets/hub/hub.js"}
"""Addresses of the plugin's own files in the site."""


def asset_path(address: str) -> Path:
    """Where the file behind an address of ``ASSETS`` lies on disk."""
    return Path(str(files("hub_mkdocs") / "assets" / address.rsplit("/", 1)[-1]))
