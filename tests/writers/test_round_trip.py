"""What is written as BibTeX or BibLaTeX is read back the same, whatever its characters."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srccheck.model import Encoding, Entry, EntryKind, Field, Name, PartialDate, Span
from srccheck.parse import parse_document
from srccheck.readers import read_bytes
from srccheck.readers.bibtex import BibtexReader
from srccheck.text.names import format_bibtex
from srccheck.writers import write

NOWHERE = Span(0, 0)
SPACE = re.compile(r"[ \t\r\n\f\v]+")
TEXT_FIELDS = (
    "title", "journaltitle", "booktitle", "publisher", "location", "institution", "number",
    "volume", "note", "type", "series", "edition", "howpublished", "entrysubtype",
)  # fmt: skip
ADDRESSES = ("url", "doi", "isbn", "issn", "eprint")
TYPES = ("article", "book", "incollection", "report", "thesis", "online", "misc", "inproceedings")

# No file of text can hold control characters and lone surrogates; white space is collapsed.
characters = st.characters(exclude_categories=("Cs", "Cc"))
texts = st.one_of(
    st.text(characters, min_size=1, max_size=30),
    st.text("\\{}\"'`-–~$%&#_^@=,()!? aéß中", min_size=1, max_size=30),
    st.lists(
        st.sampled_from(
            ["and", "others", "de", "--", "{", "}", "\\", '"', "@misc{", "a", "É", "%"]
        ),
        min_size=1,
        max_size=8,
    ).map(" ".join),
).map(lambda text: SPACE.sub(" ", text).strip(" "))
filled = texts.filter(bool)
words = st.sampled_from(["Ada", "Ünal", "O'Neil", "Smith-Jones", "{x}", "a", "and", "C\\D", "Jr."])
particles = st.sampled_from(["", "van", "de la", "von der"])


@st.composite
def names(draw: st.DrawFn) -> Name:
    if draw(st.booleans()):
        return Name(draw(filled), literal=True)
    family = draw(st.one_of(filled, words))
    if family.lower() == "others":
        family = "Other"
    given = draw(st.one_of(st.just(""), filled, words))
    suffix = draw(st.sampled_from(["", "", "Jr.", "III"]))
    return Name(family, given, draw(particles), suffix)


@st.composite
def dates(draw: st.DrawFn, *, ends: bool = True) -> PartialDate:
    year = draw(st.integers(1000, 2100))
    exact = draw(st.sampled_from(["year", "season", "month", "day"]))
    end = draw(dates(ends=False)) if ends and draw(st.booleans()) else None
    circa = draw(st.booleans())
    if exact == "season":
        return PartialDate(year, season=draw(st.integers(21, 24)), end=end, circa=circa)
    month = draw(st.integers(1, 12)) if exact != "year" else None
    day = draw(st.integers(1, 28)) if exact == "day" else None
    return PartialDate(year, month, day, end=end, circa=circa)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    fields = {
        name: Field(name, value, value, NOWHERE)
        for name, value in draw(st.dictionaries(st.sampled_from(TEXT_FIELDS), filled)).items()
    }
    for name, value in draw(st.dictionaries(st.sampled_from(ADDRESSES), filled)).items():
        fields[name] = Field(name, value, value, NOWHERE)
    for name in draw(st.sets(st.sampled_from(["author", "editor", "translator"]))):
        people = tuple(draw(st.lists(names(), min_size=1, max_size=4)))
        if draw(st.booleans()):
            people = (*people, Name("others"))
        fields[name] = Field(name, format_bibtex(people), "", NOWHERE, names=people)
    for name in draw(st.sets(st.sampled_from(["date", "urldate"]))):
        date = draw(dates())
        fields[name] = Field(name, str(date), "", NOWHERE, date=date)
    if draw(st.booleans()):
        pages = draw(st.sampled_from(["12-34", "7", "e123", "1-5, 9-12", "iv-x"]))
        fields["pages"] = Field("pages", pages, pages, NOWHERE)
    return Entry("key2020", draw(st.sampled_from(TYPES)), EntryKind.SOURCE, fields, NOWHERE, "")


def read(bib: str) -> tuple[Entry, ...]:
    document = BibtexReader().read(bib, "a.bib", Encoding("utf-8", "valid"))
    assert document.problems == ()
    return document.entries


def facts(entry: Entry) -> dict[str, object]:
    return {name: (f.value, f.names, f.date) for name, f in entry.fields.items()}


def titled(title: str) -> Entry:
    field = Field("title", title, title, NOWHERE)
    return Entry("key", "misc", EntryKind.SOURCE, {"title": field}, NOWHERE, "")


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
@given(entry=entries())
@example(entry=titled('a } b { c \\ " @book{x, y = {z}}'))
@example(entry=titled("''`` -- --- !` ?` \\textbf{x} \\' {\\'e} \\"))
def test_every_field_comes_back(format_: str, entry: Entry) -> None:
    (back,) = read("".join(write([entry], format_)))
    assert facts(back) == facts(entry)
    assert (back.key, back.type, back.kind) == (entry.key, entry.type, entry.kind)


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
@given(many=st.lists(entries(), max_size=4))
def test_records_stay_apart(format_: str, many: list[Entry]) -> None:
    back = read("".join(write(many, format_)))
    assert [facts(entry) for entry in back] == [facts(entry) for entry in many]


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
@pytest.mark.parametrize("kind", [EntryKind.COMMENTARY, EntryKind.CLAIM])
def test_a_note_that_cites_nothing_stays_one(format_: str, kind: EntryKind) -> None:
    note = Field("note", "Created in 2001.", "", NOWHERE)
    entry = Entry("note1", "misc", kind, {"note": note}, NOWHERE, "", note_label="1")
    (back,) = read("".join(write([entry], format_)))
    assert back.kind is kind
    assert back.value("note") == "Created in 2001."


def test_control_characters_are_left_out() -> None:
    (back,) = read("".join(write([titled("a\x00b\x1b[1m\x85c")], "bibtex")))
    assert back.value("title") == "ab[1mc"


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
@pytest.mark.parametrize("dash", ["-", "--", "–", "—", " – ", "‑"])
def test_pages_have_one_dash_whatever_stood_in_the_source(format_: str, dash: str) -> None:
    source = f"Text.[^1]\n\n[^1]: Ann Lee, *Salt* (York: Ness, 2001), pp. 23{dash}25.\n"
    (entry,) = parse_document(read_bytes(source.encode(), "note.md"))
    assert entry.value("pages") == "23-25"
    assert entry.fields["pages"].raw == f"23{dash}25"
    written = "".join(write([entry], format_))
    assert "{23--25}" in written
    assert read(written)[0].value("pages") == "23-25"
