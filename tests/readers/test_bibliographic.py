"""RIS, MEDLINE, EndNote and CSL-JSON: fields, names, dates, places, and files that are broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Document, Entry
from srccheck.readers import READERS, detect_format, read_path, read_text, suffixes

from .shapes import assert_places_are_true

DATA = Path(__file__).parent / "data" / "bibliographic"


def values(entry: Entry) -> dict[str, str]:
    fields = {name: field.value for name, field in entry.fields.items()}
    if "type" in fields:
        fields["genre"] = fields.pop("type")
    return {"type": entry.type, **fields}


def ris(lines: str, type_: str = "JOUR") -> dict[str, str]:
    document = read_text(f"TY  - {type_}\n{lines}\nER  - \n", "a.ris")
    assert document.problems == ()
    return values(document.entries[0])


@pytest.mark.parametrize(
    ("type_", "lines", "expected"),
    [
        ("JOUR", "T2  - Made-up Letters\nJ2  - M. Lett.\nIS  - 3\nSP  - 1\nEP  - 9",
         {"type": "article", "journaltitle": "Made-up Letters", "shortjournal": "M. Lett.",
          "number": "3", "pages": "1-9"}),
        ("JOUR", "JO  - M. Lett.\nIS  - hors-série\nSP  - 1-9\nEP  - 9",
         {"journaltitle": "M. Lett.", "issue": "hors-série", "pages": "1-9"}),
        ("JOUR", "M3  - doi: 10.5555/abc\nSN  - 0032-342X (print)", {"doi": "doi: 10.5555/abc",
         "issn": "0032-342X"}),
        ("NEWS", "T2  - The Daily", {"entrysubtype": "newspaper", "journaltitle": "The Daily"}),
        ("BLOG", "T2  - A Blog", {"type": "online", "entrysubtype": "blog"}),
        ("BOOK", "T2  - A Series\nPB  - Press\nCY  - Oslo\nSN  - 978-0-306-40615-7\nSP  - 320",
         {"type": "book", "series": "A Series", "publisher": "Press", "location": "Oslo",
          "isbn": "978-0-306-40615-7", "pagetotal": "320"}),
        ("BOOK", "A2  - Roe, Jo", {"editor": "Roe, Jo"}),
        ("BOOK", "A3  - Roe, Jo\nA2  - Doe, Ada", {"editor": "Roe, Jo", "editora": "Doe, Ada"}),
        ("EDBOOK", "AU  - Roe, Jo", {"type": "collection", "editor": "Roe, Jo"}),
        ("CHAP", "T2  - Whole\nA2  - Roe, Jo\nT3  - Series\nA4  - Doe, Ada",
         {"type": "incollection", "booktitle": "Whole", "editor": "Roe, Jo", "series": "Series",
          "translator": "Doe, Ada"}),
        ("CONF", "T1  - T\nT2  - Proc. of X", {"type": "inproceedings", "booktitle": "Proc. of X"}),
        ("CONF", "T1  - T\nC3  - Proc. of X\nT2  - The X\nCY  - Oslo\nC1  - Cham",
         {"booktitle": "Proc. of X", "eventtitle": "The X", "venue": "Oslo", "location": "Cham"}),
        ("CONF", "TI  - Proc. of X", {"type": "proceedings"}),
        ("RPRT", "PB  - An Institute\nSN  - 19/22\nM3  - Note",
         {"type": "report", "institution": "An Institute", "number": "19/22", "genre": "Note"}),
        ("THES", "PB  - A University\nM3  - PhD", {"institution": "A University"}),
        ("XXXX", "TI  - T", {"type": "misc", "title": "T"}),
        ("JOUR", "KW  - a\nKW  - b\nN1  - one\nN1  - two", {"keywords": "a, b", "note": "one two"}),
        ("JOUR", "TI  - One\n  two\nthree", {"title": "One two three"}),
        ("JOUR", "PY  - 2020\nDA  - 2020/05/03/", {"date": "2020-05-03"}),
        ("JOUR", "PY  - 2020///", {"date": "2020"}),
        ("JOUR", "Y1  - 2020/05", {"date": "2020-05"}),
        ("JOUR", "PY  - 2020\nDA  - 2020///Autumn", {"date": "2020-23"}),
        ("JOUR", "PY  - 2020\nDA  - May 3", {"date": "2020-05-03"}),
        ("JOUR", "PY  - 2019\nDA  - 2020/05/03/", {"date": "2019"}),
        ("JOUR", "PY  - in press", {"date": "in press"}),
        ("JOUR", "LA  - fre\nY2  - 2021/01/02/", {"langid": "french", "urldate": "2021-01-02"}),
        ("JOUR", "UR  - https://example.org/a; https://example.org/b",
         {"url": "https://example.org/a"}),
        ("JOUR", "DB  - PubMed\nAN  - 12345678", {"eprinttype": "pubmed", "eprint": "12345678"}),
    ],
)  # fmt: skip
def test_ris(type_: str, lines: str, expected: dict[str, str]) -> None:
    found = ris(lines, type_)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Doe, Ada B.", "Doe, Ada B."),
        ("van Gogh, Vincent", "van Gogh, Vincent"),
        ("Gogh, Vincent van", "van Gogh, Vincent"),
        ("King, Martin Luther, Jr.", "King, Jr., Martin Luther"),
        ("World Health Organization", "{World Health Organization}"),
        ("Acme,", "{Acme}"),
        ("Roe,, Poe and Co", "{Roe, Poe and Co}"),
        ("J. Doe", "Doe, J."),
        ("Doe, A.; Roe, J.", "Doe, A. and Roe, J."),
        ("et al.", "others"),
        ("", None),
    ],
)
def test_names(written: str, names: str | None) -> None:
    assert ris(f"TI  - T\nAU  - {written}").get("author") == names


def test_records_end_without_saying_so() -> None:
    source = "TY  - BOOK\r\nTI  - One\r\nTY  - BOOK\r\nTI  - Two\r\n"
    document = read_text(source, "a.ris")
    assert [entry.value("title") for entry in document.entries] == ["One", "Two"]
    assert [entry.raw.count("TY") for entry in document.entries] == [1, 1]


def test_a_record_without_a_type() -> None:
    document = read_text("Provider: X\n\nAU  - Doe, Ada\nTI  - T\nER  - \n", "a.ris")
    assert [problem.rule for problem in document.problems] == ["broken-file"]
    assert document.position(document.problems[0].span.start) == (3, 1)
    assert document.entries[0].value("title") == "T"


def test_pubmed() -> None:
    document = read_path(DATA / "pubmed.nbib")
    assert_places_are_true(document)
    first, second = document.entries
    assert values(first) == {
        "type": "article", "eprint": "12345678", "eprinttype": "pubmed", "issn": "1234-5679",
        "volume": "12", "number": "3", "title": "A long title that goes on over two lines",
        "pages": "123-9", "doi": "10.5555/abc.1", "langid": "english",
        "journaltitle": "Journal of made-up studies", "shortjournal": "J Made-up Stud",
        "keywords": "one, two",
        "author": "van Doe, Ada B and Smith, Jr, John and {The Group}", "date": "2020-07-05",
    }  # fmt: skip
    assert [one.scheme for one in first.identifiers] == ["doi", "issn", "pmid", "pmcid"]
    assert (second.value("author"), second.value("date")) == ("Doe, AB", "2020-24")
    title = first.fields["title"]
    assert document.position(title.span.start) == (9, 7)
    assert title.raw == "A long title that goes on\n      over two lines"


def test_endnote_xml_on_one_line() -> None:
    document = read_path(DATA / "endnote.xml")
    assert (document.format, document.problems) == ("endnote-xml", ())
    assert_places_are_true(document)
    (entry,) = document.entries
    assert values(entry) == {
        "type": "article", "title": "A study of Homo fictus & others",
        "journaltitle": "Journal of X", "author": "Doe, Ada and {World Bank}", "number": "2",
        "issn": "1234-5679", "pages": "12-34", "doi": "10.5555/x", "date": "2020-05-03",
        "url": "https://example.org/a?b=1&c=2", "volume": "3", "keywords": "a, b",
    }  # fmt: skip
    assert entry.fields["url"].raw == "https://example.org/a?b=1&amp;c=2"


def test_endnote_tagged() -> None:
    source = "%0 Book Section\n%T A Part\n%A Doe, Ada\n%E Roe, Jo\n%B Whole\n%D 2020\n%I Press\n"
    (entry,) = read_text(source, "a.enw").entries
    assert values(entry) == {
        "type": "incollection", "title": "A Part", "author": "Doe, Ada", "editor": "Roe, Jo",
        "booktitle": "Whole", "date": "2020", "publisher": "Press",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ('"issued": {"date-parts": [["2020", 5]]}', {"date": "2020-05"}),
        ('"issued": {"date-parts": [[2020, 5, 1], [2020, 6]]}', {"date": "2020-05-01/2020-06"}),
        ('"issued": {"date-parts": [[2020]], "season": 3, "circa": true}', {"date": "2020-23~"}),
        ('"issued": {"date-parts": [[2020, 15]]}', {"date": "2020-23"}),
        ('"issued": {"raw": "3 May 2020"}', {"date": "2020-05-03"}),
        ('"issued": {"literal": "in press"}', {"date": "in press"}),
        ('"issued": {"date-parts": [[null]]}', {"date": None}),
        ('"author": [{"family": "Beethoven", "given": "L.", "dropping-particle": "van"}]',
         {"author": "van Beethoven, L."}),
        ('"author": [{"literal": "UN"}, {"literal": "others"}]', {"author": "{UN} and others"}),
        ('"title": "A <i>B</i> &amp; C"', {"title": "A B & C"}),
        ('"title": "\\u00c9t\\u00e9 \\"x\\""', {"title": 'Été "x"'}),
        ('"title": ["One"], "container-title": []', {"title": "One", "booktitle": None}),
        ('"volume": 12, "collection-number": "3"', {"volume": "12", "number": "3"}),
        ('"PMID": "123", "language": "en-GB"', {"eprint": "123", "langid": "british"}),
    ],
)  # fmt: skip
def test_csl_json(item: str, expected: dict[str, str | None]) -> None:
    source = '[{"id": "a", "type": "chapter", ' + item + "}]"
    document = read_text(source, "a.csl.json")
    assert_places_are_true(document)
    (entry,) = document.entries
    assert {name: entry.fields[name].value if name in entry.fields else None
            for name in expected} == expected  # fmt: skip
    assert entry.raw == source[1:-1]


@pytest.mark.parametrize(
    "source",
    [
        '{"id": "a", "type": "book", "title": "T"}',
        '[{"id": "a", "type": "book", "title": "T"}]',
        '{"items": [{"id": "a", "type": "book", "title": "T"}]}',
    ],
)
def test_shapes_of_csl_json(source: str) -> None:
    assert detect_format("a.json", source) == "csl-json"
    (entry,) = read_text(source, "a.json").entries
    assert (entry.key, entry.raw) == ("a", '{"id": "a", "type": "book", "title": "T"}')


def test_json_that_breaks_off() -> None:
    document = read_text('[{"id": "a",\n "type": }]', "a.csl.json")
    (problem,) = document.problems
    assert (problem.rule, document.position(problem.span.start).line) == ("broken-file", 2)
    deep = read_text("[" * 100_000, "a.csl.json")
    assert [one.rule for one in deep.problems] == ["broken-file"]


@pytest.mark.parametrize(
    ("path", "text", "format_"),
    [
        ("a.xml", "<?xml version='1.0'?><TEI xmlns='x'/>", "tei"),
        ("a.xml", "<article><front><article-meta/></front></article>", "jats"),
        ("a.xml", "<xml><records><record><ref-type name='Book'>6</ref-type>", "endnote-xml"),
        ("a.xml", "<urlset></urlset>", "sitemap"),
        ("a.xml", "<project><modelVersion/></project>", "text"),
        ("package.json", '{"name": "x", "type": "module", "title": "y"}', "text"),
        ("-", "TY  - JOUR\nER  - \n", "ris"),
        ("-", "\nPMID- 123\nTI  - A\n", "nbib"),
        ("-", '[{"id": "a", "type": "book", "title": "T"}]', "csl-json"),
        ("a.json", '{"DOI": "10.5555/a", "type": "journal-article", "title": "T"}', "csl-json"),
    ],
)
def test_formats_by_content(path: str, text: str, format_: str) -> None:
    assert detect_format(path, text) == format_


def test_no_folder_is_swept_for_xml_or_json_of_any_kind() -> None:
    assert not {".xml", ".json"} & set(suffixes())


@pytest.mark.parametrize("name", ["ris", "nbib", "endnote-tagged", "csl-json", "endnote-xml"])
@given(data=st.data())
def test_nothing_raises_and_places_are_true(name: str, data: st.DataObject) -> None:
    pieces = [
        "TY  - ", "JOUR", "\n", "ER  - ", "AU  - ", "a, b", "PMID- ", "DP  - ", "2020 Jan", "%0 ",
        "%A ", "\r\n", " ", "{", "}", "[", "]", '"', ":", ",", '"type"', "1", "\\u00e9", "<record>",
        "<title>", "&amp;", "&eacute;", "</", ">", "é", "SP  - ", "EP  - ", "\ud800", "\x00",
    ]  # fmt: skip
    source = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=40)))
    document: Document = read_text(source, f"a{READERS[name].suffixes[0]}", name)
    assert_places_are_true(document)
    for entry in document.entries:
        for field in entry.fields.values():
            assert source[slice(*field.span)] == field.raw
