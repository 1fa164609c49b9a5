"""What was wrong before, so that only what is new makes a run fail."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from srccheck.errors import InputError
from srccheck.messages import _
from srccheck.model import Dossier, Finding

SCHEMA = "srccheck/baseline/1"
Key = tuple[str, str, str]
"""The file, the rule and what is cited: lines are left out, because they change all the time."""


class Baseline:
    """Findings that are known; each hides as many as were there.

    >>> known = Baseline(Counter({("a.md", "dead-link", "https://a.org"): 1}))
    >>> known.known[("a.md", "dead-link", "https://a.org")]
    1
    """

    def __init__(self, known: Counter[Key] | None = None) -> None:
        self.known: Counter[Key] = known or Counter()

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """The baseline in a file.

        Raises:
            InputError: there is no such file, or it is no baseline.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["schema"] != SCHEMA:
                raise ValueError(content["schema"])
            known = Counter(
                {
                    (str(one["path"]), str(one["rule"]), str(one["cited"])): int(one["count"])
                    for one in content["findings"]
                }
            )
        except FileNotFoundError:
            raise InputError(
                _("{path} does not exist", path=path), remedy=_("write it with --update-baseline")
            ) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(_("{path} is no baseline: {error}", path=path, error=error)) from None
        return cls(known)

    def save(self, path: Path) -> None:
        """Write the baseline, in an order that makes for small differences."""
        findings = [
            {"path": key[0], "rule": key[1], "cited": key[2], "count": count}
            for key, count in sorted(self.known.items())
        ]
        text = json.dumps({"schema": SCHEMA, "findings": findings}, ensure_ascii=False, indent=1)
        part = path.with_name(f".{path.name}.part")
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)

    def add(self, dossier: Dossier) -> None:
        """Make the findings of a document known."""
        self.known.update(key_of(finding, dossier.document.path) for finding in dossier.findings)

    def new_of(self, dossier: Dossier) -> Dossier:
        """The dossier without the findings that are known; each one known hides one."""
        return replace(dossier, findings=tuple(self._new(dossier.findings, dossier.document.path)))

    def _new(self, findings: Iterable[Finding], path: str) -> Iterator[Finding]:
        for finding in findings:
            key = key_of(finding, path)
            if self.known[key] > 0:
                self.known[key] -= 1
            else:
                yield finding


def key_of(finding: Finding, path: str) -> Key:
    """What tells a finding from another, wherever it stands in its file."""
    return PurePath(path).as_posix(), finding.rule, finding.cited
