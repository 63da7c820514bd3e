"""Names for new things: a page's file, its next free id, a person's handle."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hub.config import Kind

MOST_BYTES = 80
"""Length in UTF-8 at which a file's name is cut, between two words."""

_PREFIXES = {
    Kind.SOP: "SOP-",
    Kind.FAQ: "FAQ-",
    Kind.DECISION: "DEC-",
    Kind.LESSON: "LES-",
    Kind.PATH: "PATH-",
    Kind.PAGE: "PAGE-",
}
_WIDTH = 3
_ID = re.compile(r"(?P<prefix>.*?\D)(?P<number>\d{1,9})")
_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "&": " and "}
)


def file_name(title: str) -> str:
    """The name of a page's file, without its ending: lower case, with hyphens.

    Latin letters lose their accents; letters of other scripts stay as they are.

    Args:
        title: For example ``Issue a refund (EU)``.

    Returns:
        For example ``issue-a-refund-eu``; empty where the title holds no letter and no digit.
    """
    plain = "".join(map(_without_accent, unicodedata.normalize("NFC", title))).lower()
    words = re.findall(r"[^\W_]+", plain.translate(_SPELT_OUT).replace("'", "").replace("’", ""))
    name = words[0].encode()[:MOST_BYTES].decode("utf-8", "ignore") if words else ""
    for word in words[1:]:
        if len(f"{name}-{word}".encode()) > MOST_BYTES:
            break
        name += f"-{word}"
    return name


def _without_accent(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode() or letter


@dataclass(frozen=True, slots=True)
class NumberedId:
    """An id that ends in a number, such as ``SOP-012``."""

    prefix: str
    """What stands before the number."""
    number: int
    width: int
    """How many digits the number is written with."""

    @classmethod
    def of(cls, written: str) -> NumberedId | None:
        """Read an id; None where it does not end in a number."""
        match = _ID.fullmatch(written)
        return cls(match["prefix"], int(match["number"]), len(match["number"])) if match else None


def next_id(kind: Kind, of_kind: Iterable[str], every: Iterable[str], prefix: str = "") -> str:
    """The next free id, written as the hub's others are.

    Args:
        kind: The new page's kind.
        of_kind: Ids of the pages of that kind.
        every: Ids of all pages; a number that any of them has is not free.
        prefix: Beginning of the id; left out, the one that most pages of the kind have.
    """
    same_kind = [number for written in of_kind if (number := NumberedId.of(written))]
    if not prefix:
        most = Counter(one.prefix for one in same_kind).most_common(1)
        prefix = most[0][0] if most else _PREFIXES[kind]
    all_numbers = (NumberedId.of(written) for written in every)
    used = [one for one in all_numbers if one and one.prefix.casefold() == prefix.casefold()]
    width = max((one.width for one in used), default=_WIDTH)
    return f"{prefix}{max((one.number for one in used), default=0) + 1:0{width}}"


def handle_for(name: str, address: str, taken: Collection[str]) -> str:
    """A short word for a person that nobody else has.

    Args:
        name: For example ``Ana Duarte``.
        address: Used where the name holds no letter.
        taken: Handles that others have.

    Returns:
        ``ana``, or ``ana-duarte`` or ``ana-duarte-2`` where that is taken.
    """
    whole = file_name(name) or file_name(address.partition("@")[0]) or "somebody"
    first = first_name(name)
    if first and first not in taken:
        return first
    number, handle = 1, whole
    while handle in taken:
        number += 1
        handle = f"{whole}-{number}"
    return handle


def first_name(name: str) -> str:
    """The first word of a name, as a handle; empty where the name is one word."""
    first, space, _ = name.strip().partition(" ")
    return file_name(first) if space else ""
