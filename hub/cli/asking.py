"""Questions for people who sit at a terminal; nobody else is asked anything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import typer


def somebody_looks_on() -> bool:
    """Whether a person can read a question here and type an answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "") -> str:
    """Ask for one line; an empty answer takes the default, which may be empty, too."""
    # The default stands between the question mark and the answer, and asks for a colon.
    end = " " if question.endswith("?") and not default else ": "
    answer = typer.prompt(question, default=default, show_default=bool(default), prompt_suffix=end)
    return str(answer).strip()


def ask_for_words(question: str, default: Sequence[str]) -> tuple[str, ...]:
    """Ask for several words, with commas or spaces between them."""
    return words(ask(question, " ".join(default)))


def ask_until(question: str, default: str, mistake: Callable[[str], str]) -> str:
    """Ask until the answer can be used.

    Args:
        question: What to ask.
        default: What an empty answer means.
        mistake: What is wrong with an answer; empty where nothing is.
    """
    while complaint := mistake(answer := ask(question, default)):
        typer.echo(f"  {complaint}", err=True)
    return answer


def words(written: str) -> tuple[str, ...]:
    """The words of a text that has commas or spaces between them."""
    return tuple(written.replace(",", " ").split())
