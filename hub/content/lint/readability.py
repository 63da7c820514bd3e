"""Rules about files that can't be read for certain; the reader has found them already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.content.lint.rule import Subject
    from hub.errors import Problem


def unreadable_front_matter(subject: Subject) -> Iterable[Problem]:
    """Front matter must be readable to the last letter.

    Whatever looks as if its author meant front matter has to be exactly right: a `---` line
    first and last, plain YAML, every key once. Otherwise nobody can say who may read the page.

    Bad:
        ---
        title: Issue a refund
        audience: [client
        ---

    Good:
        ---
        title: Issue a refund
        audience: [client]
        ---
    """
    return _found("unreadable-front-matter", subject)


def audience(subject: Subject) -> Iterable[Problem]:
    """An audience names organisations of this hub.

    A name that is not known, a key that only looks like `audience` and an empty audience are
    refused, because a page with a mistyped audience would be read by the wrong people.

    Bad:
        audience: [clients]

    Good:
        audience: [client]
    """
    return _found("audience", subject)


def unused_folder(subject: Subject) -> Iterable[Problem]:
    """A folder that hub.yml gives an audience has files.

    A folder whose name is nearly that of another one is refused under the rule `audience`:
    it was meant to restrict that folder, and restricts nothing.

    Bad:
        audience: {folders: {sops/archive: [client]}}   # hub.yml; the folder is gone

    Good:
        audience: {folders: {sops/client-only: [client]}}
    """
    return _found("unused-folder", subject)


def invalid_field(subject: Subject) -> Iterable[Problem]:
    """A field of the front matter holds the kind of value that it is for.

    Bad:
        owner: [ana, priya]

    Good:
        owner: ana
    """
    return _found("invalid-field", subject)


def unknown_value(subject: Subject) -> Iterable[Problem]:
    """A status, a day or a period is one that Hub knows.

    Where there is a `hub.yml`, such a value refuses the build; in a handbook that has never
    heard of Hub it is reported, and what it says counts as unknown.

    Bad:
        status: finished

    Good:
        status: archived
    """
    return _found("unknown-value", subject)


def symlink(subject: Subject) -> Iterable[Problem]:
    """A symbolic link leads to a file or folder inside the content folder.

    Bad:
        content/prices.md -> /home/ana/prices.md

    Good:
        content/prices.md -> reference/prices.md
    """
    return _found("symlink", subject)


def file_name(subject: Subject) -> Iterable[Problem]:
    r"""A file's name is valid UTF-8, so that every system shows the same name.

    Bad:
        r\xfcckgabe.md    (the letter as one byte, in Latin-1)

    Good:
        rückgabe.md
    """
    return _found("file-name", subject)


def file_kind(subject: Subject) -> Iterable[Problem]:
    """The content folder holds files and folders, no devices, sockets or pipes.

    Bad:
        content/queue.md    (a named pipe)

    Good:
        content/queue.md    (a file)
    """
    return _found("file-kind", subject)


def _found(rule: str, subject: Subject) -> Iterable[Problem]:
    return (problem for problem in subject.library.problems if problem.rule == rule)
