"""Of generated ``.bib`` files, only the bytes of what is mended change."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from srccheck import fixing, pipeline
from srccheck.fixes import Plan
from srccheck.inputs import Source
from srccheck.judging import judge

from ..rules.evidence import looked_up
from .test_documents import RULES, SETTINGS, TODAY

FILES, ENTRIES = 100, 10
WORDS = re.findall(
    r"\w+",
    """
    anchor ballast canal compass current dredger estuary ferry fog harbour iceberg island jetty
    keel keeper lagoon lantern lighthouse mainmast mooring mudflat oar pilot quay reef rigging
    saline sandbank schooner shipyard sluice sounding storm strait tide trawler vessel wharf
""",
)
ACCENTED = ("Orléans", "Malmö", "Köln", "Besançon", "Fécamp", "Málaga", "Göteborg", "Nîmes")
FAMILIES = ("Example", "Holloway", "Quist", "Garnier", "Lefort", "Müller", "Núñez", "Østby")
GIVEN = ("Ann", "Jane", "Olive", "Marc", "Paul", "Anna", "Peter", "Laura")
JOURNALS = ("Harbour Studies", "Annals of Cold Water", "Annales du littoral")


@dataclass
class Made:
    """A file as it is found and as it should become, and what services say."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)

    def add(self, before: str, after: str | None = None) -> None:
        self.before.append(before)
        self.after.append(before if after is None else after)


def damaged(text: str) -> str:
    return text.encode("utf-8").decode("latin-1")


def make_entry(chance: random.Random, number: int, codec: str, eol: str, made: Made) -> None:
    key, place = f"key{number}", chance.choice(ACCENTED)
    words = chance.sample(WORDS, 5)
    title = f"The {words[0].title()} of {words[1]} and {words[2]}: {words[3]} {words[4]} {number}"
    year, volume, doi = chance.randint(1950, 2020), chance.randint(2, 90), f"10.5555/{number}x"
    family, given = chance.choice(FAMILIES), chance.choice(GIVEN)
    journal = chance.choice(JOURNALS)
    values = {
        "author": f"{family}, {given}", "title": title, "journal": journal, "volume": str(volume),
        "year": str(year), "pages": f"{volume}--{volume + 9}", "doi": doi,
    }  # fmt: skip
    damage = chance.choice(["none", "note", "doi", "volume"])
    if damage == "note":
        values["note"] = f"seen in {place}, {{again}}"
    wrong = dict(values)
    if damage == "note":
        wrong["note"] = f"seen in {damaged(place)}, {{again}}"
    elif damage == "doi":
        form = chance.choice(["http://dx.doi.org/", "doi:", "https://doi.org/", " "])
        wrong["doi"] = form + doi
    elif damage == "volume":
        wrong["volume"] = str(volume + 100)
        record = {
            "title": title, "author": [f"{family}, {given}"], "container_title": [journal],
            "volume": str(volume), "page": f"{volume}-{volume + 9}",
            "dates": {"issued": str(year)}, "doi": doi, "type": "journal-article",
        }  # fmt: skip
        table = {"entry": key, "source": "crossref", "query": f"doi {doi}", "records": [record]}
        made.evidence.append(table)
    names = list(values)
    chance.shuffle(names)
    indent, gap = chance.choice(["  ", "\t", "    ", ""]), chance.choice([" = ", "=", "  =  "])
    opening, closing = chance.choice([("{", "}"), ("(", ")")])
    made.add(f"@{chance.choice(['article', 'Article', 'ARTICLE'])}{opening}{key},{eol}")
    for place_of, name in enumerate(names):
        last = place_of == len(names) - 1
        comma = chance.choice([",", ""]) if last else chance.choice([",", " ,"])
        quotes = chance.choice([("{", "}"), ('"', '"')])
        if name in ("volume", "year") and chance.random() < 0.3:
            quotes = ("", "")
        shown = name.upper() if chance.random() < 0.1 else name
        head = f"{indent}{shown}{gap}{quotes[0]}"
        tail = f"{quotes[1]}{comma}{eol}"
        made.add(head + wrong[name] + tail, head + values[name] + tail)
    made.add(f"{closing}{eol}{chance.choice(['', eol, eol + '% a comment, café' + eol])}")


def make_file(seed: int) -> tuple[Made, bytes, bytes]:
    chance = random.Random(seed)
    eol = chance.choice(["\n", "\r\n", "\r"])
    codec = chance.choice(["utf-8", "utf-8-sig", "latin-1", "cp1252"])
    made = Made()
    made.add(f"% Encoding: {codec.removesuffix('-sig')}{eol}@string{{hs = {{Harbour}}}}{eol}{eol}")
    for number in range(ENTRIES):
        make_entry(chance, seed * ENTRIES + number, codec, eol, made)
    made.add(chance.choice(["", "the end", "@comment{PÃ©kin}" + eol]))
    before, after = ("".join(text).encode(codec) for text in (made.before, made.after))
    return made, before, after


def mended(name: str, data: bytes, evidence: list[dict[str, Any]]) -> Plan | None:
    dossier = looked_up(pipeline.begin(Source(name, data), SETTINGS, TODAY).dossier, evidence)
    dossier = judge(dossier, SETTINGS, RULES, lambda failure: pytest.fail(failure.reason))
    return next(fixing.plans([dossier], SETTINGS, RULES, data={name: data}), None)


@pytest.mark.parametrize("first", range(0, FILES, 10))
def test_every_other_byte_stays_as_it_was(first: int) -> None:
    changed = 0
    for seed in range(first, first + 10):
        made, before, after = make_file(seed)
        plan = mended("made.bib", before, made.evidence)
        assert (plan.new if plan else before) == after, seed
        again = mended("made.bib", after, made.evidence)
        assert again is None or again.new == after, seed
        changed += before != after
    assert changed > 5
