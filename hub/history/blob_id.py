"""The id that git gives to a file's content."""

from __future__ import annotations

import hashlib

_SHA256_DIGITS = 64


def blob_id(data: bytes, *, head: str | None = None) -> str:
    """Compute git's id of a file's content, without asking git.

    Args:
        data: The content as git stores it.
        head: Any id of the same repository; its length tells SHA-1 from SHA-256.

    Returns:
        The id in hexadecimal digits, comparable with ``PageHistory.head_blob``.
    """
    sha256 = head is not None and len(head) == _SHA256_DIGITS
    digest = hashlib.sha256() if sha256 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()
