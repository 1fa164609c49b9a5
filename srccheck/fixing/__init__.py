"""The line of mending as code: Dossier → findings with a fix → plans → files.

:func:`plans` says what would become of the files of documents, and touches none; :func:`write` does
it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from srccheck.config import Settings
from srccheck.fixes import Plan, Wanted, any_change
from srccheck.fixing.files import write
from srccheck.fixing.merging import Merging
from srccheck.fixing.rounds import Mend
from srccheck.fixing.sheets import Sheet, sheets_of
from srccheck.model import Dossier
from srccheck.rules import Rule

__all__ = ["any_change", "chosen", "plans", "settings_of", "write"]


def settings_of(settings: Settings) -> Settings:
    """The settings with which a document is judged to be mended: what is style takes part."""
    return replace(settings, style=True)


def chosen(settings: Settings) -> tuple[type[Rule], ...]:
    """The rules with fixes that the settings want.

    >>> "mojibake" in [rule.name for rule in chosen(Settings())]
    True
    """
    from srccheck import pipeline

    return tuple(rule for rule in pipeline.chosen(settings) if rule.fixable != "no")


def plans(
    dossiers: Iterable[Dossier],
    settings: Settings,
    rules: Sequence[type[Rule]] | None = None,
    *,
    unsafe: bool = False,
    wanted: Wanted = any_change,
    data: Mapping[str, bytes] | None = None,
) -> Iterator[Plan]:
    """What becomes of the files of several documents.

    To be written in this order: what cites an entry that goes is mended before that is gone.

    Args:
        dossiers: the documents, with what is known of their sources, and their findings.
        settings: those of the run.
        rules: the rules that judge mended text again; those with fixes, if not given.
        unsafe: also make changes that are to be looked at.
        wanted: asked once of each change.
        data: the bytes of documents that are no files, by path.
    """
    rules = chosen(settings) if rules is None else rules
    sheets: dict[str, Sheet] = {}  # by file: two documents may take in the same one
    for dossier in dossiers:
        for sheet in sheets_of(dossier, data or {}, settings, rules):
            sheets.setdefault(os.path.realpath(sheet.path), sheet)
    merging = Merging(list(sheets.values()))
    last = []
    for sheet in merging.bibliographies():
        mend = Mend(settings, rules, unsafe, wanted, merging.judgement_of(sheet))
        plan = sheet.planned(mend)
        merging.add(plan)
        last.append(plan)
    mend = Mend(settings, rules, unsafe, merging.wanted(wanted))
    texts = [sheet.planned(mend) for sheet in merging.texts()]
    yield from (plan for plan in (*texts, *last) if plan.changed or plan.left or plan.problem)
