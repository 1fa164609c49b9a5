r"""LaTeX case by case: text, notes with their numbers, citations, macros, and what is hostile."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Document
from srccheck.readers import latex_stream, read_path, read_text, tree_files

from .shapes import blocks, notes, styles
from .test_hostile import steps


def read(source: str) -> Document:
    return read_text(source, "<text>", "latex")


TEXTS = {
    r"d\'ej\`a \c{c}a, \oe uvre, \ss, {\L}\'od\'z": "déjà ça, œuvre, ß, Łódź",
    r"pages 12--15 --- ``so'' it's 50\,\% \& \#1": "pages 12–15 — “so” it’s 50 % & #1",
    "one % comment\n   two%\nthree": "one twothree",
    "a~b\\ c\\\\d": "a\u00a0b c\nd",
    r"\textit{a {b} c} \unknown{d} \LaTeX{} x": "a b c d LaTeX x",
    r"if $n=3$ and \(x_1\) then \[ y \] end": "if n=3 and x_1 then […] end",
    r"see \label{a}Section~\ref{b}\index{c} on": "see Section\u00a0 on",
    r"\newcommand{\a}[2][x]{<#1,#2>}\a{y} \a[z]{w}": "<x,y> <z,w>",
    r"\def\b#1{[#1]}\b{one} \b two": "[one] [t]wo",
    r"\NewDocumentCommand{\c}{s o m}{#3 (#2)}\c*[p]{q} \c{r}": "q (p) r ()",
    r"\newcommand{\e}{\emph}\e{word} on": "word on",
    r"\providecommand{\f}{one}\providecommand{\f}{two}\f": "one",
    r"\iffalse no \ifx a b \fi no \fi yes": "yes",
    r"\verb|a_b{| \lstinline!%x! on": "a_b{ %x on",
    r"\usepackage[ngerman]{babel}\glqq so\grqq{} \enquote{ja \enquote{nein}} "
    r'"`hier"' + "'": "„so“ „ja ‚nein‘“ „hier“",
    r"\foreignlanguage{german}{Wort} \textcolor{red}{rot}": "Wort rot",
    r"\multicolumn{2}{c}{wide} \href{https://a.org}{here}": "wide here",
    r"\begin{document}in\end{document} out": "in",
    r"\author{A \and B}\begin{document}x\end{document}": "A B\n\nx",
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), TEXTS.items())
def test_text(source: str, expected: str) -> None:
    assert read(source).text.text == expected


BLOCKS = {
    "one\n\ntwo\\par three": ["paragraph|one", "paragraph|two", "paragraph|three"],
    "\\section[s]{One}a\\subsection*{Two}b": [
        "heading 1|One", "paragraph|a", "heading 2|Two", "paragraph|b",
    ],
    "\\documentclass{book}\\chapter{One}\\section{Two}": ["heading 1|One", "heading 2|Two"],
    "\\begin{enumerate}\\item a\\begin{enumerate}\\item b\\end{enumerate}\\item c"
    "\\end{enumerate}d": [
        "item 1 1.|a", "item 2 (a)|b", "item 1 2.|c", "paragraph|d",
    ],
    "\\begin{description}\\item[Word] means\\end{description}": ["item 1|Word means"],
    "\\begin{quote}\\itshape a\\end{quote}b": ["quote|a", "paragraph|b"],
    "\\begin{tabular}[t]{l|l}a & b\\\\\\hline c & \\textbf{d}\\end{tabular}": [
        "cell|a", "cell|b", "cell|c", "cell|d",
    ],
    "a\\begin{tikzpicture}\\node{no};\\end{tikzpicture}b": ["paragraph|ab"],
    "a\n\\begin{lstlisting}[x]\n% \\footnote{no}\n\\end{lstlisting}": [
        "paragraph|a", "code|[x]\n% \\footnote{no}\n",
    ],
    "a\\newpage b": ["paragraph|a", "rule|", "paragraph|b"],
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), BLOCKS.items())
def test_blocks(source: str, expected: list[str]) -> None:
    assert blocks(read(source)) == expected


def test_styles() -> None:
    source = r"\emph{a} {\bf b} \textsc{c}\textsuperscript{2} {\itshape d\par e} f"
    assert styles(read(source)) == [
        ("italic", "a"), ("bold", "b"), ("small-caps", "c"), ("superscript", "2"),
        ("italic", "d"), ("italic", "e"),
    ]  # fmt: skip


NOTES = {
    r"a\footnote{One.} b\footnote{Two.}": [("1", "One.", 1), ("2", "Two.", 1)],
    r"a\footnote[7]{Seven.}b\footnote{One.}": [("7", "Seven.", 1), ("1", "One.", 1)],
    r"\documentclass{book}\chapter{A}\footnote{One.}\chapter{B}\footnote{One again.}": [
        ("1", "One.", 1), ("1", "One again.", 1),
    ],
    r"\documentclass{book}\counterwithout{footnote}{chapter}\chapter{A}\footnote{One.}"
    r"\chapter{B}\footnote{Two.}": [("1", "One.", 1), ("2", "Two.", 1)],
    r"\setcounter{footnote}{4}a\footnote{Five.}": [("5", "Five.", 1)],
    r"\renewcommand{\thefootnote}{\roman{footnote}}a\footnote{x}b\footnote{y}": [
        ("i", "x", 1), ("ii", "y", 1),
    ],
    r"\renewcommand{\thefootnote}{\fnsymbol{footnote}}a\footnote{x}b\footnote{y}": [
        ("*", "x", 1), ("†", "y", 1),
    ],
    r"a\footnotemark b\footnotemark\addtocounter{footnote}{-1}\footnotetext{One.}"
    r"\stepcounter{footnote}\footnotetext{Two.}": [("1", "One.", 1), ("2", "Two.", 1)],
    r"a\footnote{One.} b\footnotemark[1]": [("1", "One.", 2)],
    r"a\endnote{E.} b\footnote{F.} \theendnotes": [("1", "E.", 1), ("1", "F.", 1)],
    r"a\marginpar{Beside.}\sidenote{Side.}": [("", "Beside.", 1), ("1", "Side.", 1)],
    r"\title{T\thanks{To A.}}\author{B\thanks{To C.}}": [("*", "To A.", 1), ("†", "To C.", 1)],
    r"\section{T\footnote{In a title.}}": [("1", "In a title.", 1)],
    r"a\footnote{One\footnote{Inner.} more.}": [("1", "One more.", 1), ("2", "Inner.", 1)],
    "a\\footnote{One.\n\nTwo.}": [("1", "One.\n\nTwo.", 1)],
    r"\newcommand{\fn}[1]{\footnote{See #1.}}a\fn{B}": [("1", "See B.", 1)],
    r"a\footnote {Spaced.}": [("1", "Spaced.", 1)],
    "a\\footnote{Open \\emph{so}.\n\nNext.": [("1", "Open so.", 1)],
    r"\verb|\footnote{no}| % \footnote{no}": [],
    r"\begin{thebibliography}{9}\bibitem{a} A. \newblock B.\bibitem[X(2)]{b}C"
    r"\end{thebibliography}": [
        ("a", "A. B.", 0), ("b", "C", 0),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), NOTES.items())
def test_notes(source: str, expected: list[tuple[str, str, int]]) -> None:
    found = [(label, text, marks) for label, _, text, marks in notes(read(source))]
    assert found == expected


def test_a_note_stands_where_it_is_called() -> None:
    source = r"\newcommand{\fn}[1]{\footnote{See #1.}} Text\fn{Roe, \emph{Ice}}."
    document = read(source)
    note = document.notes[0]
    assert source[slice(*note.span)] == r"\fn{Roe, \emph{Ice}}"
    place = note.passage.text.index("Ice")
    assert source[slice(*note.passage.span(place, place + 3))] == "Ice"
    assert document.blocks[0].passage.text == "Text."


def test_a_marker_without_text_is_not_matched() -> None:
    document = read(r"a\footnotemark b")
    assert [marker.label for marker in document.unmatched] == ["1"]


CITATIONS = {
    r"\cite{a}": [("a", "")],
    r"\citep[see][p.~3]{a, b}": [("a", ""), ("b", "p.\u00a03")],
    r"\citet*[3]{a}": [("a", "3")],
    r"\parencites(see)(etc)[1]{a}[cf.][2]{b}": [("a", "1"), ("b", "2")],
    r"\textcite{a}, \Textcite{b}": [("a", ""), ("b", "")],
    r"\footcite[12\psq]{a}": [("a", "12sq.")],
    r"\nocite{*}": [("*", "")],
    r"\volcite{2}[25]{a}": [("a", "vol. 2, 25")],
    r"\fullcite{a}\footfullcite{b}\citeauthor{c}\citeyear{d}\smartcite{e}": [
        (key, "") for key in "abcde"
    ],
    r"\textcquote[see][4]{a}{words}": [("a", "4")],
    r"\enquote{x}\autocite{a}": [("a", "")],
    r"\cite<see>[3]{a}": [("a", "3")],
    r"\newcommand{\mine}[1]{\parencite[5]{#1}}\mine{a}": [("a", "5")],
    "\\cite{a,%\n b}": [("a", ""), ("b", "")],
    r"\citestyle{x}\setcitestyle{round}\citetext{no}\excite{no}": [],
    r"\verb|\cite{no}| \cite": [],
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CITATIONS.items())
def test_citations(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    found = sorted((one.label, one.locator) for one in document.citations)
    assert [
        (key, place.replace(" ", "\u00a0") if "p." in place else place) for key, place in found
    ] == [
        (key, place.replace(" ", "\u00a0") if "p." in place else place)
        for key, place in sorted(expected)
    ]


@pytest.mark.parametrize(
    ("options", "labels"),
    [("style=verbose", ["1"]), ("style=authoryear", []), ("style=apa,autocite=footnote", ["1"])],
)
def test_whether_autocite_makes_a_note(options: str, labels: list[str]) -> None:
    document = read(rf"\usepackage[{options}]{{biblatex}} A\autocite{{x}}.")
    assert [note.label for note in document.notes] == labels


def test_bibliography_inside_the_document() -> None:
    source = (
        "\\begin{filecontents}{own.bib}\n@book{a, title = {Ice}}\n\\end{filecontents}\n"
        "\\addbibresource{own.bib}\\begin{document}\\cite{a}\\end{document}"
    )
    document = read(source)
    assert [entry.key for entry in document.entries] == ["a"]
    assert source[slice(*document.entries[0].fields["title"].span)] == "Ice"


# Files that a document takes in.


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.tex"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "main.tex"


def problems(document: Document) -> list[tuple[str, str, str]]:
    return [
        (Path(document.path_at(problem.span.start)).name,
         document.source[slice(*problem.span)], problem.message)
        for problem in document.problems
    ]  # fmt: skip


def test_files_are_read_in_place(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main="One \\input{a} two.\n\\import{sub/}{b}\\footnote{End.}\n",
        a="A\\footnote{First.}",
        sub__b="\\newcommand{\\x}{X}\nB\\footnote{Second.}\n",
    )
    document = read_path(main)
    places = [
        (
            os.path.relpath(document.path_at(n.span.start), tmp_path),
            *document.position(n.span.start),
        )
        for n in document.notes
    ]
    assert places == [("a.tex", 1, 2), (f"sub{os.sep}b.tex", 2, 2), ("main.tex", 2, 17)]
    assert [note.label for note in document.notes] == ["1", "2", "3"]
    assert document.blocks[0].passage.text == "One A two. B"


def test_of_a_file_that_could_stand_alone_the_body_is_read(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main="\\begin{document}\\subfile{a}End\\end{document}",
        a="\\documentclass[main]{subfiles}\n\\begin{document}\nBody.\\end{document}no",
    )
    document = read_path(main)
    assert document.text.text == "Body. End"
    assert document.position(document.source.index("Body")).line == 3


def test_only_what_is_included(tmp_path: Path) -> None:
    main = write(tmp_path, main="\\includeonly{b}\\include{a}\\include{b}", a="A", b="B")
    assert read_path(main).text.text == "B"


def test_nothing_is_read_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.tex").symlink_to(tmp_path / "secret.tex")
    (inside / "folder").symlink_to(tmp_path)
    for name in ("../secret", str(tmp_path / "secret"), "link", "folder/secret", "a/../../secret"):
        main = write(inside, main=f"x \\input{{{name}}}")
        document = read_path(main)
        assert "SECRET" not in document.source
        message = f"the file {name} leads out of the folder of the document"
        assert problems(document) == [("main.tex", f"\\input{{{name}}}", message)]


def test_a_file_that_takes_in_itself(tmp_path: Path) -> None:
    main = write(tmp_path, main="m \\input{a}", a="a \\input{b}", b="b \\input{a} \\input{main}")
    document = read_path(main)
    assert [(path, message) for path, _, message in problems(document)] == [
        ("b.tex", "the file a.tex takes in itself"),
        ("b.tex", "the file main.tex takes in itself"),
    ]
    assert document.text.text == "m a b"


def test_files_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [chr(ord("a") + index) for index in range(12)]
    files = {name: f"\\input{{{after}}}" * 4 for name, after in itertools.pairwise(names)}
    main = write(tmp_path, main="\\input{a}", **files, l="x")
    document = read_path(main)
    assert document.source.count("x") < 600
    assert any("more than 500 files" in problem.message for problem in document.problems)
    monkeypatch.setattr(tree_files, "LARGEST", 1000)
    main = write(tmp_path, main="\\input{big}", big="x" * 2000)
    assert "more than 1,000 bytes" in read_path(main).problems[0].message


def test_what_is_known_only_to_tex_is_left_out(tmp_path: Path) -> None:
    main = write(
        tmp_path, main="\\input{\\jobname-x}\\input{|ls}\\newcommand{\\i}{\\input{gone.tex}}"
    )
    assert read_path(main).problems == ()


def test_the_listing_of_bibtex_where_there_is_no_bib(tmp_path: Path) -> None:
    main = write(tmp_path, main="\\cite{a}\\bibliography{gone}")
    (tmp_path / "main.bbl").write_text(
        "\\begin{thebibliography}{1}\\bibitem{a} A.\\end{thebibliography}"
    )
    document = read_path(main)
    assert notes(document) == [("a", "reference", "A.", 0)]
    assert document.problems == ()
    (tmp_path / "gone.bib").write_text("@book{a, title = {A}}")
    document = read_path(main)
    assert (notes(document), [entry.key for entry in document.entries]) == ([], ["a"])


# Hostile input.

ENDLESS = {
    "calls itself": r"\def\a{x\a}\a",
    "doubles": r"\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{\a\a}\a",
    "arguments": r"\newcommand{\a}[1]{\b{#1#1}}\newcommand{\b}[1]{\a{#1#1}}\a{x}",
    "in keys": r"\newcommand{\a}[1]{\cite{#1#1}\a{#1#1}}\a{x}",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_macros_without_end(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latex_stream, "MOST", 2000)
    monkeypatch.setattr(latex_stream, "LONGEST", 100_000)
    document = read(source)
    assert any(problem.rule == "broken-latex" for problem in document.problems)
    assert len(document.text.text) < 1_000_000


OPENINGS = (
    "{", "\\footnote{", "\\emph{", "\\begin{quote}", "\\item[", "\\cite[", "$", "\\(", "\\iffalse",
    "\\begin{verbatim}", "\\url{", "\\def\\a{", "\\enquote{", "\\input{a", "\\newcommand{", "a%",
    "\\bibitem[", "\\verb|", "\\end{x}", "\\begin{equation}",
)  # fmt: skip


@pytest.mark.parametrize("piece", OPENINGS)
def test_what_never_closes_ends(piece: str) -> None:
    read(piece)
    assert steps(piece * 1200, "a.tex") < 2.6 * steps(piece * 600, "a.tex")
    assert len(read(piece * 3000 + "x").problems) <= 20


def test_deep_groups_are_read() -> None:
    assert read("{" * 3000 + "x" + "}" * 3000).text.text == "x"


PIECES = st.sampled_from(
    ["\\footnote{", "\\emph{", "{", "}", "[", "]", "\\cite{a}", "\\newcommand{\\x}[1]{", "#1",
     "\\x", "\\begin{", "quote}", "\\end{", "tabular}", "&", "\\\\", "\\item", "$", "%", "\n",
     "\n\n", "~", "--", "\\input{a}", "\\url{", "\\verb|", "|", "\\'", "e", "\\", '"', "\r",
     "\\section{", "\\bibitem{k}", "\\begin{thebibliography}{9}", "\\end{thebibliography}", "é",
     "\\iffalse", "\\fi", "\\enquote{", "\\title{", "\\begin{document}", "\\end{document}",
     "\\footnotemark", "\\footnotetext{"]
)  # fmt: skip


@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=40))
def test_any_latex_can_be_read(pieces: list[str]) -> None:
    source = "".join(pieces)
    document = read(source)
    assert document.source == source
    for block in document.blocks:
        passage = block.passage
        position = 0
        for run in passage.runs:
            assert run.start == position
            assert 0 <= run.source_start <= run.source_end <= len(source)
            position = run.end
        assert position == len(passage.text)
    for note in document.notes:
        assert 0 <= note.span.start < note.span.end <= len(source)
    for problem in document.problems:
        assert source[slice(*problem.span)]
