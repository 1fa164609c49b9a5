"""TEI XML, as scholarly editions, OpenEdition, Métopes and GROBID make it.

Source: the TEI Guidelines P5. References whose parts are marked up become entries; of the others,
the text becomes a note for the parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from srccheck.model import (
    BlockKind,
    Citation,
    CitationStyle,
    Document,
    Encoding,
    Link,
    Marker,
    Note,
    NoteKind,
    Passage,
    Problem,
    Span,
)
from srccheck.readers.tei_references import read_reference
from srccheck.readers.xml_document import Gathered, bare_label, read_pointer
from srccheck.readers.xml_text import Reading, read_text
from srccheck.readers.xml_tree import Element, read_tree

_PARAGRAPHS = frozenset(("p", "ab", "l", "dateline", "byline", "docAuthor", "salute", "figDesc"))
_REFERENCES = frozenset(("bibl", "biblStruct", "biblFull"))
_ASIDE = frozenset((
    "acknowledgement", "acknowledgment", "funding", "raw_reference", "raw_affiliation", "grant",
    "submission", "copyright", "aut", "availability", "conflict",
))  # fmt: skip
_LABEL = Reading(frozenset(("note",)))


def _styling(element: Element) -> tuple[str, str]:
    if element.name == "title":
        return ("italic", "") if element.get("level") in ("m", "j") else ("", "")
    if element.name in ("ref", "ptr"):
        target = element.get("target")
        return ("link", target) if "://" in target else ("", "")
    if element.name in ("emph", "foreign"):
        return "italic", ""
    if element.name != "hi":
        return "", ""
    look = " ".join(element.get(name) for name in ("rend", "rendition", "style")).lower()
    for word, kind in (("ital", "italic"), ("bold", "bold"), ("sup", "superscript"),
                       ("sub", "subscript"), ("small", "small-caps"), ("exp", "superscript"),
                       ("#i", "italic"), ("#b", "bold"), ("sc", "small-caps")):  # fmt: skip
        if word in look:
            return kind, ""
    return "", ""


_INLINE = Reading(
    frozenset(("note", "listBibl", "biblStruct", "table", "list", "fw")),
    frozenset(("lb", "pb", "l")),
    _styling,
)
_WHOLE = _INLINE._replace(
    skipped=frozenset(("fw",)), apart=frozenset(("lb", "pb", "l", "p", "item", "ab"))
)


class TeiReader:
    """Reads texts in TEI: prose, notes, references, and what the text points to.

    >>> source = ("<TEI><text><body><div><p>So it is<note place='foot' n='1'>A. Doe, 2020.</note>."
    ...           "</p></div></body></text></TEI>")
    >>> document = TeiReader().read(source, "a.xml", Encoding("utf-8", "valid"))
    >>> [(note.label, note.passage.text, len(note.markers)) for note in document.notes]
    [('1', 'A. Doe, 2020.', 1)]
    """

    name: ClassVar[str] = "tei"
    suffixes: ClassVar[tuple[str, ...]] = (".tei", ".tei.xml")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        tree, broken = read_tree(source)
        text = _Text(source, tree)
        text.read()
        return text.gathered.document(self.name, source, path, encoding, (*problems, *broken))


class _Text:
    def __init__(self, source: str, tree: Element) -> None:
        self.source = source
        self.tree = tree
        self.gathered = Gathered()
        self.pointers: dict[str, list[Element]] = {}
        """What points to each identifier."""
        self.anchors = {one.get("id"): one for one in tree.walk("anchor") if one.get("id")}
        for pointer in tree.walk("ref", "ptr"):
            for target in pointer.get("target").split():
                if target.startswith("#"):
                    self.pointers.setdefault(target[1:], []).append(pointer)
        self.keys: set[str] = set()
        self.labels: dict[str, str] = {}
        """The printed labels of references that are no entries, by identifier."""

    def read(self) -> None:
        root = next(self.tree.elements(), None)
        if root is None:
            return
        for header in self.tree.walk("teiHeader"):
            self._header(header)
        for text in self.tree.walk("text", "standOff"):
            language = text.get("lang") or root.get("lang")
            self.gathered.language = self.gathered.language or language.partition("-")[0].lower()
        for text in root.elements() if root.name != "text" else [root]:
            if text.name != "teiHeader":
                self._walk(text, 0)
        for pointer in self.tree.walk("ref", "ptr"):
            self._pointer(pointer)

    def _text(self, element: Element, reading: Reading = _INLINE) -> Passage:
        return read_text(self.source, element, reading)

    def _header(self, header: Element) -> None:
        metadata = self.gathered.metadata
        statement = header.first("fileDesc", "titleStmt")
        for title in statement.elements("title") if statement else ():
            if title.get("type") not in ("sub", "short"):
                metadata.setdefault("title", self._text(title, _WHOLE).text)
        authors = [
            " ".join(self._text(part).text for part in one.walk("forename", "surname"))
            or self._text(one, _LABEL).text
            for one in header.walk("author")
        ]
        if authors:
            metadata.setdefault("author", [name for name in authors if name])

    def _walk(self, parent: Element, depth: int) -> None:
        for element in parent.elements():
            name = element.name
            if name == "head":
                self.gathered.add(BlockKind.HEADING, self._text(element), max(1, min(depth, 6)))
                self._notes_in(element)
            elif name in _PARAGRAPHS:
                kind = BlockKind.QUOTE if parent.name in ("quote", "cit") else BlockKind.PARAGRAPH
                self.gathered.add(kind, self._text(element), anchor=element.get("id"))
                self._notes_in(element)
            elif name in ("item", "cell"):
                kind = BlockKind.ITEM if name == "item" else BlockKind.CELL
                self.gathered.add(kind, self._text(element), int(kind is BlockKind.ITEM))
                self._notes_in(element)
            elif name == "quote" and next(element.elements("p", "l", "lg"), None) is None:
                self.gathered.add(BlockKind.QUOTE, self._text(element))
                self._notes_in(element)
            elif name in _REFERENCES and parent.name != "cit":
                self._reference(element)
            elif name == "note":
                self._note(element, inline=False)
            else:
                self._walk(element, depth + name.startswith("div"))

    def _notes_in(self, block: Element) -> None:
        """The notes, lists and tables inside a block of text."""
        for element in block.elements():
            if element.name == "note":
                self._note(element, inline=True)
            elif element.name in ("list", "table", "listBibl", "biblStruct"):
                self._walk(element if element.name != "biblStruct" else block, 0)
            else:
                self._notes_in(element)

    def _note(self, note: Element, *, inline: bool) -> None:
        identifier = note.get("id")
        passage = self._text(note, _WHOLE)
        pointers = self.pointers.get(identifier, [])
        self.gathered.add(BlockKind.PARAGRAPH, passage, anchor=identifier)
        place = note.get("place").lower()
        aside = note.get("type").lower() in _ASIDE
        if not passage.text or aside or (not inline and not (pointers or place or note.get("n"))):
            return
        label = bare_label(note.get("n"))
        if not label and pointers:
            label = bare_label(self._text(pointers[0], _LABEL).text)
        own = self.anchors.get(note.get("target").removeprefix("#"))
        label = label or str(1 + len(self.gathered.notes))
        printed = passage.text.removeprefix(label)
        if printed != passage.text and printed[:1] in (".", " ", ")") and not inline:
            passage = passage.slice(len(label) + 1).strip()
        called = [one.span for one in pointers]
        if not pointers and own:
            called = [own.span]
        elif not pointers and inline:
            end = self.source.find(">", note.span.start) + 1
            called = [Span(note.span.start, end)]
        kind = NoteKind.INLINE if inline and not pointers else NoteKind.FOOTNOTE
        markers = tuple(Marker(label, span, "link" if pointers else "footnote") for span in called)
        found = Note(label, passage, note.span, kind, markers)
        self.gathered.notes.setdefault(identifier or f"note at {note.span.start}", found)

    def _reference(self, reference: Element) -> None:
        identifier = reference.get("id")
        passage = self._text(reference, _WHOLE)
        label = bare_label(reference.get("n"))
        raw = next(
            (n for n in reference.elements("note") if n.get("type") == "raw_reference"), None
        )
        if raw:
            passage = self._text(raw, _WHOLE)
        elif reference.name == "biblStruct":
            passage = self._text(reference, _spaced(reference))
        self.gathered.add(BlockKind.ITEM, passage, 1, label, identifier)
        draft = read_reference(self.source, reference)
        if draft:
            draft.key = identifier
            self.keys.add(identifier)
            self.gathered.entries.append(draft.entry(reference.span))
        elif passage.text:
            note = Note(label, passage, reference.span, NoteKind.REFERENCE)
            self.gathered.notes.setdefault(identifier or f"bibl at {reference.span.start}", note)
            self.labels[identifier] = label

    def _pointer(self, pointer: Element) -> None:
        text = self._text(pointer, _LABEL).text
        target = pointer.get("target")
        if "://" in target or target.startswith("mailto:"):
            if pointer.name == "ref" and not self.gathered.is_stated(pointer.span):
                self.gathered.links.append(Link(text, target, pointer.span))
            return
        named = [one.removeprefix("#") for one in target.split() if one.startswith("#")]
        stated = pointer.get("type") in ("bibr", "bibl", "biblio", "citation")
        for one in named:
            if one in self.keys:
                self.gathered.citations.append(Citation(CitationStyle.KEY, pointer.span, one))
            elif one in self.labels or stated:
                label = self.labels.get(one, "")
                self.gathered.citations.append(read_pointer(text, pointer.span, label))
            elif pointer.get("type") in ("foot", "note", "noteAnchor") and (
                one not in self.gathered.notes
            ):
                marker = Marker(bare_label(text), pointer.span, "link")
                self.gathered.markers.append((one, marker))
        if stated and not named and text:
            self.gathered.citations.append(read_pointer(text, pointer.span, ""))


def _spaced(reference: Element) -> Reading:
    """How to read a structured reference: each element is a word apart."""
    apart = {one.name for one in reference.walk() if one.name != "hi"}
    return _WHOLE._replace(apart=frozenset(apart))
