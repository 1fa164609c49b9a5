r"""The citation commands of LaTeX: those of LaTeX itself, natbib, biblatex, jurabib and apacite.

Sources: the manuals of natbib (section 2.3), biblatex (section 3.9), jurabib, apacite and bibentry.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from srccheck.model import Citation, CitationStyle, Span
from srccheck.readers.latex import decode
from srccheck.readers.latex_stream import Argument, Stream

_CITATION = re.compile(
    r"""(?:[A-Z]?[a-z]{0,14})[cC]ite(?:s|p|t|alp|alt|alps|alts|author|authors|title|titles|year|yearpar
       |years|date|url|num|ps|ts|A|NP|ANP|N|field|list|name|fullauthor|talias|palias|par|text
       |pauthor|ptitle|tauthor|ttitle|no|yearNP|authorNP|authorA|add|tadd|padd|texts)?
      | bibentry | (?:foot)?fullcite | notecite""",
    re.VERBOSE,
)
_NO_CITATION = frozenset((
    "citetext", "citename", "bibcite", "newcite", "setcite", "definecite", "declarecite",
    "makecite", "citelist", "recite", "excite", "incite",
))  # fmt: skip
_SEVERAL = re.compile(r"(?:[A-Za-z]*[Cc]ites|(?:foot)citetexts)")
_NOTES = re.compile(
    r"(?:[Ff]oot[A-Za-z]*cite|[Ff]ullfootcite|footfullcite|f(?:vol)?cite|fnotecite)"
)
_ABBREVIATIONS = (("\\psqq", "sqq."), ("\\psq", "sq."), ("\\ppno", "pp."), ("\\pno", "p."))


class Cited(NamedTuple):
    """What one command cites: the words before and after, and the keys."""

    before: str
    after: str
    keys: tuple[str, ...]


def is_citation(name: str) -> bool:
    """Whether a command cites.

    >>> [is_citation(name) for name in ("parencite", "Textcites", "nocite", "citestyle", "excite")]
    [True, True, True, False, False]
    """
    return name not in _NO_CITATION and _CITATION.fullmatch(name) is not None


def is_note(name: str, style: str, inside: bool) -> bool:
    r"""Whether a citation command makes a footnote.

    Args:
        name: the command.
        style: ``footnote`` where ``\autocite`` makes footnotes.
        inside: whether it stands in a note.
    """
    if name.lower() in ("autocite", "autocites"):
        return style == "footnote" and not inside
    if name.lower() in ("smartcite", "smartcites"):
        return not inside
    return _NOTES.match(name) is not None


def read(stream: Stream, name: str) -> list[Cited]:
    """What a citation command cites; the stream is behind it then."""
    found: list[Cited] = []
    several = _SEVERAL.fullmatch(name) is not None
    volume = ""
    if several:
        stream.optional("()")
        stream.optional("()")
    if "volcite" in name.lower():
        before = stream.optional()
        argument = stream.mandatory(braced=True)
        volume = f"vol. {_text(stream, argument)}" if argument else ""
        found.append(_one(stream, before, volume))
        return [cited for cited in found if cited.keys]
    while len(found) < 500:
        cited = _one(stream)
        if not cited.keys:
            break
        found.append(cited)
        if not several or not (stream.follows("[") or stream.follows("{")):
            break
    if name.lower() in ("citefield", "citelist", "citename"):
        stream.optional()
        stream.mandatory(braced=True)
    return found


def _one(stream: Stream, before: Argument | None = None, volume: str = "") -> Cited:
    before = before or stream.optional("<>", gap=False)
    first = stream.optional()
    after = (stream.optional() if first else None) or first
    if first is not after and before is None:
        before = first
    keys = stream.mandatory(braced=True)
    locator = _text(stream, after) if after else ""
    if volume:
        locator = f"{volume}, {locator}" if locator else volume
    return Cited(_text(stream, before) if before else "", locator, _keys(stream, keys))


def _text(stream: Stream, argument: Argument) -> str:
    latex = stream.raw(argument)
    if "cite" in latex:  # a citation in the words before another is not looked into
        latex = re.sub(r"\\[a-z]{0,9}cite[a-z]{0,9}\{[^{}]{0,200}\}", "", latex)
    for written, text in _ABBREVIATIONS:
        latex = latex.replace(written, text)
    return decode(latex)


def _keys(stream: Stream, argument: Argument | None) -> tuple[str, ...]:
    if argument is None:
        return ()
    written = stream.simple(stream.raw(argument))
    return tuple(key.strip() for key in written.split(",") if key.strip())


def citations(cited: Cited, place: Span) -> list[Citation]:
    """One citation for each key; the place in the work belongs to the last."""
    last = len(cited.keys) - 1
    return [
        Citation(CitationStyle.KEY, place, key, locator=cited.after if index == last else "")
        for index, key in enumerate(cited.keys)
    ]


def shown(found: list[Cited], *, running: bool) -> str:
    """What stands in the reading text for a citation, in pandoc's way of writing.

    Args:
        found: what is cited.
        running: whether the author is part of the sentence.

    >>> cited = [Cited("see", "p. 3", ("doe", "roe"))]
    >>> shown(cited, running=False), shown([Cited("", "4", ("doe",))], running=True)
    ('[see @doe; @roe, p. 3]', '@doe [4]')
    """
    if running:
        pieces = [
            "; ".join(f"@{key}" for key in cited.keys)
            + (f" [{cited.after}]" if cited.after else "")
            for cited in found
        ]
        return "; ".join(pieces)
    pieces = []
    for cited in found:
        keys = "; ".join(f"@{key}" for key in cited.keys)
        words = [f"{cited.before} {keys}".strip(), *([cited.after] if cited.after else [])]
        pieces.append(", ".join(words))
    return f"[{'; '.join(pieces)}]"


def is_running(name: str) -> bool:
    """Whether a command makes the author part of the sentence."""
    lower = name.lower()
    return lower.startswith(("textcite", "citet", "citeauthor", "citealt", "citea", "citen"))
