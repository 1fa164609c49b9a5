"""From a document to the links in it: each with what it leads to and where it stands."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from srccheck.links import identifiers, local, sphinx
from srccheck.links.filters import Filters, is_template
from srccheck.links.options import LinkOptions
from srccheck.model import BlockKind, Document, Entry, Span
from srccheck.model.links import Expected, LinkKind, LinkTarget, Occurrence
from srccheck.text.identifiers import find_identifiers
from srccheck.text.registries import registry_address

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,30}):")
_WINDOWS = re.compile(r"[A-Za-z]:[\\/]")
_FIELDS = {"doi": "doi", "isbn": "isbn", "pmid": "pmid", "pmcid": "pmcid", "url": "url"}
_EPRINTS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "hdl": "handle", "pmc": "pmcid"}
_SURE = 0.8
"""How sure a title must be that a page is held against."""


class Found(NamedTuple):
    """A link: what it leads to, where it stands, and why it need not be checked, if so."""

    target: LinkTarget
    occurrence: Occurrence
    skipped: str = ""


class Written(NamedTuple):
    """An address as it is written, with its place."""

    address: str
    text: str
    span: Span


def extract(
    document: Document, entries: Iterable[Entry], options: LinkOptions, filters: Filters
) -> Iterator[Found]:
    """The links of a document, in the order of the text, each place once.

    Args:
        document: where to look: marked-up links and images, and addresses printed in the text.
        entries: the sources it cites, whose addresses and identifiers are links too.
        options: what to look at, and where the site's root is.
        filters: what to leave out.
    """
    entries = list(entries)
    expected = _Expectations(entries)
    before = Written("", "", Span(0, 0))
    for written in sorted(_written(document, entries, options), key=_order):
        # An address that is its own link text stands there once.
        again = written.address.rstrip("/") == before.address.rstrip("/")
        if again and (written.span == before.span or before.span.overlaps(written.span)):
            continue
        before = written
        line, column = document.position(written.span.start)
        target, skipped = resolved(written.address, document, options, filters)
        about = expected.of(written) if target.kind is LinkKind.HTTP else None
        text = " ".join(written.text.split())[:300]
        part = document.path_at(written.span.start) if document.parts else ""
        page = document.page(written.span.start)
        occurrence = Occurrence(
            document.path, line, column, written.span, text, about, part=part, page=page,
            unit=document.unit,
        )  # fmt: skip
        yield Found(target, occurrence, skipped)


def _order(written: Written) -> tuple[int, int]:
    return written.span.start, -written.span.end


def _written(
    document: Document, entries: Iterable[Entry], options: LinkOptions
) -> Iterator[Written]:
    marked: list[Span] = []
    for link in document.links:
        marked.append(link.span)
        if link.target and link.target.strip():
            yield Written(link.target.strip(), link.text, link.span)
    covered = _Places(marked)
    for block in document.blocks:
        if block.kind is BlockKind.CODE and not options.include_code:
            continue
        passage = block.passage
        for match in find_identifiers(passage.text):
            if _in_code(passage.styles, match.start) and not options.include_code:
                continue
            text = passage.text[match.start : match.end]
            address = _address(match.scheme, match.value, text)
            span = passage.span(match.start, match.end)
            if address and not covered.touch(span):
                yield Written(address, text, span)
    for entry in entries:
        for scheme, value, span in _stated(entry):
            address = value if scheme == "url" else registry_address(scheme, value)
            if address and not covered.touch(span):
                yield Written(address, value, span)


def _in_code(styles: Iterable[tuple[int, int, str, str]], place: int) -> bool:
    return any(start <= place < end and kind == "code" for start, end, kind, _ in styles)


def _address(scheme: str, value: str, text: str) -> str:
    if "://" in text[:10]:
        return text
    return f"http://{text}" if scheme == "url" else registry_address(scheme, value)


def _stated(entry: Entry) -> Iterator[tuple[str, str, Span]]:
    """The addresses and identifiers in the fields of an entry, with their schemes."""
    for name, scheme in _FIELDS.items():
        field = entry.fields.get(name)
        if not field or not field.value:
            continue
        if scheme == "url":
            yield scheme, field.value, field.span
            continue
        labelled = field.value if scheme == "doi" else f"{scheme.upper()}: {field.value}"
        for match in find_identifiers(labelled):
            if match.scheme == scheme:
                yield scheme, match.value, field.span
    eprint = entry.fields.get("eprint")
    scheme = _EPRINTS.get((entry.value("eprinttype") or entry.value("archiveprefix")).lower(), "")
    if eprint and scheme:
        yield scheme, eprint.value.strip().removeprefix("arXiv:"), eprint.span


class _Places:
    """Spans, asked whether one of them shares a character with another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._ends: list[int] = []
        furthest = 0
        for span in self._spans:
            furthest = max(furthest, span.end)
            self._ends.append(furthest)

    def touch(self, span: Span) -> bool:
        index = bisect.bisect_left(self._spans, (max(span.end, span.start + 1),))
        return index > 0 and self._ends[index - 1] > span.start


