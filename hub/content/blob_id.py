"""The ids that git gives to a file's content."""

from __future__ import annotations

import hashlib


def blob_ids(data: bytes) -> tuple[str, ...]:
    """Compute the ids under which git may hold a file, whatever it does to line ends.

    Args:
        data: The file's content in the working tree.

    Returns:
        For each of the two forms, as it stands and with plain line ends, the id in a SHA-1 and
        in a SHA-256 repository.
    """
    forms = dict.fromkeys((data, data.replace(b"\r\n", b"\n")))
    objects = [b"blob %d\0" % len(form) + form for form in forms]
    return tuple(
        digest
        for content in objects
        for digest in (
            hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            hashlib.sha256(content).hexdigest(),
        )
    )
