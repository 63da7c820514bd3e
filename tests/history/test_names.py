from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.history.repo_builder import RepoBuilder, prose


def test_rename_is_followed_and_mechanical(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": None, "b.md": prose("a")})
    repo.commit({"b.md": None, "c/d.md": prose("a", 13)})
    assert repo.edits(repo.read(), "c/d.md") == [(1, True), (2, False), (3, True)]


def test_page_moved_into_the_content_folder_keeps_its_history(repo: RepoBuilder) -> None:
    repo.commit({"wiki/a.txt": prose("a")})
    repo.commit({"wiki/a.txt": None, "content/a.md": prose("a")})
    (repo.folder / "content").mkdir()
    assert repo.edits(repo.read("a.md", below="content"), "a.md") == [(1, True), (2, False)]


def test_swapped_names(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"b.md": prose("b")})
    # Both sides of a plain swap still exist, so git sees two edits; over a third name it
    # sees the moves.
    repo.commit({"a.md": None, "t.md": prose("a")})
    repo.commit({"b.md": None, "a.md": prose("b")})
    repo.commit({"t.md": None, "b.md": prose("a")})
    history = repo.read()
    assert repo.edits(history, "a.md") == [(2, True), (4, False)]
    assert repo.edits(history, "b.md") == [(1, True), (3, False), (5, False)]


def test_names_exchanged_in_a_ring_in_one_commit(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"b.md": prose("b")})
    repo.commit({"a.md": None, "b.md": prose("a"), "c.md": prose("b")})
    repo.commit({"b.md": prose("a", 13)})
    history = repo.read()
    assert repo.edits(history, "b.md")[-1] == (4, True)
    assert (1, True) not in repo.edits(history, "c.md")


def test_new_page_under_the_name_of_a_renamed_one(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": prose("a", 13)})
    repo.commit({"a.md": None, "b.md": prose("a", 13)})
    repo.commit({"a.md": prose("new")})
    history = repo.read()
    assert repo.edits(history, "a.md") == [(4, True)]
    assert repo.edits(history, "b.md") == [(1, True), (2, True), (3, False)]


def test_page_written_again_after_it_was_deleted_is_a_new_page(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a"), "z.md": prose("z")})
    repo.commit({"a.md": None})
    repo.commit({"a.md": prose("again")})
    assert repo.edits(repo.read(), "a.md") == [(3, True)]


def test_page_deleted_by_mistake_and_brought_back_is_the_same_page(repo: RepoBuilder) -> None:
    dated = f"---\nreview:\n  last: 2026-01-01\n---\n{prose('a')}"
    repo.commit({"a.md": dated, "z.md": prose("z")})
    repo.commit({"a.md": None})
    repo.commit({"z.md": prose("z", 13)})
    repo.commit({"a.md": dated})
    repo.commit({"a.md": None, "b.md": dated + "More.\n"})
    history = repo.read()
    assert repo.edits(history, "b.md") == [(1, True), (4, False), (5, True)]
    assert [review.commit.sha for review in history.of("b.md").reviews] == [repo.sha(1)]


def test_rename_on_one_branch_and_edit_on_the_other(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": prose("a")})
    edit = repo.commit({"a.md": prose("a", 13)})
    move = repo.commit({"a.md": None, "b.md": prose("a")}, parents=[base])
    merge = repo.commit({"b.md": prose("a", 13)}, parents=[move, edit])
    again = repo.commit({"b.md": prose("a", 14)})
    assert repo.edits(repo.read(), "b.md") == [
        (base, True),
        (edit, True),
        (move, False),
        (merge, False),
        (again, True),
    ]


def test_old_name_used_again_after_a_rename_on_a_branch(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": prose("a"), "z.md": prose("z")})
    other = repo.commit({"z.md": prose("z", 13)})
    move = repo.commit({"a.md": None, "b.md": prose("a")}, parents=[base])
    merge = repo.commit({"z.md": prose("z", 13)}, parents=[move, other])
    new = repo.commit({"a.md": prose("new")}, parents=[merge])
    history = repo.read()
    assert repo.edits(history, "a.md") == [(new, True)]
    assert repo.edits(history, "b.md") == [(base, True), (move, False)]


def test_parallel_branches_rename_different_pages(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": prose("a"), "b.md": prose("b")})
    left = repo.commit({"a.md": None, "a2.md": prose("a")})
    right = repo.commit({"b.md": None, "b2.md": prose("b")}, parents=[base])
    repo.commit({"b.md": None, "b2.md": prose("b")}, parents=[left, right])
    history = repo.read()
    assert repo.edits(history, "a2.md") == [(base, True), (left, False)]
    assert repo.edits(history, "b2.md") == [(base, True), (right, False)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["edit", "add", "delete", "rename", "revise", "rotate", "reuse", "restore"]
        ),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_names_agree_with_following_each_page_alone(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repo = RepoBuilder(Path(folder) / "repo")
        files = {"p0.md": prose("zero"), "p1.md": prose("one"), "p2.md": prose("two")}
        repo.commit(files)
        graves: dict[str, str] = {}
        for number, (kind, one, other) in enumerate(steps):
            path = f"p{one}.md"
            if kind == "restore":
                changed = {path: graves[path], **files} if path in graves else files
            else:
                changed = _step(dict(files), kind, path, f"p{other}.md", number)
            graves.update({name: text for name, text in files.items() if name not in changed})
            gone = {path: None for path in files if path not in changed}
            repo.commit({**gone, **changed})
            files = changed
        history = repo.read()
        for path in files:
            found = [edit.commit.sha for edit in history.of(path).edits]
            assert found == _followed_alone(repo, path), path


def _step(files: dict[str, str], kind: str, one: str, other: str, number: int) -> dict[str, str]:
    if kind == "add" or one not in files:
        files.setdefault(one, prose(f"topic{number}"))
    elif kind == "edit":
        files[one] += f"Line of step {number}.\n"
    elif kind == "delete":
        del files[one]
    elif kind in ("rename", "revise") and other not in files:
        files[other] = files.pop(one) + (f"Moved in {number}.\n" if kind == "revise" else "")
    elif kind == "rotate":
        names = sorted(files)
        turned = [*names[1:], "q.md" if "q.md" not in files else names[0]]
        files = {new: files[old] for new, old in zip(turned, names, strict=True)}
    elif kind == "reuse" and other not in files:
        files[other], files[one] = files[one], prose(f"reused{number}")
    return files


def _followed_alone(repo: RepoBuilder, path: str) -> list[str]:
    """Walk a straight history for one page, commit by commit."""
    found = []
    lost: str | None = None
    for sha in repo.git("rev-list", "HEAD").split():
        for status, blobs, source, name in _changes_of(repo, sha):
            if lost is None and name == path and status != "D":
                found.append(sha)
                path, lost = source, blobs[1] if status == "A" else None
                break
            if lost is not None and name == path and status == "D" and blobs[0] == lost:
                lost = None
                break
            if lost is not None and name == path and status == "A" and blobs[1] == lost:
                return found
    return found


def _changes_of(repo: RepoBuilder, sha: str) -> list[tuple[str, list[str], str, str]]:
    done = subprocess.run(
        ["git", "diff-tree", "--root", "-r", "-M", "--no-commit-id", "--no-abbrev", sha],
        cwd=repo.folder,
        capture_output=True,
        check=True,
        text=True,
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    facts = [row[0].split() for row in rows]
    return [(fact[4][0], fact[2:4], row[1], row[-1]) for fact, row in zip(facts, rows, strict=True)]
