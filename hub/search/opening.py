"""Which engine a hub uses, and bringing its index up to date."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hub.content.library import Library
from hub.errors import HubError
from hub.search.analysis import Analyzer
from hub.search.document import SearchDocument, digest_of, document_of
from hub.search.engine import SearchEngine
from hub.search.fts5_engine import Fts5Engine
from hub.search.whoosh_engine import WhooshEngine, stop_words

EngineName = Literal["whoosh", "fts5"]
_log = logging.getLogger(__name__)
_ENGINES: Mapping[EngineName, tuple[Callable[[Path], SearchEngine], int]] = {
    "whoosh": (WhooshEngine, 2),
    "fts5": (Fts5Engine, 2),
}
"""Engines, each with the version of how it keeps things."""
Progress = Callable[[str, int, int], None]
"""Told the stage of long work, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index was given."""

    written: int
    gone: int


def open_engine(name: EngineName, folder: Path) -> SearchEngine:
    """Open an index; one that is damaged, or was made in another way than today's, is made anew.

    Args:
        name: Which engine.
        folder: Where it keeps its files; each engine in a folder of its own.

    Raises:
        SearchError: When it can't be used.
    """
    make, layout = _ENGINES[name]
    own = folder / f"{name}-{layout}"
    for other in folder.glob(f"{name}*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    try:
        engine = make(own)
        engine.count()
    except HubError:
        raise
    except Exception as error:  # what a damaged file raises depends on its bytes
        _log.warning("The search index is damaged and made anew: %s", error)
        shutil.rmtree(own, ignore_errors=True)
        return make(own)
    return engine


def analyzer_for(language: str) -> Analyzer:
    """Reads words of a language.

    Args:
        language: Two letters, such as ``en``.
    """
    return Analyzer(language, stop_words(language))


def bring_up_to_date(
    engine: SearchEngine, library: Library, analyzer: Analyzer, progress: Progress
) -> Changes:
    """Give an index the pages that changed, and take from it those that are gone.

    Args:
        engine: The index; killed meanwhile, it answers as before.
        library: The pages of one audience.
        analyzer: Reads their words.
        progress: Told how far it is.

    Raises:
        SearchError: When the index can't be written.
    """
    known = engine.digests()
    changed = [p for p in library.pages.values() if known.get(p.path) != digest_of(p, analyzer)]
    gone = known.keys() - library.pages.keys()

    def documents() -> list[SearchDocument]:
        found = []
        for number, page in enumerate(changed, 1):
            found.append(document_of(page, analyzer))
            progress("search", number, len(changed))
        return found

    if changed or gone:
        engine.update(documents(), gone)
    return Changes(len(changed), len(gone))
