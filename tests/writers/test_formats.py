"""How each format is laid out and what it calls things."""

import json
from collections.abc import Mapping

import pytest

from srccheck.errors import UsageError
from srccheck.model import (
    Document,
    Encoding,
    Entry,
    EntryKind,
    Field,
    Identifier,
    Name,
    PartialDate,
    Span,
)
from srccheck.writers import WRITERS, write, writer
from srccheck.writers.json import write as write_json

NOWHERE = Span(0, 0)


def entry(type_: str, kind: EntryKind = EntryKind.SOURCE, **values: str | PartialDate) -> Entry:
    fields: dict[str, Field] = {}
    for name, value in values.items():
        date = value if isinstance(value, PartialDate) else None
        fields[name] = Field(name, str(value), str(value), NOWHERE, date=date)
    return Entry("key2020", type_, kind, fields, NOWHERE, "raw", note_label="3", language="fr")


def with_names(found: Entry, **names: tuple[Name, ...]) -> Entry:
    fields = dict(found.fields)
    for name, people in names.items():
        fields[name] = Field(name, "", "", NOWHERE, names=people)
    return Entry(found.key, found.type, found.kind, fields, NOWHERE, "")


def csl(found: Entry) -> Mapping[str, object]:
    (item,) = json.loads("".join(write([found], "csl-json")))
    assert isinstance(item, dict)
    return item


def test_a_bibtex_record() -> None:
    article = with_names(
        entry(
            "article",
            title="Guerre & paix",
            journaltitle="Revue inventée",
            volume="87",
            number="3",
            pages="12-34",
            location="Paris",
            date=PartialDate(2022, season=23),
        ),
        author=(Name("Gogh", "Vincent", "van"), Name("others")),
    )
    assert "".join(write([article], "bibtex")) == (
        "@article{key2020,\n"
        "  author         = {van Gogh, Vincent and others},\n"
        "  title          = {Guerre \\& paix},\n"
        "  journal        = {Revue inventée},\n"
        "  volume         = {87},\n"
        "  number         = {3},\n"
        "  pages          = {12--34},\n"
        "  address        = {Paris},\n"
        "  date           = {2022-23},\n"
        "  year           = {2022},\n"
        "}\n\n"
    )


@pytest.mark.parametrize(
    ("found", "classic", "modern"),
    [
        (entry("report", title="T"), "@techreport{", "@report{"),
        (entry("thesis", title="T", type="PhD thesis"), "@phdthesis{", "@thesis{"),
        (entry("thesis", title="T", type="Mémoire de master"), "@mastersthesis{", "@thesis{"),
        (entry("online", title="T"), "@online{", "@online{"),
    ],
)
def test_types(found: Entry, classic: str, modern: str) -> None:
    assert "".join(write([found], "bibtex")).startswith(classic)
    assert "".join(write([found], "biblatex")).startswith(modern)


def test_dates_that_classic_bibtex_cannot_hold() -> None:
    date = PartialDate(2022, 9, 15, end=PartialDate(2022, 9, 16))
    written = "".join(write([entry("misc", date=date)], "bibtex"))
    assert "year           = {2022}" in written
    assert "date           = {2022-09-15/2022-09-16}" in written


def test_months_are_the_strings_of_the_style() -> None:
    written = "".join(write([entry("misc", date=PartialDate(2022, 10, 4))], "bibtex"))
    assert "month          = oct,\n" in written
    assert "day            = {4},\n" in written


def test_commentary_keeps_its_text() -> None:
    note = entry("misc", EntryKind.COMMENTARY, note="Founded in 2001.")
    written = "".join(write([note], "biblatex"))
    assert "note           = {Founded in 2001.}" in written
    assert "keywords       = {commentary}" in written


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (entry("article", title="T", journaltitle="J", number="3"),
         {"type": "article-journal", "container-title": "J", "issue": "3"}),
        (entry("article", entrysubtype="newspaper"), {"type": "article-newspaper"}),
        (entry("online", entrysubtype="blog", journaltitle="B", number="246"),
         {"type": "post-weblog", "container-title": "B", "number": "246"}),
        (entry("report", institution="I", type="Note", number="19/22"),
         {"type": "report", "publisher": "I", "genre": "Note", "number": "19/22"}),
        (entry("incollection", booktitle="B", pages="1-9"),
         {"type": "chapter", "container-title": "B", "page": "1-9"}),
        (entry("misc", date=PartialDate(2022, 7)), {"issued": {"date-parts": [[2022, 7]]}}),
        (entry("misc", date=PartialDate(2022, season=23)),
         {"issued": {"date-parts": [[2022]], "season": 3}}),
        (entry("misc", date=PartialDate(2022, 9, 15, end=PartialDate(2022, 9, 16), circa=True)),
         {"issued": {"date-parts": [[2022, 9, 15], [2022, 9, 16]], "circa": True}}),
        (entry("misc", date="forthcoming"), {"issued": {"raw": "forthcoming"}}),
        (entry("misc", doi="10.5555/1", url="http://x.y", isbn="1"),
         {"DOI": "10.5555/1", "URL": "http://x.y", "ISBN": "1", "language": "fr"}),
        (with_names(entry("book"), author=(Name("Gogh", "V.", "van"), Name("UN", literal=True))),
         {"author": [{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"},
                     {"literal": "UN"}]}),
    ],
)  # fmt: skip
def test_csl(found: Entry, expected: Mapping[str, object]) -> None:
    item = csl(found)
    assert {name: item.get(name) for name in expected} == expected


def test_json_says_where_everything_stands() -> None:
    source = "(1) One.\n(2) Two."
    field = Field("title", "Two", "Two", Span(13, 16), confidence=0.5)
    found = Entry(
        "two", "misc", EntryKind.SOURCE, {"title": field}, Span(9, 17), "(2) Two.", "2",
        identifiers=(Identifier("doi", "10.5555/1", Span(13, 16)),),
    )  # fmt: skip
    document = Document("a.txt", "text", source, Encoding("utf-8", "text"))
    (item,) = json.loads("".join(write_json([found], document)))
    assert item["fields"]["title"] == {
        "value": "Two", "raw": "Two", "span": [13, 16], "line": 2, "column": 5,
        "confidence": 0.5, "origin": "text",
    }  # fmt: skip
    assert (item["note"], item["line"], item["identifiers"][0]["value"]) == ("2", 2, "10.5555/1")


@pytest.mark.parametrize("name", list(WRITERS))
def test_writers_take_any_number_of_entries(name: str) -> None:
    many = [entry("book", title=str(number)) for number in range(3)]
    written = "".join(write(many, name))
    assert all(f"{number}" in written for number in range(3))
    nothing = "".join(write([], name))
    assert json.loads(nothing) == [] if "json" in name else nothing == ""


def test_a_format_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="did you mean csl-json"):
        writer("csl_json")
