"""Every engine keeps the same contract."""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.search.document import SearchDocument
from hub.search.engine import SearchEngine
from hub.search.opening import EngineName, open_engine
from tests.search.conftest import document

PAGES = [
    document("a.md", "Issue a refund", "Pay the money back. The limit is 150."),
    document("b.md", "Limits", "A refund above the limit needs a team lead. Refund, refund."),
    document("c.md", "Hand over a shift", "Tell the next shift what is open."),
]


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    engine.update(PAGES, ())
    return engine


def test_a_term_is_found_where_it_stands_and_better_where_it_matters(filled: SearchEngine) -> None:
    found = filled.contributions(("refund",))
    assert set(found) == {"a.md", "b.md"}
    assert all(score > 0 for score in found.values())
    limits = filled.contributions(("limit",))
    assert limits["b.md"] > limits["a.md"]  # in the title
    assert filled.frequency("refund") == 2
    assert filled.contributions(("nowhere",)) == {}


def test_rare_terms_add_more(filled: SearchEngine) -> None:
    rare, common = filled.contributions(("money",)), filled.contributions(("refund",))
    assert rare["a.md"] > common["a.md"]


@pytest.mark.parametrize(
    ("phrase", "paths"),
    [
        (("pay", "", "money"), {"a.md"}),
        (("money", "back"), {"a.md"}),
        (("back", "money"), set()),
        (("team", "lead"), {"b.md"}),
        (("refund", "refund"), {"b.md"}),
        (("shift", "tell"), set()),  # no phrase reaches from the title into the text
    ],
)
def test_phrases_are_found_in_order(
    filled: SearchEngine, phrase: tuple[str, ...], paths: set[str]
) -> None:
    assert set(filled.contributions(phrase)) == paths


def test_what_changed_replaces_what_was_there(filled: SearchEngine) -> None:
    filled.update([document("a.md", "Return a parcel")], ["c.md"])
    assert set(filled.contributions(("refund",))) == {"b.md"}
    assert set(filled.contributions(("parcel",))) == {"a.md"}
    assert filled.contributions(("shift",)) == {}
    assert filled.count() == 2
    assert set(filled.digests()) == {"a.md", "b.md"}
    assert "parcel" in filled.vocabulary()


def test_it_is_there_again_when_it_is_opened_again(engine_name: EngineName, tmp_path: Path) -> None:
    first = open_engine(engine_name, tmp_path)
    first.update(PAGES, ())
    found = first.contributions(("refund",))
    first.close()
    second = open_engine(engine_name, tmp_path)
    assert second.contributions(("refund",)) == found
    assert second.digests() == {one.path: one.digest for one in PAGES}
    assert second.profile("b.md")["refund"] > second.profile("b.md")["team"]
    assert second.profile("gone.md") == {}
    second.close()


def test_an_update_that_fails_changes_nothing(filled: SearchEngine) -> None:
    def broken() -> Iterator[SearchDocument]:
        yield document("d.md", "New")
        raise RuntimeError("the end")

    with pytest.raises(RuntimeError):
        filled.update(broken(), ["a.md"])
    assert filled.count() == len(PAGES)
    assert set(filled.contributions(("refund",))) == {"a.md", "b.md"}


_WORDS = st.sampled_from(["refund", "limit", "shift", "parcel", "voucher", "code", "SOP-012"])
_TEXT = st.lists(_WORDS, max_size=8).map(" ".join)
_STEPS = st.lists(
    st.dictionaries(st.sampled_from("abcde"), st.none() | st.tuples(_TEXT, _TEXT), max_size=4),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("engine_name", ["whoosh", "fts5"])
@settings(max_examples=15)
@given(steps=_STEPS)
def test_an_index_that_grew_equals_one_built_at_once(
    engine_name: EngineName, steps: list[dict[str, tuple[str, str] | None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown = open_engine(engine_name, Path(folder) / "grown")
        whole: dict[str, tuple[str, str]] = {}
        for step in steps:
            written = {name: it for name, it in step.items() if it is not None}
            gone = [name for name, it in step.items() if it is None]
            grown.update([document(name, *it) for name, it in written.items()], gone)
            whole = {name: it for name, it in (whole | written).items() if name not in gone}
        built = open_engine(engine_name, Path(folder) / "built")
        built.update([document(name, *it) for name, it in whole.items()], ())
        for term in ("refund", "limit", "shift", "parcel", "voucher", "code", "sop012", "012"):
            ours, theirs = grown.contributions((term,)), built.contributions((term,))
            assert ours.keys() == theirs.keys()
            assert all(ours[path] == pytest.approx(theirs[path]) for path in ours)
            assert grown.frequency(term) == built.frequency(term)
        assert grown.digests() == built.digests()
        grown.close()
        built.close()


def _write_for_ever(name: EngineName, folder: Path) -> None:
    engine = open_engine(name, folder)
    number = 0
    while True:
        number += 1
        engine.update([document("a.md", f"Version {number}", "refund " * number)], ())


def test_killed_at_any_moment_the_last_good_index_answers(
    engine_name: EngineName, tmp_path: Path
) -> None:
    first = open_engine(engine_name, tmp_path)
    first.update(PAGES, ())
    first.close()
    chance, context = random.Random(7), multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    for _ in range(8):
        process = context.Process(target=_write_for_ever, args=(engine_name, tmp_path), daemon=True)
        process.start()
        time.sleep(0.1 + chance.random() * 0.2)
        process.kill()
        process.join()
        after = open_engine(engine_name, tmp_path)
        assert after.count() == len(PAGES)
        assert set(after.contributions(("refund",))) == {"a.md", "b.md"}
        after.update([document("c.md", "Still writable")], ())
        after.close()


# Whoosh leaves the file open in which it trips over damage.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", [lambda it: it[: len(it) // 3], lambda it: b"\xff" * len(it)])
def test_an_index_that_is_damaged_is_made_anew(
    engine_name: EngineName, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    engine = open_engine(engine_name, tmp_path)
    engine.update([document("a.md", "Refund")], ())
    engine.close()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            file.write_bytes(damage(file.read_bytes()))

    again = open_engine(engine_name, tmp_path)

    assert again.digests() == {}
    again.update([document("a.md", "Refund")], ())
    assert set(again.contributions(("refund",))) == {"a.md"}
    again.close()


def test_an_index_of_another_layout_is_forgotten(engine_name: EngineName, tmp_path: Path) -> None:
    (tmp_path / engine_name).mkdir()
    (tmp_path / engine_name / "old").write_text("of an earlier version", encoding="utf-8")

    open_engine(engine_name, tmp_path).close()

    assert not (tmp_path / engine_name).exists()
