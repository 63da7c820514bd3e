"""Publishing: a site is finished beside the old one, then takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


def publish(target: Path, build: Callable[[Path], None]) -> None:
    """Build a site and put it where the last one stood.

    The old site stays whole while the new one is made, and when that fails or is killed.

    Args:
        target: Folder of the published site.
        build: Writes the whole site into the folder that it is given.

    Raises:
        OSError: When a folder can't be written; the old site is still there then.
    """
    fresh = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target, old)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        build(fresh)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        _recover(target, old)
        shutil.rmtree(fresh, ignore_errors=True)


def _recover(target: Path, old: Path) -> None:
    """Put the old site back where a run was killed between the two renames, or drop it."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
