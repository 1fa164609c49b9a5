"""XML as a tree whose elements and pieces of text know where they stand in the file.

The parser is expat, which reads nothing but what it is given: no DTD, no external entity. What a
file declares itself is refused unless it stands for plain text (OWASP, XML External Entity
Prevention); names of the entity sets of ISO, which DTDs of publishers declare, are those of HTML.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from srccheck.model import Problem, Span

MAX_DEPTH = 250
"""Deeper nesting is refused; no article or book comes near it."""

_LONGEST_ENTITY = 200
_MOST_ADDED = 1_000_000
"""Characters by which entities that a file declares may make it longer."""
_REFERENCE = re.compile(r"&[^;\s<&]{1,100};")


class Text(NamedTuple):
    """A piece of text and the stretch of source it was read from."""

    text: str
    start: int
    end: int


class Element:
    """An element: names without prefixes or namespaces; ``span`` runs from tag to tag."""

    __slots__ = ("attributes", "children", "name", "span")

    def __init__(self, name: str, attributes: Mapping[str, str], start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | Text] = []
        self.span = Span(start, start)

    def get(self, name: str) -> str:
        """An attribute; empty if it has none of that name."""
        return self.attributes.get(name, "")

    def elements(self, *names: str) -> Iterator[Element]:
        """The children that are elements, of all names or of some."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, *path: str) -> Element | None:
        """The first element along a path of names of children."""
        found: Element | None = self
        for name in path:
            found = next(found.elements(name), None) if found else None
        return found

    def walk(self, *names: str) -> Iterator[Element]:
        """This element and all below it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            if not names or element.name in names:
                yield element
            stack.extend(
                child for child in reversed(element.children) if isinstance(child, Element)
            )


class _RefusedError(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def read_tree(source: str) -> tuple[Element, list[Problem]]:
    r"""The tree of a file up to where it can be read, and what was met that cannot.

    The root returned is an element without a name around that of the file.

    >>> tree, problems = read_tree("<a>caf&eacute; &amp;<b x='1'/></c>")
    >>> tree.children[0].children[1], tree.children[0].children[3].text
    (Text(text='é', start=6, end=14), '&')
    >>> problems[0].message, problems[0].span.start
    ('this XML cannot be read on: mismatched tag', 32)
    """
    parser = _Parser(source)
    parser.run()
    return parser.root, parser.problems


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.data = source.encode("utf-8", "replace")
        self.ascii = len(self.data) == len(source)
        self.root = Element("", {}, 0)
        self.problems: list[Problem] = []
        self._open = [self.root]
        self._known = (0, 0)
        self._entities: dict[str, str | None] = {}
        self._added = 0
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.UseForeignDTD(True)  # else expat stops at an entity that it does not know
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._declared
        parser.SkippedEntityHandler = self._entity
        parser.ExternalEntityRefHandler = self._external

    def run(self) -> None:
        try:
            self._parser.Parse(self.data, True)
        except expat.ExpatError as error:
            place = self._characters(max(0, self._parser.ErrorByteIndex))
            self._problem(place, f"this XML cannot be read on: {expat.ErrorString(error.code)}")
        except _RefusedError as error:
            self._problem(self._offset(), error.message)
        for element in self._open:
            element.span = Span(element.span.start, len(self.source))

    def _offset(self) -> int:
        return self._characters(self._parser.CurrentByteIndex)

    def _characters(self, byte: int) -> int:
        """The character at which a byte stands; places only grow."""
        if self.ascii:
            return byte
        known_byte, known = self._known
        if byte >= known_byte:
            known += len(self.data[known_byte:byte].decode("utf-8", "ignore"))
            self._known = (byte, known)
            return known
        return len(self.data[:byte].decode("utf-8", "ignore"))

    def _problem(self, place: int, message: str) -> None:
        cited = self.source[place : place + 80].split("\n", 1)[0].rstrip("\r")
        span = Span(min(place, len(self.source)), min(place + len(cited), len(self.source)))
        self.problems.append(Problem("broken-file", span, cited, message))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > MAX_DEPTH:
            raise _RefusedError(f"elements are nested more than {MAX_DEPTH} deep; not read on")
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], local, self._offset())
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        place = self._offset()
        end = self.source.find(">", place) + 1
        element.span = Span(element.span.start, end or len(self.source))

    def _text(self, text: str) -> None:
        start = self._offset()
        if self.source.startswith(text, start):
            end = start + len(text)
        else:
            reference = _REFERENCE.match(self.source, start)
            if reference:
                self._grow(len(text) - len(reference[0]))
            end = (
                reference.end() if reference else start + self.source.startswith("\r\n", start) + 1
            )
        self._open[-1].children.append(Text(text, start, end))

    def _declared(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        del base, public, notation
        if is_parameter:
            return
        if value is not None and ("&" in html.unescape(value) or len(value) > _LONGEST_ENTITY):
            raise _RefusedError(
                f"the entity {name[:40]} is built of others or long, and could grow without "
                "bounds; not read on"
            )
        self._entities.setdefault(name, None if system else value)

    def _entity(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        start = self._offset()
        end = start + len(name) + 2
        text = self._entities.get(name) or html.entities.html5.get(f"{name};")
        if text is None:
            self._problem(start, f"the entity {name[:40]} is not declared")
            text = self.source[start:end]
        self._grow(len(text) - (end - start))
        self._open[-1].children.append(Text(text, start, end))

    def _grow(self, characters: int) -> None:
        self._added += max(0, characters)
        if self._added > _MOST_ADDED:
            raise _RefusedError(
                f"entities make this file longer by more than {_MOST_ADDED:,} characters; "
                "not read on"
            )

    def _external(self, name: str | None, *_: object) -> int:
        place = self._offset()
        written = _REFERENCE.match(self.source, place)
        if name and written:
            what = written[0].strip("&;")[:40]
            self._problem(place, f"the entity {what} stands outside the file and is not read")
        return 1
