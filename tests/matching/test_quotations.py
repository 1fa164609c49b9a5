"""Quotations: which words carry which note, and whether they stand in the source."""

from __future__ import annotations

import itertools
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.matching.quotations import (
    Difference,
    QuotationOutcome,
    find_quotation,
    quotations,
)
from srccheck.matching.quoted import quoted
from srccheck.readers import read_bytes

FILLER = "The river ran past the old mill, and nobody in the valley asked where it went. " * 20
SOURCE = (
    FILLER + "The minister’s well-known words were these: “This is not the time for war,” he said "
    "on Friday — and nobody, least of all the generals, disagreed.\n"
    "It is possible, he added, that the peace which we hoped for will come in spring. " + FILLER
)


@pytest.mark.parametrize(
    ("quotation", "outcome"),
    [
        ("This is not the time for war", "found"),
        ("this is not the time for war.", "found"),
        ("THIS IS NOT THE TIME FOR WAR!", "found"),
        ("The minister's well–known words", "found"),
        ("[t]his is not the time for war", "found"),
        ("nobody […] disagreed", "found"),
        ("nobody... disagreed", "found"),
        ("nobody (...) disagreed", "found"),
        ("the time for war […] the peace which we hoped for", "found"),
        ("[the war minister’s] well-known words were these", "found"),
        ("It is possible, [the minister] added, that the peace", "found"),
        ("This is not [sic] the time for war", "found"),
        ("on Friday – and nobody", "found"),
        ("disagreed. It is possible", "found"),
        ("this is the time for war", "near"),
        ("this is […] the time for war", "near"),
        ("this is [now] the time for war", "near"),
        ("this is never the time for war", "near"),
        ("It is not possible, he added, that the peace which we hoped for will come", "near"),
        ("the peace that we hoped for will come in spring", "near"),
        ("the peace we hoped for will come in the spring", "near"),
        ("nobody, least of all the generals, agreed to it at all in the end", "not found"),
        ("disagreed […] This is not the time for war", "near"),
        ("It is possible, he added […] This is not the time for war", "not found"),
        ("the time for peace has come and the war is over for all of us", "not found"),
        ("ce n'est pas le moment de faire la guerre, a dit le ministre", "in translation"),
        ("Jetzt ist nicht die Zeit für den Krieg, sagte der Minister", "in translation"),
    ],
)
def test_outcomes(quotation: str, outcome: str) -> None:
    match = find_quotation(quotation, SOURCE)
    assert match.outcome.value == outcome, match
    assert match.reason or outcome == "found"
    if outcome in ("found", "near"):
        assert match.found == SOURCE[match.start : match.end]
        assert match.fragment.startswith(":~:text=")
    assert (outcome == "near") == bool(match.differences)


@pytest.mark.parametrize(
    ("quotation", "marked", "differences"),
    [
        ("this is the time for war", "this is {+not+} the time for war", [("", "not")]),
        (
            "This is […] the time for war",
            "This is [-[…]-]{+not+} the time for war",
            [("[…]", "not")],
        ),
        (
            "the peace that we hoped for will come in spring",
            "the peace [-that-]{+which+} we hoped for will come in spring",
            [("that", "which")],
        ),
        (
            "the peace which we all hoped for will come",
            "the peace which we [-all-] hoped for will come",
            [("all", "")],
        ),
    ],
)
def test_differences_are_marked(
    quotation: str, marked: str, differences: list[tuple[str, str]]
) -> None:
    match = find_quotation(quotation, SOURCE)
    assert match.marked == marked
    assert match.differences == tuple(Difference(*one) for one in differences)


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("we will go to the sea", "For once, we will not go to the sea."),
        ("nous irons à la mer demain", "Nous n'irons pas à la mer demain."),
        ("wir fahren morgen an das Meer", "Wir fahren morgen nicht an das Meer."),
        ("it is clear and known to all", "It isn't clear and known to all."),
        ("with doubt we go to the sea", "Without doubt we go to the sea."),
        ("nadie lo sabe en el pueblo", "Alguien lo sabe en el pueblo."),
    ],
)
def test_a_missing_negation_is_never_found(quotation: str, text: str) -> None:
    match = find_quotation(quotation, f"{FILLER} {text}")
    assert match.outcome is QuotationOutcome.NEAR
    assert "negation" in match.reason


def test_a_negation_right_before_the_words_is_told() -> None:
    match = find_quotation("the time for war", SOURCE)
    assert match.outcome is QuotationOutcome.FOUND
    assert "'not'" in match.reason


def test_without_text_nothing_is_said() -> None:
    for text in ("", "  \n ", "A short summary of what was said."):
        assert find_quotation("words that are not here", text).outcome is QuotationOutcome.NO_TEXT
    part = find_quotation("the end of it all was sad", FILLER, whole=False)
    assert part.outcome is QuotationOutcome.NO_TEXT


def test_languages_that_are_given_decide() -> None:
    match = find_quotation("lorem ipsum dolor sit", FILLER, ("la", "en"))
    assert match.outcome is QuotationOutcome.IN_TRANSLATION
    same = find_quotation("lorem ipsum dolor sit", FILLER, ("en-GB", "en"))
    assert same.outcome is QuotationOutcome.NOT_FOUND


