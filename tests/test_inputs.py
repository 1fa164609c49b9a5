import io
import os

import pytest

from srccheck.inputs import Source, expand, is_single
from srccheck.model import Failure

SUFFIXES = (".md", ".txt")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.md",
        "a.txt",
        "c.png",
        "UPPER.MD",
        ".hidden.md",
        ".git/x.md",
        ".venv/x.md",
        "node_modules/pkg/x.md",
        "deep/er/z.md",
    ):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    (tmp_path / "outside.md").write_text("text", encoding="utf-8")
    return tmp_path


def paths(*given, seen=None):
    seen = set() if seen is None else seen
    return [found.path for item in given for found in expand(item, SUFFIXES, seen)]


def test_a_folder_is_read_in_order_without_what_is_hidden_or_installed(tree):
    assert paths("docs") == ["docs/UPPER.MD", "docs/a.txt", "docs/b.md", "docs/deep/er/z.md"]


def test_a_pattern_reaches_into_folders(tree):
    assert paths("docs/**/*.md") == ["docs/b.md", "docs/deep/er/z.md"]


def test_a_path_given_twice_is_read_once(tree):
    assert paths("docs/b.md", "./docs/../docs/b.md", "docs") == [
        "docs/b.md",
        "docs/UPPER.MD",
        "docs/a.txt",
        "docs/deep/er/z.md",
    ]
    assert paths("docs/*.md", "docs/*.md") == ["docs/b.md"]


def test_a_file_of_any_name_is_read_when_named(tree):
    assert paths("docs/c.png", "docs/.hidden.md") == ["docs/c.png", "docs/.hidden.md"]


def test_a_name_with_the_signs_of_a_pattern_is_a_file_when_there_is_one(tree):
    (tree / "a[1].md").write_text("text", encoding="utf-8")
    assert paths("a[1].md") == ["a[1].md"]
    assert is_single("a[1].md")


def test_links_are_followed_only_inside_the_folder(tree):
    (tree / "docs" / "out.md").symlink_to(tree / "outside.md")
    (tree / "docs" / "loop").symlink_to(tree / "docs", target_is_directory=True)
    (tree / "docs" / "same.md").symlink_to(tree / "docs" / "b.md")
    assert paths("docs") == ["docs/UPPER.MD", "docs/a.txt", "docs/b.md", "docs/deep/er/z.md"]


@pytest.mark.parametrize(
    ("given", "reason", "remedy"),
    [
        ("docs/bb.md", "no such file or folder", "did you mean b.md?"),
        ("nowhere/x.md", "no such file or folder", "there is no folder nowhere"),
        ("docs/*.rst", "no file matches this pattern", "quote it"),
        ("docs/node_modules/empty", "no file in this folder can be read", ".md, .txt"),
        ("nul\0.md", "no such file or folder", ""),
    ],
)
def test_an_input_that_stands_for_nothing_is_a_failure(tree, given, reason, remedy):
    (tree / "docs/node_modules/empty").mkdir()
    (failure,) = expand(given, SUFFIXES, set())
    assert isinstance(failure, Failure)
    assert failure.reason == reason
    assert remedy in failure.remedy


def test_standard_input_is_read_once(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"text\xff")))
    seen = set()
    assert list(expand("-", SUFFIXES, seen, "html")) == [Source("-", b"text\xff", "html")]
    assert list(expand("-", SUFFIXES, seen)) == []


@pytest.mark.parametrize(
    ("given", "single"),
    [("docs", False), ("docs/*.md", False), ("docs/b.md", True), ("-", True), ("no.md", True)],
)
def test_what_stands_for_one_document(tree, given, single):
    assert is_single(given) is single


def test_a_named_pipe_is_read_like_a_file(tree):
    os.mkfifo("pipe")
    assert paths("pipe") == ["pipe"]


def test_parts_of_a_latex_document_are_read_with_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "chapter.tex": "One",
        "main.tex": "\\documentclass{book}\\addbibresource{own.bib}\\input{chapter}",
        "other.tex": "Other",
        "own.bib": "@book{a, title = {A}}",
        "x.tex": "\\documentclass{book}\\input{y}",
        "y.tex": "\\documentclass{book}\\input{x}",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [source.path for source in expand(".", (".tex", ".bib"), set())]
    assert found == ["./main.tex", "./other.tex", "./x.tex"]
    assert [source.path for source in expand("chapter.tex", (".tex",), set())] == ["chapter.tex"]
