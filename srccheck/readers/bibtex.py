"""BibTeX and BibLaTeX files."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
)
from bibtexparser.splitter import Splitter

from srccheck.model import (
    Block,
    BlockKind,
    Document,
    Encoding,
    Entry,
    Field,
    Link,
    Passage,
    Problem,
    Run,
    Span,
)
from srccheck.readers.bibtex_entries import make_entry
from srccheck.readers.latex import decode
from srccheck.text.bibtex_fields import Written, read_block

_MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip
_WORD = re.compile(r"[^ \t\r\n]+")
_COMMENTS = (ExplicitComment, ImplicitComment, Preamble)
_REPEATED = (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)
_LONGEST_CITED = 200
_LONGEST_STRING = 10_000
"""A string of strings of strings could outgrow all memory."""


class BibtexReader:
    """Reads ``.bib`` files; a block that cannot be read is a problem, the others are entries.

    >>> document = BibtexReader().read("@book{key, title = {A Title}, year = 2020}", "a.bib",
    ...                                Encoding("utf-8", "valid"))
    >>> document.entries[0].value("title"), document.entries[0].value("date")
    ('A Title', '2020')
    """

    name: ClassVar[str] = "bibtex"
    suffixes: ClassVar[tuple[str, ...]] = (".bib", ".bibtex")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """Read a decoded file; see :class:`~srccheck.readers.reader.Reader`."""
        blocks, broken = _split(source)
        strings = _strings(source, blocks)
        entries = _entries(source, blocks, strings)
        fields = [
            field
            for entry in entries
            for field in sorted(entry.fields.values(), key=lambda field: field.span)
            if entry.span.covers(field.span)
        ]
        return Document(
            path=path,
            format=self.name,
            source=source,
            encoding=encoding,
            blocks=tuple(
                Block(BlockKind.PARAGRAPH, _passage(field))
                for field in sorted((*fields, *_written_strings(source, blocks)), key=_place)
            ),
            links=tuple(_links(fields)),
            problems=(*problems, *broken),
            entries=tuple(entries),
        )


def _split(source: str) -> tuple[list[tuple[Written, Span]], list[Problem]]:
    """The entries and strings of a file with their places, and what could not be read."""
    blocks: list[tuple[Written, Span]] = []
    problems: list[Problem] = []
    place = 0
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # the problems say it all
    for block in Splitter(source).split().blocks:
        raw = block.raw or ""
        start = source.find(raw, place)
        if start < 0 or not raw:
            continue
        place = start + len(raw)
        if isinstance(block, _COMMENTS):
            continue
        span = Span(start, place)
        reason = ""
        written = read_block(source, start, place)
        if isinstance(block, ParsingFailedBlock) and not isinstance(block, _REPEATED):
            reason, written = getattr(block.error, "abort_reason", ""), None
        if written is None:
            problems.append(_problem(source, span, reason))
            continue
        if isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            problems.append(_problem(source, span, f"fields that occur twice: {names}"))
        blocks.append((written, span))
    return blocks, problems


def _problem(source: str, span: Span, reason: str) -> Problem:
    line = source[span.start : span.end].strip().split("\n", 1)[0][:_LONGEST_CITED]
    reason = " ".join(reason.split()).strip(" .")
    message = f"this block cannot be read: {reason}" if reason else "this block cannot be read"
    return Problem("broken-bibtex", Span(span.start, span.start + len(line)), line, message)


def _strings(source: str, blocks: Sequence[tuple[Written, Span]]) -> Mapping[str, str]:
    """What ``@string`` and the standard month macros stand for, as LaTeX."""
    strings = dict(_MONTHS)
    for block, _ in blocks:
        if block.type == "string":
            for value in block.values:
                strings[value.name] = value.latex(source, strings)[:_LONGEST_STRING]
    return strings


def _written_strings(source: str, blocks: Sequence[tuple[Written, Span]]) -> Iterator[Field]:
    """What each ``@string`` says where it stands; those that are made of others are left out."""
    for block, _ in blocks:
        for value in block.values if block.type == "string" else ():
            if len(value.pieces) == 1 and not value.pieces[0].bare:
                span = value.content
                text = decode(value.latex(source, {})[:_LONGEST_STRING])
                yield Field(value.name, text, source[slice(*span)], span)


def _place(field: Field) -> Span:
    return field.span


def _entries(
    source: str, blocks: Sequence[tuple[Written, Span]], strings: Mapping[str, str]
) -> list[Entry]:
    written = [(block, span) for block, span in blocks if block.type != "string"]
    places: dict[str, tuple[Written, Span]] = {}
    for block, span in written:
        places.setdefault(block.key.lower(), (block, span))
    entries = []
    for block, span in written:
        parent = None
        for value in block.values:
            if value.name == "crossref":
                found = places.get(value.latex(source, strings).strip().lower())
                if found and found[0] is not block:
                    parent = make_entry(source, *found, strings, None)
        entries.append(make_entry(source, block, span, strings, parent))
    return entries


def _passage(field: Field) -> Passage:
    """The value as reading text; character by character where it stands in the file as it is."""
    if field.value == field.raw:
        return Passage.plain(field.value, field.span.start)
    text = field.value
    if runs := _runs_by_words(text, field.raw, field.span.start):
        return Passage(text, runs)
    start, end = field.span
    if len(text) == end - start:  # runs of equal length promise equal text: take in the brace
        end += 1
    return Passage(text, (Run(0, len(text), start, end),) if text else ())


def _runs_by_words(text: str, raw: str, start: int) -> tuple[Run, ...]:
    r"""What each word was read from, if every word stands where it was written; else nothing.

    >>> [run[2:] for run in _runs_by_words("Été à Nîmes", r"Été  {\`a} Nîmes", 10)]
    [(10, 13), (13, 15), (15, 20), (20, 21), (21, 26)]
    """
    read, written = list(_WORD.finditer(text)), list(_WORD.finditer(raw))
    if len(read) != len(written):
        return ()
    runs: list[Run] = []
    for word, source in zip(read, written, strict=True):
        if word[0] != source[0] and (
            len(word[0]) == len(source[0]) or decode(source[0]) != word[0]
        ):
            return ()
        if runs:
            last = runs[-1]
            runs.append(Run(last.end, word.start(), last.source_end, start + source.start()))
        runs.append(Run(*word.span(), start + source.start(), start + source.end()))
    return tuple(runs)


def _links(fields: Sequence[Field]) -> Iterator[Link]:
    for field in fields:
        if field.name == "url":
            yield Link(field.value, field.value, field.span)
        elif field.name == "doi" and field.value:
            whole = field.value.startswith("http")
            target = field.value if whole else f"https://doi.org/{field.value}"
            yield Link(field.value, target, field.span)
