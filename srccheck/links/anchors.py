r"""The places in a document that a fragment can point to.

Sources: the HTML standard, 7.4.6.4 (``id``, ``name``); the slugger of GitHub's html-pipeline
(``[^\p{Word}\- ]``); GitLab's documentation, "Heading IDs and links"; ``docutils.nodes.make_id``
(Sphinx); the ``toc`` extension of Python-Markdown (MkDocs); Hugo's ``autoHeadingIDType = github``;
Asciidoctor's section IDs; MediaWiki's heading anchors.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from srccheck.model import BlockKind, Document

_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:id|name)[ \t\r\n]{0,9}=[ \t\r\n]{0,9}
        (?:"([^"]{1,300})"|'([^']{1,300})'|([^\s"'<>=`]{1,300}))""",
    re.VERBOSE | re.IGNORECASE,
)
_EXPLICIT = re.compile(
    r"\{:?[ \t]{0,9}(?:[^{}\r\n#]{0,200}[ \t])?#([^\s{}]{1,200})[^{}\r\n]{0,200}\}"
)
_AT_END = re.compile(r"[ \t]{0,20}\{:?[^{}\r\n]{0,300}\}[ \t#]{0,20}$")
_NATIVE = {
    "asciidoc": re.compile(
        r"\[\[([^\[\],]{1,200})(?:,[^\]]{0,200})?\]\]|\[#([\w:.-]{1,200})[^\]]{0,200}\]"
        r"|\[[^\]\r\n]{0,100}?id=\"?([\w:.-]{1,200})|anchor:([\w:.-]{1,200})\["
    ),
    "latex": re.compile(r"\\(?:label|hypertarget)\{([^{}]{1,200})\}"),
    "rst": re.compile(
        r"^[ \t]{0,40}:name:[ \t]+(\S[^\r\n]{0,200})|(?<![\w`])_`([^`\r\n]{1,200})`", re.MULTILINE
    ),
    "markdown": re.compile(r"^\(([\w:.-]{1,200})\)=[ \t]*$", re.MULTILINE),
}
_ALWAYS = re.compile(
    r"(?:user-content-)?(?:fn|fnref|cite_note|cite_ref)[-_:.]?\S{0,80}"
    r"|L\d{1,7}(?:C\d{1,4})?(?:-L?\d{1,7}(?:C\d{1,4})?)?"
    r"|(?:page|nameddest|zoom|t|xywh|view|search)=\S{0,200}|[!/].{0,500}",
    re.IGNORECASE,
)
"""What readers or viewers make by themselves: notes, lines, pages, times, routes of scripts."""
_FORMATS = frozenset({"markdown", "html", "rst", "asciidoc", "notebook", "wikitext", "latex"})


def has_anchors(document: Document) -> bool:
    """Whether it is known what in a document a fragment can point to."""
    return document.format in _FORMATS


def is_found(fragment: str, anchors: frozenset[str]) -> bool:
    """Whether a fragment leads to one of the anchors, or is of a kind that always leads on.

    >>> [is_found(f, frozenset({"über"})) for f in ("%C3%BCber", "top", ":~:text=a", "L10", "x")]
    [True, True, True, True, False]
    """
    fragment = fragment.partition(":~:")[0]
    name = unquote(fragment)
    if not name or name.lower() == "top" or _ALWAYS.fullmatch(name):
        return True
    return not anchors.isdisjoint({fragment, name, f"user-content-{name}"}) or (
        name.lower() in anchors or name.lower().removeprefix("user-content-") in anchors
    )


def anchors_of(document: Document, slugs: str = "github") -> frozenset[str]:
    """The anchors of a document: HTML and explicit identifiers, and those that headings get.

    Args:
        document: what is pointed into.
        slugs: whose rules make anchors of headings.
    """
    return frozenset(_all(document, slugs))


