"""A stream of labelled references, the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random

from train.synthetic import grammar
from train.synthetic.noise import noisy
from train.synthetic.segments import Segment, text_of
from train.synthetic.works import Library

Made = tuple[str, str, list[Segment]]
"""Language, style and segments."""
Maker = Callable[[Random], Made | None]
_NOISY = 0.15


def generate(
    library: Library, count: int, seed: int, csl: float, counts: dict[str, int]
) -> Iterator[str]:
    """Lines of JSON in the shape of the labelled sets, with `style`.

    Args:
        library: What works are made of.
        count: How many lines.
        seed: The same seed gives the same lines.
        csl: Share of references rendered through CSL styles; the rest is from the grammar.
        counts: Filled with what was made and what was dropped.
    """
    rng = Random(seed)
    makers: dict[str, Maker] = {"grammar": lambda rng: grammar.reference(rng, library)}
    if csl:
        from train.synthetic.csl import Renderer  # the extra srccheck[train], only needed here

        makers["csl"] = Renderer(library).reference
    counts.update(grammar=0, csl=0, dropped=0)
    number = 0
    while number < count:
        source = "csl" if rng.random() < csl else "grammar"
        made = makers[source](rng)
        if made is None:
            counts["dropped"] += 1
            continue
        language, style, segments = made
        if rng.random() < _NOISY:
            segments = noisy(rng, segments)
            style += "+noise"
        number += 1
        counts[source] += 1
        yield _line(number, language, style, segments)


def _line(number: int, language: str, style: str, segments: list[Segment]) -> str:
    row = {
        "id": f"synthetic/{number}",
        "licence": "Apache-2.0",
        "lang": language,
        "style": style,
        "segments": segments,
        "text": text_of(segments),
    }
    return json.dumps(row, ensure_ascii=False)
