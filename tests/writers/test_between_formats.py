"""From one bibliographic format through another and back: what both can hold is not lost.

What a format cannot hold is in ``docs/bibliographies.md``; the entries here keep to what all can.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Entry, EntryKind, Field, Name, PartialDate, Span
from srccheck.parse import parse_reference
from srccheck.readers import read_text
from srccheck.text.names import OTHERS, format_bibtex
from srccheck.writers import write

NOWHERE = Span(0, 0)
READERS = {"bibtex": "bibtex", "biblatex": "bibtex", "csl-json": "csl-json", "ris": "ris"}
COMMON = ("title", "shorttitle", "abstract", "note", "location", "volume")
OWN = {
    "article": ("journaltitle", "series", "shortjournal", "eid"),
    "book": ("publisher", "series", "edition", "volumes", "pagetotal"),
    "incollection": ("booktitle", "publisher", "series", "edition"),
    "inproceedings": ("booktitle", "eventtitle", "venue", "publisher", "series"),
    "report": ("institution", "series", "type"),
    "thesis": ("institution", "type"),
    "online": ("journaltitle", "organization"),
    "misc": ("publisher", "type"),
    "dataset": ("publisher", "type"),
    "software": ("publisher", "version"),
}
SUBTYPES = {"article": ("", "newspaper", "magazine"), "online": ("", "blog")}

letters = "abcdeé ÀßЖ中A.:'’«»-–()!?&%#$_{}\\\"/"
texts = (
    st.text(letters, min_size=1, max_size=24)
    .map(lambda text: re.sub(r" +", " ", f"x{text}y").strip())
    .filter(lambda text: "--" not in text)
)
words = st.sampled_from(["Doe", "Ünal", "O'Neil", "Smith-Jones", "Жук", "Le Goff", "Ada"])
numbers = st.integers(1, 9999).map(str)


@st.composite
def people(draw: st.DrawFn) -> Name:
    if draw(st.booleans()):
        literal = ["World Health Organization", "Greenpeace", "Doe, Roe and Co", "Acme Robotics"]
        return Name(draw(st.sampled_from(literal)), literal=True)
    given_name = draw(st.sampled_from(["Ada", "A. B.", "Jean-Paul", "Мария"]))
    particle = draw(st.sampled_from(["", "", "van", "de la"]))
    return Name(draw(words), given_name, particle, draw(st.sampled_from(["", "", "Jr.", "III"])))


@st.composite
def dates(draw: st.DrawFn, *, ends: bool = True) -> PartialDate:
    date = PartialDate(draw(st.integers(1000, 2100)), circa=draw(st.booleans()))
    exact = draw(st.sampled_from(["year", "season", "month", "day"]))
    if exact == "season":
        date = replace(date, season=draw(st.integers(21, 24)))
    elif exact != "year":
        day = draw(st.integers(1, 28)) if exact == "day" else None
        date = replace(date, month=draw(st.integers(1, 12)), day=day)
    last = draw(dates(ends=False)) if ends and draw(st.booleans()) else None
    return replace(date, end=last) if last != replace(date, circa=False) else date


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    type_ = draw(st.sampled_from(list(OWN)))
    fields: dict[str, Field] = {}

    def put(name: str, value: str, **more: object) -> None:
        fields[name] = replace(Field(name, value, value, NOWHERE), **more)  # type: ignore[arg-type]

    put("title", draw(texts))
    for name in draw(st.sets(st.sampled_from([*COMMON, *OWN[type_]]))):
        if name not in ("shortjournal", "venue"):
            put(name, draw(numbers if name in ("volumes", "pagetotal") else texts))
    if "journaltitle" in fields and type_ == "article" and draw(st.booleans()):
        put("shortjournal", f"{fields['journaltitle'].value} abbr.")
    if type_ == "inproceedings" and "location" in fields and draw(st.booleans()):
        put("venue", draw(texts))
    for role in draw(st.sets(st.sampled_from(["author", "editor", "translator"]))):
        named = tuple(draw(st.lists(people(), min_size=1, max_size=3)))
        named = (*named, OTHERS) if draw(st.booleans()) else named
        put(role, format_bibtex(named), names=named)
    for name in draw(st.sets(st.sampled_from(["date", "urldate", "origdate"]))):
        date = draw(dates())
        put(name, str(date), date=date)
    if draw(st.booleans()):
        put("number" if draw(st.booleans()) or type_ != "article" else "issue", "")
        name = "issue" if "issue" in fields else "number"
        put(name, draw(numbers) if name == "number" else "hors-série")
    if type_ != "misc" and draw(st.booleans()):
        put("pages", draw(st.sampled_from(["12-34", "e123", "1-5, 9-12", "iv-x", "123-9"])))
    if draw(st.booleans()):
        put("keywords", draw(st.sampled_from(["peace", "peace, war studies", "a, b, c"])))
    put("doi", "10.5555/ab(c)<1>") if draw(st.booleans()) else None
    put("url", "https://example.org/a_b?c=%20&d#e") if draw(st.booleans()) else None
    put("isbn", "978-0-306-40615-7") if draw(st.booleans()) else None
    put("issn", "0032-342X") if draw(st.booleans()) else None
    if draw(st.booleans()):
        scheme, number = draw(
            st.sampled_from([("pubmed", "12345678"), ("arXiv", "2101.00001"), ("Archive", "B 3")])
        )
        put("eprinttype", scheme)
        put("eprint", number)
    subtype = draw(st.sampled_from(SUBTYPES.get(type_, ("",))))
    if subtype:
        put("entrysubtype", subtype)
    language = draw(st.sampled_from([("", ""), ("french", "fr"), ("american", "en")]))
    if language[0]:
        put("langid", language[0])
    return Entry("key2020", type_, EntryKind.SOURCE, fields, NOWHERE, "", language=language[1])


def through(entry: Entry, format_: str) -> Entry:
    document = read_text("".join(write([entry], format_)), format=READERS[format_])
    assert document.problems == ()
    (back,) = document.entries
    for field in back.fields.values():
        assert document.source[slice(*field.span)] == field.raw
    return back


def facts(entry: Entry) -> dict[str, object]:
    fields = {name: (f.value, f.names, f.date) for name, f in entry.fields.items()}
    return {"type": entry.type, "key": entry.key, "language": entry.language, **fields}


@pytest.mark.parametrize("format_", list(READERS))
@given(entry=entries())
def test_what_a_format_can_hold_comes_back(format_: str, entry: Entry) -> None:
    assert facts(through(entry, format_)) == facts(entry)


@pytest.mark.parametrize("second", list(READERS))
@pytest.mark.parametrize("first", list(READERS))
@given(entry=entries())
def test_from_one_format_to_another(first: str, second: str, entry: Entry) -> None:
    assert facts(through(through(entry, first), second)) == facts(entry)


@pytest.mark.parametrize("name", READERS)
def test_where_a_paper_is_kept_is_not_lost(name: str) -> None:
    entry = parse_reference("Archives de la Drôme, C 128, lettre de l'intendant, 4 juin 1732.")
    text = "".join(write([entry], name))
    [read] = read_text(text, "a", READERS[name]).entries
    assert read.value("library") == "Archives de la Drôme, C 128"
    assert (read.type, read.value("title")) == ("unpublished", "lettre de l'intendant")
