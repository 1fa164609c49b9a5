"""What the names of paragraph styles say, in the languages in which programs name them."""

from __future__ import annotations

import re

from srccheck.model import BlockKind

_HEADING = re.compile(
    r"(?:heading|titre|(?:ü|u)?berschrift|t[ií]tulo|titolo|encabezado|kop|rubrik|overskrift"
    r"|otsikko|nag[lł](?:ó|o)wek|заголовок|nadpis|başlık)[ _]?([1-9])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"title|titre|titel|t[ií]tulo|titolo", re.IGNORECASE)
_QUOTE = re.compile(
    r"(?:intense ?|block ?)?(?:quote|citation|quotations?)|block ?text|zitat|cita|citazione"
    r"|citation ?intense",
    re.IGNORECASE,
)
_CODE = re.compile(r"source ?code|html ?preformatted|preformatted ?text|macro ?text", re.IGNORECASE)


def kind_of_style(name: str) -> tuple[BlockKind, int] | None:
    """The kind and level of the paragraphs of a style; ``None`` for one like any other.

    >>> kind_of_style("heading 2"), kind_of_style("Titre1"), kind_of_style("Normal")
    ((<BlockKind.HEADING: 'heading'>, 2), (<BlockKind.HEADING: 'heading'>, 1), None)
    """
    match = _HEADING.fullmatch(name)
    if match:
        return BlockKind.HEADING, min(6, int(match[1]))
    if _TITLE.fullmatch(name):
        return BlockKind.HEADING, 1
    if _QUOTE.fullmatch(name):
        return BlockKind.QUOTE, 0
    return (BlockKind.CODE, 0) if _CODE.fullmatch(name) else None
