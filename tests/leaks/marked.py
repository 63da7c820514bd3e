"""A hub of two audiences whose vendor-only parts all carry one marked word."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.builders import ANA, PRIYA, Handbook, page

MARK = "quokka"
"""The word that no reader on the client's side may ever come across."""
TITLE = "Quokkatitle procedure"
_MARKED_AUTHOR = "Quokkaauthor <quokkaauthor@northwind.example>"

_HUB_YML = """\
name: Acme and Northwind
orgs:
  client: {{name: Acme Outfitters, domains: [acme.example]}}
  vendor: {{name: Northwind Support, domains: [northwind.example]}}
people:
  ana: {{name: Ana Duarte, email: ana@acme.example}}
  priya: {{name: Priya Nair, email: priya@northwind.example}}
{people}
content: {{wiki_links: true}}
audience:
  default: [client, vendor]
{folders}
"""

_MKDOCS_YML = """\
site_name: Acme and Northwind
site_url: https://hub.example/handbook/
repo_url: https://git.example/acme/hub
edit_uri: edit/main/content/
docs_dir: content
theme: {{name: material, font: false, logo: assets/logo.png, features: [navigation.footer]}}
plugins: [search, tags, hub]
markdown_extensions:
  - attr_list
  - admonition
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.snippets: {{base_path: ["."]}}
validation: {{unrecognized_links: ignore, omitted_files: ignore, absolute_links: ignore}}
nav:
  - Home: index.md
  - Inside:
    - Links: links.md
{nav}
  - Work:
    - desk/open.md
    - desk/after.md
    - paths/start.md
"""

_TARGET = "quokkafolder/quokkapath"

LINK_FORMS = {
    "inline": f"[see]({_TARGET}.md)",
    "with a title": f'[see]({_TARGET}.md "{TITLE}")',
    "in angle brackets": f"[see](<{_TARGET}.md>)",
    "reference": f'[see][one]\n\n[one]: {_TARGET}.md "{TITLE}"',
    "short reference": f"[see]\n\n[see]: {_TARGET}.md",
    "anchor": f"[see]({_TARGET}.md#quokkaheading)",
    "query": f"[see]({_TARGET}.md?from=here)",
    "directory address": f"[see]({_TARGET}/)",
    "address from the page": f"[see](../{_TARGET}/)",
    "html": f"[see]({_TARGET}.html)",
    "without an ending": f"[see]({_TARGET})",
    "roundabout": "[see](desk/../quokkafolder/./quokkapath.md)",
    "absolute path": f"[see](/{_TARGET}/)",
    "absolute path of the site": f"[see](/handbook/{_TARGET}/)",
    "address of the site": f"[see](https://hub.example/handbook/{_TARGET}/)",
    "address of the site without a scheme": f"[see](//hub.example/handbook/{_TARGET}/)",
    "address of the site in capitals": f"[see](HTTPS://HUB.EXAMPLE/handbook/{_TARGET}/)",
    "text that is the target": f"[{_TARGET}.md]({_TARGET}.md)",
    "autolink": f"<https://hub.example/handbook/{_TARGET}/>",
    "percent-encoded": "[see](quokkafolder/%71uokkapath.md)",
    "encoded slash": "[see](quokkafolder%2Fquokkapath.md)",
    "folder": "[see](quokkafolder/)",
    "attributes": f"[see]({_TARGET}.md){{ .md-button data-name=x }}",
    "in a table": f"| a |\n| - |\n| [see]({_TARGET}.md) |",
    "in an admonition": f'!!! note "see"\n    [see]({_TARGET}.md)',
    "in a footnote": f"Words.[^1]\n\n[^1]: [see]({_TARGET}.md)",
    "in a heading": f"## A [see]({_TARGET}.md)",
    "image": "![see](quokkafolder/quokkaimage.png)",
    "image in a link": f"[![see](quokkafolder/quokkaimage.png)]({_TARGET}.md)",
    "image by reference": "![see][pic]\n\n[pic]: quokkafolder/quokkaimage.png",
    "a tag": f'<a href="{_TARGET}.md">see</a>',
    "a tag in capitals": f"<A CLASS=x HREF='{_TARGET}.md'>see</A>",
    "a tag without quotes": f"<a href={_TARGET}.md>see</a>",
    "a tag over lines": f'<a\n  class="x"\n  href="{_TARGET}.md">see</a>',
    "a tag with entities": '<a href="&#113;uokkafolder/quokkapath.md">see</a>',
    "a tag around a block": f'<div markdown>\n<a href="{_TARGET}.md">\n\n**see**\n\n</a>\n</div>',
    "img tag": '<img src="quokkafolder/quokkaimage.png" alt="see">',
    "a tag without blanks": f'<div><a class="x"href="{_TARGET}.md">see</a></div>',
    "a tag with a slash": f'<div><a/href="{_TARGET}.md">see</a></div>',
    "a tag behind a quoted bracket": f'<a title="a > b" href="{_TARGET}.md">see</a>',
    "a tag with a bare query": f"<div><a href={_TARGET}.md?a=b>see</a></div>",
    "a tag with backslashes": '<a href="quokkafolder\\quokkapath.md">see</a>',
    "img srcset": '<img src="../assets/shared.png" srcset="quokkafolder/quokkaimage.png 2x">',
    "picture": '<picture><source srcset="quokkafolder/quokkaimage.png"></picture>',
    "picture with two sizes": "<picture>"
    '<source srcset="../assets/shared.png 1x, quokkafolder/quokkaimage.png 9w 9h"></picture>',
    "video poster": '<video src="../assets/shared.png" poster="quokkafolder/quokkaimage.png">'
    "</video>",
    "citation": f'<blockquote cite="{_TARGET}/">see</blockquote>',
    "image map": f'<map name="m"><area href="{_TARGET}.md" alt="see"></map>',
    "form": f'<form action="{_TARGET}/"><button formaction="{_TARGET}/">see</button></form>',
    "link tag": f'<link rel="prefetch" href="{_TARGET}/">',
    "svg use": '<svg><use xlink:href="quokkafolder/quokkaimage.svg#a"></use></svg>',
    "style": '<p style="background: url(quokkafolder/quokkaimage.png)">see</p>',
    "style sheet": "<style>p { background: url(quokkafolder/quokkaimage.png) }</style>",
    "refresh": f'<meta http-equiv="refresh" content="5; url={_TARGET}/">',
    "wiki link by id": "[[SOP-QUOKKA]]",
    "wiki link by title": f"[[{TITLE}]]",
    "wiki link by file name": "[[quokkapath]]",
    "wiki link by path": f"[[{_TARGET}]]",
    "wiki link to an anchor": "[[SOP-QUOKKA#quokkaheading]]",
    "wiki link with a label": "[[SOP-QUOKKA|see]]",
}
"""Every way to link to the marked page, in words that say nothing of it."""

