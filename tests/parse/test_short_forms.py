"""Short forms point to the entries they repeat, and make no entries."""

from __future__ import annotations

import pytest

from srccheck import check
from srccheck.model import Entry, EntryKind, Pointer
from srccheck.parse import Parsed, parse_notes
from srccheck.readers import read_text
from srccheck.reporters.summary import Summary

from .short_forms import Row, documents, rows

ROWS = [(name, row) for name in documents() for row in rows(name)]


@pytest.mark.parametrize(
    ("name", "row"),
    [pytest.param(name, row, id=f"{name}-{row.label}") for name, row in ROWS],
)
def test_note(name: str, row: Row) -> None:
    wanted = [(form.target, form.pages) for form in row.wanted]
    assert [(form.target, form.pages) for form in row.found] == wanted, row.text


def test_the_documents_are_as_large_as_they_are_said_to_be() -> None:
    assert sum(len(row.wanted) for _, row in ROWS) >= 200
    assert len({name[:2] for name in documents()}) >= 4


def parsed(*notes: str) -> Parsed:
    body = " ".join(f"Text.[^{number}]" for number in range(1, len(notes) + 1))
    listed = "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes, 1))
    return parse_notes(read_text(f"{body}\n\n{listed}\n", "a.md", "markdown"))


MARLOW = "Ada Marlow, *The Quiet Straits* (London: Example Press, 2019), 3."
LARUE = "Jean Larue, *A Harbour Sold* (London: Example Press, 2011), 4."


def only(pointers: tuple[Pointer, ...]) -> Pointer:
    (pointer,) = pointers
    return pointer


def test_a_note_that_only_points_makes_no_entry_and_keeps_its_place() -> None:
    entries, pointers = parsed(MARLOW, "See *ibid.*, pp. 20–22.")
    pointer = only(pointers)
    assert [entry.key for entry in entries] == ["marlow2019quiet"]
    assert (pointer.target, pointer.pages, pointer.note_label) == ("marlow2019quiet", "20–22", "2")
    assert pointer.raw == "ibid.*, pp. 20–22"


def test_what_points_nowhere_is_kept_as_a_comment() -> None:
    entries, pointers = parsed("Ibid., p. 3.", MARLOW)
    assert only(pointers).target == ""
    assert [entry.kind for entry in entries] == [EntryKind.COMMENTARY, EntryKind.SOURCE]
    assert entries[0].value("note") == "Ibid., p. 3."


def test_words_beside_a_short_form_are_kept() -> None:
    entries, pointers = parsed(MARLOW, "Ibid., 5. She was to regret this in her memoirs.")
    assert only(pointers).pages == "5"
    assert entries[1].kind is EntryKind.COMMENTARY
    assert "regret" in entries[1].value("note")


def test_a_short_form_and_a_full_source_give_both() -> None:
    entries, pointers = parsed(MARLOW, f"Marlow, *Quiet Straits*, 9; see also {LARUE}")
    assert only(pointers).target == "marlow2019quiet"
    assert [entry.key for entry in entries] == ["marlow2019quiet", "larue2011harbour"]
    assert entries[1].value("prenote") == "see also"


def test_a_full_source_by_the_same_author_is_no_short_form() -> None:
    entries, pointers = parsed(
        MARLOW, "Ead., *Loud Harbours* (London: Example Press, 2021), 5.", "Marlow, 2021, 6."
    )
    assert entries[1].value("author") == "Marlow, Ada"
    assert entries[1].fields["author"].raw == "Ead."
    assert entries[1].value("title") == "Loud Harbours"
    assert only(pointers).target == entries[1].key


def test_one_source_quoted_in_another_keeps_both_and_the_relation() -> None:
    entries, pointers = parsed(
        f"{MARLOW[:-1]}, quoted in {LARUE}", f"{LARUE[:-1]}, cited by Marlow, 8."
    )
    first, second, third = entries
    assert relation(first) == (second.key, "quotedin", "quoted in")
    assert relation(second) == ("", "", "")
    assert only(pointers).target == first.key
    assert relation(third) == (first.key, "quotedin", "cited by")


def relation(entry: Entry) -> tuple[str, str, str]:
    return tuple(entry.value(name) for name in ("related", "relatedtype", "relatedstring"))  # type: ignore[return-value]


def test_a_list_of_references_resolves_what_no_note_gives_in_full() -> None:
    text = (
        "It fell.[^1] It rose.[^2]\n\n[^1]: Marlow 2019, 5.\n\n[^2]: Larue, *Harbour*, 7.\n\n"
        "## Bibliography\n\n- Larue, J. (2011). *A harbour sold*. London: Example Press.\n"
        "- Marlow, A. (2019). *The quiet straits*. London: Example Press.\n"
    )
    _, pointers = parse_notes(read_text(text, "a.md", "markdown"))
    assert [pointer.target for pointer in pointers] == ["marlow2019quiet", "larue2011harbour"]


def test_a_label_means_the_note_of_its_own_chapter() -> None:
    chapter = "# {0}\n\nText.<sup>(1)</sup> Text.<sup>(2)</sup>\n\n## Notes\n\n1. {1}\n2. {2}\n\n"
    text = chapter.format("One", MARLOW, "Supra note 1, at 5.") + chapter.format(
        "Two", LARUE, "Larue, supra note 1, at 6."
    )
    _, pointers = parse_notes(read_text(text, "a.md", "markdown"))
    assert [pointer.target for pointer in pointers] == ["marlow2019quiet", "larue2011harbour"]


@pytest.mark.parametrize(
    "note",
    [
        "Dies ist ein Kommentar, der nichts zitiert.",
        "The idea goes back to Marlow, who was then a student.",
        "See note 3 below.",
        "The ID. of each case was removed.",
        "Marlow (2019) was widely reviewed in the daily press.",
        "p. 45.",
    ],
)
def test_sentences_are_no_short_forms(note: str) -> None:
    assert parsed(MARLOW, note).pointers == ()


def test_a_short_form_that_is_not_resolved_is_counted_as_such() -> None:
    notes = "[^1]: Ibid., 12.\n[^2]: A remark.\n[^3]: Ann Lee, *Salt*, York, Ness, 2001.\n"
    text = f"One.[^1] Two.[^2] Three.[^3]\n\n{notes}"
    [dossier] = check(text, offline=True).dossiers
    summary = Summary()
    summary.add(dossier)
    assert (summary.unresolved, summary.entries[EntryKind.COMMENTARY]) == (1, 1)
    assert [dossier.document.source[one.span.start : one.span.end] for one in dossier.findings] == [
        "Ibid., 12"
    ]
