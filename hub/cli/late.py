"""Commands that are imported when somebody calls them.

Half of the time of a short command would otherwise go into importing the others: the server, the
templates, the charts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, ClassVar

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info, get_group
from typer.models import CommandInfo


class LateGroup(TyperGroup):
    """A group that knows its commands by name; a subclass says in which modules they are."""

    modules: ClassVar[Mapping[str, str]] = {}
    """The module of each command, in the order of the help. It holds a function ``command``, or
    an ``app`` where the command has commands of its own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands(self.modules)  # type: ignore[assignment]  # read like a dict


class _Commands(Mapping[str, TyperCommand | TyperGroup]):
    """The commands by name; looking one up imports it."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules
        self._loaded: dict[str, TyperCommand | TyperGroup] = {}

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        if name not in self._loaded:
            self._loaded[name] = _load(name, self._modules[name])
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def _load(name: str, module: str) -> Any:
    found = import_module(module)
    if hasattr(found, "app"):
        group = get_group(found.app)
        group.name = name
        return group
    return get_command_from_info(
        CommandInfo(name=name, callback=found.command),
        pretty_exceptions_short=True,
        rich_markup_mode="markdown",
    )
