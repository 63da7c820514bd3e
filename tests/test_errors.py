from __future__ import annotations

from hub.errors import BuildError, ConfigError, ContentError, HistoryError, HubError, Problem


def test_a_problem_says_where_what_expected_and_what_to_do() -> None:
    problem = Problem(
        path="content/sops/deploy.md",
        line=4,
        rule="known-owner",
        found='owner "jna" is not a known person',
        expected="a handle listed in hub.yml",
        remedy='did you mean "jana"?',
    )
    assert str(problem) == (
        'content/sops/deploy.md:4: owner "jna" is not a known person [known-owner]\n'
        "  expected: a handle listed in hub.yml\n"
        '  did you mean "jana"?'
    )


def test_a_problem_without_a_file_begins_with_what_was_found() -> None:
    assert str(Problem(path="", rule="r", found="nothing to read")) == "nothing to read [r]"


def test_a_problem_without_a_line_names_the_file() -> None:
    assert str(Problem(path="a.md", rule="r", found="f")) == "a.md: f [r]"


def test_a_name_can_not_forge_output() -> None:
    problem = Problem(path="a\n\x1b[31m\u202eb.md", rule="r", found="x\ny", remedy="\x07z")
    assert str(problem) == "a\\n\\x1b[31m\\u202eb.md: x\\ny [r]\n  \\x07z"


def test_a_surrogate_can_be_printed() -> None:
    assert str(Problem(path="\udcfc", rule="r", found="f")).encode() == b"\\udcfc: f [r]"


def test_an_error_carries_all_its_problems() -> None:
    problems = [Problem(path="a", rule="r", found=found) for found in ("x", "y")]
    error = ContentError.of(iter(problems))
    assert isinstance(error, ContentError)
    assert error.problems == tuple(problems)
    assert str(error) == "a: x [r]\na: y [r]"


def test_every_error_is_a_hub_error() -> None:
    for kind in (ConfigError, ContentError, HistoryError, BuildError):
        assert issubclass(kind, HubError)