def test_accents_and_scripts() -> None:
    text = "L’État, c’est moi, disait-il. Э́то не вре́мя для войны́. 今は戦争の時ではない。"
    for words in ("l'etat c'est moi", "Это не время для войны", "戦争の時ではない"):
        assert find_quotation(words, text).outcome is QuotationOutcome.FOUND


@pytest.mark.parametrize(
    ("quotation", "fragment"),
    [
        ("This is not the time", "This%20is%20not%20the%20time"),
        ("well-known words", "well%2Dknown%20words"),
        ("nobody, least of all", "nobody%2C%20least%20of%20all"),
    ],
)
def test_fragments_are_encoded(quotation: str, fragment: str) -> None:
    match = find_quotation(quotation, SOURCE)
    assert match.link("https://example.org/a#part") == (
        f"https://example.org/a#part:~:text={fragment}"
    )


def test_a_fragment_over_two_blocks_is_a_range() -> None:
    match = find_quotation("least of all the generals, disagreed. It is possible, he added", SOURCE)
    start, _, end = match.fragment.removeprefix(":~:text=").partition(",")
    assert unquote(start) == "least of all the"
    assert unquote(end) == "is possible, he added"


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_gives_an_outcome(quotation: str, text: str) -> None:
    assert isinstance(find_quotation(quotation, text).outcome, QuotationOutcome)


SENTENCES = st.lists(st.sampled_from(SOURCE.split()), min_size=4, max_size=40).map(" ".join)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_what_stands_in_the_text_is_found(before: str, words: str, after: str) -> None:
    match = find_quotation(words, f"{before}\n{words} {after}")
    assert match.outcome is QuotationOutcome.FOUND


def test_a_long_text_of_one_word_is_searched() -> None:
    text = "war and peace " * 70_000
    assert find_quotation("war and peace and quiet everywhere", text).outcome is not None
    assert find_quotation("war […] quiet […] everywhere", text).outcome is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “one two three”.", ["one two three"]),
        ('He said "one two three" and "four".', ["one two three", "four"]),
        ("Il a dit « un deux trois ».", [" un deux trois "]),
        ("Er sagte „eins zwei drei“ und ging.", ["eins zwei drei"]),
        ("Er sagte „eins zwei drei” und ging.", ["eins zwei drei"]),
        ("Er sagte »eins zwei drei« und ging.", ["eins zwei drei"]),
        ("He said ‘it’s one of two’ and left.", ["it’s one of two"]),
        ("He said “one ‘two’ three” and left.", ["one ‘two’ three"]),
        (
            "Il dit « un “deux” trois « quatre » cinq » et sort.",
            [" un “deux” trois « quatre » cinq "],
        ),
        ("彼は「今は時ではない」と言った。", ["今は時ではない"]),
        ('A 5" pipe is not one.', []),
        ("Don’t say it’s ‘over", []),
        ("“It never ends", []),
    ],
)
def test_quotation_marks_of_all_styles(text: str, found: list[str]) -> None:
    assert [text[piece.inner_start : piece.inner_end] for piece in quoted(text)] == found


@given(st.text(alphabet="“”«»„\"'‘’» ab.`", max_size=100))
def test_any_marks_are_read(text: str) -> None:
    pieces = quoted(text)
    assert all(piece.start < piece.inner_start <= piece.inner_end < piece.end for piece in pieces)
    assert all(one.end <= two.start for one, two in itertools.pairwise(pieces))


MARKDOWN = """He said “the tide turns at noon”[^1], and « la mer est haute ici »[^2].
She called it a "term"[^3]. They wrote: "nothing was found there."[^4][^5]
As she put it[^6]: “we all went home early”.
“Nobody has a note for this”, he said. It was, he said, "a long way to go" for them all[^7].

> A whole block that is quoted from somewhere[^8]

[^1]: Note “with words in quotation marks”.
[^2]: Two.
[^3]: Three.
[^4]: Four.
[^5]: Five.
[^6]: Six.
[^7]: Seven.
[^8]: Eight.
"""
HTML = """<p>He said &ldquo;the <b>tide</b> turns at noon&rdquo;<sup><a href="#n1">(1)</a></sup>.
Then &quot;they all went home.<sup>2</sup>&quot; It ended.</p><h2>Notes</h2>
<ol><li id="n1">One</li><li>Two</li></ol>"""


@pytest.mark.parametrize(
    ("source", "path", "expected"),
    [
        (
            MARKDOWN,
            "a.md",
            [
                ("the tide turns at noon", "1"),
                ("la mer est haute ici", "2"),
                ("nothing was found there.", "4"),
                ("nothing was found there.", "5"),
                ("we all went home early", "6"),
                ("A whole block that is quoted from somewhere", "8"),
            ],
        ),
        (HTML, "a.html", [("the tide turns at noon", "1"), ("they all went home.2", "2")]),
        ("No notes “at all are here”.", "a.md", []),
    ],
)
def test_quotations_and_their_notes(
    source: str, path: str, expected: list[tuple[str, str]]
) -> None:
    document = read_bytes(source.encode(), path)
    found = quotations(document)
    assert [(one.text, one.note) for one in found] == expected
    for one in found:
        inside = document.source[one.span.start : one.span.end]
        assert one.text.split()[0] in inside
        assert one.language in ("en", "fr", "")
