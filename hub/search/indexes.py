"""A hub's indexes: one for each audience, beside its caches and never in a site."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from hub.config.model import Search
from hub.search.catalogue import Catalogue
from hub.search.opening import Progress, analyzer_for, bring_up_to_date, open_engine
from hub.search.searcher import Searcher


class Indexes:
    """Opens the index of an audience, brought up to date.

    Args:
        settings: How pages are found.
        cache_dir: Where the indexes are kept; None keeps none after this object.
        progress: Told how long work goes on.
    """

    def __init__(self, settings: Search, cache_dir: Path | None, progress: Progress) -> None:
        self._settings = settings
        self._is_kept = cache_dir is not None
        self._progress = progress
        if cache_dir is None:
            cache_dir = Path(tempfile.mkdtemp(prefix="hub-search-"))
            weakref.finalize(self, shutil.rmtree, cache_dir, ignore_errors=True)
        self._dir = cache_dir / "search"

    def searcher(self, audience: str | None, catalogue: Catalogue) -> Searcher:
        """Search the pages of an audience.

        Args:
            audience: Whose pages; None for all.
            catalogue: These pages.

        Raises:
            SearchError: When the index can't be used.
        """
        self._dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # pages may be for few eyes
        analyzer = analyzer_for(self._settings.language)
        engine = open_engine(self._settings.engine, self._folder(audience))
        bring_up_to_date(engine, catalogue.library, analyzer, self._progress)
        return Searcher(engine, catalogue, analyzer)

    def evaluation_file(self, audience: str | None) -> Path | None:
        """Where it is remembered how golden queries did; None where nothing is kept.

        Args:
            audience: Whose pages were searched; None for all.
        """
        return self._folder(audience) / "golden-queries.json" if self._is_kept else None

    def _folder(self, audience: str | None) -> Path:
        return self._dir / ("all" if audience is None else f"audience-{audience}")
