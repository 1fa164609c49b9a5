"""Leftovers of page templates: blanks, messages about images, links that lead nowhere."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from srccheck.text.damage import Damage
from srccheck.text.normalise import fold

_BLANK = re.compile(
    r"\{\{ ?[\w.| -]{1,60} ?\}\}"
    r"|\{% ?[\w.]{1,30} [^%{}\n]{0,80}%\}"
    r"|[$#]\{[A-Za-z_][\w.]{0,60}\}"
    r"|<%=? ?[\w.@]{1,60} ?%>"
    r"|(?<![\w%])%[A-Z][A-Z_]{2,30}%(?![\w%])"
    r"|\[object Object\]"
    r"|\blorem ipsum(?: dolor(?: sit amet)?)?"
    r"|\[(?:(?:insert|enter|type|your) [a-z' ]{2,40}"
    r"|(?:author|editor|journal|publication|publisher|article|book|company|first|last|full|site|page)"
    r"(?:['’]s)? (?:name|title|date|url|link)s?"
    r"|(?:name|title|date|url|link|text|author|content) here"
    r"|(?:nom|prénom) de l['’](?:auteur|éditeur)|titre de l['’]article|votre (?:nom|texte|titre)"
    r"|(?:insérer|saisir) [a-zà-ÿ' ]{2,40}"
    r"|name des autors|autorenname|titel einfügen|nombre del autor|título del artículo"
    r"|nome dell['’]autore|nome do autor)\](?!\()",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[{$#<%\[]|orem", re.IGNORECASE)
_SHORT = 80
_CASED = re.compile(
    r"%(?!(?:PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|TEMP|TMP|HOME|HOMEPATH|USERPROFILE|USERNAME"
    r"|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES|PUBLIC)%)[A-Z_]+%"
)
"""A blank in capitals, other than the variables of Windows."""
_NO_VALUE = re.compile(
    r"(?:(?P<label>[^\W\d_][\w '’-]{1,30}?)\s?[:=]\s?)?"
    r"(?P<value>undefined|null|NaN|NULL|\(null\))[.,;]?"
)


def find_blanks(text: str) -> list[Damage]:
    """Blanks that were never filled, and values that programs write when they have none.

    >>> [(d.start, d.how) for d in find_blanks("Author: {{author}}")]
    [(8, 'A blank of a template')]
    >>> find_blanks("The result is null and void.")
    []
    """
    blanks = _BLANK.finditer(text) if _SIGN.search(text) else iter(())
    found = [
        Damage(match.start(), match.end(), "", "A blank of a template")
        for match in blanks
        if not match.group().startswith("%") or _CASED.fullmatch(match.group())
    ]
    whole = _NO_VALUE.fullmatch(text.strip()) if len(text) < _SHORT else None
    if whole and (not whole["label"] or fold(whole["label"]) in known_labels()):
        start = text.find(text.strip()) + whole.start("value")
        end = start + len(whole["value"])
        found.append(Damage(start, end, "", "A value that a program did not have"))
    return found


def _raw_lines(name: str) -> list[str]:
    data = resources.files("srccheck.text") / "data" / name
    lines = data.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _lines(name: str) -> frozenset[str]:
    return frozenset(fold(line) for line in _raw_lines(name))


def says_image_missing(text: str) -> bool:
    """Whether a short text says that an image is missing.

    >>> says_image_missing("Image not found or type unknown"), says_image_missing("An image")
    (True, False)
    """
    if not text or len(text) > 80:
        return False
    folded = fold(text).strip(" .!:[]()")
    return any(
        folded == phrase or folded.startswith((phrase + " ", phrase + ".", phrase + ":"))
        for phrase in _lines("missing-images.txt")
    )


_SIZE = re.compile(r"\d{2,4} ?[x×X*] ?\d{2,4}(?: ?(?:px|pixels?))?(?: ?\([^()\n]{1,40}\))?")


def is_image_size(text: str) -> bool:
    """Whether a text is the size of an image and nothing else.

    >>> is_image_size("250x80 (English)"), is_image_size("150×150"), is_image_size("2 x 4")
    (True, True, False)
    """
    return _SIZE.fullmatch(text) is not None


_NOWHERE = re.compile(
    r"#?|javascript:(?:\s?void\s?\(?\s?0?\s?\)?)?;?|about:blank|(?:https?|ftp):/{0,3}|mailto:",
    re.IGNORECASE,
)


def leads_nowhere(target: str | None) -> bool:
    """Whether a link target is no address.

    >>> leads_nowhere("#"), leads_nowhere(None), leads_nowhere("#notes")
    (True, True, False)
    """
    return target is None or _NOWHERE.fullmatch(target.strip()) is not None


def is_to_top(text: str) -> bool:
    """Whether a link to ``#`` says that it leads to the top of the page (HTML, "fragment").

    >>> is_to_top("Back to top"), is_to_top("Blog")
    (True, False)
    """
    return fold(text).strip(" .:↑^▲⇧⬆") in _lines("links-to-top.txt") or text.strip() in "↑^▲⇧⬆"


def known_labels() -> frozenset[str]:
    """The labels of page metadata, folded."""
    return _lines("labels.txt")


def label_words() -> list[str]:
    """The labels of page metadata, as they are written."""
    return _raw_lines("labels.txt")
