"""Make a handbook of any size: realistic pages, a site configuration, a history in git.

Run as ``python benchmarks/handbook.py FOLDER [PAGES [COMMITS [SEED]]]``. The same arguments give
the same words on any day, with dates that end today. The benchmarks run it as a program, so that
their own memory stays small.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_PROSE = """
the a to of and for with agent refund ticket customer order check open close reply queue
handover shift escalation policy amount currency invoice address courier return label box
screen field button tool search result owner review step before after when until approve
reject limit supervisor note evidence template message chat call email phone language
"""
_WORDS = _PROSE.split()
_KINDS = ("sops", "faqs", "decisions", "lessons", "guides")
_SECTIONS = ("Purpose", "Scope", "Roles", "Steps", "Exceptions", "Records", "Measures")
_PAGES_IN_AREA = 20 * len(_KINDS)
_PEOPLE = tuple(
    (f"person{n}", f"Person {n}", f"person{n}@{'acme' if n % 3 else 'northwind'}.example")
    for n in range(20)
)
_TODAY = dt.datetime.now(dt.UTC)
_HUB_YML = """\
name: Benchmark
orgs:
  client: {name: Acme Outfitters, domains: [acme.example]}
  vendor: {name: Northwind Support, domains: [northwind.example]}
audience: {default: [client, vendor]}
review:
  warn: 30 days
  every: {sop: 6 months, faq: 12 months, page: 12 months}
people:
"""


@dataclass(slots=True)
class Draft:
    """A page while it is written."""

    path: str
    number: int
    last: str
    """Stated day of the last review."""
    sections: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The whole file."""
        front = (
            f"---\nid: P-{self.number:04}\ntitle: Page {self.number}\n"
            f"owner: person{self.number % len(_PEOPLE)}\naudience: [client, vendor]\n"
            f'status: published\nversion: "1.{self.number % 9}"\neffective: 2026-01-01\n'
            f"review:\n  every: 6 months\n  last: {self.last}\n  by: person{self.number % 7}\n"
            f"  evidence: Walked the steps on {self.last} with two agents.\n"
            "tags: [refunds, benchmark]\n---\n"
        )
        return f"{front}\n# Page {self.number}\n\n" + "\n\n".join(self.sections) + "\n"


