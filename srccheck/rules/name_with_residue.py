"""The rule ``name-with-residue``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import (
    Block,
    BlockKind,
    Confidence,
    Document,
    Dossier,
    Edit,
    Entry,
    Field,
    Finding,
    Fix,
    Severity,
    Span,
)
from srccheck.rules.context import body_blocks, is_bibliographic
from srccheck.rules.rule import Rule
from srccheck.text.names import is_organisation, is_person

_LONGEST_BYLINE = 160
_LABEL = re.compile(
    r"(?:Auteur|Auteure|Auteurs|Autrice|Auteur\(s\)|Author|Authors|Author\(s\)|Autor|Autorin|Autoren"
    r"|Autora|Autores|Autore|Autori|Verfasser|Written by|Rédigé par|Byline)"
    r"(?:[- ][^\W\d_]{2,12})?\s?:\s?",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"(?:By|Par|Von|Por)\s(?=[^\W\d_])", re.IGNORECASE)
_SIGN = re.compile(
    r"(?<=[^\W\d_.’'])\s?[*†‡§¶]{1,3}"
    r"|(?<=[^\W\d_]{3})(?:[0-9]{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})(?=\s?(?:[,;&]|$|(?:and|et|und|y)\s))"
)
"""A sign, or the number of a note at the end of a name ("COP21 Secretariat" has none)."""
_EXPLAINED = re.compile(r"\\?[*†‡]\s?[^\W\d_]")
_ROLE = re.compile(
    r"\s?\((?:ed(?:itor)?\.? ?in ?-?chief|rédact(?:eur|rice) en chef|chief editor|photographer"
    r"|photos?"
    r"|journalist(?:e|in)?|correspondent|correspondant|reporter|author|auteur|autor|guest author"
    r"|staff writer|contributor|contributeur|translator|rédaction)\)",
    re.IGNORECASE,
)
_LABEL_IN_FIELD = re.compile(
    r"^(?:by|par|von|por|author|authors|auteur|auteurs|autor)\s?(?::\s?|\s(?=[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_NAME_FIELDS = ("author", "editor", "translator")
_FIELD_ROLE = re.compile(r"\s?\((?:eds?|dirs?|coords?|hrsg|trans|trad)\.?\)", re.IGNORECASE)


class NameWithResidue(Rule):
    """Something that is no part of a person's name was left in it.

    What it does
    Looks for asterisks, daggers, note numbers, labels ("By", "Author:") and roles ("editor in
    chief") in the names of authors, editors and translators, and in the bylines of the document.
    A byline without a label may have an asterisk if a note with an asterisk explains it.

    Why it matters
    The name is copied with its residue into databases and is not found under it again.

    Example:
    ``Author: Jane DOE*``
    """

    name = "name-with-residue"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            for name in _NAME_FIELDS:
                if name in entry.fields:
                    yield from self._in_field(dossier.document, entry, entry.fields[name])
        yield from self._in_bylines(dossier.document)

    def _in_field(self, document: Document, entry: Entry, field: Field) -> Iterator[Finding]:
        if field.names and all(name.literal for name in field.names):
            return
        text = document.source[field.span.start : field.span.end] or field.raw
        found = [*_SIGN.finditer(text), *_ROLE.finditer(text), *_LABEL_IN_FIELD.finditer(text)]
        if is_bibliographic(document):
            found.extend(_FIELD_ROLE.finditer(text))
        for match in found:
            span = Span(field.span.start + match.start(), field.span.start + match.end())
            if any(repair.span.overlaps(span) for repair in document.repairs):
                continue
            if match.group().strip(" *†‡§¶") or "\\" in text or text.count("*") < 2:
                yield self._residue(
                    _one_of(text, match.start()), match.group().strip(), span, entry.key
                )

    def _in_bylines(self, document: Document) -> Iterator[Finding]:
        blocks = [block for block in body_blocks(document) if block.kind is not BlockKind.CELL]
        explained = any(_EXPLAINED.match(block.passage.text) for block in document.blocks)
        for block in blocks:
            if len(block.passage) > _LONGEST_BYLINE:
                continue
            text = block.passage.text
            label = _LABEL.match(text)
            bare = None if label else _BARE_LABEL.match(text)
            start = label or bare
            if not start or (bare and explained):
                continue
            yield from self._in_byline(document, block, start.end())

    def _in_byline(self, document: Document, block: Block, start: int) -> Iterator[Finding]:
        text = block.passage.text
        for match in (*_SIGN.finditer(text, start), *_ROLE.finditer(text, start)):
            if not _is_name(text[start : match.start()]):
                continue
            span = block.passage.span(match.start(), match.end())
            if document.source[span.start - 1 : span.start] == "\\":
                span = Span(span.start - 1, span.end)
            whole = block.passage.span(start, match.end())
            cited = text[start : match.end()].strip()
            yield self._residue(cited, match.group().strip(), span, "", whole)

    def _residue(
        self,
        cited: str,
        residue: str,
        span: Span,
        entry: str,
        whole: Span | None = None,
    ) -> Finding:
        sign = not any(character.isalpha() for character in residue)
        safe = sign and not any(digit in residue for digit in "0123456789")
        return self.finding(
            whole or span,
            cited,
            _("“{residue}” was left in the name {cited}.", residue=residue, cited=cited),
            suggestion=cited.replace(residue, "").strip() if cited.count(residue) == 1 else "",
            basis=_("no part of a person's name"),
            fix=Fix(
                (Edit(span, ""),), safe=safe, description=_("Drop “{residue}”", residue=residue)
            ),
            entry=entry,
            confidence=None if sign else Confidence.MEDIUM,
        )


def _one_of(names: str, place: int) -> str:
    """The name, of a list of them, in which a place lies."""
    start = names.rfind(" and ", 0, place)
    end = names.find(" and ", place)
    return names[start + 5 if start >= 0 else 0 : end if end >= 0 else len(names)].strip()


def _is_name(text: str) -> bool:
    """Whether what stands before a sign is one or several personal names."""
    last = re.split(r",|&|\band\b|\bet\b|\bund\b|\by\b", text)[-1].strip()
    words = last.split()
    return (
        2 <= len(words) <= 5
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not is_organisation(last)
        and is_person(last)
    )
