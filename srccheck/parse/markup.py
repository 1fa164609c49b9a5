"""The little markup that people write in a reference of one line: ``*italic*``, ``<i>``."""

from __future__ import annotations

import re

from srccheck.model import Passage, Style
from srccheck.text.characters import find_controls, find_invisible

_ITALIC = re.compile(
    r"(?<![\w*\\])\*(?![\s*])([^*\n]{1,600}?)(?<!\s)\*(?![\w*])"
    r"|(?<![\w_\\])_(?![\s_])([^_\n]{1,600}?)(?<!\s)_(?![\w_])"
    r"|<(?:i|em)>([^<]{1,600})</(?:i|em)>|\\(?:emph|textit)\{([^{}]{1,600})\}"
)


def read_markup(text: str) -> Passage:
    """The reading text of a reference, its italics as styles.

    >>> passage = read_markup("in *Foreign Affairs*, 2022")
    >>> passage.text, passage.styles[0].kind, passage.span(3, 10)
    ('in Foreign Affairs, 2022', 'italic', Span(start=4, end=11))
    """
    source = Passage.plain(text)
    pieces: list[Passage] = []
    last = 0
    for match in _ITALIC.finditer(text):
        group = match.lastindex or 1
        pieces.append(source.slice(last, match.start()))
        inner = source.slice(*match.span(group))
        pieces.append(Passage(inner.text, inner.runs, (Style(0, len(inner.text), "italic"),)))
        last = match.end()
    if not pieces:
        return source
    pieces.append(source.slice(last))
    return Passage.join(pieces)


def without_hidden(passage: Passage) -> Passage:
    r"""The passage without what is no part of a reference that is written out.

    That is control codes and characters that show nothing, which hide a name, and citations by
    key, whose entry stands elsewhere.

    >>> without_hidden(Passage.plain("Oxford: \x02Ox\u200bbow")).text
    'Oxford: Oxbow'
    """
    hidden = find_controls(passage.text) + find_invisible(passage.text)
    edits = [(found.start, found.end, "") for found in hidden]
    cited = [(style.start, style.end, "") for style in passage.styles if style.kind == "citation"]
    if cited:
        kept = [e for e in edits if not any(c[0] <= e[0] < c[1] for c in cited)]
        edits = kept + cited
    return passage.replace(sorted(edits))
