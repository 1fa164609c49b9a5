"""Characters that should not stand in a text: entities, controls, invisible ones, look-alikes."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

from srccheck.text.damage import Damage
from srccheck.text.scripts import script

_ENTITY = re.compile(r"&(?:amp;){0,5}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def find_entities(text: str) -> list[Damage]:
    """HTML entities left in reading text, with the word that they are part of.

    >>> [(d.start, d.end, d.text) for d in find_entities("au caf&eacute;, R&amp;D")]
    [(3, 14, 'café'), (16, 23, 'R&D')]
    """
    if "&" not in text:
        return []
    found: list[Damage] = []
    for match in _ENTITY.finditer(text):
        if not _is_entity(match.group()) or _in_address(text, match.start()):
            continue
        decoded = _decoded(match.group())
        start, end = match.span()
        if found and found[-1].end == start:
            previous = found.pop()
            start, decoded = previous.start, previous.text + decoded
        else:
            start = _word_start(text, start, found[-1].end if found else 0)
            decoded = text[start : match.start()] + decoded
        stop = _word_end(text, end)
        found.append(Damage(start, stop, decoded + text[end:stop], "an HTML entity left undecoded"))
    return found


def _is_entity(entity: str) -> bool:
    name = entity.removeprefix("&")
    while name.startswith("amp;") and name != "amp;":
        name = name.removeprefix("amp;")
    return name.startswith("#") or name in html5


def _decoded(entity: str) -> str:
    for _ in range(6):
        plain = html.unescape(entity)
        if plain == entity:
            break
        entity = plain
    return entity


def _word_start(text: str, offset: int, limit: int) -> int:
    while offset > limit and text[offset - 1].isalpha():
        offset -= 1
    return offset


def _word_end(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isalpha():
        offset += 1
    return offset


def _in_address(text: str, offset: int) -> bool:
    start = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset)) + 1
    word = text[max(start, offset - 2000) : offset]
    return "://" in word or word.startswith("www.")


CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
"""C0 and C1 control codes but tab, line ends and form feed (a page break)."""

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2066-\u206f\ufeff]")
SOFT_HYPHEN = "\u00ad"
_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_JOINED_SCRIPTS = (
    " ARABIC SYRIAC THAANA MANDAIC MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL"
    " TELUGU KANNADA MALAYALAM SINHALA KHMER MYANMAR TIBETAN HEBREW NKO ADLAM "
)
_BREAKING_SCRIPTS = frozenset(["THAI", "LAO", "KHMER", "MYANMAR", "JAVANESE", "CJK", "HIRAGANA"])
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def find_controls(text: str) -> list[Damage]:
    r"""Control codes in a text; their repair is to leave them out.

    >>> find_controls("a\x08b")[0][:3]
    (1, 2, '')
    """
    return [Damage(m.start(), m.end(), "", _name(m.group())) for m in CONTROLS.finditer(text)]


def find_invisible(text: str) -> list[Damage]:
    r"""Characters that show nothing and are not needed where they stand.

    Joiners are sound in scripts that join and between emoji, marks of direction in a text with
    right-to-left letters, and a zero-width space in scripts that write no spaces.

    >>> [d.start for d in find_invisible("zero\u200bwidth, می\u200cخواهم")]
    [4]
    """
    if text.isascii():
        return []
    found = []
    for match in _INVISIBLE.finditer(text):
        character, start = match.group(), match.start()
        if not _needed(text, start, character):
            found.append(Damage(start, match.end(), "", _name(character)))
    return found


def _needed(text: str, offset: int, character: str) -> bool:
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    near = {script(c) for c in (before, after) if c}
    if character in _JOINERS:
        return any(f" {name} " in _JOINED_SCRIPTS for name in near) or any(
            _joins(c) for c in (before, after) if c
        )
    if character == "\u200b":
        return bool(near & _BREAKING_SCRIPTS)
    if character in _MARKS_OF_DIRECTION:
        return any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text)
    return False


def _joins(character: str) -> bool:
    """Whether it is an emoji, a combining mark or a variation selector."""
    return unicodedata.category(character) in ("So", "Sk", "Mn", "Mc", "Me")


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{number} {name.lower()}" if name else f"control code {number}"
