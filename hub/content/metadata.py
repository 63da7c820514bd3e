"""What a page says about itself, as a typed value, whichever dialect it is written in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hub.content.dialects import to_hub_dialect
from hub.content.front_matter import FrontMatter, as_date
from hub.content.look_alikes import is_mistyped
from hub.errors import Problem, did_you_mean
from hub.period import Period

AUDIENCE_RULE = "audience"
FIELD_RULE = "invalid-field"
VALUE_RULE = "unknown-value"
"""A value that a foreign handbook may use in a sense of its own; see ``lint.rules.refusals``."""


class Lifecycle(Enum):
    """Where a page stands between being written and being put away."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


def _word(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        raise ValueError(f"a {'list' if isinstance(value, list) else 'mapping'}")  # noqa: TRY004 (pydantic reports ValueError)
    return None if value is None or str(value).strip() == "" else str(value).strip()


def _words(value: Any) -> Any:
    if value is None:
        return ()
    if isinstance(value, dict):
        raise ValueError("a mapping")  # noqa: TRY004 (pydantic reports ValueError)
    if not isinstance(value, list):
        return (str(value),)
    if any(isinstance(item, (list, dict)) for item in value):
        raise ValueError("a list within a list")
    return tuple(str(item) for item in value if item is not None)


def _lenient_words(value: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    return tuple(str(item) for item in items if isinstance(item, (str, int, float)))


def _day(value: Any) -> Any:
    if value is None or value == "":
        return None
    day = as_date(value)
    if day is None:
        raise ValueError(f'"{value}" is not a day such as 2026-10-02')
    return day


def _period(value: Any) -> Any:
    if value is None:
        return None
    return Period.parse(str(value))


def _status(value: Any) -> Any:
    word = _word(value)
    if word is None:
        return None
    try:
        return Lifecycle(word)
    except ValueError:
        raise ValueError(f'"{word}" is not a status') from None


def _step(value: Any) -> Any:
    return {"page": value} if isinstance(value, str) else value


Word = Annotated[str | None, BeforeValidator(_word)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Day = Annotated[dt.date | None, BeforeValidator(_day)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="ignore")


class ReviewBlock(_Model):
    """The last review, as the page states it."""

    every: Annotated[Period | None, BeforeValidator(_period)] = None
    """How long a review holds."""
    last: Day = None
    """Day of the last review."""
    by: Word = None
    """Handle of the reviewer."""
    evidence: Word = None
    """What was checked."""


class Question(_Model):
    """A question with which a reader checks what stayed; nobody else hears the answer."""

    question: Annotated[str, BeforeValidator(_word)]
    answer: Annotated[str, BeforeValidator(_word)]
    options: Words = ()
    """Answers to choose from; none for an open question."""


class Step(_Model):
    """One step of a path."""

    page: Annotated[str, BeforeValidator(_word)]
    """The page to read: its id or its path."""
    required: bool = True
    due_day: Annotated[int, Field(ge=1, le=9999)] | None = None
    """Day of the path, counted from 1, by which the step is done."""
    minutes: Annotated[int, Field(ge=1, le=9999)] | None = None
    """Time it takes; measured from the text where not given."""
    check: tuple[Question, ...] = ()
    """What a reader can ask themselves once they have read the page."""


class Metadata(_Model):
    """The front matter of a page in Hub's own dialect; everything may be left out."""

    id: Word = None
    title: Word = None
    owner: Word = None
    audience: Words | None = None
    status: Annotated[Lifecycle | None, BeforeValidator(_status)] = None
    superseded_by: Word = None
    version: Word = None
    effective: Day = None
    approvers: Words = ()
    depends_on: Words = ()
    review: ReviewBlock = ReviewBlock()
    tags: Annotated[tuple[str, ...], BeforeValidator(_lenient_words)] = ()
    aliases: Annotated[tuple[str, ...], BeforeValidator(_lenient_words)] = ()
    applied_to: Words = ()
    no_change: Word = None
    """Why a lesson changed no page."""
    steps: tuple[Annotated[Step, BeforeValidator(_step)], ...] = ()


TYPED_AS_WORDS = ("id", "title", "owner", "version", "superseded_by")
_VALUES_OF_THEIR_OWN = frozenset({"status", "review", "effective", "steps"})
_EXPECTED = {
    "id": "one word, such as SOP-012",
    "audience": "the names of audiences, such as [client, vendor]",
    "status": "draft, published or archived",
    "effective": "a day such as 2026-09-01",
    "review": "every:, last:, by: and evidence:",
    "steps": "a list of steps, each with page:",
}


def read_metadata(path: str, front: FrontMatter) -> tuple[Metadata, list[Problem]]:
    """Read a page's front matter into its typed form.

    Args:
        path: The page's file, for messages.
        front: Its front matter.

    Returns:
        The metadata, without the fields that can't be used, and a problem for each of those.
    """
    if not front.values:
        return _NOTHING, []
    values = _translated(front)
    problems = [*_mistyped_keys(path, front), *_audience_problems(path, front, values)]
    try:
        return Metadata.model_validate(values), problems
    except ValidationError as error:
        problems += _mistakes(path, front, error)
        wrong = {detail["loc"][0] for detail in error.errors()}
    return Metadata.model_validate({k: v for k, v in values.items() if k not in wrong}), problems


_NOTHING = Metadata()


def metadata_of(front: FrontMatter) -> Metadata:
    """The typed form of front matter that is known to have no mistakes.

    Raises:
        ValueError: When it has one all the same.
    """
    return Metadata.model_validate(_translated(front)) if front.values else _NOTHING


def _translated(front: FrontMatter) -> dict[str, Any]:
    """Front matter in Hub's dialect, with words that look like numbers as they were typed."""
    values = to_hub_dialect(front.values)
    for key in TYPED_AS_WORDS:
        if isinstance(values.get(key), (int, float, dt.date)):
            values[key] = front.document.written(key) or values[key]
    return values


def _mistakes(path: str, front: FrontMatter, error: ValidationError) -> Iterable[Problem]:
    for detail in error.errors():
        keys = tuple(detail["loc"])
        name = str(keys[0])
        message = detail["msg"].removeprefix("Value error, ")
        own = name in _VALUES_OF_THEIR_OWN and not message.startswith("a list")
        yield Problem(
            path=path,
            line=front.line_of(*keys),
            rule=AUDIENCE_RULE if name == "audience" else VALUE_RULE if own else FIELD_RULE,
            found=f'"{".".join(map(str, keys))}" holds {message}'
            if message.startswith("a ")
            else f"{'.'.join(map(str, keys))}: {message}",
            expected=_EXPECTED.get(name, "one word or sentence"),
        )


def _mistyped_keys(path: str, front: FrontMatter) -> Iterable[Problem]:
    """Report keys that a reader takes for ``audience`` and a program does not."""
    named = "audience" in front.values
    found = None
    for keys in _keys(front.values):
        key = str(keys[-1])
        if len(keys) > 1 and named:
            continue
        if _is_mistyped_audience(key) or (len(keys) > 1 and key == "audience"):
            found = f'the key "{".".join(map(str, keys))}"'
            yield _not_the_audience(path, front.line_of(*keys), found)
    swallowed = None if named or found else _AUDIENCE_LINE.search(front.text)
    if swallowed is not None:
        line = front.text.count("\n", 0, swallowed.start("key")) + 2
        yield _not_the_audience(path, line, "an audience inside another value")


_AUDIENCE_LINE = re.compile(r"""^[ \t]*(?P<key>["']?audience["']?)[ \t]*:""", re.M)


def _not_the_audience(path: str, line: int, found: str) -> Problem:
    return Problem(
        path=path,
        line=line,
        rule=AUDIENCE_RULE,
        found=found,
        expected='"audience" at the beginning of a line, in plain small letters',
        remedy="Type the key anew; some letters of other alphabets look the same.",
    )


def _keys(value: Any, *above: str | int) -> Iterator[tuple[str | int, ...]]:
    """The way to every key, the outer ones first."""
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Mapping):
        items = value.items()
        yield from ((*above, key) for key in value)
    elif isinstance(value, list):
        items = enumerate(value)
    for key, inner in items:
        if isinstance(inner, (Mapping, list)):
            yield from _keys(inner, *above, key)


@lru_cache(maxsize=2048)
def _is_mistyped_audience(key: str) -> bool:
    return is_mistyped(key, "audience")


def _audience_problems(
    path: str, front: FrontMatter, values: Mapping[str, Any]
) -> Iterable[Problem]:
    if "audience" in values and not values["audience"]:
        yield Problem(
            path=path,
            line=front.line_of("audience"),
            rule=AUDIENCE_RULE,
            found="an audience that names nobody",
            expected=_EXPECTED["audience"],
            remedy="Name who may read the page, or remove the key.",
        )
    elif isinstance(values.get("audience"), list) and None in values["audience"]:
        yield Problem(
            path=path,
            line=front.line_of("audience"),
            rule=AUDIENCE_RULE,
            found="an audience with an empty entry",
            expected=_EXPECTED["audience"],
        )


def unknown_audiences(
    path: str, front: FrontMatter, named: Iterable[str], known: tuple[str, ...]
) -> Iterable[Problem]:
    """Report the names in ``named`` that are not audiences of this hub."""
    for name in named:
        if name not in known:
            yield Problem(
                path=path,
                line=front.line_of("audience"),
                rule=AUDIENCE_RULE,
                found=f'audience "{name}" is not known',
                expected="one of " + ", ".join(known),
                remedy=did_you_mean(name, known) or "List it under orgs: in hub.yml.",
            )
