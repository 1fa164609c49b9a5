"""Where the records of services say that the work is open as a PDF."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from srccheck.model.evidence import Outcome
from srccheck.net import Exchange
from srccheck.resolvers import resolvers

PDF = "https://example.org/work.pdf"
CC = [{"URL": "https://creativecommons.org/licenses/by/4.0/"}]
LINK = {"URL": PDF, "content-type": "application/pdf", "content-version": "vor"}
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2001.00001v1</id>'
    '<title>Tides</title><link href="{}" rel="related" type="application/pdf"/></entry></feed>'
)


def crossref(**more: Any) -> dict[str, Any]:
    work = {"DOI": "10.5555/1", "title": ["Tides"], **more}
    return {"status": "ok", "message-type": "work", "message": work}


def openalex(**location: Any) -> dict[str, Any]:
    return {"id": "W1", "authorships": [], "title": "Tides", "best_oa_location": location or None}


def europe_pmc(*addresses: dict[str, str]) -> dict[str, Any]:
    one = {"id": "1", "title": "Tides", "fullTextUrlList": {"fullTextUrl": list(addresses)}}
    return {"resultList": {"result": [one]}}


def hal(**more: str) -> dict[str, Any]:
    return {"response": {"docs": [{"halId_s": "hal-00000001", "title_s": ["Tides"], **more}]}}


def zenodo(*names: str, access: str = "open") -> dict[str, Any]:
    files = [{"key": name, "links": {"self": PDF}} for name in names]
    return {"id": 1, "metadata": {"title": "Tides", "access_right": access}, "files": files}


@pytest.mark.parametrize(
    ("service", "answer", "pdf"),
    [
        ("crossref", crossref(link=[LINK], license=CC), PDF),
        ("crossref", crossref(link=[LINK]), ""),
        ("crossref", crossref(link=[LINK], license=[{"URL": "https://example.org/tdm"}]), ""),
        ("crossref", crossref(link=[{**LINK, "content-version": "am"}], license=CC), ""),
        ("crossref", crossref(link=[{**LINK, "content-type": "text/xml"}], license=CC), ""),
        ("crossref", crossref(link=None, license=None), ""),
        ("openalex", openalex(pdf_url=PDF, version="publishedVersion"), PDF),
        ("openalex", openalex(pdf_url=PDF, version="submittedVersion"), ""),
        ("openalex", openalex(pdf_url=None, version="publishedVersion"), ""),
        ("openalex", openalex(), ""),
        ("europe-pmc", europe_pmc({"documentStyle": "pdf", "availabilityCode": "OA", "url": PDF}),
         PDF),
        ("europe-pmc", europe_pmc({"documentStyle": "pdf", "availabilityCode": "S", "url": PDF}),
         ""),
        ("europe-pmc", europe_pmc({"documentStyle": "html", "availabilityCode": "OA", "url": PDF}),
         ""),
        ("hal", hal(fileMain_s=PDF, uri_s="https://hal.science/hal-00000001"), PDF),
        ("hal", hal(uri_s="https://hal.science/hal-00000001"),
         "https://hal.science/hal-00000001/document"),
        ("hal", hal(), ""),
        ("arxiv", FEED.format(PDF), PDF),
        ("arxiv", FEED.format("ftp://example.org/a.pdf"), ""),
        ("zenodo", zenodo("work.PDF", "data.csv"), PDF),
        ("zenodo", zenodo("one.pdf", "two.pdf"), ""),
        ("zenodo", zenodo("work.pdf", access="restricted"), ""),
        ("zenodo", zenodo(), ""),
    ],
)  # fmt: skip
def test_open_pdfs(service: str, answer: Any, pdf: str) -> None:
    body = answer if isinstance(answer, str) else json.dumps(answer)
    now = datetime.datetime.now(datetime.UTC)
    exchange = Exchange(service, "https://a.invalid/", Outcome.FOUND, now, 200, body=body.encode())
    (record,) = resolvers()[service].read(exchange)
    assert record.pdf == pdf
