"""Mending leaves the document as it is and says what should stand where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from srccheck.mend import mend, mended, mended_entry
from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Entry,
    EntryKind,
    Field,
    Name,
    Passage,
    Repair,
    Run,
    Span,
    Style,
)


def document(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    blocks, offset = [], 0
    for text in texts:
        blocks.append(Block(kind, Passage.plain(text, offset)))
        offset += len(text) + 2
    source = "\n\n".join(texts)
    return Document("-", "text", source, Encoding("utf-8", "text"), tuple(blocks))


def test_repairs_have_source_spans_in_order() -> None:
    found = mend(document("Un embarras", "PÃ©kin, caf&eacute; et Ã©trangÃ©re"))
    assert [(r.original, r.text, r.rule) for r in found.repairs] == [
        ("PÃ©kin", "Pékin", "mojibake"),
        ("caf&eacute;", "café", "html-entity-left"),
        ("Ã©trangÃ©re", "étrangère", "half-mended-mojibake"),
    ]
    for repair in found.repairs:
        assert found.source[repair.span.start : repair.span.end] == repair.original


def test_unseen_and_alien_letters_are_repaired() -> None:
    found = mend(document("Le\u200bMonde", "P\u0430ris, caf&eacute; et H\u00e9\u00adl\u00e8ne"))
    assert [(r.original, r.text, r.rule) for r in found.repairs] == [
        ("\u200b", "", "invisible-character"),
        ("P\u0430ris", "Paris", "mixed-script-letters"),
        ("caf&eacute;", "café", "html-entity-left"),
        ("\u00ad", "", "invisible-character"),
    ]


def test_a_sound_document_comes_back_as_it_is() -> None:
    sound = document("Été à Évian", "AT&T")
    assert mend(sound) is sound


def test_code_is_left_alone() -> None:
    assert not mend(document("PÃ©kin", kind=BlockKind.CODE)).repairs
    styled = Passage("PÃ©kin", (Run(0, 6, 0, 6),), (Style(0, 6, "code"),))
    block = Block(BlockKind.PARAGRAPH, styled)
    made = Document("-", "text", "PÃ©kin", Encoding("utf-8", "text"), (block,))
    assert not mend(made).repairs


def test_a_slice_of_the_text_is_mended() -> None:
    found = mend(document("Paris ou PÃ©kin, cafÃ©"))
    passage = found.blocks[0].passage.slice(6)
    fixed = mended(passage, found.repairs)
    assert fixed.text == "ou Pékin, café"
    assert fixed.span(3, 8) == found.repairs[0].span


def test_a_slice_through_a_damaged_word_is_left_alone() -> None:
    found = mend(document("Paris ou PÃ©kin"))
    passage = found.blocks[0].passage.slice(0, 11)
    assert mended(passage, found.repairs) is passage


def test_a_doubtful_repair_is_not_applied() -> None:
    repair = Repair(Span(0, 3), "abc", "xyz", "", trusted=False)
    passage = Passage.plain("abc")
    assert mended(passage, (repair,)) is passage


def test_an_entry_is_mended_in_value_and_names() -> None:
    raw = "BenoÃ®t LÃ©vy"
    name = Name("LÃ©vy", "BenoÃ®t")
    field = Field("author", "LÃ©vy, BenoÃ®t", raw, Span(10, 10 + len(raw)), (name,))
    entry = Entry("k", "book", EntryKind.SOURCE, {"author": field}, Span(0, 40), raw)
    repairs = (
        Repair(Span(10, 17), "BenoÃ®t", "Benoît", ""),
        Repair(Span(18, 23), "LÃ©vy", "Lévy", ""),
    )
    fixed = mended_entry(entry, repairs).fields["author"]
    assert fixed.value == "Lévy, Benoît"
    assert fixed.names == (Name("Lévy", "Benoît"),)
    assert fixed.raw == raw


def test_of_two_spaces_that_a_value_reads_as_one_that_stays() -> None:
    field = Field("title", "De l'aube Ã la nuit", "De l'aube Ã  la nuit", Span(0, 20))
    entry = Entry("k", "book", EntryKind.SOURCE, {"title": field}, Span(0, 20), field.raw)
    repair = Repair(Span(10, 12), "Ã ", "à", "")
    assert mended_entry(entry, (repair,)).fields["title"].value == "De l'aube à la nuit"


def test_an_entry_without_damage_comes_back_as_it_is() -> None:
    entry = Entry("k", "book", EntryKind.SOURCE, {}, Span(0, 4), "abcd")
    assert mended_entry(entry, (Repair(Span(9, 12), "abc", "xyz", ""),)) is entry


@given(st.lists(st.text(alphabet="aé Ã©Â\xa0&;eacut#38’â€™œ<", max_size=30), max_size=5))
def test_mended_text_never_fails_and_repairs_lie_apart(texts: list[str]) -> None:
    found = mend(document(*texts))
    end = 0
    for repair in found.repairs:
        assert end <= repair.span.start < repair.span.end <= len(found.source)
        assert found.source[repair.span.start : repair.span.end] == repair.original
        end = repair.span.end
    for block in found.blocks:
        mended(block.passage, found.repairs)
