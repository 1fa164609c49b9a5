"""The website of a newspaper, by Wikidata."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from srccheck.model.evidence import Outcome
from srccheck.net import Exchange
from srccheck.resolvers.wikidata import Wikidata


def claim(value: Any) -> dict[str, Any]:
    return {"rank": "normal", "mainsnak": {"datavalue": {"value": value}}}


def item(number: str, label: str, kind: str, website: str = "", **claims: Any) -> dict[str, Any]:
    stated = {"P31": [claim({"id": kind})], **{name: [claim(v)] for name, v in claims.items()}}
    if website:
        stated["P856"] = [claim(website)]
    return {"id": number, "labels": {"en": {"value": label}}, "claims": stated}


NEWSPAPER, HUMAN = "Q11032", "Q5"
ITEMS = [
    item("Q1", "The Sorrel Gazette", NEWSPAPER, "https://gazette.example.org/"),
    item("Q2", "The Sorrel Gazette Building", "Q41176", "https://building.example.org/"),
    item("Q3", "The Sorrel Gazette", "Q41176", "https://other.example.org/"),
    item("Q4", "the sorrel gazette", "Q99", P236="1234-5679"),
]


class World:
    def __init__(self, items: list[dict[str, Any]], status: int = 200) -> None:
        self.items = items
        self.outcome = Outcome.FOUND if status == 200 else Outcome.FAILED

    def base(self, service: str) -> str:
        return "https://wikidata.invalid"

    def get(self, url: str, *, parameters: dict[str, str], **_: object) -> Exchange:
        answer: dict[str, Any] = {"entities": {one["id"]: one for one in self.items}}
        if parameters["action"] == "wbsearchentities":
            answer = {"search": [{"id": one["id"]} for one in self.items]}
        now = datetime.datetime.now(datetime.UTC)
        body = json.dumps(answer).encode()
        return Exchange("wikidata", url, self.outcome, now, 200, body=body)


def test_only_serials_of_that_name_are_given() -> None:
    found = Wikidata().serials("The Sorrel Gazette", World(ITEMS))
    assert [(one.id, one.type, one.url) for one in found.records] == [
        ("Q1", "journal", "https://gazette.example.org/"),
        ("Q4", "journal", ""),
    ]
    assert found.query == "serial The Sorrel Gazette"


@pytest.mark.parametrize("name", ["The Sorrel", "Sorrel Gazette Building"])
def test_other_names_are_not_found(name: str) -> None:
    found = Wikidata().serials(name, World(ITEMS))
    assert (found.outcome, found.records) == (Outcome.NOT_FOUND, ())


def test_a_failure_is_no_answer() -> None:
    assert Wikidata().serials("The Sorrel Gazette", World(ITEMS, 500)).outcome is Outcome.FAILED
