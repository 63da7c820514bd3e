"""Pages as they were read on an earlier run, so that a second look at a handbook is quick.

Only ``hub lint`` and ``hub search`` use it; a site is always made of files that are read anew. What
is remembered is found by a digest of the whole text, of the path and of the programs that read it,
so it can't go stale. It is JSON, which can hold facts and no program. A file that is damaged is
left aside.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hub.content.front_matter import FrontMatter
from hub.content.metadata import TYPED_AS_WORDS, metadata_of
from hub.content.outline import Heading, Include, Link, LinkForm, Outline
from hub.content.page import PageText
from hub.content.replacing import replace_file
from hub.strict_yaml import Document

if TYPE_CHECKING:
    from hub.content.tree import SourceFile

_NAME = "pages.json"
_DAY = "\0day"
_WORTH_WRITING = 0.05
"""Share of pages that have to be new before the file is written again."""


class PageMemory:
    """Reads pages' texts, those that it remembers without parsing them.

    Args:
        folder: Where to keep the file; it is made when there is something to keep.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME
        self._program = _program()
        self._used: dict[str, Any] = {}
        self._new = 0

    def recall(self, source: SourceFile, text: str, *, wiki_links: bool) -> PageText | None:
        """A page as it was read before; None for one that is new or has changed."""
        key = _key(source.path, text, wiki_links=wiki_links)
        said = self._known.get(key)
        if said is None:
            return None
        with contextlib.suppress(ValueError, KeyError, TypeError, IndexError, AttributeError):
            remembered = _recalled(source, text, said)
            self._used[key] = said
            return remembered
        return None  # somebody else has written into the file

    def keep(self, read: PageText, text: str, *, wiki_links: bool) -> None:
        """Remember a page that was read just now, unless it has mistakes."""
        self._new += 1
        if (facts := _facts(read, text)) is not None:
            self._used[_key(read.source.path, text, wiki_links=wiki_links)] = facts

    def save(self) -> None:
        """Write down the pages that were read, where enough of them are new.

        Pages that were not read are forgotten. A file that can't be written costs nothing but
        the time of the next run.
        """
        if self._new <= _WORTH_WRITING * len(self._used):
            return
        said = {"program": self._program, "pages": self._used}
        with contextlib.suppress(OSError, ValueError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)  # its mode is kept; the pages may be for few eyes
            replace_file(self._file, json.dumps(said, default=_encoded).encode())

    @cached_property
    def _known(self) -> dict[str, Any]:
        """What the file holds, where the same programs wrote it."""
        try:
            said = json.loads(self._file.read_bytes(), object_hook=_decoded)
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(said, dict) or said.get("program") != self._program:
            return {}
        pages = said.get("pages")
        return pages if isinstance(pages, dict) else {}


@dataclass(frozen=True, slots=True)
class _RememberedDocument(Document):
    """Front matter of which only this much is known."""

    typed: Mapping[str, str]
    """Values that YAML does not take for words, as they were typed."""
    lines: Mapping[str, int]
    """Lines of the top-level keys in the file."""

    def written(self, key: str) -> str | None:
        return self.typed.get(key)

    def line_of(self, *keys: str | int) -> int:
        return self.lines.get(str(keys[0]), 1) if keys else 1


def _facts(read: PageText, text: str) -> list[Any] | None:
    """What is worth remembering of a page; None for one that is better read anew."""
    front, found = read.front, read.outline
    if (
        read.problems
        or read.body != text[len(text) - len(read.body) :]
        or not _is_plain(front.values)
    ):
        return None
    typed = {key: front.document.written(key) for key in TYPED_AS_WORDS if key in front.values}
    return [
        [front.values, typed, {key: front.line_of(key) for key in front.values}],
        [len(text) - len(read.body), front.body_line],
        read.title,
        [[h.level, h.text, h.anchor, h.line] for h in found.headings],
        [[k.target, k.text, k.line, k.form.value, k.start, k.end] for k in found.links],
        [[i.target, i.line] for i in found.includes],
        sorted(found.anchors),
    ]


def _is_plain(value: object) -> bool:
    """Whether JSON gives a value back as it was."""
    if isinstance(value, dict):
        return all(type(key) is str and key != _DAY and _is_plain(v) for key, v in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, float, bool, dt.date)


def _recalled(source: SourceFile, text: str, said: list[Any]) -> PageText:
    (values, typed, lines), (start, body_line), title, headings, links, includes, anchors = said
    front = FrontMatter(
        _RememberedDocument(values or None, None, typed, lines), text[start:], body_line
    )
    outline = Outline(
        tuple(Heading(*heading) for heading in headings),
        tuple(Link(a, b, c, _FORMS[form], d, e) for a, b, c, form, d, e in links),
        tuple(Include(*include) for include in includes),
        frozenset(anchors),
    )
    return PageText(source, front, metadata_of(front), (), title, front.body, outline)


_FORMS = {form.value: form for form in LinkForm}


def _encoded(day: dt.date) -> dict[str, str]:
    return {_DAY: day.isoformat()}


def _decoded(value: dict[str, Any]) -> Any:
    return dt.date.fromisoformat(value[_DAY]) if _DAY in value else value


def _key(path: str, text: str, *, wiki_links: bool) -> str:
    return _digest(path, str(wiki_links), text)


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()


def _program() -> str:
    """A name for the programs that read pages, as they stand in their files."""
    return _digest(*(f"{name} {when} {size}" for name, when, size in _sources()))


def _sources() -> Iterator[tuple[str, int, int]]:
    here = Path(__file__).parent
    for folder in (here, here.parent):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                facts = entry.stat()
                yield entry.name, facts.st_mtime_ns, facts.st_size
