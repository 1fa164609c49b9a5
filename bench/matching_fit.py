"""Fits the model of identity: logistic regression by Newton's method."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from srccheck.matching.features import NAMES

Matrix = NDArray[np.float64]
RIDGE = 1.0


def fit(x: Matrix, y: Matrix) -> tuple[Matrix, float]:
    """The weights and the bias that minimise the log loss with an L2 penalty (RIDGE)."""
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[-1] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -40, 40)))
        gradient = x.T @ (p - y) + penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        size = min(1.0, 4.0 / max(1e-9, float(np.abs(step).max())))
        weights -= size * step
        if np.abs(step).max() < 1e-7:
            break
    return weights[:-1], float(weights[-1])


def write(path: Path, weights: Matrix, bias: float, threshold: float, pairs: int) -> None:
    """Write the model as JSON."""
    stored = {
        "fitted": date.today().isoformat(),
        "pairs": pairs,
        "threshold": round(threshold, 3),
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(NAMES, weights, strict=True)},
    }
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
