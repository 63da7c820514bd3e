"""A hub's golden queries: what people look for, and the pages that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.content.library import Library
from hub.errors import ConfigError, Problem, did_you_mean
from hub.search.evaluation import DEPTH, Evaluation, evaluate
from hub.search.query import parse_query
from hub.search.searcher import Searcher
from hub.strict_yaml import YamlError, load

FILE_NAME = ".golden-queries.yml"
"""In the content folder; site builders leave files out whose names begin with a dot."""
_EXPECTED = "a list of: query: words, pages: [ids or paths of the pages that answer, best first]"


@dataclass(frozen=True, slots=True)
class GoldenQuery:
    """Words, and what answers them."""

    query: str
    gains: Mapping[str, int]
    """By path; the first page that is named counts most."""


def read_golden(folder: Path, whole: Library, library: Library) -> list[GoldenQuery]:
    """Read the golden queries of a hub.

    Args:
        folder: The content folder.
        whole: All pages.
        library: Those of an audience; queries that none of them answers are left out.

    Raises:
        ConfigError: When there are none, with all mistakes in them otherwise.
    """
    path = folder / FILE_NAME
    try:
        rows = load(path.read_text(encoding="utf-8")).value
    except OSError as error:
        raise ConfigError(_problem(f"can't be read: {error.strerror or error}")) from error
    except YamlError as error:
        raise ConfigError(_problem(str(error))) from error
    problems: list[Problem] = []
    found = list(_queries(rows, whole, library, problems)) if isinstance(rows, list) else []
    if not isinstance(rows, list):
        problems.append(_problem("is no list"))
    if problems:
        raise ConfigError.of(problems)
    return [one for one in found if one.gains]


def evaluate_golden(searcher: Searcher, golden: list[GoldenQuery]) -> Evaluation:
    """Search for the golden queries and measure.

    Args:
        searcher: Searches the same pages.
        golden: The queries.
    """
    queries = {one.query: one.query for one in golden}
    qrels = {one.query: one.gains for one in golden}

    def search(text: str) -> list[str]:
        return searcher.paths(parse_query(text), DEPTH)

    return evaluate(search, queries, qrels)


def _queries(
    rows: list[Any], whole: Library, library: Library, problems: list[Problem]
) -> Iterator[GoldenQuery]:
    by_id = {page.meta.id: page.path for page in whole.pages.values() if page.meta.id}
    known = {*whole.pages, *by_id}
    for number, row in enumerate(rows, 1):
        query, names = _parts(row)
        if not query or not names:
            problems.append(_problem(f"entry {number} has no query: or no pages:"))
            continue
        problems += [
            _problem(
                f'entry {number} names "{name}", which is no page',
                did_you_mean(name, sorted(known)),
            )
            for name in names
            if name not in known
        ]
        paths = [by_id.get(name, name) for name in names]
        there = [path for path in paths if path in library.pages]
        yield GoldenQuery(query, {path: len(there) - at for at, path in enumerate(there)})


def _parts(row: Any) -> tuple[str, list[str]]:
    """Words and pages of an entry; empty where it has none."""
    given = row if isinstance(row, dict) else {}
    pages = given.get("pages")
    names = list(map(str, pages)) if isinstance(pages, list) else []
    return str(given.get("query") or "").strip(), names


def _problem(found: str, remedy: str = "") -> Problem:
    return Problem(
        path=FILE_NAME, rule="golden-query", found=found, expected=_EXPECTED, remedy=remedy
    )
