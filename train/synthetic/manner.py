"""The manner of one reference: every choice that a style or its author makes, drawn at random."""

from __future__ import annotations

from random import Random

from train.synthetic.people import name_manner
from train.synthetic.segments import OTHER, Segment
from train.synthetic.words import months, terms

_QUOTES = {
    "en": ["“|”", "“|”", '"|"', "‘|’", "'|'", "“|,”"],
    "fr": ["« | »", "«\u00a0|\u00a0»", "«\u202f|\u202f»", "«|»", "“|”", '"|"', "‹|›"],
    "de": ["„|“", "„|“", "»|«", '"|"', "„|”", "‚|‘", "“|”"],
    "it": ["«|»", "“|”", "« | »", '"|"', "‘|’", "‟|”"],
    "es": ["«|»", "“|”", '"|"', "‘|’", "« | »"],
    "pt": ["«|»", "“|”", '"|"', "‘|’"],
}
_QUOTED = {"en": 0.75, "fr": 0.85, "de": 0.3, "it": 0.3, "es": 0.8, "pt": 0.65}
_HOST_QUOTED = {"it": 0.4, "de": 0.03, "en": 0.03}
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
         (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]  # fmt: skip


def roman(number: int) -> str:
    """A number in Roman numerals.

    >>> roman(1788), roman(44)
    ('MDCCLXXXVIII', 'XLIV')
    """
    text = ""
    for value, sign in ROMAN:
        text += sign * (number // value)
        number %= value
    return text


class Manner:
    """How one reference is written in a language; `kind` is "note", "list" or "author-date"."""

    def __init__(self, rng: Random, language: str, kind: str) -> None:
        self.rng, self.language, self.kind = rng, language, kind
        self.names = name_manner(rng, language, self.term("and"), self.term("etal"))
        self.editor_names = name_manner(rng, language, self.term("and"), self.term("etal"))
        self.author_date = kind == "author-date"
        weights = [78, 17, 2, 3] if kind == "note" else [45, 50, 2, 3]
        self.separator = rng.choices([", ", ". ", "; ", " "], weights)[0]
        self.after_author = rng.choices(
            [self.separator, ", ", ": ", " : ", ". ", " "],
            [60, 12, 18 if language == "de" else 6, 3, 8, 2],
        )[0]
        self.quotes = tuple(rng.choice(_QUOTES[language]).split("|"))
        self.quoted = rng.random() < _QUOTED[language] * (0.5 if self.author_date else 1)
        self.quoted_container = rng.random() < _HOST_QUOTED.get(language, 0.08)
        self.dash = rng.choices(["-", "–", " - ", "—", "--", " – "], [45, 38, 8, 4, 2, 3])[0]
        self.roman = rng.random() < (0.35 if language == "it" else 0.1)
        self.numeric_dates = rng.random() < 0.15
        self.short_months = rng.random() < 0.12
        self.page_term = rng.random() < (0.88 if kind == "note" else 0.6)

    def term(self, key: str) -> str:
        """One of the forms of a term; those that stand first are more usual."""
        forms = terms(self.language, key)
        weights = [1 / (1 + n) ** 0.7 for n in range(len(forms))]
        return self.rng.choices(forms, weights)[0]

    def quote(self, segments: list[Segment]) -> list[Segment]:
        """Segments between quotation marks."""
        return [(OTHER, self.quotes[0]), *segments, (OTHER, self.quotes[1])]

    def date(self, year: int, month: int, day: int = 0) -> str:
        """A date with its month, and its day if there is one."""
        rng, language = self.rng, self.language
        if self.numeric_dates and day:
            joint = rng.choice([".", "/", "-", "."])
            if joint == "-" or rng.random() < 0.1:
                return f"{year}-{month:02d}-{day:02d}"
            if joint == "." and rng.random() < 0.5:
                return f"{day}.{month}.{year}"
            return f"{day:02d}{joint}{month:02d}{joint}{year}"
        name = self._month(month)
        if not day:
            return (
                f"{name} de {year}"
                if language in {"es", "pt"} and rng.random() < 0.4
                else f"{name} {year}"
            )
        if language == "en":
            return rng.choice([f"{day} {name} {year}", f"{name} {day}, {year}"])
        if language == "de":
            return f"{day}. {name} {year}"
        if language in {"es", "pt"} and rng.random() < 0.8:
            return f"{day} de {name} de {year}"
        if day == 1 and language in {"fr", "it"}:
            return f"{'1er' if language == 'fr' else '1º'} {name} {year}"
        return f"{day} {name} {year}"

    def _month(self, month: int) -> str:
        forms = months(self.language)[month]
        name = forms[0]
        if self.short_months and len(forms) > 1:
            name = forms[1] + "."
        return name.capitalize() if self.language in {"en", "de"} else name

    def season(self, year: int) -> str:
        """A season, or two months, with the year."""
        rng = self.rng
        if rng.random() < 0.5:
            month = rng.randrange(1, 12)
            first, second = self._month(month), self._month(month + 1)
            return f"{first}{rng.choice('-–/')}{second} {year}"
        forms = months(self.language).get(rng.randrange(21, 25))
        name = forms[0] if forms else "1"
        return f"{name.capitalize() if self.language in {'en', 'de'} else name} {year}"
