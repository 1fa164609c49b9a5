"""Fields added to an entry of a ``.bib`` file in the entry's own layout, and entries taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from srccheck.model import Document, Edit, Span
from srccheck.text.bibtex_fields import Value, Written, read_block

_COMMA = re.compile(r"[^\S\r\n]*,")
_REST = re.compile(r"[^\S\r\n]*(?:%[^\r\n]*)?(?=[\r\n])")
_BLANK = re.compile(r"[^\S\r\n]*(?:\r\n|\n|\r|\Z)")


def add_fields(document: Document, entry: Span, fields: Mapping[str, str]) -> tuple[Edit, ...]:
    r"""The edits that add fields at the end of an entry; none where its layout is not understood.

    Args:
        document: a ``.bib`` file, or a document that takes one in.
        entry: where the entry stands.
        fields: values by name, as they are to be written, or LaTeX without braces or quotes, which
            gets those of the last field.

    >>> from srccheck.model import Encoding
    >>> source = "@book{a,\n  title = {Ice},\n  year = {2019}\n}\n"
    >>> bib = Document("a.bib", "bibtex", source, Encoding("utf-8", "valid"))
    >>> [edit.text for edit in add_fields(bib, Span(0, 45), {"doi": "10.5555/1"})]
    [',\n  doi = {10.5555/1}']
    """
    block = read_block(document.source, *entry)
    if block is None or not block.values or not fields:
        return ()
    layout = _Layout(document.source, entry, block)
    return layout.added([layout.field(name, latex) for name, latex in fields.items()])


def take_out(document: Document, entry: Span) -> Edit:
    r"""The edit that takes out an entry, with the end of its line and one blank line after it.

    >>> from srccheck.model import Encoding
    >>> source = "@misc{a, note = 1}\n\n@misc{b, note = 2}\n"
    >>> bib = Document("a.bib", "bibtex", source, Encoding("utf-8", "valid"))
    >>> take_out(bib, Span(0, 18)).span
    Span(start=0, end=20)
    """
    end = entry.end
    for _ in range(2):
        blank = _BLANK.match(document.source, end)
        end = blank.end() if blank else end
    return Edit(Span(entry.start, end), "")


def own_fields(document: Document, entry: Span) -> dict[str, str]:
    """The fields of an entry as they are written, with braces or quotes, by their names.

    >>> from srccheck.model import Encoding
    >>> bib = Document("a.bib", "bibtex", "@misc{a, note = {x} # y}", Encoding("utf-8", "valid"))
    >>> own_fields(bib, Span(0, 24))
    {'note': '{x} # y'}
    """
    block = read_block(document.source, *entry)
    values = block.values if block else ()
    return {value.name: document.source[slice(*value.span)] for value in values}


class _Layout:
    """How an entry is laid out, as its last field shows it."""

    def __init__(self, source: str, entry: Span, block: Written) -> None:
        self._source = source
        self._entry = entry
        self._values = block.values
        self._last = block.values[-1]

    def field(self, name: str, latex: str) -> str:
        """A field as it is written in this layout."""
        written, space = self._name(self._last), self._space(self._last)
        if written.isupper():
            name = name.upper()
        elif written[:1].isupper():
            name = "DOI" if name == "doi" else name.capitalize()
        widths = {len(value.name) + len(self._space(value)) for value in self._values}
        aligned = len(widths) == 1 and len(self._values) > 1 and len({*map(len, self._names)}) > 1
        padded = name.ljust(widths.pop()) if aligned else name + space
        if aligned and padded == name and space:
            padded += " "
        after = self._source[self._equals(self._last) + 1 : self._last.span.start]
        return f"{padded}={after}{self._quoted(latex)}"

    def added(self, fields: list[str]) -> tuple[Edit, ...]:
        """The edits that add fields."""
        place = self._last.span.end
        comma = _COMMA.match(self._source, place, self._entry.end)
        end = comma.end() if comma else place
        if self._before is None:
            text = "".join(f" {field}," if comma else f", {field}" for field in fields)
            return (Edit(Span(end, end), text),)
        if "," in self._before:
            text = "".join(f"{self._eol}{self._before}{field}" for field in fields)
            return (Edit(Span(place, place), text),)
        text = ",".join(f"{self._eol}{self._before}{field}" for field in fields)
        rest = _REST.match(self._source, end, self._entry.end)
        line_end = rest.end() if rest else end
        if comma:
            return (Edit(Span(line_end, line_end), f"{text},"),)
        if line_end == place:
            return (Edit(Span(place, place), f",{text}"),)
        return Edit(Span(place, place), ","), Edit(Span(line_end, line_end), text)

    def _quoted(self, latex: str) -> str:
        if latex[:1] in ("{", '"') or "#" in latex or latex.isdecimal():
            return latex
        return f'"{latex}"' if self._source[self._last.span.start] == '"' else f"{{{latex}}}"

    @cached_property
    def _names(self) -> list[str]:
        return [self._name(value) for value in self._values]

    @cached_property
    def _eol(self) -> str:
        found = re.search(r"\r\n|\n|\r", self._source[slice(*self._entry)])
        return found[0] if found else "\n"

    @cached_property
    def _before(self) -> str | None:
        """What stands on the line before the last field: white space, a comma; else nothing."""
        name = self._name_start(self._last)
        start = max(self._source.rfind("\n", 0, name), self._source.rfind("\r", 0, name)) + 1
        before = self._source[start:name]
        return None if before.strip(" \t,") else before

    def _equals(self, value: Value) -> int:
        return self._source.rindex("=", 0, value.span.start)

    def _name_start(self, value: Value) -> int:
        end = self._equals(value)
        while self._source[end - 1].isspace():
            end -= 1
        return end - len(value.name)

    def _name(self, value: Value) -> str:
        start = self._name_start(value)
        return self._source[start : start + len(value.name)]

    def _space(self, value: Value) -> str:
        end = self._name_start(value) + len(value.name)
        return self._source[end : self._equals(value)]
