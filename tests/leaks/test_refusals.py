"""What could show something to the wrong people is not built, by none of the three commands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, Outcome, page, run_hub, run_module
from tests.leaks.marked import files_of

_MKDOCS_YML = "site_name: Hub\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, hub]\n"
_BOMB = "\n".join(
    [
        "a: &a [x, x, x, x, x, x, x, x, x]",
        *(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
            for old, new in zip("abcdefg", "bcdefgh", strict=True)
        ),
    ]
)

MISTAKES = {
    "broken YAML": ("---\naudience: vendor\ntitle: A: B\n---\n", 3),
    "a blank line first": ("\n---\naudience: vendor\n---\n", 2),
    "a byte order mark": ("\ufeff---\naudience: vendor\n---\n", 1),
    "four hyphens to close": ("---\naudience: vendor\n----\n", 3),
    "no line to close": ("---\naudience: vendor\n\n# Title\n", 1),
    "an unknown audience": ("---\ntitle: A\naudience: [vender]\n---\n", 3),
    "an audience in capitals": ("---\naudience: Vendor\n---\n", 2),
    "an empty audience": ("---\naudience:\n---\n", 2),
    "a mapping as audience": ("---\naudience: {vendor: true}\n---\n", 2),
    "a duplicate key": ("---\naudience: vendor\ntitle: A\naudience: client\n---\n", 4),
    "a list where a word belongs": ("---\naudience: vendor\ntitle: [A, B]\n---\n", 3),
    "a look-alike of another alphabet": ("---\n\u0430udience: vendor\n---\n", 2),
    "a mistyped key": ("---\naudiense: vendor\n---\n", 2),
    "an alias bomb": (f"---\naudience: vendor\n{_BOMB}\n---\n", 2),
    "an unsafe tag": ('---\nx: !!python/object/apply:os.system ["touch ran"]\n---\n', 2),
    "a value of no status": ("---\naudience: vendor\nstatus: publisht\n---\n", 3),
    "TOML": ("+++\naudience = 'vendor'\n+++\n", 1),
    "a second block": ("---\ntitle: A\n---\n---\naudience: vendor\n---\n", 5),
}
"""Front matter that somebody got wrong, and the line to look at."""


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    """A hub whose last good site is published already."""
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write_root("mkdocs.yml", _MKDOCS_YML)
    book.write("index.md", page("Home", "Hello.")).commit()
    for audience in ("client", "vendor"):
        book.write_root(f"site/{audience}/index.html", f"the last good site for {audience}")
    return book


def _is_untouched(book: Handbook) -> bool:
    site = book.root / "site"
    return files_of(site) == {
        f"{name}/index.html": f"the last good site for {name}".encode()
        for name in ("client", "vendor")
    }


def _assert_refused(book: Handbook, where: str, rule: str) -> Outcome:
    done = run_hub(book.root, "build")
    assert done.code == 1, done.said
    lines = done.err.splitlines()
    heads = [n for n, line in enumerate(lines) if line.startswith(f"{where}: ") and rule in line]
    assert heads, done.said
    assert lines[heads[0] + 1].startswith("  "), done.said  # what is expected, or what to do
    assert "Traceback" not in done.said
    assert _is_untouched(book)
    return done


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_in_the_front_matter_is_refused_with_its_line(book: Handbook, mistake: str) -> None:
    text, line = MISTAKES[mistake]
    book.write("sops/bad.md", f"{text}\nSecret words.\n").commit()
    began = time.monotonic()
    _assert_refused(book, f"content/sops/bad.md:{line}", "[")
    assert time.monotonic() - began < 2  # an alias bomb would take for ever
    assert not list(book.root.rglob("ran"))


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_builders_on_their_own_refuse_every_mistake_too(book: Handbook, host: str) -> None:
    for number, (text, _) in enumerate(MISTAKES.values()):
        book.write(f"bad-{number}.md", f"{text}\nSecret words.\n")
    done = run_module(book.root, host, "build", "--site-dir", "site/client", HUB_AUDIENCE="client")
    assert done.code == 1, done.said
    missing = [
        name
        for number, (name, (_, line)) in enumerate(MISTAKES.items())
        if f"content/bad-{number}.md:{line}: " not in done.said
    ]
    assert not missing, done.said
    assert "nothing was published" in done.said
    assert "Traceback" not in done.said
    assert _is_untouched(book)
    assert not list(book.root.rglob("ran"))


def test_page_without_any_audience_is_published_to_nobody(tmp_path: Path) -> None:
    sides = "orgs: {client: {}, vendor: {}}\n"
    book = Handbook(tmp_path / "handbook", sides).write("a.md", page("Unspoken", "Secret words."))
    book.write("index.md", page("Home", "x", audience=["client", "vendor"])).commit()
    assert run_hub(book.root, "build").code == 0
    said = b"".join(files_of(book.root / "site").values())
    assert b"Unspoken" not in said
    assert b"Secret words" not in said
    assert "content/a.md:1: warning: names no audience" in run_hub(book.root, "lint").out


@pytest.mark.parametrize(
    "form",
    [
        '<iframe src="inner.md"></iframe>',
        '<iframe src="inner/"></iframe>',
        '<object data="inner.html"></object>',
        '<embed src="/inner/">',
        "![see](inner.md)",
        "![see][one]\n\n[one]: inner.md",
        '<img src="inner.md">',
    ],
)
def test_embedding_a_restricted_page_is_refused(book: Handbook, form: str) -> None:
    book.write("inner.md", page("Inner", "Secret words.", audience="vendor"))
    book.write("open.md", f"# Open\n\n{form}\n").commit()
    done = _assert_refused(book, "content/open.md:3", "[embed-across-audiences]")
    assert "inner.md, which is for vendor" in done.err


@pytest.mark.parametrize(
    "form",
    [
        '--8<-- "inner.md"',
        "--8<--\ninner.md\n--8<--",
        '--8<-- "./inner.md"',
        '--8<-- "inner.md:1:3"',
        "```\n--8<-- 'inner.md'\n```",
        '- one\n\n    --8<-- "inner.md"',
        '--8<-- "parts/through.txt"',
    ],
)
def test_including_a_restricted_page_is_refused(book: Handbook, form: str) -> None:
    book.write("inner.md", page("Inner", "Secret words.", audience="vendor"))
    book.write("parts/through.txt", '--8<-- "inner.md"\n')
    book.write("open.md", f"{form}\n").commit()
    done = run_hub(book.root, "build")
    assert done.code == 1, done.said
    assert "content/open.md:" in done.err
    assert "[include-across-audiences]" in done.err
    assert "includes inner.md, which is not for client" in done.err
    assert "Move the passage" in done.err
    assert _is_untouched(book)


@pytest.mark.parametrize(
    "target",
    [
        "../outside.txt",
        "parts/../../outside.txt",
        "../content-beside/outside.txt",
        "{root}/outside.txt",
        "https://example.org/outside.txt",
        "file:///outside.txt",
        "~/outside.txt",
        "..\\outside.txt",
        ".hidden/outside.txt",
    ],
)
def test_include_from_outside_is_refused(book: Handbook, target: str) -> None:
    for place in ("outside.txt", "content-beside/outside.txt", "content/.hidden/outside.txt"):
        book.write_root(place, "Secret words.\n")
    written = target.format(root=book.root)
    book.write("open.md", f'# Open\n\n--8<-- "{written}"\n').commit()
    _assert_refused(book, "content/open.md:3", "[include-outside]")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("content/out.md", "../outside.md"),
        ("content/folder", ".."),
        ("content/passwd.txt", "/etc/passwd"),
        ("content/gone.md", "nowhere.md"),
        ("content/self.md", "self.md"),
        ("content/git.md", "../.git/config"),
        ("content/round", "."),
    ],
)
def test_symbolic_link_out_of_the_content_folder_is_refused(
    book: Handbook, link: str, target: str
) -> None:
    book.write_root("outside.md", "# Outside\n\nSecret words.\n")
    (book.root / link).symlink_to(target)
    _assert_refused(book, link, "[symlink]")


def test_symbolic_link_into_a_restricted_folder_is_held_to_it(tmp_path: Path) -> None:
    rules = TWO_SIDES.replace("vendor]}", "vendor], folders: {inner: [vendor]}}")
    book = Handbook(tmp_path / "handbook", rules).write("index.md", page("Home", "Hello."))
    book.write("inner/secret.md", "# Inner\n\nSecret words.\n")
    book.write("inner/secret.txt", "Secret words.\n")
    (book.content / "open.md").symlink_to("inner/secret.md")
    (book.content / "outer").symlink_to("inner")
    (book.content / "chain.txt").symlink_to("outer/secret.txt")
    book.write("links.md", page("Links", "[see](chain.txt) [see](outer/secret.txt) [see](open.md)"))
    assert run_hub(book.commit().root, "build", "--audience", "client").code == 0
    files = files_of(book.root / "site" / "client")
    assert not [name for name in files if name.startswith(("open", "outer", "chain", "inner"))]
    assert b"Secret words" not in b"".join(files.values())
