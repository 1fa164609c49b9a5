"""Formats beyond those that the interfaces send by default, in invented documents."""

from __future__ import annotations

import datetime
import json

import pytest

from srccheck.model.evidence import Outcome, Record, Update
from srccheck.net import Exchange
from srccheck.resolvers import resolvers, trees

TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def exchange(text: str, status: int = 200, kind: str = "text/xml", **named: object) -> Exchange:
    outcome = Outcome.NOT_FOUND if status == 404 else Outcome.FOUND
    return Exchange(
        "x", "https://example.org/a-1", outcome, TIME, status, "https://example.org/a-1",
        headers={"content-type": kind}, body=text.encode(), **named,  # type: ignore[arg-type]
    )  # fmt: skip


def read(name: str, text: str, kind: str = "text/xml") -> Record:
    found = resolvers()[name].evidence(exchange(text, kind=kind), "query")
    assert found.outcome is Outcome.FOUND, found.message
    return found.records[0]


def names(record: Record) -> list[str]:
    return [str(name) for name in record.author]


def test_mods() -> None:
    record = read("library-sru", """<mods xmlns="http://www.loc.gov/mods/v3">
      <titleInfo><nonSort>The</nonSort><title>Harbours</title><subTitle>a story</subTitle>
      </titleInfo>
      <name type="personal" usage="primary"><namePart>Dobre, Mirela,</namePart>
        <namePart type="date">1961-</namePart></name>
      <name type="personal"><namePart type="family">Marsh</namePart>
        <namePart type="given">Piet</namePart><role><roleTerm>editor</roleTerm></role></name>
      <name type="personal"><namePart>Fern, Lo</namePart>
        <role><roleTerm>ill</roleTerm></role></name>
      <originInfo><place><placeTerm type="code">xx</placeTerm></place>
        <place><placeTerm type="text">Lowmere</placeTerm></place>
        <publisher>Fern</publisher><dateIssued>c2009</dateIssued><edition>2nd ed.</edition>
        <issuance>monographic</issuance></originInfo>
      <identifier type="isbn">9780000000002 (pbk.)</identifier></mods>""")  # fmt: skip
    assert (record.title, record.titles) == ("The Harbours", ("The Harbours: a story",))
    assert names(record) == ["Dobre, Mirela"]
    assert [str(name) for name in record.editor] == ["Marsh, Piet"]
    assert (record.publisher, record.publisher_place) == ("Fern", "Lowmere")
    assert (str(record.issued), record.edition) == ("2009", "2nd ed.")
    assert record.ids("isbn") == ("9780000000002",)


def test_pica() -> None:
    record = read("library-sru", """<record xmlns="info:srw/schema/5/picaXML-v1.0">
      <datafield tag="002@"><subfield code="0">Aau</subfield></datafield>
      <datafield tag="003@"><subfield code="0">123</subfield></datafield>
      <datafield tag="004A"><subfield code="0">978-0-00-000000-2</subfield></datafield>
      <datafield tag="011@"><subfield code="a">2009</subfield></datafield>
      <datafield tag="021A"><subfield code="a">Die @Häfen</subfield>
        <subfield code="d">eine Geschichte</subfield></datafield>
      <datafield tag="028A"><subfield code="d">Mirela</subfield>
        <subfield code="a">Dobre</subfield></datafield>
      <datafield tag="033A"><subfield code="p">Lowmere</subfield>
        <subfield code="n">Fern</subfield></datafield></record>""")  # fmt: skip
    assert (record.title, record.titles) == ("Die Häfen", ("Die Häfen: eine Geschichte",))
    assert names(record) == ["Dobre, Mirela"]
    assert (record.publisher, str(record.issued)) == ("Fern", "2009")
    assert record.ids("isbn") == ("9780000000002",)


def test_sru_diagnostics() -> None:
    text = """<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:diagnostics>
      <diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><message>Query syntax error
      </message></diagnostic></zs:diagnostics></zs:searchRetrieveResponse>"""
    found = resolvers()["library-sru"].evidence(exchange(text), "query")
    assert found.outcome is Outcome.FAILED
    assert "Query syntax error" in found.message


