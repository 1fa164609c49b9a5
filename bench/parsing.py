"""How well references become fields: ``python bench/parsing.py FOLDER [FILE…]``.

FOLDER holds sets as JSON Lines: first ``{"fields": [names]}``, the fields that the set knows,
then ``{"id", "text", "fields"}`` for each reference. A value is right if it has the same letters
and figures as the set's, whatever their case, accents and punctuation; *near* also takes a
similarity of 0.8 (Levenshtein) for names and words. *Wholly right* is a reference with every field
right and none too many. One core; the first reference, which loads the model, is not timed.

Of sets that the model was trained on, only the references that were kept out of it count
(``bench/data/held-out.txt``, written by ``python -m train``). After the sets come those written
for the project, ``bench/data/written``: errors in ``mended-with`` were looked at and mended,
those in ``unseen`` were not; then the synthetic ones of ``bench/data/synthetic.jsonl``, by language
and by style. ``--model FILE`` takes another
model, such as one trained without a set (``python -m train … --without SET -o FILE``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from srccheck.labelling import labeller
from srccheck.model import Entry
from srccheck.parse import parse_reference

NUMBERS = {"year", "fpage", "volume", "issue"}
NEAR = 0.8
ANYSTYLE = {
    "anystyle-core": (99.4, 99.5, 95.9),
    "grobid-citations": (80.6, 83.8, 49.4),
    "linkedbooks-valid": (62.7, 71.2, 23.7),
}
"""AnyStyle 1.6 on these sets, as their keepers state: micro F1, near, share wholly right. It was
trained on the first, and on a part of the second."""

HELD = Path(__file__).parent / "data" / "held-out.txt"
SYNTHETIC = Path(__file__).parent / "data" / "synthetic.jsonl"
WRITTEN = Path(__file__).parent / "data" / "written"
TRAINED = ("anystyle-core", "grobid-citations")

_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")


class Reference(NamedTuple):
    """A reference of a set with the fields it should have."""

    id: str
    text: str
    fields: Mapping[str, str]
    group: tuple[str, str] = ("", "")


class Score(NamedTuple):
    """The counts of a set, by field, and how many references are wholly right."""

    counts: Mapping[str, Counter[str]]
    right: int
    references: int


def load(path: Path) -> tuple[list[str], list[Reference]]:
    """The fields a set knows, and its references."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return rows[0]["fields"], [
        Reference(
            row["id"], row["text"], row["fields"], (row.get("lang", ""), row.get("style", ""))
        )
        for row in rows[1:]
    ]


def fields_of(entry: Entry) -> dict[str, str]:
    """The fields of an entry by the names of the sets, as they stand in the reference."""

    def raw(*names: str) -> str:
        found = next((entry.fields[name] for name in names if name in entry.fields), None)
        return found.raw if found else ""

    container = raw("journaltitle", "booktitle", "maintitle")
    title = raw("title")
    return {
        "author_str": raw("author"),
        "first_surname": next((name.family for name in _names(entry)), ""),
        "title": title,
        "container": container,
        "title_any": " ".join(_in_order(entry, "title", "journaltitle", "booktitle")),
        "year": raw("date", "year"),
        "volume": raw("volume"),
        "issue": raw("number", "issue") if "journaltitle" in entry.fields else "",
        "fpage": raw("pages"),
        "publisher": raw("publisher", "institution", "organization"),
        "place": raw("location"),
    }


def _names(entry: Entry) -> tuple[object, ...]:
    author = entry.fields.get("author")
    return author.names if author else ()


def _in_order(entry: Entry, *names: str) -> list[str]:
    found = [entry.fields[name] for name in names if name in entry.fields]
    return [field.raw for field in sorted(found, key=lambda field: field.span)]


def compared(name: str, value: str) -> str:
    """The form of a value in which it is compared; empty when there is none."""
    if name == "year":
        year = _YEAR.search(value)
        return year.group() if year else ""
    if name == "fpage":
        number = re.search(r"\d+", value)
        value = number.group() if number else value
    folded = unicodedata.normalize("NFKD", value).casefold()
    return "".join(character for character in folded if character.isalnum())


