"""The rule ``reversed-pages``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Dossier, Finding, Severity
from srccheck.rules.rule import Rule

_PARTS = re.compile(r"[,;&]|\band\b|\bet\b|\bund\b")
_RANGE = re.compile(r"([A-Za-z]{0,2}?)([0-9]{1,6})\s?[-‐‑–—−]{1,3}\s?([A-Za-z]{0,2}?)([0-9]{1,6})")
_ROMAN_RANGE = re.compile(r"([ivxlcdm]{1,12})\s?[-‐‑–—−]{1,3}\s?([ivxlcdm]{1,12})", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WELL_FORMED = re.compile(
    r"m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})", re.IGNORECASE
)
_LABEL = re.compile(r"^(?:pp?|pages?|S|s|pág|pp)\.?\s?", re.IGNORECASE)


class ReversedPages(Rule):
    """A range of pages that ends before it begins.

    What it does
    Compares the two numbers of each range, in Arabic and in Roman numerals. A shortened second
    number (1093–7, 245-58) is completed first.

    Why it matters
    One of the two numbers is wrong, or both are in the wrong order.

    Example:
    ``pp. 87-34``
    """

    name = "reversed-pages"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        for entry in dossier.sources:
            field = entry.fields.get("pages")
            if not field:
                continue
            for part in _PARTS.split(field.value):
                text = _LABEL.sub("", part.strip())
                turned = _turned(text)
                if turned:
                    yield self.finding(
                        field.span,
                        text,
                        _("The pages {text} end before they begin.", text=text),
                        suggestion=_(
                            "Compare with the source; {turned} if the two are exchanged.",
                            turned=turned,
                        ),
                        basis=_("order of the numbers"),
                        entry=entry.key,
                    )


def _turned(text: str) -> str:
    """The range the right way round, if it is upside down, else an empty string."""
    if match := _RANGE.fullmatch(text):
        prefix, first, other, second = match.groups()
        if other and other.lower() != prefix.lower():
            return ""
        if len(second) < len(first):
            second = first[: len(first) - len(second)] + second
        return f"{prefix}{second}–{prefix}{first}" if int(second) < int(first) else ""
    if match := _ROMAN_RANGE.fullmatch(text):
        start, end = match.groups()
        if _WELL_FORMED.fullmatch(start) and _WELL_FORMED.fullmatch(end):
            return f"{end}–{start}" if _number(end) < _number(start) else ""
    return ""


def _number(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman.lower()]
    return sum(
        -value if value < max(values[i + 1 :], default=0) else value
        for i, value in enumerate(values)
    )
