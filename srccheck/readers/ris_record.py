"""From the fields of a record in RIS to an entry in BibLaTeX's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from srccheck.model import Identifier, Passage
from srccheck.readers import ris_fields as ris
from srccheck.readers.drafts import Draft
from srccheck.readers.stated_dates import read_date
from srccheck.readers.stated_names import read_name
from srccheck.readers.tagged import Tagged
from srccheck.text.identifiers import canonical_doi

_ISSN = re.compile(r"(?<![\w-])\d{4}-?\d{3}[\dXx](?![\w-])")
_ISBN = re.compile(r"(?<![\w-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\w-])")
_PMCID = re.compile(r"PMC\d{4,9}")
_PUBMED = re.compile(r"pubmed|medline|pmid", re.IGNORECASE)
_VAGUE = frozenset(("journal article", "article", "book", "book chapter", "chapter", "research"))


class Record:
    """One record, in the tags of RIS, on its way to an entry."""

    def __init__(self, source: str, lines: Sequence[Tagged], ris_type: str = "") -> None:
        self.lines = lines
        self.entry = Draft(source)
        type_ = self._first("TY")
        self.ris_type = ris_type or (type_.text.strip().upper() if type_ else "GEN")
        self.kind = ris.TYPES.get(self.ris_type, "misc")
        if self.kind == "proceedings" and (self._first("C3", "SP", "BT") or self._pair("T2")):
            self.kind = "inproceedings"  # CONF is both in practice

    def draft(self) -> Draft:
        """The entry that the record makes."""
        entry = self.entry
        entry.type = self.kind
        type_ = self._first("TY")
        if type_ and self.ris_type in ris.SUBTYPES:
            entry.put("entrysubtype", type_, ris.SUBTYPES[self.ris_type])
        self._titles()
        self._people()
        self._numbers()
        self._pages()
        self._imprint()
        self._identifiers()
        self._dates()
        self._rest()
        return entry

    def _each(self, *tags: str) -> Iterator[Passage]:
        return (line.passage for line in self.lines if line.tag in tags)

    def _first(self, *tags: str) -> Passage | None:
        """The first value of the first of the tags that has one."""
        for tag in tags:
            for passage in self._each(tag):
                if passage.text:
                    return passage
        return None

    def _has(self, tag: str) -> bool:
        return any(line.tag == tag for line in self.lines)

    def _pair(self, tag: str) -> bool:
        return bool(self._first(tag) and self._first("TI", "T1", "CT"))

    def _put(self, name: str, *tags: str) -> None:
        passage = self._first(*tags)
        if passage:
            self.entry.put(name, passage)

    def _titles(self) -> None:
        whole = ris.container(self.kind, self.ris_type)
        self._put("title", "TI", "T1", "CT", *(("BT",) if self.kind in ris.WHOLES else ()))
        if self.kind in ris.PERIODICALS:
            self._put("journaltitle", *ris.JOURNALS)
        elif self.kind == "inproceedings" and self._has("C3"):
            self._put("booktitle", "C3")
            self._put("eventtitle", "T2")
        else:
            self._put(whole, *(("BT",) if self.kind in ris.PARTS else ()), "T2", "JF", "JO")
        self._put("series", "T3")
        short = self._first("J2", "JA")
        if short and short.text not in (self.entry.fields[n].value for n in self.entry.fields):
            self.entry.put("shortjournal" if self.kind == "article" else "shortseries", short)
        if self.kind == "software":
            self._put("version", "ET")

    def _people(self) -> None:
        roles = dict(ris.PEOPLE)
        stated = self._has("A3") or self._has("ED")
        if self.kind == "collection" and not (self._has("ED") or self._has("A3")):
            roles["AU"] = roles["A1"] = "editor"
        if self.kind in ("book", "collection"):
            roles["A3"] = "editor"
            roles["A2"] = "editora" if stated or self.kind == "collection" else "editor"
        else:
            roles["A2"], roles["A3"] = "editor", "editora"
        for line in self.lines:
            if line.tag in roles:
                for part in _persons(line.passage):
                    self.entry.add_name(roles[line.tag], part, read_name(part.text))

    def _numbers(self) -> None:
        for tag in ("IS", "CP", "NO", "M1"):
            passage = self._first(tag)
            if passage and tag == "M1" and len(passage.text) > 20:
                continue
            if passage:
                named = self.kind == "article" and not any(c.isdigit() for c in passage.text)
                self.entry.put("issue" if named else "number", passage)
        for passage in self._each("SN"):
            issn, isbn = _ISSN.search(passage.text), _ISBN.search(passage.text)
            if issn and not (isbn and len(isbn[0]) > len(issn[0])):
                self.entry.put("issn", passage.slice(*issn.span()))
            elif isbn:
                self.entry.put("isbn", passage.slice(*isbn.span()))
            elif self.kind in ("report", "patent", "standard"):
                self.entry.put("number", passage)
            else:
                self.entry.put("issn" if self.kind in ris.PERIODICALS else "isbn", passage)

    def _pages(self) -> None:
        first, last = self._first("SP"), self._first("EP")
        if self.kind in ris.WHOLES:
            self._put("pages", "SE")
            if first and first.text.isdigit() and not last:
                self.entry.put("pagetotal", first)
                return
        elif self.kind in ris.PARTS:
            self._put("chapter", "SE")
        if first is None or last is None or last.text == first.text:
            self._put("pages", "SP", "EP")
        elif re.search(r"[-–,]", first.text) and first.text.endswith(last.text):
            self.entry.put("pages", first)
        else:
            self.entry.put("pages", Passage.join([first, last], "-"))
        pages = self.entry.fields.get("pages")
        if pages and "--" in pages.value:
            passage = first or last or Passage("", ())
            del self.entry.fields["pages"]
            self.entry.put("pages", passage, pages.value.replace("--", "-"))

    def _imprint(self) -> None:
        self._put(ris.publisher(self.kind), "PB")
        if self.kind in ("inproceedings", "proceedings") and self._has("C1"):
            self._put("location", "C1")
            self._put("venue", "CY", "PP")
        else:
            self._put("location", "CY", "PP")

    def _identifiers(self) -> None:
        entry = self.entry
        doi = self._first("DO", "DI", "M3") or self._first("L3")
        if doi and (self._first("DO", "DI") or canonical_doi(doi.text)):
            entry.put("doi", doi)
        for url in self._each("UR", "LK"):
            first = re.split(r"[;\s]+(?=https?:)", url.text, maxsplit=1)[0]
            entry.put("url", url.slice(0, len(first)))
        number, base = self._first("AN"), self._first("DB")
        if number and base:
            entry.put("eprint", number)
            entry.put("eprinttype", base, "pubmed" if _PUBMED.search(base.text) else None)
        elif number and (match := re.fullmatch(r"(?:PMID:?\s?)(\d{1,8})", number.text)):
            entry.put("eprint", number.slice(*match.span(1)))
            entry.put("eprinttype", number, "pubmed")
        for passage in self._each("C2"):
            if _PMCID.fullmatch(passage.text):
                entry.identifiers.append(Identifier("pmcid", passage.text, passage.span()))

    def _dates(self) -> None:
        year, day = self._first("PY", "Y1"), self._first("DA")
        dates = [(place, read_date(place.text)) for place in (year, day) if place]
        best = next((dated for dated in dates if dated[1]), None)
        if len(dates) == 2 and dates[0][1] and dates[1][1]:
            same = dates[1][1].year == dates[0][1].year
            plain = not (dates[0][1].month or dates[0][1].season)
            best = dates[1] if same and plain else dates[0]
        elif year and day and dates[0][1] and not dates[0][1].month:
            joined = read_date(f"{day.text} {year.text.strip('/ ')}")  # DA  - May 3
            if joined and joined.year == dates[0][1].year:
                best = (day, joined)
        if best:
            self.entry.put_date("date", *best)
        elif year or day:
            self.entry.put_date("date", year or day or Passage("", ()), None)
        visited = self._first("Y2")
        if visited:
            self.entry.put_date("urldate", visited, read_date(visited.text))
        original = self._first("OP")
        if original and (date := read_date(original.text)):
            self.entry.put_date("origdate", original, date)
        elif original:
            self.entry.append("note", original, ". ")

    def _rest(self) -> None:
        entry = self.entry
        genre = self._first("M3")
        if genre and genre.text.lower() not in _VAGUE and not canonical_doi(genre.text):
            entry.put("type", genre)
        for tag, name in ris.PLAIN.items():
            if name not in ("title", "doi", "url") and not (tag == "ET" and "version" in entry):
                if tag == "ET" and self.kind in ris.PERIODICALS:
                    continue  # EndNote's date of the electronic edition
                self._put(name, tag)
        for line in self.lines:
            if line.tag == "KW":
                entry.append("keywords", line.passage, ", ")
            elif line.tag == "N1":
                entry.append("note", line.passage, " ")
        language, key = self._first("LA"), self._first("ID")
        if language:
            entry.put_language(language)
        entry.key = key.text if key else ""


def _persons(passage: Passage) -> Iterator[Passage]:
    """The names in a field: one, or, against the specification, several with semicolons."""
    start = 0
    for match in re.finditer(r";\s*+|\Z", passage.text):
        if passage.text[start : match.start()].strip():
            yield passage.slice(start, match.start()).strip()
        start = match.end()
