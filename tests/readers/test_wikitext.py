"""Wikitext: text without markup, references, cited works in several languages, short citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import BlockKind, Document
from srccheck.readers import read_text


def read(source: str) -> Document:
    return read_text(source, "a.wiki")


def notes(document: Document) -> list[tuple[str, str, int]]:
    return [(note.label, note.passage.text, len(note.markers)) for note in document.notes]


BLOCKS = {
    "'''Bold''' and ''italic'' [[Page|words]] of [[Place]].": [
        ("paragraph", "Bold and italic words of Place."),
    ],
    "One\nparagraph.\n\nAnother.": [("paragraph", "One paragraph."), ("paragraph", "Another.")],
    "== Title ==\nText.": [("heading", "Title"), ("paragraph", "Text.")],
    "* one\n* two\n** three\n# four\ntext": [
        ("item", "one"), ("item", "two"), ("item", "three"), ("item", "four"),
        ("paragraph", "text"),
    ],
    "{|\n! A\n|-\n| b || c\n|}\nd": [
        ("cell", "A"), ("cell", "b"), ("cell", "c"), ("paragraph", "d"),
    ],
    "A&nbsp;b<!-- c --> {{lang|fr|mot}} <nowiki>''d''</nowiki> {{nowrap|1 km}}": [
        ("paragraph", "A\u00a0b mot ''d'' 1 km"),
    ],
    "[[File:A.jpg|thumb|A caption]]Text [[Category:B]]": [("paragraph", "Text")],
    "{{Infobox|name=A|b={{c|d}}}}\nText {{citation needed|date=May 2020}}here.": [
        ("paragraph", "Text here."),
    ],
    "a<br/>b {{!}} c": [("paragraph", "a\nb | c")],
    "<blockquote>Said.</blockquote>": [("quote", "Said.")],
}  # fmt: skip


@pytest.mark.parametrize("source", BLOCKS)
def test_blocks(source: str) -> None:
    found = [(block.kind.value, block.passage.text) for block in read(source).blocks]
    assert found == BLOCKS[source]


NOTES = {
    "A<ref>One.</ref> b<ref>Two.</ref>": [("1", "One.", 1), ("2", "Two.", 1)],
    'A<ref name="x">One.</ref> b<ref name=x /> c<ref name="x"/>': [("1", "One.", 3)],
    "A<ref name=x /> b<ref>Two.</ref>\n<references><ref name=x>One.</ref></references>": [
        ("2", "Two.", 1), ("1", "One.", 1),
    ],
    "A<ref name=x />\n{{reflist|30em|refs=\n<ref name=x>One ''it''.</ref>\n}}": [
        ("1", "One it.", 1),
    ],
    "A<ref group=n>One.</ref> b<ref>Two.</ref>": [("n 1", "One.", 1), ("1", "Two.", 1)],
    "A{{refn|One<ref>Two.</ref>.}} {{efn|group=n|Three.}}": [
        ("1", "One.", 1), ("2", "Two.", 1), ("n 1", "Three.", 1),
    ],
    "A<ref name=x>One.</ref> {{r|x}}": [("1", "One.", 2)],
    "{{Infobox|a=b<ref>One.</ref>}} [[File:A.jpg|A<ref>Two.</ref>]]": [
        ("1", "One.", 1), ("2", "Two.", 1),
    ],
    "A<ref>[https://a.org A title], ''B'', {{p.|3}}</ref>": [("1", "A title, B, 3", 1)],
    "A<ref>{{harvnb|Doe|2020|p=3}}</ref>": [("1", "Doe 2020, p. 3", 1)],
    "A<REF NAME='x'>One.</REF><Ref name = x/>": [("1", "One.", 2)],
}  # fmt: skip


@pytest.mark.parametrize("source", NOTES)
def test_notes(source: str) -> None:
    document = read(source)
    assert sorted(notes(document)) == sorted(NOTES[source])
    for note in document.notes:
        for marker in note.markers:
            assert source[marker.span.start] in "<{"


def test_a_marker_without_its_reference() -> None:
    document = read("A<ref name=x /> b<ref>One.</ref>")
    assert [marker.label for marker in document.unmatched] == ["1"]
    assert notes(document) == [("2", "One.", 1)]


WORKS = {
    "{{cite web |url=https://a.org/x |title=A Page |last1=Doe |first1=Jane |last2=van Roe "
    "|first2=Max |website=Site |date=3 May 2020 |access-date=2021-01-02 "
    "|archive-url=https://web.archive.org/x |url-status=dead}}": (
        "online",
        {
            "author": "Doe, Jane and van Roe, Max", "title": "A Page", "journaltitle": "Site",
            "date": "2020-05-03", "urldate": "2021-01-02", "url": "https://a.org/x",
            "archiveurl": "https://web.archive.org/x", "urlstatus": "dead",
        },
    ),
    "{{Cite book|author=Jane Doe|editor-last=Roe|editor-first=Max|title=A ''Book''|publisher=Ex"
    "|location=Paris|year=1999|pages=1–3|isbn=978-2-07-036024-5|edition=2nd}}": (
        "book",
        {
            "author": "Doe, Jane", "editor": "Roe, Max", "title": "A Book", "publisher": "Ex",
            "location": "Paris", "date": "1999", "pages": "1-3", "edition": "2nd",
            "isbn": "978-2-07-036024-5",
        },
    ),
    "{{cite book|last=Doe|chapter=A Part|title=The Whole|date=2001}}": (
        "incollection",
        {"author": "Doe", "title": "A Part", "booktitle": "The Whole", "date": "2001"},
    ),
    "{{cite_journal|vauthors=Doe J, Roe MR|title=On|journal=J. Ex.|volume=3|issue=4|pages=1-9"
    "|doi=10.5555/ABC|pmid=12}}": (
        "article",
        {
            "author": "Doe, J and Roe, MR", "title": "On", "journaltitle": "J. Ex.",
            "volume": "3", "number": "4", "pages": "1-9", "doi": "10.5555/abc",
        },
    ),
    "{{cite news|title=News|newspaper=The Daily|date=May 2020}}": (
        "article",
        {"title": "News", "journaltitle": "The Daily", "date": "2020-05",
         "entrysubtype": "newspaper"},
    ),
    "{{cite thesis|last=Doe|title=On|degree=PhD|university=Example}}": (
        "thesis",
        {"author": "Doe", "title": "On", "type": "PhD", "institution": "Example"},
    ),
    "{{cite report|author=World Bank|title=On|institution=Ex|date=2020}}": (
        "report",
        {"author": "{World Bank}", "title": "On", "institution": "Ex", "date": "2020"},
    ),
    "{{citation|last=Doe|title=On|journal=J|volume=3|date=2020}}": (
        "article",
        {"author": "Doe", "title": "On", "journaltitle": "J", "volume": "3", "date": "2020"},
    ),
    "{{Ouvrage|prénom1=Jean|nom1=Dupont|titre=Les lieux|éditeur=Ex|lieu=Paris|année=1999"
    "|passage=12-14}}": (
        "book",
        {"author": "Dupont, Jean", "title": "Les lieux", "publisher": "Ex", "location": "Paris",
         "date": "1999", "pages": "12-14"},
    ),
    "{{Lien web|auteur=Jean Dupont|titre=Page|url=https://b.org|site=B|date=1er mai 2020"
    "|consulté le=3 juin 2021}}": (
        "online",
        {"author": "Dupont, Jean", "title": "Page", "url": "https://b.org", "journaltitle": "B",
         "date": "2020-05-01", "urldate": "2021-06-03"},
    ),
    "{{Article|auteur1=Jean Dupont|titre=Sur|périodique=Revue|volume=3|numéro=4"
    "|jour=3|mois=mai|année=2001}}": (
        "article",
        {"author": "Dupont, Jean", "title": "Sur", "journaltitle": "Revue", "volume": "3",
         "number": "4", "date": "2001-05-03"},
    ),
    "{{Chapitre|nom1=Dupont|titre chapitre=Un|titre ouvrage=Tout|année=2001}}": (
        "incollection",
        {"author": "Dupont", "title": "Un", "booktitle": "Tout", "date": "2001"},
    ),
    "{{Literatur |Autor=Hans Beispiel, Eva Muster |Titel=Der Titel |Verlag=Ex |Ort=Berlin "
    "|Datum=2003-05 |Seiten=45–67 |ISBN=978-2-07-036024-5}}": (
        "book",
        {"author": "Beispiel, Hans and Muster, Eva", "title": "Der Titel", "publisher": "Ex",
         "location": "Berlin", "date": "2003-05", "pages": "45-67",
         "isbn": "978-2-07-036024-5"},
    ),
    "{{Internetquelle |autor=Hans Beispiel |url=https://c.org |titel=Seite |werk=Werk "
    "|datum=3. Mai 2020 |abruf=2021-01-02}}": (
        "online",
        {"author": "Beispiel, Hans", "url": "https://c.org", "title": "Seite",
         "journaltitle": "Werk", "date": "2020-05-03", "urldate": "2021-01-02"},
    ),
    "{{cita libro|apellidos=Pérez|nombre=Ana|título=El libro|editorial=Ex|año=2003}}": (
        "book",
        {"author": "Pérez, Ana", "title": "El libro", "publisher": "Ex", "date": "2003"},
    ),
    "{{Cita web|url=https://d.org|titolo=Pagina|accesso=3 maggio 2020|cognome=Rossi|nome=Ugo}}": (
        "online",
        {"author": "Rossi, Ugo", "title": "Pagina", "url": "https://d.org",
         "urldate": "2020-05-03"},
    ),
    "{{citar web|url=https://e.org|titulo=Página|acessodata=3 de maio de 2020|ultimo=Silva"
    "|primeiro=Ana|publicado=Ex}}": (
        "online",
        {"author": "Silva, Ana", "title": "Página", "url": "https://e.org",
         "urldate": "2020-05-03", "organization": "Ex"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", WORKS)
def test_works(source: str) -> None:
    document = read(f"A.<ref>{source}</ref>")
    (entry,) = document.entries
    type_, expected = WORKS[source]
    assert entry.type == type_
    assert {name: field.value for name, field in entry.fields.items()} == expected
    assert entry.note_label == "1"
    assert document.source[slice(*entry.span)] == entry.raw == source
    for field in entry.fields.values():
        assert document.source[slice(*field.span)] == field.raw
        assert entry.span.covers(field.span)


def test_each_value_has_its_place() -> None:
    source = "* {{cite book | title = A Title | year = 2001 | last = Doe | first = Jane }}"
    (entry,) = read(source).entries
    assert {name: field.raw for name, field in entry.fields.items()} == {
        "author": "Doe | first = Jane", "date": "2001", "title": "A Title",
    }  # fmt: skip


def test_the_french_template_for_quotations_is_no_work() -> None:
    document = read("Il dit {{citation|bonjour}}.")
    assert not document.entries
    assert document.blocks[0].passage.text == "Il dit bonjour."


CITATIONS = {
    "{{sfn|Doe|2020|p=3}}": (("Doe",), "2020", "p. 3"),
    "{{Harvnb|Doe|Roe|2020a|pp=3–4}}": (("Doe", "Roe"), "2020a", "pp. 3–4"),
    "{{sfn|Doe|2020|loc=ch. 3}}": (("Doe",), "2020", "ch. 3"),
    "{{Harvsp|Dupont|1999|p=12|id=Dupont1999}}": (("Dupont",), "1999", "p. 12"),
}


@pytest.mark.parametrize("source", CITATIONS)
def test_short_citations(source: str) -> None:
    document = read(f"A {source} b.")
    (citation,) = document.citations
    assert (citation.names, citation.year, citation.locator) == CITATIONS[source]
    assert document.source[slice(*citation.span)] == source


def test_a_bibliography_of_words_and_templates() -> None:
    source = (
        "== Bibliography ==\n* Roe, Max, ''Letters'', Paris, 2001.\n"
        "* {{cite book|last=Doe|title=A Title|year=2001}}\n"
    )
    document = read(source)
    assert document.notes[0].passage.text == "Roe, Max, Letters, Paris, 2001."
    assert [entry.value("title") for entry in document.entries] == ["A Title"]


UNBALANCED = [
    "{{cite web|url=https://a.org|title=A <ref>b</ref> c",
    "A<ref>b {{cite book|title=C</ref> d<ref>e</ref>",
    "A<ref>b [[c</ref> d", "}}]]</ref>|}", "{{{{{{a}}}}}}", "<ref name=\"a>b</ref>",
    "{|\n| a<ref>b</ref>\n", "'''''a''b'''", "<ref/>", "<ref></ref>", "{{}}", "{{cite web}}",
    "{{cite web|}}", "{{cite web|=}}", "[[|]]", "[https://a.org", "<!-- a", "== a", "<nowiki>a",
]  # fmt: skip


@pytest.mark.parametrize("source", UNBALANCED)
def test_what_is_not_closed_hides_nothing_else(source: str) -> None:
    document = read(source + "\n\nAfter<ref>Last.</ref>")
    if not source.startswith(("<!--", "<nowiki>", "{|", '<ref name="a>')):
        assert document.notes[-1].passage.text == "Last."


HOSTILE = {
    "braces": "{{" * 50_000,
    "references": "<ref>" * 50_000,
    "links": "[[" * 50_000,
    "deep": "{{a|" * 20_000 + "}}" * 20_000,
    "quotes": "'''''a" * 30_000,
    "tables": "{|\n|" * 20_000,
    "mixed": "{{a|[[b|<ref>''" * 5_000,
    "outside": "[http://a " * 20_000,
    "balanced": "<ref>" * 25_000 + "</ref>" * 25_000,
    "tags": "<b><i>" * 20_000,
    "arguments": "{{{" * 30_000,
    "marks": ":" * 100_000,
    "less": "<" * 100_000,
    "works": "<ref>{{cite web|title=" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_bounded_time(name: str) -> None:
    document = read(HOSTILE[name] + "\n\nAfter.")
    assert document.source.endswith("After.")


PIECES = st.sampled_from(
    ["{{", "}}", "[[", "]]", "<ref>", "</ref>", "<ref name=a>", "<ref name=a />", "|", "=", "\n",
     "\n\n", "* ", "== ", "''", "'''", "{|", "|}", "|-", "cite web", "sfn", "title", "last", "a",
     " ", "2020", "https://a.org", "[", "]", "<!--", "-->", "<nowiki>", "</nowiki>", "<", ">", "é",
     "&amp;", "refn", "reflist", "refs=", "<br>", "{{{", "\ufdd0"]
)  # fmt: skip


@given(pieces=st.lists(PIECES, max_size=40))
def test_any_page_has_all_its_passages_inside_it(pieces: list[str]) -> None:
    source = "".join(pieces)
    document = read_text(source, "a.wiki", "wikitext")
    passages = [block.passage for block in document.blocks]
    passages += [note.passage for note in document.notes]
    for passage in passages:
        for run in passage.runs:
            assert 0 <= run.source_start <= run.source_end <= len(source)
            if run.end - run.start == run.source_end - run.source_start:
                shown = source[run.source_start : run.source_end]
                assert passage.text[run.start : run.end] == shown
    for entry in document.entries:
        for field in entry.fields.values():
            assert source[slice(*field.span)] == field.raw


def test_kinds_of_headings() -> None:
    levels = [b.level for b in read("= A =\n== B ==\n").blocks if b.kind is BlockKind.HEADING]
    assert levels == [1, 2]
