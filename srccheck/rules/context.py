"""What several rules need to know of a document; pure functions, no shared state."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from srccheck.messages import _
from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Dossier,
    Entry,
    Note,
    NoteKind,
    Passage,
    Span,
)
from srccheck.text.language import detect_language
from srccheck.text.normalise import fold

_SAMPLE = 4000
_ENOUGH = 80
_BIBLIOGRAPHIC = frozenset(("bibtex", "biblatex"))
_UNDATED = re.compile(
    r"\b(?:n\. ?d\.|s\. ?d\.|o\. ?J\.|sin fecha|no date|undated|forthcoming|in press|in print"
    r"|to appear|under review|à paraître|sous presse|im erscheinen|im druck|en prensa|no prelo"
    r"|in corso di stampa|di prossima pubblicazione|próxima publicación)(?!\w)",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    r"\b(?:ibid|ibidem|idem|id\.|op\. ?cit|loc\. ?cit|art\. ?cit|cit\.|supra|infra|ebd\."
    r"|a\. ?a\. ?O\.)",
    re.IGNORECASE,
)


def place_of(document: Document, span: Span) -> str:
    r"""Where a stretch begins, in words: on a line, or in a paragraph of a file without lines.

    >>> from srccheck.model import Encoding
    >>> document = Document("a.md", "markdown", "One\n\nTwo", Encoding("utf-8", "text"))
    >>> place_of(document, Span(5, 8))
    'on line 3'
    """
    line = document.position(span.start).line
    if document.unit == "line":
        return _("on line {line}", line=line)
    return _("in paragraph {number}", number=line)


class Spans:
    """Stretches of a file, for asking quickly whether another one meets them.

    >>> spans = Spans([Span(4, 9), Span(0, 2)])
    >>> spans.overlaps(Span(8, 12)), spans.overlaps(Span(2, 4)), spans.covers(Span(5, 9))
    (True, False, True)
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(set(spans))

    def add(self, span: Span) -> None:
        """Add a stretch."""
        bisect.insort(self._spans, span)

    def _before(self, end: int) -> Span | None:
        index = bisect.bisect_left(self._spans, (end,)) - 1
        return self._spans[index] if index >= 0 else None

    def overlaps(self, span: Span) -> bool:
        """Whether a stretch shares a character with one of these."""
        last = self._before(span.end)
        return last is not None and last.overlaps(span)

    def covers(self, span: Span) -> bool:
        """Whether a stretch lies inside one of these."""
        last = self._before(span.start + 1)
        return last is not None and last.covers(span)


def is_bibliographic(document: Document) -> bool:
    """Whether the file states its entries itself, field by field (BibTeX)."""
    return bool(document.entries) or document.format in _BIBLIOGRAPHIC


def bibliography(document: Document) -> Spans:
    """The items of reference lists, in which each work stands once."""
    return Spans(note.span for note in document.notes if note.kind is NoteKind.REFERENCE)


def body_blocks(document: Document) -> list[Block]:
    """The blocks of running text: no code, no page breaks, no notes."""
    notes = sorted(note.span for note in document.notes)
    blocks = []
    index = 0
    for block in document.blocks:
        if block.kind in (BlockKind.RULE, BlockKind.CODE) or not block.passage.text:
            continue
        span = block.passage.span()
        while index < len(notes) and notes[index].end <= span.start:
            index += 1
        if index == len(notes) or notes[index].start >= span.end:
            blocks.append(block)
            continue
        last = bisect.bisect_left(notes, span.end, key=lambda note: note.start) - 1
        if notes[last].end < span.end - 1:
            blocks.append(block)  # the text goes on after a note that stands in it
        elif notes[index].start > span.start:
            text = _until(block.passage, notes[index].start)
            blocks.append(replace(block, passage=text))
    return blocks


def _until(passage: Passage, place: int) -> Passage:
    """The text of a block up to a place in the source, at which notes begin."""
    end = bisect.bisect_left(range(len(passage)), place, key=passage.source_offset)
    return passage.slice(0, end)


def document_language(document: Document) -> str:
    """The BCP 47 code of the language of the running text; empty when unsure."""
    sample: list[str] = []
    length = 0
    for block in body_blocks(document):
        sample.append(block.passage.text)
        length += len(block.passage)
        if length > _SAMPLE:
            break
    if length >= _ENOUGH:
        return detect_language("\n".join(sample)[:_SAMPLE]) or _primary(document.language)
    return _primary(document.language)


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def title_language(entry: Entry) -> str:
    """The language of the title of an entry; empty when unsure."""
    return detect_language(entry.value("title"))


def source_text(document: Document, span: Span) -> str:
    """What stands in the file at a span."""
    return document.source[span.start : span.end]


def is_undated(text: str) -> bool:
    """Whether a reference says that its work has no date, or has not appeared yet.

    >>> is_undated("Doe, Jane (forthcoming)"), is_undated("Doe, s. d."), is_undated("Doe 2020")
    (True, True, False)
    """
    return bool(_UNDATED.search(text))


def is_short_form(text: str) -> bool:
    """Whether a reference points back to one given in full before.

    >>> is_short_form("Ibid., p. 12"), is_short_form("Doe, op. cit."), is_short_form("Doe, 2020")
    (True, True, False)
    """
    return bool(_SHORT_FORM.search(text))


def shortened(text: str, limit: int = 80) -> str:
    """A text on one line, cut where it is too long to be quoted."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


@functools.lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """:func:`~srccheck.text.normalise.fold` without punctuation at the ends."""
    return fold(text).strip(" .,;:!?'\"()[]*")


def keys_by_place(dossier: Dossier) -> Callable[[Span], str]:
    """A function that gives the key of the entry in which a span lies, or an empty string."""
    entries = sorted(dossier.entries, key=lambda entry: entry.span)
    starts = [entry.span.start for entry in entries]

    def key_at(span: Span) -> str:
        index = bisect.bisect_right(starts, span.start) - 1
        found = index >= 0 and entries[index].span.covers(span)
        return entries[index].key if found else ""

    return key_at


def note_series(notes: Sequence[Note]) -> list[list[Note]]:
    """The numbered notes, parted by kind and where the numbers begin again at 1."""
    series: list[list[Note]] = []
    for kind in (NoteKind.FOOTNOTE, NoteKind.ENDNOTE):
        numbered = [note for note in notes if note.kind is kind and note.label]
        for index, note in enumerate(numbered):
            following = numbered[index + 1].label if index + 1 < len(numbered) else ""
            again = note.label == "1" and following == "2" and index and kind is NoteKind.ENDNOTE
            if not index or (again and numbered[index - 1].label != "1"):
                series.append([])
            series[-1].append(note)
    return series
