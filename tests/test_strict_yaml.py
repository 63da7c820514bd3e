from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.strict_yaml import MAX_BYTES, MAX_DEPTH, YamlError, load

BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 10)}]\n" for i in range(9)
)


def test_plain_values_are_read() -> None:
    document = load("title: A\nversion: 3.10\nday: 2026-10-02\ntags: [a, b]\non: true\n")
    assert document.value["tags"] == ["a", "b"]
    assert document.written("version") == "3.10"
    assert document.written("tags") is None
    assert document.line_of("day") == 3


def test_the_line_is_that_of_the_deepest_value_that_exists() -> None:
    document = load("a: 1\nb:\n  c:\n    - x\n    - y\n")
    assert document.line_of("b", "c", 1) == 5
    assert document.line_of("b", "c", 7) == 3
    assert document.line_of("b", "nothing") == 2
    assert document.line_of("nothing") == 1


def test_an_empty_text_holds_nothing() -> None:
    assert load("# only a comment\n").value is None


def test_an_own_value_wins_over_a_merged_one() -> None:
    document = load("base: &b {version: 1.0}\n<<: *b\nversion: 3.10\n")
    assert document.written("version") == "3.10"
    assert document.line_of("version") == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [2\n", 3),
        ("a: 1\na: 2\n", 2),
        ("a: 1\n'a': 2\n", 2),
        ("x:\n  a: 1\n  a: 2\n", 3),
        ("a: 1\n? [x]\n: 2\n", 2),
        ("a: 1\nb: !!python/object/apply:os.system [id]\n", 2),
        ("a: !local x\n", 1),
        ("a: !!binary aGk=\n", 1),
        ("a: !!set {x}\n", 1),
        ("a: 1\nb: 2026-02-30\n", 2),
        ("a: &a [*a]\n", 1),
        ("a: *nothing\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("a:\n\t- x\n", 2),
        ("a: \x00\n", 1),
        ("a: 0x_\n", 1),
        (f"a: {'9' * 5000}\n", 1),
        ("[" * 200 + "]" * 200, 1),
        ("- " * 200 + "x", 1),
        ("a: " * 200, 1),
        (f"a: {'x' * MAX_BYTES}", 1),
        (BOMB, 1),
        ("a: &a [x]\n" + "".join(f"b{i}: [{'*a,' * 500}]\n" for i in range(50)), 1),
    ],
)
def test_what_is_not_plain_is_refused(text: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    assert caught.value.line == line


def test_nesting_is_allowed_up_to_the_limit() -> None:
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH).value is not None


@pytest.mark.parametrize(
    "text", [BOMB, "[" * 60_000, "- " * 30_000, "a: &a [x]\nb: [" + "*a," * 20_000 + "]"]
)
def test_a_bomb_is_refused_in_time(text: str) -> None:
    start = time.process_time()
    with pytest.raises(YamlError):
        load(text)
    assert time.process_time() - start < 1


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(YamlError):
        load(text)
