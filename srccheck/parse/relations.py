"""How two sources of a note belong together: ``X, quoted in Y``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from srccheck.model import Entry, Field, Span
from srccheck.parse.works import Work

_OF = (
    ("quotedin", r"(?:as\s)?(?:quoted|cited|reported)\s(?:in|by|from)"
     r"|citée?s?\s(?:par|dans|in|d['’]après)"
     r"|rapportée?s?\s(?:par|dans)|zit(?:iert|\.)\s(?:nach|n\.|in|bei)|citad[oa]s?\s(?:en|por|em)"
     r"|citat[oaie]\s(?:in|da)|cit\.\s(?:in|da|por|en|em|par|dans|n\.|nach)|apud"),
    ("reprintin", r"repr(?:inted|\.)\s(?:in|as|by)"
     r"|(?:repris|reproduit|rééd(?:ité|\.))e?s?\s(?:dans|in|par)"
     r"|(?:wieder)?abgedruckt\sin|ristampat[oa]\sin|reimpres[oa]\sen|reproduced\s(?:in|from)"),
    ("translationas", r"translated\s(?:as|in)|trad(?:uite?|\.)\s(?:sous\sle\stitre|dans)"
     r"|übersetzt\sals|tradott[oa]\scome|traducid[oa]\scomo"),
    ("reviewof", r"review\sof|compte[\s-]rendu\sd[eu]|rezension\s(?:zu|von)"
     r"|reseña\sde|recensione\s(?:a|di)"),
    ("citing", r"citing|citant|citando|quoting"),
)  # fmt: skip
_LINK = re.compile(
    "|".join(rf"(?P<{name}>(?<!\w)(?:{pattern}))" for name, pattern in _OF), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A work and the one it is quoted in, with the words for it and their place."""

    work: Work
    other: Work
    kind: str
    words: str
    span: Span
    raw: str


def link(gap: str) -> tuple[str, int, int] | None:
    """The kind of relation that the words between two sources tell, and their place.

    >>> link(", 7, quoted in ")
    ('quotedin', 5, 14)
    """
    found = max(_LINK.finditer(gap), key=lambda match: match.start(), default=None)
    if found is None or len(gap[found.end() :].split()) > 4:
        return None
    return str(found.lastgroup), found.start(), found.end()


def related(entry: Entry, relation: Relation, keys: Mapping[int, str]) -> Entry:
    """The entry with its relation in the fields of BibLaTeX (the biblatex manual, 3.4)."""
    values = {
        "related": keys[id(relation.other.entry)],
        "relatedtype": relation.kind,
        "relatedstring": relation.words,
    }
    fields = {
        name: Field(name, value, relation.raw, relation.span) for name, value in values.items()
    }
    return replace(entry, fields={**entry.fields, **fields})
