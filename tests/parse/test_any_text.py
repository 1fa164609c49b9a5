"""Whatever a note says, it gives entries whose fields stand where they say."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from srccheck.model import Document, Encoding, Note, NoteKind, Origin, Span
from srccheck.parse import parse_document, parse_reference
from srccheck.parse.markup import read_markup

PIECES = st.sampled_from(
    [
        *(
            "See ",
            "cf. ",
            "in ",
            "Jane Doe",
            "DOE Jane",
            ", ",
            ". ",
            "; ",
            " (",
            ")",
            ": ",
            '"',
            "“",
        ),
        *(
            "”",
            "«\u00a0",
            "\u00a0»",
            "*",
            "'",
            "vol. 3",
            "n° 2",
            "pp. 3–4",
            "2001",
            "May 2001",
            "(ed.)",
        ),
        *(
            "Paris",
            "Le Monde",
            "10.5555/x",
            "https://example.org/a",
            "et al.",
            "\n\n",
            "é",
            "\ue000",
        ),
        *(
            "Ibid.",
            "according to the ",
            "World Bank",
            "A title of some words",
            "12(3)",
            "[",
            "]",
            "-",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example("‘’")
def test_any_note_gives_entries(text: str) -> None:
    document = Document(
        "<text>",
        "markdown",
        text,
        Encoding("utf-8", "text"),
        notes=(
            Note("1", read_markup(text), Span(0, len(text)), NoteKind.FOOTNOTE),
            Note("2", read_markup(text), Span(0, len(text)), NoteKind.FOOTNOTE),
        ),
    )
    entries = parse_document(document)
    assert {entry.note_label for entry in entries} == {"1", "2"}
    assert len({entry.key for entry in entries}) == len(entries)
    for entry in entries:
        for field in entry.fields.values():
            assert field.value
            assert 0 < field.confidence <= 1
            if field.origin is Origin.TEXT:
                assert text[field.span.start : field.span.end] == field.raw


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_reference_is_an_entry(text: str) -> None:
    assert parse_reference(text).type


def test_no_word_of_a_reference_is_lost() -> None:
    text = 'Jane Doe, "A Title", *Survival*, vol. 3, no. 2, 2001, zyx wvu tsr.'
    entry = parse_reference(text)
    kept = " ".join([entry.comment, *(field.value for field in entry.fields.values())])
    assert "zyx wvu tsr" in kept
