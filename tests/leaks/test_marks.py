"""Nothing of what is for the vendor only is in any byte of the client's site."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hub_mkdocs import searching
from tests.builders import TWO_SIDES, Handbook, page, run_hub, run_module
from tests.leaks.marked import LINK_FORMS, MARK, TITLE_FORMS, files_of, marked_hub, traces


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return marked_hub(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="module", params=["hub", "mkdocs", "properdocs"])
def site(request: pytest.FixtureRequest, book: Handbook) -> Path:
    """The client's site, as each of the three commands builds it."""
    out = book.root / f"site-{request.param}"
    if request.param == "hub":
        done = run_hub(book.root, "build", "--audience", "client", "--out", str(out))
        out = out / "client"
    else:
        build = (request.param, "build", "--site-dir", str(out))
        done = run_module(book.root, *build, HUB_AUDIENCE="client")
    assert done.code == 0, done.said
    return out


def test_mark_is_in_no_byte_of_the_clients_site(site: Path) -> None:
    assert not traces(site)


_ADDRESS = re.compile(r"(?i)//hub.example/handbook/quokkafolder/quokkapath/|Quokkaaddress")
_MATERIAL = re.compile(r"^theme: .*$", re.M)
_OTHER_SETTINGS: dict[str, Callable[[str], str | None]] = {
    "theme mkdocs": lambda text: _MATERIAL.sub("theme: {name: mkdocs}", text).replace("tags,", ""),
    "theme readthedocs": lambda text: _MATERIAL.sub("theme: {name: readthedocs}", text).replace(
        "tags,", ""
    ),
    "files for addresses": lambda text: text + "use_directory_urls: false\n",
    "no site address": lambda text: re.sub(r"^site_url: .*$", "", text, flags=re.M),
    "no navigation": lambda text: text[: text.index("nav:")],
    "a foreign site": lambda text: text.replace("tags, hub]", "tags]"),
    "no settings": lambda _: None,
}


@pytest.mark.parametrize("name", _OTHER_SETTINGS)
def test_mark_is_in_no_byte_whatever_the_settings(
    book: Handbook, tmp_path: Path, name: str
) -> None:
    root = tmp_path / "handbook"
    book.git("clone", "--quiet", str(book.root), str(root))
    text = _OTHER_SETTINGS[name]((root / "mkdocs.yml").read_text())
    (root / "mkdocs.yml").unlink() if text is None else (root / "mkdocs.yml").write_text(text)
    done = run_hub(root, "build", "--audience", "client")
    assert done.code == 0, done.said
    # Where nothing tells the site's own address, an address on the web is anybody's.
    unknown = name in ("no site address", "no settings")
    assert not traces(root / "site" / "client", but=_ADDRESS if unknown else None)


def test_mark_is_in_no_part_of_an_index_in_parts(
    book: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MANY", 1)
    out = book.root / "in-parts"
    for audience in ("client", "vendor"):
        done = run_hub(book.root, "build", "--audience", audience, "--out", str(out))
        assert done.code == 0, done.said
    assert not traces(out / "client")
    found = "\n".join(traces(out / "vendor"))
    for place in ("pagefind/fragment/", "pagefind/index/", "pagefind/filter/"):
        assert place in found


def test_vendors_site_has_everything_so_the_search_means_something(book: Handbook) -> None:
    done = run_hub(book.root, "build", "--audience", "vendor", "--out", "vendors")
    assert done.code == 0, done.said
    site = book.root / "vendors" / "vendor"
    found = "\n".join(traces(site))
    for place in ("quokkapath", "quokkafile.txt", "search_index.json", "sitemap.xml", "links"):
        assert place in found
    text = (site / "quokkafolder" / "quokkapath" / "index.html").read_text().lower()
    for word in ("quokkatitle", "quokkalater", "quokkaalt", "quokkaheading", "quokkaowner"):
        assert word in text


def test_every_form_of_link_keeps_its_words(site: Path) -> None:
    text = (site / "links" / "index.html").read_text()
    article = text[text.index("<article") : text.index("</article>")]
    parts = re.split(r"<p>Form \d+\.</p>", article)[1:]
    assert len(parts) == len(LINK_FORMS)
    lost = [
        name
        for name, part in zip(LINK_FORMS, parts, strict=True)
        if ">see" in LINK_FORMS[name] or "[see]" in LINK_FORMS[name]
        if "see" not in part and "footnote" not in name
    ]
    assert not lost


def test_text_that_repeats_the_title_becomes_another_page(site: Path) -> None:
    text = (site / "titles" / "index.html").read_text()
    assert text.count("another page") >= len(TITLE_FORMS)


def test_shared_page_has_no_uses_by_restricted_pages(site: Path) -> None:
    panel = (site / "desk" / "open" / "index.html").read_text()
    assert "1 path" in panel
    assert "2 path" not in panel


def test_shared_page_is_not_suspect_for_a_change_of_a_restricted_one(site: Path) -> None:
    assert 'data-hub-state="fresh"' in (site / "links" / "index.html").read_text()


def test_attachment_of_both_is_there_and_of_neither_is_not(site: Path) -> None:
    files = {name for name in files_of(site) if re.match(r"assets/[\w-]+\.(png|txt|svg)", name)}
    # Material's own favicon lies in assets/images.
    assert files == {"assets/shared.png", "assets/logo.png"}


def test_site_of_a_hub_that_never_had_the_pages_is_the_same(tmp_path: Path) -> None:
    sites = []
    for marked in (True, False):
        book = marked_hub(tmp_path / str(marked), marked=marked, titles=False)
        done = run_hub(book.root, "build", "--audience", "client", "--today", "2026-06-15")
        assert done.code == 0, done.said
        sites.append(files_of(book.root / "site" / "client"))
    with_pages, without = sites
    assert list(with_pages) == list(without)
    assert [name for name in without if with_pages[name] != without[name]] == []
    assert MARK not in "".join(without)


def test_title_made_of_a_link_does_not_repeat_that_of_its_target(tmp_path: Path) -> None:
    settings = TWO_SIDES + "content: {wiki_links: true}\n"
    book = Handbook(tmp_path / "handbook", settings).write("index.md", "# Home [a](a.md) [b](b.md)")
    inner = page("Quokka", "x", id="SOP-QUOKKA", audience="vendor")
    book.write("inner.md", inner).write("a.md", "# About [Quokka](inner.md) [home](index.md)\n")
    book.write("b.md", "# With [[SOP-QUOKKA]]\n\n[a](a.md)").commit()
    assert run_hub(book.root, "build", "--audience", "client").code == 0
    site = book.root / "site" / "client"
    assert not traces(site)
    health = (site / "hub" / "health" / "index.html").read_text()
    assert "About another page home" in health
    assert "With another page" in health
