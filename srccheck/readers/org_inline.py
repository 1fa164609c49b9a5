"""The inline markup of Org: footnotes, citations, links and emphasis; see :mod:`.org`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from srccheck.model import Citation, CitationStyle, Link, Marker, Span
from srccheck.readers.inline_markup import InlineMarkup
from srccheck.readers.tree_bibliographies import Named

_CITED = re.compile(r"&?([^\s,;&@\[\]{}]{1,200})")
_TOKEN = re.compile(
    r"""\[fn:(?P<note>[\w-]{0,80})(?:(?P<inline>:)|\])
      | \[(?P<cite>cite(?:/[\w/-]{1,40})?):
      | (?P<reference>(?<![\w@])(?:cite|citep|citet|citealp|citealt|citeauthor|citeyear|parencite
          |textcite|footcite|autocite|footfullcite|fullcite|nocite|supercite|smartcite|citetitle)\*?):
          (?P<keys>&?[\w&][^\s\[\](){}<>"'|;]{0,500}(?<![.,:;!?]))
      | \\(?P<macro>[a-z]{0,12}cite[a-z]{0,8}\*?)(?:\[(?P<first>[^\]\r\n]{0,200})\])?
          (?:\[(?P<second>[^\]\r\n]{0,200})\])?\{(?P<braced>[^{}\r\n]{1,300})\}
      | \[\[(?P<target>[^\[\]\r\n]{1,2000})\](?:\[(?P<text>[^\[\]]{1,1000})\])?\]
      | <(?P<angled>(?:https?|ftp|mailto):[^<>\s]{1,2000})>
      | (?P<address>(?:https?|ftp)://[^\s<>\[\]]{1,2000})
      | (?<![\w*/_+=~])(?P<mark>[*/_+=~])
        (?P<inside>(?=\S)[^\r\n]{1,600}?(?:\r?\n[^\r\n]{1,600}?)?(?<=\S))(?P=mark)(?![\w])
      | (?P<dash>---?)(?!-)
      | (?P<script>[\^_])\{(?P<raised>[^{}\r\n]{1,100})\}""",
    re.VERBOSE,
)
_STYLES = {"*": "bold", "/": "italic", "_": "", "+": "strikethrough", "=": "code", "~": "code"}


class OrgInline(InlineMarkup):
    """Reads the inline markup of Org."""

    token = _TOKEN

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.markers: list[Marker] = []
        self.named: list[Named] = []

    def found(self, match: re.Match[str], end: int) -> int | None:
        """See :class:`InlineMarkup`."""
        start = match.start()
        page = self.page
        if match["note"] is not None:
            return self._footnote(match, end)
        if match["cite"]:
            return self._cite(match, end)
        if match["reference"]:
            keys = _CITED.findall(match["keys"])
            self._cited(Span(*match.span()), [(key, "") for key in keys], match["reference"])
        elif match["macro"]:
            keys = [key.strip() for key in match["braced"].split(",") if key.strip()]
            last = match["second"] or match["first"] or ""
            cited = [(key, last if key == keys[-1] else "") for key in keys]
            self._cited(Span(*match.span()), cited, match["macro"])
        elif match["target"]:
            self._link(match)
        elif match["angled"]:
            page.links.append(Link(match["angled"], match["angled"], Span(*match.span())))
            self._shown("link", match, "angled", match["angled"])
        elif match["address"]:
            page.builder.copy(*match.span())
        elif match["mark"]:
            return self._marked(match)
        elif match["dash"]:
            page.builder.add("—" if len(match["dash"]) == 3 else "–", *match.span())
        else:
            style = "superscript" if match["script"] == "^" else "subscript"
            self._shown(style, match, "raised")
        return None if match.end() > start else start + 1

    def _shown(self, style: str, match: re.Match[str], group: str, target: str = "") -> None:
        self.page.open(style, target)
        self.page.builder.copy(*match.span(group))
        self.page.close(style)

    def _marked(self, match: re.Match[str]) -> int | None:
        mark = match["mark"]
        before = self.source[match.start() - 1 : match.start()] if match.start() else ""
        if before and not (before.isspace() or before in "-('\"{[<>"):
            self.page.builder.copy(match.start(), match.start() + 1)
            return match.start() + 1
        style = _STYLES[mark]
        if style == "code":
            self._shown(style, match, "inside")
        elif style:
            self.styled(style, *match.span("inside"))
        else:
            self.read(*match.span("inside"))
        return None

    def _link(self, match: re.Match[str]) -> None:
        target, text = match["target"], match["text"]
        name, _, rest = target.partition(":")
        if name in ("bibliography", "bibliographystyle"):
            self._bibliography(name, rest, match.start("target") + len(name) + 1)
        elif "cite" in name and re.fullmatch(r"[a-z]{0,12}cite[a-z]{0,8}", name):
            keys = re.findall(r"&([^\s,;&]{1,200})", rest) or rest.split(",")
            locator = rest.partition(keys[-1])[2].strip(" ;,") if "&" in rest else ""
            cited = [(key, locator if key == keys[-1] else "") for key in keys if key]
            self._cited(Span(*match.span()), cited, name)
        elif name == "fn":
            self.page.builder.copy(*match.span("target"))
        else:
            address = f"https://doi.org/{rest}" if name == "doi" else target.removeprefix("file:")
            if not re.match(r"[#*]|id:|\w[\w+.-]*:|[./~]|[^\s]*\.\w", target):
                address = f"#{target}"
            group = "text" if text else "target"
            self.page.links.append(Link(text or target, address, Span(*match.span())))
            self.styled("link", *match.span(group), target=address)

    def _bibliography(self, name: str, files: str, start: int) -> None:
        for written in files.split(",") if name == "bibliography" else ():
            if written.strip():
                first = self.source.find(written, start)
                self.named.append(Named(written.strip(), Span(first, first + len(written))))

    def _footnote(self, match: re.Match[str], end: int) -> int | None:
        label = match["note"]
        if not match["inline"]:
            if label:
                self.markers.append(Marker(label, Span(*match.span()), "footnote"))
            else:
                self.page.builder.copy(*match.span())
            return None
        close = self.closing(match.start(), end)
        if close < 0:
            self.page.builder.copy(*match.span())
            return None
        marker = Marker(label, Span(match.start(), match.end()), "footnote")
        self.note(label, match.end(), close, Span(match.start(), close + 1), [marker])
        if label:
            self.markers.append(marker)
        return close + 1

    def _cite(self, match: re.Match[str], end: int) -> int | None:
        close = self.closing(match.start(), end)
        if close < 0:
            self.page.builder.copy(*match.span())
            return None
        span = Span(match.start(), close + 1)
        cited = []
        shown = []
        for piece in self.source[match.end() : close].split(";"):
            key = re.search(r"@([^\s;,\[\]]{1,200}?)(?=[,.:]?(?:\s|$|[;\]]))", piece)
            if key:
                cited.append((key[1], piece[key.end() :].strip().lstrip(",").strip()))
            shown.append(" ".join(piece.split()))
        if not cited:
            self.page.builder.copy(*span)
        else:
            self._cited(span, cited, match["cite"], f"[{'; '.join(shown)}]")
        return close + 1

    def _cited(
        self, span: Span, cited: Sequence[tuple[str, str]], name: str, shown: str = ""
    ) -> None:
        keys = "; ".join(f"@{key}" + (f", {place}" if place else "") for key, place in cited)
        if "nocite" in name:
            self.page.citations += [
                Citation(CitationStyle.KEY, span, key, locator=place) for key, place in cited
            ]
        elif name.startswith("foot"):
            marker = Marker("", span, "footnote")
            self.page.begin("note")
            self.cite(span, cited, keys)
            passage = self.page.end()
            self.page.note("", passage, span, (marker,))
        else:
            self.cite(span, cited, shown or f"[{keys}]")
