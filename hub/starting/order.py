"""What somebody asks for who wants a new page, and whether it can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.config import Kind
from hub.errors import Problem, did_you_mean, printable
from hub.period import Period

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.library import Library
    from hub.people import People

FOLDERS = {
    Kind.SOP: "sops",
    Kind.FAQ: "faqs",
    Kind.DECISION: "decisions",
    Kind.LESSON: "lessons",
    Kind.PATH: "paths",
}
"""Where the pages of a kind stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks for who wants a new page."""

    kind: Kind
    title: str
    today: dt.date
    owner: str
    """Handle of a person or team."""
    audience: tuple[str, ...] = ()
    """Who may read it; empty takes what holds for its folder."""
    approvers: tuple[str, ...] = ()
    """Handles; for a decision, those who take it."""
    id: str = ""
    """The whole id, or its beginning; empty numbers it as the hub's others are."""
    folder: str = ""
    """Folder below the content folder; empty takes the kind's own."""
    file: str = ""
    """The file's name without ``.md``; empty makes it of the title."""
    every: str = ""
    """How long a review of it holds; empty takes the hub's rule."""
    steps: tuple[str, ...] = ()
    """Pages that a path leads through."""
    applied_to: tuple[str, ...] = ()
    """Pages that a lesson changed."""


def problems_with(
    order: Order,
    library: Library,
    config: HubConfig,
    people: People,
    *,
    path: str,
    page_id: str,
    audience: Sequence[str],
) -> list[Problem]:
    """Everything in an order that can't be.

    Args:
        order: What is asked for.
        library: All pages that there are.
        config: The hub's configuration.
        people: Who is known.
        path: Where the page would stand, relative to the content folder.
        page_id: The id it would have.
        audience: Who could read it.
    """
    return [
        *_title_problems(order),
        *_place_problems(order.kind, path, library),
        *_id_problems(page_id, library),
        *_people_problems(order, people),
        *_audience_problems(audience, config),
        *_reference_problems(order, library),
        *_period_problems(order.every),
    ]


def _title_problems(order: Order) -> Iterator[Problem]:
    if not order.title.strip() or printable(order.title) != order.title:
        found = f'"{order.title}" has no words, or a character that can\'t be seen'
        yield _wrong("TITLE", found, "a line of words")


def _place_problems(kind: Kind, path: str, library: Library) -> Iterator[Problem]:
    folder, _, name = path.rpartition("/")
    if any(part[:1] in ("", ".") for part in folder.split("/")) or Kind.of(path) is not kind:
        expected = f"{FOLDERS[kind]}, or a folder inside it; the folder decides the kind"
        yield _wrong("--folder", f'"{folder}" is not for a page of this kind', expected)
    stem = name.removesuffix(".md")
    if not any(map(str.isalnum, stem)) or stem[:1] in (".", "-") or printable(stem) != stem:
        found = f'"{stem}" can\'t be the name of a file'
        yield _wrong("--file", found, "letters, digits and hyphens", "Name the file with --file.")
    twin = next((other for other in library.pages if other.casefold() == path.casefold()), None)
    if twin is not None:
        remedy = "Choose another title, or name the file with --file."
        yield _wrong("TITLE", f'there is a page "{twin}" already', remedy=remedy)


def _id_problems(page_id: str, library: Library) -> Iterator[Problem]:
    if page_id.split() != [page_id] or printable(page_id) != page_id:
        yield _wrong("--id", f'"{page_id}" can\'t be an id', "one word, such as SOP-012")
    for page in library.pages.values():
        if page.meta.id and page.meta.id.casefold() == page_id.casefold():
            found = f'the id "{page_id}" belongs to {page.path}'
            yield _wrong("--id", found, "an id that is free", "Leave the number out to get one.")


def _people_problems(order: Order, people: People) -> Iterator[Problem]:
    if not order.owner:
        expected = _one_of(people.handles) if people.are_listed else "a name or an address"
        remedy = "Name the owner with --owner, or list your address in hub.yml, under people:."
        yield _wrong("--owner", "nobody is named, and you are not listed", expected, remedy)
    if not people.are_listed:
        return
    named = [("--owner", order.owner), *(("--approver", one) for one in order.approvers)]
    for option, handle in named:
        if handle and not people.is_known(handle):
            remedy = did_you_mean(handle, people.handles)
            found = f'"{handle}" is not a known person'
            yield _wrong(option, found, _one_of(people.handles), remedy)


def _audience_problems(audience: Sequence[str], config: HubConfig) -> Iterator[Problem]:
    known = config.audiences
    if not audience:
        remedy = "Name who may read it with --audience."
        yield _wrong("--audience", "nobody may read the page", _one_of(known), remedy)
    for one in audience:
        if one not in known:
            found = f'there is no audience "{one}"'
            yield _wrong("--audience", found, _one_of(known), did_you_mean(one, known))


def _reference_problems(order: Order, library: Library) -> Iterator[Problem]:
    ids = {page.meta.id for page in library.pages.values() if page.meta.id}
    known = sorted(ids | library.pages.keys())
    named = [("--step", one) for one in order.steps]
    named += [("--applied-to", one) for one in order.applied_to]
    yield from _misplaced_references(order)
    for option, one in named:
        if one not in known:
            expected = "the id or the path of a page"
            yield _wrong(option, f'there is no page "{one}"', expected, did_you_mean(one, known))


def _misplaced_references(order: Order) -> Iterator[Problem]:
    """Options for which the page has no field; what they say would be lost without a word."""
    if order.steps and order.kind is not Kind.PATH:
        yield _wrong("--step", "only a path has steps", "hub new path")
    if order.applied_to and order.kind is not Kind.LESSON:
        yield _wrong("--applied-to", "only a lesson is applied to pages", "hub new lesson")


def _period_problems(every: str) -> Iterator[Problem]:
    if every:
        try:
            Period.parse(every)
        except ValueError as error:
            yield _wrong("--every", str(error), "a period such as 6 months")


def _one_of(names: Sequence[str]) -> str:
    return "one of " + ", ".join(names)


def _wrong(option: str, found: str, expected: str = "", remedy: str = "") -> Problem:
    return Problem(
        path="", rule="new-page", found=f"{option}: {found}", expected=expected, remedy=remedy
    )
