r"""LaTeX in the fields of a ``.bib`` file as Unicode text.

What a macro stands for comes from pylatexenc; the ligatures are TeX's own (The TeXbook, chapter 2).
"""

from __future__ import annotations

import functools
import re
import unicodedata

_TOKEN = re.compile(
    r"""\\(?P<accent>['`"^~=.]|[cvuHkrdb](?![A-Za-z]))[ ]{0,3}
        (?: \{[ ]?(?P<group>\\[ij][ ]?|[^{}\\]?)\}
          | (?P<dotless>\\[ij])(?![A-Za-z])[ ]?
          | (?P<letter>[^\W\d_]) )
    | \\(?P<macro>[A-Za-z]{1,40})(?:\{\}|[ \t\r\n]{1,9})?
    | \\(?P<escaped>[^A-Za-z])
    | (?P<ligature>---|--|``|''|!`|\?`)
    | (?P<markup>[{}$~])
    | \\$""",
    re.VERBOSE | re.DOTALL,
)
_NEEDED = re.compile(r"[\\{}$~]|--|``|''|!`|\?`")
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
_ESCAPED = {"\\": " ", " ": " ", ",": " ", ";": " ", "!": "", "-": "", "/": "", "@": "", "\n": " "}
_MACROS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{",
    "rbrace": "}", "textasciitilde": "~", "textasciicircum": "^", "textquotedbl": '"', "i": "ı",
    "j": "ȷ", "url": "", "href": "",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@functools.cache
def macro_text(name: str) -> str:
    r"""The characters that a command without arguments stands for; empty if it is none of those.

    >>> macro_text("alpha"), macro_text("foo")
    ('α', '')
    """
    if name in _MACROS:
        return _MACROS[name]
    spec = _table().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and "%" not in text else ""


@functools.cache
def _table():  # type: ignore[no-untyped-def]
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def _replace(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if match["accent"]:
        base = match["group"] or match["dotless"] or match["letter"] or ""
        base = base.strip().lstrip("\\") if base.startswith("\\") else base
        return (
            unicodedata.normalize("NFC", base + _ACCENTS[match["accent"]]) if base.strip() else base
        )
    if kind == "macro":
        return macro_text(match["macro"])
    if kind == "escaped":
        return _ESCAPED.get(match["escaped"], match["escaped"])
    if kind == "ligature":
        return _LIGATURES[match["ligature"]]
    return " " if match["markup"] == "~" else ""


def decode(latex: str) -> str:
    r"""LaTeX as text: accents, symbols and ligatures as characters, braces and commands gone.

    White space is collapsed, as BibTeX does.

    >>> decode(r"{\'E}tudes \"{o}konomischer \emph{Theorie}, 12--34 \& \L\'od\'z {NATO}")
    'Études ökonomischer Theorie, 12–34 & Łódź NATO'
    """
    text = _TOKEN.sub(_replace, latex) if _NEEDED.search(latex) else latex
    return _SPACE.sub(" ", text).strip(" ")


def decode_address(latex: str) -> str:
    r"""An address or identifier, in which only escapes are LaTeX and ``~`` is itself.

    >>> decode_address(r"http://example.org/a\_b--c/~me"), decode_address(r"\url{http://a.org/\%20}")
    ('http://example.org/a_b--c/~me', 'http://a.org/%20')
    """
    text = latex.replace("\\~{}", "~")
    text = _TOKEN.sub(
        lambda m: m[0] if m["ligature"] or m["markup"] in ("~", "$") else _replace(m), text
    )
    return _SPACE.sub(" ", text).strip(" ")
