"""Makes the model of srccheck.labelling: ``python -m train PARSING MATCHING``.

PARSING holds the labelled sets (``anystyle-core.jsonl``, ``anystyle-gold.jsonl``,
``grobid-citations.jsonl``, ``linkedbooks-train.jsonl``), MATCHING the records from which synthetic
references are made. A fifth of the documents of each set, named in ``bench/data/held-out.txt``,
is kept out of training for ``bench/parsing.py``. With ``--without SET`` (repeatable) a set is left
out whole: what the model then does on it is what it does on a source it has never seen.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import math
import random
import struct
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from srccheck.labelling.features import features
from srccheck.labelling.labeller import MODEL
from train import own
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
OWN = 4
"""How many times the project's own table is taken: it is small, and labelled with care."""
EPOCHS = 15
LEAST = 4
"""An attribute seen fewer times with a label is left out: it keeps the model small, and general."""
SEED = 20261124
HELD = Path(__file__).parents[1] / "bench" / "data" / "held-out.txt"
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


def unseen(folder: Path) -> Iterator[str]:
    """The references of the sets of which none like them was trained on."""
    for name in SETS:
        for one in read(folder / f"{name}.jsonl"):
            if is_held(one):
                yield one.id


def held_out(folder: Path) -> list[Sample]:
    """References kept out of training, from all sets alike."""
    found = []
    for name in SETS:
        held = [one for one in read(folder / f"{name}.jsonl") if is_held(one)]
        found += random.Random(SEED).sample(held, min(150, len(held)))
    return found


def synthetic(parsing: Path, matching: Path, without: Iterable[str]) -> Iterator[Sample]:
    """Synthetic references; titles of Italian humanities only where that set is trained on."""
    titles = [] if "linkedbooks-train" in without else [parsing / "linkedbooks-train.jsonl"]
    library = Library.read(matching, titles)
    yield from read_lines(generate(library, SYNTHETIC, SEED, 0.4, {}))


def soften(path: Path, factor: float) -> None:
    """Multiply all weights of a model, which changes no label, only how sure it is of each.

    The perceptron does not learn probabilities; its weights are too large for them. In the file a
    feature is its type, source and target (32 bits each) and its weight (64 bits), after the
    header and the mark ``FEAT`` (N. Okazaki, CRFsuite 0.12, ``crf1d_model.c``).
    """
    data = bytearray(path.read_bytes())
    start = struct.unpack_from("<I", data, 28)[0]
    if data[:4] != b"lCRF" or data[start : start + 4] != b"FEAT":
        raise ValueError("not a model of CRFsuite")
    count = struct.unpack_from("<I", data, start + 8)[0]
    for at in range(start + 12, start + 12 + 20 * count, 20):
        weight = struct.unpack_from("<d", data, at + 12)[0] * factor
        struct.pack_into("<d", data, at + 12, float(f"{weight:.3g}"))
    path.write_bytes(data)


def softness(path: Path, held: list[Sample]) -> float:
    """The factor with which the model's probabilities fit references it has not seen best."""
    best, least = 1.0, math.inf
    for factor in (0.5, 0.3, 0.2, 0.14, 0.1, 0.07, 0.05, 0.035, 0.025, 0.018, 0.012):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "model"
            copy.write_bytes(path.read_bytes())
            soften(copy, factor)
            loss = log_loss(copy, held)
        if loss < least:
            best, least = factor, loss
    return best


def log_loss(path: Path, held: list[Sample]) -> float:
    """The mean surprise of the model at the right label of a word, in nats."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    known = set(tagger.labels())
    total = words = 0.0
    for sample in held:
        tagger.set(features(sample.words))
        for at, name in enumerate(sample.labels):
            chance = tagger.marginal(name, at) if name in known else 0.0
            total -= math.log(max(chance, 1e-9)) if chance == chance else math.log(1e-9)
            words += 1
    return total / words


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
    own_table = OWN * list(own.read())
    made = list(synthetic(options.parsing, options.matching, options.without))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        fit(real + own_table + made, path)
        soften(path, softness(path, held_out(options.parsing)))
        options.output.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    if not options.without:
        HELD.write_text("".join(f"{name}\n" for name in unseen(options.parsing)), "utf-8")
    size = options.output.stat().st_size / 1e6
    print(
        f"{len(real):,} labelled and {len(made):,} synthetic references, "
        f"{time.monotonic() - began:.0f} s, {size:.1f} MB"
    )


if __name__ == "__main__":
    main()
