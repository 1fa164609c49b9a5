"""CSL-JSON, and what Crossref makes of it, as records.

CSL 1.0.2 variable names (Citation Style Language schema); Crossref's REST API gives lists for
titles and containers where CSL has strings. Both are read, with what is broken in real
answers: empty or ``null`` date parts, months out of range, titles of white space, markup in titles.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from srccheck.model import Identifier, Name, PartialDate
from srccheck.model.evidence import Record, Update
from srccheck.resolvers.stated import address, whole
from srccheck.text.identifiers import canonical_doi

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_ESCAPED = re.compile(r"</?(?:sup|sub|i|b|em|strong|u|tt|scp|p|br|jats:[a-z-]{1,20})\s?/?>")
_DATES = {
    "issued": "issued",
    "published-print": "print",
    "published-online": "online",
    "published": "issued",
    "posted": "online",
    "original-date": "original",
    "created": "created",
}
_UPDATES = {
    "retraction": "retraction",
    "partial_retraction": "retraction",
    "removal": "removal",
    "withdrawal": "withdrawal",
    "expression_of_concern": "concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "addendum": "correction",
    "clarification": "correction",
    "new_version": "new-version",
    "new_edition": "new-version",
}


def strings(value: Any) -> list[str]:
    """A string, a list of strings or nothing, as a list of clean strings.

    >>> strings([" <i>Nature</i> &amp; Science ", "", None])
    ['Nature & Science']
    """
    values = value if isinstance(value, list) else [value]
    cleaned = (clean(text) for text in values if isinstance(text, str | int))
    return [text for text in cleaned if text]


def clean(text: str | int) -> str:
    """Text without markup and entities, white space collapsed.

    Some publishers escape their markup twice.

    >>> clean("<i>E. coli</i> at p &lt; 0.05"), clean("&amp;lt;sup&amp;gt;18&amp;lt;/sup&amp;gt;O")
    ('E. coli at p < 0.05', '18O')
    """
    plain = html.unescape(_TAG.sub("", str(text)))
    if "&lt;" in plain or "&amp;" in plain:
        plain = html.unescape(plain)
    return " ".join(_ESCAPED.sub("", plain).split())


def first(value: Any) -> str:
    """The first clean string of a value, or an empty string."""
    found = strings(value)
    return found[0] if found else ""


def date(value: Any) -> PartialDate | None:
    """A CSL date as exact as it is given, or ``None`` when it holds no year.

    >>> str(date({"date-parts": [[2014, 12, 14]]})), date({"date-parts": [[None]]})
    ('2014-12-14', None)
    """
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts") or []
    given = [whole(part) for part in (parts[0] if parts and isinstance(parts[0], list) else [])]
    year = given[0] if given else None
    if year is None:
        match = re.search(
            r"\b(1[4-9]|20)\d\d\b", str(value.get("literal") or value.get("raw") or "")
        )
        return PartialDate(int(match.group())) if match else None
    month = given[1] if len(given) > 1 else None
    day = given[2] if len(given) > 2 else None
    season = whole(value.get("season"))
    if season is not None and 1 <= season <= 4 and month is None:
        return PartialDate(year, season=20 + season)
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    return PartialDate(year, month, day if day is not None and 1 <= day <= 31 else None)


def names(value: Any) -> tuple[Name, ...]:
    """A list of CSL names; those without any part are left out."""
    found = []
    for name in value if isinstance(value, list) else []:
        if not isinstance(name, Mapping):
            continue
        family, given = first(name.get("family")), first(name.get("given"))
        literal = first(name.get("literal") or name.get("name"))
        if family:
            particle = first(name.get("non-dropping-particle") or name.get("dropping-particle"))
            found.append(Name(family, given, particle, first(name.get("suffix"))))
        elif literal or given:
            found.append(Name(literal or given, literal=True))
    return tuple(found)


def updates(item: Mapping[str, Any], key: str) -> tuple[Update, ...]:
    """The notices under ``updated-by`` or ``update-to``.

    Publishers register a new version of a work as an update of the work itself; that is no news.
    """
    own = canonical_doi(str(item.get("DOI") or ""))
    found = []
    for notice in item.get(key) or ():
        doi = canonical_doi(str(notice.get("DOI") or ""))
        kind = _UPDATES.get(str(notice.get("type") or "").lower().replace("-", "_"))
        if kind and not (doi == own and kind == "new-version"):
            found.append(
                Update(kind, doi, date(notice.get("updated")), str(notice.get("source") or ""))
            )
    return tuple(found)


def record(item: Mapping[str, Any], source: str) -> Record:
    """One CSL-JSON item, or one work of Crossref's REST API, as a record."""
    titles = strings(item.get("title"))
    subtitles = strings(item.get("subtitle"))
    other = [*titles[1:], *strings(item.get("original-title")), *strings(item.get("short-title"))]
    if titles:
        other.extend(f"{titles[0]}: {subtitle}" for subtitle in subtitles)
    dates: dict[str, PartialDate] = {}
    for key, kind in _DATES.items():
        found = date(item.get(key))
        if found and kind not in dates:
            dates[kind] = found
    return Record(
        source=source,
        id=str(item.get("DOI") or item.get("id") or ""),
        type=first(item.get("type")),
        title=titles[0] if titles else "",
        titles=tuple(other),
        author=names(item.get("author")),
        editor=names(item.get("editor")),
        container_title=_containers(item),
        collection_title=first(item.get("collection-title")),
        volume=first(item.get("volume")),
        issue=first(item.get("issue")),
        number=first(item.get("number") or item.get("article-number")),
        page=first(item.get("page")),
        edition=first(item.get("edition") or item.get("edition-number")),
        publisher=first(item.get("publisher")),
        publisher_place=first(item.get("publisher-place") or item.get("publisher-location")),
        genre=first(item.get("genre") or item.get("subtype")),
        language=first(item.get("language")),
        abstract=first(item.get("abstract")),
        url=first(_resource(item) or item.get("URL")),
        dates=dates,
        identifiers=tuple(_identifiers(item)),
        updates=updates(item, "updated-by"),
        relations=_relations(item),
        pdf=_open_pdf(item),
    )


