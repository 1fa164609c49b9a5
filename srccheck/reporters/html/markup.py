r"""Markup that can only be made of escaped text: the one place where a page gets its ``<``.

Every piece of a page is made by :func:`el`, which escapes all that is not :class:`Markup` already,
refuses attributes that hold script or style, and lets an address through only if it is a place in
the page or one that :func:`address` allows. Characters that would not be seen, or would turn the
order of others (Unicode Standard Annex 9; the "Trojan Source" attack), are shown by their number.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextvars import ContextVar

from srccheck.messages import Message, tell
from srccheck.text.characters import find_invisible


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SPACES = frozenset("\t\n")
# Format characters that show something: Unicode's property Prepended_Concatenation_Mark.
_SHOWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_AT_TIMES = re.compile("[\u061c\u200b-\u200f]")
"""Characters that some scripts need, each by itself and without reach over others."""
_CLEAN = re.compile(r"[\w \n.,;:()\[\]/?!=*+–—“”‘’…-]*")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"'<>\\^`{|}]+", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
_INSIDE = re.compile(r"#[a-z0-9-]+")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))
_PLAIN_INSIDE = frozenset(("option", "title"))
"""What holds text and no element."""
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "cite"))


class _Table(dict[int, str]):
    """What stands for a character in a page, worked out once for each."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self._form = shown

    def __missing__(self, code: int) -> str:
        char = chr(code)
        value = _ENTITIES.get(char, char)
        if char not in _SPACES | _SHOWN and _is_unseen(code):
            value = self._form.format(code)
        self[code] = value
        return value


def _is_unseen(code: int) -> bool:
    nothing = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE  # never characters
    return nothing or unicodedata.category(chr(code)) in _UNSEEN


_TEXT = _Table('<bdi class="char">U+{:04X}</bdi>')
_PLAIN = _Table("[U+{:04X}]")


def text(value: str) -> Markup:
    r"""Text as it can stand between tags.

    >>> print(text("<b>\u202e"))
    &lt;b&gt;<bdi class="char">U+202E</bdi>
    """
    return Markup(_escaped(value, _TEXT))


def plain(value: str) -> Markup:
    """Text as it can stand in an attribute, and where no element may be."""
    return Markup(_escaped(value, _PLAIN))


_LANGUAGE = ContextVar("language", default="en")


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block, the texts of srccheck in a page are said in a language."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def told(value: str) -> str:
    """The value in the language of the page, if srccheck says it."""
    return tell(value, _LANGUAGE.get()) if isinstance(value, Message) else value


def _escaped(value: str, table: _Table) -> str:
    value = told(value)
    if _CLEAN.fullmatch(value) and (value.isascii() or not _AT_TIMES.search(value)):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if not _AT_TIMES.search(value):
        return value.translate(table)
    useless = {damage.start for damage in find_invisible(value)}
    return "".join(
        char if _AT_TIMES.match(char) and offset not in useless else table[ord(char)]
        for offset, char in enumerate(value)
    )


def address(url: str) -> str:
    """The address, if a link to it does nothing but lead to a page or a mail program; else empty.

    >>> address("https://example.org/"), address("javascript:alert(1)"), address(" data:,")
    ('https://example.org/', '', '')
    """
    if len(url) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(url):
        return ""
    return "" if any(_is_unseen(ord(char)) for char in url) else url


def el(tag: str, *children: str, **attributes: str | int | bool | None) -> Markup:
    """An element; a trailing underscore of an attribute's name is dropped, others are hyphens.

    Raises:
        ValueError: an attribute would hold script or style, or an address that is not allowed.

    >>> print(el("p", "1 < 2", el("br"), class_="sum", lang=None))
    <p class="sum">1 &lt; 2<br></p>
    """
    head = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{head}>")
    escape = plain if tag in _PLAIN_INSIDE else text
    inner = "".join(child if isinstance(child, Markup) else escape(child) for child in children)
    return Markup(f"<{tag}{head}>{inner}</{tag}>")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if name.startswith("on") or name in ("style", "srcdoc"):
        raise ValueError(f"attribute {name}")
    if value is True:
        return f" {name}"
    value = str(value)
    if name in _ADDRESSES and not _INSIDE.fullmatch(value) and not address(value):
        raise ValueError(f"address {value!r}")
    return f' {name}="{plain(value)}"'


def join(pieces: Iterable[str], separator: str = "") -> Markup:
    """Pieces one after another, each escaped unless it is markup."""
    between = separator if isinstance(separator, Markup) else text(separator)
    return Markup(
        between.join(piece if isinstance(piece, Markup) else text(piece) for piece in pieces)
    )


def link(url: str, *shown: str) -> Markup:
    """A link to an address, or what it shows alone where the address is not allowed."""
    inside = shown or (url,)
    if not address(url):
        return el("bdi", *inside)
    return el("a", *inside, href=url, dir="auto")


def words(value: str, language: str = "", tag: str = "bdi") -> Markup:
    """Words from elsewhere: in their own direction and, if it is known, their own language."""
    return el(tag, value, lang=language or None, dir=None if tag == "bdi" else "auto")


def cut(value: str, length: int) -> str:
    """The text without its end if it is too long, which it then says."""
    value = told(value)
    return value if len(value) <= length else f"{value[:length].rstrip()}…"
