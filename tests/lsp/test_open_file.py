"""What an editor is told of a file, without an editor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lsprotocol import types

from srccheck.config import Settings
from srccheck.lsp.open_file import FIX_ALL, OpenFile, examine
from srccheck.lsp.places import Places
from srccheck.model import Document, Encoding, Span

WHOLE = types.Range(types.Position(0, 0), types.Position(99, 0))


def opened(path: Path | str, text: str) -> OpenFile:
    return examine("file:///x", str(path), text, Settings(offline=True), version=1)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)])
def test_columns_are_counted_as_the_editor_counts(encoding: str, column: int) -> None:
    document = Document("a.md", "markdown", "x\r\n𝄞é y\rz", Encoding("utf-8", "text"))
    places = Places(document, "a.md", document.source, encoding)
    y, z = (document.source.index(letter) for letter in "yz")
    assert places.range(Span(y, y + 1)).start == types.Position(1, column)
    assert places.range(Span(z, z + 1)) == types.Range(types.Position(2, 0), types.Position(2, 1))


def test_faults_in_a_file_that_is_taken_in_are_told_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "chapter.tex").write_text("Text.\\footnote{In PÃ©kin.}\n", encoding="utf-8")
    main = "\\documentclass{book}\n\\begin{document}\n\\input{chapter}\n\\end{document}\n"
    (tmp_path / "main.tex").write_text(main, encoding="utf-8")
    whole = opened(tmp_path / "main.tex", main)
    assert whole.dossier
    assert "mojibake" in [finding.rule for finding in whole.dossier.findings]
    assert "mojibake" not in [one.code for one in whole.diagnostics()]
    assert whole.actions(WHOLE, ["quickfix"]) == []


def test_only_the_kinds_asked_for_are_offered() -> None:
    file = opened("a.md", "A.[^1]\n\n[^1]: In PÃ©kin.\n")
    assert {one.kind for one in file.actions(WHOLE)} == {types.CodeActionKind.QuickFix, FIX_ALL}
    assert [one.kind for one in file.actions(WHOLE, ["source"])] == [FIX_ALL]
    assert [one.kind for one in file.actions(WHOLE, ["source.fixAll.srccheck"])] == [FIX_ALL]
    assert file.actions(WHOLE, ["source.organizeImports", "refactor", "source.fix"]) == []


def test_what_is_to_be_looked_at_is_not_among_all_that_is_safe() -> None:
    text = (
        "The prices of bread rose in that year, and so did those of wine and of the other goods "
        "that were sold at the fairs.[^1]\n\n"
        '[^1]: Ann Example, "The Prices of Bread in the Year of the Flood", *The Guardian*, '
        "3 novembre 2019.\n"
    )
    (action,) = opened("a.md", text).actions(WHOLE)
    assert action.title.endswith("(to be looked at)")
    assert not action.is_preferred


def test_markup_in_a_document_is_no_markup_in_a_hover() -> None:
    text = "A.[^1]\n\n[^1]: Ann Example, *[x](http://e.invalid) <img src=y>*, Oslo, 2019.\n"
    hover = opened("a.md", text).hover(types.Position(2, 8))
    assert hover
    assert isinstance(hover.contents, types.MarkupContent)
    assert "\\<img" in hover.contents.value
    assert not re.search(r"(?<!\\)[<(\[]", hover.contents.value.partition("\n\n")[2])


@pytest.mark.parametrize("text", ["", "Nothing is cited here.\n"])
def test_a_file_in_which_nothing_is_cited_has_no_faults(text: str) -> None:
    file = opened("a.md", text)
    assert file.diagnostics() == []
    assert file.actions(WHOLE) == []
    assert file.hover(types.Position(0, 0)) is None


def test_it_speaks_the_language_of_the_editor_or_of_the_settings() -> None:
    text = "A.[^1]\n\n[^1]: In PÃ©kin.\n"

    def told(speech: str, language: str = "") -> list[str]:
        settings = Settings(offline=True, language=language)
        file = examine("file:///x", "a.md", text, settings, speech=speech)
        return [file.diagnostics()[0].message.splitlines()[1], file.actions(WHOLE)[-1].title]

    english = ["suggestion: Pékin", "Mend all that is safe (1)"]
    french = ["suggestion\N{NO-BREAK SPACE}: Pékin", "Faire toutes les corrections sûres (1)"]
    assert told("en") == english
    assert told("fr") == french
    assert told("fr", "en") == english
    assert told("en", "fr") == french
