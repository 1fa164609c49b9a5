"""References in JATS: from their elements to fields.

Source: JATS 1.3 (ANSI/NISO Z39.96-2021), the elements of references; JATS4R's recommendations on
citations; and what PubMed Central, SciELO, Érudit and publishers make of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.model import Identifier, Name, PartialDate, Passage, Run
from srccheck.readers.bibtex_dates import read_year
from srccheck.readers.drafts import Draft, around
from srccheck.readers.stated_dates import read_date
from srccheck.readers.stated_names import person, read_name
from srccheck.readers.xml_text import Reading, read_text
from srccheck.readers.xml_tree import Element
from srccheck.text.identifiers import canonical_doi
from srccheck.text.names import OTHERS

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
_STYLES = {"italic": "italic", "bold": "bold", "sup": "superscript", "sub": "subscript",
           "sc": "small-caps", "monospace": "code"}  # fmt: skip
_TYPES = {
    "journal": "article", "article": "article", "magazine": "article", "newspaper": "article",
    "book": "book", "chapter": "incollection", "book-chapter": "incollection",
    "confproc": "inproceedings", "conf-proc": "inproceedings", "conference": "inproceedings",
    "report": "report", "working-paper": "report", "gov": "report", "government": "report",
    "thesis": "thesis", "dissertation": "thesis", "web": "online", "webpage": "online",
    "website": "online", "blog": "online", "preprint": "online", "data": "dataset",
    "database": "dataset", "dataset": "dataset", "software": "software", "patent": "patent",
    "standard": "standard", "legal": "legislation", "letter": "letter",
    "unpublished": "unpublished", "discussion": "misc", "list": "misc", "other": "misc",
}  # fmt: skip
_SUBTYPES = {"newspaper": "newspaper", "magazine": "magazine", "blog": "blog"}
_FIELDS = {
    "volume": "volume", "issue": "number", "issue-title": "issuetitle", "elocation-id": "eid",
    "edition": "edition", "series": "series", "isbn": "isbn", "issn": "issn",
    "publisher-loc": "location", "conf-name": "eventtitle", "conf-loc": "venue",
    "version": "version", "trans-title": "titleaddon", "volume-series": "series",
    "article-title": "title", "chapter-title": "title", "data-title": "title",
    "part-title": "title", "patent": "number", "annotation": "annotation",
}  # fmt: skip
_ROLES = {
    "author": "author", "editor": "editor", "translator": "translator", "compiler": "editor",
    "guest-editor": "editor", "director": "author", "inventor": "author", "assignee": "holder",
    "curator": "editor", "transed": "translator", "all-authors": "author",
}  # fmt: skip
_NAMED = frozenset(("name", "string-name", "collab", "etal", "institution", "anonymous"))


def styling(element: Element) -> tuple[str, str]:
    """The style that an element of JATS stands for."""
    if element.name in ("ext-link", "uri"):
        return "link", element.get("href")
    return _STYLES.get(element.name, ""), ""


READING = Reading(frozenset(("tex-math", "label", "object-id")), styling=styling)
WORDS = Reading(frozenset(("tex-math", "object-id")))


def citations(reference: Element) -> list[Element]:
    """The citations in a ``ref``: of alternatives, the one with the most markup."""
    found: list[Element] = []
    for element in reference.elements():
        if element.name in CITATIONS:
            found.append(element)
        elif element.name == "citation-alternatives":
            inside = {one.name: one for one in element.elements(*CITATIONS)}
            found += [inside[name] for name in CITATIONS if name in inside][:1]
    return found


def read_citation(source: str, citation: Element) -> Draft | None:
    """The entry of a citation whose parts are marked up; ``None`` if the text must be read."""
    draft = _Citation(source, citation).draft()
    fields = draft.fields
    people = "author" in fields or "editor" in fields
    whole = "title" in fields and (people or "date" in fields)
    journal = {"journaltitle", "date", "volume"} <= fields.keys() and people
    stated = citation.name in ("element-citation", "nlm-citation") and len(fields) > 1
    return draft if whole or journal or stated else None


class _Citation:
    def __init__(self, source: str, citation: Element) -> None:
        self.source = source
        self.citation = citation
        self.entry = Draft(source)
        self.parts = [one for one in citation.walk() if one is not citation]

    def draft(self) -> Draft:
        entry = self.entry
        self._type()
        self._people()
        for part in self.parts:
            if part.name in _FIELDS:
                entry.put(_FIELDS[part.name], self._text(part))
        self._container()
        self._pages()
        self._dates()
        self._identifiers()
        language = self.citation.get("lang")
        if language:
            entry.put_language(point(self.citation), language)
        return entry

    def _text(self, element: Element) -> Passage:
        return read_text(self.source, element, WORDS)

    def _find(self, *names: str) -> Element | None:
        return next((part for part in self.parts if part.name in names), None)

    def _type(self) -> None:
        stated = next(
            (
                value.lower()
                for name in ("publication-type", "citation-type")
                if (value := self.citation.get(name))
            ),
            "",
        )
        self.entry.type = _TYPES.get(stated, "")
        if stated in _SUBTYPES:
            self.entry.put("entrysubtype", point(self.citation), _SUBTYPES[stated])
        part = self._find("article-title", "chapter-title")
        if self.entry.type == "book" and part:
            self.entry.type = "incollection"
        if not self.entry.type:
            self.entry.type = self._guessed()

    def _guessed(self) -> str:
        if self._find("conf-name"):
            return "inproceedings"
        if self._find("chapter-title"):
            return "incollection"
        if self._find("article-title") and self._find("source"):
            return "incollection" if self._find("publisher-name", "isbn") else "article"
        return "book" if self._find("source") and self._find("publisher-name") else "misc"

    def _people(self) -> None:
        inside: set[int] = set()
        for element in self.parts:
            if element.name not in ("person-group", *_NAMED) or id(element) in inside:
                continue
            inside.update(id(part) for part in element.walk())
            if element.name == "person-group":
                role = _ROLES.get(element.get("person-group-type"), "author")
                for one in _names_in(element):
                    self._add(role, one)
            elif element.name != "institution" or self.entry.type != "report":
                self._add("author", element)
        if self._find("institution"):
            self._put("institution", "institution")

    def _add(self, role: str, element: Element) -> None:
        passage = self._text(element)
        if element.name == "etal":  # mostly empty
            self.entry.add_name(role, passage if passage.text else point(element), OTHERS)
        if not passage.text or element.name == "etal":
            return
        family = self._part(element, "surname")
        given = self._part(element, "given-names")
        suffix = self._part(element, "suffix")
        name: Name | None
        if family:
            particle = self._part(element, "prefix")  # "Dr" is one too, which is no name
            if particle and not particle.text[:1].islower():
                particle = None
            last = f"{particle.text} {family.text}" if particle else family.text
            name = person(last, given.text if given else "", suffix.text if suffix else "")
        elif element.name in ("collab", "institution"):
            name = Name(passage.text.strip(" ,;"), literal=True)
        else:
            name = read_name(passage.text.strip(" ;,"))
        parts = [part for part in (family, given, suffix) if part]
        place = around(self.source, parts) if parts else passage
        self.entry.add_name(role, place, name, parts or None)

    def _part(self, element: Element, name: str) -> Passage | None:
        found = next(element.walk(name), None)
        passage = self._text(found) if found else None
        return passage if passage and passage.text else None

    def _put(self, field: str, *names: str) -> None:
        found = self._find(*names)
        if found:
            self.entry.put(field, self._text(found))

    def _container(self) -> None:
        """``source`` names the whole: the journal, the book around a chapter, or the work."""
        entry = self.entry
        kind = entry.type
        if "title" not in entry and kind != "article":
            self._put("title", "source")
        elif kind in ("article", "online"):
            self._put("journaltitle", "source")
        elif kind in ("incollection", "inproceedings", "book"):
            self._put("booktitle", "source")
        else:
            self._put("series", "source")
        institution = kind in ("report", "thesis")
        self._put("institution" if institution else "publisher", "publisher-name")
        for comment in (part for part in self.parts if part.name == "comment"):
            entry.append("note", self._text(comment), ". ")
        size = self._find("size")
        if size and size.get("units").startswith("page"):
            entry.put("pagetotal", self._text(size))

    def _pages(self) -> None:
        first, last = self._find("fpage"), self._find("lpage")
        spread = self._find("page-range")
        if spread:
            self.entry.put("pages", self._text(spread))
        elif first and last and self._text(first).text != self._text(last).text:
            self.entry.put("pages", Passage.join([self._text(first), self._text(last)], "-"))
        elif first:
            self.entry.put("pages", self._text(first))

    def _dates(self) -> None:
        dated: dict[str, Passage] = {}
        for part in self.parts:
            if part.name in ("year", "month", "day", "season"):
                dated.setdefault(part.name, self._text(part))
            elif part.name == "date-in-citation":
                passage = self._text(part)
                stated = part.get("iso-8601-date")
                if "access" in part.get("content-type") or not part.get("content-type"):
                    date = read_date(stated) or _in_words(passage.text)
                    self.entry.put_date("urldate", passage, date)
        year = dated.get("year")
        if year and year.text:
            word = dated.get("month") or dated.get("season")
            month, day = (found.text if found else "" for found in (word, dated.get("day")))
            bare = re.sub(r"(?<=\d{4})[a-z]\Z", "", year.text.strip(" ().,"))
            date = read_year(bare, month, day) or read_date(bare)
            self.entry.put_date("date", year, date, dated.values())

    def _identifiers(self) -> None:
        for part in self.parts:
            passage = self._text(part)
            if part.name in ("pub-id", "object-id", "article-id"):
                kind = part.get("pub-id-type") or part.get("assigning-authority")
                self._identified(kind.lower(), passage)
            elif part.name in ("ext-link", "uri"):
                target = part.get("href") or passage.text
                if canonical_doi(target) and re.match(
                    r"(?:https?://)?(?:dx\.)?doi\.org/|10\.", target
                ):
                    self.entry.put("doi", passage, canonical_doi(target))
                elif part.get("ext-link-type") == "pmid":
                    self._identified("pmid", passage)
                elif target.startswith(("http://", "https://", "ftp://")):
                    self.entry.put("url", passage if passage.text else point(part), target)
                elif target.startswith("www."):
                    self.entry.put("url", passage, f"http://{target}")

    def _identified(self, kind: str, passage: Passage) -> None:
        if kind == "doi":
            self.entry.put("doi", passage, canonical_doi(passage.text) or None)
        elif kind in ("pmid", "arxiv", "handle"):
            self.entry.put("eprint", passage, passage.text.removeprefix("arXiv:"))
            self.entry.put("eprinttype", passage, "pubmed" if kind == "pmid" else kind)
        elif kind in ("pmcid", "pmc"):
            number = passage.text if passage.text.startswith("PMC") else f"PMC{passage.text}"
            self.entry.identifiers.append(Identifier("pmcid", number, passage.span()))
        elif kind in ("isbn", "issn"):
            self.entry.put(kind, passage)


def _names_in(group: Element) -> Iterator[Element]:
    """The names in a group; of a name in several scripts, the first."""
    for element in group.elements():
        if element.name == "name-alternatives":
            yield from list(element.elements(*_NAMED))[:1]
        elif element.name in _NAMED:
            yield element
        elif element.name in ("person-group", "collab-alternatives"):
            yield from _names_in(element)


def _in_words(text: str) -> PartialDate | None:
    """``accessed 3 May 2020``: the date after a word or two."""
    found = re.search(r"\d.*", text)
    return read_date(text) or (read_date(found[0]) if found else None)


def point(element: Element) -> Passage:
    """The place of what an attribute says: the tag that has it, as no text."""
    return Passage("", (Run(0, 0, element.span.start, element.span.start),))
