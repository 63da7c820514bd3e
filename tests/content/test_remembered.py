"""Pages remembered from an earlier run are the pages that would be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.config import HubConfig
from hub.content.library import Library
from hub.content.reading import read_library
from hub.content.remembered import PageMemory
from tests.content.trees import cases, configured, write_tree

FOLDER = Path(__file__).parent / "lint" / "cases"
TREES = [
    pytest.param(case, id=f"{file.stem}: {name}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for name, case in cases(file).items()
    if not {"pipes", "names in Latin-1", "before"} & case.keys()
]
RICH = """\
---
id: 012
title: Rückgabe
version: 3.10
effective: 2026-09-01
review: {last: 2026-10-02, by: priya, every: 6 months}
steps: [{page: a.md, required: true, due_day: 1}]
tags: [1, two, true]
---

# Rückgabe { #here }

[b](b.md "title") ![c](c.png) [[Wiki]] <iframe src="d.html"></iframe>

--8<-- "e.txt"
"""


def read(folder: Path, store: Path | None, config: HubConfig | None = None) -> Library:
    memory = PageMemory(store) if store else None
    library = read_library(folder, config or HubConfig(), memory=memory)
    if memory:
        memory.save()
    return library


def facts(library: Library) -> tuple[Any, Any, Any]:
    return dict(library.pages), dict(library.attachments), library.problems


@pytest.mark.parametrize("case", TREES)
def test_a_remembered_page_is_the_page_that_would_be_read(
    case: dict[str, Any], tmp_path: Path
) -> None:
    config = configured(case.get("hub.yml"))
    folder = write_tree(tmp_path / "content", case["files"])
    read(folder, tmp_path / "store", config)
    remembered = read(folder, tmp_path / "store", config)
    assert facts(remembered) == facts(read(folder, None, config))


@pytest.mark.parametrize(
    "text",
    [
        RICH,
        "No front matter.\n",
        "---\n---\nEmpty.\n",
        '---\nx: {"\\0day": 2026-01-01}\n---\n',
        "---\n2026: a\n---\n",
        "---\nwhen: 2026-01-01 10:00:00\n---\n",
        "---\nowner: [a, b]\n---\nA mistake.\n",
        "\ufeff# A byte order mark\n",
    ],
)
def test_every_kind_of_value_is_remembered_as_it_was(text: str, tmp_path: Path) -> None:
    folder = write_tree(tmp_path / "content", {"a.md": text, "b.md": "# B\n"})
    read(folder, tmp_path / "store")
    assert facts(read(folder, tmp_path / "store")) == facts(read(folder, None))


def test_a_page_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_tree(tmp_path / "content", {"a.md": RICH, "b.md": "# B\n"})
    read(folder, tmp_path / "store")
    (folder / "b.md").write_text("# Another\n")
    parsed = []

    def spy(source: Any, text: str, **settings: Any) -> Any:
        parsed.append(source.path)
        return original(source, text, **settings)

    from hub.content import reading  # noqa: PLC0415 (the module whose name is replaced)

    original = reading.read_page_text  # type: ignore[attr-defined]  # imported there
    monkeypatch.setattr(reading, "read_page_text", spy)
    assert read(folder, tmp_path / "store").pages["b.md"].title == "Another"
    assert parsed == ["b.md"]


def test_a_page_that_moved_or_is_read_otherwise_is_read_anew(tmp_path: Path) -> None:
    folder = write_tree(tmp_path / "content", {"a.md": "[[B]]\n", "b.md": "# B\n"})
    read(folder, tmp_path / "store")
    (folder / "a.md").rename(folder / "c.md")
    assert read(folder, tmp_path / "store").pages["c.md"].title == "C"
    wiki = configured("content: {wiki_links: true}\n")
    assert read(folder, tmp_path / "store", wiki).pages["c.md"].outline.links != ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "{",
        lambda _: "[]",
        lambda said: json.dumps({**said, "program": "another"}),
        lambda said: json.dumps({**said, "pages": []}),
        lambda said: json.dumps({**said, "pages": {key: [] for key in said["pages"]}}),
        lambda said: json.dumps({**said, "pages": dict.fromkeys(said["pages"], "x" * 7)}),
        lambda said: json.dumps(
            {**said, "pages": {key: [*v[:4], [["#"]], *v[5:]] for key, v in said["pages"].items()}}
        ),
        lambda said: json.dumps({**said, "x": {"\0day": "tomorrow"}}),
        lambda _: "[" * 100_000,
    ],
)
def test_a_damaged_file_is_left_aside(tmp_path: Path, damage: Any) -> None:
    folder = write_tree(tmp_path / "content", {"a.md": RICH})
    read(folder, tmp_path / "store")
    file = tmp_path / "store" / "pages.json"
    file.write_text(damage(json.loads(file.read_text())))
    assert facts(read(folder, tmp_path / "store")) == facts(read(folder, None))


def test_a_store_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    folder = write_tree(tmp_path / "content", {"a.md": RICH})
    (tmp_path / "store").write_text("no folder")
    assert facts(read(folder, tmp_path / "store")) == facts(read(folder, None))


def test_pages_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    folder = write_tree(tmp_path / "content", {f"{n}.md": f"# {n}\n" for n in range(5)})
    read(folder, tmp_path / "store")
    for n in range(4):
        (folder / f"{n}.md").unlink()
    (folder / "4.md").write_text("# New\n")
    read(folder, tmp_path / "store")
    assert len(json.loads((tmp_path / "store" / "pages.json").read_text())["pages"]) == 1


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = write_tree(tmp_path / "content", {"a.md": RICH})
    read(folder, tmp_path / "store")
    assert (tmp_path / "store" / "pages.json").stat().st_mode & 0o077 == 0
