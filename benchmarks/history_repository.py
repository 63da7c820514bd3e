"""Make a handbook's repository of any size, the same one for the same seed.

Run as ``python benchmarks/history_repository.py FOLDER [FILES [COMMITS [SEED]]]``.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_PROSE = """
the a to of and for with agent refund ticket customer order check open close reply queue
handover shift escalation policy amount currency invoice address courier return label box
screen field button tool search result owner review step before after when until approve
reject limit supervisor note evidence template message chat call email phone language
"""
_WORDS = _PROSE.split()
_KINDS = ("sops", "faqs", "decisions", "lessons", "guides")
_PEOPLE = tuple(
    (f"Person {n}", f"person{n}@{'acme' if n % 3 else 'northwind'}.example") for n in range(40)
)
_START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_REQUEST = 4


def make(folder: Path, files: int, commits: int, seed: int = 1) -> None:
    """Make a repository whose HEAD is checked out.

    About one change in ten renames a page, one in twelve is a pull request of four commits,
    one in seven bumps a review date; the others change a paragraph of one to three pages.

    Args:
        folder: Where; made if it is not there, and then empty of any repository.
        files: Pages at HEAD; each has 2 to 4 kB.
        commits: Commits, merges included.
        seed: Of all that is random.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--force"], cwd=folder, stdin=subprocess.PIPE
    ) as importer:
        if importer.stdin is None:
            raise RuntimeError("git fast-import takes no input")
        for piece in _Author(files, commits, random.Random(seed)).stream():  # noqa: S311 - a benchmark
            importer.stdin.write(piece)
        importer.stdin.close()
    if importer.returncode:
        raise RuntimeError(f"git fast-import ended with {importer.returncode}")
    _git(folder, "repack", "-a", "-d", "-q")
    _git(folder, "reset", "--quiet", "--hard", "main")


def _git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=environment)


class _Author:
    """Writes commits for ``git fast-import``."""

    def __init__(self, files: int, commits: int, chance: random.Random) -> None:
        self._files = files
        self._commits = commits
        self._chance = chance
        self._pages: dict[str, list[str]] = {}
        self._names: list[str] = []
        self._made = 0
        self._tip = 0

    def stream(self) -> Iterator[bytes]:
        """The commits, oldest first; mark N is commit N."""
        first = self._files - min(self._files // 2, self._commits // 3)
        yield self._commit([self._add() for _ in range(first)])
        missing = self._files - first
        while self._made < self._commits:
            left = self._commits - self._made
            if missing and self._chance.random() < missing / left:
                missing -= 1
                yield self._commit([self._add()])
            elif left - missing >= _REQUEST and self._chance.random() < 0.08:
                yield from self._pull_request()
            else:
                yield self._commit(self._change())

    def _commit(self, changes: list[bytes], *parents: int) -> bytes:
        self._made += 1
        name, address = self._chance.choice(_PEOPLE)
        when = int((_START + dt.timedelta(hours=2 * self._made)).timestamp())
        lines = [f"commit refs/heads/main\nmark :{self._made}"]
        lines += [f"{role} {name} <{address}> {when} +0000" for role in ("author", "committer")]
        lines.append("data 7\nchange")
        known = parents or ((self._tip,) if self._tip else ())
        lines += [f"{word} :{mark}" for word, mark in zip(("from", "merge"), known, strict=False)]
        self._tip = self._made
        return ("\n".join(lines) + "\n").encode() + b"".join(changes) + b"\n"

    def _pull_request(self) -> Iterator[bytes]:
        # Two commits on a branch, one beside it, and the merge.
        base, proposed = self._tip, [self._edit(), self._edit()]
        yield self._commit(proposed[:1])
        yield self._commit(proposed[1:])
        branch = self._tip
        yield self._commit([self._edit()], base)
        yield self._commit(proposed, self._tip, branch)

    def _change(self) -> list[bytes]:
        roll = self._chance.random()
        if roll < 0.1:
            return [self._rename()]
        if roll < 0.24:
            return [self._review()]
        return [self._edit() for _ in range(self._chance.randint(1, 3))]

    def _add(self) -> bytes:
        number = len(self._names)
        name = f"{_KINDS[number % len(_KINDS)]}/area-{number // 97}/page-{number}.md"
        head = f"---\nid: SOP-{number}\ntitle: {self._sentence(4)}\nowner: person{number % 40}\n"
        head += "audience: [client, vendor]\nreview:\n  every: 6 months\n  last: 2020-01-01\n---"
        body = [
            self._sentence(self._chance.randint(30, 60)) for _ in range(self._chance.randint(8, 14))
        ]
        self._pages[name] = [head, f"# {self._sentence(4)}", *body]
        self._names.append(name)
        return _put(name, self._pages[name])

    def _rename(self) -> bytes:
        index = self._chance.randrange(len(self._names))
        old = self._names[index]
        new = f"{old.rsplit('/', 1)[0]}/moved-{self._made}.md"
        self._names[index] = new
        self._pages[new] = self._pages.pop(old)
        return f"R {old} {new}\n".encode()

    def _review(self) -> bytes:
        name = self._chance.choice(self._names)
        head = self._pages[name][0].rsplit("  last:", 1)[0]
        day = (_START + dt.timedelta(hours=2 * self._made)).date()
        self._pages[name][0] = f"{head}  last: {day}\n---"
        return _put(name, self._pages[name])

    def _edit(self) -> bytes:
        name = self._chance.choice(self._names)
        page = self._pages[name]
        page[self._chance.randrange(2, len(page))] = self._sentence(self._chance.randint(30, 60))
        return _put(name, page)

    def _sentence(self, words: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=words)).capitalize()


def _put(name: str, page: list[str]) -> bytes:
    data = ("\n\n".join(page) + "\n").encode()
    return b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data)


if __name__ == "__main__":
    folder_, *numbers = sys.argv[1:]
    make(Path(folder_), *map(int, numbers or ("5000", "20000")))
