"""What counts as a note or a marker, case by case, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.model import Block, BlockKind, Note, NoteKind, Passage
from srccheck.notes import collect
from srccheck.notes.headings import heading_kind
from srccheck.readers import read_text

NOTES = "\n\n## Notes\n\n(1) Ada Example, A, 2001.\n\n(2) Berta Sample, B, 2002.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Notes", "notes"),
        ("NOTES :", "notes"),
        ("Notes de bas de page", "notes"),
        ("Fußnoten", "notes"),
        ("5. Anmerkungen", "notes"),
        ("Примечания", "notes"),
        ("References", "bibliography"),
        ("Works Cited:", "bibliography"),
        ("IV. Bibliographie", "bibliography"),
        ("Referências bibliográficas", "bibliography"),
        ("Список литературы", "bibliography"),
        ("Notes et références", "both"),
        ("Notes on method", ""),
        ("The sources of the Nile", ""),
        ("", ""),
    ],
)
def test_headings(text: str, kind: str) -> None:
    assert heading_kind(text) == kind


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ("One<sup>(1)</sup>, two<sup>(2)</sup>.", "superscript-paren"),
        ("One<sup>1</sup>, two<sup>2</sup>.", "superscript"),
        ("One<sup>[1]</sup>, two<sup>[2]</sup>.", "superscript-bracket"),
        ("One[1], two [2].", "bracket"),
        ("One (1), two(2).", "paren"),
        ("One in 1902 (1), two in 1977 (2).", "paren"),
        ("One¹, two.²", "superscript-digit"),
        ("One, in 2001<sup>1</sup>, two<sup>2</sup> and 5 m<sup>2</sup>.", "superscript"),
    ],
)
def test_markers_of_every_style(body: str, style: str) -> None:
    document = read_text(body + NOTES, "a.md")
    assert [[m.style for m in note.markers] for note in document.notes] == [[style], [style]]
    assert document.unmatched == ()


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("Both<sup>1,2</sup>.", [1, 1]),
        ("Both<sup>1-2</sup>, again<sup>1</sup>.", [2, 1]),
        ("Both [1–2].", [1, 1]),
        ("Both [1, 2], one [2, p. 14].", [1, 2]),
    ],
)
def test_one_marker_for_several_notes(body: str, counts: list[int]) -> None:
    assert [len(note.markers) for note in read_text(body + NOTES, "a.md").notes] == counts


@pytest.mark.parametrize(
    "body",
    [
        "By the sea.1 They left,2 and returned.",
        "He said “no.”1 She “yes”.2",
        "He said 'no.'1 All (or most)2 agreed.",
        "Il dit « non »1 puis « oui. »2",
        "By the sea.1 With python1 and mp3, they left.2",
        "A word1 and another2 in utf8 of 2.5 mm2.",
        "Both1,2 at once.",
        "By the sea.1 See vol.2 of it. They left.2",
    ],
)
def test_digits_glued_to_the_text(body: str) -> None:
    document = read_text(body + NOTES, "a.md")
    assert [len(note.markers) for note in document.notes] == [1, 1]
    assert document.unmatched == ()


@pytest.mark.parametrize(
    "body",
    [
        "COVID-19 and COVID19, G20, H1N1, H2O, CO2, U2.",
        "In 1901.1 or 3.2 or 12,1 or 2:1.",
        "The 1st and 2nd of l'1 and dell’1 and 1er.",
        "See fig.1 of vol.2 of it.",
        "An area of 12 km2 and 5 mm1 deep.",
        "Version foo1.2 or bar2.1.0 or #1 or ’1.",
        "https://example.org/a1/b2?c=1",
    ],
)
def test_digits_that_mark_nothing(body: str) -> None:
    document = read_text(body + NOTES, "a.md")
    assert [len(note.markers) for note in document.notes] == [0, 0]
    assert document.unmatched == ()


def test_glued_digits_are_never_markers_without_a_note() -> None:
    assert read_text("Sea.1 Left.2 Home.3 Mp4." + NOTES, "a.md").unmatched == ()


def test_notes_that_begin_anew_on_each_page() -> None:
    pages = [
        f"The {word} ended.1 It rained.\n\n1. Ada Example, {word.title()}, 2001.\n\n{page}\n\f"
        for page, word in enumerate(("war", "peace", "truce"), start=7)
    ]
    notes = read_text("".join(pages), "a.txt").notes
    assert [(note.label, len(note.markers)) for note in notes] == [("1", 1)] * 3


@pytest.mark.parametrize(
    "looks",
    [
        "the 2<sup>nd</sup> of 5 km<sup>2</sup>",
        "10<sup>2</sup> litres",
        "CO<sub>2</sub> and 3 m²",
        "x² + y",
        "Matthew 5(2)",
        "three: (1) first, (2) second",
        "in (2002) or [2002]",
        "`cells[2]`",
        "[sic] [...]",
        "<sup>2</sup>H is heavy",
    ],
)
def test_what_only_looks_like_a_marker(looks: str) -> None:
    document = read_text(f"One<sup>1</sup>. Then {looks}." + NOTES, "a.md")
    assert [len(note.markers) for note in document.notes] == [1, 0]
    assert document.unmatched == ()


@pytest.mark.parametrize(
    ("body", "unmatched"),
    [
        ("One<sup>(1)</sup>, two<sup>(2)</sup>, three<sup>(3)</sup>.", ["3"]),
        ("One[1], two[2], four[4] in [1998].", ["4"]),
        ("One<sup>1</sup>, two<sup>2</sup>, see (3).", []),
        ("One<sup>1</sup>, two<sup>2</sup>, none[^x].", ["x"]),
    ],
)
def test_markers_without_a_note(body: str, unmatched: list[str]) -> None:
    found = read_text(body + NOTES, "a.md").unmatched
    assert [marker.label for marker in found] == unmatched


def test_markers_of_a_text_without_notes() -> None:
    found = read_text("One<sup>(1)</sup>, two<sup>(2)</sup>; area 3 km<sup>2</sup>.", "a.md")
    assert [marker.label for marker in found.unmatched] == ["1", "2"]
    assert read_text("One (1), two [2], x<sup>2</sup>.", "a.md").unmatched == ()


@pytest.mark.parametrize(
    ("listed", "labels"),
    [
        ("(1) A.\n(2) B.\n(3) C.", ["1", "2", "3"]),
        ("[1] A.\n\n[3] C.\n\n[4] D.", ["1", "3", "4"]),
        ("(1) A.\n\n(2) B.\n\n(2) C.", ["1", "2", "2"]),
        ("(1) A.\n(2) B.\n(2) C.", ["1", "2", "2"]),
        ("(1) A.\n\n(3) C.\n\n(2) B.", ["1", "3", "2"]),
        ("1 - A.\n\n2 - B.", ["1", "2"]),
        ("¹ A.\n\n² B.", ["1", "2"]),
        ("<sup>1</sup> A.\n\n<sup>2</sup> B.", ["1", "2"]),
        ("(1) A in\n2002. The end.\n\n(2) B.", ["1", "2"]),
        ("(1) A.\n\n17\n\n(2) B.", ["1", "2"]),
        ("(7) A.\n\n(8) B.", ["7", "8"]),
    ],
)
def test_labels(listed: str, labels: list[str]) -> None:
    document = read_text(f"Text.\n\n## Notes\n\n{listed}\n\n## About\n\n(9) Not a note.", "a.md")
    assert [note.label for note in document.notes] == labels


@pytest.mark.parametrize(
    ("listed", "texts"),
    [
        ("(1) First. (2) Second.", ["First.", "Second."]),
        ("[1] First. [2] “Second”.\n\n[3] Third.", ["First.", "“Second”.", "Third."]),
        ("¹ First. ² Second.", ["First.", "Second."]),
        ("<sup>1</sup> First. <sup>2</sup> Second.", ["First.", "Second."]),
        ("(1) A\nfirst. (2) A\nsecond. (3) Third.", ["A first.", "A second.", "Third."]),
        ("(1) https://example.org/a (2) https://example.org/b", None),
        ("1\\. The first. 2. The second.", ["The first.", "The second."]),
        ("(1) See (2) and (3) below.\n\n(2) B.", ["See (2) and (3) below.", "B."]),
        ("(1) Of two. (3) Third.\n\n(2) B.", ["Of two. (3) Third.", "B."]),
        ("(1) Two. (2) Kinds.\n\n(2) B.", ["Two. (2) Kinds.", "B."]),
        ("(1) A. (2) B. (3) C. (4) D.", ["A.", "B.", "C. (4) D."]),
        ("1\\. Annals, vol. 2. Paris 1901.", ["Annals, vol. 2. Paris 1901."]),
    ],
)
def test_notes_that_run_on_in_a_line(listed: str, texts: list[str] | None) -> None:
    text = f"One[1], two[2], three[3].\n\n## Notes\n\n{listed}\n"
    found = [note.passage.text for note in read_text(text, "a.md").notes]
    assert found == (texts or ["https://example.org/a", "https://example.org/b"])


def test_a_note_in_a_line_that_no_marker_points_to_is_none() -> None:
    text = "One[1].\n\n## Notes\n\n(1) Of two kinds. (2) Second kind.\n"
    (note,) = read_text(text, "a.md").notes
    assert note.passage.text == "Of two kinds. (2) Second kind."


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        ("because of its\n\n---\n\nlength.", "because of its length."),
        ("It ended.\n\nAnd began.", "It ended.\nAnd began."),
        ("It ran on\n\n12\n\nand on.", "It ran on and on."),
        ("a line\nand another", "a line and another"),
    ],
)
def test_a_cut_note_is_one_note(cut: str, text: str) -> None:
    first = read_text(f"Text.\n\n## Notes\n\n(1) {cut}\n\n(2) B.", "a.md").notes[0]
    assert first.passage.text == text


CHAPTERS = """Where the river ends[1] nobody knows[2].

