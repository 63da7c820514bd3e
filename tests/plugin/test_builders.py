"""The plugin under MkDocs and ProperDocs, with other themes and settings."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from tests.builders import PRIYA, TWO_SIDES, Handbook, page, run_hub, run_module
from tests.leaks.marked import files_of

_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def _book(root: Path, settings: str) -> Handbook:
    """A handbook of two sides with pages of all kinds of links to one another."""
    book = Handbook(root, TWO_SIDES).write_root("mkdocs.yml", _MKDOCS_YML + settings)
    book.write("index.md", page("Home", "[sop](sops/refund.md#pay) [file](files/x.txt)"))
    book.write("sops/index.md", page("SOPs", "[refund](refund.md)"))
    text = "[home](../index.md) [html](../other.html#two)\n\n## Pay\n\nWords."
    book.write("sops/refund.md", page("Refund", text, review={"last": "2026-01-05"}))
    book.write("sops/inner.md", page("Inner", "[refund](refund.md)", audience="vendor"))
    book.write("other.md", page("Other", "![](files/y.png)\n\n## Two")).write("files/x.txt", "x")
    book.write("files/y.png", b"\x89PNG").commit()
    text = text.replace("Words", "Other words")
    book.write("sops/refund.md", page("Refund", text, review={"last": "2026-01-05"}))
    return book.commit(PRIYA, "2026-03-02")


_MKDOCS_YML = "site_name: Hub\nsite_url: https://hub.example/\ndocs_dir: content\n"
_MATERIAL = "theme: {name: material, font: false}\nplugins: [search, hub]\n"


def _built(book: Handbook, host: str, audience: str = "client") -> dict[str, bytes]:
    out = book.root / f"site-{host}"
    target = ("--quiet", "--site-dir", str(out))
    done = run_module(book.root, host, "build", *target, HUB_AUDIENCE=audience)
    assert done.code == 0, done.said
    return files_of(out)


def test_mkdocs_and_properdocs_make_the_same_bytes(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL)
    one, other = _built(book, "mkdocs"), _built(book, "properdocs")
    assert list(one) == list(other)
    differ = [n for n in one if _GENERATOR.sub(b"", one[n]) != _GENERATOR.sub(b"", other[n])]
    assert not differ
    assert b"ProperDocs" in b"".join(_GENERATOR.findall(other["index.html"]))


def test_hub_build_makes_the_same_bytes_as_mkdocs(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL)
    assert run_hub(book.root, "build", "--audience", "client").code == 0
    ours, theirs = files_of(book.root / "site" / "client"), _built(book, "mkdocs")
    assert [name for name in theirs if ours.get(name) != theirs[name]] == []
    assert list(ours) == list(theirs)


def test_pages_tell_of_their_use_only_where_that_is_wanted(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL.replace("hub]", "{hub: {events: true}}]"))
    asked, chosen = _site(book), ("build", "--audience", "client", "--out", "quiet", "--no-events")
    assert run_hub(book.root, *chosen).code == 0
    quiet = files_of(book.root / "quiet" / "client")
    assert asked.keys() - quiet.keys() == {"assets/hub/usage.js"}
    assert quiet.keys() - asked.keys() == {"assets/hub/found.json", "search/search_index.json"}
    for files, wanted in ((asked, True), (quiet, False)):
        text = files["sops/refund/index.html"]
        assert (b'usage.js" type="module"' in text) is wanted
        assert (b"Was this helpful?" in text) is wanted
        assert b"Was this helpful?" not in files["hub/health/index.html"]


def test_build_without_an_audience_asks_for_one(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL)
    done = run_module(book.root, "mkdocs", "build")
    assert done.code == 1
    assert "a site is made for one audience, and this hub has 2" in done.said
    assert "Traceback" not in done.said
    assert not (book.root / "site").exists()


def _site(book: Handbook, audience: str = "client") -> dict[str, bytes]:
    done = run_hub(book.root, "build", "--audience", audience)
    assert done.code == 0, done.said
    return files_of(book.root / "site" / audience)


_NOT_MATERIAL = "theme: {name: %s}\nplugins: [search, hub]\n"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_panel_stands_below_the_title_in_other_themes(tmp_path: Path, theme: str) -> None:
    files = _site(_book(tmp_path / "book", _NOT_MATERIAL % theme))
    text = files["sops/refund/index.html"].decode()
    title, panel, words = (
        text.index(part) for part in (">Refund</h1>", "hub-trust", "Other words")
    )
    assert title < panel < words
    assert b"hub-page" in files["hub/health/index.html"]
    assert "sops/inner/index.html" not in files


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_do_not_call_for_what_the_policy_forbids(tmp_path: Path, theme: str) -> None:
    settings = _NOT_MATERIAL % theme
    html = _site(_book(tmp_path / "book", settings))["index.html"].decode()
    assert "hljs" not in html
    assert "cdnjs" not in html
    allowed = settings.replace("hub]", "{hub: {csp: {script-src: ['https://cdnjs.example']}}}]")
    assert "hljs" in _site(_book(tmp_path / "allowed", allowed))["index.html"].decode()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_panel_is_not_in_the_search_index(tmp_path: Path, theme: str) -> None:
    files = _site(_book(tmp_path / "book", _NOT_MATERIAL % theme))
    index = files["search/search_index.json"]
    assert b"Other words" in index
    assert b"Last substantive edit" not in index
    assert b"within review date" not in index


def test_addresses_without_folders_work(tmp_path: Path) -> None:
    files = _site(_book(tmp_path / "book", _MATERIAL + "use_directory_urls: false\n"))
    assert {"index.html", "other.html", "sops/refund.html", "hub/health.html"} <= set(files)
    text = files["sops/refund.html"].decode()
    assert 'href="../index.html"' in text
    assert 'href="../other.html#two"' in text
    assert 'href="../sops/refund.html"' in files["hub/health.html"].decode()


def test_link_to_html_leads_to_the_page(tmp_path: Path) -> None:
    files = _site(_book(tmp_path / "book", _MATERIAL))
    assert 'href="../../other/#two"' in files["sops/refund/index.html"].decode()


def _features(files: dict[str, bytes]) -> str:
    found = re.search(rb'"features":\s*\[([^\]]*)\]', files["index.html"])
    assert found
    return found[1].decode()


@pytest.mark.parametrize(
    ("settings", "pruned"),
    [
        (_MATERIAL, True),
        (_MATERIAL.replace("hub]", "{hub: {prune: false}}]"), False),
        (_MATERIAL.replace("false}", "false, features: [navigation.prune]}"), True),
        (_MATERIAL.replace("false}", "false, features: [navigation.expand]}"), False),
    ],
)
def test_navigation_is_pruned_unless_it_is_switched_off(
    tmp_path: Path, settings: str, pruned: bool
) -> None:
    features = _features(_site(_book(tmp_path / "book", settings)))
    assert features.count("navigation.prune") == int(pruned)


def test_generated_pages_can_be_left_out(tmp_path: Path) -> None:
    settings = _MATERIAL.replace("hub]", "{hub: {pages: false}}]")
    files = _site(_book(tmp_path / "book", settings))
    assert "hub/health/index.html" not in files
    assert b"hub/health/" not in b"".join(files[name] for name in files if name.endswith("html"))


def test_page_of_ones_own_named_like_the_health_page_stays(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL).write("hub/health.md", page("Mine", "My words."))
    assert b"My words" in _site(book)["hub/health/index.html"]


_NAV = """\
nav:
  - Start: index.md
  - Procedures:
    - sops/refund.md
    - Inside: sops/inner.md
  - Only inside:
    - sops/inner.md
  - Elsewhere: https://example.org/
  - File: files/x.txt
