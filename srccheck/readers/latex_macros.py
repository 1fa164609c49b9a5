r"""The definitions of macros: ``\newcommand``, ``\def`` and xparse's."""

from __future__ import annotations

import re

from srccheck.readers.latex_stream import Argument, Macro, Stream

DEFINING = frozenset(
    (
        "newcommand",
        "renewcommand",
        "providecommand",
        "DeclareRobustCommand",
        "def",
        "gdef",
        "edef",
        "xdef",
        "NewDocumentCommand",
        "RenewDocumentCommand",
        "ProvideDocumentCommand",
        "DeclareDocumentCommand",
        "let",
        "newenvironment",
        "renewenvironment",
    )
)
_NAME = re.compile(r"[ \t\r\n]*+(?:\{[ \t]*\\([A-Za-z@]+)[ \t]*\}|\\([A-Za-z@]+|.))[ \t\r\n]*+")
_PARAMETERS = re.compile(r"(?:\#([1-9])[ ]?)*+")
_LET = re.compile(r"[ \t]*+\\([A-Za-z@]+)[ \t]*+=?[ \t]*+(?:\\([A-Za-z@]+|.)|.)")


def define(stream: Stream, command: str) -> tuple[str, Macro] | None:
    """Read a definition behind its command; what cannot be used is read and left out."""
    frame, text = stream.frame, stream.text
    if command.endswith("environment"):
        _environment(stream)
        return None
    if command == "let":
        match = _LET.match(text, frame.position, frame.end)
        if not match:
            return None
        frame.position = match.end()
        macro = stream.macros.get(match[2] or "")
        return (match[1], macro) if macro else None
    if text.startswith("*", frame.position):
        frame.position += 1
    match = _NAME.match(text, frame.position, frame.end)
    if not match:
        return None
    frame.position = match.end()
    name = match[1] or match[2]
    if command.endswith("def"):
        return _plain(stream, name)
    if "Document" in command:
        return _document(stream, name)
    return _latex(stream, name)


def _environment(stream: Stream) -> None:
    stream.mandatory(braced=True)
    stream.optional()
    stream.optional()
    stream.mandatory(braced=True)
    stream.mandatory(braced=True)


def _latex(stream: Stream, name: str) -> tuple[str, Macro] | None:
    count = stream.optional()
    default = stream.optional() if count else None
    body = stream.mandatory()
    if body is None:
        return None
    number = stream.raw(count).strip() if count else "0"
    total = int(number) if number.isdecimal() and len(number) == 1 else 0
    written = ("o" + "m" * (total - 1)) if default and total else "m" * total
    defaults = (default, *[None] * (total - 1)) if total else ()
    return name, Macro(written, defaults, body.start, body.end)


def _plain(stream: Stream, name: str) -> tuple[str, Macro] | None:
    frame = stream.frame
    match = _PARAMETERS.match(stream.text, frame.position, frame.end)
    if match:
        frame.position = match.end()
    total = int(match[1]) if match and match[1] else 0
    if not stream.follows("{"):  # parameters with text between them: not followed
        brace = stream.text.find("{", frame.position, min(frame.end, frame.position + 200))
        if brace >= 0:
            frame.position = brace
            stream.mandatory(braced=True)
        return None
    body = stream.mandatory(braced=True)
    if body is None:
        return None
    return name, Macro("m" * total, (None,) * total, body.start, body.end)


def _document(stream: Stream, name: str) -> tuple[str, Macro] | None:
    written = stream.mandatory(braced=True)
    body = stream.mandatory(braced=True)
    if written is None or body is None:
        return None
    kinds: list[str] = []
    defaults: list[Argument | None] = []
    place = written.start
    while place < written.end:
        sign = stream.text[place]
        place += 1
        if sign in "mos":
            kinds.append(sign)
            defaults.append(None)
        elif sign == "O" and stream.text.startswith("{", place):
            close = stream.layout.closing.get(place, written.end)
            kinds.append("o")
            defaults.append(Argument(place + 1, close))
            place = close + 1
        elif sign not in "+! \t\r\n":
            return None
    return name, Macro("".join(kinds[:9]), tuple(defaults[:9]), body.start, body.end)
