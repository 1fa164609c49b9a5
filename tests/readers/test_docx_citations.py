"""What reference managers keep in Word documents: entries, citations, and what is left of notes."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from srccheck.model import Citation, Document, NoteKind
from srccheck.parse import parse_document
from srccheck.readers import read_bytes

from .word import field, note, p, r, ref, style, word

DOE: dict[str, Any] = {
    "id": 7, "type": "article-journal", "title": "Harbours of the North",
    "container-title": "Journal of Ports", "volume": "12", "issue": "3", "page": "4-9",
    "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [["2020", 5]]},
    "DOI": "10.5555/ports.12",
}  # fmt: skip
ROE: dict[str, Any] = {
    "id": 8, "type": "book", "title": "Tides", "publisher": "Example Press",
    "author": [{"family": "Roe", "given": "Richard"}], "issued": {"date-parts": [[2019]]},
}  # fmt: skip
LONG = "Jane Doe, “Harbours of the North,” Journal of Ports 12, no. 3 (2020): 4."


def zotero(*items: tuple[dict[str, Any], str], printed: str = "", uris: bool = True) -> str:
    cited = [
        {"id": data["id"], "itemData": data, **({"locator": place} if place else {}),
         **({"uris": [f"http://zotero.example/items/{data['id']}"]} if uris else {})}
        for data, place in items
    ]  # fmt: skip
    stated = {"citationID": "x", "properties": {"plainCitation": printed}, "citationItems": cited}
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(stated)} "


def read(*body: str, **parts: Any) -> Document:
    return read_bytes(word(*body, **parts), "a.docx")


def cited(document: Document, citation: Citation) -> str:
    return document.source[slice(*citation.span)]


def shown(document: Document) -> list[tuple[str, str, str, str]]:
    return [(e.key, e.type, e.note_label, e.comment) for e in parse_document(document)]


def test_notes_that_are_fields_give_one_entry_for_each_work() -> None:
    document = read(
        p("One", ref(1), " two", ref(2), " three", ref(3)),
        footnotes=note(1, p(" ", field(zotero((DOE, "4"), printed=LONG), LONG)))
        + note(2, p(" ", field(zotero((ROE, "")), "Richard Roe, ", r("Tides", "<w:i/>"), ".")))
        + note(3, p(" ", field(zotero((DOE, "8")), "Doe, “Harbours of the North,” 8."))),
    )  # fmt: skip
    assert shown(document) == [
        ("doe2020harbours", "article", "1", ""), ("roe2019tides", "book", "2", "")
    ]  # fmt: skip
    entry = document.entries[0]
    assert entry.raw == LONG
    assert entry.value("journaltitle") == "Journal of Ports"
    assert entry.value("doi") == "10.5555/ports.12"
    title = entry.fields["title"]
    assert document.source[slice(*title.span)] == title.raw == "Harbours of the North"
    assert [(c.label, c.locator, cited(document, c)[:9]) for c in document.citations] == [
        ("doe2020harbours", "p. 4", "Jane Doe,"), ("roe2019tides", "", "Richard R"),
        ("doe2020harbours", "p. 8", "Doe, “Har"),
    ]  # fmt: skip
    assert [n.passage.text for n in document.notes][1] == "Richard Roe, Tides."


def test_what_stands_beside_a_field_is_kept() -> None:
    document = read(
        p("One", ref(1), ref(2), ref(3)),
        footnotes=note(1, p(" See ", field(zotero((DOE, "")), "Doe, Harbours of the North"),
                            " on ports."))
        + note(2, p(" ", field(zotero((ROE, "")), "Roe, Tides"),
                    "; Ada Typed, “A Typed Title,” Example Review 3 (2018): 1–9."))
        + note(3, p(" A remark of the author, without a source.")),
    )  # fmt: skip
    assert shown(document) == [
        ("typed2018title", "article", "2", ""),
        ("note3", "misc", "3", ""),
        ("doe2020harbours", "article", "1", "See on ports"), ("roe2019tides", "book", "2", ""),
    ]  # fmt: skip


def test_words_that_were_changed_by_hand_are_not_lost() -> None:
    document = read(p("One", ref(1)), footnotes=note(
        1, p(field(zotero((DOE, ""), printed=LONG), LONG.replace("2020", "2002")))))  # fmt: skip
    (entry,) = parse_document(document)
    assert entry.value("date") == "2020-05"
    assert "2002" in entry.raw
    assert "2002" in entry.comment


def test_citations_in_the_text_with_a_generated_bibliography() -> None:
    listed = "Doe, Jane. 2020. “Harbours of the North.” Journal of Ports 12 (3): 4–9."
    document = read(
        p("So it is ", field(zotero((DOE, "4"), (ROE, "")), "(Doe 2020, 4; Roe 2019)"), "."),
        p("References", properties=style("Titre1")),
        p(field(' ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY ', listed)),
        p(r("Roe, Richard. 2019. Tides. Example Press.")),
        p("Uncited, Ada. 2011. ", r("Another Book", "<w:i/>"), ". London: Example Press."),
    )  # fmt: skip
    assert [entry.key for entry in document.entries] == ["doe2020harbours", "roe2019tides"]
    assert document.entries[0].raw == listed
    assert [n.kind for n in document.notes] == [NoteKind.REFERENCE] * 3
    assert [key for key, *_ in shown(document)] == [
        "uncited2011another", "doe2020harbours", "roe2019tides"
    ]  # fmt: skip
    first, second = document.citations[:2]
    assert document.source[slice(*first.span)] == "(Doe 2020, 4"
    assert document.source[slice(*second.span)] == "Roe 2019)"


def test_a_bibliography_field_without_heading() -> None:
    begin, shows, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
                         for kind in ("begin", "separate", "end"))  # fmt: skip
    code = "<w:r><w:instrText>ADDIN EN.REFLIST</w:instrText></w:r>"
    document = read(
        p("Some text without any citation in it."),
        p(begin + code + shows, "Doe, Jane. 2020. Ports. Example Press."),
        p("Roe, Richard. 2019. Tides. Example Press.", end),
        p("After it."),
    )
    assert [(n.kind.value, n.passage.text[:4]) for n in document.notes] == [
        ("reference", "Doe,"), ("reference", "Roe,")
    ]  # fmt: skip


def test_a_field_without_data_is_read_as_text() -> None:
    code = ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"id": 3, "uris": ["x"]}]} '
    document = read(p("One", ref(1)), footnotes=note(1, p(field(code, LONG))))
    assert not document.entries
    assert [entry.value("title") for entry in parse_document(document)] == ["Harbours of the North"]


def test_broken_and_deep_codes_are_read_as_text() -> None:
    for code in (' ADDIN ZOTERO_ITEM CSL_CITATION {"cit', " ADDIN CSL_CITATION " + "{" * 3,
                 ' ADDIN CSL_CITATION {"citationItems": ' + "[" * 100_000):  # fmt: skip
        document = read(p("One", ref(1)), footnotes=note(1, p(field(code, LONG))))
        assert not document.entries
        assert document.notes[0].passage.text == LONG


def test_mendeley_desktop_and_mendeley_cite() -> None:
    stated = {"citationItems": [{"id": "ITEM-1", "itemData": DOE, "uris": ["http://m.example/1"]}],
              "mendeley": {"plainTextFormattedCitation": "(Doe, 2020)"}}  # fmt: skip
    desktop = f"ADDIN CSL_CITATION {json.dumps(stated)}"
    packed = base64.b64encode(json.dumps(stated).encode()).decode().rstrip("=")
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{packed}"/></w:sdtPr>'
        f"<w:sdtContent>{r('(Doe, 2020)')}</w:sdtContent></w:sdt>"
    )
    document = read(p("A ", field(desktop, "(Doe, 2020)"), " and ", control, "."))
    assert [entry.value("title") for entry in document.entries] == ["Harbours of the North"]
    assert [document.source[slice(*c.span)] for c in document.citations] == ["(Doe, 2020)"] * 2


ENDNOTE = """<EndNote><Cite><Author>Doe</Author><Year>2020</Year><RecNum>3</RecNum>
<Pages>4-5</Pages>
<DisplayText>(Doe 2020)</DisplayText><record><rec-number>3</rec-number><foreign-keys>
<key app="EN" db-id="abc">3</key></foreign-keys><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Doe, Jane</style></author>
<author>World Bank,</author></authors></contributors><titles>
<title><style face="normal">Harbours of the </style><style face="italic">North</style></title>
<secondary-title>Journal of Ports</secondary-title></titles><pages>4-9</pages><volume>12</volume>
<number>3</number><dates><year>2020</year></dates><isbn>2049-3630</isbn>
<electronic-resource-num>10.5555/ports.12</electronic-resource-num></record></Cite></EndNote>"""


def test_endnote_in_the_code_and_in_data_beside_it() -> None:
    data = base64.b64encode(ENDNOTE.encode() + b"\0").decode()
    nested = field(" ADDIN EN.CITE.DATA ", data=data)
    outer = field(" ADDIN EN.CITE ", "(Doe 2020)").replace(
        '<w:r><w:fldChar w:fldCharType="separate"/>',
        nested + '<w:r><w:fldChar w:fldCharType="separate"/>', 1,
    )  # fmt: skip
    document = read(p("A ", field(f" ADDIN EN.CITE {ENDNOTE}", "(Doe 2020)"), " b ", outer, "."))
    (entry,) = document.entries
    names = ("author", "title", "journaltitle", "number", "issn")
    assert {name: entry.value(name) for name in names} == {
        "author": "Doe, Jane and {World Bank}", "title": "Harbours of the North",
        "journaltitle": "Journal of Ports", "number": "3", "issn": "2049-3630",
    }  # fmt: skip
    assert [(c.locator, document.source[slice(*c.span)]) for c in document.citations] == [
        ("pp. 4-5", "(Doe 2020)"), ("pp. 4-5", "(Doe 2020)")
    ]  # fmt: skip


SOURCES = """<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>Doe20</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author>
<b:NameList><b:Person><b:Last>Doe</b:Last><b:First>Jane</b:First><b:Middle>B.</b:Middle></b:Person>
</b:NameList></b:Author></b:Author><b:Title>Harbours of the North</b:Title>
<b:JournalName>Journal of Ports</b:JournalName><b:Year>2020</b:Year><b:Month>May</b:Month>
<b:Pages>4-9</b:Pages></b:Source>
<b:Source><b:Tag>Org19</b:Tag><b:SourceType>Report</b:SourceType><b:Author><b:Author>
<b:Corporate>Port Office</b:Corporate></b:Author></b:Author><b:Title>Traffic</b:Title>
<b:Year>2019</b:Year><b:Institution>Port Office</b:Institution></b:Source>
<b:Source><b:Tag>Not1</b:Tag><b:SourceType>Book</b:SourceType><b:Title>Never cited</b:Title>
</b:Source></b:Sources>"""


def test_the_sources_of_word_itself() -> None:
    document = read(
        p("A ", field(r" CITATION Doe20 \p 12 \l 1036 \m Org19 ", "(Doe 2020, 12; Office 2019)")),
        more={"customXml/item1.xml": SOURCES},
    )  # fmt: skip
    names = ("author", "title", "date")
    assert [(e.type, *map(e.value, names)) for e in document.entries] == [
        ("article", "Doe, Jane B.", "Harbours of the North", "2020-05"),
        ("report", "{Port Office}", "Traffic", "2019"),
    ]
    assert [c.locator for c in document.citations] == ["p. 12", ""]


def test_zotero_with_bookmarks() -> None:
    code = zotero((DOE, "4")).strip().removeprefix("ADDIN ")
    properties = "".join(
        f'<property name="ZOTERO_BREF_aBc_{n}"><lpwstr>{part}</lpwstr></property>'
        for n, part in enumerate((code[:50], code[50:]), 1)
    ).replace('"citation', "&quot;citation")
    spaced = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    document = read(
        p("A ", '<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_aBc"/>', "(Doe 2020, 4)",
          '<w:bookmarkEnd w:id="4"/>', "."),
        more={"docProps/custom.xml": f'<Properties xmlns="{spaced}">{properties}</Properties>'},
    )  # fmt: skip
    assert [entry.value("title") for entry in document.entries] == ["Harbours of the North"]
    assert document.source[slice(*document.citations[0].span)] == "(Doe 2020, 4)"


def placeholder(*entries: dict[str, object], text: str = "") -> str:
    """A placeholder of Citavi in its content control."""
    packed = base64.b64encode(json.dumps({"$id": "1", "Entries": entries}).encode()).decode()
    return (
        '<w:sdt><w:sdtPr><w:tag w:val="CitaviPlaceholder#a"/></w:sdtPr><w:sdtContent>'
        f"{field('ADDIN CitaviPlaceholder{' + packed + '}', r(text))}</w:sdtContent></w:sdt>"
    )


def test_citavi_in_the_text_with_its_bibliography() -> None:
    doe = {"$id": "5", "LastName": "Doe", "FirstName": "Jane"}
    book = {"$id": "4", "ReferenceType": "Book", "Title": "A History", "Subtitle": "Of Canals",
            "Authors": [doe], "Year": "1999", "PlaceOfPublication": "London",
            "Publishers": [{"Name": "Quay"}]}  # fmt: skip
    part = {"ReferenceType": "Contribution", "Title": "Silt", "Authors": [{"$ref": "5"}],
            "PageRange": "<sp><n>12</n></sp><os>12-30</os>",
            "ParentReference": {
                "ReferenceType": "BookEdited", "Title": "Mud", "Year": "2001",
                "Editors": [{"LastName": "Roux", "FirstName": "Anne"}]}}  # fmt: skip
    entries = [
        {"ReferenceId": "r1", "Reference": book, "Prefix": "Vgl. ",
         "PageRange": {"OriginalString": "12"}},
        {"ReferenceId": "r2", "Reference": part},
    ]  # fmt: skip
    listed = (
        '<w:sdt><w:sdtPr><w:tag w:val="CitaviBibliography"/></w:sdtPr><w:sdtContent>'
        + p(field("ADDIN CitaviBibliography", r("Literaturverzeichnis")))
        + p(r("Doe, Jane (1999): A History. Of Canals. London: Quay."))
        + p(r("Doe, Jane (2001): Silt. In: Roux, Anne (Hg.): Mud, S. 12-30."))
        + "</w:sdtContent></w:sdt>"
    )
    shown = "(Vgl. Doe 1999, 12; Doe 2001)"
    document = read_bytes(word(p(r("So "), placeholder(*entries, text=shown)), listed), "a.docx")
    found = {entry.key: {k: v.value for k, v in entry.fields.items()} for entry in document.entries}
    assert list(found.values()) == [
        {"author": "Doe, Jane", "title": "A History: Of Canals", "date": "1999",
         "location": "London", "publisher": "Quay"},
        {"author": "Doe, Jane", "title": "Silt", "date": "2001", "pages": "12-30",
         "booktitle": "Mud", "editor": "Roux, Anne"},
    ]  # fmt: skip
    assert [entry.type for entry in document.entries] == ["book", "incollection"]
    first = next(one for one in document.citations if one.locator)
    assert (first.label, first.locator) == (document.entries[0].key, "p. 12")
    assert "Literaturverzeichnis" not in [note.passage.text for note in document.notes]
    assert [entry.key for entry in parse_document(document)] == list(found)


@pytest.mark.parametrize("entries", [(), ({"ReferenceId": "r1"},), ({"Reference": {"$ref": "9"}},)])
def test_a_placeholder_without_records_is_read_as_text(entries: tuple[dict[str, object]]) -> None:
    document = read_bytes(word(p(placeholder(*entries, text="(Doe 1999)"))), "a.docx")
    assert document.entries == ()
    assert "(Doe 1999)" in document.source


def test_the_data_of_endnote_cites_no_second_time() -> None:
    record = (
        "<EndNote><Cite><Author>Doe</Author><record><rec-number>1</rec-number>"
        '<ref-type name="Book">6</ref-type>'
        "<contributors><authors><author>Doe, Jane</author></authors></contributors>"
        "<titles><title>A History</title></titles><dates><year>1999</year></dates></record></Cite>"
        "</EndNote>"
    )
    packed = base64.b64encode(record.encode()).decode()
    inner = field(" ADDIN EN.CITE.DATA ", data=packed)
    document = read_bytes(
        word(p(r("So "), field(" ADDIN EN.CITE ", inner, r("(Doe 1999)")))), "a.docx"
    )
    (citation,) = document.citations
    assert document.source[slice(*citation.span)] == "(Doe 1999)"
