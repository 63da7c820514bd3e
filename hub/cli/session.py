"""Opening the hub for a command, with a progress bar where a terminal looks on."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hub.app import Hub, Progress, open_hub

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_STAGES = {
    "files": "Reading pages",
    "commits": "Reading commits",
    "pages": "Comparing versions",
    "render": "Rendering pages",
    "search": "Reading pages for the search",
}


def today_or(given: dt.datetime | None) -> dt.date:
    """The day that was given, or this day in the machine's own time zone."""
    return given.date() if given else dt.datetime.now().astimezone().date()


@contextmanager
def opened_hub(
    content: Path | None,
    today: dt.datetime | None,
    *,
    use_cache: bool = True,
    remember_pages: bool = False,
) -> Iterator[Hub]:
    """Open the hub that a command works on and show how far long work has come.

    Args:
        content: The content folder, if one was named.
        today: The day to judge on, if one was named.
        use_cache: Whether what git said may be remembered between runs.
        remember_pages: Whether pages may be remembered, too, as they were read; never for a site.

    Raises:
        ConfigError: When ``hub.yml`` has mistakes or there is no content folder.
    """
    with _progress() as report:
        yield open_hub(
            content=content,
            start=Path.cwd(),
            today=today_or(today),
            is_day_chosen=today is not None,
            use_cache=use_cache,
            remember_pages=remember_pages,
            progress=report,
        )


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on standard error for a terminal; nothing where nobody looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    # Late, because nobody who looks at no bar need wait for it.
    from rich.console import Console  # noqa: PLC0415 (late, as said above)
    from rich.progress import (  # noqa: PLC0415 (late, as said above)
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Report(bar)


class _Report:
    """Passes the stages of long work on to the progress bar."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(_STAGES.get(stage, stage), total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)
