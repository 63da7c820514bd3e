"""Where templates come from: the hub's own folder, or what comes with Hub."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from hub.config import Kind
from hub.errors import ConfigError, Problem

OWN_FOLDER = ".templates"
"""Folder of the content folder in which a hub keeps templates of its own, one a kind."""


def shipped(path: str) -> str:
    """The text of a template that comes with Hub.

    Args:
        path: Below the folder ``templates``.
    """
    place = resources.files("hub.starting").joinpath("templates", *path.split("/"))
    return place.read_text(encoding="utf-8")


def page_template(kind: Kind, folder: Path) -> tuple[str, str]:
    """The template of a kind's pages: the hub's own, or the one that comes with Hub.

    Args:
        kind: The kind.
        folder: The content folder.

    Returns:
        What to call the file in messages, and its text.

    Raises:
        ConfigError: When the hub's own can't be read, or is a link to a file that is not part of
            the content folder: a new page must not carry off what its writer can read elsewhere.
    """
    name = f"{kind.value}.md"
    shown = f"{folder.name}/{OWN_FOLDER}/{name}"
    path = folder / OWN_FOLDER / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _unusable(shown, "is a symbolic link out of the content folder", "Put a file there.")
    try:
        return shown, path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return name, shipped(f"pages/{name}")
    except (OSError, UnicodeDecodeError) as error:
        found = f"the template can't be read: {error}"
        raise _unusable(shown, found, "Save it as UTF-8 text.") from error


def _unusable(path: str, found: str, remedy: str) -> ConfigError:
    return ConfigError(Problem(path=path, rule="template", found=found, remedy=remedy))