TITLE_FORMS = {
    "inline": f"[{TITLE}]({_TARGET}.md)",
    "emphasised": f"[the *{TITLE}* in full]({_TARGET}.md)",
    "in code": f"[`{TITLE}`]({_TARGET}.md)",
    "short reference": f"[{TITLE}]\n\n[{TITLE}]: {_TARGET}.md",
    "a tag": f'<a href="{_TARGET}.md"><b>{TITLE.upper()}</b></a>',
    "in a heading": f"## After the [{TITLE}]({_TARGET}.md)",
    "a tag in a heading": f'## Around the <a href="{_TARGET}.md">{TITLE}</a>',
    "a tag with a title in a heading": f'## On <a href="{_TARGET}.md" title="{TITLE}">{TITLE}</a>',
    "wiki link": f"[[SOP-QUOKKA|{TITLE}]]",
    "wiki link in a heading": f"## Before the [[SOP-QUOKKA|{TITLE}]]",
}
"""Links whose text repeats the title of the marked page."""


def marked_hub(root: Path, *, marked: bool = True, titles: bool = True) -> Handbook:
    """Write the hub, commit by commit.

    Args:
        root: Where to write it.
        marked: Whether the vendor-only parts ever existed.
        titles: Whether shared pages repeat the title of the vendor-only page.
    """
    book = _settings(Handbook(root), marked=marked)
    _shared(book, titles=titles)
    if marked:
        _restricted(book)
    book.commit(PRIYA, "2026-01-05", subject="Quokkasubject with shared pages" if marked else "x")
    if marked:
        book.write("quokkafolder/quokkapath.md", _marked_page("and quokkalater"))
        book.commit(_MARKED_AUTHOR, "2026-02-03", subject="Quokkasubject")
    book.write("desk/open.md", _open_page("Ask first.")).commit(ANA, "2026-03-01")
    if marked:
        book.write("quokkafolder/quokkaother.md", page("Quokkaother", "[open](../desk/open.md)"))
        book.commit(_MARKED_AUTHOR, "2026-04-04", subject="Quokkasubject")
    return book


