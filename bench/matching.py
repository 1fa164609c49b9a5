"""How well references find their records: ``python bench/matching.py DATA``.

DATA is a folder with ``records.jsonl`` (CSL-JSON works) and ``references.jsonl`` (``text``,
``style``, ``doi`` of the work, ``accept``: the DOIs that are right, none for works that are kept
out). Works are halved by a hash of their DOI. With ``--fit`` the model is fitted on the one half
and written into the package; figures are always those of the other, unless ``--fitted`` asks for
the table by style of the fitted half as well. Needs numpy (``srccheck[bench]``).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from matching_fit import Matrix, fit, write
from matching_perturbed import (
    FAULTS,
    STYLES,
    alarm,
    perturbed,
    run,
    sound,
    swapped_authors,
    whole,
    wrong_year,
)
from matching_world import Item, Search, half, hard_negatives, load
from matching_written import written

from srccheck.matching import choose, match
from srccheck.matching.features import features
from srccheck.matching.wording import statement, wording
from srccheck.model import Entry, EntryKind, Span

HERE = Path(__file__).parent
MODEL = HERE.parent / "srccheck" / "matching" / "data" / "identity.json"
ROWS = 10


class Asked(NamedTuple):
    """A reference with what the search gave for it."""

    style: str
    accept: frozenset[str]
    dois: list[str]
    values: Matrix
    right: Matrix


def asked(text: str, style: str, accept: Sequence[str], search: Search, *, bare: int = 0) -> Asked:
    """Search for a reference and take the features of each candidate.

    ``bare`` is 1 to compare with records without numbers, as pages are, 2 to leave out the
    container as well, 3 to make it the publisher, as books have it. Such works do not appear
    twice under one long title in one place, so that those negatives are left out.
    """
    found = search(text, ROWS)
    if bare:
        right = next((one for one in search.items if one["DOI"] in accept), {})
        found = [index for index in found if not _twin(search.items[index], right, accept)]
    dois = [search.items[index]["DOI"] for index in found]
    words = wording(text)
    rows = []
    for index in found:
        record = search.records[index]
        if bare:
            names = () if bare > 1 else record.container_title
            changes = (
                {"publisher": record.container_title[0], "container_title": ()} if bare == 3 else {}
            )
            record = replace(
                record, volume="", issue="", page="", **{"container_title": names, **changes}
            )
        rows.append(features(words, statement(record)))
    right = np.array([doi in accept for doi in dois], float)
    return Asked(style, frozenset(accept), dois, np.array(rows), right)


def _twin(item: Item, right: Item, accept: Sequence[str]) -> bool:
    keys = ("title", "container-title")
    same = all(item.get(key) == right.get(key) for key in keys)
    return same and item["DOI"] not in accept and len(item["title"]) > 25


def without_numbers(item: Item, dice: random.Random) -> str:
    """A reference as newspapers, web pages and books are cited."""
    people = ", ".join(f"{one.get('given', '')} {one.get('family', '')}" for one in item["author"])
    year = item["issued"]["date-parts"][0][0]
    day = dice.choice(["", "12 May ", "July ", "3 octobre "])
    return f"{people}, “{item['title']}”, {item['container-title']}, {day}{year}."


def examples(items: Sequence[Item], search: Search, count: int = 1500) -> list[Asked]:
    """More pairs to fit on: references with one fault, and works without any numbers."""
    dice = random.Random(11)  # noqa: S311
    pool = [item for item in items if whole(item)]
    named = [item for item in items if item.get("author")]
    kinds = [kind for kind in FAULTS if kind not in ("doi", "title")]
    found = []
    for index in range(count):
        item, other = dice.sample(pool, 2)
        kind = kinds[index % len(kinds)]
        changed = FAULTS[kind](item, other, dice)
        accept = [] if kind == "invented" else [item["DOI"]]
        style = dice.choice(list(STYLES))
        found.append(asked(STYLES[style](changed), kind, accept, search))
        item = dice.choice(named)
        wrong = [wrong_year, swapped_authors][index % 2](item, other, dice)
        text = without_numbers(item if index % 4 < 2 else wrong, dice)
        bare = asked(text, "bare", [item["DOI"]], search, bare=1 + index // 4 % 3)
        found.append(bare)
    return found


def learn(pairs: Sequence[Asked]) -> tuple[Matrix, float]:
    """The weights that fit all pairs."""
    x = np.vstack([one.values for one in pairs])
    y = np.concatenate([one.right for one in pairs])
    return fit(x, y)


class Figures:
    """Precision, recall and the share of rightly unanswered references."""

    def __init__(self) -> None:
        self.right = self.answered = self.wanted = self.none = self.silent = 0

    def add(self, accept: frozenset[str], answer: str | None) -> None:
        """Count one answer; ``None`` is silence."""
        self.answered += answer is not None
        self.right += answer in accept
        self.wanted += bool(accept)
        self.none += not accept
        self.silent += not accept and answer is None

    @property
    def precision(self) -> float:
        """Right answers among those given."""
        return self.right / self.answered if self.answered else 1.0

    @property
    def recall(self) -> float:
        """Right answers among references that have one."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def unanswered(self) -> float:
        """Silence where no answer is right."""
        return self.silent / self.none if self.none else 1.0

    def __str__(self) -> str:
        count = self.wanted + self.none
        return f"{self.precision:9.4f} {self.recall:7.4f} {self.unanswered:7.4f} {count:6}"