{second}

Where it begins[1] some know[2]; others do not[3].

{notes}

{one}

[1] Ada Example, Rivers, 2001.

[2] Ibid.

{two}

[1] Berta Sample, Springs, 2002.

[2] Ibid.

[3] Ibid., p. 3.
"""


@pytest.mark.parametrize(
    ("name", "second", "notes", "one", "two"),
    [
        ("a.md", "# Springs", "# Notes", "## Chapter One", "## Chapter Two"),
        ("a.md", "# Springs", "# Notes", "Chapter One", "Chapter Two"),
        ("a.md", "# Springs", "## Notes", "## Mouths", "## Springs"),
        ("a.txt", "II. SPRINGS", "NOTES", "CHAPTER ONE", "CHAPTER TWO"),
        ("a.txt", "SPRINGS", "Notes:", "Mouths", "Springs"),
    ],
)
def test_notes_by_chapter(name: str, second: str, notes: str, one: str, two: str) -> None:
    document = read_text(CHAPTERS.format(second=second, notes=notes, one=one, two=two), name)
    assert [note.label for note in document.notes] == ["1", "2", "1", "2", "3"]
    assert [len(note.markers) for note in document.notes] == [1] * 5
    assert document.notes[2].markers[0].span.start > document.notes[1].markers[0].span.start
    assert document.notes[1].passage.text == "Ibid."
    assert document.unmatched == ()


def test_a_repeated_marker_stays_in_its_titled_chapter() -> None:
    text = CHAPTERS.replace("; others", "[1]; others").format(
        second="# Springs", notes="# Notes", one="## Mouths", two="## Springs"
    )
    assert [len(note.markers) for note in read_text(text, "a.md").notes] == [1, 1, 2, 1, 1]


def test_chapters_that_cannot_be_told_apart_lack_no_note() -> None:
    text = CHAPTERS.replace("; others", "[1]; others").format(
        second="# Springs", notes="# Notes", one="## Chapter One", two="## Chapter Two"
    )
    document = read_text(text, "a.md")
    assert all(note.markers for note in document.notes)
    assert document.unmatched == ()


def test_a_list_after_the_notes_is_none_of_them() -> None:
    text = "One[1], two[2].\n\n# Notes\n\n[1] A.\n\n[2] B.\n\n# Steps\n\n[1] Go.\n\n[2] Stop."
    assert [note.passage.text for note in read_text(text, "a.md").notes] == ["A.", "B."]


def test_what_follows_the_last_note_is_text() -> None:
    text = "Text.\n\n## Notes\n\n(1) A.\n\n(2) B.\n\nTranslated by C.\n\n---\n\n3 May 2020"
    assert [note.passage.text for note in read_text(text, "a.md").notes] == ["A.", "B."]


def test_a_list_in_the_text_is_none_of_notes() -> None:
    text = "There are steps:\n\n1. One\n2. Two\n\n---\n\nText (1) about (2).\n"
    assert read_text(text, "a.md").notes == ()


def test_numbered_bibliography_that_nothing_points_to() -> None:
    text = "Text (Example 2001).\n\n## References\n\n1. Ada Example. A. 2001.\n2. B. C. 2002."
    kinds = {note.kind for note in read_text(text, "a.md").notes}
    assert kinds == {NoteKind.REFERENCE}


BULLETS = "Fixes of foo* and f(a, *b) in refs/*.\n\nNotes\n\n" + "\n\n".join(
    f' * "Fault {n}" is gone.' for n in range(9)
)
TAGS = "A *word* of it.\n\nNotes\n\n*first-tag*\nIt is so.\n\n*second tag* It is not.\n"
SECTIONS = """Call one(1), two(2) and three(3).
=====
1. Overview

