"""Text that no renderer is given."""

from __future__ import annotations

import time

import pytest

from hub.content.tangles import DEEPEST, tangles
from tests.builders import Handbook, page, run_hub

_HEAVY = {
    "a quote of 10,000 levels": "> " * 10_000 + "deep",
    "a list of 10,000 levels": "- " * 10_000 + "deep",
    "a list of 300 lines": "".join("    " * i + "- x\n" for i in range(300)),
    "numbered lists": "1. " * 10_000 + "deep",
    "tabs in tabs": "".join("    " * i + '=== "x"\n\n' for i in range(300)),
    "emphasis": "*" * 10_000 + "deep" + "*" * 10_000,
    "elements": "<div>" * 10_000 + "deep",
    "a megabyte of brackets": "[" * 1_000_000,
    "a megabyte of angles": "<" * 1_000_000,
    "a megabyte of back slashes": "\\" * 1_000_000,
    "a megabyte of ticks": "`" * 1_000_000,
    "half links": "[a](b" * 50_000,
    "half pictures": "![a" * 50_000,
    "half comments": "<!--" * 100_000,
    "half wiki links": "[[" * 200_000,
    "entities": "&#x41;" * 100_000,
}
_HARMLESS = {
    "a megabyte of letters": "a" * 1_000_000,
    "a megabyte of words": "word " * 200_000,
    "a picture in the text": f"![x](data:image/png;base64,{'A/+0' * 100_000})",
    "a long rule": "-" * 5_000,
    "a long underline": "Title\n" + "=" * 300,
    "a log in a fence": "```\n" + "[2026-01-05] <a> {b} *c*\n" * 8_000 + "```",
    "a long table": "| a | b |\n|---|---|\n" + "| [x](y.md) | `z` |\n" * 5_000,
    "a long list": "- [x](y.md) and *more*\n" * 8_000,
    "six levels": "".join("    " * i + "- x\n" for i in range(6)),
    "deep code": "    " * 100 + "x = 1",
}


@pytest.mark.parametrize("name", _HEAVY)
def test_what_is_too_much_is_found_at_once(name: str) -> None:
    began = time.process_time()
    assert next(tangles(f"# T\n\n{_HEAVY[name]}\n")).line >= 3
    assert time.process_time() - began < 1


@pytest.mark.parametrize("name", _HARMLESS)
def test_what_is_only_long_is_not(name: str) -> None:
    assert list(tangles(f"# T\n\n{_HARMLESS[name]}\n")) == []


def test_the_limit_is_where_it_is_said_to_be() -> None:
    assert list(tangles("> " * DEEPEST + "x")) == []
    assert [tangle.found for tangle in tangles("> " * (DEEPEST + 1) + "x")] == [
        f"a list or quote is nested {DEEPEST + 1} levels deep"
    ]


def test_a_tangle_is_refused_with_its_line_before_anything_is_built(handbook: Handbook) -> None:
    text = page("Quotes", "Words.\n\n" + "> " * 10_000 + "deep")
    handbook.write("index.md", "# Home").write("deep.md", text).commit()
    done = run_hub(handbook.root, "build")
    assert done.code == 1
    assert "content/deep.md:9: a list or quote is nested 10000 levels deep" in done.said
    assert not (handbook.root / "site").exists()


def test_a_text_that_a_page_includes_is_refused_too(handbook: Handbook) -> None:
    handbook.write("index.md", '# Home\n\n--8<-- "deep.txt"\n')
    handbook.write("deep.txt", "".join("    " * i + "- x\n" for i in range(400)))
    handbook.write_root(
        "mkdocs.yml",
        "site_name: x\ndocs_dir: content\nplugins: [hub]\n"
        "markdown_extensions: [pymdownx.snippets: {base_path: [content]}]\n",
    )
    done = run_hub(handbook.commit().root, "build")
    assert done.code == 2
    assert "nests too deeply" in done.said
    assert "Traceback" not in done.said