"""


def test_navigation_has_what_the_audience_may_see_and_no_empty_section(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _NOT_MATERIAL % "mkdocs" + _NAV)
    client = _site(book)["index.html"].decode()
    for title in ("Start", "Procedures", "Refund", "Elsewhere", "File", "Hub health"):
        assert re.search(rf">\s*{title}\s*<", client), title
    assert "nside" not in client
    assert "https://example.org/" in client
    vendor = _site(book, "vendor")["index.html"].decode()
    assert "Inside" in vendor


def test_navigation_that_nobody_wrote_has_the_names_that_readers_know(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL).write("faqs/a.md", page("Where is it?", "There."))
    index = _site(book)["index.html"].decode()
    navigation = re.findall(r'<span class="md-ellipsis">\s*([^<]*?)\s*<', index)
    assert {"Home", "Other", "SOPs", "FAQs", "Hub"} <= set(navigation)
    assert not {"None", "Sops", "Faqs"} & set(navigation)


def test_excluded_pages_stay_out_and_links_to_them_too(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL + "exclude_docs: |\n  other.md\n")
    files = _site(book)
    assert "other/index.html" not in files
    assert b"other/" not in files["sops/refund/index.html"]


def test_sitemap_has_the_day_of_the_last_substantive_edit(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL)
    mechanical = page("Other", "![](files/y.png)\n\n\n## Two", tags=["new"])
    book.write("other.md", mechanical).commit(PRIYA, "2026-04-04")
    entries = dict(
        re.findall(
            r"<loc>https://hub.example/(.*?)</loc>\s*<lastmod>(.*?)</lastmod>",
            _site(book)["sitemap.xml"].decode(),
        )
    )
    assert entries["sops/refund/"] == "2026-03-02"
    assert entries["other/"] == entries[""] == "2026-01-05"


def test_dirty_build_is_refused_because_it_keeps_what_is_withheld_by_now(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL.replace("hub]", "{hub: {audience: client}}]"))
    done = run_module(book.root, "mkdocs", "build", "--dirty")
    assert done.code != 0
    assert "--dirty" in done.said


def test_text_appended_from_elsewhere_is_refused_and_not_left_out(tmp_path: Path) -> None:
    appended = "markdown_extensions:\n  - pymdownx.snippets: {auto_append: [parts/abbr.md]}\n"
    book = _book(tmp_path / "book", _MATERIAL + appended).write_root("parts/abbr.md", "*[A]: B\n")
    done = run_hub(book.root, "build", "--audience", "client")
    assert done.code == 1
    assert 'mkdocs.yml: includes "parts/abbr.md"' in done.err


_NEXT = re.compile(r'href="([^"]*)" class="md-footer__link md-footer__link--next')


def test_readers_go_through_the_pages_in_the_order_of_the_navigation(tmp_path: Path) -> None:
    settings = _MATERIAL.replace("false}", "false, features: [navigation.footer]}")
    files = _site(_book(tmp_path / "book", settings))
    seen, path = ["index.html"], "index.html"
    while match := _NEXT.search(files[path].decode()):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1], "index.html"))
        seen.append(path)
    hub = [path for path in seen if path.startswith("hub/")]
    assert seen == [*[path for path in seen if path not in hub], *hub]
    assert hub[:2] == ["hub/whats-new/index.html", "hub/health/index.html"]
    assert {"sops/refund/index.html", "other/index.html"} < {*seen}


def test_what_the_configuration_leaves_out_is_not_meant_for_hubs_pages(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL + "exclude_docs: |\n  queue.md\n  other.md\n")
    assert "hub/queue/index.html" in _site(book)


def test_a_hubs_own_page_that_is_left_out_makes_room_for_the_generated_one(tmp_path: Path) -> None:
    settings = _MATERIAL + "exclude_docs: hub/health.md\nnav: [index.md, hub/health.md]\n"
    book = _book(tmp_path / "book", settings).write("hub/health.md", page("Mine", "My words."))
    files = _site(book)
    assert b"My words" not in files["hub/health/index.html"]
    assert b"hub-page" in files["hub/health/index.html"]


_HOOK = """\
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority(50)
def on_files(files, config):
    files.append(File.generated(config, "index.md", content="# Theirs\\n\\nTheir words.\\n"))
    files.append(File.generated(config, "hub/health.md", content="# Their health\\n"))
"""


def test_what_another_plugin_makes_stays(tmp_path: Path) -> None:
    book = _book(tmp_path / "book", _MATERIAL + "hooks: [hook.py]\n").write_root("hook.py", _HOOK)
    book.remove("index.md")
    files = _site(book)
    assert b"Their words" in files["index.html"]
    assert b"Their health" in files["hub/health/index.html"]
    assert b"hub-page" not in files["hub/health/index.html"]
