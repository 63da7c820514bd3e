"""Names for what a theme leaves nameless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders import Handbook, run_hub

_MKDOCS_YML = """\
site_name: Hub
docs_dir: content
theme: {{name: material, font: false, language: {}}}
plugins: [search, hub: {{pages: {}}}]
"""


@pytest.mark.parametrize(("language", "name"), [("en", "Search"), ("de", "Suche")])
def test_the_search_has_a_name_in_the_sites_language(
    tmp_path: Path, language: str, name: str
) -> None:
    book = Handbook(tmp_path).write("index.md", "# Home\n\n- [x] done\n")
    book.write_root("hub.yml", "content: {dir: content}\n")
    for pages, tag in (("false", '<div class="md-search"'), ("true", "<button [^>]*hub-find-open")):
        book.write_root("mkdocs.yml", _MKDOCS_YML.format(language, pages))
        assert run_hub(book.commit().root, "build").code == 0
        for path in ("index.html", "404.html"):
            html = (tmp_path / "site" / "everyone" / path).read_text(encoding="utf-8")
            [found] = re.findall(f"{tag}[^>]*>", html)
            assert f'aria-label="{name}"' in found