class Handbook:
    """Writes pages and the commits that made them.

    Args:
        pages: How many pages there are at the end.
        commits: How many commits; at least one.
        seed: Of all that is random.
    """

    def __init__(self, pages: int, commits: int, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a benchmark
        self._commits = commits
        self._paths = [
            f"{_KINDS[n % len(_KINDS)]}/area-{n // _PAGES_IN_AREA:03}/page-{n:04}.md"
            for n in range(pages)
        ]
        self._drafts: list[Draft] = []

    def stream(self) -> Iterator[bytes]:
        """The commits for ``git fast-import``, oldest first.

        The first adds the pages; of the others one in seven is a review, one in twelve touches
        fifty pages without changing a word, and the rest rewrite a section of one to three pages.
        """
        self._drafts = [self._draft(number, path) for number, path in enumerate(self._paths)]
        front = [_put("content/index.md", "# Home\n\nAll pages are in the menu.\n"), *_settings()]
        yield self._commit(0, [*front, *map(_page, self._drafts)])
        for number in range(1, self._commits):
            yield self._commit(number, self._changes(number))

    def _changes(self, number: int) -> list[bytes]:
        roll = self._chance.random()
        if roll < 1 / 7:
            draft = self._chance.choice(self._drafts)
            draft.last = f"{self._day(number):%Y-%m-%d}"
            return [_page(draft)]
        if roll < 1 / 7 + 1 / 12:
            chosen = self._chance.sample(self._drafts, min(50, len(self._drafts)))
            for draft in chosen:
                draft.sections[-1] = draft.sections[-1].rstrip("\n") + "\n" * (number % 3)
            return [_page(draft) for draft in chosen]
        chosen = self._chance.sample(
            self._drafts, self._chance.randint(1, min(3, len(self._drafts)))
        )
        for draft in chosen:
            draft.sections[self._chance.randrange(len(_SECTIONS))] = self._section(draft.path)
        return [_page(draft) for draft in chosen]

    def _draft(self, number: int, path: str) -> Draft:
        draft = Draft(path, number, f"{self._day(0):%Y-%m-%d}")
        draft.sections = [self._section(path, heading) for heading in _SECTIONS]
        return draft

    def _section(self, path: str, heading: str | None = None) -> str:
        title = heading or self._chance.choice(_SECTIONS)
        parts = [f"## {title}", self._prose(path, 12)]
        if title in ("Roles", "Measures"):
            rows = [f"| {self._words(2)} | {self._words(4)} | {self._words(2)} |" for _ in range(4)]
            parts.append("\n".join(["| What | Does | Who |", "| --- | --- | --- |", *rows]))
        elif title == "Steps":
            parts.append(
                "\n".join(f"{n}. **{self._words(2)}:** {self._words(8)}." for n in range(1, 7))
            )
        elif title == "Exceptions":
            parts.append(
                "\n".join(f"- {self._words(8)}; see `{self._words(1)}`." for _ in range(4))
            )
            parts.append(f"!!! note\n    {self._words(15)}.")
        return "\n\n".join(parts)

    def _prose(self, path: str, words: int) -> str:
        target = self._chance.choice(self._paths)
        up = "../" * path.count("/")
        return (
            f"{self._words(words).capitalize()} [{self._words(2)}]({up}{target}) "
            f"{self._words(words)}."
        )

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=count))

    def _day(self, number: int) -> dt.datetime:
        """Commits are spread evenly over the last two years."""
        return _TODAY - dt.timedelta(days=730 * (1 - number / self._commits))

    def _commit(self, number: int, changes: list[bytes]) -> bytes:
        _, name, address = self._chance.choice(_PEOPLE)
        when = int(self._day(number).timestamp())
        head = "commit refs/heads/main\n" + "".join(
            f"{role} {name} <{address}> {when} +0000\n" for role in ("author", "committer")
        )
        return (head + "data 7\nchange\n").encode() + b"".join(changes) + b"\n"


def _settings() -> Iterator[bytes]:
    people = "".join(f"  {who}: {{name: {name}, email: {mail}}}\n" for who, name, mail in _PEOPLE)
    yield _put("hub.yml", _HUB_YML + people)


def _page(draft: Draft) -> bytes:
    return _put(f"content/{draft.path}", draft.text())


def _put(path: str, text: str) -> bytes:
    data = text.encode()
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)


def write(folder: Path, pages: int, commits: int, seed: int) -> None:
    """Make a handbook whose HEAD is checked out.

    Args:
        folder: Where; made if it is not there.
        pages: How many pages, of about 3 kB each.
        commits: How many commits.
        seed: Of all that is random.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--force"], cwd=folder, stdin=subprocess.PIPE
    ) as importer:
        if importer.stdin is None:
            raise RuntimeError("git fast-import takes no input")
        for piece in Handbook(pages, commits, seed).stream():
            importer.stdin.write(piece)
        importer.stdin.close()
    if importer.returncode:
        raise RuntimeError(f"git fast-import ended with {importer.returncode}")
    _git(folder, "repack", "-a", "-d", "-q")
    _git(folder, "reset", "--quiet", "--hard", "main")


def _git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=environment)


def make_in_own_process(folder: Path, pages: int, commits: int, seed: int) -> None:
    """Make a handbook without the memory that it takes counting as the caller's."""
    numbers = map(str, (pages, commits, seed))
    subprocess.run([sys.executable, __file__, str(folder), *numbers], check=True)


if __name__ == "__main__":
    folder_, *numbers_ = sys.argv[1:]
    sizes = [1000, 2000, 1]
    sizes[: len(numbers_)] = map(int, numbers_)
    write(Path(folder_), *sizes)
