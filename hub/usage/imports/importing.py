"""Importing a file: what it is, whether it is new, what it counts, and keeping that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeAlias

from hub.errors import ConfigError, Problem, printable
from hub.usage.imported import ImportedUsage
from hub.usage.imports.addresses import PageAddresses
from hub.usage.imports.book import ImportBook
from hub.usage.imports.formats import EXPORTS, FORMATS, LOGS, format_of
from hub.usage.imports.lines import lines_of
from hub.usage.imports.logs import LogCounter
from hub.usage.imports.packed import GivenFile
from hub.usage.imports.rejects import Rejects
from hub.usage.imports.requests import Request
from hub.usage.imports.rows import Period, count_rows

Samples: TypeAlias = Sequence[tuple[str, bytes]]
_SHOWN = 100
"""Characters of a line that a message shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be imported, and as what."""

    format: str = ""
    """Empty finds it out."""
    source: str = ""
    """Name of the system; empty takes the format's name."""
    audience: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    """The period of an export that doesn't say it."""
    today: dt.date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file."""

    imported: ImportedUsage
    is_known: bool = False
    """The very same file was imported before, and nothing has changed."""
    is_empty: bool = False
    """There is nothing in it, as in a log of this morning."""
    is_format_found: bool = False
    """Nobody named the format."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why lines were rejected."""


def import_file(
    given: GivenFile, wanted: Wanted, addresses: PageAddresses, book: ImportBook, rejects: Rejects
) -> Outcome:
    """Count a file and keep its totals.

    Args:
        given: The file.
        wanted: What it is said to be.
        addresses: Where the pages are.
        book: Where totals are kept.
        rejects: Told what can't be read.

    Raises:
        ConfigError: When it can't be read, or has another format; nothing is kept then.
    """
    samples, is_found = list(given.samples()), not wanted.format
    if not any(start.strip() for _, start in samples):
        return Outcome(_without_counts(given, wanted.format, wanted), is_empty=True)
    name = _format(given, wanted, samples)
    source = wanted.source or name
    if book.is_known(given.known_digest, source, wanted.audience):
        return Outcome(_without_counts(given, name, wanted), is_known=True)
    wanted = replace(wanted, format=name, source=source)
    if name in LOGS:
        imported = _log(given, wanted, addresses, book, rejects)
    else:
        imported = _export(given, wanted, addresses, rejects)
    if imported.read == imported.rejected:
        raise _other_format(given, name, samples)
    if book.is_known(imported.digest, source, wanted.audience):  # a pipe's, known at its end only
        return Outcome(_without_counts(given, name, wanted), is_known=True)
    book.add(imported)
    return Outcome(imported, is_format_found=is_found, reasons=dict(rejects.reasons))


def _format(given: GivenFile, wanted: Wanted, samples: Samples) -> str:
    name = wanted.format or format_of(samples)
    if not name:
        raise _other_format(given, "", samples)
    return name


def _without_counts(given: GivenFile, name: str, wanted: Wanted) -> ImportedUsage:
    return ImportedUsage(
        source=wanted.source or name,
        format=name,
        digest=given.digest,
        audience=wanted.audience,
        first=wanted.today,
        last=wanted.today,
        counts={},
    )


def _log(
    given: GivenFile, wanted: Wanted, addresses: PageAddresses, book: ImportBook, rejects: Rejects
) -> ImportedUsage:
    covered = book.covered(wanted.source, wanted.audience)
    counter = LogCounter(addresses, covered, today=wanted.today, reject=rejects)
    found = counter.count(_requests(given, wanted.format, rejects))
    rejected = rejects.reasons.total()
    return ImportedUsage(
        source=wanted.source,
        format=wanted.format,
        digest=given.digest,
        audience=wanted.audience,
        first=found.first or wanted.today,
        last=found.last or wanted.today,
        counts=found.counts,
        people=found.people,
        covered=found.covered,
        read=found.read + rejected,
        rejected=rejected,
        left_out=found.left_out,
    )


def _export(
    given: GivenFile, wanted: Wanted, addresses: PageAddresses, rejects: Rejects
) -> ImportedUsage:
    period = Period(wanted.first, wanted.last) if wanted.first and wanted.last else None
    rows = EXPORTS[wanted.format](given.members(), period, rejects)
    found = count_rows(rows, addresses, today=wanted.today, reject=rejects)
    rejected = rejects.reasons.total()
    return ImportedUsage(
        source=wanted.source,
        format=wanted.format,
        digest=given.digest,
        audience=wanted.audience,
        first=min((one.first for one in found.periods), default=wanted.today),
        last=max((one.last for one in found.periods), default=wanted.today),
        counts=found.counts,
        people=found.people,
        read=found.read + rejected,
        rejected=rejected,
        left_out=found.left_out,
    )


def _requests(given: GivenFile, name: str, rejects: Rejects) -> Iterator[Request]:
    read = LOGS[name]
    return chain.from_iterable(
        read(lines_of(member.chunks, rejects), rejects) for member in given.members()
    )


def _other_format(given: GivenFile, name: str, samples: Samples) -> ConfigError:
    start = next((start for _, start in samples if start.strip()), b"")
    line = next((line for line in start.splitlines() if line.strip()), b"")
    shown = line[:_SHOWN].decode("utf-8", "replace")
    found = f'begins with "{shown}"' if shown else "is empty"
    fitting = format_of(samples)
    remedy = f"Did you mean --format {fitting}?" if fitting and fitting != name else ""
    return ConfigError(
        Problem(
            path=printable(given.name),
            rule="import",
            found=found,
            expected=f"a file of the format {name}" if name else "one of " + ", ".join(FORMATS),
            remedy=remedy,
        )
    )
