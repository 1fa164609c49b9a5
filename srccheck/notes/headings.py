"""The headings under which texts list their notes and sources, in many languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib import resources

from srccheck.text.normalise import words

LONGEST = 70
"""No heading of a note list is longer than this, in characters."""

_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivxIVX]{1,5}|[A-Z])(?:[.)]\s{0,3}|\s{1,3})(?=\S{3})"
)
_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_]){3,30}")
"""A word written with a blank after each letter."""


@functools.cache
def _kinds() -> Mapping[str, str]:
    data = resources.files(__package__).joinpath("headings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.splitlines() if not line.startswith("#"))
    return {" ".join(words(heading)): kind for _, kind, heading in rows}


def heading_kind(text: str) -> str:
    """What kind of list a heading announces.

    Args:
        text: The heading as printed, with or without numbering and a colon.

    Returns:
        ``notes``, ``bibliography``, ``both``, or an empty string for any other heading.

    >>> heading_kind("Notes :"), heading_kind("7. Literatur"), heading_kind("Notes on war")
    ('notes', 'bibliography', '')
    >>> heading_kind("R E F E R E N C E S")
    'bibliography'
    """
    text = text.strip()
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    if not text or len(text) > LONGEST:
        return ""
    kinds = _kinds()
    return kinds.get(" ".join(words(text))) or kinds.get(
        " ".join(words(_NUMBERING.sub("", text, count=1))), ""
    )
