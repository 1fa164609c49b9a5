r"""Unicode text as it can stand in the braces of a BibTeX field.

Letters stay as they are (UTF-8). Only what TeX or BibTeX would take for something else is written
as a command, and braces too, because BibTeX counts them even after a backslash.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from srccheck.model import Name

_COMMANDS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "$": r"\$", "%": r"\%", "&": r"\&",
    "#": r"\#", "_": r"\_",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^$%&#_]")
_SPECIAL_IN_ADDRESS = re.compile(r"[\\{}]")
_LIGATURE = re.compile(r"(-(?=-)|`(?=`)|'(?=')|[!?](?=`))")
_AT = re.compile(r"@(?=\w{1,50}\s{0,99}[{(]|\s|$)")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# Neither TeX nor a text file can hold them: C0 and C1 controls and lone surrogates.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_AND = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def clean(text: str) -> str:
    r"""The text as a ``.bib`` file can hold it: no control characters, white space collapsed.

    >>> clean("a\x00 b\n c")
    'a b c'
    """
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip(" ")


def encode(text: str) -> str:
    r"""Text as LaTeX; reading it gives the same text back.

    >>> print(encode("50 % of {C#} -- Ürümqi"))
    50 \% of \textbraceleft{}C\#\textbraceright{} -{}- Ürümqi
    """
    escaped = _SPECIAL.sub(lambda match: _COMMANDS[match[0]], clean(text))
    return _LIGATURE.sub(r"\1{}", escaped)


def in_ascii(text: str, holds: Callable[[str], bool] = str.isascii) -> str:
    r"""LaTeX in which letters that a file cannot hold are written as commands.

    Letters for which there is no command stay.

    >>> print(in_ascii("Łódź, Genève"), in_ascii("Łódź, Genève", lambda c: ord(c) < 256))
    {\L}{\'o}d{\'z}, Gen{\`e}ve {\L}ód{\'z}, Genève
    """
    return "".join(char if holds(char) else _command(char) for char in text)


@functools.cache
def _command(char: str) -> str:
    return str(_encoder().unicode_to_latex(char))


@functools.cache
def _encoder():  # type: ignore[no-untyped-def]
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        non_ascii_only=True,
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


def encode_address(text: str) -> str:
    """An address or identifier, which LaTeX packages read to the letter."""
    return _SPECIAL_IN_ADDRESS.sub(lambda match: _COMMANDS[match[0]], clean(text))


def encode_names(names: Iterable[Name]) -> str:
    """Names as BibTeX reads them; braces keep whole what it would take apart.

    >>> encode_names([Name("Gogh", "Vincent", "van"), Name("Barnes and Noble", literal=True)])
    'van Gogh, Vincent and {Barnes and Noble}'
    """
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    if name.literal:
        inner = encode(name.family)
        return "{" + ("{}" if inner.startswith("\\") else "") + inner + "}"
    if not (name.given or name.particle or name.suffix):
        family = _protected(name.family)
        plain = family == encode(name.family) and " " not in family
        return family if plain else f"{family},"
    family = _protected(name.family)
    if name.particle:
        family = f"{encode(name.particle)} {family}"
    suffix = f" {_protected(name.suffix, is_family=False)}," if name.suffix else ""
    return f"{family},{suffix} {_protected(name.given, is_family=False)}".rstrip(" ")


def _protected(text: str, *, is_family: bool = True) -> str:
    text = clean(text)
    encoded = encode(text)
    several = is_family and " " in text and text[:1].islower()
    if "," in text or _AND.search(text) or several:
        return "{" + ("{}" if encoded.startswith("\\") else "") + encoded + "}"
    return encoded
