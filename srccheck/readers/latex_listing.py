r"""The entries in a ``.bbl`` file that Biber has written for biblatex.

Source: the files that Biber 2 writes, in the formats 2.8 to 3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.model import Entry, EntryKind, Field, Identifier, Name, Span
from srccheck.readers.bibtex_dates import read_edtf, read_year
from srccheck.readers.latex import decode
from srccheck.text.identifiers import canonical_doi
from srccheck.text.names import format_bibtex

_ENTRY = re.compile(r"\\entry\{([^{}\r\n]{1,200})\}\{([a-zA-Z]{1,40})\}")
_ITEM = re.compile(
    r"""\\name\{(?P<names>[a-z]{1,20})\}
      | \\list\{(?P<list>[a-z]{1,30})\}\{\d{1,4}\}
      | \\field(?:\[[^\]]{0,99}\])?\{(?P<field>[a-z]{1,40})\}(?=\{)
      | \\verb\{(?P<verb>[a-z]{1,30})\}\s{0,20}\\verb[ ](?P<value>[^\r\n]{0,4000})
      | \\endentry""",
    re.VERBOSE,
)
_GROUP = re.compile(r"\\.|[{}]", re.DOTALL)
_PART = re.compile(r"\b(family|given|prefix|suffix)=(?=\{)")
_LONGEST = 20_000
_LEFT_OUT = re.compile(
    r"sort.*|label.*|.*hash|.*source|extra.*|singletitle|uniquename|.*dateera|day|month|year|.*urlraw|urlraw"
)


def read_listing(source: str, span: Span) -> Iterator[Entry]:
    r"""The entries of a stretch of the source.

    >>> text = r"\entry{doe}{book}{}\field{title}{A \emph{B}}\field{year}{2020}\endentry"
    >>> entry = next(read_listing(text, Span(0, len(text))))
    >>> entry.key, entry.type, entry.value("title"), entry.value("date")
    ('doe', 'book', 'A B', '2020')
    """
    place = span.start
    seen: set[str] = set()
    while match := _ENTRY.search(source, place, span.end):
        entry, place = _entry(source, match, span.end)
        if entry.key not in seen:  # one that several reference sections cite
            seen.add(entry.key)
            yield entry


def _entry(source: str, match: re.Match[str], limit: int) -> tuple[Entry, int]:
    fields: dict[str, Field] = {}
    dates: dict[str, tuple[str, Span]] = {}
    place = match.end()
    while item := _ITEM.search(source, place, limit):
        place = item.end()
        if item["names"]:
            place = _names(source, item, fields, limit)
        elif item["verb"]:
            name, span = item["verb"], Span(*item.span("value"))
            if name != "urlraw":
                fields.setdefault(name, Field(name, item["value"].strip(), item["value"], span))
        elif item["list"] or item["field"]:
            name = item["list"] or item["field"]
            opening = source.find("{", place, limit)
            close = _closing(source, opening, limit)
            if close < 0:
                continue
            place = close + 1
            span, raw = _content(source, opening, close)
            if name.endswith(("year", "month", "day")):
                dates.setdefault(name, (raw, span))
            if not _LEFT_OUT.fullmatch(name):
                raw = re.sub(r"\\bibrangedash[ ]?", "-", raw)
                fields.setdefault(name, Field(name, _text(raw), source[slice(*span)], span))
        else:
            break
    fields.update(_dates(dates))
    span = Span(match.start(), place)
    entry = Entry(
        key=match[1],
        type=match[2].lower(),
        kind=EntryKind.SOURCE,
        fields=fields,
        span=span,
        raw=source[slice(*span)],
        identifiers=tuple(_identifiers(fields)),
    )
    return entry, place


def _closing(source: str, start: int, limit: int) -> int:
    depth = 0
    if start < 0:
        return -1
    for brace in _GROUP.finditer(source, start, min(limit, start + _LONGEST)):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.start()
    return -1


def _content(source: str, opening: int, close: int) -> tuple[Span, str]:
    """What stands in a group, without the groups and comments around it in a list."""
    raw = source[opening + 1 : close]
    inner = re.fullmatch(r"%?\s{0,99}\{([^{}]{0,2000})\}%?\s{0,99}", raw)
    if inner:
        start = opening + 1 + inner.start(1)
        return Span(start, start + len(inner[1])), inner[1]
    return Span(opening + 1, close), raw


def _text(raw: str) -> str:
    raw = re.sub(r"%[ \t]{0,9}[\r\n]+", " ", raw) if "\n" in raw else raw
    return decode(raw.replace("}%", "} ").replace("\\bibnamedelima", " "))


def _names(source: str, item: re.Match[str], fields: dict[str, Field], limit: int) -> int:
    """The persons of one role; the place behind them."""
    place = item.end()
    groups: list[tuple[int, int]] = []
    while source.startswith("{", place):
        close = _closing(source, place, limit)
        if close < 0:
            return item.end()
        groups.append((place, close))
        place = close + 1
    if not groups:
        return item.end()
    opening, close = groups[-1]
    names: list[Name] = []
    parts: dict[str, str] = {}
    for part in _PART.finditer(source, opening, close):
        end = _closing(source, part.end(), close)
        if end < 0:
            break
        if part[1] == "family" and parts:
            names.append(_name(parts))
            parts = {}
        parts[part[1]] = source[part.end() + 1 : end]
    if parts:
        names.append(_name(parts))
    span = Span(opening + 1, close)
    raw = source[slice(*span)]
    role = item["names"]
    if names and role not in ("labelname", "sortname"):
        fields[role] = Field(role, format_bibtex(tuple(names)), raw, span, names=tuple(names))
    return place


def _name(parts: dict[str, str]) -> Name:
    family = parts.get("family", "")
    spaced = {
        key: re.sub(r"\\bib(?:name|init)delim[a-d]?(?![a-z])", " ", v) for key, v in parts.items()
    }
    texts = {key: decode(value) for key, value in spaced.items()}
    literal = family.startswith("{") and "given" not in parts
    return Name(
        texts.get("family", ""),
        texts.get("given", ""),
        texts.get("prefix", ""),
        texts.get("suffix", ""),
        literal=literal,
    )


def _dates(dates: dict[str, tuple[str, Span]]) -> dict[str, Field]:
    fields = {}
    for prefix in ("", "url", "orig", "event"):
        if f"{prefix}year" not in dates:
            continue
        year, span = dates[f"{prefix}year"]
        month, day = (dates.get(f"{prefix}{part}", ("", span))[0] for part in ("month", "day"))
        date = read_year(year, month, day)
        name = f"{prefix}date"
        end = dates.get(f"{prefix}endyear", ("", span))[0]
        text = f"{date or year}/{end}" if end and end != year else str(date or year)
        fields[name] = Field(name, text, year, span, date=read_edtf(text) or date)
    return fields


def _identifiers(fields: dict[str, Field]) -> Iterator[Identifier]:
    for name in ("doi", "isbn", "issn", "url"):
        found = fields.get(name)
        if found and found.value:
            value = (canonical_doi(found.value) or found.value) if name == "doi" else found.value
            yield Identifier(name, value, found.span)
