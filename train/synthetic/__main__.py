"""python -m train.synthetic DATA_FOLDER -o OUT.jsonl --count 40000 --seed 1."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from train.synthetic.generate import generate
from train.synthetic.works import Library


def main() -> None:
    """Write labelled references as JSON Lines."""
    parser = argparse.ArgumentParser(prog="python -m train.synthetic", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with records.jsonl, or with matching-data")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csl", type=float, default=0.4, help="share tried through CSL styles")
    parser.add_argument(
        "--titles", type=Path, action="append", default=[], metavar="FILE",
        help="labelled file whose titles are recombined too; never one that is tested on",
    )  # fmt: skip
    options = parser.parse_args()
    library = Library.read(options.data, options.titles)
    counts: dict[str, int] = {}
    with options.output.open("w", encoding="utf-8") as output:
        for line in generate(library, options.count, options.seed, options.csl, counts):
            output.write(line + "\n")
    print(" ".join(f"{name}: {count}" for name, count in counts.items()), file=sys.stderr)


if __name__ == "__main__":
    main()
