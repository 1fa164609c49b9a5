"""All citations of a document held against its reference list, and the list against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from srccheck.model import BlockKind, Citation, CitationStyle, Document, NoteKind, Span
from srccheck.notes.citations.resolving import Resolved, resolve
from srccheck.notes.citations.works import Shelf, Work, sounds, works_of
from srccheck.text.normalise import words

_FEWEST = 2
"""Citations that must be in the list before any is said to be missing from it."""
_SHARE = 0.6
_NEARBY = 100
_CLOSE = 2
"""Years that a slip of the pen may be off."""
_READING = (
    "Further reading",
    "Sources and further reading",
    "References and further reading",
    "Select bibliography",
    "Selected bibliography",
    "Annotated bibliography",
    "Works consulted",
    "Pour aller plus loin",
    "Bibliographie sélective",
    "Bibliographie indicative",
    "Orientation bibliographique",
    "Éléments de bibliographie",
    "Weiterführende Literatur",
    "Bibliografía consultada",
    "Fuentes consultadas",
    "Bibliografia essenziale",
)
_READING_WORDS = frozenset(" ".join(words(heading)) for heading in _READING)
_ALL = re.compile(r"nocite\s?[:{]?\s?\|?\s{0,4}['\"]?@?\*")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What citations and list say of each other.

    ``missing`` are citations without an entry, ``other_year`` and ``other_name`` those with the
    entry they come near (and its year or name), ``undefined`` cite keys that nothing has,
    ``uncited`` are works that nothing cites.
    """

    missing: tuple[Citation, ...] = ()
    other_year: tuple[tuple[Citation, Work], ...] = ()
    other_name: tuple[tuple[Citation, Work, str], ...] = ()
    undefined: tuple[Citation, ...] = ()
    uncited: tuple[tuple[Span, str], ...] = ()


@dataclass(slots=True)
class _Held:
    cited: set[int] = field(default_factory=set)
    found: int = 0
    missing: list[Citation] = field(default_factory=list)
    other_year: list[tuple[Citation, Work]] = field(default_factory=list)
    other_name: list[tuple[Citation, Work, str]] = field(default_factory=list)

    @property
    def judged(self) -> bool:
        """Whether the document truly cites this list in this way."""
        near = len(self.other_year) + len(self.other_name)
        total = self.found + near + len(self.missing)
        return self.found >= _FEWEST and self.found + near >= _SHARE * total


def compare(document: Document) -> Comparison:
    """Hold the citations of a document against its list.

    Args:
        document: a document with the citations that
            :func:`~srccheck.notes.citations.find_citations` gives.

    Returns:
        What is amiss; nothing where too few citations are in the list to say how the
        document cites.
    """
    by_key = _by_key(document)
    if by_key:
        return by_key
    works = works_of(document)
    labelled = _by_label(document, works)
    if labelled:
        return labelled
    return _by_name(document, works)


def _by_key(document: Document) -> Comparison | None:
    cited = [one for one in document.citations if one.style is CitationStyle.KEY]
    if not cited:
        return None
    stated = {entry.key: entry.span for entry in document.entries}
    listed = {
        note.label: note.span
        for note in document.notes
        if note.kind is NoteKind.REFERENCE and note.label
    }
    known = {**stated, **listed}
    folded = {key.casefold() for key in known}
    aliases = {
        alias.strip().casefold()
        for entry in document.entries
        for alias in entry.value("ids").split(",")
    }
    hits = {one.label.casefold() for one in cited} & (folded | aliases)
    if not hits:
        return None
    incomplete = any(problem.rule == "unread-file" for problem in document.problems)
    undefined = tuple(
        one
        for one in cited
        if not incomplete
        and one.label
        and one.label != "*"
        and one.label.casefold() not in folded | aliases
    )
    uncited: list[tuple[Span, str]] = []
    otherwise = any(one.label and one.style is not CitationStyle.KEY for one in document.citations)
    if len(hits) * 2 >= len(known) and not otherwise and not _ALL.search(document.source):
        kin = {entry.value("crossref").casefold() for entry in document.entries}
        uncited = [
            (span, key)
            for key, span in known.items()
            if key.casefold() not in hits | kin and not _has_alias(document, key, hits)
        ]
    return Comparison(undefined=undefined, uncited=tuple(uncited))


def _has_alias(document: Document, key: str, hits: set[str]) -> bool:
    entry = next((entry for entry in document.entries if entry.key == key), None)
    ids = entry.value("ids").casefold().split(",") if entry else []
    return any(alias.strip() in hits for alias in ids)