def _settings(book: Handbook, *, marked: bool) -> Handbook:
    people = "  quokkaowner: {name: Quokkaowner, email: quokkaauthor@northwind.example}"
    folders = "  folders: {quokkafolder: [vendor]}"
    nav = (
        "    - Quokkanav: quokkafolder/quokkapath.md\n"
        "  - Quokkasection:\n    - quokkafolder/quokkaother.md\n"
        "  - Quokkaabsolute: /quokkafolder/quokkapath/\n"
        "  - Quokkaaddress: https://hub.example/handbook/quokkafolder/quokkapath/\n"
        "  - Quokkafile: quokkafolder/quokkafile.txt"
    )
    book.write_root(
        "hub.yml",
        _HUB_YML.format(people=people if marked else "", folders=folders if marked else ""),
    )
    return book.write_root("mkdocs.yml", _MKDOCS_YML.format(nav=nav if marked else ""))


def _shared(book: Handbook, *, titles: bool) -> None:
    uses = {"depends_on": [f"{_TARGET}.md"], "review": {"last": "2026-01-05", "every": "1 year"}}
    book.write("index.md", page("Home", "[links](links.md), ![](assets/shared.png)", tags=["open"]))
    forms = "\n\n".join(f"Form {n}.\n\n{form}" for n, form in enumerate(LINK_FORMS.values()))
    book.write("links.md", page("Links", forms, **uses))
    if titles:
        book.write("titles.md", page("Titles", "\n\n".join(TITLE_FORMS.values())))
    book.write("desk/open.md", _open_page("Ask."))
    book.write("desk/after.md", page("After", "Next.", superseded_by="SOP-QUOKKA"))
    steps = ["desk/open.md", {"page": f"{_TARGET}.md", "required": False}, "SOP-QUOKKA"]
    book.write("paths/start.md", page("Start", "Begin.", steps=steps, applied_to=["SOP-QUOKKA"]))
    for name in ("shared", "logo"):
        book.write(f"assets/{name}.png", b"\x89PNG\r\n\x1a\n" + name.encode())


def _open_page(text: str) -> str:
    review = {"last": "2026-01-05", "by": "ana"}
    return page("Open", text, tags=["open"], depends_on=["SOP-QUOKKA"], review=review)


def _restricted(book: Handbook) -> None:
    book.write("quokkafolder/quokkapath.md", _marked_page("and quokkabody"))
    for name in ("quokkaimage.png", "quokkaimage.svg", "quokkafile.txt"):
        book.write(f"quokkafolder/{name}", "quokkacontent")
    book.write("assets/quokkaused.txt", "quokkacontent")
    book.write("assets/quokkaunused.txt", "quokkacontent")
    book.write("desk/quokkabeside.md", page("Quokkabeside", "x", audience=["vendor"]))
    steps = ["desk/open.md", "links.md"]
    book.write("paths/quokkastart.md", page("Quokkastart", "x", audience="vendor", steps=steps))


def _marked_page(text: str) -> str:
    body = (
        f"Quokkatext {text}, [open](../desk/open.md), [home](../index.md).\n\n"
        '![quokkaalt](quokkaimage.png) ![both](../assets/shared.png "quokkatitle")\n\n'
        "[file](quokkafile.txt) [used](../assets/quokkaused.txt)\n\n"
        "## Quokkaheading { #quokkaheading }\n"
    )
    front = {"id": "SOP-QUOKKA", "owner": "quokkaowner", "tags": ["quokkatag", "open"]}
    evidence = {"last": "2026-01-05", "evidence": "Quokkaevidence"}
    return page(
        TITLE,
        body,
        depends_on=["desk/open.md"],
        superseded_by="desk/after.md",
        review=evidence,
        **front,
    )


def traces(site: Path, *, but: re.Pattern[str] | None = None) -> list[str]:
    """Places where the mark can be seen in a site, in a file's name or in its bytes.

    What is compressed or encoded, as in addresses and HTML, is looked into as well.

    Args:
        site: The site's folder.
        but: What is not counted.
    """
    return [place for path in sorted(site.rglob("*")) for place in _traces_in(site, path, but)]


def _traces_in(site: Path, path: Path, but: re.Pattern[str] | None) -> Iterator[str]:
    name = path.relative_to(site).as_posix()
    if MARK in name.lower():
        yield name
    if not path.is_file():
        return
    data = path.read_bytes()
    text = _unpacked(data).decode("utf-8", "replace")
    for form in {text, unquote(text), html.unescape(text), unquote(html.unescape(text))}:
        counted = but.sub("", form) if but else form
        at = counted.lower().find(MARK)
        if at >= 0:
            yield f"{name}: …{counted[max(0, at - 80) : at + 80]}…"
            return


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site, what is compressed unpacked."""
    return {
        path.relative_to(site).as_posix(): _unpacked(path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _unpacked(data: bytes) -> bytes:
    """What a file holds, whatever its name: Pagefind's parts don't say that they are compressed."""
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