class _Expectations:
    """What the pages that entries cite must show."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.span)

    def of(self, written: Written) -> Expected | None:
        for entry in self._entries:
            url = entry.value("url")
            same = url and url.rstrip("/") == written.address.rstrip("/")
            if same and entry.span.overlaps(written.span):
                return _expected(entry)
        return None


def _expected(entry: Entry) -> Expected | None:
    title = entry.fields.get("title")
    if not title or title.confidence < _SURE:
        return None
    author = entry.fields.get("author")
    names = author.names if author else ()
    families = tuple(name.family for name in names if name.family and name.family != "others")
    return Expected(title.value, families, entry.value("date")[:4])


def resolved(
    address: str, document: Document, options: LinkOptions, filters: Filters
) -> tuple[LinkTarget, str]:
    """What an address in a document leads to, and why it need not be checked, if so."""
    address = filters.remapped(address)
    target = _target(address, document, options)
    if isinstance(target, tuple):
        return target
    name = address if target.kind in (LinkKind.ANCHOR, LinkKind.OTHER) else str(target)
    skipped = filters.excluded(name)
    return target, skipped


def _target(
    address: str, document: Document, options: LinkOptions
) -> LinkTarget | tuple[LinkTarget, str]:
    address = "".join(address.split("\n")).strip()
    if is_template(address):
        return LinkTarget(address, "", LinkKind.OTHER), "it is still to be filled in"
    base = document.metadata.get("base")
    scheme = "" if _WINDOWS.match(address) else _scheme(address)
    if address.startswith("//"):
        address, scheme = f"https:{address}", "https"
    elif not scheme and isinstance(base, str) and "://" in base:
        address = urljoin(base, address)
        scheme = _scheme(address)
    elif not scheme and address.startswith("/") and "://" in options.root:
        address = urljoin(options.root, address)
        scheme = _scheme(address)
    identifier = identifiers.target_of(address)
    if identifier:
        return identifier
    if scheme in ("http", "https"):
        return LinkTarget.of(address)
    if scheme == "mailto":
        return LinkTarget(address, "", LinkKind.MAILTO)
    if scheme == "ref" and document.format == "rst":
        return sphinx.labelled(address.partition(":")[2], document)
    if scheme and scheme != "file":
        return LinkTarget(address, "", LinkKind.OTHER), f"{scheme}: cannot be checked"
    return _local(address, document, options)


def _scheme(address: str) -> str:
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def _local(
    address: str, document: Document, options: LinkOptions
) -> LinkTarget | tuple[LinkTarget, str]:
    path, _, fragment = address.partition("#")
    path = path.partition("?")[0]
    if path.lower().startswith("file:"):
        return LinkTarget(address, "", LinkKind.OTHER), "it leads to a file of one machine"
    if not path:
        return LinkTarget(document.path, fragment, LinkKind.ANCHOR)
    if document.format in ("sitemap", "pdf"):
        return LinkTarget(address, "", LinkKind.OTHER), "it is relative to nothing known"
    file, reason = local.resolve(path, document, options)
    if reason:
        return LinkTarget(address, "", LinkKind.OTHER), reason
    return LinkTarget(file, fragment, LinkKind.LOCAL)
