"""Noticing that somebody has saved a file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_QUIET_SECONDS = 0.3
"""How long nothing must happen before a change counts as finished; editors save in steps."""
_READING = frozenset(("opened", "closed_no_write"))


@contextmanager
def watching(
    folders: Iterable[Path], files: Iterable[Path], on_change: Callable[[], None]
) -> Iterator[None]:
    """Call ``on_change`` after each burst of changes, one call at a time.

    Args:
        folders: Folders to watch with everything in them, hidden files left out.
        files: Single files to watch; those that don't exist yet count as well.
        on_change: What to do; called in a thread of its own.
    """
    changed, stopped = threading.Event(), threading.Event()
    single = set(files)
    whole = [Path(folder) for folder in folders]
    handler = _Handler(single, whole, changed)
    observer = Observer()
    for folder in whole:
        observer.schedule(handler, str(folder), recursive=True)
    for folder in {file.parent for file in single}:
        if folder.is_dir():
            observer.schedule(handler, str(folder), recursive=False)
    worker = threading.Thread(target=_work, args=(changed, stopped, on_change), daemon=True)
    observer.start()
    worker.start()
    try:
        yield
    finally:
        stopped.set()
        changed.set()
        observer.stop()
        observer.join()
        worker.join()


class _Handler(FileSystemEventHandler):
    """Tells changes that matter from the reads and hidden files that don't."""

    def __init__(self, files: set[Path], folders: list[Path], changed: threading.Event) -> None:
        self._files = files
        self._folders = folders
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING or event.is_directory:
            return
        paths = [Path(str(name)) for name in (event.src_path, event.dest_path) if name]
        if any(path in self._files or self._is_content(path) for path in paths):
            self._changed.set()

    def _is_content(self, path: Path) -> bool:
        """Whether the file is below a watched folder, and neither it nor a folder is hidden."""
        for folder in self._folders:
            if path.is_relative_to(folder):
                return not any(part.startswith(".") for part in path.relative_to(folder).parts)
        return False


def _work(
    changed: threading.Event, stopped: threading.Event, on_change: Callable[[], None]
) -> None:
    while changed.wait() and not stopped.is_set():
        changed.clear()
        while changed.wait(_QUIET_SECONDS) and not stopped.is_set():
            changed.clear()
        if not stopped.is_set():
            on_change()
