"""BibTeX files: fields, names, dates, strings, what is broken, and where everything stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Document, Encoding, Entry, EntryKind, PartialDate
from srccheck.readers.bibtex import BibtexReader


def read(text: str) -> Document:
    return BibtexReader().read(text, "a.bib", Encoding("utf-8", "valid"))


def entry(fields: str, type_: str = "article") -> Entry:
    document = read(f"@{type_}{{key,\n  {fields}\n}}\n")
    assert document.problems == ()
    return document.entries[0]


@pytest.mark.parametrize(
    ("field", "name", "value"),
    [
        ("title = {A Title}", "title", "A Title"),
        ('title = "A {NATO} Title"', "title", "A NATO Title"),
        ("title = {{The} {NATO} {Summit}}", "title", "The NATO Summit"),
        ("title = {\\'Etudes \\\"{o}ko \\c{c}a \\L\\'od\\'z \\o re \\ss{}}", "title",
         "Études öko ça Łódź øre ß"),
        ("title = {A -- B --- C ``d'' e~f}", "title", "A – B — C “d” e f"),
        ("title = {50\\% of \\$5 \\& C\\#}", "title", "50% of $5 & C#"),
        ("title = {The \\emph{Great} \\textbf{War}}", "title", "The Great War"),
        ("title = {A\n      long   title}", "title", "A long title"),
        ("title = {Unknown \\strange{word}}", "title", "Unknown word"),
        ("journal = {Le Monde}", "journaltitle", "Le Monde"),
        ("address = {Paris}", "location", "Paris"),
        ("school = {A University}", "institution", "A University"),
        ("volume = 87", "volume", "87"),
        ("pages = {12--34}", "pages", "12-34"),
        ("url = {http://example.org/a\\_b--c/~me?x=1%20&y}", "url",
         "http://example.org/a_b--c/~me?x=1%20&y"),
        ("doi = {10.5555/a_b}", "doi", "10.5555/a_b"),
        ("TITLE = {Case}", "title", "Case"),
        ('title = "A" # { B} # " C"', "title", "A B C"),
    ],
)  # fmt: skip
def test_values(field: str, name: str, value: str) -> None:
    assert entry(field).value(name) == value


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Doe, Jane and van Gogh, Vincent", ["Doe, Jane", "van Gogh, Vincent"]),
        ("Jane Doe and Ludwig van Beethoven", ["Doe, Jane", "van Beethoven, Ludwig"]),
        ("{World Health Organization} and {Barnes and Noble}",
         ["World Health Organization", "Barnes and Noble"]),
        ("King, Jr., Martin Luther", ["King, Jr., Martin Luther"]),
        ("{\\'E}luard, Paul and others", ["Éluard, Paul", "others"]),
        ("Anderson, Ann", ["Anderson, Ann"]),
        ("Plato", ["Plato"]),
        ("Doe, Jane\n AND Roe, R.", ["Doe, Jane", "Roe, R."]),
    ],
)  # fmt: skip
def test_names(written: str, names: list[str]) -> None:
    found = entry(f"author = {{{written}}}").fields["author"].names
    assert [str(name) for name in found] == names
    assert [name.literal for name in found] == [name[0] in "WB" for name in names]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2022", PartialDate(2022)),
        ("year = {2022}, month = jul", PartialDate(2022, 7)),
        ("year = 2022, month = 7", PartialDate(2022, 7)),
        ("year = 2022, month = {July}, day = 4", PartialDate(2022, 7, 4)),
        ('year = 2022, month = jul # "~4"', PartialDate(2022, 7, 4)),
        ('year = 2022, month = jul # "--" # sep', PartialDate(2022, 7, end=PartialDate(2022, 9))),
        ("year = 2022, month = {Autumn}", PartialDate(2022, season=23)),
        ("date = {2022-07-04}", PartialDate(2022, 7, 4)),
        ("date = {2022-23}, year = 2021", PartialDate(2022, season=23)),
        ("date = {2020/2022-01}", PartialDate(2020, end=PartialDate(2022, 1))),
        ("year = {forthcoming}", None),
        ("date = {2022-13-01}", None),
    ],
)
def test_dates(fields: str, date: PartialDate | None) -> None:
    assert entry(fields).fields["date"].date == date


@pytest.mark.parametrize(
    ("written", "type_", "kind_of_work"),
    [
        ("techreport", "report", ""),
        ("phdthesis", "thesis", "PhD thesis"),
        ("mastersthesis", "thesis", "Master's thesis"),
        ("conference", "inproceedings", ""),
        ("www", "online", ""),
        ("Article", "article", ""),
    ],
)
def test_types(written: str, type_: str, kind_of_work: str) -> None:
    found = entry("title = {T}", written)
    assert (found.type, found.value("type")) == (type_, kind_of_work)


def test_spans_and_raw_are_what_stands_in_the_file() -> None:
    source = "% x\r\n@book{key,\r\n  title = {Caf{\\'e} noir},\r\n  year = 2020\r\n}\r\n"
    document = read(source)
    title = document.entries[0].fields["title"]
    assert (title.value, title.raw) == ("Café noir", "Caf{\\'e} noir")
    assert source[slice(*title.span)] == title.raw
    assert document.position(title.span.start) == (3, 12)
    assert document.entries[0].raw.startswith("@book{key,")


def test_reading_text_maps_to_the_source() -> None:
    document = read("@misc{k, title = {Plain}, note = {\\'Etat}}")
    plain, note = (block.passage for block in document.blocks)
    assert document.source[slice(*plain.span(1, 3))] == "la"
    assert note.text == "État"
    assert document.source[slice(*note.span())].startswith("\\'Etat")


def test_strings_crossref_and_comments() -> None:
    document = read(
        '@string{pe = {Politique inventée}}\n@comment{not, an = {entry}}\n@preamble{"x"}\n'
        "@article{a, title = {T}, journal = pe # { II}}\n"
        "@incollection{part, title = {Part}, crossref = {Whole}}\n"
        "@book{whole, title = {The Whole}, editor = {Doe, Jane}, year = 2001, url = {http://x.y}}\n"
    )
    article, part, _ = document.entries
    assert article.value("journaltitle") == "Politique inventée II"
    assert part.value("title") == "Part"
    assert part.value("booktitle") == "The Whole"
    assert part.value("date") == "2001"
    assert part.value("url") == ""
    assert len(document.blocks) == 8
    assert document.blocks[0].passage.text == "Politique inventée"


def test_what_is_broken_is_a_problem_and_the_rest_is_read() -> None:
    document = read("@book{bad, title = {open\n\n@misc{good, title = {T}}\n")
    assert [found.key for found in document.entries] == ["good"]
    (problem,) = document.problems
    assert problem.rule == "broken-bibtex"
    assert document.source[slice(*problem.span)] == "@book{bad, title = {open"
    assert "closing" in problem.message


def test_keys_that_occur_twice_are_both_entries() -> None:
    document = read("@misc{k, title = {A}}\n@misc{k, title = {B}}\n")
    assert [found.value("title") for found in document.entries] == ["A", "B"]


def test_a_field_that_occurs_twice_is_a_problem() -> None:
    document = read("@misc{k, title = {A}, title = {B}}\n")
    assert document.entries[0].value("title") == "A"
    assert "title" in document.problems[0].message


def test_links_and_identifiers() -> None:
    document = read("@misc{k, url = {http://example.org/}, doi = {10.5555/ABC}}")
    assert [link.target for link in document.links] == [
        "http://example.org/",
        "https://doi.org/10.5555/ABC",
    ]
    found = {one.scheme: one.value for one in document.entries[0].identifiers}
    assert found == {"doi": "10.5555/abc", "url": "http://example.org/"}


@pytest.mark.parametrize(
    ("keywords", "kind"),
    [
        ("commentary", EntryKind.COMMENTARY),
        ("rivers, claim", EntryKind.CLAIM),
        ("rivers", EntryKind.SOURCE),
    ],
)
def test_kinds(keywords: str, kind: EntryKind) -> None:
    assert entry(f"keywords = {{{keywords}}}").kind is kind


def test_strings_of_strings_stay_small() -> None:
    document = read("@string{a = {ab}}\n" + "@string{a = a # a}\n" * 200 + "@misc{k, note = a}")
    assert len(document.source) > 0
    assert len(document.entries[0].value("note")) <= 10_000


@given(st.text(st.sampled_from('@{}"#,=\\ \nabc123%'), max_size=60))
def test_any_text_is_read(text: str) -> None:
    document = read("@misc{k, title = {T}}\n" + text)
    for found in document.entries:
        for field in found.fields.values():
            assert document.source[slice(*field.span)] == field.raw
