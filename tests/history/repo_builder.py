"""Real repositories, written commit by commit with fixed dates."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hub.history import Author, History, read_history

Content = str | bytes | None
ANA, BEN = "Ana Ruiz <ana@acme.example>", "Ben Okoro <ben@northwind.example>"


class RepoBuilder:
    """Writes commits with ``git fast-import``, so that any path and any merge is possible."""

    def __init__(self, folder: Path, *, object_format: str = "sha1") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", f"--object-format={object_format}")
        self._trees: list[dict[bytes, tuple[bytes, bytes]]] = [{}]
        self._stream: list[bytes] = []

    def git(self, *arguments: str, check: bool = True) -> str:
        """Run git in the repository and return what it prints."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, check=check, capture_output=True, env=os.environ
        )
        return os.fsdecode(done.stdout).strip()

    def commit(
        self,
        changes: Mapping[str, Content],
        *,
        by: str = ANA,
        on: str = "2026-01-01",
        parents: Sequence[int] | None = None,
        mode: str = "100644",
    ) -> int:
        """Queue a commit; its tree is its first parent's with the changes (None removes)."""
        number = len(self._trees)
        known = ((number - 1,) if number > 1 else ()) if parents is None else tuple(parents)
        tree = dict(self._trees[known[0]]) if known else {}
        for path, content in changes.items():
            raw = os.fsencode(path)
            if content is None:
                del tree[raw]
            else:
                data = content.encode() if isinstance(content, str) else content
                tree[raw] = (mode.encode(), data)
        self._trees.append(tree)
        when = int(dt.datetime.fromisoformat(f"{on}T12:00:00+00:00").timestamp())
        self._stream.append(_header(number, by, when, 1_600_000_000 + number * 60, known))
        self._stream.append(b"deleteall\n")
        for raw, (mode_, data) in tree.items():
            self._stream.append(b"M %s inline %s\n" % (mode_, _quoted(raw)))
            self._stream.append(b"data %d\n%s\n" % (len(data), data))
        return number

    def flush(self) -> None:
        """Write what is queued."""
        if not self._stream:
            return
        stream, self._stream = b"".join(self._stream), []
        marks = self.folder / ".git" / "marks"
        subprocess.run(
            [
                *("git", "fast-import", "--quiet", "--force"),
                *(f"--import-marks-if-exists={marks}", f"--export-marks={marks}"),
            ],
            cwd=self.folder,
            check=True,
            input=stream,
            capture_output=True,
        )

    def sha(self, number: int) -> str:
        """The id of a commit."""
        self.flush()
        lines = (self.folder / ".git" / "marks").read_text().splitlines()
        return dict(line.split() for line in lines)[f":{number}"]

    def blob(self, content: str) -> str:
        """The id of a content."""
        done = subprocess.run(
            ["git", "hash-object", "--stdin"],
            cwd=self.folder,
            input=content.encode(),
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def forget(self, object_id: str) -> None:
        """Damage the repository: take one object out of it."""
        self.flush()
        packs = self.folder / ".git" / "objects" / "pack"
        for pack in packs.glob("*.pack"):
            data = pack.read_bytes()
            for each in packs.glob(f"{pack.stem}.*"):
                each.unlink()
            subprocess.run(["git", "unpack-objects", "-q"], cwd=self.folder, input=data, check=True)
        (self.folder / ".git" / "objects" / object_id[:2] / object_id[2:]).unlink()

    def read(
        self,
        *paths: str,
        below: str = "",
        cache: Path | None = None,
        identity: Callable[[Author], str] | None = None,
    ) -> History:
        """Read the history; without paths, of every file at HEAD."""
        self.flush()
        raw = self._trees[-1] if len(self._trees) > 1 else {}
        prefix = f"{below}/" if below else ""
        every = [os.fsdecode(path) for path in raw]
        wanted = paths or [path.removeprefix(prefix) for path in every if path.startswith(prefix)]
        return read_history(
            self.folder / below,
            wanted,
            identity=identity or (lambda author: author.email),
            cache_dir=cache,
        )

    def edits(self, history: History, path: str) -> list[tuple[int, bool]]:
        """A page's edits as (number of the commit, substantive), oldest first."""
        page = history.of(path)
        assert page.unknown is None, page.unknown
        numbers = {self.sha(number): number for number in range(1, len(self._trees))}
        return [(numbers[edit.commit.sha], edit.substantive) for edit in reversed(page.edits)]


def prose(topic: str, lines: int = 12) -> str:
    """A page of lines that no other topic has."""
    return "".join(f"The {topic} has rule {n} about {topic} {n * n}.\n" for n in range(lines))


def _header(number: int, by: str, authored: int, committed: int, parents: Sequence[int]) -> bytes:
    lines = [
        "commit refs/heads/main",
        f"mark :{number}",
        f"author {by} {authored} +0000",
        f"committer C <c@example.org> {committed} +0000",
        "data 1\nx",
    ]
    lines += [f"{'merge' if n else 'from'} :{parent}" for n, parent in enumerate(parents)]
    start = f"reset refs/heads/main\n{'from :' + str(parents[0]) if parents else ''}\n"
    return (start + "\n".join(lines) + "\n").encode()


def _quoted(path: bytes) -> bytes:
    return b'"' + b"".join(b"\\%03o" % byte for byte in path) + b'"'
