"""Material's blog beside Hub: it reads posts itself, moves them, and prints excerpts of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.leaks.marked import files_of

_MKDOCS_YML = """\
site_name: Hub
site_url: https://hub.example/
docs_dir: content
theme: {name: material, font: false}
"""
_POST = (
    "[the quokka plan](../../sops/inner.md) [home](../../index.md) <b onclick='zebra()'>bold</b>"
)


@pytest.fixture(scope="module", params=["[search, blog, hub]", "[hub, search, blog]"])
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The client's site, with the plugins in one order and in the other."""
    book = Handbook(tmp_path_factory.mktemp("blog"), TWO_SIDES)
    book.write_root("mkdocs.yml", f"{_MKDOCS_YML}plugins: {request.param}\n")
    book.write("index.md", page("Home", "[post](blog/posts/one.md)"))
    book.write("sops/inner.md", page("The quokka plan", "x", audience="vendor"))
    book.write("blog/index.md", page("Our news", "All of it."))
    text = f"{_POST}\n\n<!-- more -->\n\nThe rest of it."
    book.write(
        "blog/posts/one.md", page("Peak season", text, date=dt.date(2026, 1, 3), owner="ana")
    )
    book.write(
        "blog/posts/two.md", page("Two", "Wombat.", date=dt.date(2026, 1, 4), audience="vendor")
    )
    done = run_hub(book.commit().root, "build", "--audience", "client")
    assert done.code == 0, done.said
    return book.root / "site" / "client"


def read(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


_ADDRESS = "blog/2026/01/03/peak-season/"


def test_everything_leads_to_a_post_where_the_blog_has_put_it(site: Path) -> None:
    assert "hub-trust" in read(site, _ADDRESS)
    assert f'href="../../{_ADDRESS}"' in read(site, "hub/whats-new")
    assert f'href="{_ADDRESS}"' in read(site, ".")
    assert f"https://hub.example/{_ADDRESS}" in (site / "hub/feed.xml").read_text()


@pytest.mark.parametrize("path", ["blog", "blog/archive/2026"])
def test_excerpts_say_no_more_than_the_post_itself(site: Path, path: str) -> None:
    excerpt = read(site, path).partition('class="md-post__content')[2]
    assert "Peak season" in excerpt
    assert "<b>bold</b>" in excerpt
    assert "another page" in excerpt
    assert ">home</a>" in excerpt
    assert "The rest of it" not in excerpt


def test_what_is_withheld_is_in_no_byte(site: Path) -> None:
    everything = b"".join(files_of(site).values()).lower()
    for word in (b"quokka", b"wombat", b"zebra", b"sops/inner"):
        assert word not in everything


def test_metadata_of_hub_alone_stays_with_hub(site: Path) -> None:
    assert 'class="md-post' in read(site, "blog")
    assert "md-content--post" in read(site, _ADDRESS)
