"""Who may read what, decided before anything is rendered.

Default-deny: a page's own ``audience`` counts, then that of the innermost folder that has one,
then the default; a page with none of them is for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.config import HubConfig


class AudienceRules:
    """The audience rules of a hub.

    Args:
        config: The hub's configuration.
    """

    def __init__(self, config: HubConfig) -> None:
        self.known = config.audiences
        self._shared_by_all = not config.orgs
        self._default = config.audience.default or ()
        self._folders = {
            PurePosixPath(folder.strip("/")): names
            for folder, names in config.audience.folders.items()
        }

    def of_page(self, path: str, real_path: str, named: tuple[str, ...] | None) -> tuple[str, ...]:
        """The audiences that may read a page, in the configuration's order.

        Args:
            path: The page's path.
            real_path: Where its file really is; both places must allow it.
            named: The audiences that the page names, or None.
        """
        if named is not None:
            return self._ordered(named)
        if self._shared_by_all:
            return self.known
        allowed = set(self._inherited(path)) & set(self._inherited(real_path))
        return self._ordered(allowed)

    def of_attachment(
        self, path: str, users: Iterable[tuple[str, ...]], *, real_path: str | None = None
    ) -> tuple[str, ...]:
        """The audiences that may have an attachment.

        Args:
            path: The attachment's path.
            users: The audience of each page that uses it.
            real_path: Where its file really is; both places must allow it.

        Returns:
            The audiences of the pages that use it, as far as its folder allows; without such
            a page, its folder's audience.
        """
        if self._shared_by_all:
            return self.known
        folders = [
            set(names)
            for place in {path, real_path or path}
            if (names := self._of_folder(place)) is not None
        ]
        audiences = [set(audience) for audience in users]
        if not audiences:
            return self._ordered(set.intersection(*folders) if folders else ())
        return self._ordered(set.union(*audiences).intersection(*folders))

    def _inherited(self, path: str) -> tuple[str, ...]:
        folder = self._of_folder(path)
        return self._default if folder is None else folder

    def _of_folder(self, path: str) -> tuple[str, ...] | None:
        for parent in (PurePosixPath(path), *PurePosixPath(path).parents):
            if parent in self._folders:
                return self._folders[parent]
        return None

    def _ordered(self, names: Iterable[str]) -> tuple[str, ...]:
        chosen = set(names)
        return tuple(name for name in self.known if name in chosen)
