"""Line ends, of which every system has its own."""

from __future__ import annotations


def with_line_feeds(text: str) -> str:
    r"""A text whose lines end with ``\n``, whichever ends they had."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
