"""A site takes the old one's place when it is finished, and never before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hub.site.publication import forgotten_sites, publish


def _site(words: str) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        folder.mkdir()
        (folder / "index.html").write_text(words)

    return build


@pytest.fixture
def target(tmp_path: Path) -> Path:
    publish(tmp_path / "site", _site("old"))
    return tmp_path / "site"


def test_new_site_takes_the_place_of_the_old_as_a_whole(target: Path) -> None:
    (target / "gone.html").write_text("only in the old one")
    publish(target, _site("new"))
    assert [path.name for path in target.iterdir()] == ["index.html"]
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("error", [RuntimeError("no"), KeyboardInterrupt(), OSError(28, "full")])
def test_old_site_stays_when_the_build_fails(target: Path, error: BaseException) -> None:
    def build(folder: Path) -> None:
        _site("half")(folder)
        raise error

    with pytest.raises(type(error)):
        publish(target, build)
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_old_site_is_served_while_the_new_one_is_made(target: Path) -> None:
    def build(folder: Path) -> None:
        assert (target / "index.html").read_text() == "old"
        _site("new")(folder)

    publish(target, build)


def test_run_that_was_killed_between_the_two_renames_is_mended(target: Path) -> None:
    target.rename(target.with_name(".site.old"))
    _site("half")(target.with_name(".site.new"))

    def build(_: Path) -> None:
        assert (target / "index.html").read_text() == "old"
        raise RuntimeError("this one fails as well")

    with pytest.raises(RuntimeError):
        publish(target, build)
    assert (target / "index.html").read_text() == "old"


def test_what_a_killed_run_left_is_not_published(target: Path) -> None:
    half = target.with_name(".site.new")
    half.mkdir()
    (half / "secret.html").write_text("half")
    publish(target, _site("new"))
    assert [path.name for path in target.iterdir()] == ["index.html"]


def test_folder_that_is_no_site_is_not_replaced(tmp_path: Path) -> None:
    pages = tmp_path / "content"
    pages.mkdir()
    (pages / "refund.md").write_text("# Refund\n")
    with pytest.raises(FileExistsError, match="something else than a site"):
        publish(pages, _site("new"))
    assert (pages / "refund.md").read_text() == "# Refund\n"


def test_empty_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", _site("new"))
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_site_of_an_audience_that_is_gone_is_named(tmp_path: Path) -> None:
    for name in ("client", "partner"):
        publish(tmp_path / name, _site(name))
    (tmp_path / "notes").mkdir()
    assert forgotten_sites(tmp_path, ("client", "vendor")) == [tmp_path / "partner"]