def score(
    names: Sequence[str], wanted: Iterable[Reference], found: Iterable[Mapping[str, str]]
) -> Score:
    """Hold what was found against what should be, field by field."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    right = references = 0
    for reference, fields in zip(wanted, found, strict=True):
        whole = True
        for name in names:
            want = compared(name, reference.fields.get(name) or "")
            got = compared(name, fields.get(name) or "")
            counts[name].update(
                wanted=bool(want),
                found=bool(got),
                equal=bool(want) and want == got,
                near=bool(want and got) and _near(name, want, got),
            )
            whole &= want == got
        right += whole
        references += 1
    return Score(counts, right, references)


def _near(name: str, want: str, got: str) -> bool:
    if name in NUMBERS:
        return want == got
    return Levenshtein.normalized_similarity(want, got) >= NEAR


def f1(count: Counter[str], kind: str = "equal") -> float:
    """The harmonic mean of precision and recall, in per cent."""
    both = count["wanted"] + count["found"]
    return 200 * count[kind] / both if both else 0.0


def micro(result: Score) -> Counter[str]:
    """The counts of all fields together."""
    return sum(result.counts.values(), Counter())


class Seconds(NamedTuple):
    """The time of the processor that a set took: for whole entries, and for labels alone."""

    entries: float
    labels: float


def table(name: str, result: Score, seconds: Seconds) -> str:
    """The figures of a set as lines of text."""
    lines = [
        f"{name}: {result.references:,} references; in a second of the processor "
        f"{result.references / seconds.entries:,.0f} entries, "
        f"{result.references / seconds.labels:,.0f} if only labelled"
    ]
    lines.append(f"  {'field':14}{'n':>7}{'P':>8}{'R':>8}{'F1':>8}{'near':>8}")
    for field, count in [*result.counts.items(), ("micro", micro(result))]:
        precision = 100 * count["equal"] / max(count["found"], 1)
        recall = 100 * count["equal"] / max(count["wanted"], 1)
        lines.append(
            f"  {field:14}{count['wanted']:7,}{precision:8.1f}{recall:8.1f}"
            f"{f1(count):8.1f}{f1(count, 'near'):8.1f}"
        )
    lines.append(f"  wholly right: {100 * result.right / result.references:.1f} %")
    if name in ANYSTYLE:
        peer = ANYSTYLE[name]
        lines.append(f"  AnyStyle 1.6: F1 {peer[0]}, near {peer[1]}, wholly right {peer[2]} %")
    return "\n".join(lines)


def measured(references: Sequence[Reference], names: Sequence[str]) -> tuple[Score, Seconds]:
    """Parse references, then only label them; their score, and the time it took."""
    began = time.process_time()
    entries = [parse_reference(reference.text) for reference in references]
    parsed = time.process_time()
    for reference in references:
        labeller.label(reference.text)
    seconds = Seconds(parsed - began, time.process_time() - parsed)
    return score(names, references, [fields_of(entry) for entry in entries]), seconds


def by_group(path: Path, limit: int | None) -> None:
    """A line for each language and kind of style of the synthetic set."""
    names, references = load(path)
    groups: dict[str, list[Reference]] = {}
    for reference in references[:limit]:
        language, style = reference.group
        groups.setdefault(f"language {language}", []).append(reference)
        groups.setdefault(f"style {style}", []).append(reference)
    print(f"{path.stem}: {len(references[:limit]):,} references")
    print(f"  {'':24}{'n':>6}{'F1':>8}{'near':>8}{'wholly right':>14}")
    for name, members in sorted(groups.items()):
        result, _ = measured(members, names)
        total = micro(result)
        print(
            f"  {name:24}{len(members):6,}{f1(total):8.1f}{f1(total, 'near'):8.1f}"
            f"{100 * result.right / result.references:13.1f} %",
            flush=True,
        )


def main() -> None:
    """Print the table of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these sets")
    parser.add_argument("--limit", type=int, help="only so many references of each")
    parser.add_argument("--model", type=Path, help="a model instead of the one in the package")
    parser.add_argument("--all", action="store_true", help="references that were trained on, too")
    options = parser.parse_args()
    if options.model:
        data = gzip.decompress(options.model.read_bytes())
        labeller._model = lambda: data  # type: ignore[assignment]
    held = set(HELD.read_text("utf-8").split())
    began = time.process_time()
    parse_reference("Jane Doe, A Title, London 2020.")
    print(f"loaded in {1000 * (time.process_time() - began):.0f} ms of the processor")
    for path in sorted(options.folder.glob("*.jsonl")):
        if options.names and path.stem not in options.names:
            continue
        names, references = load(path)
        if path.stem in TRAINED and not options.all:
            references = [reference for reference in references if reference.id in held]
        print(table(path.stem, *measured(references[: options.limit], names)), flush=True)
    for path in [] if options.names else sorted(WRITTEN.glob("*/*.jsonl")):
        names, references = load(path)
        print(table(f"{path.parent.name}/{path.stem}", *measured(references, names)), flush=True)
    if not options.names or SYNTHETIC.stem in options.names:
        by_group(SYNTHETIC, options.limit)


if __name__ == "__main__":
    main()
