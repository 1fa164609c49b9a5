"""Europe PMC, and PubMed's E-utilities."""

from __future__ import annotations

import re
from typing import Any

from .answers import Answer, as_json, as_text, as_xml
from .works import WORKS, Work, by, titled

EUROPE_LIMITED = as_text("Too Many Requests", 429)
PUBMED_LIMITED = as_json(
    {"error": "API rate limit exceeded", "api-key": "203.0.113.7", "count": "4", "limit": "3"},
    429,
    Retry_After="3600",
)


def _result(one: Work) -> dict[str, Any]:
    result: dict[str, Any] = {
        "id": one.pmid,
        "source": "MED",
        "pmid": one.pmid,
        "doi": one.doi,
        "title": f"{one.title}.",
        "authorList": {"author": [{"fullName": f"{family} {given[0]}", "firstName": given,
                                   "lastName": family, "initials": given[0]}
                                  for family, given in one.authors]},
        "journalInfo": {
            "issue": one.issue,
            "volume": one.volume,
            "dateOfPublication": f"{one.year} May",
            "yearOfPublication": one.year,
            "printPublicationDate": f"{one.year}-05-01",
            "journal": {"title": one.container, "isoabbreviation": "J Inland Waters",
                        "issn": one.issn},
        },
        "pubYear": str(one.year),
        "pageInfo": f"{one.first}-{one.last}",
        "abstractText": one.abstract,
        "language": "eng",
        "electronicPublicationDate": one.date,
        "pubTypeList": {"pubType": ["Journal Article"]},
    }  # fmt: skip
    if one.retracted_by:
        result["pubTypeList"] = {"pubType": ["Retracted Publication", "Journal Article"]}
        result["commentCorrectionList"] = {
            "commentCorrection": [
                {"id": "99999999", "source": "MED", "type": "Retraction in",
                 "reference": "J Inland Waters. 2017 Feb;15(1):3", "orderIn": 1},
                {"id": "99999998", "source": "MED", "type": "Comment in", "orderIn": 2},
            ]
        }  # fmt: skip
    return result


def answer_europe(path: str, query: dict[str, str]) -> Answer:
    said = query.get("query", "")
    if not said:
        return as_json({"errCode": 404, "errMsg": "No search criteria provided."})
    if said.startswith("DOI:"):
        found = [work] if (work := by(said.removeprefix("DOI:").strip('"'))) else []
    elif said.startswith("EXT_ID:"):
        number = said.removeprefix("EXT_ID:").partition(" ")[0]
        found = [work] if (work := by(number, "pmid")) else []
    else:
        found = titled(re.sub(r"(?:TITLE|AUTH):", " ", said))
    return as_json(
        {"version": "6.9", "hitCount": len(found), "request": {"queryString": said},
         "resultList": {"result": [_result(one) for one in found]}}
    )  # fmt: skip


def _article(one: Work) -> str:
    authors = "".join(
        f"<Author ValidYN='Y'><LastName>{family}</LastName><ForeName>{given}</ForeName></Author>"
        for family, given in one.authors
    )
    kinds = "<PublicationType UI='D016428'>Journal Article</PublicationType>"
    notices = ""
    if one.retracted_by:
        kinds += "<PublicationType UI='D016441'>Retracted Publication</PublicationType>"
        notices = (
            "<CommentsCorrectionsList><CommentsCorrections RefType='RetractionIn'><RefSource>J"
            " Inland Waters. 2017</RefSource><PMID>99999999</PMID></CommentsCorrections>"
            "<CommentsCorrections RefType='ExpressionOfConcernIn'><PMID>99999998</PMID>"
            "</CommentsCorrections></CommentsCorrectionsList>"
        )
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{one.pmid}</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">{one.issn}</ISSN><JournalIssue>
<Volume>{one.volume}</Volume><Issue>{one.issue}</Issue><PubDate><Year>{one.year}</Year>
<Month>May</Month></PubDate></JournalIssue><Title>{one.container}</Title>
<ISOAbbreviation>J Inland Waters</ISOAbbreviation></Journal>
<ArticleTitle>{one.title}.</ArticleTitle><Pagination><MedlinePgn>{one.first}-{one.last}</MedlinePgn>
</Pagination><Abstract><AbstractText>{one.abstract}</AbstractText></Abstract>
<AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language>
<PublicationTypeList>{kinds}</PublicationTypeList><ArticleDate DateType="Electronic">
<Year>{one.year}</Year><Month>{one.month:02d}</Month><Day>{one.day:02d}</Day></ArticleDate></Article>
{notices}</MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">{one.pmid}</ArticleId><ArticleId IdType="doi">{one.doi}</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle>"""


_DOCTYPE = '<!DOCTYPE {0} PUBLIC "-//NLM//DTD {0}//EN" "https://dtd.nlm.nih.gov/{0}.dtd">\n'


def answer_pubmed(path: str, query: dict[str, str]) -> Answer:
    if path.endswith("/esearch.fcgi"):
        term = query["term"]
        if term.endswith("[AID]"):
            found = [work] if (work := by(term.removesuffix("[AID]").strip('"'))) else []
        else:
            found = titled(re.sub(r"\[\w+\]", " ", term))
        numbers = "".join(f"<Id>{one.pmid}</Id>" for one in found)
        return as_xml(
            _DOCTYPE.format("eSearchResult")
            + f"<eSearchResult><Count>{len(found)}</Count><RetMax>{len(found)}</RetMax>"
            f"<RetStart>0</RetStart><IdList>{numbers}</IdList></eSearchResult>"
        )
    wanted = query["id"].split(",")
    articles = "".join(_article(one) for one in WORKS if one.pmid in wanted)
    text = f"<PubmedArticleSet>{articles}</PubmedArticleSet>"
    return as_xml(_DOCTYPE.format("PubmedArticleSet") + text)
