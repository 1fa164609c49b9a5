"""A line of a document with a caret under a stretch of it, fit for any terminal.

Nothing of a document may reach the terminal as a control sequence, and the caret must stand
under the fault whatever the width of the characters before it.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
_TAB = " " * 4
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_PLAIN = re.compile(r"[ -~]*")


def visible(text: str) -> str:
    r"""The text with everything that would not be seen, or would steer a terminal, escaped.

    >>> print(visible("a\x1b[31mb\u200bc\td"))
    a\x1b[31mb\u200bc    d
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char == "\t":
        return _TAB
    if unicodedata.category(char) not in _UNSEEN:
        return char
    code = ord(char)
    if code < 0x100:
        return {"\n": r"\n", "\r": r"\r"}.get(char, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cells(text: str) -> int:
    """How many columns of a terminal a visible text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def shorten(text: str, width: int) -> str:
    r"""The text on one line, cut to a width.

    >>> shorten("a very\nlong title", 10)
    'a very lo…'
    """
    text = visible(" ".join(text[: width * 8].split()))
    if cells(text) <= width:
        return text
    kept = ""
    for char in text:
        if cells(kept + char) >= width:
            break
        kept += char
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, width: int) -> list[str]:
    """The text on as many lines as it takes, cut at spaces where there are any.

    >>> wrap("a very long title", 10)
    ['a very', 'long title']
    """
    lines = [""]
    for word in visible(" ".join(text.split())).split(" "):
        while cells(word) > width:
            head = shorten(word, width + 1).removesuffix(ELLIPSIS) or word[0]
            lines.extend((head, ""))
            word = word[len(head) :]
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line for line in lines if line] or [""]


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """A line of a document, cut to a width, and the underline for ``line[start:end]``.

    An empty stretch gets one caret. A line too long for the width is cut around the stretch.

    >>> for text in excerpt("日本語 is wronng here", 7, 13, 40):
    ...     print(text)
    日本語 is wronng here
              ^^^^^^
    """
    start = min(max(start, 0), len(line))
    end = min(max(end, start), len(line))
    while start and start < len(line) and unicodedata.combining(line[start]):
        start -= 1
    left, right = _window(line, start, end, width)
    before = (ELLIPSIS if left else "") + visible(line[left:start])
    fault = visible(line[start : min(end, right)])
    after = visible(line[max(end, start) : right]) + (ELLIPSIS if right < len(line) else "")
    indent = cells(before + fault) - cells(fault) if fault else cells(before)
    return before + fault + after, " " * indent + "^" * max(1, cells(fault))


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The stretch of a line to show: the fault, and as much on both sides as there is room."""
    room = width - 2
    left, right = start, start
    used = 0
    while right < end and used < room:
        used += cells(visible(line[right]))
        right += 1
    cut_left, cut_right = left, right
    while used < room and (cut_left > 0 or cut_right < len(line)):
        if cut_left > 0:
            cut_left -= 1
            used += cells(visible(line[cut_left]))
        if cut_right < len(line) and used < room:
            used += cells(visible(line[cut_right]))
            cut_right += 1
    while cut_left < start and unicodedata.combining(line[cut_left]):
        cut_left += 1
    return cut_left, cut_right
