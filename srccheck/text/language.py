"""The language of a title or a sentence, from its commonest words and its letters."""

from __future__ import annotations

import functools
import re
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Longer texts are judged by their beginning."""

_LETTERS = {
    "fr": re.compile(
        r"[œç]|[aeiou]ux\b|\b(?:l|d|qu|n|s|c|j|jusqu|aujourd)['’]\w|[èê]|é(?:e|es|s)\b"
    ),
    "de": re.compile(r"ß|ä|[^\W\d_]{3,}(?:ung|keit|heit|schaft|lich|isch)(?:en|e|er|es)?\b"),
    "es": re.compile(r"[¿¡ñ]|ción\b|ciones\b|dad\b"),
    "pt": re.compile(r"ã|õ|ção\b|ções\b|dade\b"),
    "it": re.compile(r"zione\b|zioni\b|\b(?:dell|nell|sull|all|dall|un)['’]\w|ità\b"),
    "en": re.compile(r"(?:tion|tions|ness|ship|ing|['’]s|ment|ity|ies)\b|\b\w*(?:wh|th|sh|ck)\w*"),
}


@functools.cache
def _stop_words() -> dict[str, dict[str, float]]:
    """Word → language → weight; a word that several languages share weighs less."""
    table: dict[str, list[str]] = {}
    data = resources.files("srccheck.text") / "data" / "stopwords.tsv"
    for line in data.read_text(encoding="utf-8").splitlines():
        language, _, forms = line.partition("\t")
        for form in set(forms.split()):
            table.setdefault(form, []).append(language)
    return {form: dict.fromkeys(languages, 1 / len(languages)) for form, languages in table.items()}


@functools.lru_cache(maxsize=4096)
def detect_language(s: str) -> str:
    """The BCP 47 code of the language, one of en, fr, de, es, it, pt; ``""`` when unsure.

    >>> detect_language("La guerre en Ukraine vue d'Asie centrale")
    'fr'
    >>> detect_language("China Has Lost India"), detect_language("Thucyblog")
    ('en', '')
    """
    text = s[:_SAMPLE].lower()
    found = _WORD.findall(text)
    if len(found) < 2:
        return ""
    scores = dict.fromkeys(_LETTERS, 0.0)
    table = _stop_words()
    for word in found:
        for language, weight in table.get(word, {}).items():
            scores[language] += weight
    for language, pattern in _LETTERS.items():
        scores[language] += 0.4 * min(len(pattern.findall(text)), 1 + len(found) // 3)
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best < 0.5 or best < 1.25 * second + 0.15:
        return ""
    return ranked[0]