def _by_label(document: Document, works: Sequence[Work]) -> Comparison | None:
    cited = [one for one in document.citations if one.style is CitationStyle.ALPHABETIC]
    labels = {work.label for work in works if work.label}
    found = [one for one in cited if one.label in labels]
    missing = [one for one in cited if one.label not in labels]
    if len(found) < _FEWEST or len(found) < _SHARE * len(cited):
        return None
    named = {one.label for one in found}
    uncited = [(work.span, work.label) for work in works if work.label not in named]
    return Comparison(missing=tuple(missing), uncited=tuple(uncited))


def _by_name(document: Document, works: Sequence[Work]) -> Comparison:
    cited = [one for one in document.citations if one.style is CitationStyle.AUTHOR_DATE]
    if not cited or not works:
        return Comparison()
    shelf = Shelf(works)
    held = _Held()
    for citation in cited:
        if citation.year:
            _hold(citation, resolve(citation, shelf), held, shelf, document)
    if not held.judged:
        return Comparison()
    return Comparison(
        tuple(held.missing),
        tuple(held.other_year),
        tuple(held.other_name),
        (),
        tuple(_uncited(document, works, held)),
    )


def _hold(
    citation: Citation, resolved: Resolved, held: _Held, shelf: Shelf, document: Document
) -> None:
    sure = resolved.exact or resolved.mentioned
    if sure:
        held.found += 1
        held.cited.update(id(work) for work in sure)
        return
    year = _close(citation, resolved.other_year)
    if year:
        held.other_year.append((citation, year))
        held.cited.add(id(year))
    elif resolved.other_name and _is_inflected(citation, document):
        held.found += 1
        held.cited.update(id(work) for work, _ in resolved.other_name)
    elif resolved.other_name and not resolved.other_year:
        work, name = resolved.other_name[0]
        held.other_name.append((citation, work, name))
        held.cited.add(id(work))
    elif not _may_be_short(citation, shelf) and not _is_inflected(citation, document):
        held.missing.append(citation)


def _close(citation: Citation, works: Sequence[Work]) -> Work | None:
    """The work whose year is cited wrongly: the only one of these authors, or the nearest."""
    found = re.findall(r"\d{4}", citation.year)
    dated = [work for work in works if work.year[:4].isdecimal()]
    if not found or not dated:
        return None
    year = int(found[0])
    nearest = min(dated, key=lambda work: abs(int(work.year[:4]) - year))
    swapped = sorted(nearest.year[:4]) == sorted(found[0])
    if len(dated) == 1 or swapped or abs(int(nearest.year[:4]) - year) <= _CLOSE:
        return nearest
    return None


def _may_be_short(citation: Citation, shelf: Shelf) -> bool:
    """Whether letters may stand for an organisation of that year that has none of them."""
    name = citation.names[0]
    if len(citation.names) > 1 or not (name.isupper() and 2 <= len(name) <= 8):
        return False
    return any(year[:4] == citation.year[:4] for work in shelf.works for year in [work.year])


def _is_inflected(citation: Citation, document: Document) -> bool:
    """Whether names have cases in the language of the document, as they have in Russian."""
    language = document.language.partition("-")[0]
    return language not in ("", "en", "fr", "de", "es", "it", "pt") or any(
        ord(letter) > 0x36F for name in citation.names for letter in name if letter.isalpha()
    )


def _uncited(document: Document, works: Sequence[Work], held: _Held) -> Iterator[tuple[Span, str]]:
    listed = [work for work in works if work.listed and work.years]
    cited = sum(id(work) in held.cited for work in listed)
    if len(listed) < 3 or cited * 2 < len(listed):
        return
    text = _body(document)
    reading = _for_reading(document)
    for work in listed:
        if id(work) in held.cited or (reading and work.span.start > reading):
            continue
        if not _is_named(work, text):
            yield work.span, work.shown


def _body(document: Document) -> str:
    first = min(
        (note.span.start for note in document.notes if note.kind is NoteKind.REFERENCE), default=0
    )
    blocks = [
        block.passage.text
        for block in document.blocks
        if block.passage.span().start < first and block.kind is not BlockKind.CODE
    ]
    notes = [note.passage.text for note in document.notes if note.kind is not NoteKind.REFERENCE]
    return " ".join(sounds(" ".join([*blocks, *notes])))


def _is_named(work: Work, text: str) -> bool:
    """Whether a name and a year of a work stand near each other in the text."""
    name = " ".join(sounds(work.family))
    years = {str(number) for number, _ in work.years}
    at = text.find(name) if name else -1
    while at >= 0:
        if any(year in text[max(0, at - _NEARBY) : at + _NEARBY] for year in years):
            return True
        at = text.find(name, at + 1)
    return False


def _for_reading(document: Document) -> int:
    """Where a list of works to read, not of works cited, begins; 0 if there is none."""
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and len(block.passage) < 60:
            heading = " ".join(words(block.passage.text))
            if heading in _READING_WORDS:
                return block.passage.span().start
    return 0
