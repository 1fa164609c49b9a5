"""Invented people, and the ways in which their names are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from train.synthetic.words import LANGUAGES, names, well_known_given_names


@dataclass(frozen=True, slots=True)
class Person:
    """A name in parts; `given` is empty where only the family name is known."""

    given: str
    family: str
    particle: str = ""

    @property
    def last(self) -> str:
        """The family name with its particle."""
        glue = "" if self.particle.endswith(("'", "-")) else " "
        return f"{self.particle}{glue}{self.family}" if self.particle else self.family


def person(rng: Random, language: str) -> Person:
    """Somebody who, most often, bears a name of that language."""
    if rng.random() < 0.25:
        language = rng.choice([*LANGUAGES, "other", "other", "other"])
    given = rng.choice(names(language, "given"))
    if rng.random() < 0.15:
        given = rng.choice(well_known_given_names())
    if rng.random() < 0.12:
        given += " " + rng.choice(names(language, "given"))
    elif language == "en" and rng.random() < 0.25:
        given += f" {rng.choice('ABCDEFGHJKLMNPRSTW')}."
    family = _family(rng, language)
    if language in {"es", "pt"} and rng.random() < 0.5:
        family += " " + _family(rng, language)
    elif rng.random() < 0.05:
        family += "-" + _family(rng, language)
    particle = ""
    if rng.random() < 0.07 and not family.startswith(("De ", "Le ", "D'")):
        particle = rng.choice(names(language, "particles"))
    return Person(given, family, particle)


def _family(rng: Random, language: str) -> str:
    if rng.random() < 0.5:
        return rng.choice(names(language, "family"))
    return rng.choice(names(language, "begin")) + rng.choice(names(language, "end"))


@dataclass(frozen=True, slots=True)
class NameManner:
    """How a style prints a list of names."""

    order: str
    later: str
    initials: str
    caps: str
    separator: str
    last: str
    most: int
    etal: str

    def all(self, people: tuple[Person, ...]) -> str:
        """The list of names, cut to "et al." where it is too long."""
        shown = people if len(people) <= self.most else people[: max(1, self.most - 2)]
        printed = [self.one(who, self.later if n else self.order) for n, who in enumerate(shown)]
        if len(shown) < len(people):
            glue = self.separator if self.separator == ", " and len(shown) > 1 else " "
            return self.separator.join(printed) + glue + self.etal
        if len(printed) == 1:
            return printed[0]
        return self.separator.join(printed[:-1]) + self.last + printed[-1]

    def one(self, who: Person, order: str) -> str:
        """One name."""
        family = who.last.upper() if self.caps == "family" else who.last
        given = initials(who.given, self.initials) if self.initials else who.given
        if not given or order == "family":
            return family
        if order == "given first":
            text = f"{given} {family}"
        elif order == "comma":
            text = f"{family}, {given}"
        elif order == "brackets":
            text = f"{family} ({given})"
        else:
            text = f"{family} {given}"
        return text.upper() if self.caps == "all" else text


def initials(given: str, form: str) -> str:
    """Initials in a form such as "J. P." (the forms are for Jean Paul).

    >>> initials("Jean-Paul", "J. P."), initials("Jean Paul", "JP"), initials("Jean-Paul", "JP")
    ('J.-P.', 'JP', 'JP')
    """
    letters = [(m.group(1), m.group(2)) for m in re.finditer(r"([- ]?)([^\W\d_])[^- ]*", given)]
    if form == "JP":
        return "".join(letter for _, letter in letters)
    if form == "J P":
        return " ".join(letter for _, letter in letters)
    glue = " " if form == "J. P." else ""
    return "".join(
        ("-" if dash == "-" else glue if n else "") + letter + "."
        for n, (dash, letter) in enumerate(letters)
    )


def name_manner(rng: Random, language: str, term: str, etal: str) -> NameManner:
    """A way of printing names, as common as it is in the notes and lists of a language."""
    order = rng.choices(
        ["given first", "comma", "plain", "brackets", "family"],
        [50, 32, 12 if language == "it" else 7, 4 if language == "fr" else 0, 3],
    )[0]
    later = "given first" if order == "comma" and rng.random() < 0.35 else order
    form = rng.choices(["", "J. P.", "J.P.", "JP", "J P"], [55, 25, 12, 5, 2])[0]
    if form in {"JP", "J P"}:
        order = later = "plain"
    caps = rng.choices(["", "family", "all"], [80, 18, 2])[0]
    word = f" {term} "
    if order in {"given first", "plain", "family"}:
        separator = rng.choices([", ", " - ", " ; ", " – ", "/", " / "], [86, 4, 2, 3, 3, 2])[0]
    else:
        separator = rng.choices([", ", "; ", " ; ", "/", " / "], [45, 40, 7, 5, 3])[0]
    last = rng.choices([word, "," + word, separator], [55, 20, 25])[0]
    if separator in {"; ", " ; "} and last.startswith(","):
        last = ";" + word
    return NameManner(
        order, later, form, caps, separator, last, rng.choice([2, 3, 3, 4, 7, 20]), etal
    )
