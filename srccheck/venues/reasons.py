"""Says in words why a cited name and a known name belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srccheck.text.normalise import strip_accents
from srccheck.venues.keys import key
from srccheck.venues.venue import How

if TYPE_CHECKING:
    from srccheck.venues.index import Entry

_LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def reason_for(cited: str, entry: Entry, how: How) -> str:
    """Why a name that was met without guessing is that of the venue."""
    if how is How.EXACT:
        return "official name"
    if how is How.ALIAS:
        return f"another name of {entry.venue.name}"
    if how is How.TRANSLATED:
        return f"{_translated(entry)} of {entry.venue.name}"
    return f"{difference(cited, entry.name)} from {in_full(entry)}"


def _translated(entry: Entry) -> str:
    language = _LANGUAGES.get(entry.language, "")
    return f"{language} name" if language else "translated name"


def in_full(entry: Entry) -> str:
    """A known name, and whose it is if that is not its official one."""
    if entry.how is How.EXACT:
        return entry.name
    if entry.how is How.ALIAS:
        return f"{entry.name}, another name of {entry.venue.name}"
    return f"{entry.name}, {_translated(entry)} of {entry.venue.name}"


def difference(cited: str, name: str) -> str:
    """What differs between two names that are equal once folded.

    >>> difference("Politique etrangère", "Politique étrangère")
    'only accents differ'
    >>> difference("Monde", "Le Monde")
    'only the leading article differs'
    """
    if key(cited) != key(name) and cited.endswith(")"):
        return "only what stands in brackets differs"
    if key(cited) != key(name):
        return "only the leading article differs"
    if cited.casefold() == name.casefold():
        return "only capitals differ"
    if strip_accents(cited) == strip_accents(name):
        return "only accents differ"
    if strip_accents(cited).casefold() == strip_accents(name).casefold():
        return "only capitals and accents differ"
    return "only punctuation differs"
