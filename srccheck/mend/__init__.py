"""Finds damaged text in a document once, so that what follows can read it mended."""

from __future__ import annotations

import dataclasses

from srccheck.mend.apply import mended, mended_entry
from srccheck.mend.search import repairs_of
from srccheck.model import Document

__all__ = ["mend", "mended", "mended_entry"]


def mend(document: Document) -> Document:
    """The same document with its ``repairs`` filled and its own entries mended.

    Nothing in ``source`` or in the blocks changes: a repair only says where the damage stands,
    what should stand there, and how that was found.

    >>> from srccheck.model import Block, BlockKind, Encoding, Passage
    >>> text = "Un embarras pour PÃ©kin"
    >>> block = Block(BlockKind.PARAGRAPH, Passage.plain(text))
    >>> document = mend(Document("-", "plain", text, Encoding("utf-8", "text"), (block,)))
    >>> [(repair.original, repair.text) for repair in document.repairs]
    [('PÃ©kin', 'Pékin')]
    """
    repairs = repairs_of(document)
    if not repairs:
        return document
    entries = tuple(mended_entry(entry, repairs) for entry in document.entries)
    return dataclasses.replace(document, repairs=repairs, entries=entries)
