"""GOV.UK's tech-docs pages are ERB templates; what they say is read, nothing is run."""

from __future__ import annotations

import re

_TITLE = re.compile(r"<%=\s*current_page\.data\.title\s*%>")
_TAG = re.compile(r"<%(?P<code>(?:[^%]|%(?!>)){0,4000})%>")
_TEXT = re.compile(r"=\s*(?:warning_text|inset_text)\(?\s*'(?P<text>(?:[^'\\]|\\.)*)'")


def read_erb(body: str, title: str) -> str:
    """Put a page's title where its template asks for it, and leave other instructions out.

    Args:
        body: The page without its front matter.
        title: The page's title.

    Returns:
        Markdown with the same number of lines.
    """
    if "<%" not in body:
        return body
    return _TAG.sub(_shown, _TITLE.sub(lambda _: title, body))


def _shown(match: re.Match[str]) -> str:
    """The text that an instruction shows, or the line breaks it took up."""
    text = _TEXT.match(match["code"])
    return text["text"] if text else "\n" * match["code"].count("\n")
