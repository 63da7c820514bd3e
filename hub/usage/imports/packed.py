"""What is in a file: as it stands, packed by gzip or in a ZIP; nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hub.errors import ConfigError, Problem, printable

CHUNK = 1 << 18
MOST_MEMBERS = 200
"""Files in a ZIP."""
MOST_UNPACKED = 2 << 30
"""Bytes that one packed log may unpack to."""
MOST_IN_MEMORY = 64 << 20
"""Bytes of an export, which is read whole, and of a ZIP that comes from a pipe."""
MOST_RATIO, RATIO_FREE = 400, 16 << 20
"""How far something may unpack, beyond the first bytes: logs reach 10 to 50, a bomb 1,000."""
_GZIP, _ZIPS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")

Progress = Callable[[int, int], None]
"""Told how many bytes of a file are read, and how many there are (0 where nobody knows)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file, or one of those in a ZIP."""

    name: str
    chunks: Iterator[bytes]
    """Its content, unpacked, piece by piece; to be read before the next member."""


class GivenFile:
    """A file as it was given, read as often as it has to be.

    Args:
        name: Its path, or ``-`` for what comes through a pipe.
        pipe: Where that comes from.
        progress: Told how far the reading has come.

    Raises:
        ConfigError: When it can't be read.
    """

    def __init__(self, name: str, pipe: IO[bytes], progress: Progress | None = None) -> None:
        self.name = "standard input" if name == "-" else name
        self._path = None if name == "-" else Path(name)
        self._hash = hashlib.sha256()
        self._progress = progress or _silent
        self._pipe = pipe
        self._start = b""
        self._whole: bytes | None = None
        if self._path is not None:
            with self._opened(self._path) as file:
                self._hash = _hash_of(file)

    @property
    def known_digest(self) -> str:
        """SHA-256 in hexadecimal; empty for a pipe, which has to be read first."""
        return "" if self._path is None else self._hash.hexdigest()

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal, of all that was read."""
        return self._hash.hexdigest()

    def samples(self) -> Iterator[tuple[str, bytes]]:
        """Name and beginning of the file, or of each file in it where it is a ZIP.

        Raises:
            ConfigError: When it can't be read, or is made to do harm.
        """
        if self._path is None and not self._is_zip_in_memory():
            pieces = self._unpacked(iter([self._start]), is_part=True)
            yield self.name, next(pieces, b"")
            return
        with self._file() as file:
            for member in self._members(file, _silent):
                yield member.name, next(member.chunks, b"")

    def members(self) -> Iterator[Member]:
        """The file, or the files in it where it is a ZIP; of a pipe only once.

        Raises:
            ConfigError: When it can't be read, or is made to do harm.
        """
        with self._file() as file:
            yield from self._members(file, self._progress)

    def _members(self, file: IO[bytes], progress: Progress) -> Iterator[Member]:
        size = self._path.stat().st_size if self._path is not None else 0
        start = self._start if file is self._pipe else file.read(CHUNK)
        if start.startswith(_ZIPS):
            yield from self._zipped(file, size, progress)
        else:
            chunks = self._raw(file, start, size, progress)
            yield Member(self.name, self._unpacked(chunks))

    def _is_zip_in_memory(self) -> bool:
        """Read a ZIP that comes from a pipe, because its list of files stands at its end."""
        if not self._start:
            self._start = self._pipe.read(CHUNK)
            self._hash.update(self._start)
        if self._whole is None and self._start.startswith(_ZIPS):
            chunks = self._raw(self._pipe, self._start, 0, _silent)
            self._whole = whole(Member(self.name, chunks))
        return self._whole is not None

    def _file(self) -> AbstractContextManager[IO[bytes]]:
        if self._path is not None:
            return self._opened(self._path)
        if self._is_zip_in_memory():
            return io.BytesIO(self._whole or b"")
        return nullcontext(self._pipe)

    def _opened(self, path: Path) -> IO[bytes]:
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise self._refused("is no file", "a file, or - for what comes through a pipe")
            return path.open("rb")
        except OSError as error:
            found = f"can't be read: {error.strerror or error}"
            raise self._refused(found, "a file to import") from error

    def _raw(self, file: IO[bytes], start: bytes, size: int, progress: Progress) -> Iterator[bytes]:
        chunk, done = start, 0
        while chunk:
            done += len(chunk)
            progress(done, size)
            yield chunk
            chunk = file.read(CHUNK)
            if file is self._pipe:
                self._hash.update(chunk)

    def _unpacked(self, chunks: Iterator[bytes], *, is_part: bool = False) -> Iterator[bytes]:
        start = next(chunks, b"")
        chunks = _chained(start, chunks)
        if not start.startswith(_GZIP):
            return chunks
        return self._gunzipped(chunks, is_part=is_part)

    def _gunzipped(self, chunks: Iterable[bytes], *, is_part: bool) -> Iterator[bytes]:
        packed = unpacked = 0
        machine = zlib.decompressobj(wbits=31)
        try:
            for chunk in chunks:
                packed += len(chunk)
                rest = chunk
                while rest:
                    if machine.eof:  # several files packed one after another are one, as in gzip
                        machine = zlib.decompressobj(wbits=31)
                    piece = machine.decompress(rest, CHUNK)
                    unpacked += len(piece)
                    self._check(packed, unpacked)
                    yield piece
                    rest = machine.unconsumed_tail or machine.unused_data
        except zlib.error as error:
            raise self._refused(f"is broken: {error}", "a whole gzip file") from error
        if not machine.eof and not is_part:
            raise self._refused("ends in the middle", "a whole gzip file")

    def _zipped(self, file: IO[bytes], size: int, progress: Progress) -> Iterator[Member]:
        try:
            with zipfile.ZipFile(file) as archive:
                infos = self._checked(archive.infolist())
                for info in infos:
                    with archive.open(info) as member:
                        chunks = self._counted(member, info)
                        yield Member(info.filename, self._unpacked(chunks))
                    progress(info.header_offset + info.compress_size, size)
        # zipfile says NotImplementedError of a way of packing that it doesn't know.
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
            raise self._refused(f"is broken: {error}", "a whole ZIP file") from error

    def _checked(self, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
        if len(infos) > MOST_MEMBERS:
            raise self._refused(f"has {len(infos)} files in it", f"at most {MOST_MEMBERS}")
        for info in infos:
            name = info.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
                raise self._refused(f'has "{info.filename}" in it', "names below its own folder")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise self._refused(f'has the link "{info.filename}" in it', "files only")
            if info.flag_bits & 1:
                raise self._refused(f'has "{info.filename}" locked by a password', "open files")
        packed = sum(info.compress_size for info in infos)
        self._check(packed, sum(info.file_size for info in infos))
        return [info for info in infos if not info.is_dir()]

    def _counted(self, file: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The content of a member, which may be no longer than the ZIP's own list says."""
        done = 0
        while chunk := file.read(CHUNK):
            done += len(chunk)
            if done > info.file_size:
                raise self._refused(f'says less than there is of "{info.filename}"', "a true list")
            yield chunk

    def _check(self, packed: int, unpacked: int) -> None:
        if unpacked > MOST_UNPACKED:
            raise self._refused(
                f"unpacks to more than {MOST_UNPACKED >> 30} GiB", "smaller files, one at a time"
            )
        if unpacked > RATIO_FREE and unpacked > packed * MOST_RATIO:
            raise self._refused(
                f"unpacks to more than {MOST_RATIO} times its size", "a log or an export"
            )

    def _refused(self, found: str, expected: str) -> ConfigError:
        name = printable(self.name)
        return ConfigError(Problem(path=name, rule="import", found=found, expected=expected))


def _hash_of(file: IO[bytes]) -> hashlib._Hash:
    found = hashlib.sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found


def _silent(_done: int, _all: int) -> None:
    """Tell nobody how far the reading has come."""


def whole(member: Member) -> bytes:
    """A member's content in one piece.

    Raises:
        ConfigError: When it is too large for that.
    """
    parts, size = [], 0
    for chunk in member.chunks:
        size += len(chunk)
        if size > MOST_IN_MEMORY:
            found = f"has more than {MOST_IN_MEMORY >> 20} MiB"
            expected = "an export of a shorter period"
            name = printable(member.name)
            raise ConfigError(Problem(path=name, rule="import", found=found, expected=expected))
        parts.append(chunk)
    return b"".join(parts)


def _chained(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from rest
