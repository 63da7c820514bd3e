"""The formats that can be imported, and which of them a file is likely to have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from hub.usage.imports.cloudfront import read_cloudfront
from hub.usage.imports.combined import read_combined, read_vhost
from hub.usage.imports.ga4 import PAGE, read_ga4
from hub.usage.imports.ga4 import VIEWS as GA4_VIEWS
from hub.usage.imports.goatcounter import read_goatcounter
from hub.usage.imports.json_lines import read_json_lines
from hub.usage.imports.json_logs import read_caddy_json, read_nginx_json
from hub.usage.imports.lines import lines_of
from hub.usage.imports.matomo import LABELS, read_matomo
from hub.usage.imports.matomo import VIEWS as MATOMO_VIEWS
from hub.usage.imports.packed import Member
from hub.usage.imports.plausible import read_plausible
from hub.usage.imports.requests import Reader
from hub.usage.imports.rows import RowReader
from hub.usage.imports.stamps import seconds_of
from hub.usage.imports.tables import column, table_rows, text_lines
from hub.usage.imports.umami import read_umami

_SAMPLE = 64 * 1024
"""Bytes of a file's beginning that its format is told from."""
_LINES = 20

LOGS: Mapping[str, Reader] = MappingProxyType(
    {
        "combined": read_combined,
        "vhost": read_vhost,
        "nginx-json": read_nginx_json,
        "caddy-json": read_caddy_json,
        "cloudfront": read_cloudfront,
    }
)
"""Logs, of which each line is a request."""
EXPORTS: Mapping[str, RowReader] = MappingProxyType(
    {
        "goatcounter": read_goatcounter,
        "plausible": read_plausible,
        "umami": read_umami,
        "matomo": read_matomo,
        "ga4": read_ga4,
        "jsonl": read_json_lines,
    }
)
"""Exports, of which each row is a view or a total."""
FORMATS = (*LOGS, *EXPORTS)
"""All names that ``--format`` knows."""

Sample = tuple[str, bytes]
"""Name and beginning of a file."""


def format_of(samples: Iterable[Sample]) -> str:
    """The format that a file has by its beginning; empty where none fits.

    Args:
        samples: Name and beginning of each file that it holds.
    """
    cut = [(name, start[:_SAMPLE]) for name, start in samples]
    return next((name for sample in cut for name, fits in _SIGNS.items() if fits(sample)), "")


def _is_log(read: Reader) -> Callable[[Sample], bool]:
    """Asks whether half of the first lines are requests with a time."""

    def fits(sample: Sample) -> bool:
        lines = list(lines_of([sample[1]], _ignore))
        if len(lines) > 1 and not sample[1].endswith(b"\n"):
            lines.pop()  # it may be cut
        first = lines[:_LINES]
        found = [one for one in read(first, _ignore) if seconds_of(one.stamp) is not None]
        all_ = sum(not line.startswith(b"#") for line in first)
        return bool(found) and 2 * len(found) >= all_

    return fits


def _has_columns(*names: Iterable[str]) -> Callable[[Sample], bool]:
    """Asks whether one of the first rows names these columns."""

    def fits(sample: Sample) -> bool:
        lines = (line for line in text_lines([sample[1]]) if not line.startswith("#"))
        rows = table_rows(lines, _ignore)
        heads = (row for _, row in zip(range(_LINES), rows, strict=False))
        return any(all(column(row, some) is not None for some in names) for row in heads)

    return fits


def _is_umami_json(sample: Sample) -> bool:
    return re.match(rb'\s*\{\s*"zip"\s*:\s*"UEs', sample[1]) is not None


def _is_umami_csv(sample: Sample) -> bool:
    """Whether it is the one table whose columns are called x and y; all of Umami's are."""
    name = sample[0].rpartition("/")[2]
    return name in ("pages.csv", "standard input") and _has_columns(["x"], ["y"])(sample)


def _is_goatcounter_zip(sample: Sample) -> bool:
    return sample[0].rpartition("/")[2] in ("hit_stats.jsonl", "paths.jsonl")


def _is_matomo_json(sample: Sample) -> bool:
    text = sample[1].replace(b"\0", b"")
    return b'"nb_hits"' in text and b'"label"' in text


def _is_json_lines(sample: Sample) -> bool:
    lines = sample[1].splitlines()[:_LINES]
    rows = list(read_json_lines([Member("", iter([b"\n".join(lines)]))], None, _ignore))
    return bool(rows) and 2 * len(rows) >= len(lines)


def _ignore(_line: bytes, _reason: str) -> None:
    """Pass over what another format would reject."""


_SIGNS: Mapping[str, Callable[[Sample], bool]] = MappingProxyType(
    {
        **{name: _is_log(read) for name, read in LOGS.items()},
        "goatcounter": lambda sample: (
            _is_goatcounter_zip(sample)
            or _has_columns(["2path", "2,path", "path"], ["session"], ["bot"], ["date"])(sample)
        ),
        "plausible": _has_columns(["date"], ["page"], ["visitors"], ["pageviews"]),
        "umami": lambda sample: _is_umami_json(sample) or _is_umami_csv(sample),
        "matomo": lambda sample: (
            _is_matomo_json(sample) or _has_columns(LABELS, MATOMO_VIEWS)(sample)
        ),
        "ga4": _has_columns(PAGE, GA4_VIEWS),
        "jsonl": _is_json_lines,
    }
)
