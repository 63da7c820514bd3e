"""The guard of the plugin under other themes, hosts and settings."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest

from hub.site.html.security import script_hash
from tests.builders import Handbook, Outcome, page, run_hub, run_module
from tests.leaks.marked import files_of

_THEMES = {
    "material": "theme: {name: material, font: false}\n",
    "mkdocs": "theme: {name: mkdocs}\n",
    "readthedocs": "theme: {name: readthedocs}\n",
}
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_INLINE = re.compile(r"<script(?![^>]*(?:\ssrc=|json))[^>]*>(.*?)</script>", re.DOTALL)


def _book(root: Path, theme: str = "material", options: str = "", more: str = "") -> Handbook:
    book = Handbook(root)
    book.write_root(
        "mkdocs.yml",
        f"site_name: Guarded\ndocs_dir: content\n{_THEMES[theme]}"
        f"plugins: [search, hub: {{{options}}}]\n{more}",
    )
    return book.write("index.md", page("Home", "Words.")).write("deep/er/page.md", "# Deep\n")


def _site(book: Handbook) -> dict[str, str]:
    done = run_hub(book.commit().root, "build")
    assert done.code == 0, done.said
    found = files_of(book.root / "site" / "everyone")
    return {name: data.decode("utf-8", "replace") for name, data in found.items()}


@pytest.mark.parametrize("theme", _THEMES)
def test_every_page_has_one_policy_that_lets_its_themes_scripts_run(
    tmp_path: Path, theme: str
) -> None:
    pages = {n: t for n, t in _site(_book(tmp_path, theme)).items() if n.endswith(".html")}
    assert {"index.html", "404.html", "deep/er/page/index.html"} <= pages.keys()
    for name, text in pages.items():
        (policy,) = _POLICY.findall(text)
        assert text.index("Content-Security-Policy") < text.index("<script"), name
        assert [it for it in _INLINE.findall(text) if script_hash(it) not in policy] == [], name
        assert "data-hub-0" not in text


def test_properdocs_secures_its_pages_too(tmp_path: Path) -> None:
    book = _book(tmp_path).commit()
    out = tmp_path / "out"
    done = run_module(book.root, "properdocs", "build", "--quiet", "--site-dir", str(out))
    assert done.code == 0, done.said
    assert all(
        len(_POLICY.findall(data.decode())) == 1
        for name, data in files_of(out).items()
        if name.endswith(".html")
    )


def test_a_script_that_came_with_the_content_gets_no_hash(tmp_path: Path) -> None:
    book = _book(tmp_path, options="sanitise: false")
    book.write("bad.md", "# Bad\n\n<script>ran()</script>\n")
    text = _site(book)["bad/index.html"]
    assert "<script>ran()</script>" in text
    assert script_hash("ran()") not in text


def test_a_script_cannot_forge_the_mark_of_the_theme(tmp_path: Path) -> None:
    book = _book(tmp_path, options="sanitise: false")
    book.write("bad.md", f"# Bad\n\n<script data-hub-{'0' * 32}>ran()</script>\n")
    assert script_hash("ran()") not in _site(book)["bad/index.html"]


def test_the_owner_adds_sources_or_leaves_the_policy_out(tmp_path: Path) -> None:
    book = _book(tmp_path / "more", options="csp: {img-src: ['https://media.example']}")
    book.write("index.md", page("Home", "![x](https://media.example/x.png)"))
    text = _site(book)["index.html"]
    assert "img-src 'self' data: https://media.example;" in text
    assert 'src="https://media.example/x.png"' in text
    without = _site(_book(tmp_path / "less", options="csp: false"))
    assert not [name for name, text in without.items() if _POLICY.search(text)]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("csp: {img-scr: ['x']}", '"img-scr" is none of'),
        ("csp: {img-src: ['x; script-src *']}", "img-src can't hold"),
        ("csp: strict", "expected false, or a list of sources"),
        ("csp: {img-src: x}", "expected false, or a list of sources"),
    ],
)
def test_a_wrong_policy_is_refused(tmp_path: Path, option: str, said: str) -> None:
    done = run_module(_book(tmp_path, options=option).root, "mkdocs", "build")
    assert done.code == 1
    assert said in done.said
    assert "Traceback" not in done.said


def _with_files(book: Handbook) -> Handbook:
    svg = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    book.write("good.svg", svg.format("")).write("bad.svg", svg.format("<script>ran()</script>"))
    book.write("page.html", "<script>ran()</script>").write("own.js", "ran()").write("x.txt", "x")
    return book.write("index.md", page("Home", "[a](page.html) ![b](bad.svg) [c](x.txt)"))


def test_attachments_that_a_browser_runs_are_left_out(tmp_path: Path) -> None:
    site = _site(_with_files(_book(tmp_path)))
    assert {"good.svg", "x.txt"} <= site.keys()
    assert not {"bad.svg", "page.html", "own.js"} & site.keys()


def test_what_the_configuration_names_is_the_owners(tmp_path: Path) -> None:
    book = _with_files(_book(tmp_path, more="extra_javascript: [own.js]\n"))
    assert "own.js" in _site(book)


def test_the_owner_may_publish_them(tmp_path: Path) -> None:
    site = _site(_with_files(_book(tmp_path, options="active_files: true")))
    assert site["page.html"] == "<script>ran()</script>"
    assert "bad.svg" in site


def _strictly(book: Handbook) -> Outcome:
    return run_module(book.commit().root, "mkdocs", "build", "--strict")


def test_what_is_taken_out_stops_a_strict_build(tmp_path: Path) -> None:
    book = _book(tmp_path)
    assert _strictly(book).code == 0
    done = _strictly(book.write("index.md", "# Home\n\n<script>ran()</script>\n"))
    assert done.code == 1
    assert "hub: index.md: taken out of its HTML: <script> (1)" in done.said


def test_a_template_is_the_owners_choice(tmp_path: Path) -> None:
    text = page("Away", "Words.", template="redirect.html", location="https://elsewhere.example/")
    refused = _site(_book(tmp_path / "no").write("away.md", text))["away/index.html"]
    assert "Words." in refused
    allowed = _book(tmp_path / "yes", options="templates: [redirect.html]").write("away.md", text)
    assert "elsewhere.example" in _site(allowed)["away/index.html"]


def test_titles_are_shown_as_they_were_written(tmp_path: Path) -> None:
    book = _book(tmp_path).write("one.md", page("Salt & pepper, 1 < 2"))
    book.write("two.md", "# Ham &amp; `<eggs>`\n\nWords.\n").write("r&d/three.md", "# Three\n")
    site = _site(book)
    assert "<title>Salt &amp; pepper, 1 &lt; 2 - Guarded</title>" in site["one/index.html"]
    assert "<title>Ham &amp; &lt;eggs&gt; - Guarded</title>" in site["two/index.html"]
    assert re.search(r"\s{2}R&amp;d\s{2}", site["index.html"])


def test_what_draws_diagrams_is_published_where_there_are_some(tmp_path: Path) -> None:
    name = "assets/hub/mermaid/mermaid.min.js"
    fences = (
        "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        "        - {name: mermaid, class: mermaid, "
        "format: !!python/name:pymdownx.superfences.fence_code_format }\n"
    )
    book = _book(tmp_path, more=fences)
    assert name not in _site(book)
    book.write("index.md", "# Home\n\n```mermaid\ngraph TD; A-->B\n```\n")
    assert _site(book).keys() >= {name, "assets/hub/mermaid/LICENSE.txt"}


def test_the_copy_of_mermaid_is_the_one_that_its_note_names() -> None:
    folder = files("hub_mkdocs") / "assets" / "mermaid"
    note = (folder / "README.md").read_text(encoding="utf-8")
    script = (folder / "mermaid.min.js").read_bytes()
    assert f"`{hashlib.sha256(script).hexdigest()}`" in note
    version = re.search(r"Version \| (\S+)", note)
    assert version is not None
    assert f'version:"{version[1]}"'.encode() in script.replace(b'version="', b'version:"')
    assert b"eval(" not in script
    assert b"new Function(" not in script


_TOP_LINES = """\
description: "><form action=x><img src=missing onerror=ran()>
template: redirect.html
location: https://elsewhere.example/

