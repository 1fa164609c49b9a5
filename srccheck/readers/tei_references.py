"""References in TEI: ``biblStruct`` and ``bibl``, from their elements to fields.

Source: the TEI Guidelines P5, chapter 3.12; what GROBID, Zotero, Métopes and OpenEdition write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.model import Identifier, Name, Passage
from srccheck.readers.drafts import Draft, around
from srccheck.readers.jats_references import point
from srccheck.readers.stated_dates import read_date
from srccheck.readers.stated_names import person, read_name
from srccheck.readers.xml_text import Reading, read_text
from srccheck.readers.xml_tree import Element
from srccheck.text.identifiers import canonical_doi
from srccheck.text.names import OTHERS

WORDS = Reading(frozenset(("note", "idno")), frozenset(("lb",)))
_TYPES = {
    "journalArticle": "article", "magazineArticle": "article", "newspaperArticle": "article",
    "article": "article", "book": "book", "bookSection": "incollection",
    "chapter": "incollection", "inbook": "incollection", "incollection": "incollection",
    "conferencePaper": "inproceedings", "inproceedings": "inproceedings", "thesis": "thesis",
    "phdthesis": "thesis", "report": "report", "webpage": "online", "blogPost": "online",
    "manuscript": "unpublished", "patent": "patent", "computerProgram": "software",
    "document": "misc", "encyclopediaArticle": "inreference", "letter": "letter",
}  # fmt: skip
_SUBTYPES = {
    "magazineArticle": "magazine", "newspaperArticle": "newspaper", "blogPost": "blog",
}  # fmt: skip
_SCOPES = {
    "volume": "volume", "vol": "volume", "issue": "number", "number": "number", "page": "pages",
    "pages": "pages", "pp": "pages", "chap": "chapter", "chapter": "chapter", "chapt": "chapter",
}  # fmt: skip
_PLAIN = {"publisher": "publisher", "pubPlace": "location", "edition": "edition"}
_ROLES = re.compile(r"(trans|trad|trl|übers)|(edit|edt|hrsg|dir)", re.IGNORECASE)


def read_reference(source: str, element: Element) -> Draft | None:
    """The entry of a reference whose parts are marked up; ``None`` if the text must be read."""
    reference = _Reference(source, element)
    draft = reference.draft()
    fields = draft.fields
    people = "author" in fields or "editor" in fields
    if "title" in fields and (people or "date" in fields or len(fields) > 2):
        return draft
    journal = "journaltitle" in fields and people and "date" in fields
    return draft if journal and element.name == "biblStruct" else None


class _Reference:
    def __init__(self, source: str, element: Element) -> None:
        self.source = source
        # HAL states each work twice, in the second place with what was published.
        self.element = element.first("sourceDesc", "biblStruct") or element
        self.entry = Draft(source)
        imprints = self.element.walk("imprint")
        self.imprint = {id(date) for one in imprints for date in one.walk("date")}
        """The dates of publication, where they are told from others."""

    def draft(self) -> Draft:
        entry = self.entry
        analytic, monogr = self.element.first("analytic"), self.element.first("monogr")
        self._titles(analytic)
        stated = self.element.get("type")
        entry.type = _TYPES.get(stated) or self._guessed(analytic)
        if stated in _SUBTYPES:
            entry.put("entrysubtype", point(self.element), _SUBTYPES[stated])
        for part in [one for one in (analytic, monogr) if one] or [self.element]:
            self._people(part)
        for part in self._parts():
            self._part(part)
        if entry.type in ("report", "thesis"):
            entry.rename("publisher", "institution")
        language = self.element.get("lang")
        if language:
            entry.put_language(point(self.element), language)
        return entry

    def _parts(self) -> Iterator[Element]:
        """What the reference holds, without what it holds of related works."""
        related = {id(part) for one in self.element.walk("relatedItem") for part in one.walk()}
        return (one for one in self.element.walk() if id(one) not in related)

    def _text(self, element: Element) -> Passage:
        return read_text(self.source, element, WORDS)

    def _titles(self, analytic: Element | None) -> None:
        """Titles by their levels: a part, a monograph, a journal, a series, unpublished."""
        levels: dict[str, Passage] = {}
        for title in self._parts():
            if title.name == "title" and title.get("type") not in ("short", "abbr", "translated"):
                level = title.get("level") or ("a" if analytic and "a" not in levels else "m")
                passage = self._text(title)
                if passage.text:
                    levels.setdefault(level, passage)
        part = levels.get("a")
        whole = levels.get("m") or levels.get("u")
        if part:
            self.entry.put("title", part)
            if whole:
                self.entry.put("booktitle", whole)
        elif whole:
            self.entry.put("title", whole)
        if "j" in levels:
            self.entry.put("journaltitle", levels["j"])
        if "s" in levels:
            self.entry.put("series", levels["s"])

    def _guessed(self, analytic: Element | None) -> str:
        fields = self.entry.fields
        if "journaltitle" in fields:
            return "article"
        if "booktitle" in fields:
            meeting = next(self.element.walk("meeting"), None)
            return "inproceedings" if meeting else "incollection"
        note = " ".join(self._text(one).text.lower() for one in self.element.walk("note"))
        if re.search(r"\b(?:thes[ie]s|thèse|dissertation|tesi)\b", note):
            return "thesis"
        printed = next(self.element.walk("publisher", "pubPlace"), None)
        return "book" if printed and not analytic else "misc"

    def _people(self, parent: Element) -> None:
        monograph = parent.name == "monogr" and self.element.first("analytic")
        for element in parent.elements("author", "editor", "respStmt"):
            role = "bookauthor" if monograph else "author"
            if element.name != "author":
                resp = element.first("resp")
                stated = element.get("role") or (self._text(resp).text if resp else "")
                match = _ROLES.search(stated)
                translator = match is not None and match[1] is not None
                role = "translator" if translator else "editor"
            for one in list(element.elements("persName", "name", "orgName")) or [element]:
                self._add(role, one)

    def _add(self, role: str, element: Element) -> None:
        passage = self._text(element)
        if not passage.text:
            return
        family = [self._text(one) for one in element.walk("surname")]
        given = [self._text(one) for one in element.walk("forename")]
        links = [self._text(one) for one in element.walk("nameLink")]
        suffix = [self._text(one) for one in element.walk("genName")]
        parts = [part for part in (*given, *links, *family, *suffix) if part.text]
        name: Name | None
        if passage.text.strip("., ").lower() in ("et al", "others", "et alii"):
            name = OTHERS
        elif family:
            particle = " ".join(part.text for part in links)
            name = person(
                " ".join(filter(None, (particle, *(part.text for part in family)))),
                " ".join(part.text for part in given),
                " ".join(part.text for part in suffix),
            )
        elif element.name == "orgName":
            name = Name(passage.text.strip(" ,;"), literal=True)
        else:
            name = read_name(passage.text.strip(" ,;:"))
        self.entry.add_name(
            role, around(self.source, parts) if family else passage, name, parts if family else None
        )

    def _part(self, part: Element) -> None:
        entry = self.entry
        if part.name in _PLAIN and part.first("date") is None:
            entry.put(_PLAIN[part.name], self._text(part))
        elif part.name == "biblScope":
            self._scope(part)
        elif part.name == "date":
            if not self.imprint or id(part) in self.imprint:
                self._date(part)
        elif part.name == "idno":
            self._identifier(
                part.get("type").lower(), read_text(self.source, part, Reading(frozenset()))
            )
        elif part.name in ("ptr", "ref") and "://" in part.get("target"):
            passage = self._text(part)
            doi = canonical_doi(part.get("target")) if "doi.org/" in part.get("target") else ""
            place = passage if passage.text else point(part)
            entry.put("doi" if doi else "url", place, doi or part.get("target"))
        elif part.name == "meeting":
            where = part.first("address")
            title = read_text(self.source, part, WORDS._replace(skipped=frozenset(("address",))))
            entry.put("eventtitle", title)
            if where:
                entry.put("venue", self._text(where))
        elif part.name == "note" and part.get("type") in ("", "report_type", "general"):
            field = "type" if part.get("type") == "report_type" else "note"
            entry.put(field, read_text(self.source, part, Reading(frozenset())))

    def _scope(self, part: Element) -> None:
        field = _SCOPES.get(part.get("unit") or part.get("type"))
        if not field:
            return
        passage = self._text(part)
        first, last = part.get("from"), part.get("to")
        spread = f"{first}-{last}" if first and last and first != last else first or last
        if field == "pages" and not passage.text:
            self.entry.put(field, point(part), spread)
        elif passage.text:
            text = re.sub(r"\A(?:pp?\.|vol\.|n[o°]\.?|S\.)\s?", "", passage.text)
            self.entry.put(field, passage.slice(len(passage.text) - len(text)))

    def _date(self, part: Element) -> None:
        passage = self._text(part)
        stated = part.get("when") or part.get("when-iso")
        if not stated and part.get("from") and part.get("to"):
            stated = f"{part.get('from')}/{part.get('to')}"
        date = read_date(stated) or read_date(passage.text.strip(" ()."))
        field = "urldate" if part.get("type") in ("access", "accessed") else "date"
        self.entry.put_date(field, passage if passage.text else point(part), date)

    def _identifier(self, kind: str, passage: Passage) -> None:
        if kind == "doi" or (not kind and canonical_doi(passage.text)):
            self.entry.put("doi", passage, canonical_doi(passage.text) or None)
        elif kind in ("isbn", "issn", "url", "eissn"):
            self.entry.put("issn" if kind == "eissn" else kind, passage)
        elif kind in ("arxiv", "pmid", "handle", "hal"):
            value = passage.text.removeprefix("arXiv:")
            self.entry.put("eprint", passage, value)
            self.entry.put("eprinttype", passage, "pubmed" if kind == "pmid" else kind)
        elif kind in ("pmc", "pmcid"):
            self.entry.identifiers.append(Identifier("pmcid", passage.text, passage.span()))
