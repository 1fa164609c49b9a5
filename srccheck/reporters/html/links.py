"""How the links of a document stand."""

from __future__ import annotations

from collections.abc import Sequence

from srccheck.messages import _
from srccheck.model.links import LinkCheck, LinkVerdict
from srccheck.reporters.html.markup import Markup, cut, el, join, link, text, told, words
from srccheck.reporters.words import VERDICTS

SIGNS = {
    LinkVerdict.OK: "✓",
    LinkVerdict.MOVED: "→",
    LinkVerdict.DEAD: "✗",
    LinkVerdict.SOFT_DEAD: "✗",
    LinkVerdict.DRIFTED: "≠",
}
CLASSES = {
    LinkVerdict.OK: "verified",
    LinkVerdict.DEAD: "contradicted",
    LinkVerdict.SOFT_DEAD: "contradicted",
    LinkVerdict.DRIFTED: "not-found",
}
_MANY = 1_000
_PLACES = 5


def links(checks: Sequence[LinkCheck], anchor: str, *, quiet: bool) -> Markup:
    """A table of links, those that are sound last; of many, only the others."""
    only_faults = quiet or len(checks) > _MANY
    shown = [one for one in checks if one.verdict is not LinkVerdict.OK or not only_faults]
    shown.sort(key=lambda one: (one.verdict is LinkVerdict.OK, one.verdict.value))
    if not checks or (quiet and not shown):
        return Markup()
    head = el(
        "tr",
        *(el("th", name, scope="col") for name in (_("Link"), _("Verdict"), _("Why"), _("Where"))),
    )
    body = el("tbody", *map(_row, shown))
    left_out = len(checks) - len(shown)
    return join(
        [
            el("h3", _("Links"), id=anchor),
            el("p", f"{left_out:,} that are sound are left out.") if left_out else "",
            el("table", el("thead", head), body, class_="links", aria_labelledby=anchor),
        ]
    )


def _row(check: LinkCheck) -> Markup:
    verdict = check.verdict
    sign, css = SIGNS.get(verdict, "?"), CLASSES.get(verdict, "inconclusive")
    return el(
        "tr",
        el("th", link(str(check.target), cut(str(check.target), 300)), scope="row"),
        el("td", el("span", f"{sign} {told(VERDICTS[verdict.value])}", class_=css)),
        el("td", _why(check), dir="auto"),
        el("td", _where(check)),
    )


def _why(check: LinkCheck) -> Markup:
    parts: list[str] = [cut(check.reason, 400)]
    if check.status and str(check.status) not in check.reason:
        parts.append(str(check.status))
    if check.suggestion:
        parts.append(join(["better: ", link(check.suggestion)]))
    if check.archived:
        parts.append(join(["archived: ", link(check.archived)]))
    return join([part for part in parts if part], "; ")


def _where(check: LinkCheck) -> Markup:
    places = []
    for one in check.occurrences[:_PLACES]:
        page = f" (page {one.page})" if one.page else ""
        unit = "" if one.unit == "line" else f"{one.unit} "
        shown = f"{unit}{one.line}:{one.column}{page}"
        places.append(join([words(one.file), f" {shown}"]) if one.file != one.path else text(shown))
    more = len(check.occurrences) - _PLACES
    return join([*places, f"and {more} more"] if more > 0 else places, ", ")
