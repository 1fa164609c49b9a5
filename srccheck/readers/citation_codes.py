"""What reference managers keep in the fields of word processors' files, as CSL items.

Seen in: Zotero (``ZOTERO_ITEM CSL_CITATION {…}``), Mendeley Desktop (``CSL_CITATION {…}``) and
Mendeley Cite (a content control with the same in Base64), all of which follow the schema
``csl-citation.json`` of the Citation Style Language; EndNote (``EN.CITE`` with its own XML);
Citavi (``CitaviPlaceholder{…}`` with its own JSON in Base64).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from srccheck.readers.citavi_records import cited
from srccheck.readers.endnote_records import csl_of_record
from srccheck.readers.zipped import parse_xml

MENDELEY = "MENDELEY_CITATION_v3_"
_BIBLIOGRAPHIES = (
    "ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "EN.REFLIST", "MENDELEY_BIBLIOGRAPHY", "BIBLIOGRAPHY",
    "CitaviBibliography", "CITAVI BIBLIOGRAPHY", "CITAVI.BIBLIOGRAPHY",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitedItem:
    """A work that a field cites; ``identity`` is how its program tells it from others."""

    csl: Mapping[str, Any]
    identity: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class CitationCode:
    """What a field says: which works it cites, and what its program last printed there.

    ``tags`` name works that are kept elsewhere in the file, each with its locator.
    """

    items: tuple[CitedItem, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    printed: str = ""
    bibliography: bool = False
    known: bool = field(default=True)


NOTHING = CitationCode(known=False)


def read_code(code: str, data: Sequence[str] = ()) -> CitationCode:
    """What the code of a field says of works; ``data`` is what stands beside it in Base64.

    >>> code = 'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"id": 1, "locator": "3",'
    >>> code += ' "itemData": {"title": "A"}}]} RNDx1'
    >>> read_code(code).items
    (CitedItem(csl={'title': 'A'}, identity='1', locator='p. 3'),)
    """
    code = code.strip()
    words = code.removeprefix("ADDIN").lstrip()
    if words.startswith(("ZOTERO_ITEM", "CSL_CITATION", "Mendeley Citation")):
        return _csl_citation(words)
    if words.startswith("EN.CITE") and not words.startswith("EN.CITE.DATA"):  # part of the other
        return _endnote([words, *map(_decoded, data)])
    if words.startswith("CitaviPlaceholder"):
        return _citavi(words)
    if code.startswith("CITATION"):
        return _word_citation(words)
    if words.startswith(_BIBLIOGRAPHIES) or "CSL_BIBLIOGRAPHY" in words[:60]:
        return CitationCode(bibliography=True)
    return NOTHING


def read_tag(tag: str) -> CitationCode:
    """What the tag of a content control says: see :func:`read_code`."""
    if tag.startswith(MENDELEY):
        return _csl_citation(_decoded(tag[len(MENDELEY) :]))
    return CitationCode(bibliography=True) if tag.startswith(_BIBLIOGRAPHIES[3]) else NOTHING


def _csl_citation(text: str) -> CitationCode:
    start = text.find("{")
    try:
        stated, _ = json.JSONDecoder().raw_decode(text, start) if start >= 0 else (None, 0)
    except (ValueError, RecursionError):
        return NOTHING
    if not isinstance(stated, Mapping):
        return NOTHING
    properties = stated.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    mendeley = stated.get("mendeley")
    printed = properties.get("plainCitation")
    if printed is None and isinstance(mendeley, Mapping):
        printed = mendeley.get("plainTextFormattedCitation")
    works = stated.get("citationItems")
    works = works if isinstance(works, list) else []
    items = tuple(_items(works))
    if not items or len(items) < len(works):
        return NOTHING  # only the printed words say what is cited here
    return CitationCode(items, printed=str(printed or ""))


def _items(works: Sequence[object]) -> Iterator[CitedItem]:
    for one in works:
        data = one.get("itemData") if isinstance(one, Mapping) else None
        if not isinstance(one, Mapping) or not isinstance(data, Mapping):
            continue
        if not data.get("type") and not data.get("title"):
            continue
        uris = one.get("uris") or one.get("uri")
        uri = uris[0] if isinstance(uris, list) and uris else ""
        identity = str(uri or one.get("id") or data.get("id") or json.dumps(data, sort_keys=True))
        yield CitedItem(data, identity, _locator(one))


_SIGNS = {
    "page": ("p.", "pp."), "chapter": ("ch.", "chs."), "volume": ("vol.", "vols."),
    "section": ("sec.", "secs."), "paragraph": ("para.", "paras."), "note": ("n.", "nn."),
    "figure": ("fig.", "figs."), "line": ("l.", "ll."), "verse": ("v.", "vv."),
    "column": ("col.", "cols."), "folio": ("fol.", "fols."), "part": ("pt.", "pts."),
    "book": ("bk.", "bks."), "issue": ("no.", "nos."),
}  # fmt: skip


def _locator(one: Mapping[Any, Any]) -> str:
    """The place in the work: the kind of a locator is a page unless stated (CSL 1.0.2)."""
    place = str(one.get("locator") or "").strip()
    if not place[:1].isdigit():
        return place
    kind = str(one.get("label") or "page")
    several = any(sign in place for sign in "-–,;&")
    return f"{_SIGNS.get(kind, (kind, kind))[several]} {place}"


def _decoded(text: str) -> str:
    packed = "".join(text.split())
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return ""
    return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-8", "replace")


def _endnote(texts: Sequence[str]) -> CitationCode:
    """What EndNote keeps in a field: ``Cite`` elements, each with the record of its work."""
    for text in texts:
        start, end = text.find("<EndNote"), text.rfind("</EndNote>")
        if start < 0 or end < start:
            continue
        try:
            root = parse_xml(text[start : end + len("</EndNote>")].encode("utf-8", "replace"))
        except ValueError:
            continue
        items = []
        shown = ""
        for cite in root.iter("Cite"):
            record = cite.find("record")
            shown = shown or (cite.findtext("DisplayText") or "")
            if record is not None:
                csl = csl_of_record(record)
                place = (cite.findtext("Pages") or "").strip()
                locator = f"{'pp.' if '-' in place else 'p.'} {place}" if place else ""
                items.append(CitedItem(csl, f"endnote {csl.get('id') or csl}", locator))
        if items:
            return CitationCode(tuple(items), printed=shown)
    return NOTHING


def _citavi(words: str) -> CitationCode:
    packed = words[words.find("{") + 1 : words.rfind("}")]
    try:
        items = tuple(
            CitedItem(csl, identity, _locator({"locator": place}))
            for csl, identity, place in cited(_decoded(packed))
        )
    except (ValueError, RecursionError):
        return NOTHING
    return CitationCode(items) if items else NOTHING


def _word_citation(code: str) -> CitationCode:
    r"""Word's own field: ``CITATION Doe20 \p 12 \l 1036 \m Roe21`` (ECMA-376, 17.16.5.8)."""
    tags: list[tuple[str, str]] = []
    words = code.split()[1:]
    switch = "\\m"
    for word in words:
        if word.startswith("\\") and len(word) == 2:
            switch = word.lower()
        elif switch == "\\m":
            tags.append((word.strip('"'), ""))
            switch = ""
        elif switch == "\\p" and tags:
            tags[-1] = (tags[-1][0], f"p. {word.strip(chr(34))}")
            switch = ""
    return CitationCode(tags=tuple(tags)) if tags else NOTHING
