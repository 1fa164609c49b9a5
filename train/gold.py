"""A synthetic set to report on: ``python -m train.gold RECORDS -o bench/data/synthetic.jsonl``.

Another seed than in training makes other people, orders and marks; the halves of titles, the
venues and the styles are the same, so that the figures on it flatter.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from train.synthetic.generate import generate
from train.synthetic.works import Library

FIELDS = [
    "author_str",
    "title",
    "container",
    "year",
    "volume",
    "issue",
    "fpage",
    "publisher",
    "place",
]
_NAMES = {
    "author": "author_str",
    "title": "title",
    "container": "container",
    "date": "year",
    "volume": "volume",
    "issue": "issue",
    "pages": "fpage",
    "publisher": "publisher",
    "institution": "publisher",
    "place": "place",
}
SEED = 7


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(prog="python -m train.gold", description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2_000)
    options = parser.parse_args()
    library = Library.read(options.records, [])
    with options.output.open("w", encoding="utf-8") as output:
        output.write(json.dumps({"fields": FIELDS}) + "\n")
        for line in generate(library, options.count, SEED, 0.4, {}):
            row = json.loads(line)
            fields: dict[str, str] = {}
            for label, text in row["segments"]:
                if label in _NAMES:
                    fields.setdefault(_NAMES[label], text)
            kept = {
                "id": row["id"],
                "lang": row["lang"],
                "style": row["style"].partition("+")[0].split("-")[0],
                "text": row["text"],
                "fields": fields,
            }
            output.write(json.dumps(kept, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
