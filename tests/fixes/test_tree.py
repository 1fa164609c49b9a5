"""A tree of documents: LaTeX in several files, and entries that are merged with what cites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from srccheck import fixing, pipeline
from srccheck.config import Settings
from srccheck.model import Dossier

MAIN = r"""\documentclass{article}
\begin{document}
We met in PÃ©kin.\footnote{Seen in MalmÃ¶.} As \cite{doe} and \cite[12]{roe,doe2} say.
\input{ch/one}
\bibliography{refs}
\end{document}
"""
ONE = "More of PÃ©kin.\\footnote{And of OrlÃ©ans \\parencite{doe2}.}\r\n"
REFS = """@book{doe, author = {Doe, Jane}, title = {Ice on PÃ©kin}, year = {2019}}
@book{roe, author = {Roe, John}, title = {Snow}, year = {2018}}
@book{doe2, author = {Doe, Jane}, title = {Ice on PÃ©kin}, year = {2019}, isbn = {9780306406157}}
"""
OTHER = "# Ice\n\nSaid by someone [@doe2, p. 3], and [@doe23].\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "main.tex": MAIN, "ch/one.tex": ONE, "refs.bib": REFS, "other.md": OTHER
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mended(*given: str, unsafe: bool = False) -> dict[str, str]:
    """What is written, by file."""
    settings = fixing.settings_of(Settings(offline=True))
    results = pipeline.run(given, settings, rules=fixing.chosen(settings))
    dossiers = [one for one in results if isinstance(one, Dossier)]
    written = {}
    for plan in fixing.plans(dossiers, settings, unsafe=unsafe):
        fixing.write(plan)
        written[plan.path] = plan.new.decode()
    return written


def test_the_files_of_a_latex_document_are_mended_each(tree: Path) -> None:
    mended("main.tex")
    assert (tree / "ch/one.tex").read_bytes().decode() == (
        "More of Pékin.\\footnote{And of Orléans \\parencite{doe2}.}\r\n"
    )
    assert "We met in Pékin.\\footnote{Seen in Malmö.}" in (tree / "main.tex").read_text()
    assert (tree / "refs.bib").read_text() == REFS.replace("PÃ©kin", "Pékin")


def test_what_cites_a_merged_entry_cites_the_one_that_stays(tree: Path) -> None:
    written = mended(".")
    assert written["./other.md"] == OTHER.replace("@doe2,", "@doe,")
    assert "\\cite[12]{roe,doe}" in written["./main.tex"]
    assert "\\parencite{doe}" in written["./ch/one.tex"]
    assert written["./refs.bib"] == (
        "@book{doe, author = {Doe, Jane}, title = {Ice on Pékin}, year = {2019},"
        " isbn = {9780306406157}}\n"
        "@book{roe, author = {Roe, John}, title = {Snow}, year = {2018}}\n"
    )
    assert mended(".") == {}


def test_files_that_cite_are_written_before_the_entry_goes(tree: Path) -> None:
    assert list(mended("."))[-1] == "./refs.bib"


@pytest.mark.parametrize(
    "name_it",
    [
        lambda tree: (tree / "draft.txt").write_text("as in doe2\n"),
        lambda tree: (tree / "main.tex").write_text(MAIN + "% doe2\n"),
        lambda tree: (tree / ".git").rmdir(),
    ],
    ids=["a file that is not read", "a place that is no citation", "no repository"],
)
def test_merging_is_to_be_looked_at_where_citations_may_be_missed(tree: Path, name_it) -> None:
    name_it(tree)
    assert "doe2" in mended("main.tex", "other.md")["refs.bib"]
    assert "doe2" not in mended("main.tex", "other.md", unsafe=True)["refs.bib"]


def test_a_file_that_two_documents_take_in_is_mended_once(tree: Path) -> None:
    (tree / "second.tex").write_text(MAIN.replace("MalmÃ¶", "OrlÃ©ans"), encoding="utf-8")
    mended("main.tex", "second.tex", "refs.bib")
    for name in ("main.tex", "second.tex", "ch/one.tex", "refs.bib"):
        assert "PÃ©kin" not in (tree / name).read_text(encoding="utf-8")
