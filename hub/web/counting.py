"""What the server counts about itself, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


class Metrics:
    """Counters of one server.

    Args:
        waiting: How many events wait for a commit now.
        commits: How many commits there were.
    """

    media_type = "text/plain; version=0.0.4; charset=utf-8"

    def __init__(self, waiting: Callable[[], int], commits: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._events = Counter(
            "hub_events",
            "Events that came in, by what became of them.",
            ("outcome",),
            registry=self._registry,
        )
        self._refused = Counter(
            "hub_refusals",
            "Requests and events that were refused, by reason.",
            ("reason",),
            registry=self._registry,
        )
        self._stored = self._events.labels("stored")
        self._known = self._events.labels("known")
        Gauge(
            "hub_events_waiting", "Events that wait for a commit.", registry=self._registry
        ).set_function(waiting)
        Gauge(
            "hub_commits", "Commits since the server began.", registry=self._registry
        ).set_function(commits)

    def kept(self, stored: int, known: int) -> None:
        """Count events that were kept, or had been before."""
        self._stored.inc(stored)
        self._known.inc(known)

    def refuse(self, reason: str, count: int = 1) -> None:
        """Count what was refused."""
        self._refused.labels(reason).inc(count)

    def text(self) -> str:
        """All counters, as Prometheus reads them."""
        return generate_latest(self._registry).decode()
