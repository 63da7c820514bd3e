"""Where a machine keeps what belongs to a hub and is not in it: caches and secrets."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

CACHE_VARIABLE = "HUB_CACHE_DIR"
STATE_VARIABLE = "HUB_STATE_DIR"


def default_cache_dir() -> Path:
    """Where caches are kept: ``$HUB_CACHE_DIR``, or the user's own cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path("hub")


def cache_dir_of(folder: Path) -> Path:
    """Where the caches of one hub are kept.

    Args:
        folder: Its content folder; the name of its caches holds no part of this path.
    """
    return default_cache_dir() / _digest(folder)


def state_dir_of(folder: Path) -> Path:
    """Where a server keeps the secrets of one hub: never inside it.

    Below ``$HUB_STATE_DIR``, or the user's own state folder.

    Args:
        folder: Its content folder.
    """
    chosen = os.environ.get(STATE_VARIABLE)
    return (Path(chosen) if chosen else platformdirs.user_state_path("hub")) / _digest(folder)


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
