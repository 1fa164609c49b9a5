"""Makes the model of srccheck.labelling: ``python -m train PARSING MATCHING``.

PARSING holds the labelled sets (``anystyle-core.jsonl``, ``anystyle-gold.jsonl``,
``grobid-citations.jsonl``, ``linkedbooks-train.jsonl``), MATCHING the records from which synthetic
references are made. A fifth of the documents of each set, named in ``train/held_out.txt``, is
kept out of training for ``bench/parsing.py``. With ``--without SET`` (repeatable) a set is left out
whole: what the model then does on it is what it does on a source it has never seen.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from srccheck.labelling.features import features
from srccheck.labelling.labeller import MODEL
from train.corpora import Sample, normalised, read, read_lines
from train.synthetic.generate import generate
from train.synthetic.works import Library

SETS = {
    "anystyle-core": 2_000,
    "anystyle-gold": 2_000,
    "grobid-citations": 3_000,
    "linkedbooks-train": 8_000,
}
"""At most so many references of each set, so that none drowns the others."""
SYNTHETIC = 30_000
EPOCHS = 15
LEAST = 4
"""An attribute seen fewer times with a label is left out: it keeps the model small, and general."""
SEED = 20261124
HELD = Path(__file__).parent / "held_out.txt"
PACKAGE = Path(__file__).parents[1] / "srccheck" / "labelling" / "data"


def is_held(sample: Sample) -> bool:
    """Whether a reference is kept out of training, with all others of its document."""
    group = sample.group if sample.id.startswith("grobid") else normalised(sample.text)
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 5 == 0


def chosen(folder: Path, without: Iterable[str]) -> Iterator[Sample]:
    """The references to train on: each normalised string once, none that is held out."""
    sets = {name: list(read(folder / f"{name}.jsonl")) for name in SETS}
    held = {normalised(one.text) for samples in sets.values() for one in samples if is_held(one)}
    for name in without:
        held |= {normalised(one.text) for one in sets.get(name, ())}
    seen = set(held)
    for name, samples in sets.items():
        if name in without:
            continue
        kept = []
        for one in samples:
            key = normalised(one.text)
            if key not in seen:
                seen.add(key)
                kept.append(one)
        random.Random(SEED).shuffle(kept)
        yield from kept[: SETS[name]]


def synthetic(parsing: Path, matching: Path, without: Iterable[str]) -> Iterator[Sample]:
    """Synthetic references; titles of Italian humanities only where that set is trained on."""
    titles = [] if "linkedbooks-train" in without else [parsing / "linkedbooks-train.jsonl"]
    library = Library.read(matching, titles)
    yield from read_lines(generate(library, SYNTHETIC, SEED, 0.4, {}))


def fit(samples: list[Sample], path: Path) -> None:
    """Train by the averaged perceptron (Collins 2002), which here beats L-BFGS and SGD."""
    random.Random(SEED).shuffle(samples)
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    for sample in samples:
        trainer.append(pycrfsuite.ItemSequence(features(sample.words)), sample.labels)
    trainer.set_params({"max_iterations": EPOCHS, "feature.minfreq": LEAST})
    trainer.train(str(path))


def main() -> None:
    """Train, and write the model into the package or to a file."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("parsing", type=Path)
    parser.add_argument("matching", type=Path)
    parser.add_argument("--without", action="append", default=[], metavar="SET", choices=SETS)
    parser.add_argument("-o", "--output", type=Path, default=PACKAGE / MODEL)
    options = parser.parse_args()
    began = time.monotonic()
    real = list(chosen(options.parsing, options.without))
    made = list(synthetic(options.parsing, options.matching, options.without))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        fit(real + made, path)
        options.output.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    size = options.output.stat().st_size / 1e6
    print(
        f"{len(real):,} labelled and {len(made):,} synthetic references, "
        f"{time.monotonic() - began:.0f} s, {size:.1f} MB"
    )


if __name__ == "__main__":
    main()
