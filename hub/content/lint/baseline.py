"""The findings that a handbook began with: known, counted, and not reported again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hub.content.lint.finding import Finding, SetAside
from hub.content.replacing import replace_file
from hub.errors import ConfigError, Problem

BASELINE_NAME = ".hub-lint-baseline.json"
SCHEMA = 1

_Key = tuple[str, str, str]
"""Path, rule and fingerprint of a finding."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each known finding is there.

    A finding is known by its rule, its file and a fingerprint of what was found, and not by its
    line: it stays known when the text above it grows. Two alike in one file count as two.
    """

    counts: Mapping[_Key, int] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """The baseline that knows everything that would be reported without one.

        What refuses a build can't be known, and what a page ignores needs not be.
        """
        kept = (f for f in findings if f.set_aside is not SetAside.IGNORED and not f.refuses_build)
        return cls(Counter(map(_key, kept)))

    @classmethod
    def parse(cls, text: str) -> Baseline:
        """Read a baseline.

        Args:
            text: What the file says; empty where there is none.

        Raises:
            ConfigError: When it is not what ``dump`` writes.
        """
        if not text.strip():
            return cls()
        try:
            said = json.loads(text)
            _check_schema(said)
            return cls(dict(_entries(said["findings"])))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ConfigError(
                Problem(
                    path=BASELINE_NAME,
                    line=error.lineno if isinstance(error, json.JSONDecodeError) else 1,
                    rule="lint-baseline",
                    found="the baseline can't be read",
                    expected="what hub lint --update-baseline writes",
                    remedy="Run it once more; after a merge conflict, delete the file first.",
                )
            ) from error

    def dump(self) -> str:
        """The baseline as text, sorted, so that two branches that mend things merge."""
        files: dict[str, dict[str, dict[str, int]]] = {}
        for (path, rule, fingerprint), count in sorted(self.counts.items()):
            files.setdefault(path, {}).setdefault(rule, {})[fingerprint] = count
        said = {"schema": SCHEMA, "findings": files}
        return json.dumps(said, indent=1, ensure_ascii=False) + "\n"

    def set_aside(self, findings: Iterable[Finding]) -> list[Finding]:
        """Mark the findings that are known, of several alike as many as are known."""
        left = Counter(self.counts)
        result = []
        for finding in findings:
            known = finding.is_reported and not finding.refuses_build and left[_key(finding)] > 0
            if known:
                left[_key(finding)] -= 1
            result.append(replace(finding, set_aside=SetAside.KNOWN) if known else finding)
        return result

    def gone(self, findings: Iterable[Finding]) -> int:
        """How many known findings are no longer there.

        Args:
            findings: All findings of all pages, known ones included.
        """
        present = Counter(map(_key, (f for f in findings if f.set_aside is SetAside.KNOWN)))
        return sum((Counter(self.counts) - present).values())


def read_baseline(root: Path) -> Baseline:
    """The baseline of the project in ``root``; nothing is known where there is no file.

    Raises:
        ConfigError: When there is one and it can't be read.
    """
    try:
        text = (root / BASELINE_NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Baseline()
    except (OSError, UnicodeDecodeError) as error:
        raise _file_problem(f"can't be read: {error}", "a readable text file") from error
    return Baseline.parse(text)


def write_baseline(root: Path, baseline: Baseline) -> None:
    """Put a baseline in the place of the old one; nothing known leaves no file.

    Raises:
        ConfigError: When it can't be written; the old one is still there.
    """
    target = root / BASELINE_NAME
    if target.is_symlink():  # who checks a foreign handbook must not write into other folders
        raise _file_problem("is a symbolic link", "a file of its own")
    try:
        if baseline.counts:
            replace_file(target, baseline.dump().encode("utf-8", "surrogatepass"))
        else:
            target.unlink(missing_ok=True)
    except OSError as error:
        raise _file_problem(f"can't be written: {error}", "a folder that can be written") from error


def _file_problem(found: str, expected: str) -> ConfigError:
    return ConfigError(
        Problem(path=BASELINE_NAME, rule="lint-baseline", found=found, expected=expected)
    )


def _key(finding: Finding) -> _Key:
    return finding.problem.path, finding.problem.rule, finding.fingerprint


def _check_schema(said: Any) -> None:
    if said["schema"] != SCHEMA:
        raise ValueError(said["schema"])


def _entries(files: dict[str, dict[str, dict[str, int]]]) -> Iterable[tuple[_Key, int]]:
    for path, rules in files.items():
        for rule, fingerprints in rules.items():
            for fingerprint, count in fingerprints.items():
                if type(count) is not int or count < 1:  # json reads true as a number, too
                    raise TypeError(count)
                yield (path, rule, fingerprint), count
