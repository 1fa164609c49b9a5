"""Quotations in the text of a PDF: what the layout did is no fault, what an author did is one."""

from __future__ import annotations

import pytest

from srccheck.matching.printed import shows_title
from srccheck.matching.quotations import QuotationMatch, find_quotation

FILLER = (
    "The river ran past the old mill, and nobody in the valley asked where it went, because the "
    "water was theirs and had been for as long as anybody could remember. "
)
NOTE = "12 See the letters in the archive of the province, box 4, which I was shown in spring.\n"
FIRST = (
    FILLER * 6 + "The minister’s well-known words were these: “This is not the time for war,” he "
    "said.3 The treaty was de\ufffdned by its of\ufffdce and the e ect was felt. It was signed "
    "with-\nout a word in the great hall. He added that the peace which the people of the valley "
    "had hoped for would come in the\n" + NOTE + "\f"
)
SECOND = (
    "THE RIVER AND ITS PEOPLE 7\nspring of the following year, when the snow had melted. "
    "It was a mo-\ndern treaty, they said, and thequick work of a few days. "
    "The guests went home in boats and did\f"
)
THIRD = "8\nnot come back to the valley for many years after the great flood. " + FILLER * 8 + "\f"
SOURCE = FIRST + SECOND + THIRD


def look(quotation: str, text: str = SOURCE, whole: bool = True) -> QuotationMatch:
    return find_quotation(quotation, text, ("en", "en"), whole=whole)


@pytest.mark.parametrize(
    ("quotation", "outcome"),
    [
        # what printing does
        ("This is not the time for war,” he said", "found"),
        ("he said. The treaty was defined by its office", "found"),
        ("The treaty was defined by its office and the effect was felt", "found"),
        ("It was signed without a word in the great hall", "found"),
        ("The minister's wellknown words", "found"),
        ("the quick work of a few days", "found"),
        ("It was a modern treaty, they said", "found"),
        ("would come in the spring of the following year, when the snow had melted", "found"),
        (
            "the peace which the people of the valley had hoped for would come in the spring",
            "found",
        ),
        ("the peace […] would come in the spring of the following year", "found"),
        ("signed without a word [...] the quick work of a few days", "found"),
        # what an author does
        ("This is the time for war,” he said", "near"),
        ("This is now the time for war,” he said", "near"),
        ("He added that the war which the people of the valley had hoped for", "near"),
        ("The guests went home in boats and did come back to the valley", "near"),
        ("Every boat was burnt by the people of a council that hated the valley", "not found"),
        ("Kein Boot fuhr mehr über den Fluss, und die Leute schwiegen dazu", "in translation"),
        # part of it stands there, in another order
        (
            "the water was theirs and had been stolen by the king of a distant land who came "
            "riding over the hills with nine hundred men",
            "text not available",
        ),
    ],
)
def test_outcomes(quotation: str, outcome: str) -> None:
    language = "de" if outcome == "in translation" else "en"
    found = find_quotation(quotation, SOURCE, (language, "en"))
    assert found.outcome.value == outcome, found


def test_the_place_is_the_page() -> None:
    assert look("the quick work of a few days").link("https://e.org/a.pdf#top") == (
        "https://e.org/a.pdf#page=2"
    )
    assert look("This is the time for war").fragment == "page=1"
    assert look("would come in the spring of the following year").fragment == "page=1"


def test_the_words_at_the_place_are_those_of_the_source() -> None:
    found = look("was defined by its office")
    assert SOURCE[found.start : found.end] == found.found == "was de\ufffdned by its of\ufffdce"


def test_text_without_its_character_map_is_no_text() -> None:
    garbled = FILLER.translate({ord("a") + n: ord("a") + (n * 7 + 3) % 26 for n in range(26)})
    found = look(
        "Every boat was burnt by order of a council that hated all rivers", garbled * 9 + "\f"
    )
    assert found.outcome.value in ("text not available", "in translation")


def test_a_part_of_a_pdf_says_nothing_of_what_is_not_in_it() -> None:
    found = look("Every boat was burnt by order of a council", whole=False)
    assert found.outcome.value == "text not available"


def test_a_web_page_is_read_word_by_word_as_ever() -> None:
    page = (FILLER * 8 + "It was a mo dern treaty, they said.").replace("\f", "")
    assert look("It was a modern treaty, they said", page).outcome.value == "near"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("The Defined Treaty", True),
        ("The Defined Treaty: A History of the Valley", True),
        ("Le Traité défini", True),
        ("The Undefined Treaty", False),
        ("Treaties", False),
        ("", False),
    ],
)
def test_whether_the_first_pages_show_a_title(title: str, shown: bool) -> None:
    text = "Annals of the Valley\nTHE DEFI-\nNED TREATY\nLE TRAITÉ DÉFINI\f" + FILLER + "\f"
    assert shows_title(title, text) == shown
