"""Works by the million with the statistics of real ones: words, names, numbers and lengths."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

Item = dict[str, Any]
INVENTED = 0.12
"""The share of words that are made of parts of others, so that the vocabulary grows as it does in
large collections (Heaps' law)."""


class Generator:
    """Makes works out of the parts of real ones; all are invented (10.5555).

    A title is the beginning of one and the end of another; names, journals, years, volumes and
    pages are drawn as often as they are there.
    """

    def __init__(self, items: Sequence[Item], seed: int = 7) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.titles = [item["title"].split() for item in items if item.get("title")]
        self.words = [word for title in self.titles for word in title if len(word) > 5]
        self.people = [one for item in items for one in item.get("author", ()) if one.get("family")]
        self.counts = [len(item.get("author", ())) for item in items]
        self.journals = [item["container-title"] for item in items]
        self.items = items

    def works(self, count: int) -> Iterator[Item]:
        """So many works, the same ones each time from a new generator."""
        for number in range(count):
            yield self.work(number)

    def work(self, number: int) -> Item:
        """One work in CSL-JSON."""
        dice = self.dice
        like = dice.choice(self.items)
        return {
            "DOI": f"10.5555/generated.{number}",
            "type": "journal-article",
            "title": self._title(),
            "author": [self._person() for _ in range(dice.choice(self.counts))],
            "container-title": self._journal(),
            "issued": {"date-parts": [[self._year(like)]]},
            "volume": str(dice.randint(1, 180)) if like.get("volume") else "",
            "issue": like.get("issue", ""),
            "page": self._pages(like.get("page") or ""),
        }

    def _title(self) -> str:
        dice = self.dice
        first, last = dice.choice(self.titles), dice.choice(self.titles)
        given = first[: (len(first) + 1) // 2] + last[len(last) // 2 :]
        return " ".join(self._word() if dice.random() < INVENTED else word for word in given)

    def _word(self) -> str:
        first, last = self.dice.choice(self.words), self.dice.choice(self.words)
        return first[: max(3, len(first) // 2)] + last[len(last) // 2 :]

    def _person(self) -> Item:
        dice = self.dice
        one, other = dice.choice(self.people), dice.choice(self.people)
        family = one["family"]
        if dice.random() < 0.5:
            family = family[: len(family) // 2 + 1] + other["family"][len(other["family"]) // 2 :]
        return {"family": family, "given": other.get("given", "")}

    def _journal(self) -> str:
        name = self.dice.choice(self.journals)
        if self.dice.random() < 0.7:
            return name
        other = self.dice.choice(self.journals).split()
        return " ".join([*name.split()[:2], *other[-2:]])

    def _year(self, like: Item) -> int:
        year = int(like["issued"]["date-parts"][0][0])
        return min(2026, max(1850, year + self.dice.randint(-9, 9)))

    def _pages(self, like: str) -> str:
        if not like or not like[:1].isdigit():
            return like
        first = self.dice.randint(1, self.dice.choice((400, 1500, 9000)))
        return f"{first}-{first + self.dice.randint(0, 18)}" if "-" in like else str(first)
