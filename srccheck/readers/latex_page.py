r"""What is read of a LaTeX document: paragraphs, notes, citations and links."""

from __future__ import annotations

import re

from srccheck.model import Link
from srccheck.readers.latex import decode
from srccheck.readers.latex_stream import Argument, Stream
from srccheck.readers.page import Page
from srccheck.text.registries import registry_address

_MACRO = re.compile(
    r"\\(?!(?:textasciitilde|textunderscore|string|allowbreak|sim|slash)(?![A-Za-z]))[A-Za-z]"
)
_PARAMETER = re.compile(r"(?<!\\)#[1-9#]")


class LatexPage(Page):
    """Gathers blocks, notes and citations, and links as LaTeX writes them."""

    def link(
        self, name: str, raw: str, target: str, shown: Argument | None, stream: Stream, start: int
    ) -> None:
        """Add a link; one whose address only TeX can put together is text."""
        place = stream.place(start)
        text = target
        if name == "doi" and not target.startswith("http"):
            target = registry_address("doi", target)
        known = target and not _MACRO.search(raw) and not _PARAMETER.search(raw)
        if shown is None:
            if known:
                self.links.append(Link(text, target, place))
            self.open("link", target)
            self.builder.add(text, *place)
            self.close("link")
            return
        if known:
            self.links.append(Link(decode(stream.raw(shown)), target, place))
        self.open("link", target)
        stream.push(shown, lambda: self.close("link"))
