"""Handbooks in real git repositories, written commit by commit with fixed dates."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.app import Hub, open_hub
from hub.cli.main import run

ANA = "Ana Duarte <ana@acme.example>"
PRIYA = "Priya Nair <priya@northwind.example>"
TOM = "Tom Okafor <tom@northwind.example>"
TODAY = dt.date(2026, 6, 15)

TWO_SIDES = """\
name: Acme and Northwind
orgs:
  client: {name: Acme Outfitters, domains: [acme.example]}
  vendor: {name: Northwind Support, domains: [northwind.example]}
people:
  ana: {name: Ana Duarte, email: ana@acme.example}
  priya: {name: Priya Nair, email: priya@northwind.example}
  tom: {name: Tom Okafor, email: tom@northwind.example}
audience: {default: [client, vendor]}
"""
"""A ``hub.yml`` of a client and a vendor who may both read what does not say otherwise."""


class Handbook:
    """A handbook that is written and committed step by step.

    Args:
        root: Folder of ``hub.yml``; made if it is not there.
        hub_yml: What ``hub.yml`` says; empty for a handbook without one.
        git: Whether it is a repository.
    """

    def __init__(self, root: Path, hub_yml: str = "", *, git: bool = True) -> None:
        self.root = root
        self.content = root / "content"
        root.mkdir(parents=True, exist_ok=True)
        if git:
            self.git("init", "--quiet", "--initial-branch=main")
        if hub_yml:
            (root / "hub.yml").write_text(hub_yml, encoding="utf-8")

    def write(self, path: str, text: str | bytes) -> Handbook:
        """Write a file of the content folder."""
        return self.write_root(f"content/{path}", text)

    def write_root(self, path: str, text: str | bytes) -> Handbook:
        """Write a file beside ``hub.yml``."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def remove(self, path: str) -> Handbook:
        """Delete a file of the content folder."""
        (self.content / path).unlink()
        return self

    def move(self, old: str, new: str) -> Handbook:
        """Rename a file of the content folder."""
        target = self.content / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.content / old).rename(target)
        return self

    def commit(
        self, author: str = ANA, date: str = "2026-01-05", *, subject: str = "Work"
    ) -> Handbook:
        """Commit everything, at noon of a day."""
        name, _, address = author.removesuffix(">").partition(" <")
        when = f"{date}T12:00:00+00:00"
        who = {
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": address,
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": address,
            "GIT_COMMITTER_DATE": when,
        }
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, environment=who)
        return self

    def git(self, *arguments: str, environment: dict[str, str] | None = None) -> str:
        """Run git in the repository and return what it prints."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            check=True,
            capture_output=True,
            env={**os.environ, **(environment or {})},
            text=True,
        )
        return done.stdout.strip()

    def open(self, today: dt.date = TODAY) -> Hub:
        """The hub as it is judged on a day."""
        return open_hub(content=None, start=self.root, today=today)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything, whichever way it came out."""
        return self.out + self.err


def run_hub(folder: Path, *arguments: str) -> Outcome:
    """Run the command ``hub`` in this process, with ``folder`` as the working directory."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["hub", *arguments])
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
    return Outcome(code, out.getvalue(), err.getvalue())


def run_module(folder: Path, *arguments: str, **environment: str) -> Outcome:
    """Run ``python -m`` with arguments, as a user would."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def page(title: str = "", text: str = "", **front: Any) -> str:
    """The text of a page, with front matter where anything is given for it."""
    values = {"title": title, **front} if title else front
    block = yaml.safe_dump(values, sort_keys=False, allow_unicode=True) if values else ""
    head = f"---\n{block}---\n\n" if block else ""
    heading = f"# {title}\n\n" if title else ""
    return f"{head}{heading}{text}\n"
