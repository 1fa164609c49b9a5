"""Citations in running text, and documents held against their reference lists.

Beside each file of ``data/`` lies ``<name>.gold.toml``: its ``citations`` in the order of the text
(names joined by ``+`` and the year, or a label) and its ``faults`` (a rule, and words of what it
tells of). No other citation may be found, and no other fault told.
"""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Document,
    Dossier,
    Encoding,
    Note,
    NoteKind,
    Passage,
    Span,
)
from srccheck.notes.citations import compare, find_citations
from srccheck.notes.citations.names import names_before
from srccheck.notes.citations.years import find_years
from srccheck.parse.same_author import mark_end
from srccheck.pipeline import examine
from srccheck.rules import RULES
from srccheck.text.normalise import fold

DATA = Path(__file__).parent / "data"
DOCUMENTS = sorted(path.name.removesuffix(".gold.toml") for path in DATA.glob("*.gold.toml"))
TOLD = (
    "citation-without-entry",
    "citation-year-differs",
    "citation-name-differs",
    "undefined-key",
    "uncited-entry",
    "marker-without-note",
    "note-without-marker",
    "note-number-twice",
    "notes-out-of-order",
)


def gold(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.gold.toml").read_text(encoding="utf-8"))


@cache
def examined(name: str) -> Dossier:
    rules = [rule for rule in RULES if rule.name in TOLD]
    settings = Settings(offline=True, select=TOLD)
    source = Source(name, (DATA / name).read_bytes())
    crashes: list[object] = []
    dossier = examine(source, settings, rules, datetime.date(2026, 6, 15), crashes.append)
    assert not crashes
    return dossier


def shown(citation: Citation) -> str:
    if citation.style is CitationStyle.NUMERIC:
        return f"[{citation.label}]"
    return citation.label or f"{'+'.join(citation.names)} {citation.year}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_citations(name: str) -> None:
    found = [fold(shown(one)) for one in examined(name).document.citations]
    assert sorted(found) == sorted(map(fold, gold(name)["citations"]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_faults(name: str) -> None:
    dossier = examined(name)
    wanted = sorted(map(tuple, gold(name)["faults"]))
    told = sorted((one.rule, one.cited) for one in dossier.findings)
    assert [rule for rule, _ in told] == [rule for rule, _ in wanted]
    for (_, cited), (_, words) in zip(told, wanted, strict=True):
        assert fold(words).strip("()[]") in fold(cited)


def test_two_languages_or_formats_are_not_enough() -> None:
    languages = {name.split(".")[-2] for name in DOCUMENTS}
    assert {"en", "fr", "de", "es", "it", "pt", "ru"} <= languages
    assert len(DOCUMENTS) >= 24


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("see van der Berg ", ("van der Berg",)),
        ("(vgl. Müller/Meier ", ("Müller", "Meier")),
        ("Tremblay, Roy, and Gagnon ", ("Tremblay", "Roy", "Gagnon")),
        ("cf. García Márquez, ", ("García Márquez",)),
        ("Doe et al., ", ("Doe",)),
        ("J. A. Doe & B. Roe, ", ("Doe", "Roe")),
        ("the Ministry of Trade and Industry ", ("Ministry of Trade and Industry",)),
        ("World Health Organization [WHO], ", ("World Health Organization",)),
        ("D'Ambrosio ", ("D'Ambrosio",)),
    ],
)
def test_names_before_a_year(before: str, names: tuple[str, ...]) -> None:
    found = names_before(before)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize("before", ["the crisis ", "in May ", "since ", "p. 3, ", "", "Table "])
def test_no_names_before_a_year(before: str) -> None:
    assert names_before(before) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019a, b", ["2019a", "2019b"]),
        ("2019–2020", ["2019–2020"]),
        ("1724–1804", []),
        ("20/2006", []),
        ("s. f.", ["s. f."]),
        ("12019 and 2050", []),
    ],
)
def test_years(text: str, years: list[str]) -> None:
    assert [year for found in find_years(text) for year in found.years] == years


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("———. 2015. Frost.", 3),
        ("— (2003). Frost.", 1),
        ("--- (2011). Frost.", 3),
        ("______ (1994b). « Suite ».", 6),
        ("Id. 2001. Frost.", 3),
        ("Ders. (1991): Frost.", 5),
        ("– (2007b): Frost.", 1),
        ("— Doe, J. 2010. Frost.", -1),
        ("- Doe, J. (2010). Frost.", -1),
        ("Identity. 2001. Frost.", -1),
        ("Doe, J. (2010). Frost.", -1),
    ],
)
def test_marks_for_the_same_author(text: str, end: int) -> None:
    assert mark_end(text, 0, len(text)) == end


def made_of(text: str, *works: str) -> Document:
    source = "\n\n".join([text, *works])
    blocks = [Block(BlockKind.PARAGRAPH, Passage.plain(text))]
    notes = []
    at = len(text) + 2
    for work in works:
        passage = Passage.plain(work, at)
        blocks.append(Block(BlockKind.PARAGRAPH, passage))
        notes.append(Note("", passage, passage.span(), NoteKind.REFERENCE))
        at += len(work) + 2
    document = Document(
        "x", "text", source, Encoding("utf-8", "text"), tuple(blocks), notes=tuple(notes)
    )
    found = find_citations(document)
    return Document(
        "x", "text", source, Encoding("utf-8", "text"), tuple(blocks), notes=tuple(notes),
        citations=found, language="en",
    )  # fmt: skip


@given(st.text(alphabet="Doe Re(),;:.&-–[]«»0129abé’'\n", max_size=400))
def test_places_lie_in_the_text(text: str) -> None:
    document = made_of(text, "Doe, J. (2019a). Ice. Oslo.", "Roe, R. 1920. Re. Oslo.")
    for citation in document.citations:
        assert 0 <= citation.span.start < citation.span.end <= len(text)
        assert document.source[citation.span.start : citation.span.end].strip()
    compare(document)


@pytest.mark.parametrize(
    "text",
    ["(" * 20_000, "(Doe 2020; " * 5_000, "Doe, " * 20_000, "[A" * 20_000, "2019a, " * 9_000],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    document = made_of(text + " (Doe 2020)", "Doe, J. (2020). Ice. Oslo.")
    assert document.citations[-1].names == ("Doe",)


def test_a_citation_knows_its_place() -> None:
    text = "Ice melts (Doe 2020, p. 3; Roe 1920: 12–14)."
    document = made_of(text, "Doe, J. (2020). Ice. Oslo.", "Roe, R. 1920. Re. Oslo.")
    first, second = document.citations
    assert (first.locator, second.locator) == ("p. 3", "12–14")
    assert first.span == Span(11, 19)
