"""Citations by key as pandoc writes them: ``@doe``, ``[see @doe, p. 3; -@roe]``.

Sources: the Pandoc User's Guide, "Citation syntax" and "Specifying bibliographic data"; the Quarto
guide, "Cross references" (``@fig-map`` is no citation).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from srccheck.model import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Entry,
    Note,
    Passage,
    Run,
    Span,
    Style,
)
from srccheck.readers.tree_bibliographies import Named

_KEY = r"@(?:\{(?P<braced>[^{}\s]{1,200})\}|(?P<key>\w(?:\w|[:.#$%&\-+?<>~/]+(?=\w)){0,200}+))"
_CITED = re.compile(rf"(?<![\w@./\\])-?{_KEY}")
_BRACKET = re.compile(r"\[(?P<inside>[^\[\]]{0,2000})\]")
_LOCATOR = re.compile(r"[ ]?\[(?P<inside>[^\[\]@]{1,200})\]")
_CROSS = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|apx"
    r"|suppfig|tab)[-:]"
)
_SKIPPED = frozenset(("code", "link"))


class Found(NamedTuple):
    """The blocks and notes with their citations marked as such, and the citations."""

    blocks: list[Block]
    notes: list[Note]
    citations: list[Citation]


def find_citations(
    source: str,
    blocks: Iterable[Block],
    notes: Iterable[Note],
    keys: Collection[str],
    *,
    bare: bool,
) -> Found:
    """The citations in a document.

    Args:
        source: the document.
        blocks: its blocks.
        notes: its notes.
        keys: the keys that are known.
        bare: whether ``@doe`` without brackets cites; elsewhere it is a name on some network.
    """
    citations: dict[Citation, None] = {}
    marked = []
    for block in blocks:
        passage = block.passage
        if block.kind is not BlockKind.CODE and "@" in passage.text:
            found = list(_cited(source, passage, keys, bare=bare))
            for stretch, cited in found:
                span = passage.span(*stretch)
                citations.update(dict.fromkeys(_citation(span, *each) for each in cited))
            if found:
                passage = _styled(passage, [stretch for stretch, _ in found])
                block = Block(block.kind, passage, block.level, block.label, block.anchor)
        marked.append(block)
    noted = []
    for note in notes:
        if "@" in note.passage.text:
            found = list(_cited(source, note.passage, keys, bare=bare))
            passage = _styled(note.passage, [stretch for stretch, _ in found])
            note = Note(note.label, passage, note.span, note.kind, note.markers)
        noted.append(note)
    return Found(marked, noted, sorted(citations, key=lambda each: each.span))


def _citation(span: Span, key: str, locator: str) -> Citation:
    return Citation(CitationStyle.KEY, span, key, locator=locator)


def _styled(passage: Passage, stretches: Iterable[tuple[int, int]]) -> Passage:
    styles = [*passage.styles, *(Style(start, end, "citation") for start, end in stretches)]
    return Passage(passage.text, passage.runs, tuple(sorted(styles)))


def _cited(
    source: str, passage: Passage, keys: Collection[str], *, bare: bool
) -> Iterator[tuple[tuple[int, int], list[tuple[str, str]]]]:
    """The stretches that cite, each with keys and places in the works."""
    text = passage.text
    skipped = [(s.start, s.end) for s in passage.styles if s.kind in _SKIPPED]
    place = 0
    while match := _CITED.search(text, place):
        place = match.end()
        key = match["braced"] or match["key"]
        if any(start <= match.start() < end for start, end in skipped):
            continue
        if key not in keys and _CROSS.match(key):
            continue
        if source[passage.source_offset(match.start())] == "\\":
            continue
        opening = text.rfind("[", max(0, match.start() - 2000), match.start())
        bracket = _BRACKET.match(text, opening) if opening >= 0 else None
        if bracket and bracket.end() > match.start():
            inside = list(_items(bracket["inside"]))
            place = bracket.end()
            if inside:
                yield bracket.span(), inside
        elif bare:
            locator = _LOCATOR.match(text, place)
            place = locator.end() if locator else place
            yield (match.start(), place), [(key, locator["inside"].strip() if locator else "")]


def _items(inside: str) -> Iterator[tuple[str, str]]:
    for item in inside.split(";"):
        match = _CITED.search(item)
        if match:
            locator = item[match.end() :].strip().lstrip(",").strip()
            yield match["braced"] or match["key"], locator


# What the front matter says.


def bibliographies(metadata: Mapping[str, object], source: str, end: int) -> list[Named]:
    """The ``.bib`` files that front matter names."""
    value = metadata.get("bibliography")
    names = value if isinstance(value, list) else [value]
    named = []
    for name in names:
        if isinstance(name, str) and name.strip() and "://" not in name:
            start = max(0, source.find(name, 0, end))
            named.append(Named(name.strip(), Span(start, start + len(name))))
    return named


def stated_entries(source: str, end: int) -> list[Entry]:
    """The entries that front matter states in ``references``, in the words of CSL."""
    import yaml

    from srccheck.readers.csl_json import read_item

    start = source.find("\n", 0, end) + 1
    last = max(source.rfind("\n---", start, end), source.rfind("\n...", start, end))
    try:
        root = yaml.compose(source[start : last + 1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return []
    if not isinstance(root, yaml.MappingNode):
        return []
    entries = []
    for name, value in root.value:
        if name.value == "references" and isinstance(value, yaml.SequenceNode):
            for item in value.value:
                placed = _placed(item, source, start)
                if isinstance(placed, dict):
                    span = Span(start + item.start_mark.index, start + item.end_mark.index)
                    stripped = source[slice(*span)].rstrip()
                    span = Span(span.start, span.start + len(stripped))
                    entries.append(read_item(source, placed, span))
    return entries


def _placed(node: Any, source: str, shift: int, deep: int = 0) -> Any:
    """The value of a YAML node, with a passage in place of each text and number."""
    if deep > 9:
        return None
    if isinstance(node.value, str):
        start, end = node.start_mark.index + shift, node.end_mark.index + shift
        if source[start : start + 1] in ("'", '"'):
            start, end = start + 1, end - 1
        text = node.value
        if source[start:end] == text:
            return Passage.plain(text, start)
        end = end if end - start != len(text) else start
        return Passage(text, (Run(0, len(text), start, end),) if text else ())
    if node.id == "sequence":
        return [_placed(item, source, shift, deep + 1) for item in node.value]
    return {
        name.value: _placed(value, source, shift, deep + 1)
        for name, value in node.value
        if isinstance(name.value, str)
    }
