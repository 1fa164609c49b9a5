"""A document with the bibliographies that it names, each a part of its source behind the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from srccheck.model import Block, Document, Part, Problem, Span
from srccheck.readers.bibliographies import Bibliography, read_bibliographies
from srccheck.readers.tree_files import Taken, Tree

MOST = 50
"""Bibliographies of one document."""


class Named(NamedTuple):
    """A bibliography that a document names, and where."""

    name: str
    span: Span


def with_bibliographies(document: Document, named: Sequence[Named]) -> Document:
    """The document with the entries of the ``.bib`` files that it names.

    They are looked for in the folder of the document and below it, and nowhere else; a document
    that is no file takes in nothing. One that is not there or lies outside is a problem.
    """
    tree = Tree(document.path)
    if not tree.exists or not named:
        return document
    taken: dict[str, Taken] = {}
    problems: list[Problem] = []
    for name, span in named[:MOST]:
        names = [name] if name.endswith(".bib") else [f"{name}.bib", name]
        path, reason = tree.find(names)
        if path in taken:
            continue
        found = tree.read(path) if path and path.endswith(".bib") else ""
        if isinstance(found, Taken):
            taken[path] = found
        elif reason == "outside" or found or not path:
            said = found or ("leads out of the folder of the document" if reason == "outside"
                             else "is not there")  # fmt: skip
            cited = document.source[slice(*span)]
            problems.append(Problem("unread-file", span, cited, f"the file {name} {said}"))
    source, parts, spans = _joined(document, taken.values())
    found_there = read_bibliographies(source, spans)
    shifted = [
        replace(problem, span=Span(*(each + span.start for each in problem.span)))
        for one, span in zip(taken.values(), spans, strict=True)
        for problem in one.decoded.problems
    ]
    return _with(replace(document, source=source, parts=parts), found_there, problems + shifted)


def _joined(document: Document, files: Iterable[Taken]) -> tuple[str, tuple[Part, ...], list[Span]]:
    pieces = [document.source]
    length = len(document.source)
    parts = [Part(0, document.path)]
    spans = []
    for file in files:
        pieces += ["\n", file.decoded.text]
        start = length + 1
        length = start + len(file.decoded.text)
        parts.append(Part(start, file.path))
        spans.append(Span(start, length))
    return "".join(pieces), tuple(parts) if spans else (), spans


def _with(document: Document, found: Bibliography, problems: Sequence[Problem]) -> Document:
    blocks: tuple[Block, ...] = (*document.blocks, *found.blocks)
    return replace(
        document,
        blocks=blocks,
        links=tuple(sorted([*document.links, *found.links], key=lambda link: link.span)),
        problems=(*document.problems, *problems, *found.problems),
        entries=(*document.entries, *found.entries),
    )
