"""OpenAlex, Semantic Scholar, DBLP and DOAJ."""

from __future__ import annotations

from typing import Any

from .answers import Answer, as_json, as_text
from .works import TIDES, Work, by, titled

OPENALEX_LIMITED = as_json(
    {"error": "Rate limit exceeded", "message": "Your daily budget is used up."},
    429,
    Retry_After="40000",
)
SCHOLAR_LIMITED = as_json(
    {"message": "Too Many Requests. Please wait and try again.", "code": "429"}, 429
)
DBLP_LIMITED = as_text(
    "<html><title>429 Too Many Requests</title></html>", 429, "text/html", Retry_After="3600"
)
DOAJ_LIMITED = as_json({"status": "rate_limited", "error": "too many requests"}, 429)


def _openalex(one: Work) -> dict[str, Any]:
    words = one.abstract.split()
    return {
        "id": f"https://openalex.org/W{one.pmid}",
        "doi": f"https://doi.org/{one.doi}",
        "title": one.title,
        "display_name": one.title,
        "publication_year": one.year,
        "publication_date": one.date,
        "ids": {"openalex": f"https://openalex.org/W{one.pmid}",
                "pmid": f"https://pubmed.ncbi.nlm.nih.gov/{one.pmid}"},
        "language": "en",
        "type": "article",
        "primary_location": {
            "landing_page_url": f"https://doi.org/{one.doi}",
            "source": {"display_name": one.container, "issn_l": one.issn, "issn": [one.issn],
                       "host_organization_name": one.publisher, "type": "journal"},
            "raw_source_name": one.container,
        },
        "authorships": [{"author_position": "first", "author": {"display_name": name},
                         "raw_author_name": name} for name in one.names],
        "biblio": {"volume": one.volume, "issue": one.issue, "first_page": one.first,
                   "last_page": one.last},
        "is_retracted": bool(one.retracted_by),
        "abstract_inverted_index": {word: [at for at, said in enumerate(words) if said == word]
                                    for word in words},
    }  # fmt: skip


def answer_openalex(path: str, query: dict[str, str]) -> Answer:
    if path == "/works":
        found = titled(query["filter"].removeprefix("title.search:"))
        results = [_openalex(one) for one in found]
        return as_json({"meta": {"count": len(found), "page": 1}, "results": results})
    scheme, _, value = path.removeprefix("/works/").partition(":")
    work = by(value, scheme)
    if work:
        return as_json(_openalex(work))
    page = "<!doctype html><html lang=en><title>404 Not Found</title><h1>Not Found</h1>"
    return as_text(page, 404, "text/html")


def _paper(one: Work) -> dict[str, Any]:
    return {
        "paperId": f"{one.pmid:0>40}",
        "externalIds": {"DOI": one.doi, "ArXiv": one.arxiv, "PubMed": one.pmid, "CorpusId": 1},
        "url": f"https://www.semanticscholar.org/paper/{one.pmid:0>40}",
        "title": one.title,
        "abstract": one.abstract,
        "venue": one.container,
        "publicationVenue": {"name": one.container, "type": "journal", "issn": one.issn},
        "year": one.year,
        "publicationDate": one.date,
        "publicationTypes": ["JournalArticle"],
        "journal": {"name": one.container, "volume": one.volume,
                    "pages": f"{one.first}-{one.last}"},
        "authors": [{"authorId": "1", "name": name} for name in one.names],
    }  # fmt: skip


def answer_scholar(path: str, query: dict[str, str]) -> Answer:
    rest = path.removeprefix("/graph/v1/paper/")
    if rest == "search":
        found = titled(query["query"])
        if not found:
            return as_json({"total": 0, "offset": 0})
        papers = [_paper(one) for one in found]
        return as_json({"total": len(found), "offset": 0, "data": papers})
    scheme, _, value = rest.partition(":")
    work = by(value, {"DOI": "doi", "ARXIV": "arxiv", "PMID": "pmid"}[scheme])
    return (
        as_json(_paper(work))
        if work
        else as_json({"error": f"Paper with id {rest} not found"}, 404)
    )


def _info(one: Work) -> dict[str, Any]:
    people: Any = [{"@pid": "1/1", "text": name} for name in one.names]
    if len(people) == 1:
        people = people[0] | {"text": f"{people[0]['text']} 0001"}
    return {
        "authors": {"author": people},
        "title": f"{one.title}.",
        "venue": "J. Inland Waters",
        "volume": one.volume,
        "number": one.issue,
        "pages": f"{one.first}-{one.last}",
        "year": str(one.year),
        "type": "Journal Articles",
        "key": f"journals/jiw/{one.pmid}",
        "doi": one.doi.upper(),
        "ee": f"https://doi.org/{one.doi}",
        "url": f"https://dblp.org/rec/journals/jiw/{one.pmid}",
    }


def answer_dblp(path: str, query: dict[str, str]) -> Answer:
    if path.startswith("/rec/"):
        if path != "/rec/journals/jiw/Rask14.xml":
            return as_text("<html><title>404 Not Found</title></html>", 404, "text/html")
        return as_text(
            f'<?xml version="1.0"?>\n<dblp><article key="journals/jiw/Rask14" mdate="2020-01-01">'
            f"<author>Ida Rask</author><author>Tomas B&eacute;ll 0002</author>"
            f"<title>{TIDES.title}.</title><pages>45-61</pages><year>2014</year>"
            f"<volume>12</volume><journal>J. Inland Waters</journal><number>3</number>"
            f"<ee>https://doi.org/{TIDES.doi}</ee></article></dblp>",
            kind="text/xml",
        )
    found = titled(query["q"])
    hits: dict[str, Any] = {"@total": str(len(found)), "@sent": str(len(found))}
    if found:
        hits["hit"] = [{"@score": "9", "@id": "1", "info": _info(one)} for one in found]
    return as_json({"result": {"query": query["q"], "hits": hits}})


def _article(one: Work) -> dict[str, Any]:
    return {
        "id": f"{one.pmid:0>32}",
        "created_date": "2020-01-01T00:00:00Z",
        "bibjson": {
            "title": one.title,
            "year": str(one.year),
            "month": str(one.month),
            "start_page": one.first,
            "end_page": one.last,
            "abstract": one.abstract,
            "journal": {"title": one.container, "volume": one.volume, "number": one.issue,
                        "publisher": one.publisher, "issns": [one.issn], "language": ["EN"]},
            "identifier": [{"type": "doi", "id": one.doi}, {"type": "eissn", "id": one.issn}],
            "link": [{"type": "fulltext", "url": f"https://journal.example/{one.doi}"}],
            "author": [{"name": name} for name in one.names],
        },
    }  # fmt: skip


JOURNAL = {
    "id": "f" * 32,
    "bibjson": {
        "title": TIDES.container,
        "alternative_title": "Inland Waters",
        "pissn": TIDES.issn,
        "publisher": {"name": TIDES.publisher, "country": "NO"},
        "language": ["EN"],
        "ref": {"journal": "https://journal.example"},
    },
}


def answer_doaj(path: str, query: dict[str, str]) -> Answer:
    kind, _, said = path.removeprefix("/api/search/").partition("/")
    if kind == "journals":
        found = [JOURNAL] if TIDES.issn in said else []
    elif said.startswith("doi:"):
        work = by(said.removeprefix("doi:").strip('"'))
        found = [_article(work)] if work else []
    else:
        words = said.replace("bibjson.title:", " ").replace("bibjson.author.name:", " ")
        found = [_article(one) for one in titled(words)]
    return as_json({"total": len(found), "page": 1, "pageSize": 10, "results": found})
