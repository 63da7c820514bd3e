"""Puts a Content-Security-Policy into every page that lets the theme's own scripts run, only them.

Themes have scripts in their pages that differ with the page. Each template is marked while it is
read, with a word that nobody can guess, so that in the finished page a script of the theme is told
from one that came with the content, whatever got it there.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension

from hub.site.html.security import policy, script_hash, with_policy

_OPENING = re.compile(r"<script(?=[\s>])", re.IGNORECASE)
_ANY = re.compile(r"<script\b(?P<rest>[^<>]*)>(?P<text>.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_MARK = "hub_script_mark"
_SIGN = 'http-equiv="Content-Security-Policy"'


class _Marking(Extension):
    """Marks the scripts of templates."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 (Jinja's signature)
        return _OPENING.sub(f"<script {getattr(self.environment, _MARK)}", source)


class ContentSecurity:
    """Secures the pages of one build.

    Args:
        additions: Sources that the site's owner adds to the policy, by directive; None where
            they want no policy.
    """

    def __init__(self, additions: Mapping[str, Iterable[str]] | None) -> None:
        self._additions = additions
        self._mark = f"data-hub-{secrets.token_hex(16)}"

    def mark_scripts(self, environment: Environment) -> None:
        """Have the scripts of all templates marked; to be called before any is loaded."""
        environment.extend(**{_MARK: self._mark})
        environment.add_extension(_Marking)
        if environment.cache is not None:
            environment.cache.clear()

    def secured(self, page: str) -> str:
        """A finished page with its policy and without the marks."""
        marked = f"<script {self._mark}"
        inline = self._theirs(page) if marked in page else ()
        return self._with_policy(page.replace(marked, "<script"), inline)

    def secure_rest(self, site: Path, attachments: Iterable[str]) -> None:
        """Secure the pages that other plugins have written past the site builder.

        Args:
            site: The site's folder.
            attachments: Addresses of files that were published as they are.
        """
        untouched = {site / address for address in attachments}
        for path in sorted(site.rglob("*.html")) if self._additions is not None else ():
            if path in untouched:
                continue
            with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
                page = file.read()
            if _SIGN not in page:
                scripts = [it["text"] for it in _ANY.finditer(page) if _is_inline(it)]
                text = self._with_policy(page.replace(f" {self._mark}", ""), scripts)
                path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")

    def _theirs(self, page: str) -> list[str]:
        return [
            script["text"]
            for script in _ANY.finditer(page)
            if script["rest"].startswith(f" {self._mark}") and _is_inline(script)
        ]

    def _with_policy(self, page: str, scripts: Iterable[str]) -> str:
        if self._additions is None:
            return page
        hashes = dict.fromkeys(map(script_hash, scripts))
        return with_policy(page, policy(self._additions, hashes))


def _is_inline(script: re.Match[str]) -> bool:
    """Whether a script's own text is what runs."""
    return " src=" not in script["rest"] and "json" not in script["rest"]
