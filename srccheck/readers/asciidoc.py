"""AsciiDoc: its text, footnotes, citations and links; attributes are put in, nothing is included.

Source: the AsciiDoc Language documentation of the Eclipse Foundation (links, cross references,
images, comments, delimited blocks, attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from srccheck.model import Document, Encoding, Problem, Span
from srccheck.readers.asciidoc_text import AsciidocText, bibliography_keys
from srccheck.readers.inline_markup import completed
from srccheck.readers.masking import Masked
from srccheck.readers.tree_bibliographies import Named, with_bibliographies

_ATTRIBUTE = re.compile(r"^:([A-Za-z0-9_][\w-]{0,80}):[ \t]+(\S[^\r\n]*)", re.MULTILINE)
_USE = re.compile(r"\{([A-Za-z0-9_][\w-]{0,80})\}")
_TOKEN = re.compile(
    r"""^(?P<fence>/{4,}|-{4,}|\.{4,}|\+{4,}|`{3})[^\r\n]{0,40}(?:\r?\n|\Z)
      | ^(?P<comment>//(?!/)[^\r\n]*)
      | ^(?P<level>={1,6}|\#{1,6})[ \t]+(?P<title>\S[^\r\n]*)
      | (?P<escaped>\\(?:https?://|link:|xref:|image:|mailto:|<<)[^\s\[]*)
      | (?P<passed>`\+[^\r\n]{1,500}?\+`|\+\+\+[^\r\n]{1,500}?\+\+\+)
      | <<(?P<cross>[^<>\r\n,]{1,300})(?:,(?P<shown>[^<>\r\n]{0,300}))?>>
      | (?P<macro>link:|xref:|image::?|mailto:)
        (?P<target>\+\+[^\r\n]{1,2000}?\+\+|[^\s\[\]]{1,2000})
        \[(?P<text>[^\]\r\n]{0,1000})\]
      | (?P<address>(?:(?:https?|ftp)://|\{[\w-]{1,80}\})[^\s\[\]<>]{0,2000})\[(?P<label>[^\]\r\n]{0,1000})\]""",
    re.VERBOSE | re.MULTILINE,
)


class AsciidocReader:
    r"""Reads AsciiDoc.

    >>> source = ":home: https://a.org\n\nSee {home}/x[this] and xref:b.adoc#c[that].\n"
    >>> document = AsciidocReader().read(source, "a.adoc", Encoding("utf-8", "text"))
    >>> [(link.text, link.target) for link in document.links]
    [('https://a.org', 'https://a.org'), ('this', 'https://a.org/x'), ('that', 'b.adoc#c')]
    """

    name: ClassVar[str] = "asciidoc"
    suffixes: ClassVar[tuple[str, ...]] = (".adoc", ".asciidoc")

    def read(
        self, source: str, path: str, encoding: Encoding, problems: Sequence[Problem] = ()
    ) -> Document:
        """See :class:`~srccheck.readers.reader.Reader`."""
        masked = Masked(source)
        attributes = {match[1]: match[2].strip() for match in _ATTRIBUTE.finditer(source)}
        position = 0
        while match := _TOKEN.search(source, position):
            position = max(_token(masked, match, attributes), match.start() + 1)
        document = masked.document(self.name, path, encoding, problems, dict(attributes))
        text = AsciidocText(source, bibliography_keys(source), _filled_all(attributes))
        text.document()
        language = attributes.get("lang", "")
        document = completed(replace(document, language=language), text.page, text.markers)
        return with_bibliographies(document, list(_bibliographies(source)))


def _filled_all(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: filled(value, attributes) for name, value in attributes.items()}


def _bibliographies(source: str) -> Iterator[Named]:
    """The ``.bib`` files that asciidoctor-bibtex is told to read."""
    for match in _ATTRIBUTE.finditer(source):
        if match[1] in ("bibtex-file", "bib-file"):
            value = match[2].strip()
            yield Named(value, Span(match.start(2), match.start(2) + len(value)))


def _token(masked: Masked, match: re.Match[str], attributes: Mapping[str, str]) -> int:
    start, end = match.span()
    if fence := match["fence"]:
        return _delimited(masked, fence, start, end)
    if match["comment"] or match["escaped"] or match["passed"]:
        masked.blank(start, end)
    elif match["level"]:
        text = match["title"].rstrip("=# \t")
        title = match.start("title")
        masked.heading(text, len(match["level"]), title, title + len(text))
        return title
    elif match["cross"]:
        target = match["cross"].strip()
        file = re.match(r"[^#\s]{1,200}\.(?:adoc|asciidoc|html)\b", target)
        _link(masked, match["shown"] or "", target if file else f"#{target.lstrip('#')}", match)
    elif match["macro"]:
        _macro(masked, match, attributes)
    else:
        target = filled(match["address"], attributes)
        if target.startswith(("http://", "https://", "ftp://")) and "{" not in target:
            _link(masked, match["label"].rstrip("^") or target, target, match)
    return end


def _delimited(masked: Masked, fence: str, start: int, end: int) -> int:
    """A block between two rows of one mark; without the second it is no block."""
    close = re.compile(rf"^{re.escape(fence)}[ \t]*$", re.MULTILINE).search(masked.source, end)
    if not close:
        return end
    if fence[0] == "/":
        masked.blank(start, close.end())
    else:
        masked.code(start, close.end())
    return close.end()


def _macro(masked: Masked, match: re.Match[str], attributes: Mapping[str, str]) -> None:
    kind = match["macro"].rstrip(":")
    target = filled(match["target"], attributes)
    if target.startswith("++") and target.endswith("++") and len(target) > 4:
        target = target[2:-2]
    if "{" in target:
        masked.blank(*match.span())
        return
    if kind == "mailto":
        target = f"mailto:{target}"
    elif kind == "xref" and not re.search(r"[#.:/]", target):
        target = f"#{target}"
    text = match["text"].split(",", 1)[0].rstrip("^")
    _link(masked, text or target, target, match, image=kind == "image")


def _link(
    masked: Masked, text: str, target: str, match: re.Match[str], *, image: bool = False
) -> None:
    masked.link(text.strip('" '), target, match.start(), match.end(), image=image)


def filled(text: str, attributes: Mapping[str, str]) -> str:
    """A text with the attributes in it put in; unknown ones stay.

    >>> filled("{a}/x/{b}", {"a": "{c}", "c": "http://a.org"})
    'http://a.org/x/{b}'
    """
    for _ in range(3):
        if "{" not in text or len(text) > 5000:
            break
        text = _USE.sub(lambda use: attributes.get(use[1], use[0]), text)
    return text
