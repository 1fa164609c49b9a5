"""Crossref's REST API, and doi.org with its agencies."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from .answers import Answer, as_json, as_text
from .works import TIDES, WORKS, Work, by, titled

LIMITED = as_text(
    "<html><body><h1>Too Many Requests</h1>You have sent too many requests.</body></html>",
    429,
    "text/html",
    x_rate_limit_limit="10",
    x_rate_limit_interval="1s",
)
LIMITED_DOI = as_text("Too many requests", 429)
MISSING = as_text("Resource not found.", 404)
NOT_FOUND_PAGE = as_text(
    "<!DOCTYPE html><html><head><title>Error: DOI Not Found</title></head></html>", 404, "text/html"
)


def work(one: Work) -> dict[str, Any]:
    item: dict[str, Any] = {
        "DOI": one.doi,
        "type": "journal-article",
        "title": [("RETRACTED: " if one.retracted_by else "") + one.title],
        "author": [{"given": given, "family": family, "sequence": "additional"}
                   for family, given in one.authors],
        "container-title": [one.container],
        "short-container-title": ["J. Inland Waters"],
        "volume": one.volume,
        "issue": one.issue,
        "page": f"{one.first}-{one.last}",
        "publisher": one.publisher,
        "ISSN": [one.issn],
        "issued": {"date-parts": [[one.year, one.month, one.day]]},
        "published-print": {"date-parts": [[one.year, one.month]]},
        "created": {"date-parts": [[one.year, one.month, 1]]},
        "abstract": f"<jats:p>{one.abstract}</jats:p>",
        "resource": {"primary": {"URL": f"https://journal.example/{one.doi}"}},
        "score": 30.1,
    }  # fmt: skip
    if one.retracted_by:
        own = {"DOI": one.doi, "type": "new_version", "source": "publisher",
               "updated": {"date-parts": [[2016, 1, 2]]}}  # fmt: skip
        notice = {"DOI": one.retracted_by, "type": "retraction", "source": "retraction-watch",
                  "updated": {"date-parts": [[2017, 2, 3]]}}  # fmt: skip
        item["updated-by"] = [own, notice]
    return item


def _envelope(kind: str, message: object) -> Answer:
    return as_json(
        {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    )


def _works(found: list[Work]) -> Answer:
    return _envelope(
        "work-list",
        {"total-results": len(found), "items-per-page": 10, "items": [work(one) for one in found]},
    )


JOURNAL = {
    "title": TIDES.container,
    "publisher": TIDES.publisher,
    "ISSN": [TIDES.issn],
    "issn-type": [{"type": "print", "value": TIDES.issn}],
    "counts": {"current-dois": 1, "backfile-dois": 3, "total-dois": 4},
    "breakdowns": {"dois-by-issued-year": [[2015, 1], [2014, 1], [2002, 1], [2001, 1]]},
}


def answer(path: str, query: dict[str, str]) -> Answer:
    parts = path.strip("/").split("/", 1)
    if parts[0] == "journals":
        return _journals(parts[1] if len(parts) > 1 else "", query)
    if len(parts) == 1:
        return _works(titled(query.get("query.bibliographic", "")))
    found = by(unquote(parts[1]))
    return _envelope("work", work(found)) if found else MISSING


def _journals(rest: str, query: dict[str, str]) -> Answer:
    issn, _, works = rest.partition("/")
    if not issn:
        same = {"journal", "of", "inland", "waters"} <= set(query["query"].lower().split())
        items = [
            JOURNAL,
            {**JOURNAL, "title": "Journal of Inland Waterways", "ISSN": ["0000-0019"]},
        ]
        return _envelope("journal-list", {"total-results": 2, "items": items if same else []})
    if issn != TIDES.issn:
        return MISSING
    if not works:
        return _envelope("journal", JOURNAL)
    return _works([one for one in WORKS if f"from-pub-date:{one.year}" in query["filter"]])


def answer_doi_org(path: str, query: dict[str, str]) -> Answer:
    if path.startswith("/api/handles/"):
        doi = path.removeprefix("/api/handles/")
        if not by(doi):
            return as_json({"responseCode": 100, "handle": doi}, 404)
        data = {"format": "string", "value": f"https://journal.example/{doi}"}
        value = {"index": 1, "type": "URL", "data": data}
        return as_json({"responseCode": 1, "handle": doi, "values": [value]})
    if path.startswith("/ra/"):
        prefix = path.removeprefix("/ra/")
        known = prefix == "10.5555"
        return as_json([{"DOI": prefix, "RA": "Crossref"} if known
                        else {"DOI": prefix, "status": "DOI does not exist"}])  # fmt: skip
    found = by(path.strip("/"))
    if not found:
        return NOT_FOUND_PAGE
    item = work(found) | {"title": found.title, "container-title": found.container,
                          "type": "article-journal"}  # fmt: skip
    kind = {"Content-Type": "application/vnd.citationstyles.csl+json"}
    return as_json(item)._replace(headers=kind)
