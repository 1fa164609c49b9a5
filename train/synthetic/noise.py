"""What scanning and conversion do to text; labels stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from srccheck.text.normalise import strip_accents
from train.synthetic.segments import Segment, merged

_LOOKALIKES = [("l", "1"), ("1", "l"), ("rn", "m"), ("m", "rn"), ("O", "0"), ("0", "O"), ("e", "c"),
               ("ii", "n"), ("l", "i"), ("I", "l"), ("S", "5"), ("é", "e"), ("à", "a")]  # fmt: skip
_STRAIGHT = str.maketrans("“”„’‘–—«»", '"""\'\'--""')


def noisy(rng: Random, segments: list[Segment]) -> list[Segment]:
    """The segments with one or two kinds of damage."""
    for damage in rng.sample(_DAMAGES, rng.choice([1, 1, 2])):
        segments = [(label, damage(rng, text)) for label, text in segments]
    return merged(segments)


def _hyphens(rng: Random, text: str) -> str:
    form = rng.choice(["- ", " - ", " - ", "-", "\u00ad"])
    share = rng.choice([0.06, 0.2])

    def broken(word: re.Match[str]) -> str:
        if rng.random() > share:
            return word.group()
        at = rng.randrange(2, len(word.group()) - 1)
        return word.group()[:at] + form + word.group()[at:]

    return re.sub(r"[^\W\d_]{6,}", broken, text)


def _lookalikes(rng: Random, text: str) -> str:
    for right, wrong in rng.sample(_LOOKALIKES, 4):
        if rng.random() < 0.25 and not text.startswith("http"):
            text = text.replace(right, wrong, 1)
    return text


def _spaces(rng: Random, text: str) -> str:
    form = rng.choice(["  ", "\u00a0", "", " "])
    return re.sub(" ", lambda _: form if rng.random() < 0.08 else " ", text)


def _apart(rng: Random, text: str) -> str:
    return re.sub(
        r"(?<=\w)([,.:;’'])(?= |$)",
        lambda m: " " + m.group() if rng.random() < 0.5 else m.group(),
        text,
    )


_DAMAGES: list[Callable[[Random, str], str]] = [
    _hyphens,
    _lookalikes,
    _spaces,
    _apart,
    lambda _, text: strip_accents(text),
    lambda _, text: text.translate(_STRAIGHT),
    lambda rng, text: re.sub(r"[.,](?= )", lambda m: "" if rng.random() < 0.3 else m.group(), text),
]
