"""Invented works: the facts that a reference states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from train.synthetic.people import Person, person
from train.synthetic.titles import Titles, bare, noun, of
from train.synthetic.words import LANGUAGES, patterns, terms, venues, venues_in

KINDS = {
    "article": 26, "chapter": 19, "book": 24, "edited book": 5, "old book": 5, "report": 9,
    "newspaper": 8, "online": 6, "thesis": 4, "conference": 3, "review": 2, "law": 3,
}  # fmt: skip
"""Kinds of works, with how many of a hundred references are of each."""


@dataclass(slots=True)
class Work:
    """What is known of a work; empty where a fact is not known."""

    kind: str
    language: str
    title: str
    year: int
    authors: tuple[Person, ...] = ()
    corporate: str = ""
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    container: str = ""
    series: str = ""
    series_number: str = ""
    volume: str = ""
    issue: str = ""
    month: int = 0
    day: int = 0
    first_page: int = 0
    last_page: int = 0
    publisher: str = ""
    place: str = ""
    institution: str = ""
    genre: str = ""
    url: str = ""
    doi: str = ""
    isbn: str = ""
    total: int = 0


class Library:
    """Makes works out of lists of names, words, venues, publishers and places, and real records."""

    def __init__(self, records: Iterable[dict[str, Any]] = (), titles: Iterable[str] = ()):
        self.records: list[dict[str, Any]] = list(records)
        self._journals = sorted({str(r.get("container-title") or "") for r in self.records} - {""})
        self.titles = Titles([*(str(r.get("title") or "") for r in self.records), *titles])

    @classmethod
    def read(cls, folder: Path, titles: Iterable[Path] = ()) -> Library:
        """The library that records.jsonl of a folder gives, with titles of labelled files.

        Raises:
            FileNotFoundError: if there is no records.jsonl in the folder or in matching-data below.
        """
        path = folder / "records.jsonl"
        path = path if path.exists() else folder / "matching-data" / "records.jsonl"
        lines = path.read_text("utf-8").splitlines()
        return cls((json.loads(line) for line in lines), _labelled_titles(titles))

    def work(self, rng: Random, language: str, kind: str) -> Work:
        """A work of a kind in a language."""
        year = min(2026, 2026 - int(rng.expovariate(1 / 18)))
        if kind == "old book":
            year = rng.randrange(1480, 1940)
        elif kind in {"book", "edited book", "chapter", "article"} and rng.random() < 0.1:
            year = rng.randrange(1840, 1970)
        work = Work(kind, language, self.titles.title(rng, language), year)
        work.authors = people(rng, language)
        work.first_page = int(10 ** rng.uniform(0, 3.1))
        work.last_page = work.first_page + rng.randrange(1, 45)
        work.total = rng.randrange(60, 900)
        work.month, work.day = rng.randrange(1, 13), rng.randrange(1, 29)
        work.volume, work.issue = str(_volume(rng)), _issue(rng)
        work.publisher, work.place = publisher(rng, language), place(rng, language)
        work.doi = f"10.5555/{_slug(rng, work)}"
        work.isbn = _isbn(rng)
        self._particular(rng, work)
        if work.authors and kind in {"book", "online", "newspaper"} and rng.random() < 0.07:
            work.authors, work.corporate = (), body(rng, language)
        work.url = _url(rng, work)
        return work

    def _particular(self, rng: Random, work: Work) -> None:
        language, kind = work.language, work.kind
        if kind in {"article", "review"}:
            work.container = self.journal(rng, language)
        elif kind == "newspaper":
            name = rng.choice(["newspapers", "newspapers", "magazines"])
            work.container = _name(rng, rng.choice(venues_in(name, language)))
            if rng.random() < 0.25:
                work.authors = ()
        elif kind == "online":
            names = rng.choice(["blogs", "think_tanks", "organizations", "magazines", "wires"])
            work.container = _name(rng, rng.choice(venues_in(names, language)))
            if rng.random() < 0.3:
                work.authors = ()
        elif kind == "chapter":
            work.container = self.titles.title(rng, language)
            work.editors = people(rng, language, most=4)
        elif kind == "edited book":
            work.authors, work.editors = (), people(rng, language, most=5)
        elif kind == "report":
            self._report(rng, work)
        elif kind == "thesis":
            work.authors = work.authors[:1]
            work.genre = rng.choice(terms(language, "thesis"))
            work.institution = university(rng, language)
        elif kind == "conference":
            event = rng.choice(terms(language, "event"))
            topic = bare(rng, language) if rng.random() < 0.6 else self.titles.title(rng, language)
            work.container = event.replace("{}", topic)
        if kind in {"book", "old book", "chapter", "edited book"}:
            if rng.random() < 0.16:
                work.translators = people(rng, language, most=2)
            if rng.random() < 0.2:
                row = rng.choice(venues_in("series", language))
                made_up = bare(rng, language) if rng.random() < 0.5 else self.journal(rng, language)
                work.series = row["name"] if rng.random() < 0.1 else made_up
                work.series_number = str(rng.randrange(1, 300)) if rng.random() < 0.6 else ""

    def _report(self, rng: Random, work: Work) -> None:
        row = rng.choice(venues_in("think_tanks", work.language))
        if rng.random() < 0.25:
            row = rng.choice(venues_in("organizations", work.language))
        work.institution = _name(rng, row) if rng.random() < 0.6 else body(rng, work.language)
        if rng.random() < 0.35:
            work.authors, work.corporate = (), work.institution
        if rng.random() < 0.4:
            series = rng.choice(venues_in("series", work.language))
            work.series = _name(rng, series)
            work.institution = series["publisher"] or work.institution
        elif rng.random() < 0.8:
            work.genre = rng.choice(terms(work.language, "genre"))
        if rng.random() < 0.5:
            work.place = place(rng, work.language)

    def journal(self, rng: Random, language: str) -> str:
        """A journal: a real one, a made-up one, or an abbreviation of either."""
        draw = rng.random()
        if draw < 0.45:
            name = _name(rng, rng.choice(venues_in("journals", language)))
        elif draw < 0.6 and language == "en" and self._journals:
            name = rng.choice(self._journals)
        else:
            name = _made_up_journal(rng, language)
        if rng.random() < 0.07 and len(name.split()) > 1:
            return " ".join(_short(rng, word) for word in name.split() if word[:1].isupper())
        return name


def people(rng: Random, language: str, most: int = 8) -> tuple[Person, ...]:
    """One to `most` people; mostly one, two or three."""
    count = min(most, rng.choices([1, 2, 3, 4, 5, 6, 8], [58, 22, 10, 4, 2, 2, 2])[0])
    return tuple(person(rng, language) for _ in range(count))


def publisher(rng: Random, language: str) -> str:
    """A publisher, real or made up."""
    if rng.random() < 0.5:
        return _name(rng, rng.choice(venues_in("publishers", language)))
    pattern = rng.choice(terms(language, "publisher"))
    while "{}" in pattern:
        known = rng.choice(venues("places"))["name"]
        name = known if "Univ" in pattern or "versitaires" in pattern else None
        pattern = pattern.replace("{}", name or person(rng, language).family, 1)
    return pattern


def place(rng: Random, language: str) -> str:
    """A place of publication, or several; mostly of the countries of a language."""
    names = [_town(rng, language) for _ in range(rng.choices([1, 2, 3], [84, 14, 2])[0])]
    text = rng.choice(["/", ", ", "-", " / ", " and ", "–", " – "]).join(names)
    if rng.random() < 0.05:
        text += rng.choice(
            [", MA", ", NY", " (Mass.)", ", Mass.", " a. M.", " am Main", ", CT", ", IL"]
        )
    return text


def body(rng: Random, language: str) -> str:
    """A ministry, an institute, an association: who signs what no person does."""
    if rng.random() < 0.4:
        table = rng.choice(["think_tanks", "organizations", "organizations"])
        return _name(rng, rng.choice(venues_in(table, language)))
    text = rng.choice(patterns("body")[language])
    topic = noun(rng, language)
    text = text.replace("{g}", of(topic, language)).replace("{p}", bare(rng, language))
    return text.replace("{l}", _town(rng, language))


def university(rng: Random, language: str) -> str:
    """A university in a place."""
    pattern = rng.choice(terms(language, "university"))
    while "{}" in pattern:
        pattern = pattern.replace("{}", _variant(rng, rng.choice(venues("places")[:400])), 1)
    return pattern


_HOMES = {
    "en": "GB US",
    "fr": "FR BE CH",
    "de": "DE AT CH",
    "it": "IT",
    "es": "ES MX AR",
    "pt": "PT BR",
}


def _town(rng: Random, language: str) -> str:
    if rng.random() < 0.15:
        return _variant(rng, rng.choice(venues("places")))
    home = rng.choice(_HOMES[language if rng.random() < 0.8 else rng.choice(LANGUAGES)].split())
    towns = [row for row in venues("places") if row["country"] == home]
    if rng.random() < 0.25:
        return _made_up_town(rng, [row["name"] for row in towns])
    return _variant(rng, towns[min(int(rng.expovariate(0.25)), len(towns) - 1)])


def _made_up_town(rng: Random, names: list[str]) -> str:
    """The halves of two towns: most places of publication are in no list."""
    words = [name for name in names if name.isalpha() and len(name) > 4]
    first, second = rng.choice(words), rng.choice(words)
    return first[: (len(first) + 1) // 2] + second[len(second) // 2 :]


def _variant(rng: Random, row: dict[str, str]) -> str:
    if rng.random() < 0.2 and row["variants"]:
        latin = [name for name in row["variants"].split("|") if re.match(r"[A-Za-zÀ-ž]", name)]
        return rng.choice(latin or [row["name"]])
    name = row["name"]
    return name if re.match(r"[A-Za-zÀ-ž]", name) else "Paris"


def _name(rng: Random, row: dict[str, str]) -> str:
    aliases = [name for name in (row.get("aliases") or "").split("|") if name]
    return rng.choice(aliases) if aliases and rng.random() < 0.25 else row["name"]


def _made_up_journal(rng: Random, language: str) -> str:
    text = rng.choice(patterns("journal")[language])
    while "{p}" in text:
        text = text.replace("{p}", bare(rng, language), 1)
    topic = noun(rng, language)
    return text.replace("{n}", topic).replace("{g}", of(topic, language))


def _short(rng: Random, word: str) -> str:
    return word if len(word) < 5 else word[: rng.choice([1, 3, 4])] + rng.choice(["", ".", "."])


def _volume(rng: Random) -> int:
    return int(10 ** rng.uniform(0, 2.3))


def _issue(rng: Random) -> str:
    number = rng.choice([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, rng.randrange(1, 20), rng.randrange(1, 300)])
    if rng.random() < 0.08:
        return f"{number}{rng.choice('-/–')}{number + 1}"
    return str(number)


def _slug(rng: Random, work: Work) -> str:
    key = "".join(rng.choice("abcdefghjkmnpqrstuvwxyz0123456789") for _ in range(6))
    forms = [
        key,
        f"{work.year}.{key}",
        f"{key}.{work.volume}.{work.first_page}",
        f"{key[:4]}-{work.year}",
    ]
    return rng.choice(forms)


def _url(rng: Random, work: Work) -> str:
    words = re.findall(r"[a-z]{3,}", work.title.lower())[: rng.randrange(2, 8)]
    host = (
        rng.choice(["www.", "", "journals.", "blog."])
        + ("".join(re.findall(r"[a-z]+", work.container.lower())[:2]) or "archive")[:18]
    )
    top = rng.choice(["example.org", "example.com", "example.net", "example"])
    date = rng.choice(["", f"{work.year}/{work.month:02d}/", f"{work.year}/", "articles/", "en/"])
    tail = rng.choice(
        ["", ".html", "/", ".pdf", f"-{rng.randrange(9999)}", f"?id={rng.randrange(999)}"]
    )
    path = "-".join(words) or "page"
    return f"{rng.choice(['https://', 'https://', 'http://', ''])}{host}.{top}/{date}{path}{tail}"


def _isbn(rng: Random) -> str:
    digits = [9, 7, 8, *(rng.randrange(10) for _ in range(9))]
    check = -sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10
    text = "".join(map(str, [*digits, check]))
    return (
        f"{text[:3]}-{text[3]}-{text[4:8]}-{text[8:12]}-{text[12]}" if rng.random() < 0.6 else text
    )


def _labelled_titles(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            segments = json.loads(line)["segments"]
            found += [text.strip(" .,;:«»“”\"'") for label, text in segments if label == "title"]
    return found
