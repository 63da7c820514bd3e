"""Publishing: a site is finished beside the old one, then takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

_SIGNS = ("index.html", "404.html", "sitemap.xml")
"""Files of which every site has at least one."""


def publish(target: Path, build: Callable[[Path], None]) -> None:
    """Build a site and put it where the last one stood.

    The old site stays whole while the new one is made, and when that fails or is killed.

    Args:
        target: Folder of the published site.
        build: Writes the whole site into the folder that it is given.

    Raises:
        OSError: When a folder can't be written, or when ``target`` holds something else than a
            site; what was there is still there then.
    """
    if target.exists() and not is_site(target):
        raise FileExistsError("the folder holds something else than a site, which would be lost")
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


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site, or nothing."""
    if not folder.is_dir():
        return False
    return not any(folder.iterdir()) or any((folder / name).is_file() for name in _SIGNS)


def forgotten_sites(out: Path, audiences: Collection[str]) -> list[Path]:
    """Sites in an output folder that belong to none of the audiences, sorted.

    Args:
        out: The folder with one site for each audience.
        audiences: All audiences of the hub.
    """
    return sorted(
        folder
        for folder in out.iterdir()
        if folder.name not in audiences
        and not folder.name.startswith(".")
        and is_site(folder)
        and any(folder.iterdir())
    )


def _recover(target: Path, old: Path) -> None:
    """Put the old site back where a run was killed between the two renames, or drop it."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
