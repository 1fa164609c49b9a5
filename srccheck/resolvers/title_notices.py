"""Retractions that a database tells only by words put before the title."""

from __future__ import annotations

import re
from dataclasses import replace

from srccheck.model.evidence import Record, Update

_PREFIX = re.compile(
    r"\[?(?:(RETRACTED|Retracted)|(WITHDRAWN|Withdrawn)|(?:TEMPORARY )?(REMOVED|REMOVAL))"
    r"(?: (?:ARTICLE|Article|article|CHAPTER|Chapter|PAPER|Paper))?(?:\]:?|:) ?"
)
_KINDS = ("retraction", "withdrawal", "removal")


def read_title_notice(record: Record) -> Record:
    """A record whose title says that the work was retracted, withdrawn or removed.

    The title without those words joins ``titles``. Publishers give the notice itself such a title
    too; a notice, which updates another work, is not itself retracted.

    >>> record = read_title_notice(Record("crossref", title="RETRACTED: On Tides"))
    >>> [update.kind for update in record.updates], record.titles
    (['retraction'], ('On Tides',))
    """
    match = _PREFIX.match(record.title)
    if not match or match.end() == len(record.title):
        return record
    kind = next(kind for kind, said in zip(_KINDS, match.groups(), strict=True) if said)
    plain = record.title[match.end() :]
    titles = record.titles if plain in record.titles else (plain, *record.titles)
    known = any(update.kind == kind for update in record.updates)
    if known or "update-to" in record.relations:
        return replace(record, titles=titles)
    update = Update(kind, source=f"the title in {record.source}")
    return replace(record, titles=titles, updates=(*record.updates, update))
