"""A stand-in of a bibliographic database: real works, hard negatives, and a search over both."""

from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from srccheck.model.evidence import Record
from srccheck.resolvers.csl import record
from srccheck.text.normalise import words

Item = dict[str, Any]


def load(path: Path) -> list[Item]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def half(doi: str) -> int:
    """0 for the half to fit on, 1 for the half to report on."""
    return int(hashlib.sha256(doi.encode()).hexdigest(), 16) % 2


def year(item: Item) -> int:
    return int(item["issued"]["date-parts"][0][0])


def moved(pages: str | None, by: int, dice: random.Random) -> str:
    """A range of pages some pages further on."""
    match = re.match(r"(\D{0,3})(\d+)(?:-(\D{0,3})(\d+))?", pages or "")
    if not match:
        return str(dice.randint(1, 900))
    last = f"-{match[3]}{max(1, int(match[4]) + by)}" if match[4] else ""
    return f"{match[1]}{max(1, int(match[2]) + by)}{last}"


def hard_negatives(items: list[Item], seed: int = 1) -> list[Item]:
    """Works that are easily taken for those given: nine for each, all invented (10.5555).

    Same title by others elsewhere; same title in the same journal by others; the author's other
    paper elsewhere, and in the same volume; neighbouring pages, twice; another edition; a review or
    erratum; the next part of a series.
    """
    dice = random.Random(seed)  # noqa: S311
    families = [
        name["family"] for item in items for name in item.get("author", ()) if name.get("family")
    ]
    titles = [item["title"] for item in items]
    journals = [item["container-title"] for item in items]
    found: list[Item] = []

    def add(item: Item, **changes: Any) -> None:
        doi = f"10.5555/negative.{len(found)}"
        found.append(
            {**item, **{key.replace("_", "-"): value for key, value in changes.items()}, "DOI": doi}
        )

    def people(count: int) -> list[Item]:
        return [
            {"family": dice.choice(families), "given": dice.choice("ABCDEFGHJKLMPRST") + "."}
            for _ in range(count)
        ]

    def at(when: int) -> Item:
        return {"date-parts": [[when]]}

    for item in items:
        count = max(1, len(item.get("author", ())))
        when, pages = year(item), item.get("page")
        number = re.match(r"\d+", item.get("volume", ""))
        volume = int(number[0]) if number else 10
        other = dice.choice([-6, -4, 3, 5, 9])
        add(item, author=people(count), container_title=dice.choice(journals), volume=str(dice.randint(1, 99)),  # noqa: E501
            issued=at(when + dice.randint(-8, 8)), page=moved(pages, dice.randint(5, 300), dice))  # fmt: skip  # noqa: E501
        add(
            item,
            author=people(count),
            issued=at(when),
            page=moved(pages, dice.randint(5, 60), dice),
        )
        add(item, title=dice.choice(titles), container_title=dice.choice(journals),
            volume=str(dice.randint(1, 99)), page=moved(pages, dice.randint(5, 300), dice))  # fmt: skip  # noqa: E501
        add(
            item,
            title=dice.choice(titles),
            page=moved(pages, dice.choice([-40, -12, 9, 17, 80]), dice),
        )
        for steps in ([-8, -5, 4, 6, 9, 12], [-20, 20, 31]):
            add(item, title=dice.choice(titles), author=people(dice.randint(1, 4)),
                page=moved(pages, dice.choice(steps), dice))  # fmt: skip
        add(item, issued=at(when + other), volume=str(max(1, volume + other)),
            page=moved(pages, dice.randint(20, 200), dice))  # fmt: skip
        about = dice.choice(["Erratum: ", "Review of ", "Comment on ", "Reply to "])
        add(
            item,
            author=people(1),
            title=about + item["title"],
            page=moved(pages, dice.randint(100, 400), dice),
        )
        add(item, title=item["title"] + dice.choice([" II", ": Part 2", ". A Reply"]),
            page=moved(pages, dice.randint(10, 40), dice), issued=at(when + 1))  # fmt: skip
    return found


def text_of(item: Item) -> str:
    names = [f"{name.get('family', '')} {name.get('given', '')}" for name in item.get("author", ())]
    numbers = [str(item.get(key, "")) for key in ("volume", "issue", "page")]
    return " ".join(
        [item["title"], *names, item.get("container-title", ""), *numbers, str(year(item))]
    )


def as_record(item: Item) -> Record:
    """A work as its source states it: a database, or (``source`` is ``page``) the tags of a page."""  # noqa: E501
    source = item.get("source", "crossref")
    made = record(item, source)
    return replace(made, provenance={"title": "json-ld"}) if source == "page" else made


class Search:
    """BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75) over all the words of each work."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.records: list[Record] = [as_record(item) for item in items]
        postings: dict[str, dict[int, int]] = {}
        lengths = np.zeros(len(items))
        for index, item in enumerate(items):
            for word in words(text_of(item)):
                lengths[index] += 1
                posting = postings.setdefault(word, {})
                posting[index] = posting.get(index, 0) + 1
        norm = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
        self.postings = {}
        for word, posting in postings.items():
            ids = np.fromiter(posting.keys(), dtype=np.int64)
            counts = np.fromiter(posting.values(), dtype=np.float64)
            idf = np.log(1 + (len(items) - len(ids) + 0.5) / (len(ids) + 0.5))
            self.postings[word] = (
                ids,
                (idf * counts * 2.2 / (counts + norm[ids])).astype(np.float32),
            )

    def __call__(self, query: str, rows: int = 10) -> list[int]:
        """The positions of the best works, the best first."""
        scores = np.zeros(len(self.items), dtype=np.float32)
        for word in set(words(query)):
            if word in self.postings:
                ids, weights = self.postings[word]
                scores[ids] += weights
        best = np.argpartition(scores, -rows)[-rows:]
        return [int(i) for i in best[np.argsort(-scores[best])] if scores[i] > 0]
