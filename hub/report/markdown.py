"""Words from strangers as Markdown that says them and does nothing else.

Titles and file names are written by contributors, and a comment in a forge is read by people
who trust it. Nothing in them may become a link, an image, a mention, a reference or markup.
"""

from __future__ import annotations

import re

from hub.errors import printable

_BREAK = "&#8203;"
"""A space without width: forges look for mentions, references and addresses in what is shown."""
_MARKUP = re.compile(r"([\\`*_{}\[\]()|>^])")
_CALLS = re.compile(r"([@#!$%~]|://|\bwww\b)")
_BACKTICKS = re.compile(r"`+")


def escaped(text: str, *, limit: int = 160) -> str:
    """A text in which nothing is markup any more, to be put behind the beginning of a line.

    Args:
        text: What is to be read.
        limit: Length in characters from which it is cut short.
    """
    text = printable(" ".join(text.split()))
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    pieces = _CALLS.split(text.replace("&", "\0"))
    joined = "".join(
        _call(piece) if number % 2 else _MARKUP.sub(r"\\\1", piece)
        for number, piece in enumerate(pieces)
    )
    return joined.replace("<", "&lt;").replace("\0", "&amp;")


def _call(piece: str) -> str:
    """A sign that begins a mention, a reference or an address, so that it begins none."""
    if piece == "://":
        return f":{_BREAK}//"
    return f"www{_BREAK}" if piece == "www" else rf"\{piece}{_BREAK}"


def code(text: str) -> str:
    """A file name, or another text without spaces around it, as code."""
    text = printable(text)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or not text.strip() or text != text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"
