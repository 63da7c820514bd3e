"""Where a hub's use is kept, and how it is measured from there."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hub.errors import StoreBusyError
from hub.period import Window
from hub.usage.scope import Scope
from hub.usage.store.opening import is_there, open_store
from hub.usage.store.store import UsageStore
from hub.usage.uptake import Uptake, measure

log = logging.getLogger(__name__)


class HubUsage:
    """How the pages of one hub are used.

    Args:
        url: Address of the event store, as in ``hub.yml``.
        root: Folder that a file's address is relative to.
        scope_of: Makes the scope for an audience (None: everybody) and a window.
    """

    def __init__(
        self, url: str, root: Path, scope_of: Callable[[str | None, Window], Scope]
    ) -> None:
        self._url = url
        self._root = root
        self._scope_of = scope_of

    @contextmanager
    def store(self) -> Iterator[UsageStore]:
        """The event store, open for as long as the context lasts; made if it is not there.

        Raises:
            ConfigError: When no store has the address that ``hub.yml`` gives.
            UsageError: When the store can't be used.
        """
        with closing(open_store(self._url, self._root)) as store:
            yield store

    def uptake(self, audience: str | None, window: Window) -> Uptake | None:
        """Measure how pages were used.

        Args:
            audience: For whom the figures are; None for everybody.
            window: The days.

        Returns:
            The measures; None where no event store has been made yet.

        Raises:
            ConfigError: When the hub has no such audience, or no store has such an address.
            UsageError: When the store can't be used.
        """
        if not is_there(self._url, self._root):
            return None
        with self.store() as store:
            return measure(store, self._scope_of(audience, window))

    def measured(self, audience: str | None, window: Window) -> Uptake:
        """Measure how pages were used; where no store was made yet, without any data.

        Raises:
            ConfigError: When the hub has no such audience, or no store has such an address.
            UsageError: When the store can't be used.
        """
        found = self.uptake(audience, window)
        if found is not None:
            return found
        with (
            tempfile.TemporaryDirectory(prefix="hub-") as folder,
            closing(open_store("sqlite:///empty.db", Path(folder))) as store,
        ):
            return measure(store, self._scope_of(audience, window))

    def for_site(self, audience: str | None, window: Window) -> Uptake | None:
        """Measure for a site, which is made without figures while the store can't answer."""
        try:
            return self.uptake(audience, window)
        except StoreBusyError as error:
            log.warning("No figures of use are shown: %s", error)
            return None
