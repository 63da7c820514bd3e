"""How long a page takes to read, measured from its text."""

from __future__ import annotations

import math

from hub.content.code_spans import blank_out_code
from hub.content.outline import LinkForm
from hub.content.page import Page
from hub.content.prose import count_words

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction by adults, the mean of 190 studies: M. Brysbaert, "How
many words do we read per minute?", Journal of Memory and Language 109 (2019), 104047. Most
adults read 175 to 300, fewer in a second language."""

CODE_WEIGHT = 2
"""A word in code counts as two: it is read letter by letter. An assumption, not a measurement."""

_FIRST_IMAGE, _LEAST_IMAGE = 12, 3
"""Seconds for a picture: 12 for the first, one less for each that follows, 3 at least. The rule
that Medium has published for its own read time ("Read time and you", 2014)."""


def reading_minutes(page: Page) -> int:
    """How long the page takes an average adult to read.

    Words in tables count as words; what the page includes from other files does not count.

    Returns:
        Whole minutes, rounded up; at least 1.
    """
    all_words = page.words
    code = all_words - count_words(blank_out_code(page.body))
    seconds = 60 * (all_words + (CODE_WEIGHT - 1) * code) / WORDS_PER_MINUTE
    pictures = sum(link.form is LinkForm.IMAGE for link in page.outline.links)
    seconds += sum(max(_LEAST_IMAGE, _FIRST_IMAGE - n) for n in range(pictures))
    return max(1, math.ceil(seconds / 60))
