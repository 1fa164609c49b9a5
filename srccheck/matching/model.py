"""The probability that an entry and a record are the same work: a logistic regression.

The weights in ``data/identity.json`` are fitted by ``python bench/matching.py DATA --fit`` on 6,176
references in twelve styles, those whose work's DOI hashes to an even number, and on 3,000 made from
the same works: with one fault each, or without any numbers, as pages and books have none. Figures
of 24 November 2026, each reference against the ten best of 24,860 records, nine in ten of which
are hard negatives:

* fitted half: precision 0.998, recall 0.978, *none* where none is right 0.995;
* other half (6,245 references): precision 0.9986, recall 0.9722, *none* 0.9959. Typing errors in a
  style without titles cost most: recall 0.76 in AIP with noise, 0.955 or more in every other style;
* 500 references with one fault: 0.962 told by kind, all kinds 0.96 or more but for the title of
  another work (0.74: the search then brings that other work);
* 2,000 sound references: 4 of them faulted (0.002), all four read wrongly;
* newspapers, think tanks, humanities (460 written for this): none of 230 sound ones faulted, 0.978
  of the others told.

The fitted weights have not seen the other half; the rules of the single fields were written with
the last three tables in view, so that those flatter. One command prints them all.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from importlib import resources
from typing import NamedTuple

from srccheck.matching.features import NAMES


class Model(NamedTuple):
    """Weights in the order of :data:`~srccheck.matching.features.NAMES`.

    From ``threshold`` on, a match counts as the work.
    """

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, values: Sequence[float]) -> float:
        """The probability for one pair, between 0 and 1."""
        total = self.bias
        for weight, value in zip(self.weights, values, strict=True):
            total += weight * value
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


@functools.cache
def model() -> Model:
    """The model as fitted.

    >>> 0.2 < model().threshold < 1
    True
    """
    data = resources.files("srccheck.matching") / "data" / "identity.json"
    stored = json.loads(data.read_text(encoding="utf-8"))
    weights = tuple(float(stored["weights"][name]) for name in NAMES)
    return Model(weights, float(stored["bias"]), float(stored["threshold"]))
