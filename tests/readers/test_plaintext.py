"""Plain text: what becomes a heading, a rule, a paragraph, a note."""

import pytest

from srccheck.model import Document, Encoding
from srccheck.readers.plaintext import PlainTextReader


def read(text: str) -> Document:
    return PlainTextReader().read(text, "a.txt", Encoding("utf-8", "valid"))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("One\ntwo.\n\nThree.", ["paragraph", "paragraph"]),
        ("One.\r\n\r\nTwo.\r\n", ["paragraph", "paragraph"]),
        ("One\ftwo", ["paragraph", "rule", "paragraph"]),
        ("One.\n\n***\n\nTwo.", ["paragraph", "rule", "paragraph"]),
        ("One.\n\n_____\n\nTwo.", ["paragraph", "rule", "paragraph"]),
        ("A TITLE\n\nText.", ["heading", "paragraph"]),
        ("A title\n=======\n\nText.", ["heading", "paragraph"]),
        ("A title\n-------\nText.", ["heading", "paragraph"]),
        ("2.1 Methods\n\nText.", ["heading", "paragraph"]),
        ("3. The report of the commission\n\nText.", ["paragraph", "paragraph"]),
        ("IFRI, 2022.\n\nText.", ["paragraph", "paragraph"]),
        ("Notes:\n(1) One.", ["heading", "paragraph"]),
        ("Notes\nand more notes.", ["paragraph"]),
        ("", []),
        ("\n \n\t\n", []),
    ],
)
def test_blocks(text: str, kinds: list[str]) -> None:
    assert [block.kind.value for block in read(text).blocks] == kinds


def test_lines_stay_lines_and_keep_their_place() -> None:
    document = read("  One \r\n  two.")
    passage = document.blocks[0].passage
    assert passage.text == "One\ntwo."
    assert document.source[slice(*passage.span(4, 7))] == "two"


def test_hanging_indents_part_references() -> None:
    text = "References\n\nExample, A. (2001). A\n  title.\nSample, B. (2002). B.\n"
    assert [note.passage.text for note in read(text).notes] == [
        "Example, A. (2001). A title.",
        "Sample, B. (2002). B.",
    ]


def test_soft_hyphens_join_and_others_stay() -> None:
    text = "Text.\n\nNotes\n\n[1] Inter\u00ad\nnational co-\noperation, 2001.\n"
    assert read(text).notes[0].passage.text == "International co- operation, 2001."


def test_notes_at_the_foot_of_each_page() -> None:
    text = (
        "The mill stood here.¹ It ran on water.²\n\n¹ Ada Example, The Mill, 2001.\n"
        "² Berta Sample, Water, 2002.\n\fThen it burned.³\n\n³ Ibid., p. 4.\n"
    )
    notes = [(note.label, len(note.markers), note.passage.text) for note in read(text).notes]
    assert notes == [
        ("1", 1, "Ada Example, The Mill, 2001."),
        ("2", 1, "Berta Sample, Water, 2002."),
        ("3", 1, "Ibid., p. 4."),
    ]


def test_addresses_are_links() -> None:
    document = read("See https://example.org/a_(b), or not.")
    assert [(link.target, link.text) for link in document.links] == [
        ("https://example.org/a_(b)", "https://example.org/a_(b)")
    ]
