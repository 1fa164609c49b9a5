"""Identifiers of works."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from srccheck.matching.held import Held, absent, compatible, different, same
from srccheck.model import Entry, Identifier
from srccheck.model.evidence import Record

WORK_SCHEMES = ("doi", "isbn", "arxiv", "pmid", "pmcid", "handle", "url")


def own_identifiers(entry: Entry) -> tuple[Identifier, ...]:
    """The identifiers of the work that an entry states, in its text or in its fields."""
    found = [found for found in entry.identifiers if found.scheme in WORK_SCHEMES]
    for scheme in ("doi", "isbn", "url"):
        value = entry.value(scheme)
        if value and not any(one.scheme == scheme for one in found):
            found.append(Identifier(scheme, value))
    return tuple(found)


def canonical(scheme: str, value: str) -> str:
    """The form in which two spellings of one identifier are equal.

    >>> canonical("isbn", "0-19-510168-5") == canonical("isbn", "978-0-19-510168-3")
    True
    >>> canonical("url", "http://www.example.org/a/") == canonical("url", "https://example.org/a")
    True
    """
    if scheme == "isbn":
        digits = "".join(c for c in value.upper() if c.isalnum())
        return digits[3:12] if len(digits) == 13 else digits[:9]
    if scheme == "url":
        try:
            parts = urlsplit(value.strip())
            host = (parts.hostname or "").removeprefix("www.").rstrip(".")
        except ValueError:
            return value
        query = f"?{parts.query}" if parts.query and "utm_" not in parts.query else ""
        return f"{host}{unquote(parts.path).rstrip('/')}{query}".casefold()
    if scheme == "arxiv":
        return value.casefold().partition("v")[0] if value[:1].isdigit() else value.casefold()
    return value.casefold()


def stated(record: Record, scheme: str) -> tuple[str, ...]:
    """The identifiers of one scheme that a record states, in canonical form."""
    values = list(record.ids(scheme))
    if scheme == "url" and record.url:
        values.append(record.url)
    if scheme == "doi" and record.id.startswith("10."):
        values.append(record.id)
    return tuple(dict.fromkeys(canonical(scheme, value) for value in values))


def shares(entry: Entry, record: Record) -> bool:
    """Whether a record states an identifier that the entry states too."""
    return any(
        canonical(own.scheme, own.value) in stated(record, own.scheme)
        for own in own_identifiers(entry)
    )


def compare_identifiers(entry: Entry, record: Record, scheme: str) -> tuple[str, Held]:
    """What the entry states under a scheme held against what the record does."""
    own = [one.value for one in own_identifiers(entry) if one.scheme == scheme]
    there = stated(record, scheme)
    cited = ", ".join(own)
    if not own or not there:
        return cited, absent(found=", ".join(there))
    if any(canonical(scheme, value) in there for value in own):
        return cited, same(found=there[0])
    related: Sequence[str] = [value for values in record.relations.values() for value in values]
    if any(canonical(scheme, value) in [canonical(scheme, r) for r in related] for value in own):
        return cited, compatible("that of a related work", 0.7, there[0])
    if scheme in ("url", "isbn", "handle"):
        return cited, compatible("a work can have several", 0.4, there[0])
    return cited, different(f"{cited} against {there[0]}", 0.0, there[0])
