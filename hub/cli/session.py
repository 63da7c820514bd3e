"""Opening the hub for a command, with a progress bar where a terminal looks on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from hub.app import Hub, open_hub

_STAGES = {
    "files": "Reading pages",
    "commits": "Reading commits",
    "pages": "Comparing versions",
    "render": "Rendering pages",
}


def today_or(given: dt.datetime | None) -> dt.date:
    """The day that was given, or this day in the machine's own time zone."""
    return given.date() if given else dt.datetime.now().astimezone().date()


@contextmanager
def opened_hub(
    content: Path | None, today: dt.datetime | None, *, use_cache: bool = True
) -> Iterator[Hub]:
    """Open the hub that a command works on and show how far long work has come.

    Args:
        content: The content folder, if one was named.
        today: The day to judge on, if one was named.
        use_cache: Whether what git said may be remembered between runs.

    Raises:
        ConfigError: When ``hub.yml`` has mistakes or there is no content folder.
    """
    with _progress() as report:
        yield open_hub(
            content=content,
            start=Path.cwd(),
            today=today_or(today),
            use_cache=use_cache,
            progress=report,
        )


@contextmanager
def _progress() -> Iterator[_Report]:
    """A bar on standard error for a terminal; nothing where nobody looks on."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        yield _Report(bar)


class _Report:
    """Passes the stages of long work on to the progress bar."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(_STAGES.get(stage, stage), total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)
