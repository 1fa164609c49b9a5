r"""The links of LaTeX files: ``\url``, ``\href`` and addresses in the text, escapes undone.

Sources: the manuals of the packages hyperref (``\href``, ``\nolinkurl``), url (``\url``, also with
other delimiters than braces), verbatim, listings and minted (code). Comments, verbatim text and
macro definitions are no text; nothing is executed, so that an address built by a macro is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem
from srccheck.readers.latex import decode, decode_address
from srccheck.readers.masking import Masked
from srccheck.text.registries import registry_address

_VERBATIM = "verbatim|Verbatim|lstlisting|minted|alltt|comment|filecontents|BVerbatim|LVerbatim"
_TOKEN = re.compile(
    rf"""(?P<comment>%[^\r\n]*)
      | \\begin[ ]?\{{(?P<verbatim>(?:{_VERBATIM})\*?)\}}
      | \\(?:verb|lstinline)\*?(?P<delimiter>[^A-Za-z0-9\s*{{\[])
      | \\(?P<false>iffalse)(?![A-Za-z])
      | \\(?P<ending>end)[ ]?\{{document\}}
      | \\(?P<define>(?:re)?newcommand|providecommand|DeclareRobustCommand|[egx]?def
          |(?:New|Renew|Provide|Declare)DocumentCommand)(?![A-Za-z])
      | \\(?P<address>url|nolinkurl|href|doi)\*?(?![A-Za-z])[ ]?
      | \\(?P<section>part|chapter|(?:sub){{0,2}}section)\*?(?=[\[{{])
      | \\(?P<escape>[%#_&$~^{{}}])(?:\{{\}})?
      | \\(?P<other>[A-Za-z]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_MACRO = re.compile(
    r"\\(?!(?:textasciitilde|textunderscore|string|allowbreak|sim|slash)(?![A-Za-z]))[A-Za-z]"
)
_PARAMETER = re.compile(r"(?<!\\)#[1-9#]")
_BREAK = re.compile(r"%?[ \t]*(?:\r\n?|\n)[ \t]*|[ \t]+")
_LONGEST = 4000
_LEVELS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3}


class LatexReader:
    r"""Reads the links and headings of LaTeX.

    >>> source = "See \\href{https://a.org/x\\_y\\%20z}{this}. % \\url{https://b.org}"
    >>> document = LatexReader().read(source, "a.tex", Encoding("utf-8", "text"))
    >>> [(link.text, link.target) for link in document.links]
    [('this', 'https://a.org/x_y%20z')]
    """

    name: ClassVar[str] = "latex"
    suffixes: ClassVar[tuple[str, ...]] = (".tex", ".ltx", ".latex")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        masked = Masked(source)
        position = 0
        while match := _TOKEN.search(source, position):
            position = _token(masked, match)
        return masked.document(self.name, path, encoding, problems)


def _token(masked: Masked, match: re.Match[str]) -> int:
    """Understand one token; the offset at which to go on."""
    source, start, end = masked.source, match.start(), match.end()
    kind = match.lastgroup
    if kind == "comment":
        masked.blank(start, end)
    elif kind == "verbatim":
        close = masked.find(rf"\end{{{match['verbatim']}}}", end)
        close = close if close >= 0 else end
        masked.code(end, close)
        end = close
    elif kind == "delimiter":
        close = source.find(match["delimiter"], end)
        line_end = source.find("\n", end)
        if close >= 0 and (line_end < 0 or close < line_end):
            masked.blank(start, close + 1)
            end = close + 1
    elif kind == "false":
        close = masked.find(r"\fi", end)
        masked.blank(start, close if close >= 0 else start)
        end = close if close >= 0 else end
    elif kind == "ending":
        masked.blank(start, len(source))
        end = len(source)
    elif kind == "define":
        end = _definition(masked, start, end)
    elif kind == "address":
        end = _address(masked, match)
    elif kind == "section":
        end = _section(masked, match)
    elif kind == "escape":
        masked.edits.append((start, end, match["escape"]))
    return end


def _group(masked: Masked, start: int) -> int:
    """The offset of the brace that closes the one at ``start``; -1 without one."""
    if not masked.source.startswith("{", start):
        return -1
    return masked.closing(_BRACE, start, _LONGEST)


def _optional(masked: Masked, start: int) -> int:
    """The offset behind an optional argument, if there is one."""
    if not masked.source.startswith("[", start):
        return start
    return masked.source.find("]", start, start + _LONGEST) + 1 or start


def _definition(masked: Masked, start: int, end: int) -> int:
    """Skip a macro definition: what it stands for is not known before it is used."""
    opening = masked.source.find("{", end, end + 200)
    for _ in range(4):
        close = _group(masked, opening)
        if close < 0:
            break
        end = _optional(masked, _optional(masked, close + 1))
        opening = end
    masked.blank(start, end)
    return end


def _address(masked: Masked, match: re.Match[str]) -> int:
    source, kind, opening = masked.source, match["address"], match.end()
    if kind == "href":
        opening = _optional(masked, opening)
    close = _group(masked, opening)
    if close < 0 and kind != "href" and source[opening : opening + 1] not in ("", " ", "[", "{"):
        line_end = source.find("\n", opening)
        close = source.find(source[opening], opening + 1, line_end if line_end >= 0 else None)
    if close < 0:
        return match.end()
    raw = source[opening + 1 : close]
    target, end = decode_address(_BREAK.sub("", raw)), close + 1
    text = target
    if kind == "href" and (text_end := _group(masked, end)) >= 0:
        text = decode(source[end + 1 : text_end])
        end = text_end + 1
    if kind == "doi" and not target.startswith("http"):
        target = registry_address("doi", target)
    if target and not _MACRO.search(raw) and not _PARAMETER.search(raw):
        masked.link(text, target, match.start(), end)
    else:
        masked.blank(match.start(), end)
    return end


def _section(masked: Masked, match: re.Match[str]) -> int:
    opening = _optional(masked, match.end())
    close = _group(masked, opening)
    if close >= 0:
        text = decode(masked.source[opening + 1 : close])
        masked.heading(text, _LEVELS[match["section"]], opening + 1, close)
    return match.end()
