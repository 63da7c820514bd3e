"""Small hubs to search, and every engine to search them with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from hub.search.analysis import Analyzer
from hub.search.document import SearchDocument, make_document
from hub.search.engine import SearchEngine
from hub.search.opening import EngineName, analyzer_for, open_engine

ANALYZER = analyzer_for("en")


def document(
    path: str, title: str, body: str = "", analyzer: Analyzer = ANALYZER
) -> SearchDocument:
    return make_document(path, [("title", title), ("body", body)], analyzer)


@pytest.fixture(params=get_args(EngineName))
def engine_name(request: pytest.FixtureRequest) -> EngineName:
    found: EngineName = request.param
    return found


@pytest.fixture
def engine(engine_name: EngineName, tmp_path: Path) -> Iterator[SearchEngine]:
    engine = open_engine(engine_name, tmp_path / "index")
    yield engine
    engine.close()