def _open_pdf(item: Mapping[str, Any]) -> str:
    """The published version as a PDF, where a licence of Creative Commons lets everybody read it.

    Crossref, "License information" and "Full-text URLs": the others are for subscribers.
    """
    licences, links = item.get("license"), item.get("link")
    if not (isinstance(licences, list) and isinstance(links, list)):
        return ""
    if not any("creativecommons.org/" in str(one.get("URL")) for one in licences):
        return ""
    pdfs = (one for one in links if one.get("content-type") == "application/pdf")
    return next(
        (address(one.get("URL")) for one in pdfs if one.get("content-version") == "vor"), ""
    )


def _containers(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The containers; for reports, theses and preprints, which have none, the institutions."""
    containers = strings(item.get("container-title")) + strings(item.get("short-container-title"))
    given = item.get("institution")
    if not containers and isinstance(given, list):
        institutions = [one for one in given if isinstance(one, Mapping)]
        named = [strings(one.get(key)) for one in institutions for key in ("name", "acronym")]
        containers = [name for group in named for name in group]
    return tuple(dict.fromkeys(containers))


def _resource(item: Mapping[str, Any]) -> str:
    resource = item.get("resource")
    primary = resource.get("primary") if isinstance(resource, Mapping) else None
    return str(primary.get("URL") or "") if isinstance(primary, Mapping) else ""


def _identifiers(item: Mapping[str, Any]) -> Iterable[Identifier]:
    doi = canonical_doi(str(item.get("DOI") or ""))
    if doi:
        yield Identifier("doi", doi)
    for scheme in ("ISSN", "ISBN"):
        for value in strings(item.get(scheme)):
            yield Identifier(scheme.lower(), value.rsplit("/", 1)[-1])
    for scheme in ("PMID", "PMCID"):
        if value := first(item.get(scheme)):
            yield Identifier(scheme.lower(), value)


def _relations(item: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    given = item.get("relation")
    relations: dict[str, tuple[str, ...]] = {}
    for kind, works in given.items() if isinstance(given, Mapping) else ():
        found = [str(work.get("id")) for work in works or () if isinstance(work, Mapping)]
        relations[str(kind).replace("_", "-")] = tuple(found)
    notices = updates(item, "update-to")
    if notices:
        relations["update-to"] = tuple(notice.notice for notice in notices)
    return relations
