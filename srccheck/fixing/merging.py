"""Entries that are merged, and the documents that cite them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from srccheck import inputs, readers
from srccheck.errors import InputError
from srccheck.fixes import Change, Plan, Wanted
from srccheck.fixes.citing import count, rewritten
from srccheck.fixes.parts import in_file
from srccheck.fixing.files import read, repository_of
from srccheck.fixing.sheets import Sheet
from srccheck.model import Confidence, Dossier, Failure, Finding

_MOST_BYTES = 100_000_000
"""More text than that is not searched for citations: they may be missed."""
_RULE = "duplicate-entry"


class Merging:
    """Says which mergings are safe, and has the entry that stays cited instead of the other.

    Merging two entries with different keys is safe when they are the same to the letter, and every
    file of the repository that names the key which goes was read, and cites it in a way that can be
    rewritten.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._renames: dict[str, tuple[str, bool]] = {}
        self._others: dict[Path, list[bytes] | None] = {}

    def bibliographies(self) -> list[Sheet]:
        """The files in which entries may be merged."""
        return [sheet for sheet in self._sheets if _is_bib(sheet)]

    def judgement_of(self, sheet: Sheet) -> Callable[[Dossier], Dossier]:
        """What calls a merging in a file safe that is."""

        def judge(dossier: Dossier) -> Dossier:
            findings = tuple(self._judged(sheet, one) for one in dossier.findings)
            return replace(dossier, findings=findings)

        return judge

    def add(self, plan: Plan) -> None:
        """Take in what is planned for one of them."""
        for change in plan.changes:
            for old, new in change.finding.fix.renames if change.finding.fix else ():
                self._renames[old] = (new, change.safe)

    def texts(self) -> Iterator[Sheet]:
        """The other files, with the findings that have the entries cited that stay."""
        for sheet in self._sheets:
            if not _is_bib(sheet):
                findings = (*sheet.dossier.findings, *self._cited(sheet))
                yield replace(sheet, dossier=replace(sheet.dossier, findings=findings))

    def wanted(self, wanted: Wanted) -> Wanted:
        """A question that leaves out what was agreed to with the merging."""

        def ask(change: Change) -> bool:
            new, _ = self._renames.get(change.old, ("", False))
            follows = change.finding.rule == _RULE and change.new == new != ""
            return follows or wanted(change)

        return ask

    def _cited(self, sheet: Sheet) -> Iterator[Finding]:
        whole = (sheet.whole or sheet.dossier).document
        for old, (new, safe) in self._renames.items():
            found = rewritten(whole, {old: new}, _RULE, safe=safe)
            yield from in_file(whole, sheet.dossier.document, found) if sheet.whole else found

    def _judged(self, sheet: Sheet, finding: Finding) -> Finding:
        """A finding, with a merging that is safe called so."""
        fix = finding.fix
        if fix is None or not fix.renames or fix.safe or finding.confidence is not Confidence.HIGH:
            return finding
        safe = all(self._is_known(sheet, old, new) for old, new in fix.renames)
        return replace(finding, fix=replace(fix, safe=safe))

    def _is_known(self, sheet: Sheet, old: str, new: str) -> bool:
        """Whether all that cites an entry is known and can be rewritten."""
        tree = repository_of(sheet.path)
        if tree is None:
            return False
        known = {Path(one.path).resolve() for one in self._sheets}
        if count(sheet.dossier.document, old) != 1:  # its own head
            return False
        for other in self._sheets:
            if other.path == sheet.path:
                continue
            whole = (other.whole or other.dossier).document
            found = list(rewritten(whole, {old: new}, _RULE, safe=True))
            if other.whole:
                found = in_file(whole, other.dossier.document, found)
            if len(found) != count(other.dossier.document, old):
                return False
        if tree not in self._others:
            self._others[tree] = _texts(tree, known)
        others = self._others[tree]
        return others is not None and not any(old.encode() in text for text in others)


def _is_bib(sheet: Sheet) -> bool:
    return sheet.dossier.document.format in ("bibtex", "biblatex")


def _texts(tree: Path, known: set[Path]) -> list[bytes] | None:
    """The other documents of a repository; nothing if they cannot all be read."""
    texts, size = [], 0
    for source in inputs.expand(str(tree), readers.suffixes(), set()):
        if isinstance(source, Failure) or Path(source.path).resolve() in known:
            continue
        try:
            text = read(source.path)
        except InputError:
            return None
        texts.append(text)
        size += len(text)
        if size > _MOST_BYTES:
            return None
    return texts
