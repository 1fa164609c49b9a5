"""Who is asked for one entry, in which order, and when it is enough."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace

import pytest

from srccheck.config import Settings
from srccheck.lookup import look_up
from srccheck.matching import judge
from srccheck.model import Entry, Field, Identifier, Name, PartialDate, Verdict
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.net import OfflineClient
from srccheck.parse import parse_reference
from srccheck.resolvers import Resolver
from srccheck.resolvers.doi_org import DoiOrg
from srccheck.resolvers.page import Page
from srccheck.resolvers.wikidata import Wikidata

BARE = 'Jane Doe, "The Last Harbour of Aden", *Harbour Studies*, vol. 12, no. 3, 2019, pp. 210-219.'
CITED = f"{BARE[:-1]}, https://doi.org/10.5555/12345."
NEWS = 'Jane Doe, "Ice on the Old Canal of the North", *Le Monde*, 10 July 2022.'
WORK = Record(
    "somewhere",
    "10.5555/12345",
    title="The Last Harbour of Aden",
    author=(Name("Doe", "Jane"),),
    container_title=("Harbour Studies",),
    volume="12",
    issue="3",
    page="210-219",
    dates={"issued": PartialDate(2019)},
    identifiers=(Identifier("doi", "10.5555/12345"),),
)


class Service(Resolver):
    """Notes what it is asked, and answers as it is told."""

    def __init__(self, name: str, asked: list[str], knows: str = "", schemes: str = "") -> None:
        self.name = name  # type: ignore[misc]
        self.asked = asked
        self.knows = knows.split()
        self.schemes = frozenset(schemes.split())  # type: ignore[misc]

    def resolve(self, identifier: Identifier, client: object) -> Evidence:
        return self._told(f"{identifier.scheme} {identifier.value}", identifier.scheme)

    def search(self, entry: Entry, client: object) -> Evidence:
        return self._told("search", "search")

    def _told(self, query: str, kind: str) -> Evidence:
        self.asked.append(f"{self.name}: {query}")
        if "down" in self.knows:
            return Evidence(self.name, query, Outcome.FAILED)
        if kind in self.knows:
            record = replace(WORK, source=self.name)
            return Evidence(self.name, query, Outcome.FOUND, records=(record,))
        return Evidence(self.name, query, Outcome.NOT_FOUND)

    def read(self, exchange: object) -> list[Record]:
        return []


class Registry(DoiOrg):
    """doi.org without a network."""

    def __init__(self, asked: list[str], agency: str = "Crossref", knows: bool = True) -> None:
        self.asked = asked
        self._agency = agency
        self.knows = knows

    def resolve(self, identifier: Identifier, client: object) -> Evidence:
        self.asked.append("doi.org: doi")
        outcome = Outcome.FOUND if self.knows else Outcome.NOT_FOUND
        records = (WORK,) if self.knows else ()
        return Evidence("doi.org", f"doi {identifier.value}", outcome, records=records)

    def agency(self, doi: str, client: object) -> str:
        return self._agency

    def exists(self, doi: str, client: object) -> Evidence:
        self.asked.append("doi.org: handle")
        return Evidence("doi.org", f"handle {doi}", Outcome.NOT_FOUND)


ARTICLES = ("crossref", "semantic-scholar", "europe-pmc", "doaj", "hal")


def services(asked: list[str], **knows: str) -> dict[str, Resolver]:
    names = {*ARTICLES, "datacite", "open-library", "library-sru", "dblp", *knows}
    return {
        name: Service(name, asked, knows.get(name.replace("-", "_"), "")) for name in sorted(names)
    }


def ask(reference: str, resolvers: Mapping[str, Resolver], **more: object) -> tuple[Evidence, ...]:
    return look_up(parse_reference(reference), OfflineClient(), resolvers, Settings(**more))  # type: ignore[arg-type]


def test_a_doi_that_leads_to_the_work_is_enough() -> None:
    asked: list[str] = []
    found = ask(CITED, services(asked, crossref="doi") | {"doi.org": Registry(asked)})
    assert asked == ["doi.org: doi", "crossref: doi 10.5555/12345"]
    assert [one.outcome for one in found] == [Outcome.FOUND, Outcome.FOUND]


def test_the_agency_that_registered_a_doi_is_asked() -> None:
    asked: list[str] = []
    ask(CITED, services(asked, datacite="doi") | {"doi.org": Registry(asked, "DataCite")})
    assert asked == ["doi.org: doi", "datacite: doi 10.5555/12345"]


def test_an_agency_without_an_interface_is_asked_through_doi_org() -> None:
    asked: list[str] = []
    ask(CITED, services(asked) | {"doi.org": Registry(asked, "mEDRA")})
    assert asked == ["doi.org: doi"]


def test_of_a_doi_that_nobody_knows_the_handle_system_is_asked_and_then_the_services() -> None:
    asked: list[str] = []
    found = ask(CITED, services(asked) | {"doi.org": Registry(asked, "", knows=False)})
    assert asked[:4] == [
        "doi.org: doi",
        "crossref: doi 10.5555/12345",
        "doi.org: handle",
        "datacite: doi 10.5555/12345",
    ]
    assert sorted(asked[4:]) == sorted(f"{name}: search" for name in ARTICLES)
    assert {one.outcome for one in found} == {Outcome.NOT_FOUND}


def test_a_search_that_finds_the_work_is_enough() -> None:
    asked: list[str] = []
    ask(BARE, services(asked, crossref="search"))
    assert asked == ["crossref: search"]


def test_what_the_first_service_does_not_have_is_looked_for_in_the_others() -> None:
    asked: list[str] = []
    ask(BARE, services(asked, hal="search"))
    assert asked[0] == "crossref: search"
    assert sorted(asked[1:5]) == sorted(f"{name}: search" for name in ARTICLES[1:])


def test_of_a_doi_that_was_found_crossref_is_asked_for_notices() -> None:
    asked: list[str] = []
    ask(BARE, services(asked, hal="search", crossref="doi"))
    assert asked[-1] == "crossref: doi 10.5555/12345"


def test_a_newspaper_is_in_no_database() -> None:
    asked: list[str] = []
    assert ask(NEWS, services(asked)) == ()
    assert asked == []


def test_services_that_are_left_out_are_not_asked() -> None:
    asked: list[str] = []
    ask(BARE, services(asked), skip_services=("crossref", "hal"))
    assert sorted(asked) == ["doaj: search", "europe-pmc: search", "semantic-scholar: search"]
    asked.clear()
    ask(BARE, services(asked), ask_services=("doaj",))
    assert asked == ["doaj: search"]


def test_a_service_without_its_key_is_not_asked() -> None:
    asked: list[str] = []
    ask(BARE, services(asked, openalex="search"))
    assert "openalex: search" not in asked


def test_a_slip_in_a_resolver_is_a_failure_to_answer_and_no_more() -> None:
    class Broken(Service):
        def search(self, entry: Entry, client: object) -> Evidence:
            raise LookupError("a slip")

    asked: list[str] = []
    found = ask(BARE, services(asked, hal="search") | {"crossref": Broken("crossref", asked)})
    assert (found[0].outcome, found[0].message) == (
        Outcome.FAILED,
        "a bug in its resolver: LookupError: a slip",
    )
    assert Outcome.FOUND in {one.outcome for one in found}


def test_resolvers_of_other_packages_are_asked_too() -> None:
    asked: list[str] = []
    ask(BARE, services(asked) | {"library-of-elsewhere": Service("library-of-elsewhere", asked)})
    assert asked[-1] == "library-of-elsewhere: search"


@pytest.mark.parametrize("reference", [BARE, CITED, NEWS])
def test_without_any_service_there_is_no_evidence(reference: str) -> None:
    assert ask(reference, {}) == ()


def test_what_runs_at_once_is_put_together_in_order() -> None:
    from srccheck.lookup.pool import Pool

    barrier = threading.Barrier(3, timeout=10)
    pool = Pool(3)

    def task(number: int) -> int:
        barrier.wait()
        return number

    assert pool.together([lambda n=n: task(n) for n in range(3)]) == [0, 1, 2]
    pool.close()


BOOK = "Jane Doe, *The Last Harbour of Aden*, Quay Press, 2019, ISBN 978-0-306-40615-7."
PAPER = BARE[:-1] + ", ISSN 1234-5679."


class Portal(Service):
    """What the ISSN Portal calls a journal."""

    def __init__(self, asked: list[str], *names: str) -> None:
        super().__init__("issn-portal", asked)
        self.names = names

    def resolve(self, identifier: Identifier, client: object) -> Evidence:
        query = f"issn {identifier.value}"
        self.asked.append(f"issn-portal: {query}")
        serial = Record("issn-portal", identifier.value, "journal", *self.names[:1],
                        titles=self.names[1:], identifiers=(identifier,))  # fmt: skip
        return Evidence("issn-portal", query, Outcome.FOUND, records=(serial,))


class Elsewhere(Service):
    """Has the work in a journal of another name."""

    def search(self, entry: Entry, client: object) -> Evidence:
        self.asked.append(f"{self.name}: search")
        issn = Identifier("issn", "2049-3630")
        record = replace(WORK, source=self.name, container_title=("Annals of the Quay",),
                         identifiers=(*WORK.identifiers, issn))  # fmt: skip
        return Evidence(self.name, "search", Outcome.FOUND, records=(record,))


def test_a_book_that_nobody_has_is_looked_for_in_wikidata_last() -> None:
    asked: list[str] = []
    names = ("open-library", "library-sru", "crossref")
    known = {name: Service(name, asked, schemes="isbn") for name in names}
    ask(BOOK, known | {"wikidata": Service("wikidata", asked, schemes="isbn")})
    assert asked[-1] == "wikidata: search"
    assert asked.index("wikidata: isbn 9780306406157") == 2
    assert asked.count("wikidata: search") == 1


@pytest.mark.parametrize("knows", ["isbn", "down"])
def test_an_isbn_that_somebody_has_or_nobody_could_say_is_not_asked_of_wikidata(knows) -> None:
    asked: list[str] = []
    known = {name: Service(name, asked, knows, "isbn") for name in ("open-library", "library-sru")}
    ask(BOOK, known | {"wikidata": Service("wikidata", asked, schemes="isbn")})
    assert "wikidata: isbn 9780306406157" not in asked


def test_a_doi_that_is_registered_nowhere_is_not_in_wikidata_either() -> None:
    asked: list[str] = []
    wikidata = Service("wikidata", asked, schemes="doi")
    ask(
        CITED, services(asked) | {"doi.org": Registry(asked, "", knows=False), "wikidata": wikidata}
    )
    assert not any(one.startswith("wikidata: doi") for one in asked)


def test_the_journal_of_an_issn_is_asked_for_when_the_article_is_not_found() -> None:
    asked: list[str] = []
    ask(PAPER, services(asked) | {"issn-portal": Portal(asked, "Harbour Studies")})
    assert asked[-1] == "issn-portal: issn 1234-5679"


def test_without_a_doubt_the_issn_portal_is_left_alone() -> None:
    asked: list[str] = []
    ask(BARE, services(asked, crossref="search") | {"issn-portal": Portal(asked, "Any")})
    ask(BARE, services(asked) | {"issn-portal": Portal(asked, "Any")})
    assert not any(one.startswith("issn-portal") for one in asked)


@pytest.mark.parametrize(
    ("names", "accuracy"),
    [
        (("Annals of the Quay", "Harbour Studies"), Verdict.VERIFIED),
        (("Annals of the Quay",), Verdict.CONTRADICTED),
    ],
)
def test_a_journal_may_have_the_name_that_is_cited_too(names, accuracy) -> None:
    asked: list[str] = []
    found = ask(BARE, {"crossref": Elsewhere("crossref", asked),
                       "issn-portal": Portal(asked, *names)})  # fmt: skip
    assert asked == ["crossref: search", "issn-portal: issn 2049-3630"]
    assert judge(parse_reference(BARE), found).verdicts.accuracy is accuracy


@pytest.mark.parametrize("name", ["crossref-search", "crossref"])
def test_searches_of_a_service_can_be_left_out_by_their_own_name(name: str) -> None:
    asked: list[str] = []
    ask(BARE, services(asked), skip_services=(name,))
    assert "crossref: search" not in asked


class Newspapers(Wikidata):
    """Knows the website of a newspaper."""

    def __init__(self, *websites: str) -> None:
        self.websites = websites

    def serials(self, name: str, client: object) -> Evidence:
        records = tuple(Record("wikidata", type="journal", title=name, url=url)
                        for url in self.websites)  # fmt: skip
        return Evidence("wikidata", f"serial {name}", Outcome.FOUND, records=records)


@pytest.mark.parametrize(
    ("venue", "websites", "domain"),
    [
        ("Sorrel Gazette", ("https://www.gazette.example.org/news", ""), "gazette.example.org"),
        ("Sorrel Gazette", ("https://a.example.org/", "https://b.example.org/"), ""),
        ("Sorrel Gazette", (), ""),
        ("Le Monde", ("https://gazette.example.org/",), ""),
    ],
)
def test_the_domain_of_an_unknown_newspaper_is_asked_of_wikidata(
    monkeypatch: pytest.MonkeyPatch, venue: str, websites: tuple[str, ...], domain: str
) -> None:
    looked: list[str] = []

    def find(entry: Entry, client: object, wanted: object, at: str) -> tuple[Evidence, ...]:
        looked.append(at)
        return ()

    monkeypatch.setattr("srccheck.lookup.one.find_page", find)
    news = parse_reference(NEWS.replace("Le Monde", venue))
    subtype = Field("entrysubtype", "newspaper", "", news.span)
    news = replace(news, fields={**news.fields, "entrysubtype": subtype})
    look_up(news, OfflineClient(), {"page": Page(), "wikidata": Newspapers(*websites)})
    assert looked == [domain]
