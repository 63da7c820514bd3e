"""A limit to the time in which a page is rendered.

Renderers of Markdown take time that grows with the square of many things, and every extension adds
some. Whatever a page is full of, it stops the build within a known time and says why.
"""

from __future__ import annotations

import signal
import threading

from mkdocs.exceptions import PluginError

from hub.errors import ContentError, Problem

SECONDS = 10.0
"""Seconds of this process' own time; a page of a hundred printed sheets takes one."""
_AGAIN = 0.5
"""Seconds after which a page is stopped once more, where something caught the first try."""


class TimeLimit:
    """Stops a page that takes too long, where the system can do so.

    That is in a program's main thread, and not on Windows: builds on a server have the limit,
    the preview of whoever is writing has none.

    Args:
        seconds: Seconds of this process' own time that a page may take.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def start(self, path: str) -> None:
        """Begin to count for a page.

        Args:
            path: The page's path in the content folder, for the refusal.
        """
        if not _can_be_stopped():
            return

        def stop(_signal: int, _frame: object) -> None:
            raise _refusal(path, self._seconds)

        signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds, _AGAIN)

    def end(self) -> None:
        """Stop counting."""
        if _can_be_stopped():
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


def _can_be_stopped() -> bool:
    has_timer = hasattr(signal, "setitimer")
    return has_timer and threading.current_thread() is threading.main_thread()


def _refusal(path: str, seconds: float) -> PluginError:
    found = Problem(
        path=path,
        rule="slow-page",
        found=f"can't be rendered within {seconds:g} seconds",
        expected="a page that a reader could get through",
        remedy="Split it, or look for a very long line, list or table.",
    )
    error = PluginError(f"hub: nothing was published.\n\n{found}")
    error.__cause__ = ContentError(found)
    return error
