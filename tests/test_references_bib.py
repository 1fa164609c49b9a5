"""The bibliography of the founding article, as the command wrote it, reads back whole."""

from __future__ import annotations

from pathlib import Path

import srccheck

ROOT = Path(__file__).parent.parent
FIELDS = ("author", "title", "journaltitle", "series", "institution", "type", "volume", "number")
FIELDS += ("issue", "date", "entrysubtype")


def sources(path: Path) -> dict[str, dict[str, str]]:
    entries = srccheck.extract(path)
    assert len(entries) == 13
    return {
        entry.key: {name: entry.value(name) for name in FIELDS if entry.value(name)}
        for entry in entries
        if entry.kind.value == "source"
    }


def test_the_bibliography_and_the_example_cite_the_same_works() -> None:
    bibliography = sources(ROOT / "references.bib")
    assert len(bibliography) == 8
    assert bibliography == sources(ROOT / "examples" / "article.md")


def test_nothing_is_damaged_in_it() -> None:
    findings = srccheck.check(ROOT / "references.bib", offline=True).findings
    damage = {"mojibake", "half-mended-mojibake", "broken-bibtex", "duplicate-entry"}
    assert [finding for finding in findings if finding.rule in damage] == []
