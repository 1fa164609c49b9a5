"""Titles: made up of a language's words, and recombined from real ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from random import Random

from srccheck.text.language import detect_language
from train.synthetic.people import person
from train.synthetic.words import table

_SLOT = re.compile(r"\b[NGHPTX]\b")
_OF = {
    "fr": {"le ": "du ", "les ": "des ", "la ": "de la ", "l'": "de l'"},
    "it": {
        "il ": "del ", "lo ": "dello ", "la ": "della ", "l'": "dell'",
        "i ": "dei ", "gli ": "degli ", "le ": "delle ",
    },
    "es": {"el ": "del "},
    "pt": {"o ": "do ", "a ": "da ", "os ": "dos ", "as ": "das "},
}  # fmt: skip
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to"}
)


def of(noun: str, language: str) -> str:
    """A noun with "of" before it, joined to its article.

    >>> of("l'État", "fr"), of("le droit", "fr"), of("i fiumi", "it"), of("la paz", "es")
    ("de l'État", 'du droit', 'dei fiumi', 'de la paz')
    """
    for article, joined in _OF.get(language, {}).items():
        if noun.startswith(article):
            return joined + noun[len(article) :]
    return noun if language in {"en", "de"} else f"de {noun}"


@cache
def _list(language: str, key: str) -> tuple[str, ...]:
    return tuple(table("vocabulary.toml")[language][key].split("|"))


def noun(rng: Random, language: str) -> str:
    """A topic."""
    return rng.choice(_list(language, "nouns"))


def bare(rng: Random, language: str) -> str:
    """A topic without its article, with a capital."""
    word = re.sub(r"^(?:\w{1,3} |l'|the )", "", noun(rng, language))
    return word[:1].upper() + word[1:]


def phrase(rng: Random, language: str) -> str:
    """A title without a subtitle."""

    def value(slot: re.Match[str]) -> str:
        match slot.group():
            case "N":
                return noun(rng, language)
            case "G":
                return of(noun(rng, language), language)
            case "H":
                return rng.choice(_list(language, "heads"))
            case "P":
                return rng.choice(_list(language, "places"))
            case "T":
                return rng.choice(_list(language, "times"))
            case _:
                who = person(rng, language)
                return who.last if rng.random() < 0.6 else f"{who.given} {who.last}"

    text = _SLOT.sub(value, rng.choice(_list(language, "patterns")))
    text = re.sub(r"\b[Tt]he the\b", "The", text)
    if language == "fr":
        text = text.replace("à le ", "au ").replace("à les ", "aux ").replace("De le ", "Du ")
    if language == "en" and rng.random() < 0.6:
        text = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in text.split(" "))
    if rng.random() < 0.03:
        text += "?" if language != "fr" else " ?"
    return text[:1].upper() + text[1:]


def subtitle(rng: Random, language: str) -> str:
    """What stands after the colon of a title."""
    if rng.random() < 0.4:
        return rng.choice(_list(language, "adjectives"))
    return phrase(rng, language)


class Titles:
    """Titles, from a language's words and, where there are any, from the halves of real titles."""

    def __init__(self, real: Iterable[str] = ()) -> None:
        self._begins: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[str, list[str]] = defaultdict(list)
        for title in real:
            words = title.split()
            if 4 <= len(words) <= 24 and "\ufffd" not in title:
                language = detect_language(title)
                self._begins[language].append(" ".join(words[: (len(words) + 1) // 2]))
                self._ends[language].append(" ".join(words[(len(words) + 1) // 2 :]))

    def title(self, rng: Random, language: str) -> str:
        """A title; one in three has a subtitle, with the separators that languages use."""
        chance = min(0.5, len(self._begins[language]) / 400)
        if rng.random() < chance:
            text = rng.choice(self._begins[language]) + " " + rng.choice(self._ends[language])
        else:
            text = phrase(rng, language)
        if rng.random() < 0.35 and len(text) < 90 and not text.endswith("?"):
            glue = rng.choice([": ", ". ", " : " if language == "fr" else ": ", ". ", " – "])
            if glue == ". " and rng.random() < 0.2:
                glue = ", "
            more = subtitle(rng, language)
            text += glue + (more if glue[0] != "." else more[:1].upper() + more[1:])
        if rng.random() < 0.06:
            text = _with_quotation(rng, text)
        if rng.random() < 0.015:
            text = text.upper()
        return text.strip(" ,;.")


def _with_quotation(rng: Random, text: str) -> str:
    words = text.split(" ")
    at = rng.randrange(len(words))
    left, right = rng.choice([("“", "”"), ("« ", " »"), ("„", "“"), ("'", "'"), ("‘", "’")])
    core = words[at].strip(",:;.?")
    return " ".join(
        [*words[:at], words[at].replace(core, left + core + right, 1), *words[at + 1 :]]
    )
