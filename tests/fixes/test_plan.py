"""What bytes would change, and what is left as it is."""

from __future__ import annotations

import codecs

import pytest

from srccheck.fixes import plan
from srccheck.model import Confidence, Document, Edit, Encoding, Finding, Fix, Severity, Span
from srccheck.readers import read_bytes


def finding(
    *edits: tuple[int, int, str],
    safe: bool = True,
    confidence: Confidence = Confidence.HIGH,
    severity: Severity = Severity.WARNING,
    rule: str = "a-rule",
) -> Finding:
    fix = Fix(tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)
    span = Span(edits[0][0], edits[0][1])
    return Finding(rule, severity, confidence, span, "", "", basis="a witness", fix=fix)


def document(text: str) -> Document:
    return Document("a.txt", "text", text, Encoding("utf-8", "valid"))


@pytest.mark.parametrize(
    "before",
    [
        "Ann é\r\nold\r\n".encode(),
        codecs.BOM_UTF8 + "Ann é\nold".encode(),
        "Ann é\rold\r".encode("latin-1"),
        "Ann “é” old".encode("cp1252"),
        codecs.BOM_UTF16_LE + "Ann é\nold\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Ann é\nold\n".encode("utf-16-be"),
        "“Ann” é ".encode() + b"\xff\xfe old \x81",
        "Ann é old".encode("cp1252") + b"\x81\x9d",
    ],
)
def test_every_other_byte_stays(before: bytes) -> None:
    read = read_bytes(before, "a.txt")
    start = read.source.index("old")
    made = plan(read, before, [finding((start, start + 3, "new"))])
    codec = "utf-16-le" if before.startswith(codecs.BOM_UTF16_LE) else "latin-1"
    codec = "utf-16-be" if before.startswith(codecs.BOM_UTF16_BE) else codec
    assert made.new == before.replace("old".encode(codec), "new".encode(codec))
    assert made.new != before


def test_of_two_changes_that_meet_the_more_certain_is_made() -> None:
    low = finding((0, 4, "bad"), confidence=Confidence.MEDIUM, rule="low")
    high = finding((2, 6, "GOOD"), rule="high")
    made = plan(document("abcdef"), b"abcdef", [low, high])
    assert made.new == b"abGOOD"
    assert [(one.change.finding.rule, one.kind) for one in made.left] == [("low", "conflict")]
    assert "high has another change there" in made.left[0].reason


def test_where_both_are_as_certain_neither_is_made() -> None:
    both = [finding((0, 4, "x"), rule="one"), finding((3, 6, "y"), rule="two")]
    made = plan(document("abcdef"), b"abcdef", both)
    assert not made.changed
    assert [one.kind for one in made.unmended] == ["conflict", "conflict"]


def test_a_part_is_mended_before_the_whole() -> None:
    whole, part = finding((0, 6, ""), rule="whole"), finding((2, 3, "C"), rule="part")
    made = plan(document("abcdef"), b"abcdef", [whole, part])
    assert made.new == b"abCdef"
    assert [one.change.finding.rule for one in made.unmended] == ["whole"]


def test_the_same_change_from_two_rules_is_made_once() -> None:
    both = [finding((0, 1, "x"), rule="one"), finding((0, 1, "x"), rule="two")]
    made = plan(document("abc"), b"abc", both)
    assert made.new == b"xbc"
    assert not made.left


def test_what_the_encoding_cannot_hold_is_refused() -> None:
    data = "caf\xe9 old".encode("latin-1")
    made = plan(read_bytes(data, "a.txt"), data, [finding((5, 8, "Łódź"))])
    assert not made.changed
    assert "has no way to write “Łódź”" in made.unmended[0].reason


def test_damage_is_never_written() -> None:
    made = plan(document("etude"), b"etude", [finding((0, 5, "Ã©tude"))])
    assert not made.changed
    assert made.unmended[0].reason == "“Ã©tude” is itself damaged"


def test_unsafe_changes_are_made_only_when_asked_for() -> None:
    change = finding((0, 1, "x"), safe=False)
    assert not plan(document("abc"), b"abc", [change]).changed
    assert plan(document("abc"), b"abc", [change], unsafe=True).new == b"xbc"


def test_an_edit_with_several_places_is_made_whole_or_not_at_all() -> None:
    move = finding((0, 2, ""), (4, 4, "ab"), rule="move")
    sure = finding((4, 5, "E"), severity=Severity.ERROR, rule="sure")
    assert plan(document("abcdef"), b"abcdef", [move]).new == b"cdabef"
    assert plan(document("abcdef"), b"abcdef", [move, sure]).new == b"abcdEf"


def test_a_file_that_is_not_what_was_read_is_left() -> None:
    made = plan(document("abc"), b"abd", [finding((0, 1, "x"))])
    assert not made.changed
    assert "changed meanwhile" in made.problem


@pytest.mark.parametrize("name", ["docx", "odt", "epub", "pdf"])
def test_binary_formats_are_not_written(name: str) -> None:
    read = Document(f"a.{name}", name, "abc", Encoding("utf-8", "text"))
    made = plan(read, b"PK\x03\x04", [finding((0, 1, "x"))])
    assert not made.changed
    assert made.problem.endswith("are not written")
