"""The files that LaTeX documents name: graphics, chapters, bibliographies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from srccheck.config import Settings
from srccheck.linkcheck import judged
from srccheck.links.extract import extract
from srccheck.links.filters import Filters
from srccheck.links.local import LocalFiles
from srccheck.links.options import LinkOptions
from srccheck.model import Dossier
from srccheck.model.links import LinkKind
from srccheck.readers import read_path
from srccheck.rules.unread_file import UnreadFile

HERE = (
    "map.pdf", "scan.JPG", "photo.jpeg", "plot.v2.png", "old.eps", "logo.svg", "two words.png",
    "figures/chart.png", "figures/deep/tree.jpg", "figures/drawing.svg",
    "chapters/one.tex", "chapters/inner.png", "refs.bib",
)  # fmt: skip

FOUND = {
    r"\includegraphics{map}": "map.pdf",
    r"\includegraphics[width=0.5\textwidth, trim={0 1 0 1}]{photo}": "photo.jpeg",
    r"\includegraphics*[0,0][10,10]{map.pdf}": "map.pdf",
    r"\includegraphics<2->{map}": "map.pdf",
    r"\includegraphics{scan.JPG}": "scan.JPG",
    r"\includegraphics{plot.v2}": "plot.v2.png",
    r"\includegraphics{{plot.v2}.png}": "plot.v2.png",
    r'\includegraphics{"two words".png}': "two words.png",
    r"\includegraphics{old}": "old.eps",
    r"\includesvg{logo}": "logo.svg",
    r"\includegraphics{figures/chart}": "figures/chart.png",
    r"\graphicspath{{figures/}} \includegraphics{chart}": "figures/chart.png",
    "\\graphicspath{ {elsewhere/}\n{./figures/deep/} } \\includegraphics{tree}":
        "figures/deep/tree.jpg",
    r"\includepdf[pages=-]{map}": "map.pdf",
    r"\bibliography{refs}": "refs.bib",
    r"\addbibresource{refs.bib}": "refs.bib",
    r"\input{chapters/one}": "chapters/one.tex",
    r"\include{chapters/one}": "chapters/one.tex",
}  # fmt: skip
MISSING = {
    r"\includegraphics{mpa}": "mpa",
    r"\includegraphics[scale=2]{figures/chart.gif.png}": "figures/chart.gif.png",
    r"\graphicspath{{chapters/}} \includegraphics{chart}": "chart",
    r"\input{chapters/two}": "chapters/two.tex",
    r"\include{three}": "three.tex",
    r"\bibliography{library}": "library.bib",
    r"\addbibresource{library.bib}": "library.bib",
}
NOTHING = (
    r"% \includegraphics{mpa}",
    r"\begin{verbatim}\includegraphics{mpa}\end{verbatim}",
    r"\newcommand{\fig}[1]{\includegraphics{mpa}}",
    r"\includegraphics{\jobname-1}",
    r"\includegraphics{#1}",
    r"\includegraphics{example-image-a}",  # of the package mwe
    r"\includegraphics{figures/drawing.pdf}",  # still to be made of the SVG
    r"\input{glyphtounicode}",  # of TeX's own
    r"\input xy",
    r"\addbibresource[location=remote]{https://host.invalid/refs.bib}",
    r"\iffalse \includegraphics{mpa} \fi",
    r"\begin{filecontents}{made.tex}x\end{filecontents}\input{made.tex}",
)
WHOLE = "\\documentclass{article}\n%s\n\\begin{document}\nText. %s\n\\end{document}\n"


@pytest.fixture
def checked(tmp_path):
    for name in HERE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")

    def check(source, name="main.tex"):
        """What links of a document to files lead to, with the rule that they break."""
        path = tmp_path / name
        path.write_text(source)
        document, options = read_path(str(path)), LinkOptions()
        local = LocalFiles(read_path, options)
        found = {}
        for target, _, skipped in extract(document, (), options, Filters(options)):
            assert target.kind is LinkKind.LOCAL
            assert not skipped
            shown = str(target).removeprefix(f"{tmp_path}/")
            found[shown] = local.check(target).rule
        return found

    return check


@pytest.mark.parametrize("markup", FOUND)
def test_files_that_are_there(checked, markup):
    assert checked(WHOLE % ("", markup)) == {FOUND[markup]: ""}


@pytest.mark.parametrize("markup", MISSING)
def test_files_that_are_missing(checked, markup):
    assert checked(WHOLE % ("", markup)) == {MISSING[markup]: "missing-file"}


@pytest.mark.parametrize("markup", NOTHING)
def test_what_names_no_file_of_the_document(checked, markup):
    assert checked(WHOLE % (markup, "")) == {}


def test_graphics_of_chapters_are_looked_for_from_the_document(checked, tmp_path):
    (tmp_path / "chapters/one.tex").write_text(
        "\\includegraphics{figures/chart}\\includegraphics{figures/mpa}"
    )
    assert checked(WHOLE % ("", r"\input{chapters/one}")) == {
        "chapters/one.tex": "",
        "figures/chart.png": "",
        "figures/mpa": "missing-file",
    }


def test_of_a_chapter_alone_it_is_not_known_what_is_missing(checked):
    source = "\\includegraphics{inner}\\includegraphics{figures/mpa}\\input{chapters/two}"
    assert checked(source, "chapters/alone.tex") == {"chapters/inner.png": ""}
    subfile = "\\documentclass[../main]{subfiles}\\includegraphics{figures/mpa}"
    assert checked(subfile, "chapters/sub.tex") == {}


def test_where_a_missing_graphic_is_named(tmp_path):
    (tmp_path / "one.tex").write_text("A.\n\n  \\includegraphics{mpa}\n")
    path = tmp_path / "main.tex"
    path.write_text("\\documentclass{book}\\input{one}")
    document = read_path(str(path))
    *_, (_, place, _) = extract(document, (), LinkOptions(), Filters(LinkOptions()))
    assert (place.file, place.line, place.column) == (str(tmp_path / "one.tex"), 3, 3)


def test_a_missing_chapter_is_told_once(tmp_path):
    path = tmp_path / "main.tex"
    path.write_text("\\documentclass{book}\\input{chapters/one}")
    document, settings = read_path(str(path)), Settings()
    ((target, occurrence, _),) = extract(document, (), LinkOptions(), Filters(LinkOptions()))
    check = replace(LocalFiles(read_path, LinkOptions()).check(target), occurrences=(occurrence,))
    dossier = Dossier(document, (), date(2026, 11, 24))
    unread = tuple(UnreadFile().check(dossier))
    assert len(unread) == 1
    dossier = judged(replace(dossier, findings=unread, links=(check,)), settings, LinkOptions())
    assert [finding.rule for finding in dossier.findings] == ["missing-file"]