# Away

Words.
"""


def test_lines_at_a_pages_top_are_text_and_no_metadata(tmp_path: Path) -> None:
    book = _book(tmp_path).write("away.md", _TOP_LINES)
    book.write("note.md", "Note: first.\n\nSecond.\n")
    site = _site(book)
    head = site["away/index.html"].partition("</head>")[0]
    assert "<form" not in head
    assert "elsewhere.example" not in head
    assert "Words." in site["away/index.html"]
    assert "Note: first." in site["note/index.html"]


def test_fonts_from_elsewhere_are_warned_of(tmp_path: Path) -> None:
    book = _book(tmp_path)
    assert "Google" not in run_module(book.commit().root, "mkdocs", "build").said
    settings = (book.root / "mkdocs.yml").read_text().replace(", font: false", "")
    book.write_root("mkdocs.yml", settings)
    said = run_module(book.commit().root, "mkdocs", "build").said
    assert said.count("ask Google for fonts") == 1


_HOSTS = ("mkdocs", "properdocs")


@pytest.mark.parametrize("host", _HOSTS)
def test_an_attachment_takes_no_file_of_the_sites_own_away(tmp_path: Path, host: str) -> None:
    """Else whoever adds a file has a script, or a style sheet, on every page."""
    site = _site(_book(tmp_path / "as it is"))
    theirs = [
        name
        for name in site
        if re.match(r"assets/(hub|stylesheets)/.*(css|js)$|assets/javascripts/bundle", name)
    ]
    assert len(theirs) > 3
    book = _book(tmp_path / "attacked")
    for name in [*theirs, "hub/feed.json", "assets/hub/mermaid/mermaid.min.js"]:
        book.write(name, "ran()")
    out = tmp_path / "out"
    done = run_module(book.commit().root, host, "build", "--site-dir", str(out))
    assert done.code == 0, done.said
    found = {name: data.decode("utf-8", "replace") for name, data in files_of(out).items()}
    assert {name: found[name] for name in theirs} == {name: site[name] for name in theirs}
    assert not [name for name, text in found.items() if text == "ran()"]
    assert "its address is one of the site's own" in done.said


def test_the_owner_may_replace_a_file_of_the_theme(tmp_path: Path) -> None:
    name = "assets/images/favicon.png"
    book = _book(tmp_path).write(name, "own")
    settings = (book.root / "mkdocs.yml").read_text().replace("font", f"favicon: {name}, font")
    book.write_root("mkdocs.yml", settings)
    assert _site(book)[name] == "own"


@pytest.mark.parametrize("name", ["bad.markdown", "deep/bad.mkd", "bad.mdown", "bad.mkdn"])
def test_markdown_that_is_no_page_of_the_hub_is_not_made_one(tmp_path: Path, name: str) -> None:
    """The site builder would render it, past everything that looks at pages."""
    book = _book(tmp_path).write(name, "# Bad\n\n<script>ran()</script>\n").commit()
    done = run_module(book.root, "mkdocs", "build")
    assert done.code == 0, done.said
    assert f"hub: {name} is not published, because it would be a page" in done.said
    assert "bad" not in "".join(files_of(book.root / "site"))


def test_an_attachment_where_the_site_needs_a_folder_is_left_out(tmp_path: Path) -> None:
    book = _book(tmp_path).write("evil.md", "# Evil\n").write("more.txt.md", "# More\n")
    for name in ("evil", "more.txt", "index.html/x", "search/search_index.json/x"):
        book.write(name, "x")
    site = _site(book)
    assert {"evil/index.html", "more.txt/index.html", "search/search_index.json"} <= site.keys()
    assert "x" not in site.values()


@pytest.mark.parametrize(
    ("host", "name"),
    [("hub", "sitemap.xml.md"), ("mkdocs", "assets/hub/hub.css.md"), ("properdocs", "one.css.md")],
)
def test_a_page_where_the_site_has_a_file_is_refused(tmp_path: Path, host: str, name: str) -> None:
    book = _book(tmp_path, more="extra_css: [one.css]\n").write("one.css", "").write(name, "# X\n")
    book.commit()
    done = run_hub(book.root, "build") if host == "hub" else run_module(book.root, host, "build")
    assert done.code == 1, done.said
    assert f"{name}: needs a folder" in done.said
    assert "Rename the page." in done.said
    assert "Traceback" not in done.said


@pytest.mark.parametrize("name", ["secrets.yml", "mkdocs.yml", "content/../secrets.yml"])
def test_no_file_beside_the_content_is_included_unless_the_owner_says_so(
    tmp_path: Path, name: str
) -> None:
    """The builder would look for it in the folder where it is run: a runner's credentials."""
    book = _book(tmp_path, more="markdown_extensions: [pymdownx.snippets]  # quokka\n")
    book.write_root("secrets.yml", "quokka")
    book.write("bad.md", f'# Bad\n\n--8<-- "{name}"\n').commit()
    for host in ("hub", "mkdocs"):
        done = (
            run_hub(book.root, "build") if host == "hub" else run_module(book.root, host, "build")
        )
        site = book.root / "site" / ("everyone" if host == "hub" else "")
        assert done.code == 1 or b"quokka" not in b"".join(files_of(site).values())


def test_the_owner_names_folders_of_snippets(tmp_path: Path) -> None:
    more = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [parts]}\n"
    book = _book(tmp_path, more=more).write_root("parts/words.txt", "From elsewhere.")
    site = _site(book.write("good.md", '# Good\n\n--8<-- "words.txt"\n'))
    assert "From elsewhere." in site["good/index.html"]
