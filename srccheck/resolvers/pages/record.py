"""All that a page states, made into one record that says where each field came from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from srccheck import venues
from srccheck.model import Identifier, Name, PartialDate
from srccheck.model.evidence import Record
from srccheck.resolvers import csl
from srccheck.resolvers.damage import marked
from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.dates import refines
from srccheck.resolvers.pages.markup import Markup
from srccheck.resolvers.pages.statement import WAYS, Statement, Value
from srccheck.resolvers.pages.titles import site_key, site_names, whole, without_site
from srccheck.text.normalise import fold
from srccheck.venues import VenueKind

SOURCE = "page"
_DATES = ("issued", "online", "modified", "created")
_TEXTS = ("type", "volume", "issue", "number", "page", "edition", "publisher", "publisher_place",
          "collection_title", "language", "abstract", "url")  # fmt: skip
_KINDS = {
    VenueKind.NEWSPAPER: "article-newspaper",
    VenueKind.WIRE: "article-newspaper",
    VenueKind.MAGAZINE: "article-magazine",
    VenueKind.BLOG: "post-weblog",
}
_RANK = {way: rank for rank, way in enumerate(WAYS)}


def make_record(statements: Iterable[Statement], markup: Markup) -> Record:
    """The record of a page; one without title, author and date is empty but for the rest."""
    by_field: dict[str, list[Statement]] = {}
    for stated in sorted(statements, key=lambda s: _RANK[s.way]):
        by_field.setdefault(stated.field, []).append(stated)
    provenance: dict[str, str] = {}
    values: dict[str, Any] = {}
    for field in _TEXTS:
        if chosen := next(iter(by_field.get(field, ())), None):
            values[field], provenance[field] = str(chosen.value), chosen.way
    values["dates"] = _dates(by_field, provenance)
    values["identifiers"] = _identifiers(by_field.get("identifiers", ()), provenance)
    known = (*by_field.get("site", ()), *by_field.get("container_title", ()))
    names = site_names(markup, (str(s.value) for s in known))
    for field in ("author", "editor"):
        people = by_field.get(field, ())
        owners = (*names, values.get("publisher", ""))
        named = _without_sites(people, owners, values.get("type", ""), markup)
        values[field] = _people(named, field, provenance)
    values["container_title"] = _container(by_field, markup, provenance)
    values["title"], values["titles"] = _titles(by_field, names, markup, provenance)
    if not values.get("language") and markup.language:
        values["language"], provenance["language"] = markup.language, ways.META
    values["url"] = _own_address(values.get("url", ""), markup, provenance)
    pdf = markup.meta("citation_pdf_url")
    values["pdf"] = markup.absolute(pdf) if pdf else ""
    record = Record(source=SOURCE, id=values["url"], provenance=provenance, **values)
    record = replace(record, type=record.type or _kind(record, markup))
    return marked(record)


def _dates(
    by_field: dict[str, list[Statement]], provenance: dict[str, str]
) -> dict[str, PartialDate]:
    dates = {}
    for field in _DATES:
        stated = by_field.get(field, ())
        chosen = next(iter(stated), None)
        for other in stated:
            if chosen and _date(other) and refines(_date(other), _date(chosen)):
                chosen = other
        if chosen:
            dates[field], provenance[field] = _date(chosen), chosen.way
    printed = _printed_day(by_field.get("issued", ()), dates.get("issued"))
    if printed:
        if "online" not in dates:
            dates["online"], provenance["online"] = dates["issued"], provenance["issued"]
        dates["issued"], provenance["issued"] = _date(printed), printed.way
    return dates


def _printed_day(stated: Sequence[Statement], chosen: PartialDate | None) -> Statement | None:
    """The day that readers see, where a time stamp is of the day before or after it.

    Time stamps are often in UTC, in which an evening in America is of the next day.
    """
    if chosen is None or not chosen.day:
        return None
    shown = [s for s in stated if s.way in (ways.ADDRESS, ways.VISIBLE) and _date(s).day]
    if any(_date(s) == chosen for s in shown):
        return None
    return next((s for s in shown if abs(_days(_date(s)) - _days(chosen)) == 1), None)


def _days(date: PartialDate) -> int:
    try:
        return datetime.date(date.year, date.month or 1, date.day or 1).toordinal()
    except ValueError:
        return 0


def _date(stated: Statement) -> PartialDate:
    if not isinstance(stated.value, PartialDate):
        raise TypeError(f"{stated.field} is no date")
    return stated.value


def _identifiers(stated: Sequence[Statement], provenance: dict[str, str]) -> tuple[Identifier, ...]:
    found = [s.value for s in stated if isinstance(s.value, Identifier)]
    if found:
        provenance["identifiers"] = stated[0].way
    return tuple(dict.fromkeys(sorted(found, key=lambda identifier: identifier.scheme)))


def _people(
    stated: Sequence[Statement], field: str, provenance: dict[str, str]
) -> tuple[Name, ...]:
    """The names that the most trusted way gives; other ways write the same people otherwise."""
    if not stated:
        return ()
    provenance[field] = stated[0].way
    names = (s.value for s in stated if s.way == stated[0].way and isinstance(s.value, Name))
    return tuple(dict.fromkeys(names))


def _without_sites(
    stated: Sequence[Statement], names: tuple[str, ...], kind: str, markup: Markup
) -> list[Statement]:
    """Authors without the site itself, which many sites give where they name nobody.

    It stays where nobody else is named and the work may well be the organisation's own.
    """
    keys = {site_key(name) for name in names if name}
    venue = venues.by_domain(markup.host) if markup.host else None
    others = [s for s in stated if not _is_site(s.value, keys, markup)]
    press = kind in _KINDS.values() or (venue is not None and venue.kind in _KINDS)
    return others if others or press else list(stated)


def _is_site(name: Value, keys: set[str], markup: Markup) -> bool:
    if not isinstance(name, Name):
        return False
    shown = " ".join(part for part in (name.given, name.particle, name.family) if part)
    return site_key(shown) in keys or fold(shown).removeprefix("www.") == markup.host


def _container(
    by_field: dict[str, list[Statement]], markup: Markup, provenance: dict[str, str]
) -> tuple[str, ...]:
    """The journal or the site that the work is in, and other names of it."""
    names = [str(s.value) for s in by_field.get("container_title", ())]
    if names:
        provenance["container_title"] = by_field["container_title"][0].way
    venue = venues.by_domain(markup.host) if markup.host else None
    if not names and venue and venue.kind in (*_KINDS, VenueKind.JOURNAL):
        names, provenance["container_title"] = [venue.name], ways.ADDRESS
    sites = [str(s.value) for s in by_field.get("site", ())]
    if not names and sites:
        names, provenance["container_title"] = sites[:1], by_field["site"][0].way
    unique = {fold(name): name for name in reversed(names)}
    return tuple(reversed(unique.values()))


def _titles(
    by_field: dict[str, list[Statement]],
    names: tuple[str, ...],
    markup: Markup,
    provenance: dict[str, str],
) -> tuple[str, tuple[str, ...]]:
    stated = by_field.get("title", [])
    cleaned = [(without_site(csl.clean(str(s.value)), names, markup.host), s.way) for s in stated]
    cleaned = [(title, way) for title, way in cleaned if title] or [
        (str(s.value), s.way) for s in stated[:1]
    ]
    if not cleaned:
        return "", ()
    keys = {fold(name) for name in names}
    chosen, provenance["title"] = next(
        ((title, way) for title, way in cleaned if fold(title) not in keys), cleaned[0]
    )
    chosen = whole(chosen, (title for title, _ in cleaned))
    shorter = (title for title, _ in cleaned if chosen.startswith(f"{title} | "))
    chosen = next(shorter, chosen)  # a section stands behind it
    others = {fold(title): title for title, _ in reversed(cleaned)}
    return chosen, tuple(
        title
        for folded, title in reversed(others.items())
        if folded not in keys and not _is_extended(folded, fold(chosen))
    )


def _is_extended(title: str, chosen: str) -> bool:
    """Whether a title is the chosen one, perhaps with names of a section or the site behind it."""
    return title == chosen or (
        title.startswith(chosen) and bool(re.match(r"\s?(?:[|•»·]|::|- )", title[len(chosen) :]))
    )


def _own_address(stated: str, markup: Markup, provenance: dict[str, str]) -> str:
    """The address that the page gives as its own, unless that is the home page of a site."""
    if _has_path(markup.canonical):
        provenance["url"] = ways.LINK
        return markup.canonical
    whole_address = markup.absolute(stated) if stated else ""
    if _has_path(whole_address):
        return whole_address
    provenance.pop("url", None)
    return markup.url or markup.canonical or whole_address


def _has_path(address: str) -> bool:
    return bool(address.partition("://")[2].partition("/")[2].strip("/"))


def _kind(record: Record, markup: Markup) -> str:
    """The CSL type by the venue at the domain, where the page states none."""
    venue = venues.by_domain(markup.host) if markup.host else None
    found = _KINDS.get(venue.kind, "") if venue else ""
    generator = markup.meta("generator").lower()
    if not found and "blogger" in generator:
        found = "post-weblog"
    return found or ("webpage" if record.title else "")
