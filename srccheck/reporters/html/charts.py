"""Charts as tables whose bars are drawn in SVG: the numbers beside the bars are their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from srccheck.reporters.html.markup import Markup, el, join

_WIDTH, _HEIGHT = 300, 14


class Series(NamedTuple):
    """One kind of thing that is counted: its name with a sign, and the class of its colour."""

    name: str
    css: str


def patterns() -> Markup:
    """The hatches by which the parts of a bar are told apart without colour; once in a page."""
    made = (
        el("pattern", el("rect", width=8, height=8, class_=f"{css} ground"),
           el("path", d=path, class_=f"{css} line"),
           id=f"hatch-{css}", width=8, height=8, patternUnits="userSpaceOnUse")
        for css, path in (
            ("contradicted", "M0 8 8 0M-2 2 2-2M6 10 10 6"),
            ("not-found", "M0 4H8"),
            ("inconclusive", "M4 4h1"),
        )
    )  # fmt: skip
    return el("svg", el("defs", *made), width=0, height=0, aria_hidden="true", class_="defs")


def stacked(caption: str, rows: Mapping[str, Sequence[int]], series: Sequence[Series]) -> Markup:
    """A bar for each row, in parts; a column with the count of each part.

    ``rows`` have the counts in the order of ``series``.
    """
    head = el(
        "tr",
        el("td"),
        el("td"),
        *(el("th", el("span", one.name, class_=one.css), scope="col") for one in series),
    )
    body = (
        el(
            "tr",
            el("th", name, scope="row"),
            el("td", _bar(counts, series, sum(counts)), class_="bar"),
            *(el("td", f"{count:,}", class_="count") for count in counts),
        )
        for name, counts in rows.items()
    )
    return _table(caption, el("thead", head), *body)


def simple(caption: str, rows: Sequence[tuple[str, int, str]]) -> Markup:
    """A bar and a number for each row: name, count and class of the colour."""
    most = max((count for _, count, _ in rows), default=0)
    body = (
        el(
            "tr",
            el("th", name, scope="row"),
            el("td", _bar([count], [Series(name, css)], most), class_="bar"),
            el("td", f"{count:,}", class_="count"),
        )
        for name, count, css in rows
    )
    return _table(caption, "", *body)


def _table(caption: str, head: str, *rows: Markup) -> Markup:
    return el("table", el("caption", caption), head, el("tbody", *rows), class_="chart")


def _bar(counts: Sequence[int], series: Sequence[Series], whole: int) -> Markup:
    """A bar of parts; each is at least a sliver, and labelled for those who do not see it."""
    parts: list[Markup] = []
    start = 0.0
    for count, one in zip(counts, series, strict=True):
        if not count or not whole:
            continue
        width = count / whole * _WIDTH
        parts.append(
            el("rect", x=f"{start:.1f}", y=0, width=f"{max(width, 1):.1f}", height=_HEIGHT,
               class_=f"{one.css} part")
        )  # fmt: skip
        start += width
    told = ", ".join(f"{one.name} {count}" for count, one in zip(counts, series, strict=True))
    return el(
        "svg",
        el("rect", width=_WIDTH, height=_HEIGHT, class_="rail"),
        join(parts),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=told,
    )
