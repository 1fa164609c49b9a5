"""Wikidata and the Internet Archive."""

from __future__ import annotations

from typing import Any

from .answers import Answer, as_json, as_text
from .works import WORKS, Work

WIKIDATA_LIMITED = as_text(
    "<!DOCTYPE html><html><title>Wikimedia Error</title>Too many requests</html>",
    429,
    "text/html",
    Retry_After="1000",
)
ARCHIVE_LIMITED = as_text(
    "<html><head><title>429 Too Many Requests</title></head></html>", 429, "text/html"
)
PAGE = "https://news.example/2014/05/07/the-tides"


def _statement(value: Any, **qualifiers: Any) -> dict[str, Any]:
    return {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
        "type": "statement",
        "rank": "normal",
        "qualifiers": {
            name: [{"snaktype": "value", "datavalue": {"value": given}}]
            for name, given in qualifiers.items()
        },
    }


def _entity(one: Work) -> dict[str, Any]:
    time = {"time": f"+{one.date}T00:00:00Z", "precision": 11, "timezone": 0}
    claims: dict[str, Any] = {
        "P31": [_statement({"entity-type": "item", "id": "Q13442814"})],
        "P1476": [_statement({"text": one.title, "language": "en"})],
        "P2093": [_statement(name, P1545=str(place))
                  for place, name in reversed(list(enumerate(one.names, 1)))],
        "P577": [_statement(time)],
        "P478": [_statement(one.volume)],
        "P433": [_statement(one.issue)],
        "P304": [_statement(f"{one.first}–{one.last}")],
        "P356": [_statement(one.doi.upper())],
    }  # fmt: skip
    if one.retracted_by:
        claims["P5824"] = [_statement({"entity-type": "item", "id": "Q99999999"})]
    label = {"en": {"language": "en", "value": one.title.lower()}}
    return {"type": "item", "id": f"Q{one.pmid}", "labels": label, "claims": claims}


def answer_wikidata(path: str, query: dict[str, str]) -> Answer:
    if query["action"] == "wbgetentities":
        wanted = query["ids"].split("|")
        entities = {f"Q{one.pmid}": _entity(one) for one in WORKS if f"Q{one.pmid}" in wanted}
        return as_json({"entities": entities, "success": 1})
    if query["action"] == "query":
        doi = query["srsearch"].removeprefix("haswbstatement:P356=").lower()
        hits = [{"ns": 0, "title": f"Q{one.pmid}", "pageid": 1} for one in WORKS if one.doi == doi]
        found = {"searchinfo": {"totalhits": len(hits)}, "search": hits}
        return as_json({"batchcomplete": "", "query": found})
    words = query["search"].lower()
    hits = [
        {"id": f"Q{one.pmid}", "title": f"Q{one.pmid}", "label": one.title}
        for one in WORKS
        if one.title.lower() == words
    ]
    return as_json({"searchinfo": {"search": query["search"]}, "search": hits, "success": 1})


def answer_archive(path: str, query: dict[str, str]) -> Answer:
    if path.startswith("/wayback/available"):
        found = query["url"] == PAGE
        copy = f"http://web.archive.org/web/20140601000000/{PAGE}"
        closest = {"status": "200", "available": True, "url": copy, "timestamp": "20140601000000"}
        return as_json({"url": query["url"], "archived_snapshots": {"closest": closest} if found
                        else {}})  # fmt: skip
    if path.startswith("/web/timemap/link/"):
        return _timemap(path.removeprefix("/web/timemap/link/"))
    if path.startswith("/web/2015"):
        return as_text(
            "<title>Slow down</title>", 429, "text/html",
            Memento_Datetime="Thu, 29 Jan 2015 03:49:04 GMT",
        )  # fmt: skip
    fields = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    if query["url"] != PAGE:
        return as_json([])
    key = "example,news)/2014/05/07/the-tides"
    rows = [[key, stamp, PAGE, "text/html", "200", "A" * 32, "900"]
            for stamp in ("20140508010203", "20200101000000")]  # fmt: skip
    return as_json([fields, *rows])


def _timemap(url: str) -> Answer:
    if url != PAGE:
        return as_text("<html><title>Wayback Machine</title></html>", 404, "text/html")
    base = "https://web.archive.org/web"
    return as_text(
        f'<{url}>; rel="original",\n'
        f'<{base}/timemap/link/{url}>; rel="self"; type="application/link-format"; '
        'from="Thu, 08 May 2014 01:02:03 GMT",\n'
        f'<{base}>; rel="timegate",\n'
        f'<{base}/20140508010203/{url}>; rel="first memento"; '
        'datetime="Thu, 08 May 2014 01:02:03 GMT",\n'
        f'<{base}/20200101000000/{url}>; rel="memento"; '
        'datetime="Wed, 01 Jan 2020 00:00:00 GMT",\n',
        kind="application/link-format",
    )