See the list.
=====
2. Details

And so on.
=====
3. Features

The end.
"""
MIXED = "Text* [1] and [2] and [3].\n\nNotes\n\n[1] A.\n\n* B.\n\n[2] C.\n\n† D.\n"


@pytest.mark.parametrize("text", [BULLETS, TAGS, SECTIONS])
def test_bullets_tags_and_sections_are_no_notes(text: str) -> None:
    document = read_text(text, "a.txt")
    assert (document.notes, document.unmatched) == ((), ())


@pytest.mark.parametrize(
    ("body", "listed", "counts"),
    [
        ("A claim* and another†.", "* Ada Example, A, 2001.\n† Berta Sample, B, 2002.", [1, 1]),
        ("A claim (*) of hers.", "* Ada Example, *A Title*, 2001.", [1]),
        ("A *word* of hers,* and more.", "*Ada Example, A, 2001.", [1]),
    ],
)
def test_signs_that_mark_notes(body: str, listed: str, counts: list[int]) -> None:
    notes = read_text(f"{body}\n\nNotes\n\n{listed}\n", "a.txt").notes
    assert [len(note.markers) for note in notes] == counts


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_works_set_off_by_bullets(gap: str) -> None:
    works = ["Ada Example. A. 2001.", "Berta Sample. B.\n  Paris 2002.", "C. D. 2003."]
    listed = gap.join(f"* {work}" for work in works)
    notes = read_text(f"Text (Example 2001).\n\nReferences\n\n{listed}\n", "a.txt").notes
    assert [(note.label, note.kind) for note in notes] == [("", NoteKind.REFERENCE)] * 3
    assert [note.passage.text[:3] for note in notes] == ["Ada", "Ber", "C. "]


def test_signs_and_numbers_in_one_list() -> None:
    labels = [note.label for note in read_text(MIXED, "a.txt").notes]
    assert labels[0] == "1"
    assert "2" in labels


def test_footnotes_of_the_format_are_kept() -> None:
    block = Block(BlockKind.PARAGRAPH, Passage.plain("See [1].", 0))
    inside = Block(BlockKind.PARAGRAPH, Passage.plain("(1) is not a list", 50))
    note = Note("a", inside.passage, inside.passage.span(), NoteKind.FOOTNOTE)
    assert collect([block, inside], [note]).notes == (note,)


pieces = st.sampled_from(
    ["Notes", "References", "(1) ", "[2] ", "1. ", "¹", "word", "word.", "\n", "\n\n", "\f", "---",
     "[^1]", "[^1]: ", "* ", "†", "2022. ", "<sup>3</sup>", "# ", "12", " ", ":"]
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@given(parts=st.lists(pieces, max_size=40))
def test_any_text_has_notes_in_order_and_apart(name: str, parts: list[str]) -> None:
    document = read_text("".join(parts), name)
    spans = [note.span for note in document.notes]
    assert spans == sorted(spans)
    assert all(0 <= span.start <= span.end <= len(document.source) for span in spans)
    pointed = {marker.span for note in document.notes for marker in note.markers}
    assert pointed.isdisjoint(marker.span for marker in document.unmatched)
