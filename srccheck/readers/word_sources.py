"""The sources that Word itself keeps for its citations, as CSL items.

Source: ECMA-376, part 1, section 22.6 (bibliography).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from srccheck.text.dates import read_month

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}",
    "{http://purl.oclc.org/ooxml/officeDocument/bibliography}",
)
_TYPES = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine",
    "Book": "book", "BookSection": "chapter", "ConferenceProceedings": "paper-conference",
    "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
    "Case": "legal_case", "Patent": "patent", "Film": "motion_picture",
    "Interview": "interview", "SoundRecording": "song", "Art": "graphic",
}  # fmt: skip
_FIELDS = {
    "Title": "title", "Volume": "volume", "Issue": "issue", "Pages": "page",
    "City": "publisher-place", "Publisher": "publisher", "Edition": "edition", "URL": "URL",
    "DOI": "DOI", "Medium": "medium", "ThesisType": "genre", "Comments": "note",
}  # fmt: skip
_CONTAINERS = (
    "JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName", "InternetSiteTitle",
    "PublicationTitle",
)  # fmt: skip
_ROLES = {"Author": "author", "Editor": "editor", "Translator": "translator",
          "BookAuthor": "container-author"}  # fmt: skip


def word_sources(root: _Element) -> dict[str, Mapping[str, Any]]:
    """The sources of a ``Sources`` element by their tags; nothing of any other element."""
    for space in SPACES:
        if root.tag == f"{space}Sources":
            sources = (_Source(source, space) for source in root.iter(f"{space}Source"))
            return {source.text("Tag"): source.csl() for source in sources}
    return {}


class _Source:
    def __init__(self, element: _Element, space: str) -> None:
        self.element, self.space = element, space

    def text(self, name: str, parent: _Element | None = None) -> str:
        found = (self.element if parent is None else parent).find(f"{self.space}{name}")
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    def csl(self) -> Mapping[str, Any]:
        kind = self.text("SourceType")
        csl: dict[str, Any] = {"id": self.text("Tag"), "type": _TYPES.get(kind, "document")}
        if self.text("ThesisType"):
            csl["type"] = "thesis"
        for name, variable in _FIELDS.items():
            csl[variable] = self.text(name)
        csl["container-title"] = next(filter(None, map(self.text, _CONTAINERS)), "")
        csl["publisher"] = csl["publisher"] or self.text("Institution")
        number = self.text("StandardNumber")
        csl["ISSN" if kind == "JournalArticle" else "ISBN"] = number
        for role, variable in _ROLES.items():
            csl[variable] = self._names(role)
        csl["issued"] = self._date("Year", "Month", "Day")
        csl["accessed"] = self._date("YearAccessed", "MonthAccessed", "DayAccessed")
        return {variable: stated for variable, stated in csl.items() if stated}

    def _names(self, role: str) -> list[dict[str, str]]:
        space = self.space
        group = self.element.find(f"{space}Author/{space}{role}")
        if group is None:
            return []
        corporate = self.text("Corporate", group)
        if corporate:
            return [{"literal": corporate}]
        names = []
        for person in group.iter(f"{space}Person"):
            given = f"{self.text('First', person)} {self.text('Middle', person)}".strip()
            family = self.text("Last", person)
            if family or given:
                names.append({"family": family or given, "given": given if family else ""})
        return names

    def _date(self, *names: str) -> dict[str, Any] | None:
        year, month, day = map(self.text, names)
        if not year.isdecimal():
            return {"literal": year} if year else None
        parts = [int(year)]
        number = int(month) if month.isdecimal() else read_month(month)[0] if month else 0
        if number:
            parts.append(number)
            if day.isdecimal():
                parts.append(int(day))
        return {"date-parts": [parts]}
