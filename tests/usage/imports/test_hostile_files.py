"""Files that are broken or mean harm: rows are rejected and counted, or the whole is refused."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from hub.errors import ConfigError
from hub.usage.imports import packed
from tests.usage.imports.files import Shelf, imported, line

_GOOD = line().encode()


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(name, data)
        return file.getvalue()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"\x1b[31m" + _GOOD, "with control characters"),
        (_GOOD.replace(b"refund", b"ref\0und"), "with control characters"),
        (line("/sops/\udcff/").encode("utf-8", "surrogateescape"), "with an address that is not"),
        (line("/sops/%ff/").encode(), "with an address that is not UTF-8"),
        (line("/" + "x" * (1 << 20)).encode(), "longer than 64 KiB"),
        (b"x" * (1 << 20), "longer than 64 KiB"),
        (b'203.0.113.9 - - "GET / HTTP/1.1"', "not in the log's format"),
        (_GOOD + b" more" + _GOOD[:20], "not in"),
        (line(at="99/Jun/2026:13:55:36 +0000").encode(), "without a time"),
        (line(at="17/Jun/2026:00:00:00 +0000").encode(), "more than a day in the future"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_that_can_not_be_read_is_rejected_and_counted(
    bad: bytes, reason: str, end: bytes
) -> None:
    if reason == "not in":
        bad = _GOOD[:-1]
    data = end.join([_GOOD, bad, line("/").encode(), b""])
    outcome, rejects = imported(data, format="combined")
    assert sum(count.views for count in outcome.imported.counts.values()) == 2
    assert (outcome.imported.read, outcome.imported.rejected) == (3, 1)
    (found,) = rejects.reasons
    assert found.startswith(reason)


def test_rejected_lines_are_kept_as_they_were(tmp_path: Path) -> None:
    bad = b"\x1b[2J" + _GOOD
    _, rejects = imported(_GOOD + b"\n" + bad + b"\n", format="combined")
    rejects.write(tmp_path / "log.rejects")
    assert (tmp_path / "log.rejects").read_bytes() == bad + b"\n"
    assert stat.S_IMODE((tmp_path / "log.rejects").stat().st_mode) == 0o600


def test_a_line_is_the_same_wherever_the_pieces_end(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\n".join([_GOOD, b"\0" + _GOOD, b"y" * 70_000, line("/").encode()])
    for size in (1, 7, 1000, 65_537, 1 << 20):
        monkeypatch.setattr(packed, "CHUNK", size)
        outcome, _ = imported(data, format="combined")
        assert (outcome.imported.read, outcome.imported.rejected) == (4, 2)


@pytest.mark.parametrize("name", ["../log", "a/../../log", "/log", "C:/log", "..\\log"])
def test_a_zip_with_names_outside_is_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "log.zip"
    file.write_bytes(zipped(("access.log", _GOOD), (name, _GOOD)))
    book = Shelf()
    with pytest.raises(ConfigError, match="in it"):
        imported(file, book)
    assert book.kept == []
    assert [path.name for path in tmp_path.iterdir()] == ["log.zip"]


def test_a_zip_with_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("access.log")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ConfigError, match="has the link"):
        imported(zipped((info, b"/etc/passwd")))


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(zipped(("access.log", _GOOD)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ConfigError, match="locked by a password"):
        imported(bytes(data))


def test_a_zip_of_very_many_files_is_refused() -> None:
    with pytest.raises(ConfigError, match="201 files"):
        imported(zipped(*((f"{number}.log", _GOOD) for number in range(201))))


def test_a_zip_bomb_is_refused_before_anything_is_kept() -> None:
    book = Shelf()
    with pytest.raises(ConfigError, match="400 times its size"):
        imported(zipped(("access.log", _GOOD + b"\n" * (64 << 20))), book)
    assert book.kept == []


def test_a_zip_that_says_less_than_it_holds_is_refused() -> None:
    data = bytearray(zipped(("access.log", (_GOOD + b"\n") * 1000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(ConfigError, match="is broken"):
        imported(bytes(data), format="combined")


def test_a_gzip_bomb_is_refused_before_anything_is_kept(tmp_path: Path) -> None:
    book = Shelf()
    file = tmp_path / "access.log.gz"
    file.write_bytes(gzip.compress((_GOOD + b"\n") + b"\n" * (64 << 20)))
    with pytest.raises(ConfigError, match="400 times its size"):
        imported(file, book)
    assert book.kept == []


def test_half_a_gzip_file_is_refused() -> None:
    data = gzip.compress(b"".join(line(f"/{n}").encode() + b"\n" for n in range(9999)))
    with pytest.raises(ConfigError, match="ends in the middle"):
        imported(data[: len(data) // 2])


def test_packed_files_count_as_what_is_in_them(tmp_path: Path) -> None:
    first, second = _GOOD + b"\n", line("/").encode() + b"\n"
    forms = [
        first + second,
        gzip.compress(first + second),
        gzip.compress(first) + gzip.compress(second),
        zipped(("a/1.log", first), ("a/2.log.gz", gzip.compress(second)), ("a/", b"")),
    ]
    for number, data in enumerate(forms):
        file = tmp_path / str(number)
        file.write_bytes(data)
        for given in (data, file):
            outcome, _ = imported(given)
            assert sum(count.views for count in outcome.imported.counts.values()) == 2


def test_deep_json_is_one_rejected_line() -> None:
    deep = b'{"request":' + b"[" * 60_000
    good = (
        b'{"ts":1781099736.5,"request":{"remote_ip":"a","method":"GET","uri":"/",'
        b'"headers":{"User-Agent":["Mozilla/5.0 Firefox/126.0"]}},"status":200}'
    )
    outcome, _ = imported(b"\n".join([good, deep]), format="caddy-json")
    assert (outcome.imported.read, outcome.imported.rejected) == (2, 1)


def test_a_table_with_broken_rows_keeps_the_others() -> None:
    rows = [
        b"date,hostname,page,visits,visitors,pageviews",
        b"2026-06-10,h,/,1,1,1",
        b"2026-06-10,h,/\xff,1,1,1",
        b"2026-06-10,h,/\x1b[2J,1,1,1",
        b"2026-06-10,h,/" + b"x" * (1 << 20) + b",1,1,1",
        b"2026-06-10,h,/,1,1,1",
    ]
    outcome, _ = imported(b"\r\n".join(rows), format="plausible")
    assert [count.views for count in outcome.imported.counts.values()] == [2]
    assert outcome.imported.rejected == 3


@pytest.mark.parametrize("name", ["gone.log", "."])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"can't be read|is no file"):
        imported(tmp_path / name)


def test_the_wrong_format_says_what_it_is() -> None:
    with pytest.raises(ConfigError) as caught:
        imported(_GOOD, format="caddy-json")
    assert 'begins with "203.0.113.9 - -' in str(caught.value)
    assert "Did you mean --format combined?" in str(caught.value)


def test_what_fits_no_format_names_them_all() -> None:
    with pytest.raises(ConfigError, match=r"expected: one of combined, .*jsonl"):
        imported(b"Dear all,\nplease find attached\n")


@pytest.mark.parametrize(
    "start", [b"label,nb_hits\n/,3\n", b"Page path,Views\n/,3\n", b"x,y\n/,3\n"]
)
def test_an_export_without_days_asks_for_them(start: bytes) -> None:
    with pytest.raises(ConfigError, match="--from and --to"):
        imported(start)


def test_an_empty_file_is_no_mistake() -> None:
    book = Shelf()
    outcome, _ = imported(b"", book)
    assert outcome.is_empty
    assert book.kept == []
