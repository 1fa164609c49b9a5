"""The codes that Zotero keeps apart from the text, where a user chose bookmarks over fields."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"(ZOTERO_BREF_\w{1,40}?)(?:_(\d{1,4}))?")


def joined(properties: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The code of each bookmark from properties that each hold a numbered piece of it.

    >>> joined([("ZOTERO_BREF_aB_2", "AL {}"), ("Title", "x"), ("ZOTERO_BREF_aB_1", "ZOTERO_IT")])
    {'ZOTERO_BREF_aB': 'ZOTERO_ITAL {}'}
    """
    pieces: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, text in properties:
        match = _NAME.fullmatch(name)
        if match:
            pieces[match[1]].append((int(match[2] or 0), text))
    return {name: "".join(text for _, text in sorted(found)) for name, found in pieces.items()}
