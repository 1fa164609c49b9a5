"""A document as the readers give it: blocks of text, links, markers and notes."""

from __future__ import annotations

import bisect
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from srccheck.model.entry import Entry
from srccheck.model.text import Lines, Passage, Position, Span


class BlockKind(enum.Enum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A list item; its number, if it has one, is in ``Block.label`` and not in its text."""
    RULE = "rule"
    """A thematic break, a page break or a form feed; it has no text."""
    CODE = "code"
    CELL = "cell"
    """A cell of a table."""
    QUOTE = "quote"
    """A paragraph inside a block quotation."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    ``label`` is the printed number or letter of a list item as written (``"3."``, ``"[3]"``), else
    empty. ``level`` is 1 to 6 for headings and the nesting depth (from 1) for items, else 0.
    ``anchor`` is the identifier that a link can point to (HTML ``id``), else empty.
    """

    kind: BlockKind
    passage: Passage
    level: int = 0
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image: what it shows, where it points, where it stands.

    ``target`` is the address as written, entities decoded; ``None`` when the markup has none
    (an ``<a>`` without ``href`` that is not an anchor either).
    """

    text: str
    target: str | None
    span: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """The pointer in the running text to a note: ``[^3]``, ``<sup>(3)</sup>``, ``[3]``.

    ``label`` is what it points to, without brackets; ``style`` names the way it is written
    (``footnote``, ``superscript``, ``superscript-paren``, ``bracket``, ``paren``,
    ``superscript-digit``, ``link``).
    """

    label: str
    span: Span
    style: str


class CitationStyle(enum.Enum):
    """How the running text points to an entry of a list."""

    KEY = "key"
    """By the entry's own key, as LaTeX and pandoc do."""
    AUTHOR_DATE = "author-date"
    NUMERIC = "numeric"
    ALPHABETIC = "alphabetic"
    """By a label of letters and figures, as in ``[Doe20]``."""


@dataclass(frozen=True, slots=True)
class Citation:
    r"""A pointer in the running text to one entry: ``\cite{doe}``, ``@doe``, (Doe 2020), [4].

    ``label`` is the key, number or label it names, empty in author-date; ``names`` are the family
    names as written and ``year`` has its letter (``2020a``); ``locator`` is the place in the work
    (``p. 3``), without brackets. What cites three works is three citations.
    """

    style: CitationStyle
    span: Span
    label: str = ""
    names: tuple[str, ...] = ()
    year: str = ""
    locator: str = ""


class NoteKind(enum.Enum):
    """Where a note stands."""

    FOOTNOTE = "footnote"
    """Marked up as a note by the format: ``[^1]: …``, an element with ``id="fn1"``."""
    INLINE = "inline"
    """Written where it is marked: ``^[…]``."""
    ENDNOTE = "endnote"
    """An item of a numbered list of notes."""
    REFERENCE = "reference"
    """An item of a bibliography; no marker need point to it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a marker points to.

    ``label`` has no brackets or dot (``"3"``); it is empty for an unnumbered item of a
    bibliography. ``span`` covers the whole note in the source, label included.
    ``passage`` is its text without the label, page breaks inside it removed.
    """

    label: str
    passage: Passage
    span: Span
    kind: NoteKind
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file became text.

    ``name`` is the Python codec, ``source`` says how it was found: ``bom``, ``declared``, ``valid``
    (the bytes are valid UTF-8), ``guessed``, or ``text`` when no bytes were read.
    """

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader met that it could not read as meant, with its place.

    ``rule`` is the name of the rule that reports it (``undecodable-bytes``, ``broken-bibtex`` …);
    ``cited`` is what stands there, ``message`` what is wrong with it.
    """

    rule: str
    span: Span
    cited: str
    message: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Damaged text found in a document, and what it was before the damage.

    ``original`` is the reading text as it stands, ``text`` what it should be, ``how`` says in
    words how that was found. ``trusted`` is true when there is no reasonable other reading.
    """

    span: Span
    original: str
    text: str
    how: str
    rule: str = "mojibake"
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that stands in another file, or goes on after such a stretch.

    It begins at the source offset ``start``, which is ``line`` and ``column`` of the file at
    ``path``, and ends where the next part begins.
    """

    start: int
    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Document:
    """A file as text with its format, its links, its notes and a map to lines and columns.

    ``path`` is what to call the document (a path, ``-`` for standard input, ``<text>`` for a
    string); ``source`` the decoded file; ``blocks`` its reading text in order, notes
    included; ``notes`` the notes in the order in which they stand; ``unmatched`` the markers
    to which no note belongs; ``metadata`` the front matter or the head of an HTML page.
    ``entries`` are those that the file itself states in a bibliographic format (BibTeX, RIS, a
    reference manager's field in a Word file). ``citations`` are the pointers from the text to
    entries of a list. ``pages`` are the source offsets at which pages begin, where the format
    has pages; ``unit`` is what a line of ``source`` is in the file: a line, or a paragraph.
    ``parts`` say which file each stretch of ``source`` comes from, where a document is made of
    several, as LaTeX is; it is empty for a document in one file.
    """

    path: str
    format: str
    source: str
    encoding: Encoding
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    unmatched: tuple[Marker, ...] = ()
    metadata: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    entries: tuple[Entry, ...] = ()
    language: str = ""
    citations: tuple[Citation, ...] = ()
    pages: tuple[int, ...] = ()
    unit: str = "line"
    parts: tuple[Part, ...] = ()

    @cached_property
    def lines(self) -> Lines:
        """The map from source offsets to lines and columns."""
        return Lines(self.source)

    @cached_property
    def text(self) -> Passage:
        """The whole reading text, blocks apart by a blank line."""
        return Passage.join([block.passage for block in self.blocks], "\n\n")

    def position(self, offset: int) -> Position:
        """The line and column, both from 1, of a source offset in the file it comes from."""
        position = self.lines.position(offset)
        part = self._part(offset)
        if part is None:
            return position
        first = self.lines.position(part.start)
        column = position.column
        if position.line == first.line:
            column += part.column - first.column
        return Position(part.line + position.line - first.line, column)

    def path_at(self, offset: int) -> str:
        """The path of the file that a source offset comes from."""
        part = self._part(offset)
        return part.path if part else self.path

    def _part(self, offset: int) -> Part | None:
        index = bisect.bisect_right(self.parts, offset, key=lambda part: part.start)
        return self.parts[index - 1] if index else None

    def page(self, offset: int) -> int | None:
        """The page, from 1, on which a source offset stands; ``None`` without pages."""
        return bisect.bisect_right(self.pages, offset) or 1 if self.pages else None
