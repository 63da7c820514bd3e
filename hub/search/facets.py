"""What results can be narrowed down by, with counts; and filters, which are the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hub.config import Kind
from hub.content.page import Page
from hub.search.catalogue import Catalogue

_SHOWN = ("kind", "org", "tag", "state")
_MOST_VALUES = 20
_KINDS = {kind.value: kind.label for kind in Kind}


@dataclass(frozen=True, slots=True)
class Value:
    """A value that results have."""

    value: str
    label: str
    count: int
    """Results that have it, with the filters of all other facets."""
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of pages, with its values among some results."""

    name: str
    values: tuple[Value, ...]


class Facets:
    """Knows the properties of the pages.

    Args:
        catalogue: The pages.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def has(self, page: Page, filters: Mapping[str, Collection[str]], but: str = "") -> bool:
        """Whether a page has one of the values of each filter.

        Args:
            page: The page.
            filters: By name, values in small letters.
            but: A filter that doesn't count.
        """
        return all(
            name == but or self._names(page, name) & set(wanted)
            for name, wanted in filters.items()
            if wanted
        )

    def counted(
        self, pages: Sequence[Page], filters: Mapping[str, Collection[str]]
    ) -> tuple[Facet, ...]:
        """The facets of results.

        Args:
            pages: Results before any filter.
            filters: What is chosen.
        """
        return tuple(self._facet(name, pages, filters) for name in _SHOWN)

    def _facet(
        self, name: str, pages: Iterable[Page], filters: Mapping[str, Collection[str]]
    ) -> Facet:
        counts = Counter(
            value
            for page in pages
            if self.has(page, filters, but=name)
            for value in self._values(page, name)
        )
        chosen = set(filters.get(name, ()))
        values = [
            Value(value, self._label(name, value), count, self._is_among(name, value, chosen))
            for value, count in counts.items()
        ]
        known = {it.value.casefold() for it in values} | {it.label.casefold() for it in values}
        values += [
            Value(value, self._label(name, value), 0, is_chosen=True)
            for value in sorted(chosen - known)
        ]
        values.sort(key=lambda it: (not it.is_chosen, -it.count, it.label))
        return Facet(name, tuple(values[:_MOST_VALUES]))

    def _is_among(self, name: str, value: str, chosen: Collection[str]) -> bool:
        return value.casefold() in chosen or self._label(name, value).casefold() in chosen

    def _values(self, page: Page, name: str) -> tuple[str, ...]:
        if name == "tag":
            return tuple(dict.fromkeys(page.meta.tags))
        found = {
            "kind": page.kind.value,
            "owner": page.owner,
            "org": page.org,
            "state": self._catalogue.states[page.path],
        }[name]
        return (found,) if found else ()

    def _names(self, page: Page, name: str) -> set[str]:
        """All that a filter may call what a page has."""
        values = self._values(page, name)
        labels = {self._label(name, value) for value in values}
        return {one.casefold() for one in (*values, *labels)}

    def _label(self, name: str, value: str) -> str:
        if name == "org":
            return self._catalogue.config.org_name(value)
        if name == "owner":
            person = self._catalogue.config.people.get(value)
            return (person.name if person else "") or value
        if name == "kind":
            return _KINDS.get(value, value)
        return self._catalogue.state_labels.get(value, value) if name == "state" else value