def _all(document: Document, slugs: str) -> Iterator[str]:
    source, kind = document.source, document.format
    if kind in ("markdown", "html", "asciidoc", "wikitext", "notebook"):
        for match in _ATTRIBUTE.finditer(source.replace('\\"', '"')):
            yield html.unescape(match[1] or match[2] or match[3])
    if kind in ("markdown", "notebook"):
        yield from (match[1] for match in _EXPLICIT.finditer(source))
    if kind in _NATIVE:
        for match in _NATIVE[kind].finditer(source):
            name = next(filter(None, match.groups()))
            yield from (name, make_id(name))
    yield from (block.anchor for block in document.blocks if block.anchor)
    named = document.metadata.get("anchors")
    for name in named if isinstance(named, list) else ():
        yield from (name, make_id(name))
    if kind in ("docx", "odt", "epub", "html", "latex"):
        return
    headings = [
        _AT_END.sub("", block.passage.text) if kind == "markdown" else block.passage.text
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]
    for slug, mark in _RULES.get(kind, ()) or _MARKDOWN[slugs]:
        yield from numbered(map(slug, headings), mark, 2 if kind == "wikitext" else 1)


def numbered(names: Iterable[str], mark: str, first: int = 1) -> Iterator[str]:
    """Names, those that stand there already with a number, from ``first`` on.

    >>> list(numbered(["a", "a", "a-1", "a"], "-"))
    ['a', 'a-1', 'a-1-1', 'a-2']
    """
    seen: Counter[str] = Counter()
    for name in names:
        shown = name
        while shown in seen:
            shown = f"{name}{mark}{seen[name] + first}"
            seen[name] += 1
        seen[shown] += 0
        yield shown


def github(text: str) -> str:
    """The anchor that GitHub, and Hugo, give a heading.

    >>> github("What's *new* in 2.0 – the API?"), github("Über_uns & Co.")
    ('whats-new-in-20--the-api', 'über_uns--co')
    """
    kept = (c for c in text.strip().lower() if c in " -" or _is_word(c))
    return "".join(kept).replace(" ", "-")


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Nl", "Pc")


def gitlab(text: str) -> str:
    """The anchor that GitLab gives a heading: as GitHub, with no two hyphens in a row.

    >>> gitlab("One & two - three")
    'one-two-three'
    """
    return re.sub("-{2,}", "-", github(text))


def make_id(text: str) -> str:
    """The identifier that docutils, and so Sphinx, make of a name.

    >>> make_id("1.2 The Ärger of  É"), make_id("Don't_panic")
    ('the-arger-of-e', 'don-t-panic')
    """
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", " ".join(plain.split())))


def mkdocs(text: str) -> str:
    """The anchor that Python-Markdown, and so MkDocs, give a heading.

    >>> mkdocs("Ärger & more – 2.0")
    'arger-more-20'
    """
    return _hyphenated(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())


def _hyphenated(text: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _asciidoctor(text: str) -> str:
    text = re.sub(r"<[^<>]{1,200}>", "", text.lower())
    kept = re.sub(r"[^\w .-]", "", text)
    return "_" + re.sub(r"_{2,}", "_", re.sub(r"[ .-]", "_", kept)).rstrip("_")


def _mediawiki(text: str) -> str:
    return re.sub(r"\s+", "_", text.strip())


def _jupyter(text: str) -> str:
    return text.strip().replace(" ", "-")


def _as_written(text: str) -> str:
    return text


_Slug = tuple[Callable[[str], str], str]
_MARKDOWN: dict[str, tuple[_Slug, ...]] = {
    "github": ((github, "-"),),
    "gitlab": ((gitlab, "-"), (github, "-")),  # runs of hyphens were kept in some versions
    "sphinx": ((make_id, "-"), (github, "-")),  # MyST makes GitHub's
    "mkdocs": ((mkdocs, "_"), (_hyphenated, "_")),
    "hugo": ((github, "-"),),
}
_RULES: dict[str, tuple[_Slug, ...]] = {
    "rst": ((make_id, "-"),),
    "asciidoc": ((_asciidoctor, "_"), (github, "-"), (_as_written, "")),
    "wikitext": ((_mediawiki, "_"),),
    "notebook": ((_jupyter, "-"), (github, "-")),
}
"""For each rule the functions to try, and what stands before the number of a repeated name."""
