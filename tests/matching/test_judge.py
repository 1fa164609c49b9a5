"""From evidence to verdicts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from srccheck.matching import judge, likely_invented, signs
from srccheck.matching.signs import contradiction
from srccheck.model import Identifier, Name, PartialDate, Verdict
from srccheck.model.evidence import Evidence, Outcome, Record, Update
from srccheck.parse import parse_reference

RECORD = Record(
    source="crossref",
    id="10.5555/straits.1",
    type="journal-article",
    title="The quiet straits: tariffs and tides",
    author=(Name("Marlow", "Ada"),),
    container_title=("Journal of Harbour History",),
    volume="12",
    issue="3",
    page="144-167",
    dates={"issued": PartialDate(1998)},
    identifiers=(Identifier("doi", "10.5555/straits.1"),),
)
OTHER = replace(
    RECORD,
    id="10.5555/glaciers.9",
    title="Glacier melt and the census of lichens",
    author=(Name("Volk", "Mira"),),
    container_title=("Annals of Ice",),
    volume="70",
    page="1-9",
    dates={"issued": PartialDate(2016)},
    identifiers=(Identifier("doi", "10.5555/glaciers.9"),),
)
TEXT = (
    "Ada Marlow, “The Quiet Straits: Tariffs and Tides,” *Journal of Harbour History* 12, no. 3 "
    "(1998): 144–167."
)
NEWS = "Jean Larue, « Le port de l’oubli », *Le Monde*, 6 juin 2022."
PAGE = Record(
    source="page",
    type="NewsArticle",
    title="Le port de l’oubli",
    author=(Name("Larue", "Jean"),),
    container_title=("Le Monde",),
    url="https://example.org/port",
    dates={"issued": PartialDate(2022, 6, 5)},
    provenance={"title": "json-ld"},
)


def found(source: str, *records: Record, query: str = "search words") -> Evidence:
    outcome = Outcome.FOUND if records else Outcome.NOT_FOUND
    return Evidence(source, query, outcome, records=records)


def down(source: str, outcome: Outcome = Outcome.TIMED_OUT) -> Evidence:
    return Evidence(source, "search words", outcome)


def test_a_work_that_a_search_finds_is_verified() -> None:
    verdicts = judge(parse_reference(TEXT), [found("crossref", OTHER, RECORD)]).verdicts
    assert verdicts.identity is Verdict.VERIFIED
    assert verdicts.accuracy is Verdict.VERIFIED
    assert verdicts.status is Verdict.VERIFIED
    assert verdicts.reachability is Verdict.INCONCLUSIVE
    assert "crossref" in verdicts.reason


def test_a_wrong_year_contradicts_accuracy_alone() -> None:
    judgement = judge(parse_reference(TEXT.replace("1998", "1996")), [found("crossref", RECORD)])
    assert judgement.verdicts.identity is Verdict.VERIFIED
    assert judgement.verdicts.accuracy is Verdict.CONTRADICTED
    assert [one.field for one in judgement.differing] == ["date"]
    assert "1996 against 1998" in judgement.verdicts.reason


def test_one_source_that_agrees_outweighs_one_that_does_not() -> None:
    wrong = replace(RECORD, source="openalex", dates={"issued": PartialDate(1999)})
    evidence = [found("crossref", RECORD), found("openalex", wrong)]
    assert judge(parse_reference(TEXT), evidence).verdicts.accuracy is Verdict.VERIFIED


def test_a_doi_of_another_work_contradicts_identity() -> None:
    entry = parse_reference(TEXT + " https://doi.org/10.5555/glaciers.9")
    evidence = [found("doi.org", OTHER, query="doi 10.5555/glaciers.9")]
    verdicts = judge(entry, evidence).verdicts
    assert verdicts.identity is Verdict.CONTRADICTED
    assert OTHER.title in verdicts.reason
    assert verdicts.status is Verdict.INCONCLUSIVE


def test_a_doi_that_one_service_has_right_is_right() -> None:
    entry = parse_reference(TEXT + " https://doi.org/10.5555/straits.1")
    wrong = replace(OTHER, source="openalex", identifiers=RECORD.identifiers)
    evidence = [
        found("doi.org", RECORD, query="doi 10.5555/straits.1"),
        found("openalex", wrong, query="doi 10.5555/straits.1"),
    ]
    assert judge(entry, evidence).verdicts.identity is Verdict.VERIFIED


def test_a_web_page_that_shows_something_else_contradicts_nothing() -> None:
    entry = parse_reference(TEXT + " https://example.org/straits")
    page = Record("page", title="Welcome to our library", url="https://example.org/straits")
    evidence = [found("page", page, query="url https://example.org/straits")]
    assert judge(entry, evidence).verdicts.identity is Verdict.INCONCLUSIVE


def test_silence_of_services_that_cover_it_is_not_found() -> None:
    verdicts = judge(parse_reference(TEXT), [found("crossref", OTHER), found("openalex")]).verdicts
    assert verdicts.identity is Verdict.NOT_FOUND
    assert verdicts.accuracy is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("outcome", [one for one in Outcome if not one.answered])
def test_one_service_that_was_not_reached_leaves_it_open(outcome: Outcome) -> None:
    evidence = [found("crossref"), down("openalex", outcome)]
    verdicts = judge(parse_reference(TEXT), evidence).verdicts
    assert verdicts.identity is Verdict.INCONCLUSIVE
    assert "openalex" in verdicts.reason


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "Mira Volk, “Small Navies, Long Coasts”, Chatham House, May 2019.",
        "Mira Volk, “Small Navies, Long Coasts”, https://example.org/navies, 3 May 2019.",
    ],
)
def test_what_databases_do_not_hold_is_never_not_found(text: str) -> None:
    evidence = [found("crossref", OTHER), found("openalex"), found("page")]
    verdicts = judge(parse_reference(text), evidence).verdicts
    assert verdicts.identity is Verdict.INCONCLUSIVE


def test_a_newspaper_article_is_found_by_its_page_and_may_be_a_day_apart() -> None:
    verdicts = judge(parse_reference(NEWS), [found("page", PAGE)]).verdicts
    assert verdicts.identity is Verdict.VERIFIED
    assert verdicts.accuracy is Verdict.VERIFIED


def test_a_wrong_day_of_a_newspaper_article_is_told() -> None:
    page = replace(PAGE, dates={"issued": PartialDate(2022, 6, 16)})
    judgement = judge(parse_reference(NEWS), [found("page", page)])
    assert [one.field for one in judgement.differing] == ["date"]


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("retraction", Verdict.CONTRADICTED),
        ("withdrawal", Verdict.CONTRADICTED),
        ("removal", Verdict.CONTRADICTED),
        ("concern", Verdict.INCONCLUSIVE),
        ("correction", Verdict.VERIFIED),
        ("new-version", Verdict.VERIFIED),
    ],
)
def test_status_by_notice(kind: str, verdict: Verdict) -> None:
    record = replace(RECORD, updates=(Update(kind, "10.5555/notice"),))
    judgement = judge(parse_reference(TEXT), [found("crossref", record)])
    assert judgement.verdicts.status is verdict
    assert judgement.verdicts.identity is Verdict.VERIFIED


def test_a_notice_on_another_work_is_no_news() -> None:
    fallen = replace(OTHER, updates=(Update("retraction"),))
    evidence = [found("crossref", fallen, RECORD)]
    assert judge(parse_reference(TEXT), evidence).verdicts.status is Verdict.VERIFIED


def test_status_is_open_when_only_the_page_was_read() -> None:
    verdicts = judge(parse_reference(NEWS), [found("page", PAGE)]).verdicts
    assert verdicts.status is Verdict.INCONCLUSIVE


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome.FOUND, Verdict.VERIFIED),
        (Outcome.NOT_FOUND, Verdict.NOT_FOUND),
        (Outcome.BLOCKED, Verdict.INCONCLUSIVE),
        (Outcome.TIMED_OUT, Verdict.INCONCLUSIVE),
    ],
)
def test_reachability_of_its_own_address(outcome: Outcome, verdict: Verdict) -> None:
    entry = parse_reference(NEWS[:-1] + ", https://example.org/port")
    records = (PAGE,) if outcome is Outcome.FOUND else ()
    evidence = [Evidence("page", "url https://example.org/port", outcome, records=records)]
    assert judge(entry, evidence).verdicts.reachability is verdict


STRANGER: dict[str, Any] = {
    "title": "Une recette de harengs salés",
    "author": (Name("Quill", "Ana"),),
}


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        (STRANGER, Verdict.CONTRADICTED),
        (
            {**STRANGER, "title": "Salted Herring", "dates": {"issued": PartialDate(1999)}},
            Verdict.CONTRADICTED,
        ),
        ({**STRANGER, "title": "The Port of Oblivion and How It Came to Be"}, Verdict.VERIFIED),
        ({"title": STRANGER["title"]}, Verdict.VERIFIED),  # the author is theirs
        ({"author": STRANGER["author"]}, Verdict.VERIFIED),  # the title is theirs
        ({**STRANGER, "author": ()}, Verdict.VERIFIED),  # a list or a section of a site
        ({**STRANGER, "url": "https://example.org/"}, Verdict.VERIFIED),
        ({**STRANGER, "title": "Le Monde, July 2022"}, Verdict.VERIFIED),  # what it is part of
    ],
)
def test_another_work_at_its_own_address(changes: dict[str, Any], verdict: Verdict) -> None:
    entry = parse_reference(NEWS[:-1] + ", https://example.org/port")
    page = replace(PAGE, **{"url": "https://example.org/port", "dates": {}, **changes})
    shown = Evidence("page", "url https://example.org/port", Outcome.FOUND, records=(page,))
    verdicts = judge(entry, [shown]).verdicts
    assert verdicts.reachability is verdict
    assert ("shows another work" in verdicts.reason) == (verdict is Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    ("source", "query", "outcome", "verdict"),
    [
        ("page", "url https://example.org/port", Outcome.FOUND, Verdict.VERIFIED),  # a PDF
        ("page", "url https://example.org/port", Outcome.FAILED, Verdict.INCONCLUSIVE),
        ("page", "url https://example.org/port", Outcome.BLOCKED, Verdict.INCONCLUSIVE),
        ("page", "url https://example.org/other", Outcome.FOUND, Verdict.INCONCLUSIVE),
        ("crossref", "search", Outcome.FOUND, Verdict.INCONCLUSIVE),
    ],
)
def test_what_says_nothing_of_its_address(
    source: str, query: str, outcome: Outcome, verdict: Verdict
) -> None:
    entry = parse_reference(NEWS[:-1] + ", https://example.org/port")
    elsewhere = replace(PAGE, url="https://example.org/other", **STRANGER)
    records = (elsewhere,) if outcome is Outcome.FOUND and "port" not in query else ()
    evidence = [Evidence(source, query, outcome, records=records)]
    assert judge(entry, evidence).verdicts.reachability is verdict


def unregistered() -> list[Evidence]:
    return [
        found("doi.org", query="doi 10.5555/nowhere.1"),
        found("crossref"),
        found("openalex"),
    ]


def test_two_strong_signs_make_it_likely_invented() -> None:
    entry = parse_reference(TEXT + " https://doi.org/10.5555/nowhere.1")
    evidence = unregistered()
    seen = signs(entry, evidence, judge(entry, evidence))
    assert {sign.kind for sign in seen} == {"unregistered-doi", "silence"}
    assert likely_invented(seen)


def test_one_sign_is_not_enough() -> None:
    entry = parse_reference(TEXT)
    evidence = [found("crossref"), found("openalex")]
    seen = signs(entry, evidence, judge(entry, evidence))
    assert [sign.kind for sign in seen] == ["silence"]
    assert not likely_invented(seen)


def test_a_work_that_was_found_shows_no_signs() -> None:
    entry = parse_reference(TEXT + " https://doi.org/10.5555/nowhere.1")
    evidence = [*unregistered(), found("openalex", RECORD)]
    assert signs(entry, evidence, judge(entry, evidence)) == ()


def test_a_volume_that_the_journal_cannot_have_had() -> None:
    of_the_journal = replace(OTHER, container_title=RECORD.container_title)
    others = [
        replace(of_the_journal, volume=volume, dates={"issued": PartialDate(year)})
        for volume, year in (("1", 1988), ("5", 1992), ("10", 1997))
    ]
    entry = parse_reference(TEXT.replace(" 12, no", " 55, no"))
    evidence = [found("crossref", *others), found("openalex")]
    seen = signs(entry, evidence, judge(entry, evidence))
    assert {sign.kind for sign in seen} == {"impossible-volume", "silence"}


@pytest.mark.parametrize(
    ("known", "contradicted"),
    [
        ([(40, 2015), (41, 2016), (43, 2018)], True),
        ([(40, 2015), (41, 2016)], False),  # too few to draw a line
        ([(40, 2015), (80, 2016), (120, 2018)], False),  # not one volume a year
        ([(40, 2015), (40, 2015), (40, 2015)], False),  # one year only
    ],
)
def test_volume_and_year(known: list[tuple[int, int]], contradicted: bool) -> None:
    assert bool(contradiction(12, 2019, known)) is contradicted


PAGES = [
    (
        "Mira Volk, “Draft Letters and Empty Barracks”, Carnegie Endowment For International "
        "Peace, 10 October 2022.",
        Record(
            "page",
            title="Draft Letters and Empty Barracks",
            container_title=("Carnegie Politika",),
            publisher="Carnegie Endowment for International Peace",
            dates={"issued": PartialDate(2022, 10, 19)},
            provenance={"title": "json-ld"},
        ),
        ["date"],
    ),
    (
        "Kevorsk Oskanian, “Is the strait slipping from its keepers?”, ISPI, 4 novembre 2022.",
        Record(
            "page",
            title="Is the Strait Slipping from Its Keepers?",
            author=(Name("Oskanian", "Kevork"),),
            container_title=("ISPI",),
            dates={"issued": PartialDate(2022, 11, 4)},
            provenance={"title": "json-ld"},
        ),
        ["author"],
    ),
    (
        "Mira Volk, « Guerre des marges: un embarras pour le port », Politique étrangére, vol. 87, "
        "n° 3, automne 2022.",
        Record(
            "page",
            title="Guerre des marges : un embarras pour le port",
            author=(Name("Volk", "Mira"),),
            container_title=("Politique étrangère",),
            issue="3",
            dates={"issued": PartialDate(2022, season=23)},
            provenance={"title": "citation"},
        ),
        [],
    ),
    (
        "Mira Volk, « Le détroit vu de loin », Notes de la FRS, n° 19/22, mai 2022.",
        Record(
            "page",
            title="Le détroit vu de loin",
            author=(Name("VOLK", "Mira"),),
            container_title=("Note de la FRS",),
            number="19/2022",
            dates={"issued": PartialDate(2022, 5, 3)},
            provenance={"title": "opengraph"},
        ),
        [],
    ),
]


@pytest.mark.parametrize(("text", "page", "differing"), PAGES)
def test_pages_of_think_tanks_and_journals(text: str, page: Record, differing: list[str]) -> None:
    judgement = judge(parse_reference(text), [found("page", page)])
    assert judgement.verdicts.identity is Verdict.VERIFIED
    assert [one.field for one in judgement.differing] == differing
