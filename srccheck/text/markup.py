"""Markup of one format that stands as text in a document of another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from srccheck.text.damage import Damage

_LATEX = (
    r"\\(?:text(?:it|bf|sc|rm|tt|sf|superscript|subscript)|emph|mkbibquote|enquote|url|href"
    r"|footnote|(?:paren|text|foot|auto)?cite[a-z]{0,10})\{(?P<latex>[^{}\n]{0,200})\}"
)
_ACCENT = r"""\{?\\(?P<accent>['`^"~=.]|[cvHkru](?=\{))\{?\\?(?P<letter>[A-Za-z])\}?\}?"""
_ACCENT_MARKS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "u": "\u0306",
}
_TAG = (
    r"<(?P<tag>i|b|em|strong|sup|sub|u|p|span|a|font|small|sc|scp|italic|bold|cite|div)"
    r"(?:\s[^<>\n]{0,200})?>(?P<tagged>[^<>\n]{1,300})</(?P=tag)>"
)
_JATS = r"</?(?:jats|mml|xhtml|ce):[a-z][a-z-]{0,30}(?:\s[^<>\n]{0,200})?/?>|<(?:br|hr)\s?/?>"
_BBCODE = (
    r"\[(?P<code>b|i|u|s|url|quote|size|color|center)(?:=[^\[\]\n]{0,200})?\]"
    r"(?P<coded>[^\[\]\n]{1,300})\[/(?P=code)\]"
)
_WIKI = (
    r"\[\[(?!\d{1,4}\])(?P<wiki>[^\[\]\n]{1,200})\]\]|'''?(?P<quoted>[^'\n]{1,200})'''?(?!')"
    r"|\{\{(?:cite|citation|ouvrage|article|lien|harv)[^{}\n]{0,500}\}\}"
)
_MARKDOWN = (
    r"\*\*(?P<strong>[^\s*](?:[^*\n]{0,200}[^\s*])?)\*\*"
    r"|!?\[(?P<link>[^\[\]\n]{1,200})\]\((?:https?://|/|#)[^\s()]{0,300}\)|\[\^[\w-]{1,20}\]"
)
_MATHEMATICS = re.compile(r"\$[^$\n]{1,300}\$|\\[(\[]")

_KINDS = {
    "A LaTeX command": (_LATEX, ("markdown", "html", "text", "bibtex")),
    "A LaTeX accent": (_ACCENT, ("markdown", "html", "text")),
    "An HTML tag": (_TAG, ("text", "bibtex", "markdown", "html")),
    "A JATS tag": (_JATS, ("text", "bibtex", "markdown", "html")),
    "BBCode": (_BBCODE, ("markdown", "html", "text", "bibtex")),
    "Wiki markup": (_WIKI, ("html", "bibtex")),
    "Markdown markup": (_MARKDOWN, ("html", "bibtex")),
}
"""What each kind of markup is called, its pattern, and the formats in which it is foreign."""
_COMPILED = {kind: (re.compile(pattern), formats) for kind, (pattern, formats) in _KINDS.items()}
_SIGNS = re.compile(r"\\|<[/a-z]|\[|\*\*|''|\{\{")


def finder(form: str) -> Callable[[str], list[Damage]]:
    """The search for markup that is foreign to a format.

    >>> [(d.text, d.how) for d in finder("bibtex")("On <i>Foreign Affairs</i>")]
    [('Foreign Affairs', 'An HTML tag')]
    """
    return partial(_find, form=form)


def _find(text: str, form: str) -> list[Damage]:
    if not _SIGNS.search(text):
        return []
    mathematics = _MATHEMATICS.search(text) is not None
    found: list[Damage] = []
    for kind, (pattern, formats) in _COMPILED.items():
        if form not in formats or (mathematics and "LaTeX" in kind):
            continue
        for match in pattern.finditer(text):
            if kind == "A LaTeX accent" and not _in_word(text, match):
                continue
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Damage(match.start(), match.end(), _bare(match), kind))
    return sorted(found)


def _in_word(text: str, match: re.Match[str]) -> bool:
    """Whether an accent command stands where a word has a letter, and is no escaped quote."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before == "\\" or text.count("\\") > 12:
        return False
    braced = "{" in match.group()
    if match["accent"] in "=." and not braced:
        return False
    return before.isalpha() or (after.isalpha() and (braced or match["accent"] in "'`^~"))


def _bare(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("accent"):
        mark = _ACCENT_MARKS[groups["accent"]]
        return unicodedata.normalize("NFC", groups["letter"] + mark)
    names = ("latex", "tagged", "coded", "wiki", "quoted", "strong", "link")
    return next((groups[name] for name in names if groups.get(name)), "")
