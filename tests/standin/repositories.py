"""DataCite, Zenodo, HAL and arXiv."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from .answers import Answer, as_json, as_text, as_xml
from .works import Work, by, titled

DATACITE_LIMITED = as_json({"errors": [{"status": "429", "title": "Too many requests."}]}, 429)
ZENODO_LIMITED = as_json(
    {"status": 429, "message": "30 per 1 minute"},
    429,
    Retry_After="3600",
    X_RateLimit_Remaining="0",
)
HAL_LIMITED = as_text("<html><title>429 Too Many Requests</title></html>", 429, "text/html")
ARXIV_LIMITED = as_text("Rate exceeded.", 429, "text/html", Server="Google Frontend")


def _datacite(one: Work) -> dict[str, Any]:
    related = [
        {"relationType": "IsCitedBy", "relatedIdentifier": "10.5555/other",
         "relatedIdentifierType": "DOI"},
    ]  # fmt: skip
    if one.replaced_by:
        related.append({"relationType": "IsPreviousVersionOf",
                        "relatedIdentifier": one.replaced_by,
                        "relatedIdentifierType": "DOI"})  # fmt: skip
    return {
        "id": one.doi,
        "type": "dois",
        "attributes": {
            "doi": one.doi,
            "creators": [{"name": f"{family}, {given}", "nameType": "Personal",
                          "givenName": given, "familyName": family, "affiliation": []}
                         for family, given in one.authors],
            "titles": [{"title": one.title}],
            "publisher": one.publisher,
            "container": {"type": "Journal", "title": one.container, "volume": one.volume,
                          "issue": one.issue, "firstPage": one.first, "lastPage": one.last,
                          "identifier": one.issn, "identifierType": "ISSN"},
            "publicationYear": one.year,
            "contributors": [],
            "dates": [{"date": one.date, "dateType": "Issued"}],
            "language": "en",
            "types": {"citeproc": "article-journal", "resourceTypeGeneral": "Text"},
            "relatedIdentifiers": related,
            "descriptions": [{"description": one.abstract, "descriptionType": "Abstract"}],
            "version": None,
            "url": f"https://archive.example/{one.doi}",
            "state": "findable",
        },
    }  # fmt: skip


def answer_datacite(path: str, query: dict[str, str]) -> Answer:
    if path.rstrip("/") == "/dois":
        found = titled(re.sub(r"\S{1,40}:", " ", query["query"]))
        return as_json({"data": [_datacite(one) for one in found], "meta": {"total": len(found)}})
    work = by(path.removeprefix("/dois/"))
    if not work:
        missing = "The resource you are looking for doesn't exist."
        return as_json({"errors": [{"status": "404", "title": missing}]}, 404)
    return as_json({"data": _datacite(work), "included": []})


def _zenodo(number: int, one: Work) -> dict[str, Any]:
    return {
        "created": f"{one.date}T12:00:00.000000+00:00",
        "id": number,
        "doi": f"10.5281/zenodo.{number}",
        "conceptdoi": f"10.5281/zenodo.{number - 1}",
        "metadata": {
            "title": one.title,
            "publication_date": one.date,
            "description": f"<p>{one.abstract}</p>",
            "creators": [{"name": f"{family}, {given}"} for family, given in one.authors],
            "resource_type": {"title": "Report", "type": "publication", "subtype": "report"},
            "relations": {"version": [{"index": 0, "is_last": not one.replaced_by}]},
        },
        "links": {"self_html": f"https://zenodo.org/records/{number}"},
    }


def answer_zenodo(path: str, query: dict[str, str]) -> Answer:
    if path.rstrip("/") == "/api/records":
        found = titled(re.sub(r"\S{1,40}:", " ", query["q"]))
        hits = [_zenodo(100 + index, one) for index, one in enumerate(found)]
        return as_json({"hits": {"hits": hits, "total": len(hits)}, "links": {}})
    works = {"/api/records/101": "10.5555/tides.1", "/api/records/103": "10.5555/salt.2"}
    work = by(works.get(path, ""))
    if not work:
        message = "The persistent identifier does not exist."
        return as_json({"status": 404, "message": message}, 404)
    return as_json(_zenodo(int(path.rpartition("/")[2]), work))


def _hal(index: int, one: Work) -> dict[str, Any]:
    return {
        "halId_s": f"hal-9999999{index}",
        "version_i": 1,
        "uri_s": f"https://hal.science/hal-9999999{index}",
        "docType_s": "ART",
        "title_s": [one.title, f"{one.title} (traduction)"],
        "authFirstName_s": [given for _, given in one.authors],
        "authLastName_s": [family for family, _ in one.authors],
        "authFullName_s": one.names,
        "journalTitle_s": one.container,
        "journalIssn_s": one.issn,
        "volume_s": one.volume,
        "issue_s": [one.issue],
        "page_s": f"{one.first}-{one.last}",
        "doiId_s": one.doi,
        "publicationDate_s": one.date,
        "language_s": ["en"],
        "abstract_s": [one.abstract],
    }


def answer_hal(path: str, query: dict[str, str]) -> Answer:
    said = query["q"]
    if said.startswith("doiId_s:"):
        work = by(said.removeprefix("doiId_s:").strip('"'))
        found = [work] if work else []
    else:
        found = titled(re.sub(r"\S{1,40}:", " ", said))
    docs = [_hal(index, one) for index, one in enumerate(found)]
    return as_json({"response": {"numFound": len(docs), "start": 0, "docs": docs}})


def _entry(one: Work) -> str:
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in one.names)
    comment = "This paper has been withdrawn by the author" if one.retracted_by else "17 pages"
    return f"""<entry><id>http://arxiv.org/abs/{one.arxiv}v2</id><title>{one.title}</title>
<updated>{one.date}T10:00:00Z</updated><summary>{one.abstract}</summary>
<published>{one.date}T09:00:00Z</published><arxiv:comment>{comment}</arxiv:comment>
<arxiv:journal_ref>{one.container} {one.volume} ({one.year}) {one.first}</arxiv:journal_ref>
{authors}<arxiv:doi>{one.doi}</arxiv:doi></entry>"""


def answer_arxiv(path: str, query: dict[str, str]) -> Answer:
    if "id_list" in query:
        work = by(query["id_list"], "arxiv")
        found = [work] if work else []
    else:
        found = titled(query["search_query"].replace("ti:", " ").replace("au:", " "))
    return as_xml(
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
        ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/api/x</id><title>arXiv Query</title>"
        f"<opensearch:totalResults>{len(found)}</opensearch:totalResults>"
        + "".join(map(_entry, found))
        + "</feed>",
        "application/atom+xml",
    )
