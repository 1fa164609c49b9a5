"""LaTeX, Org, AsciiDoc, reStructuredText, Quarto and notebooks: input beside what is read of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Document, Span
from srccheck.readers import read_path, read_text

from .shapes import assert_places_are_true, blocks
from .test_hostile import steps

DATA = Path(__file__).parent / "data" / "markup"
FILES = sorted(
    path for path in DATA.rglob("*")
    if path.suffix in (".tex", ".org", ".adoc", ".rst", ".qmd", ".ipynb")
    and "chapters" not in path.parts
)  # fmt: skip


def digest(document: Document) -> Iterator[str]:
    """What a reader found, a line each, with its file, line and column."""

    def at(span: Span) -> str:
        line, column = document.position(span.start)
        path = os.path.relpath(document.path_at(span.start), DATA)
        return f"{path}:{line}:{column}"

    for block, shown in zip(document.blocks, blocks(document), strict=True):
        if not document.path_at(block.passage.span().start).endswith(".bib"):
            yield shown.replace("\n", "\\n")
    for note in document.notes:
        text = note.passage.text.replace("\n", "\\n")
        marks = " ".join(at(marker.span) for marker in note.markers)
        yield f"{note.kind.value} note {at(note.span)} [{note.label}] {text} <{marks}>"
    for marker in document.unmatched:
        yield f"unmatched {at(marker.span)} {marker.label}"
    for one in document.citations:
        written = " ".join(document.source[slice(*one.span)].split())
        yield f"citation {at(one.span)} {one.label} ({one.locator}) {written}"
    for entry in document.entries:
        fields = "; ".join(f"{name}={field.value}" for name, field in entry.fields.items())
        yield f"entry {at(entry.span)} {entry.type} {entry.key}: {fields}"
    for link in document.links:
        yield f"link {at(link.span)} {link.target}"
    for problem in document.problems:
        yield f"problem {at(problem.span)} {problem.rule}: {problem.message}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA)))
def test_file(path: Path) -> None:
    document = read_path(path)
    expected = path.with_name(path.name + ".expected").read_text(encoding="utf-8")
    assert "\n".join(digest(document)) + "\n" == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA)))
def test_places(path: Path) -> None:
    document = read_path(path)
    for block in document.blocks:
        for run in block.passage.runs:
            if run.end - run.start == run.source_end - run.source_start:
                text = document.source[run.source_start : run.source_end]
                assert block.passage.text[run.start : run.end] == text
    for entry in document.entries:
        assert document.source[slice(*entry.span)] == entry.raw
        for field in entry.fields.values():
            assert document.source[slice(*field.span)] == field.raw
    if not document.problems:
        assert_places_are_true(document)


OPENINGS = {
    "a.org": ("[fn:", "[fn::", "[cite:", "[[", "*a ", "/", "cite:", "#+begin_src\n", "- ", "|",
              ":a:\n", "[fn:1] x\n", "* a\n", "<http:", "\\cite["),
    "a.adoc": ("footnote:[", "footnote:a[", "<<", "link:a[", "*a ", "_", "`", "cite:[", "----\n",
               "====\n", "* ", "[[[", "|===\n", "a:: ", '"`', ". a\n", "== a\n", "((", "http://a["),
    "a.rst": ("[#]_ ", "`a ", ":a:`", "**", "*a ", "``", "|a ", ".. [1] a\n", "a\n=\n", "- ", "a_ ",
              "a::\n\n", ".. note:: a\n", "`<", ":a: b\n"),
    "a.qmd": ("[@", "@a ", "@{", "[@a; ", "-@a", "[@a]"),
}  # fmt: skip
SIGNS = ("]", "\n", "\n\n", "  ", "x", "`", "*", "}", "\\", "é")


@pytest.mark.parametrize(
    ("path", "piece"), [(path, piece) for path, pieces in OPENINGS.items() for piece in pieces]
)
def test_what_never_closes_ends(path: str, piece: str) -> None:
    read_text(piece, path)
    assert steps(piece * 1200, path) < 2.6 * steps(piece * 600, path)


@pytest.mark.parametrize("path", OPENINGS)
@given(data=st.data())
def test_any_text_can_be_read(path: str, data: st.DataObject) -> None:
    pieces = st.sampled_from([*OPENINGS[path], *SIGNS])
    source = "".join(data.draw(st.lists(pieces | st.text(max_size=4), max_size=25)))
    document = read_text(source, path)
    assert document.source == source
    for block in document.blocks:
        position = 0
        for run in block.passage.runs:
            assert run.start == position
            assert 0 <= run.source_start <= run.source_end <= len(source)
            position = run.end
        assert position == len(block.passage.text)
    for note in document.notes:
        assert 0 <= note.span.start < note.span.end <= len(source)
    for one in document.citations:
        assert source[slice(*one.span)]


def test_bare_keys_cite_only_where_there_is_something_to_cite() -> None:
    source = "As @doe said [see @roe, p. 3; @poe], write to a@b.org or `@x`.\n"
    assert [one.label for one in read_text(source, "a.md").citations] == ["roe", "poe"]
    assert [one.label for one in read_text(source, "a.qmd").citations] == ["doe", "roe", "poe"]


def test_bibliographies_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.bib").write_text("@book{secret, title = {S}}")
    inside = tmp_path / "inside"
    inside.mkdir()
    for name, text in (
        ("a.md", "---\nbibliography: ../secret.bib\n---\n@secret\n"),
        ("a.org", "#+bibliography: ../secret.bib\n"),
        ("a.adoc", ":bibtex-file: ../secret.bib\n\nx\n"),
        ("a.rst", ".. bibliography:: ../secret.bib\n"),
    ):
        (inside / name).write_text(text)
        document = read_path(inside / name)
        assert document.entries == ()
        assert [problem.rule for problem in document.problems] == ["unread-file"]
        assert document.source == text


PASSED = {
    "++[++cited 2016 Mar 4++]++": "[cited 2016 Mar 4]",
    "+a *b* c+ and 1 + 2 + 3": "a *b* c and 1 + 2 + 3",
    "un++**con**++strained": "un**con**strained",
    "+++<u>raw</u>+++ text": "raw text",
    "pass:[x *y*] and pass:q[*z*]": "x *y* and z",
    "C{plus}{plus}, {startsb}4{endsb}, {unknown}": "C++, [4], {unknown}",
    "`+lit *x*+`": "lit *x*",
    "the {press}": "the Meadow Press",
}


@pytest.mark.parametrize("written", PASSED)
def test_what_asciidoc_passes_through(written: str) -> None:
    source = f":press: Meadow Press\n\nOne {written}.footnote:[Doe, {written}, 1999.]\n"
    document = read_text(source, "a.adoc")
    (note,) = document.notes
    assert note.passage.text == f"Doe, {PASSED[written]}, 1999."
    assert document.blocks[0].passage.text.startswith(f"One {PASSED[written]}.")
