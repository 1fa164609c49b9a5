"""The probability that an entry and a record are the same work: a logistic regression.

The weights in ``data/identity.json`` are fitted by ``python bench/matching.py DATA --fit``, on the
half of the labelled references whose work's DOI hashes to an even number.
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
