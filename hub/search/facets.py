"""What results can be narrowed down by, with counts; and filters, which are the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hub.config import Kind
from hub.content.page import Page
from hub.search.catalogue import Catalogue
from hub.search.query import FILTERS

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
        self._having = {name: self._by_value(name) for name in FILTERS}
        self._named = {name: self._by_name(name) for name in FILTERS}

    def narrowed(
        self, paths: Iterable[str], filters: Mapping[str, Collection[str]], but: str = ""
    ) -> list[str]:
        """The pages that have one of the values of each filter, in the same order.

        Args:
            paths: Pages.
            filters: By name, values in small letters.
            but: A filter that doesn't count.
        """
        having = [
            set[str]().union(*(self._named[name].get(value, ()) for value in wanted))
            for name, wanted in filters.items()
            if wanted and name != but
        ]
        return (
            [path for path in paths if all(path in one for one in having)] if having else [*paths]
        )

    def counted(
        self, paths: Collection[str], filters: Mapping[str, Collection[str]]
    ) -> tuple[Facet, ...]:
        """The facets of results.

        Args:
            paths: Results before any filter.
            filters: What is chosen.
        """
        return tuple(self._facet(name, paths, filters) for name in _SHOWN)

    def _facet(
        self, name: str, paths: Collection[str], filters: Mapping[str, Collection[str]]
    ) -> Facet:
        within = set(self.narrowed(paths, filters, but=name))
        counted = ((value, len(having & within)) for value, having in self._having[name].items())
        counts = {value: count for value, count in counted if count}
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

    def _by_value(self, name: str) -> Mapping[str, set[str]]:
        """By value, the pages that have it."""
        found: dict[str, set[str]] = defaultdict(set)
        for page in self._catalogue.library.pages.values():
            for value in self._values_of(page, name):
                found[value].add(page.path)
        return found

    def _by_name(self, name: str) -> Mapping[str, set[str]]:
        """By all that a filter may call a value, the pages that have it."""
        found: dict[str, set[str]] = defaultdict(set)
        for value, paths in self._having[name].items():
            found[value.casefold()] |= paths
            found[self._label(name, value).casefold()] |= paths
        return found

    def _values_of(self, page: Page, name: str) -> tuple[str, ...]:
        if name == "tag":
            return tuple(dict.fromkeys(page.meta.tags))
        found = {
            "kind": page.kind.value,
            "owner": page.owner,
            "org": page.org,
            "state": self._catalogue.states[page.path],
        }[name]
        return (found,) if found else ()

    def _label(self, name: str, value: str) -> str:
        if name == "org":
            return self._catalogue.config.org_name(value)
        if name == "owner":
            return self._catalogue.people.name(value)
        if name == "kind":
            return _KINDS.get(value, value)
        return self._catalogue.state_labels.get(value, value) if name == "state" else value
