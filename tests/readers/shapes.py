"""What the tests of all readers share: a document written down briefly, and what always holds."""

from __future__ import annotations

from srccheck.model import Document


def blocks(document: Document) -> list[str]:
    """Each block as ``kind level label|text``, without the parts that are empty."""
    shown = []
    for block in document.blocks:
        head = [block.kind.value, *([str(block.level)] if block.level else []), block.label]
        shown.append(f"{' '.join(filter(None, head))}|{block.passage.text}")
    return shown


def styles(document: Document) -> list[tuple[str, str]]:
    """The styled stretches of a document: what kind, what text."""
    return [
        (style.kind, block.passage.text[style.start : style.end])
        for block in document.blocks
        for style in block.passage.styles
    ]


def links(document: Document) -> list[tuple[str, str | None, str]]:
    """The links: text, target, and what stands in the source at their span."""
    return [(link.text, link.target, document.source[slice(*link.span)]) for link in document.links]


def notes(document: Document) -> list[tuple[str, str, str, int]]:
    """The notes: label, kind, text and number of markers."""
    return [
        (note.label, note.kind.value, note.passage.text, len(note.markers))
        for note in document.notes
    ]


def assert_places_are_true(document: Document) -> None:
    """Runs cover the text, lie in the source, and say what stands there."""
    source = document.source
    for block in document.blocks:
        passage = block.passage
        position = 0
        for run in passage.runs:
            assert run.start == position
            assert 0 <= run.source_start <= run.source_end <= len(source)
            if run.end - run.start == run.source_end - run.source_start:
                text = passage.text[run.start : run.end]
                assert text == source[run.source_start : run.source_end]
            position = run.end
        assert position == len(passage.text)
        assert list(passage.styles) == sorted(passage.styles)
        for style in passage.styles:
            assert 0 <= style.start < style.end <= len(passage.text)
    for link in document.links:
        assert 0 <= link.span.start <= link.span.end <= len(source)
    for note in document.notes:
        assert 0 <= note.span.start < note.span.end <= len(source)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source)
        if problem.rule == "undecodable-bytes":
            assert set(source[slice(*problem.span)]) == {"\ufffd"}
