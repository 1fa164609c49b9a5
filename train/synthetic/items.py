"""Works as CSL-JSON: invented ones, and real records of journal articles."""

from __future__ import annotations

from random import Random
from typing import Any

from train.synthetic.people import Person, person
from train.synthetic.titles import noun
from train.synthetic.words import terms, venues
from train.synthetic.works import Library, Work, place

_TYPES = {
    "article": ["article-journal"], "chapter": ["chapter", "chapter", "entry-encyclopedia"],
    "book": ["book"], "edited book": ["book"], "old book": ["book"], "report": ["report"],
    "newspaper": ["article-newspaper", "article-newspaper", "article-magazine"],
    "online": ["webpage", "post-weblog", "webpage", "interview"], "thesis": ["thesis"],
    "conference": ["paper-conference", "speech"], "review": ["review-book", "article-journal"],
    "law": ["legal_case", "legislation", "manuscript", "bill", "treaty"],
}  # fmt: skip
_REAL = 0.2


def item(rng: Random, library: Library, works: str, kind: str, language: str) -> dict[str, Any]:
    """A work in a language, with the words of the language that cites it, as CSL-JSON."""
    if kind == "article" and library.records and rng.random() < _REAL:
        record = dict(rng.choice(library.records))
        record.pop("DOI", None)
        return record | {"id": "1", "language": "en", "issued": _issued(rng, record)}
    work = library.work(rng, works, kind)
    data: dict[str, Any] = {"id": "1", "type": rng.choice(_TYPES[kind]), "title": work.title}
    data["language"] = works
    data["issued"] = {"date-parts": [_date(rng, work)]}
    for variable, people in (
        ("author", work.authors), ("editor", work.editors), ("translator", work.translators)
    ):  # fmt: skip
        if people:
            data[variable] = [_name(who) for who in people]
    if work.corporate:
        data["author"] = [{"literal": work.corporate}]
    if kind == "law":
        return data | _law(rng, language)
    data |= _facts(rng, work, str(data["type"]))
    return {name: value for name, value in data.items() if value}


def _facts(rng: Random, work: Work, form: str) -> dict[str, Any]:
    book = work.kind in {"book", "old book", "edited book", "chapter"}
    pages = f"{work.first_page}-{work.last_page}"
    facts: dict[str, Any] = {"container-title": work.container}
    if work.kind in {"article", "review"}:
        facts |= {"volume": work.volume if rng.random() < 0.85 else "", "page": pages}
        facts["issue"] = work.issue if rng.random() < 0.8 else ""
    elif work.kind == "chapter":
        facts["page"] = pages if rng.random() < 0.9 else ""
    elif work.kind == "newspaper":
        facts["page"] = str(work.first_page) if rng.random() < 0.3 else ""
        facts["publisher-place"] = place(rng, work.language) if rng.random() < 0.1 else ""
    elif work.kind == "conference":
        facts |= {"event": work.container, "event-place": place(rng, work.language)}
        if form == "paper-conference" and rng.random() < 0.6:
            facts |= {"page": pages, "publisher": work.publisher, "publisher-place": work.place}
    if book:
        facts |= {"publisher": work.publisher if rng.random() < 0.9 else ""}
        facts |= {"publisher-place": work.place if rng.random() < 0.9 else ""}
        facts |= {"collection-title": work.series, "collection-number": work.series_number}
        facts["edition"] = str(rng.randrange(2, 8)) if rng.random() < 0.12 else ""
        facts["volume"] = str(rng.randrange(1, 9)) if rng.random() < 0.12 else ""
        facts["number-of-pages"] = str(work.total) if rng.random() < 0.2 else ""
        facts["ISBN"] = work.isbn if rng.random() < 0.15 else ""
    if work.institution:
        facts |= {"publisher": work.institution, "genre": work.genre}
        facts["publisher-place"] = work.place if rng.random() < 0.5 else ""
        facts["collection-title"] = work.series
        facts["number"] = work.issue if work.kind == "report" and rng.random() < 0.6 else ""
    if rng.random() < {"online": 0.9, "newspaper": 0.5, "report": 0.4}.get(work.kind, 0.08):
        facts["URL"] = work.url if "//" in work.url else "https://" + work.url
        if rng.random() < 0.6:
            when = [rng.randrange(2005, 2027), rng.randrange(1, 13), rng.randrange(1, 29)]
            facts["accessed"] = {"date-parts": [when]}
    elif rng.random() < (0.35 if work.kind == "article" else 0.03):
        facts["DOI"] = work.doi
    return facts


def _law(rng: Random, language: str) -> dict[str, Any]:
    court = rng.choice(["Supreme Court", "Cour de cassation", "BVerfG", "ECtHR", "Corte suprema"])
    town = rng.choice(venues("places")[:100])["name"]
    parties = f"{person(rng, language).last} v. {person(rng, language).last}"
    return {
        "title": parties if rng.random() < 0.6 else noun(rng, language).capitalize(),
        "authority": court,
        "number": f"{rng.randrange(10, 99)}-{rng.randrange(100, 9999)}",
        "container-title": rng.choice(["Official Journal", "Recueil", "BGBl.", "F.3d", "JORF"]),
        "volume": str(rng.randrange(1, 900)),
        "page": str(rng.randrange(1, 900)),
        "archive": f"{rng.choice(['Archives', 'Archivio di Stato', 'Staatsarchiv'])} {town}",
        "archive_location": f"{rng.choice('ABFMR')} {rng.randrange(1, 99)}/{rng.randrange(1, 999)}",
        "genre": rng.choice(terms(language, "genre")),
    }


def _name(who: Person) -> dict[str, str]:
    name = {"family": who.family, "given": who.given}
    return name | ({"non-dropping-particle": who.particle} if who.particle else {})


def _date(rng: Random, work: Work) -> list[int]:
    if work.kind == "newspaper" or (work.kind in {"online", "law"} and rng.random() < 0.8):
        return [work.year, work.month, work.day]
    if work.kind in {"report", "article"} and rng.random() < 0.25:
        return [work.year, work.month]
    return [work.year]


def _issued(rng: Random, record: dict[str, Any]) -> dict[str, Any]:
    parts = record.get("issued", {}).get("date-parts", [[2000]])[0]
    return {"date-parts": [parts if rng.random() < 0.3 else parts[:1]]}
