"""A repository whose owner wants to run something on the machine that reads it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hub.history import read_history
from tests.history.repo_builder import RepoBuilder, prose

HOOKS = (
    "post-checkout",
    "post-index-change",
    "fsmonitor-watchman",
    "reference-transaction",
    "pre-auto-gc",
    "post-rewrite",
    "sendemail-validate",
)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "executed"


@pytest.fixture
def hostile(repo: RepoBuilder, marker: Path) -> RepoBuilder:
    attributes = (
        "*.md diff=evil filter=evil merge=evil\n* working-tree-encoding=UTF-8 export-subst\n"
    )
    module = '[submodule "m"]\n\tpath = m\n\turl = ext::touch%20executed\n\tupdate = !touch x\n'
    repo.commit({"a.md": prose("a"), ".gitattributes": attributes, ".gitmodules": module})
    repo.commit({"a.md": prose("gone")})
    repo.commit({"a.md": None, "b.md": prose("gone", 13)})
    repo.flush()
    repo.git("reset", "--quiet", "--hard", "main")
    command = _script(marker)
    for hook in HOOKS:
        path = repo.folder / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    _configure(repo, command, marker)
    return repo


def _script(marker: Path) -> str:
    script = marker.with_name("evil.sh")
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat\n")
    script.chmod(0o755)
    return str(script)


def _configure(repo: RepoBuilder, command: str, marker: Path) -> None:
    settings = {
        "core.fsmonitor": command,
        "core.hooksPath": str(repo.folder / ".git" / "hooks"),
        "core.pager": command,
        "core.editor": command,
        "core.sshCommand": command,
        "core.gitProxy": command,
        "core.askPass": command,
        "core.alternateRefsCommand": command,
        "credential.helper": f"!{command}",
        "diff.external": command,
        "diff.evil.command": command,
        "diff.evil.textconv": command,
        "filter.evil.clean": command,
        "filter.evil.smudge": command,
        "filter.evil.process": command,
        "filter.evil.required": "true",
        "merge.evil.driver": command,
        "gpg.program": command,
        "log.showSignature": "true",
        "pager.log": command,
        "pager.rev-list": command,
        "pager.diff-tree": command,
        "alias.rev-list": f"!{command}",
        "alias.diff-tree": f"!{command}",
        "alias.cat-file": f"!{command}",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::touch {marker}",
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "remote.origin.uploadpack": command,
        "extensions.partialClone": "origin",
        "core.repositoryformatversion": "1",
        "submodule.m.update": f"!{command}",
        "submodule.recurse": "true",
        "uploadpack.packObjectsHook": command,
        "trailer.x.command": command,
        "interactive.diffFilter": command,
    }
    path = repo.folder / ".git" / "config"
    lines = []
    for name, value in settings.items():
        section, _, key = name.rpartition(".")
        first, _, rest = section.partition(".")
        heading = f'[{first} "{rest}"]' if rest else f"[{first}]"
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'{heading}\n\t{key} = "{quoted}"')
    path.write_text(path.read_text() + "\n".join(lines) + "\n")


def test_nothing_of_the_repositorys_is_executed(hostile: RepoBuilder, marker: Path) -> None:
    history = hostile.read()
    assert not marker.exists()
    assert history.unknown is None
    assert len(history.of("b.md").edits) == 3


def test_missing_content_is_not_fetched_from_a_hostile_remote(
    hostile: RepoBuilder, marker: Path
) -> None:
    first = hostile.blob(prose("a"))
    _take_out(hostile, first)
    assert not marker.exists()
    assert (
        read_history(hostile.folder, ["b.md"], identity=lambda author: author.email, cache_dir=None)
        .of("b.md")
        .unknown
    )
    assert not marker.exists()


def test_the_trap_works_where_nobody_minds_it(hostile: RepoBuilder, marker: Path) -> None:
    hostile.git("-c", "core.hooksPath=.git/hooks", "status", check=False)
    assert marker.exists()


def _take_out(repo: RepoBuilder, blob: str) -> None:
    config = repo.folder / ".git" / "config"
    kept = config.read_text()
    config.write_text("[core]\n\trepositoryformatversion = 0\n")
    repo.forget(blob)
    config.write_text(kept)