def at(threshold: float, pairs: Sequence[Asked], weights: Matrix, bias: float) -> Figures:
    """The figures at a threshold."""
    figures = Figures()
    for one in pairs:
        odds = one.values @ weights + bias
        best = int(odds.argmax())
        sure = 1 / (1 + np.exp(-odds[best])) >= threshold
        figures.add(one.accept, one.dois[best] if sure else None)
    return figures


def threshold_for(pairs: Sequence[Asked], weights: Matrix, bias: float) -> float:
    """The lowest threshold that keeps to precision 0.997 and 0.992 unanswered on these pairs."""
    for step in range(30, 96):
        figures = at(step / 100, pairs, weights, bias)
        if figures.precision >= 0.997 and figures.unanswered >= 0.992:
            return step / 100
    return 0.95


def refit(references: Sequence[dict[str, Any]], items: Sequence[Item], search: Search) -> None:
    mine = [one for one in references if half(one["doi"]) == 0]
    pairs = [asked(one["text"], one["style"], one["accept"], search) for one in mine]
    more = examples([item for item in items if half(item["DOI"]) == 0], search)
    weights, bias = learn([*pairs, *more])
    threshold = threshold_for(pairs, weights, bias)
    write(MODEL, weights, bias, threshold, sum(len(one.right) for one in [*pairs, *more]))
    print(
        f"fitted, threshold {threshold}; on the fitted half:", at(threshold, pairs, weights, bias)
    )


def entry_of(text: str) -> Entry:
    """An entry of which nothing but the text is known."""
    return Entry("reference", "misc", EntryKind.SOURCE, {}, Span(0, len(text)), text)


def report(references: Sequence[dict[str, Any]], search: Search) -> None:
    """Precision, recall and *none* by style, through ``match`` and ``choose``."""
    styles: dict[str, Figures] = defaultdict(Figures)
    total, spent, pairs = Figures(), 0.0, 0
    for one in references:
        entry = entry_of(one["text"])
        records = [search.records[index] for index in search(one["text"], ROWS)]
        start = time.perf_counter()
        matches = [match(entry, record) for record in records]
        best = choose(entry, matches).best
        spent += time.perf_counter() - start
        pairs += len(records)
        answer = best.record.id if best else None
        for figures in (total, styles[one["style"]]):
            figures.add(frozenset(one["accept"]), answer)
    print(f"\n{'style':38} precision recall    none     of")
    for style, figures in sorted(styles.items()):
        print(f"{style:38} {figures}")
    print(f"{'all':38} {total}\n{spent / pairs * 1000:.3f} ms a record")


def faults(title: str, cases: Sequence[Any], search: Search, *, shown: int) -> None:
    """Print what came of perturbed or sound references."""
    tally = run(cases, search)
    print(f"\n{title}")
    for name, count in tally.asked.items():
        print(f"  {name:36} {tally.right[name]:5} of {count:5}")
    right, count = sum(tally.right.values()), sum(tally.asked.values())
    print(f"  {'all':36} {right:5} of {count:5}  {right / count:.4f}")
    for case, judgement, _ in tally.wrong[:shown]:
        said = alarm(judgement, invented=False)
        print(
            f"    [{case.kind or case.style}] {case.text[:160]}\n      {said}: {judgement.verdicts.reason[:200]}"  # noqa: E501
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the model first")
    parser.add_argument("--fitted", action="store_true", help="also report on the fitted half")
    parser.add_argument(
        "--show", type=int, default=0, help="how many failures to print for each table"
    )
    options = parser.parse_args()
    items, references = (
        load(options.data / "records.jsonl"),
        load(options.data / "references.jsonl"),
    )
    search = Search([*items, *hard_negatives(items)])
    print(
        f"{len(items)} works, {len(search.items) - len(items)} hard negatives, {len(references)} references"  # noqa: E501
    )
    if options.fit:
        refit(references, items, search)
    if options.fitted:
        print("\nfitted half")
        report([one for one in references if not half(one["doi"])], search)
        print("\nreporting half")
    others = [one for one in references if half(one["doi"])]
    report(others, search)
    kept = [item for item in items if half(item["DOI"])]
    faults("perturbed, told by kind", perturbed(kept, 500), search, shown=options.show)
    faults("sound, nothing said", sound(kept, others, 2000), search, shown=options.show)
    for title, cases, world in written(HERE / "data"):
        faults(title, cases, Search(world), shown=options.show)


if __name__ == "__main__":
    main()
