"""The model at work: a reference's text in, its labelled stretches out."""

from __future__ import annotations

import functools
import gzip
import threading
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from srccheck.labelling.features import features
from srccheck.labelling.tokens import tokens

if TYPE_CHECKING:
    import pycrfsuite

MODEL = "references.crfsuite.gz"
_LOCAL = threading.local()


class Stretch(NamedTuple):
    """A part of a reference that belongs to one field.

    ``label`` is ``author``, ``editor``, ``translator``, ``title``, ``container``, ``series``,
    ``date``, ``volume``, ``issue``, ``pages``, ``publisher``, ``place``, ``edition``,
    ``identifier``, ``genre``, ``note``, ``number`` (of the reference in its list) or ``other``;
    ``start`` and ``end`` are offsets in the text, from the first letter of the first word to the
    last of the last. ``confidence`` is the mean probability of the label over the words.
    """

    label: str
    start: int
    end: int
    confidence: float


def label(text: str) -> list[Stretch]:
    """The stretches of a reference, in order.

    >>> [(one.label, "Doe, J. 2020. A Title. Paris: Seuil."[one.start : one.end])
    ...  for one in label("Doe, J. 2020. A Title. Paris: Seuil.")]  # doctest: +NORMALIZE_WHITESPACE
    [('author', 'Doe, J'), ('date', '2020'), ('title', 'A Title'), ('place', 'Paris'),
     ('publisher', 'Seuil')]
    """
    words = tokens(text)
    if not words:
        return []
    tagger = _tagger()
    tagger.set(features(words))
    labels = tagger.tag()
    found: list[Stretch] = []
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or labels[index] != labels[first]:
            name = labels[first]
            sure = sum(tagger.marginal(name, at) for at in range(first, index)) / (index - first)
            found.append(Stretch(name, words[first].start, words[index - 1].end, sure))
            first = index
    return found


@functools.cache
def _model() -> bytes:
    """The model, kept as long as the process lives: taggers read it where it is."""
    model = resources.files("srccheck.labelling") / "data" / MODEL
    return gzip.decompress(model.read_bytes())


def _tagger() -> pycrfsuite.Tagger:
    """A tagger for each thread, because it keeps the reference that it is asked about."""
    tagger: pycrfsuite.Tagger | None = getattr(_LOCAL, "tagger", None)
    if tagger is None:
        import pycrfsuite

        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_model())
        _LOCAL.tagger = tagger
    return tagger
