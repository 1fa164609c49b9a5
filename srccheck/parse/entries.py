"""Entries from the stretches of a note: a source, a comment or a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from srccheck.model import Entry, EntryKind, Field, Identifier, Name, Origin, Passage
from srccheck.parse.claims import find_claim
from srccheck.parse.keys import key_for
from srccheck.parse.leadins import lead_in
from srccheck.parse.reading import MASK, Part, Reading
from srccheck.parse.reference import read
from srccheck.parse.shape import SAME_AUTHOR
from srccheck.text.identifiers import IdentifierMatch
from srccheck.text.language import detect_language

_OPEN = re.compile(rf"[^{MASK}]{{2,}}|\w")
_LANGIDS = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
}


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every entry of a note is made with."""

    passage: Passage
    source: str
    label: str
    language: str
    identifiers: list[IdentifierMatch]

    def _field(self, part: Part, base: int) -> Field:
        span = self.passage.span(base + part.start, base + part.end)
        raw = self.source[span.start : span.end]
        return Field(
            part.name, part.value, raw, span, part.names, part.date, part.confidence, part.origin
        )

    def _whole(self, name: str, start: int, end: int, value: str = "") -> Field:
        text = value or " ".join(self.passage.text[start:end].split())
        span = self.passage.span(start, end)
        return Field(name, text, self.source[span.start : span.end], span)

    def _identifiers(self, start: int, end: int) -> tuple[Identifier, ...]:
        return tuple(
            Identifier(match.scheme, match.value, self.passage.span(match.start, match.end))
            for match in self.identifiers
            if start <= match.start < end
        )

    def _entry(
        self,
        fields: dict[str, Field],
        kind: EntryKind,
        type_: str,
        start: int,
        end: int,
        **more: str,
    ) -> Entry:
        span = self.passage.span(start, end)
        return Entry(
            key=key_for(fields, kind, self.label),
            type=type_,
            kind=kind,
            fields=fields,
            span=span,
            raw=self.source[span.start : span.end],
            note_label=self.label,
            identifiers=self._identifiers(start, end),
            **more,
        )

    def cited(self, start: int, end: int, comment: str, before: Entry | None = None) -> Entry:
        """The entry of a reference; what no field took is added to the comment.

        ``before`` is the one before it in the note, whose author "idem" repeats.
        """
        reading, kind = read(self.passage, start, end, self.language)
        fields = {part.name: self._field(part, start) for part in reading.parts.values()}
        _settle(reading, fields)
        lead = lead_in(reading.text)
        if lead:
            fields["prenote"] = self._whole(
                "prenote", start, start + len(reading.text[:lead].rstrip())
            )
        if before and "author" in before.fields and SAME_AUTHOR.match(reading.text):
            fields.setdefault("author", before.fields["author"])
        language = self._language(fields)
        left = _left(reading)
        rest = self.passage.text[start + len(reading.text) : end]
        comment = " ".join(part for part in (comment, left, " ".join(rest.split())) if part)
        return self._entry(
            fields, EntryKind.SOURCE, kind, start, end, language=language, comment=comment
        )

    def _language(self, fields: dict[str, Field]) -> str:
        title = fields.get("title")
        language = detect_language(title.value) if title else ""
        if title and language:
            fields["langid"] = Field(
                "langid",
                _LANGIDS[language],
                title.raw,
                title.span,
                confidence=0.8,
                origin=Origin.TEXT,
            )
        return language

    def commented(self, start: int, end: int) -> Entry:
        """The entry of a note that cites nothing, or only names whose claim it repeats."""
        claim = find_claim(self.passage.text[start:end])
        fields: dict[str, Field] = {}
        kind, word = EntryKind.COMMENTARY, "commentary"
        if claim:
            kind, word = EntryKind.CLAIM, "claim"
            place = (start + claim.start, start + claim.end)
            field = self._whole("organization", *place, claim.name)
            fields["organization"] = Field(
                field.name,
                field.value,
                field.raw,
                field.span,
                (Name(claim.name, literal=True),),
                confidence=0.9,
            )
            if claim.short:
                first = start + claim.short_start
                fields["shortname"] = self._whole("shortname", first, first + len(claim.short))
        whole = self._whole("note", start, end)
        if whole.value:
            fields["note"] = whole
        fields["keywords"] = Field("keywords", word, whole.raw, whole.span)
        language = detect_language(self.passage.text[start : start + 2000])
        return self._entry(fields, kind, "misc", start, end, language=language)

    def pointed(self, start: int, end: int) -> Entry:
        """The entry of a note that repeats an earlier one: Ibid., op. cit."""
        entry = self.commented(start, end)
        word = entry.fields["keywords"]
        fields = {
            **entry.fields,
            "keywords": Field("keywords", "short-reference", word.raw, word.span),
        }
        return self._entry(fields, EntryKind.COMMENTARY, "misc", start, end)


def _settle(reading: Reading, fields: dict[str, Field]) -> None:
    """Leave only fields of the data model: a container that found no field is a note."""
    stray = fields.pop("container", None)
    if stray and "note" not in fields:
        fields["note"] = Field("note", stray.value, stray.raw, stray.span, confidence=0.5)
    if "issue" in fields and "journaltitle" not in fields:
        fields.pop("issue")
    scheme = next(
        (hint.partition(":")[2] for hint in reading.hints if hint.startswith("eprint:")), ""
    )
    if "eprint" in fields and scheme:
        place = fields["eprint"]
        fields["eprinttype"] = Field("eprinttype", scheme, place.raw, place.span)


def _left(reading: Reading) -> str:
    """The words of a reference that no field took."""
    pieces = [
        piece.strip(" \u00a0,.;:()[]–—-\n\t\"“”«»'’") for piece in _OPEN.findall(reading.open)
    ]
    return " ".join(" ".join(piece.split()) for piece in pieces if any(c.isalnum() for c in piece))
