"""A new page: its id, its file and what stands in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hub.config import Kind
from hub.content.audience import AudienceRules
from hub.errors import ConfigError, Problem
from hub.starting.blanks import Item, Value, fill_page
from hub.starting.files import NewFile
from hub.starting.names import NumberedId, file_name, next_id
from hub.starting.order import FOLDERS, problems_with
from hub.starting.template_files import page_template

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.library import Library
    from hub.content.page import Page
    from hub.people import People
    from hub.starting.order import Order

_FRONT_PAGES = ("index.md", "README.md")
_DATED = re.compile(r"\d{4}-\d{2}-(?:\d{2}-)?(?!\d)")
_NUMBERED = re.compile(r"(\d{3,6})-")
_MONTH = "2026-09-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page that is ready to be written."""

    path: str
    """Relative to the content folder."""
    kind: Kind
    id: str
    values: Mapping[str, Value]
    """What its template's blanks are filled with."""

    def file(self, folder: Path) -> NewFile:
        """The page's file, by the hub's own template or by Hub's.

        Args:
            folder: The content folder.

        Raises:
            ContentError: When the hub's own template has blanks without a meaning.
            ConfigError: When it can't be read, or the page's folder leads out of ``folder``.
        """
        _refuse_outside(folder, self.path)
        shown, template = page_template(self.kind, folder)
        return NewFile(self.path, fill_page(template, self.values, path=shown))


def new_page(order: Order, library: Library, config: HubConfig, people: People) -> Draft:
    """Make a page out of an order.

    Args:
        order: What is asked for.
        library: All pages that there are.
        config: The hub's configuration.
        people: Who is known.

    Raises:
        ConfigError: With everything in the order that can't be.
    """
    folder = order.folder.strip("/") or FOLDERS[order.kind]
    name = order.file.removesuffix(".md") or file_name(order.title)
    page_id = _page_id(order, library)
    stem = name if order.file else _as_neighbours(name, folder, page_id, order.today, library)
    path = f"{folder}/{stem}.md"
    audience = order.audience or AudienceRules(config).of_page(path, path, None)
    problems = problems_with(
        order, library, config, people, path=path, page_id=page_id, audience=audience
    )
    if problems:
        raise ConfigError.of(problems)
    values = _values(order, page_id, audience if config.orgs else (), library)
    return Draft(path=path, kind=order.kind, id=page_id, values=values)


def _page_id(order: Order, library: Library) -> str:
    if NumberedId.of(order.id):
        return order.id
    ids = {page.path: page.meta.id for page in library.pages.values() if page.meta.id}
    of_kind = [ids[page.path] for page in _of_kind(order.kind, library) if page.path in ids]
    prefix = f"{order.id}-" if order.id[-1:].isalnum() else order.id
    return next_id(order.kind, of_kind, ids.values(), prefix)


def _of_kind(kind: Kind, library: Library) -> list[Page]:
    return [page for page in library.pages.values() if page.kind is kind]


def _as_neighbours(name: str, folder: str, page_id: str, today: dt.date, library: Library) -> str:
    """The file's name as its neighbours' names are: with a number, a date or neither.

    Where ids of several prefixes stand side by side, those with the same prefix decide.
    """
    kind = Kind.of(f"{folder}/x.md")
    kin = _of_kind(kind, library)
    own = NumberedId.of(page_id)
    alike = [page for page in kin if own and (page.meta.id or "").startswith(own.prefix)]
    names = [PurePosixPath(page.path).name for page in alike or kin]
    dates = [match[0] for each in names if (match := _DATED.match(each))]
    numbers = [
        match[1] for each in names if not _DATED.match(each) and (match := _NUMBERED.match(each))
    ]
    if len(dates) > len(numbers):
        return f"{today:%Y-%m}-{name}" if len(dates[-1]) == len(_MONTH) else f"{today}-{name}"
    if numbers or (kind is Kind.DECISION and not names):
        width = max(map(len, numbers), default=4)
        return f"{max(map(int, numbers), default=0) + 1:0{width}}-{name}"
    return name


def _values(
    order: Order, page_id: str, audience: Sequence[str], library: Library
) -> dict[str, Value]:
    first = [path for path in _FRONT_PAGES if path in library.pages][:1]
    steps: list[Mapping[str, Item]] = [
        {"page": step, "required": True, "due_day": day}
        for day, step in enumerate(order.steps or first, 1)
    ]
    return {
        "id": page_id,
        "title": " ".join(order.title.split()),
        "owner": order.owner,
        "audience": list(audience),
        "approvers": list(order.approvers),
        "every": order.every,
        "today": order.today,
        "steps": steps,
        "applied_to": list(order.applied_to),
    }


def _refuse_outside(folder: Path, path: str) -> None:
    """Refuse a page whose folder is a symbolic link to somewhere else."""
    if not (folder / path).parent.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(
            Problem(
                path=path,
                rule="new-page",
                found="its folder is a symbolic link out of the content folder",
                remedy="Choose another folder with --folder.",
            )
        )
