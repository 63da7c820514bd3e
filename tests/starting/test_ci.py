"""What is shipped for CI and pre-commit: YAML that can be read, commands that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from hub.cli.main import app
from hub.starting.blanks import fill_yaml
from hub.starting.template_files import shipped

PROJECT = Path(__file__).parent.parent.parent
_VALUES = {"audiences": ["client", "vendor"], "branch": "main"}
_HUB = re.compile(r"(?<![\w./-])hub (?P<rest>[a-z][^\n|>&;)]*)")
TEXTS = {
    "ci/github.yml": fill_yaml(shipped("ci/github.yml"), _VALUES),
    "ci/gitlab.yml": fill_yaml(shipped("ci/gitlab.yml"), _VALUES),
    "hub/pre-commit-config.yaml": shipped("hub/pre-commit-config.yaml"),
    ".pre-commit-hooks.yaml": (PROJECT / ".pre-commit-hooks.yaml").read_text(),
}
_COMMAND_KEYS = ("run", "script", "entry", "before_script")


def commands(value: Any, *, is_command: bool = False) -> Iterator[str]:
    """Every command line below a YAML value, without the word ``hub``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from commands(inner, is_command=key in _COMMAND_KEYS)
    elif isinstance(value, list):
        for inner in value:
            yield from commands(inner, is_command=is_command)
    elif isinstance(value, str) and is_command:
        yield from (match["rest"] for match in _HUB.finditer(value))


def accept(line: str) -> None:
    """Let the real command line read a line, without running what it asks for."""
    command, words = get_command(app), shlex.split(line)
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
        if hasattr(command, "commands") and (not words or words[0] not in command.commands):
            break
    command.make_context("hub", words)


FOUND = [(name, line) for name, text in TEXTS.items() for line in commands(yaml.safe_load(text))]


@pytest.mark.parametrize("line", [line for _, line in FOUND], ids=[name for name, _ in FOUND])
def test_every_command_is_one_that_hub_knows(line: str) -> None:
    accept(line)


def test_commands_were_found_in_every_file() -> None:
    assert {name for name, _ in FOUND} == set(TEXTS)
    lines = [line for name, line in FOUND if name == "ci/github.yml"]
    assert [line.split()[0] for line in lines] == ["lint", "search", "impact", "build", "build"]


def test_an_option_that_does_not_exist_would_be_noticed() -> None:
    with pytest.raises(Exception, match="--bass"):
        accept("lint --bass main")


def test_github_gives_each_job_no_more_rights_than_it_needs() -> None:
    workflow = yaml.safe_load(TEXTS["ci/github.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    may_write = [
        name for name, job in jobs.items() if "write" in (job.get("permissions") or {}).values()
    ]
    assert may_write == ["comment"]
    used = [step.get("uses", "") for step in jobs["comment"]["steps"]]
    assert not any(action.startswith("actions/checkout") for action in used)
    assert list(commands(jobs["comment"])) == []


def test_github_actions_are_pinned_and_read_the_whole_history() -> None:
    jobs = yaml.safe_load(TEXTS["ci/github.yml"])["jobs"].values()
    steps = [step for job in jobs for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps)
    uses = re.findall(r"uses: (\S+) # v\d+\.\d+\.\d+\n", TEXTS["ci/github.yml"])
    assert uses == [step["uses"] for step in steps]
    checkouts = [step["with"] for step in steps if step["uses"].startswith("actions/checkout")]
    assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}] * 2


def test_no_expression_of_the_forge_is_put_into_a_shell() -> None:
    jobs = yaml.safe_load(TEXTS["ci/github.yml"])["jobs"].values()
    scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


def test_every_audience_is_published_by_itself() -> None:
    github = yaml.safe_load(TEXTS["ci/github.yml"])["jobs"]["publish"]
    gitlab = yaml.safe_load(TEXTS["ci/gitlab.yml"])["publish"]
    assert github["strategy"]["matrix"] == {"audience": ["client", "vendor"]}
    assert gitlab["parallel"]["matrix"] == [{"AUDIENCE": ["client", "vendor"]}]


def test_gitlab_shows_findings_in_the_merge_request_and_fails_for_them() -> None:
    job = yaml.safe_load(TEXTS["ci/gitlab.yml"])["lint"]
    report, words, build = job["script"]
    assert report == words + " --format gitlab > findings.json || true"
    assert build.startswith("hub build")
    assert job["artifacts"] == {"when": "always", "reports": {"codequality": "findings.json"}}


@pytest.mark.parametrize("name", ["hub/pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_a_hook_runs_for_a_commit_that_only_removes_a_page(name: str) -> None:
    """pre-commit lists what a commit adds and changes, not what it removes."""
    found = yaml.safe_load(TEXTS[name])
    hooks = found if isinstance(found, list) else found["repos"][0]["hooks"]
    assert [(hook["always_run"], hook.get("files")) for hook in hooks] == [(True, None)] * len(
        hooks
    )


def test_gitlab_reads_the_whole_history() -> None:
    assert yaml.safe_load(TEXTS["ci/gitlab.yml"])["variables"]["GIT_DEPTH"] == 0


def test_github_hides_no_failure_behind_a_pipe() -> None:
    jobs = yaml.safe_load(TEXTS["ci/github.yml"])["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    piped = [step for step in steps if "hub" in step.get("run", "") and "|" in step["run"]]
    assert [step.get("shell") for step in piped if "gh api" not in step["run"]] == ["bash"]
