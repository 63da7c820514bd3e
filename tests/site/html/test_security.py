"""The Content-Security-Policy as text."""

from __future__ import annotations

import pytest

from hub.site.html.security import policy, script_hash, with_policy, wrong_sources


def test_the_policy_lets_a_page_use_its_own_site_only() -> None:
    assert policy({}, []) == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; frame-src 'none'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'"
    )


def test_sources_are_added_where_the_owner_says() -> None:
    found = policy({"img-src": ["https://a.example"], "frame-src": ["https://b.example"]}, ["'x'"])
    assert "img-src 'self' data: https://a.example;" in found
    assert "frame-src https://b.example;" in found
    assert "script-src 'self' 'x';" in found


def test_a_hash_is_that_of_the_policys_own_specification() -> None:
    # The example of the specification of CSP level 2, 4.2.5: alert('Hello, world.');
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert script_hash("alert('Hello, world.');") == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!doctype html><html><head><title>x", "<!doctype html><html><head>\n{}<title>x"),
        ("<head>\n <meta charset=utf-8><script>", "<head>\n <meta charset=utf-8>\n{}<script>"),
        ("<!doctype html>\n<html lang=en><p>x", "<!doctype html>\n<html lang=en>\n{}<p>x"),
        ("<script>x</script>", "\n{}<script>x</script>"),
    ],
)
def test_the_policy_comes_before_all_scripts(page: str, expected: str) -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert with_policy(page, "default-src 'none'") == expected.format(meta)


def test_what_is_no_source_is_refused() -> None:
    assert wrong_sources({"img-src": ["https://a.example", "'self'", "data:"]}) == []
    wrong = {"img-scr": ["x"], "img-src": ["a; script-src *"], "font-src": ['"><script>']}
    assert len(wrong_sources(wrong)) == 3
