"""The words of a reference, with what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

# An address or a DOI is one word; letters with the apostrophes inside them are one, so are figures
# with a letter behind (2010a), and a dash that repeats an author.
_WORD = re.compile(
    r"https?://[^\s<>\"«»]{1,2000}|www\.[^\s<>\"«»]{1,2000}|\b10\.\d{4,9}/[^\s<>\"«»]{1,500}"
    r"|[^\W\d_]+(?:(?:['’ʼ]|(?<=[^\W\d_aeiouyAEIOUY]) ['’] )[^\W\d_]+){0,3}"
    r"(?: - [a-zß-öø-ÿ][^\W\d_]*)?|\d+[^\W\d_]?(?![^\W_])|[^\W_]+|[—–_]{2,}|-{2,}"
)
_TAIL = ".,;:)]}"


class Token(NamedTuple):
    """A word with its place in the text, and what stands before and after it, without spaces.

    ``before`` and ``after`` are ``_`` where there is only white space, and empty where the word
    touches the next.
    """

    text: str
    start: int
    end: int
    before: str
    after: str


def tokens(text: str) -> list[Token]:
    """The words of a text in order.

    >>> [token.text for token in tokens("J. Doe, « L’été », vol. 12(3), p. 4-5.")]
    ['J', 'Doe', 'L’été', 'vol', '12', '3', 'p', '4', '5']
    >>> tokens("a (b)")[1].before
    '('
    """
    spans = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > 8 and text[start] in "hw1":
            while end > start + 1 and text[end - 1] in _TAIL:
                end -= 1
        spans.append((start, end))
    found = []
    last = len(spans) - 1
    before = _gap(text[: spans[0][0]]) if spans else ""
    for index, (start, end) in enumerate(spans):
        after = _gap(text[end : spans[index + 1][0] if index < last else len(text)])
        found.append(Token(text[start:end], start, end, before, after))
        before = after
    return found


def _gap(text: str) -> str:
    if text in _GAPS:
        return _GAPS[text]
    marks = "".join(text.split())[:4]
    return marks or ("_" if text else "")


_GAPS = {" ": "_", "": "", ", ": ",", ". ": ".", ": ": ":"}
