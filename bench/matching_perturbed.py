"""References made wrong on purpose, and whether their faults are told by kind."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from matching_world import Item, Search, moved, year

from srccheck.matching import judge, likely_invented, signs
from srccheck.matching.coverage import unheld
from srccheck.matching.judge import Judgement
from srccheck.model import Entry, Verdict
from srccheck.model.evidence import Evidence, Outcome
from srccheck.parse import parse_reference

LABEL = re.compile(r"^\s?(?:\[\d+\]|\(\d+\)|1 )\s?")
"""The number of a reference in its list; the readers leave it out."""


class Case(NamedTuple):
    """A reference as text; ``kind`` is the fault it has, empty for a sound one."""

    text: str
    kind: str
    item: Item
    style: str = ""


def given_first(name: Item) -> str:
    return f"{name.get('given', '')} {name.get('family', '')}".strip()


def family_first(name: Item) -> str:
    return f"{name.get('family', '')}, {name.get('given', '')}".strip(", ")


def initials(name: Item) -> str:
    letters = " ".join(
        f"{part[0]}." for part in re.split(r"[\s.-]+", name.get("given", "")) if part
    )
    return f"{name.get('family', '')}, {letters}".strip(", ")


def joined(names: Sequence[str], last: str) -> str:
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def chicago(item: Item) -> str:
    people = joined([given_first(name) for name in item["author"]], " and ")
    volume, issue, pages = (item.get(key, "") for key in ("volume", "issue", "page"))
    number = f", no. {issue}" if issue else ""
    tail = f": {pages.replace('-', '–')}" if pages else ""
    journal = f"*{item['container-title']}* {volume}{number} ({year(item)}){tail}"
    return f"{people}, “{item['title']},” {journal}."


def french(item: Item) -> str:
    people = joined([given_first(name) for name in item["author"]], " et ")
    volume, issue, pages = (item.get(key, "") for key in ("volume", "issue", "page"))
    number = f", n° {issue}" if issue else ""
    tail = f", p. {pages}" if pages else ""
    journal = f"*{item['container-title']}*, vol. {volume}{number}, {year(item)}{tail}"
    return f"{people}, « {item['title']} », {journal}."


def apa(item: Item) -> str:
    people = joined([initials(name) for name in item["author"]], ", & ")
    volume, issue, pages = (item.get(key, "") for key in ("volume", "issue", "page"))
    number = f"({issue})" if issue else ""
    tail = f", {pages.replace('-', '–')}" if pages else ""
    journal = f"*{item['container-title']}*, *{volume}*{number}{tail}"
    return f"{people} ({year(item)}). {item['title']}. {journal}."


def mla(item: Item) -> str:
    first, *others = item["author"]
    names = [family_first(first), *map(given_first, others)]
    people = joined(names, ", and ").rstrip(".")
    volume, issue, pages = (item.get(key, "") for key in ("volume", "issue", "page"))
    number = f", no. {issue}" if issue else ""
    tail = f", pp. {pages.replace('-', '–')}" if pages else ""
    journal = f"*{item['container-title']}*, vol. {volume}{number}, {year(item)}{tail}"
    return f"{people}. “{item['title']}.” {journal}."


STYLES: dict[str, Callable[[Item], str]] = {
    "chicago": chicago,
    "french": french,
    "apa": apa,
    "mla": mla,
}


def whole(item: Item) -> bool:
    """Whether a work has all that a reference in full is made of, in the usual form."""
    pages = re.fullmatch(r"\d+-\d+", item.get("page", ""))
    names = item.get("author", ())
    return bool(
        pages
        and 1 <= len(names) <= 5
        and all(name.get("family") and name.get("given") for name in names)
        and item.get("volume", "").isdigit()
        and 20 < len(item["title"]) < 160
    )


def wrong_year(item: Item, _: Item, dice: random.Random) -> Item:
    return {
        **item,
        "issued": {"date-parts": [[year(item) + dice.choice([-9, -4, -2, -1, 1, 2, 5])]]},
    }


def wrong_volume(item: Item, _: Item, dice: random.Random) -> Item:
    return {**item, "volume": str(int(item["volume"]) + dice.choice([1, 2, 5, 11]))}


def wrong_page(item: Item, _: Item, dice: random.Random) -> Item:
    return {**item, "page": moved(item["page"], dice.choice([30, 51, 100, 212]), dice)}


def swapped_authors(item: Item, _: Item, dice: random.Random) -> Item:
    names = list(item["author"])
    if len(names) > 1 and dice.random() < 0.5:
        names[0], names[-1] = names[-1], names[0]
    else:
        names[0] = {"family": dice.choice(["Marlow", "Okafor", "Volk"]), "given": "Ada"}
    return {**item, "author": names}


def added_author(item: Item, _: Item, dice: random.Random) -> Item:
    added = {"family": dice.choice(["Marlow", "Okafor", "Volk"]), "given": "Tom"}
    return {**item, "author": [*item["author"], added]}


def title_of_another(item: Item, other: Item, _: random.Random) -> Item:
    return {**item, "title": other["title"]}


def doi_of_another(item: Item, other: Item, _: random.Random) -> Item:
    return {**item, "cited-doi": other["DOI"]}


NOUNS = (
    "harbours", "straits", "ledgers", "orchards", "tariffs", "comets", "lanterns", "glaciers",
    "kinship", "dialects",
)  # fmt: skip
LINKS = (
    "and the politics of",
    "in the shadow of",
    "as a measure of",
    "before and after",
    "without",
)


def invented(item: Item, _: Item, dice: random.Random) -> Item:
    first, second = dice.sample(NOUNS, 2)
    title = f"Quiet {first} {dice.choice(LINKS)} {second}: an invented inquiry"
    people = [{"family": dice.choice(["Marlow", "Okafor", "Volk", "Larue"]), "given": "Mira"}]
    volume = str(dice.randint(1, 90))
    return {
        **item,
        "title": title,
        "author": people,
        "volume": volume,
        "page": moved("100-120", dice.randint(1, 700), dice),
    }


FAULTS: dict[str, Callable[[Item, Item, random.Random], Item]] = {
    "year": wrong_year, "volume": wrong_volume, "page": wrong_page, "author": swapped_authors,
    "added author": added_author, "title": title_of_another, "doi": doi_of_another,
    "invented": invented,
}  # fmt: skip


def perturbed(items: Sequence[Item], count: int, seed: int = 3) -> list[Case]:
    """References with one fault each, the faults and styles in turn."""
    dice = random.Random(seed)  # noqa: S311
    pool = [item for item in items if whole(item)]
    cases = []
    for index in range(count):
        item, other = dice.sample(pool, 2)
        kind = list(FAULTS)[index % len(FAULTS)]
        style = list(STYLES)[index // len(FAULTS) % len(STYLES)]
        changed = FAULTS[kind](item, other, dice)
        doi = f" https://doi.org/{changed['cited-doi']}" if "cited-doi" in changed else ""
        cases.append(Case(STYLES[style](changed) + doi, kind, item, style))
    return cases


def sound(
    items: Sequence[Item], references: Sequence[dict[str, Any]], count: int, seed: int = 4
) -> list[Case]:
    """Sound references: half of them rendered here, half as printed in the styles of others."""
    dice = random.Random(seed)  # noqa: S311
    byd = {item["DOI"]: item for item in items}
    pool = [item for item in items if whole(item)]
    cases = []
    for index in range(count // 2):
        style = list(STYLES)[index % len(STYLES)]
        item = dice.choice(pool)
        doi = f" https://doi.org/{item['DOI']}" if dice.random() < 0.3 else ""
        cases.append(Case(STYLES[style](item) + doi, "", item, style))
    printed = [
        one for one in references
        if one["accept"] and "noise" not in one["style"] and "degraded" not in one["style"]
        and one["accept"][0] in byd
    ]  # fmt: skip
    for one in dice.sample(printed, min(len(printed), count - count // 2)):
        cases.append(Case(one["text"], "", byd[one["accept"][0]], one["style"]))
    return cases


def gathered(entry: Entry, search: Search, dois: dict[str, int]) -> list[Evidence]:
    """What two bibliographic services and the registry answer about an entry."""
    found = []
    for one in entry.identifiers:
        if one.scheme == "doi":
            known = dois.get(one.value.casefold())
            records = (search.records[known],) if known is not None else ()
            outcome = Outcome.FOUND if records else Outcome.NOT_FOUND
            found.append(Evidence("doi.org", f"doi {one.value}", outcome, records=records))
    records = tuple(search.records[index] for index in search(entry.raw, 10))
    outcome = Outcome.FOUND if records else Outcome.NOT_FOUND
    found.extend(
        Evidence(name, f"search {entry.raw[:60]}", outcome, records=records)
        for name in ("crossref", "openalex")
    )
    return found


def told(kind: str, entry: Entry, judgement: Judgement) -> bool:
    """Whether the fault of a reference was told as what it is."""
    identity = judgement.verdicts.identity
    fields = {one.field for one in judgement.differing}
    if kind == "invented":
        unsure = judgement.verdicts.reason if identity is Verdict.INCONCLUSIVE else ""
        return identity is Verdict.NOT_FOUND or "databases do not hold" in unsure
    if kind == "title" and unheld(entry):
        return identity is not Verdict.VERIFIED  # nobody can say more of such works
    if kind == "doi":
        return identity is Verdict.CONTRADICTED
    name = {
        "year": "date",
        "page": "pages",
        "added author": "author",
        "name": "author",
        "day": "date",
    }.get(kind, kind)
    return name in fields


def alarm(judgement: Judgement, *, invented: bool) -> str:
    """What is said against a reference, if anything."""
    verdicts = judgement.verdicts
    if verdicts.identity in (Verdict.CONTRADICTED, Verdict.NOT_FOUND) or invented:
        return verdicts.identity.value
    if verdicts.accuracy is Verdict.CONTRADICTED:
        return ", ".join(one.field for one in judgement.differing)
    return ""


class Tally(NamedTuple):
    """What came of a set of cases."""

    asked: Counter[str]
    right: Counter[str]
    wrong: list[tuple[Case, Judgement, Entry]]


def run(cases: Sequence[Case], search: Search) -> Tally:
    """Judge every case; a sound one is right when nothing is said against it."""
    dois = {item["DOI"].casefold(): index for index, item in enumerate(search.items)}
    tally = Tally(Counter(), Counter(), [])
    for case in cases:
        entry = parse_reference(LABEL.sub("", case.text))
        evidence = gathered(entry, search, dois)
        judgement = judge(entry, evidence)
        suspect = likely_invented(signs(entry, evidence, judgement))
        good = (
            told(case.kind, entry, judgement)
            if case.kind
            else not alarm(judgement, invented=suspect)
        )
        name = case.kind or case.style
        tally.asked[name] += 1
        tally.right[name] += good
        if not good:
            tally.wrong.append((case, judgement, entry))
    return tally