def test_tei() -> None:
    record = read("hal", """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listBibl><biblFull>
      <publicationStmt><idno type="halId">hal-99999990</idno></publicationStmt>
      <sourceDesc><biblStruct><analytic><title xml:lang="fr">Les marées du lac</title>
        <title xml:lang="en">The tides of the lake</title>
        <author role="aut"><persName><forename type="first">Ida</forename>
          <forename type="middle">B.</forename><surname>Rask</surname></persName></author>
      </analytic>
      <monogr><idno type="issn">0000-0000</idno><title level="j">Journal of Inland Waters</title>
        <imprint><publisher>Northlight</publisher><biblScope unit="volume">12</biblScope>
        <biblScope unit="issue">3</biblScope><biblScope unit="pp">45-61</biblScope>
        <date type="datePub">2014-05</date></imprint></monogr>
      <idno type="doi">10.5555/tides.1</idno></biblStruct></sourceDesc>
      </biblFull></listBibl></body></text></TEI>""")  # fmt: skip
    assert (record.title, record.titles) == ("Les marées du lac", ("The tides of the lake",))
    assert names(record) == ["Rask, Ida B."]
    assert record.container_title == ("Journal of Inland Waters",)
    assert (record.volume, record.issue, record.page) == ("12", "3", "45-61")
    assert str(record.issued) == "2014-05"
    assert record.ids("doi") == ("10.5555/tides.1",)


OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{}</OAI-PMH>'


def test_dublin_core() -> None:
    record = read("hal", OAI.format("""<GetRecord><record><header><identifier>oai:HAL:hal-99999990v1
      </identifier></header><metadata><dc xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title>The Tides</dc:title><dc:creator>Rask
,
Ida</dc:creator><dc:date>2014</dc:date><dc:identifier>https://hal.science/hal-99999990</dc:identifier>
      <dc:relation>info:eu-repo/semantics/altIdentifier/doi/10.5555/tides.1</dc:relation>
      </dc></metadata></record></GetRecord>"""))  # fmt: skip
    assert (record.id, record.title, str(record.issued)) == ("hal-99999990v1", "The Tides", "2014")
    assert names(record) == ["Rask, Ida"]
    assert record.ids("doi") == ("10.5555/tides.1",)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ('<error code="idDoesNotExist">no</error>', Outcome.NOT_FOUND),
        ('<error code="badArgument">The record "x" does not exist.</error>', Outcome.NOT_FOUND),
        ('<error code="badVerb">illegal verb</error>', Outcome.FAILED),
    ],
)
def test_oai_errors(error: str, outcome: Outcome) -> None:
    assert resolvers()["hal"].evidence(exchange(OAI.format(error)), "query").outcome is outcome


def test_landing_page() -> None:
    record = read("hal", """<!DOCTYPE html><html><head>
      <meta name="citation_title" content="Les mar&eacute;es" />
      <meta name="citation_author" content="Ida Rask" />
      <meta name="citation_publication_date" content="2015/02/09" />
      <meta name="citation_dissertation_institution" content="Université du Lac" />
      </head></html>""", "text/html; charset=utf-8")  # fmt: skip
    assert (record.type, record.title, record.publisher) == (
        "thesis", "Les marées", "Université du Lac"
    )  # fmt: skip
    assert str(record.issued) == "2015-02-09"


ATOM = """<!DOCTYPE feed [{}]><feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/abs/2401.99991v1</id><title>Tides &x;</title></entry></feed>"""


@pytest.mark.parametrize(
    ("comment", "withdrawn"),
    [
        ("This paper has been withdrawn by the author due to an error in Lemma 2", True),
        ("Withdrawn", True),
        ("withdrawn due to a gap in the proof", True),
        ("Submission has been withdrawn by arXiv administrators", True),
        ("17 pages; our submission was withdrawn from a conference", False),
        ("On withdrawn patents, 3 figures", False),
        ("17 pages", False),
    ],
)
def test_withdrawn_papers(comment: str, withdrawn: bool) -> None:
    atom = ATOM.replace("<!DOCTYPE feed [{}]>", "").replace("&x;", "")
    record = read("arxiv", atom.replace("</entry>", f"<comment>{comment}</comment></entry>"))
    assert bool(record.updates) is withdrawn


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;">',
    ],
)
def test_entities_are_not_expanded(declared: str) -> None:
    assert read("arxiv", ATOM.format(declared)).title == "Tides &x;"


def test_depth_is_bounded() -> None:
    with pytest.raises(ValueError, match="no XML"):
        trees.parse(exchange("<a>" * 100_000 + "</a>" * 100_000))


