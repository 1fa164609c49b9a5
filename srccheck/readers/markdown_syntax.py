"""CommonMark, tables, strikethrough and footnotes as tokens that can be put back on the source.

The parser is markdown-it-py with the footnote definitions of mdit-py-plugins. It says where
blocks stand (by line) but not where inline tokens do, so the rules for which that cannot be
told from the token alone are wrapped to note where they ended. Rules that take quadratic
time, or recurse without end, on hostile input are replaced.

Sources: the CommonMark specification 0.31.2; the GFM specification, section 4.10 (tables); Pandoc
User's Guide, "Footnotes".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as read_table
from markdown_it.rules_inline import StateInline, backtick, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

MAX_NESTING = 20
"""Levels of containers; what lies deeper is read as plain text, see markdown.py."""

ROWS = "rows"
"""Key of what is noted beside the tokens: line of a table row → length of the row itself."""

_LAST = "last"
"""Key of a text and where in it each kind of closing mark stands for the last time."""

_FOOTNOTE_REF = re.compile(r"\[\^([^\s\]]{1,200})\]")
_TAG = re.compile(
    r"""<(?:[A-Za-z][A-Za-z0-9-]*+
        (?:[ \t\n]++[A-Za-z_:][A-Za-z0-9:._-]*+
           (?:[ \t\n]*+=[ \t\n]*+(?:[^"'=<>`\x00-\x20]++|'[^']*+'|"[^"]*+"))?+)*+
        [ \t\n]*+/?>
      |/[A-Za-z][A-Za-z0-9-]*+[ \t\n]*+>)""",
    re.VERBOSE,
)
_ENCLOSED = (("<!-->", ""), ("<!--->", ""), ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_DECLARATION = re.compile(r"<!\[?[A-Za-z]")


class _Parser(MarkdownIt):
    """A parser that keeps addresses as they are written, suspicious ones included."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


def _stands_after(state: StateInline, closing: str, start: int) -> bool:
    """Whether a string stands anywhere in the text from ``start`` on.

    What has no end further on need not be looked for, so that a text full of unclosed brackets
    or comments is not searched from each of them.
    """
    text, last = state.env.get(_LAST, ("", {}))
    if text is not state.src:
        last = {}
        state.env[_LAST] = (state.src, last)
    if closing not in last:
        last[closing] = state.src.rfind(closing)
    return bool(last[closing] >= start)


def _ended(
    rule: Callable[[StateInline, bool], bool], kind: str, opening: str, closing: str
) -> Callable[[StateInline, bool], bool]:
    """The rule, noting in the last token it makes where in the content it ended."""

    def noting(state: StateInline, silent: bool) -> bool:
        if closing and (
            not state.src.startswith(opening, state.pos)
            or not _stands_after(state, closing, state.pos)
        ):
            return False
        made = len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and len(state.tokens) > made and state.tokens[-1].type == kind:
            state.tokens[-1].meta["end"] = state.pos
        return matched

    return noting


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, noting how long each of its rows is behind quotation marks and list markers."""
    matched = read_table(state, start, end, silent)
    if matched and not silent:
        rows = state.env.setdefault(ROWS, {})
        for line in range(start, state.line):
            rows[line] = state.eMarks[line] - state.bMarks[line] - state.tShift[line]
    return matched


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """``[^label]``, if the label is defined; unlike the plugin's rule, of bounded length."""
    if state.src[state.pos] != "[":
        return False
    match = _FOOTNOTE_REF.match(state.src, state.pos, state.posMax)
    if not match or ":" + match[1] not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _footnote_inline(state: StateInline, silent: bool) -> bool:
    """``^[text]``; its tokens stay where they stand, so that nesting is bounded."""
    start, maximum = state.pos, state.posMax
    if not state.src.startswith("^[", start) or not _stands_after(state, "]", start + 2):
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        state.push("footnote_open", "", 1)
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("footnote_close", "", -1)
    state.pos, state.posMax = end + 1, maximum
    return True


def _html_inline(state: StateInline, silent: bool) -> bool:
    """Raw HTML inside a paragraph, in linear time."""
    if state.src[state.pos] != "<":
        return False
    end = _html_end(state)
    if end < 0:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _html_end(state: StateInline) -> int:
    text, start, maximum = state.src, state.pos, state.posMax
    match = _TAG.match(text, start, maximum)
    if match:
        return match.end()
    for opening, closing in _ENCLOSED:
        if text.startswith(opening, start):
            if not closing:
                return start + len(opening)
            return _find(state, closing, start + len(opening))
    return _find(state, ">", start) if _DECLARATION.match(text, start) else -1


def _find(state: StateInline, closing: str, start: int) -> int:
    if not _stands_after(state, closing, start):
        return -1
    end = state.src.find(closing, start, state.posMax)
    return end + len(closing) if end >= 0 else -1


@functools.cache
def _parser() -> MarkdownIt:
    options = {"maxNesting": MAX_NESTING, "inline_definitions": True, "store_labels": True}
    parser = _Parser("commonmark", options)
    footnote_plugin(parser)
    parser.enable(["table", "strikethrough"])
    # Tokens stay in source order, and with their exact markup.
    parser.disable(["footnote_tail", "text_join"])
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    for name, rule in (
        ("backticks", _ended(backtick, "code_inline", "", "")),
        ("link", _ended(link, "link_close", "[", "]")),
        ("image", _ended(image, "image", "![", "]")),
        ("footnote_ref", _footnote_ref),
        ("footnote_inline", _footnote_inline),
        ("html_inline", _html_inline),
    ):
        parser.inline.ruler.at(name, rule)
    return parser


def parse(text: str) -> tuple[list[Token], dict[str, Any]]:
    r"""The tokens of a Markdown text, and what the rules noted beside them.

    >>> tokens, noted = parse("One[^1].\n\n[^1]: Two.\n")
    >>> [token.type for token in tokens if token.type.startswith("footnote")]
    ['footnote_reference_open', 'footnote_reference_close']
    """
    noted: dict[str, Any] = {}
    return _parser().parse(text, noted), noted
