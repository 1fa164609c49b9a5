"""An open HTML element, and what its tag says of how it is shown.

Source: CSS 2.2, sections 9.2.4 (``display``), 11.2 (``visibility``), 15 (fonts); the ``hidden``
attribute of the WHATWG HTML standard, section 6.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from srccheck.readers.html_names import BLOCKS, HIDDEN, STYLES
from srccheck.readers.html_tokens import HtmlToken

_NOT_SHOWN = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE
)
_CSS_STYLES = (
    ("italic", re.compile(r"font-style\s{0,5}:\s{0,5}(?:italic|oblique)", re.IGNORECASE)),
    ("bold", re.compile(r"font-weight\s{0,5}:\s{0,5}(?:bold|[6-9]00)", re.IGNORECASE)),
    ("superscript", re.compile(r"vertical-align\s{0,5}:\s{0,5}super", re.IGNORECASE)),
    ("small-caps", re.compile(r"font-variant[a-z-]{0,5}\s{0,5}:\s{0,5}small-caps", re.IGNORECASE)),
)
_HOLDS_NOTE = frozenset({"li", "aside", "dd", "tr"})
_NOTE_ROLES = re.compile(r"\b(?:doc-)?(?:footnote|endnote|rearnote)s?\b", re.IGNORECASE)
_NOTE_NAME = re.compile(r"note|f(?:t|oot)?n|edn", re.IGNORECASE)


@dataclass
class OpenLink:
    """A link whose end has not been met; its text may run over several blocks."""

    target: str | None
    start: int
    text_start: int
    texts: list[str] = field(default_factory=list)


@dataclass
class Element:
    """An element that has begun and not yet ended.

    ``block`` is the number of the block in which it begins; ``holds_note`` says that an anchor at
    its very start stands for all of it; ``count`` and ``form`` number the items of a list.
    """

    name: str
    block: int
    styles: list[tuple[str, str]]
    hidden: bool
    holds_note: bool
    ids: list[str] = field(default_factory=list)
    label: str = ""
    count: int = 1
    form: str = "1"
    link: OpenLink | None = None
    code: bool = False
    tip: bool = False

    @classmethod
    def of(cls, token: HtmlToken, block: int) -> Element:
        """The element that a start tag begins."""
        name, attributes = token.name, token.attributes
        css = attributes.get("style", "")
        described = f"{attributes.get('id', '')} {attributes.get('class', '')}"
        element = cls(
            name,
            block,
            styles=[(STYLES[name], "")] if name in STYLES and not _is_citation(token) else [],
            hidden=name in HIDDEN
            or (("hidden" in attributes or bool(_NOT_SHOWN.search(css))) and not _pops_up(token)),
            holds_note=name in _HOLDS_NOTE
            or (name == "div" and bool(_NOTE_NAME.search(described))),
        )
        if css:
            element.styles += [(kind, "") for kind, pattern in _CSS_STYLES if pattern.search(css)]
        if name in BLOCKS and attributes.get("id"):
            element.ids.append(attributes["id"])
        if name == "ol":
            start = attributes.get("start", "").strip()
            element.count = int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1
            element.form = "" if "none" in css else attributes.get("type", "1")
        return element


def _pops_up(token: HtmlToken) -> bool:
    """Whether what is hidden is a note, which reading systems show when its marker is pressed.

    Source: EPUB Structural Semantics Vocabulary 1.1 and DPUB-ARIA 1.1 (footnotes, endnotes).
    """
    roles = f"{token.attributes.get('role', '')} {token.attributes.get('epub:type', '')}"
    return _NOTE_ROLES.search(roles) is not None


def _is_citation(token: HtmlToken) -> bool:
    """Whether ``cite`` holds a whole reference, as in MediaWiki, and not the title of a work."""
    classes = token.attributes.get("class", "").lower().split()
    return token.name == "cite" and any(
        word in ("citation", "reference", "csl-entry") for word in classes
    )