def test_the_404_of_an_agency_is_not_that_of_doi_org() -> None:
    doi_org = resolvers()["doi.org"]
    page = "<title>Error: DOI Not Found</title>"
    own = exchange(page, 404, "text/html")
    other = exchange("Resource not found.", 404, redirects=((302, "https://api.example/works"),))
    proxy = exchange("<title>404 Not Found</title>", 404, "text/html")
    assert doi_org.evidence(own, "doi").outcome is Outcome.NOT_FOUND
    assert doi_org.evidence(other, "doi").outcome is Outcome.FAILED
    assert doi_org.evidence(proxy, "doi").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "name", ["crossref", "crossref-journals", "datacite", "semantic-scholar", "zenodo", "doaj"]
)
def test_a_web_page_with_404_is_no_answer_of_an_interface(name: str) -> None:
    resolver = resolvers()[name]
    page = exchange("<title>404</title>", 404, "text/html")
    text = exchange("Resource not found.", 404, "application/json")
    assert resolver.evidence(page, "doi").outcome is Outcome.FAILED
    assert resolver.evidence(text, "doi").outcome is Outcome.NOT_FOUND


def crossref(**item: object) -> Record:
    work = {"DOI": "10.5555/x", "title": ["Tides"], **item}
    return read("crossref", json.dumps({"message-type": "work", "message": work}))


@pytest.mark.parametrize(
    ("item", "damaged"),
    [
        ({"title": ["Dentistry \ufffd Instruments"]}, ("title",)),
        ({"author": [{"family": "VerÃ\xadssimo", "given": "AntÃ³nio"}]}, ("author",)),
        ({"publisher": "LâUniversité"}, ()),
        ({"title": ["COMISSÃO DE INFORMAÇÃO"], "author": [{"family": "CONCEIÇÃO"}]}, ()),
        ({"issued": {"date-parts": [[2062, 5]]}}, ("date",)),
        ({"issued": {"date-parts": [[2027, 1]]}}, ()),
        ({"title": ["Ökologie: ça va ? Ángel, Łódź"]}, ()),
    ],
)
def test_damage(item: dict[str, object], damaged: tuple[str, ...]) -> None:
    assert crossref(**item).damaged == damaged


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("RETRACTED: On Tides", ["retraction"]),
        ("RETRACTED ARTICLE: On Tides", ["retraction"]),
        ("[Retracted] On Tides", ["retraction"]),
        ("WITHDRAWN: On Tides", ["withdrawal"]),
        ("TEMPORARY REMOVAL: On Tides", ["removal"]),
        ("Retracted tails: how geckos climb", []),
        ("Retraction: On Tides", []),
        ("REMOVED", []),
        ("Withdrawn from the world: hermits of Lake Sorrel", []),
    ],
)
def test_notices_in_titles(title: str, kinds: list[str]) -> None:
    assert [update.kind for update in crossref(title=[title]).updates] == kinds


def test_a_notice_is_not_itself_retracted() -> None:
    update = {"DOI": "10.5555/tides", "type": "retraction", "updated": {}}
    record = crossref(title=["Retracted: On Tides"], **{"update-to": [update]})
    assert record.updates == ()
    assert record.relations["update-to"] == ("10.5555/tides",)


def test_a_new_version_of_itself_is_no_news() -> None:
    own = {"DOI": "10.5555/X", "type": "new_version", "updated": {"date-parts": [[2020]]}}
    fix = {"DOI": "10.5555/fix", "type": "erratum", "source": "publisher", "updated": None}
    assert crossref(**{"updated-by": [own, fix]}).updates == (
        Update("correction", "10.5555/fix", None, "publisher"),
    )


def test_institutions_stand_for_a_container() -> None:
    institution = [{"name": "Lake Survey", "acronym": ["LS"]}]
    report = crossref(type="report", institution=institution)
    article = crossref(institution=institution, **{"container-title": ["Inland Waters"]})
    assert report.container_title == ("Lake Survey", "LS")
    assert article.container_title == ("Inland Waters",)


def test_broken_values() -> None:
    record = crossref(
        title=["  ", "L\u2019eau\u00a0: une &amp;lt;i&amp;gt;histoire&amp;lt;/i&amp;gt;"],
        author=[{"given": "", "sequence": "first"}, {"name": "Groupe du Lac"}, None],
        volume="n° 95",
        issued={"date-parts": [[None]]},
        **{"published-print": {"date-parts": [[2019, 13, 40]]}},
    )
    assert record.title == "L’eau : une histoire"
    assert [str(name) for name in record.author] == ["Groupe du Lac"]
    assert record.volume == "n° 95"
    assert str(record.issued) == "2019"
