"""Invented works, under the prefix for tests, which every stand-in tells of in its own shape."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    doi: str
    title: str
    authors: tuple[tuple[str, str], ...]
    container: str = "Journal of Inland Waters"
    issn: str = "0000-0000"
    volume: str = "12"
    issue: str = "3"
    first: str = "45"
    last: str = "61"
    year: int = 2014
    month: int = 5
    day: int = 7
    publisher: str = "Northlight Press"
    abstract: str = "Of tides in a lake."
    retracted_by: str = ""
    replaced_by: str = ""
    pmid: str = ""
    arxiv: str = ""

    @property
    def date(self) -> str:
        return f"{self.year}-{self.month:02d}-{self.day:02d}"

    @property
    def names(self) -> list[str]:
        return [f"{given} {family}" for family, given in self.authors]


@dataclass(frozen=True)
class Book:
    isbn: str
    title: str
    subtitle: str
    author: tuple[str, str]
    publisher: str
    place: str
    year: int


TIDES = Work(
    "10.5555/tides.1",
    "The Tides of Lake Sorrel",
    (("Rask", "Ida"), ("Bell", "Tomas")),
    pmid="99999991",
    arxiv="2401.99991",
)
SALT = Work(
    "10.5555/salt.2",
    "On the Salting of Rivers",
    (("Ødegård", "Jon"),),
    volume="13",
    issue="1",
    first="1",
    last="9",
    year=2015,
    retracted_by="10.5555/salt.2.notice",
    replaced_by="10.5555/salt.3",
    pmid="99999992",
    arxiv="2401.99992",
)
EDITORIALS = tuple(
    Work(
        f"10.5555/editorial.{number}",
        "Editorial",
        (author,),
        volume=str(number),
        first="1",
        last="2",
        year=2000 + number,
        pmid=f"9999990{number}",
        arxiv=f"2401.9990{number}",
    )
    for number, author in ((1, ("Quill", "Ana")), (2, ("Marsh", "Piet")))
)
WORKS = (TIDES, SALT, *EDITORIALS)
BOOKS = (
    Book("9780000000002", "A History of Harbours", "from Reed to Stone", ("Dobre", "Mirela"),
         "Northlight Press", "Port Amber", 2009),
    Book("9780000000019", "Harbours", "", ("Quill", "Ana"), "Fern & Daughters", "Lowmere", 1998),
    Book("9780000000026", "Harbours", "", ("Marsh", "Piet"), "Fern & Daughters", "Lowmere", 2003),
)  # fmt: skip


def by(value: str, name: str = "doi") -> Work | None:
    """The work with an identifier."""
    return next((work for work in WORKS if getattr(work, name) == value.lower()), None)


def titled(query: str) -> list[Work]:
    """The works of whose title all words are in a query."""
    said = set(query.lower().replace("(", " ").replace(")", " ").replace('"', " ").split())
    return [work for work in WORKS if set(work.title.lower().split()) <= said]


def books_titled(query: str) -> list[Book]:
    """The books of whose title all words are in a query."""
    said = set(query.lower().replace('"', " ").split())
    return [book for book in BOOKS if set(book.title.lower().split()) <= said]
