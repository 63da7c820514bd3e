"""What README.md and CONTRIBUTING.md tell a newcomer to type can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders import Handbook, run_hub
from tests.documentation.console import PROJECT, blocks
from tests.starting.test_ci import accept

_TARGETS = re.compile(r"^([a-z]+):", re.M)


def lines(name: str) -> list[str]:
    """The commands in the console blocks of a file, without prompt and comment."""
    text = "".join(blocks((PROJECT / name).read_text(encoding="utf-8")))
    found = re.findall(r"^\$ (.+?)(?:\s+#.*)?$", text, re.M)
    return [part.strip() for line in found for part in line.split("&&")]


LINES = lines("README.md") + lines("hub/starting/templates/hub/README.md")


@pytest.mark.parametrize("line", [line for line in LINES if re.match(r"(\S*/)?hub ", line)])
def test_every_command_is_one_that_hub_knows(line: str) -> None:
    accept(line.partition(" ")[2])


def test_every_make_target_is_there() -> None:
    targets = set(_TARGETS.findall((PROJECT / "Makefile").read_text(encoding="utf-8")))
    asked = {line.split()[1] for line in LINES if line.startswith("make ")}
    assert asked
    assert asked <= targets


def test_three_minutes_lead_to_a_page_that_lints_clean(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "clone", (PROJECT / "hub.yml").read_text(encoding="utf-8"))
    for page in (PROJECT / "content").rglob("*.md"):
        book.write(page.relative_to(PROJECT / "content").as_posix(), page.read_bytes())
    book.commit()
    (new,) = [line for line in lines("README.md") if line.startswith("hub new sop")]
    made = run_hub(book.root, "new", "sop", *_words(new))
    assert made.code == 0, made.said
    assert (book.content / "sops/exchange-an-article.md").is_file()
    lint = run_hub(book.root, "lint")
    assert lint.code == 0, lint.said


def _words(line: str) -> list[str]:
    return [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)][3:]
