"""JATS XML (and NLM's older sets): journal articles as PubMed Central and publishers keep them.

Source: JATS 1.3, ANSI/NISO Z39.96-2021. References whose parts are marked up become entries; of
the others, the text becomes a note for the parser.
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
)
from srccheck.readers.jats_references import READING, citations, read_citation
from srccheck.readers.xml_document import Gathered, bare_label, read_pointer
from srccheck.readers.xml_text import Reading, read_text
from srccheck.readers.xml_tree import Element, read_tree

_BLOCKS = frozenset((
    "p", "list", "disp-quote", "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text",
    "fn", "fn-group", "verse-group", "def-list", "supplementary-material", "sec", "ref-list",
    "speech", "statement", "preformat", "code",
))  # fmt: skip
_INLINE = READING._replace(skipped=READING.skipped | _BLOCKS)
_WHOLE = READING._replace(apart=frozenset(("p", "list-item", "title")))
_LABEL = Reading(frozenset())
_FORMAL = frozenset((
    "con", "conflict", "coi-statement", "equal", "financial-disclosure", "supported-by", "com",
    "corresp", "current-aff", "present-address", "present-adress", "deceased", "edited-by",
    "ethics-approval", "presented-at", "presented-by", "previously-at", "study-group-members",
    "supplementary-material", "abbr", "on-leave", "participating-researchers", "custom",
))  # fmt: skip
"""The types of footnotes that say something of the article itself, with no marker in its text."""


class JatsReader:
    """Reads articles: text, notes, references, and what the text points to.

    >>> source = ("<article><body><p>So it is<xref ref-type='fn' rid='f1'>1</xref>.</p></body>"
    ...           "<back><fn-group><fn id='f1'><label>1</label><p>A. Doe, 2020.</p></fn>"
    ...           "</fn-group></back></article>")
    >>> document = JatsReader().read(source, "a.xml", Encoding("utf-8", "valid"))
    >>> [(note.label, note.passage.text, len(note.markers)) for note in document.notes]
    [('1', 'A. Doe, 2020.', 1)]
    """

    name: ClassVar[str] = "jats"
    suffixes: ClassVar[tuple[str, ...]] = (".nxml", ".jats", ".jats.xml")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        tree, broken = read_tree(source)
        article = _Article(source, tree)
        article.read()
        return article.gathered.document(self.name, source, path, encoding, (*problems, *broken))


class _Article:
    def __init__(self, source: str, tree: Element) -> None:
        self.source = source
        self.tree = tree
        self.gathered = Gathered()
        self.targets = {one.get("id"): one for one in tree.walk("fn", "ref") if one.get("id")}
        self.labels: dict[str, str] = {}
        """The printed labels of references that are no entries, by identifier."""
        self.pointed: dict[str, Element] = {}
        """What is pointed to, with the first that does."""
        for xref in tree.walk("xref"):
            for target in xref.get("rid").split():
                self.pointed.setdefault(target, xref)
        places = ("p", "title", "td", "th")
        self.inline = {id(note) for one in tree.walk(*places) for note in one.walk("fn")}
        self.of_authors = {id(note) for one in tree.walk("author-notes") for note in one.walk("fn")}

    def read(self) -> None:
        root = next(self.tree.elements(), None)
        if root is None:
            return
        self.gathered.language = root.get("lang").replace("_", "-").partition("-")[0].lower()
        for article in self.tree.walk("article", "sub-article", "response", "book-part"):
            for front in article.elements("front", "front-stub", "book-part-meta"):
                self._front(front)
        for part in self.tree.walk("body", "back"):
            self._walk(part, 1)
        for reference in self.tree.walk("ref"):
            self._reference(reference)
        for footnote in self.tree.walk("fn"):
            self._footnote(footnote)
        for xref in self.tree.walk("xref"):
            self._xref(xref)
        self._links()

    def _links(self) -> None:
        for link in self.tree.walk("ext-link", "uri", "self-uri"):
            text = self._text(link, _LABEL).text
            target = link.get("href") or text
            stated = self.gathered.is_stated(link.span)
            if ("://" in target or target.startswith("mailto:")) and not stated:
                self.gathered.links.append(Link(text, target, link.span))

    def _text(self, element: Element, reading: Reading = _INLINE) -> Passage:
        return read_text(self.source, element, reading)

    def _front(self, front: Element) -> None:
        metadata = self.gathered.metadata
        for title in front.walk("article-title"):
            self.gathered.add(BlockKind.HEADING, self._text(title, _WHOLE), 1)
            metadata.setdefault("title", self._text(title, _WHOLE).text)
        for abstract in front.walk("abstract", "trans-abstract"):
            self._walk(abstract, 1)
        names = [
            " ".join(part for part in (_named(one, "given-names"), _named(one, "surname")) if part)
            for contributor in front.walk("contrib")
            for one in list(contributor.walk("name", "string-name"))[:1]
        ]
        if names:
            metadata.setdefault("author", names)
        for key, path in (("journal", "journal-title"), ("doi", "article-id")):
            for element in front.walk(path):
                if key != "doi" or element.get("pub-id-type") == "doi":
                    metadata.setdefault(key, self._text(element).text)
        for date in front.walk("pub-date"):
            parts = (self._part(date, name) for name in ("year", "month", "day"))
            metadata.setdefault("date", "-".join(part.zfill(2) for part in parts if part))

    def _part(self, element: Element, name: str) -> str:
        found = element.first(name)
        return self._text(found).text if found else ""

    def _walk(self, parent: Element, depth: int) -> None:
        """The blocks of a section; notes and references are read apart."""
        for element in parent.elements():
            name = element.name
            if name in ("title", "subtitle"):
                self.gathered.add(BlockKind.HEADING, self._text(element), min(depth, 6))
            elif name == "p":
                kind = BlockKind.QUOTE if parent.name == "disp-quote" else BlockKind.PARAGRAPH
                self.gathered.add(kind, self._text(element), anchor=element.get("id"))
                self._walk(element, depth)
            elif name in ("td", "th"):
                self.gathered.add(BlockKind.CELL, self._text(element, _WHOLE))
            elif name == "list-item":
                self.gathered.add(BlockKind.ITEM, self._text(element, _WHOLE), 1)
            elif name in ("code", "preformat"):
                self.gathered.add(BlockKind.CODE, self._text(element))
            elif name in ("sec", "app", "ack", "boxed-text", "ref-list", "glossary", "notes"):
                self._walk(element, depth + (parent.name not in ("body", "back")))
            elif name not in ("fn", "ref", "label", "xref"):
                self._walk(element, depth)

    def _reference(self, reference: Element) -> None:
        identifier = reference.get("id")
        label = reference.first("label")
        printed = bare_label(self._text(label, _LABEL).text) if label else ""
        found = citations(reference)
        stray = not found and any(one.name in ("note", "p") for one in reference.elements())
        for index, citation in enumerate([reference] if stray else found):
            passage = self._text(citation, _spaced(citation))
            self.gathered.add(BlockKind.ITEM, passage, 1, printed, identifier)
            draft = None if stray else read_citation(self.source, citation)
            if draft:
                draft.key = f"{identifier}{_letter(index)}" if identifier else ""
                span = reference.span if len(found) == 1 else citation.span
                self.gathered.entries.append(draft.entry(span))
            elif passage.text:
                target = identifier or f"ref at {citation.span.start}"
                note = Note(printed, passage, citation.span, NoteKind.REFERENCE)
                self.gathered.notes.setdefault(f"{target}{_letter(index)}", note)
                self.labels[identifier] = printed

    def _footnote(self, footnote: Element) -> None:
        identifier = footnote.get("id")
        formal = footnote.get("fn-type") in _FORMAL or id(footnote) in self.of_authors
        passage = self._text(footnote, _WHOLE)
        inline = id(footnote) in self.inline
        if not passage.text or (formal and not inline and identifier not in self.pointed):
            self.gathered.add(BlockKind.PARAGRAPH, passage)
            return
        self.gathered.add(BlockKind.PARAGRAPH, passage, anchor=identifier)
        label = footnote.first("label")
        printed = bare_label(self._text(label, _LABEL).text) if label else footnote.get("symbol")
        if not printed and identifier in self.pointed:
            printed = bare_label(self._text(self.pointed[identifier], _LABEL).text)
        kind = NoteKind.INLINE if inline else NoteKind.FOOTNOTE
        markers: tuple[Marker, ...] = ()
        if inline and identifier not in self.pointed:
            printed = printed or str(1 + sum(n.kind is kind for n in self.gathered.notes.values()))
            place = footnote.span._replace(end=self.source.find(">", footnote.span.start) + 1)
            markers = (Marker(printed, place, "footnote"),)
        elif identifier not in self.pointed and not printed:
            return
        note = Note(printed, passage, footnote.span, kind, markers)
        self.gathered.notes.setdefault(identifier or f"fn at {footnote.span.start}", note)

    def _xref(self, xref: Element) -> None:
        text = self._text(xref, _LABEL).text
        for target in xref.get("rid").split():
            kind = xref.get("ref-type")
            found = self.targets.get(target)
            if kind == "bibr" or (found and found.name == "ref"):
                self.gathered.citations.append(self._citation(xref, target, text))
            elif kind == "fn" or (found and found.name == "fn"):
                marker = Marker(bare_label(text), xref.span, "link")
                self.gathered.markers.append((target, marker))

    def _citation(self, xref: Element, target: str, text: str) -> Citation:
        if target in self.targets and target not in self.labels:
            return Citation(CitationStyle.KEY, xref.span, target)
        return read_pointer(text, xref.span, self.labels.get(target, ""))


def _spaced(citation: Element) -> Reading:
    """How to read a citation: in one without punctuation, each element is a word apart."""
    if citation.name not in ("element-citation", "nlm-citation"):
        return _WHOLE
    apart = {one.name for one in citation.walk() if not READING.styling(one)[0]}
    return READING._replace(apart=frozenset(apart))


def _letter(index: int) -> str:
    """What tells apart the second and later citations of one reference."""
    return "" if not index else chr(96 + min(index + 1, 26))


def _named(element: Element, part: str) -> str:
    found = element.first(part)
    pieces = found.children if found else ()
    return " ".join("".join(p.text for p in pieces if not isinstance(p, Element)).split())
