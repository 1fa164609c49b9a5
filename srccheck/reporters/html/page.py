"""What stands around the documents of a page: its head, the summary, the filters and the end."""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files

from srccheck.messages import _
from srccheck.model import Dossier, EntryKind, Failure, Severity, Verdict, Verdicts
from srccheck.model.links import LinkVerdict
from srccheck.reporters.answers import grouped
from srccheck.reporters.fingerprint import posix
from srccheck.reporters.html import links as link_table
from srccheck.reporters.html.charts import Series, patterns, simple, stacked
from srccheck.reporters.html.document import SEVERITY_SIGNS
from srccheck.reporters.html.markup import Markup, cut, el, join, told, words
from srccheck.reporters.html.source import CLASSES, QUESTIONS, SIGNS
from srccheck.reporters.summary import INTERRUPTED, Summary, plural
from srccheck.reporters.words import QUESTION_NAMES, SEVERITIES, VERDICTS

_RULES_SHOWN = 12
_Rules = Counter[tuple[str, Severity]]


@dataclass
class Tally:
    """What the charts and filters need, counted while documents go by."""

    verdicts: dict[str, Counter[Verdict]] = field(
        default_factory=lambda: {name: Counter() for name in QUESTIONS}
    )
    rules: _Rules = field(default_factory=Counter)
    documents: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Anchor, path, sources and findings of each."""
    failures: list[Failure] = field(default_factory=list)
    today: datetime.date | None = None
    left_out: int = 0
    """Documents with nothing in them to check."""

    def add(self, dossier: Dossier, anchor: str) -> None:
        """Count a document."""
        self.today = dossier.today
        for entry in dossier.sources:
            verdicts = dossier.verdicts.get(entry.key) or Verdicts(entry.key)
            for name in QUESTIONS:
                self.verdicts[name][getattr(verdicts, name)] += 1
        self.rules.update((finding.rule, finding.severity) for finding in dossier.findings)
        sources = len(dossier.sources)
        path = posix(dossier.document.path)
        self.documents.append((anchor, path, sources, len(dossier.findings)))


def head(tally: Tally, language: str = "en") -> Iterator[Markup]:
    """All before the body; nothing may be loaded, and no script or style but the page's own run."""
    style, script = asset("style.css"), asset("script.js")
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}';"
        " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    yield Markup(f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n')
    yield el("meta", charset="utf-8")
    yield el("meta", http_equiv="Content-Security-Policy", content=policy)
    yield el("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield el("meta", name="color-scheme", content="light dark")
    yield el("meta", name="referrer", content="no-referrer")
    yield el("meta", name="generator", content=f"srccheck {version('srccheck')}")
    yield el("title", _title(tally))
    yield Markup(f"<style>{style}</style>\n</head>\n")


def _title(tally: Tally) -> str:
    paths = [path for _anchor, path, *_rest in tally.documents]
    about = paths[0] if len(paths) == 1 else plural(len(paths), "document")
    return _("Notes and sources: {names}", names=cut(about, 200))


def asset(name: str) -> str:
    """A file of the page, as it is put into it."""
    return files("srccheck.reporters.html").joinpath(name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """The hash by which a policy allows an inline script or style (CSP level 3, section 2.3.1)."""
    made = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(made).decode('ascii')}"


def opening(tally: Tally, summary: Summary, *, quiet: bool) -> Iterator[Markup]:
    """The beginning of the body: what the run adds up to, and where to go from there."""
    yield Markup("<body>\n")
    yield el("a", _("To the report"), href="#main", class_="skip")
    yield el("header", el("h1", _("Notes and sources")), _run(tally))
    yield _contents(tally)
    yield Markup('<main id="main" tabindex="-1">\n')
    yield _filters(tally)
    if not quiet:
        yield _summary(tally, summary)
    yield _failures(tally)


def closing() -> Iterator[Markup]:
    """The end of the page, with its script."""
    yield Markup("</main>\n")
    said = _(
        "Made by srccheck {version}. A source that was not found need not be invented,"
        " and what nobody answered about is inconclusive.",
        version=version("srccheck"),
    )
    yield el("footer", el("p", said))
    yield Markup(f"\n<script>{asset('script.js')}</script>\n</body>\n</html>\n")


def _run(tally: Tally) -> Markup:
    if tally.today is None:
        return Markup()
    day = tally.today.isoformat()
    return el("p", _("Checked on "), el("time", day, datetime=day))


def _contents(tally: Tally) -> Markup:
    documents = [
        el("li", el("a", words(path), href=f"#{anchor}"),
           _(" ({sources}, {findings})", sources=plural(sources, "source"),
             findings=plural(findings, "finding")))
        for anchor, path, sources, findings in tally.documents
    ]  # fmt: skip
    if not documents:
        return Markup()
    return el("nav", el("ul", *documents), aria_label=told(_("Documents")))


def _summary(tally: Tally, summary: Summary) -> Markup:
    entries, found = summary.entries, summary.findings
    numbers = [
        (summary.documents, "document"),
        (summary.notes, "note"),
        (entries[EntryKind.SOURCE], "source"),
        (entries[EntryKind.COMMENTARY], "comment"),
        (entries[EntryKind.CLAIM], "claim"),
        (summary.unresolved, "short form not resolved"),
        (summary.links.total(), "link"),
        (found[Severity.ERROR], "error"),
        (found[Severity.WARNING], "warning"),
        (found[Severity.INFO], "matter of style"),
    ]
    counts = [
        el("li", el("b", f"{count:,}"), " ", told(plural(count, word)).partition(" ")[2])
        for count, word in numbers
        if count or word in ("source", "error", "warning")
    ]
    return el(
        "section",
        el("h2", _("Summary"), id="summary"),
        el("ul", *counts, class_="counts"),
        *map(_said, _sayings(tally, summary)),
        patterns(),
        _charts(tally, summary),
        aria_labelledby="summary",
    )


def _charts(tally: Tally, summary: Summary) -> Markup:
    charts: list[Markup] = []
    if any(tally.verdicts["identity"].values()):
        series = [
            Series(f"{SIGNS[one]} {told(VERDICTS[one.value])}", CLASSES[one]) for one in Verdict
        ]
        rows = {
            told(QUESTION_NAMES[name]).capitalize(): [counts[one] for one in Verdict]
            for name, counts in tally.verdicts.items()
        }
        charts.append(stacked(_("Verdicts on sources"), rows, series))
    if tally.rules:
        charts.append(simple(_("Findings by rule"), list(_rule_bars(tally.rules))))
    if summary.links:
        charts.append(simple(_("Links by verdict"), list(map(_link_bar, summary.links.items()))))
    return el("div", *charts, class_="charts")


def _rule_bars(rules: _Rules) -> Iterator[tuple[str, int, str]]:
    ranked = sorted(rules.items(), key=lambda item: (-item[1], item[0][0]))
    for (rule, severity), times in ranked[:_RULES_SHOWN]:
        yield f"{SEVERITY_SIGNS[severity]} {rule}", times, severity.value
    rest = sum(count for _name, count in ranked[_RULES_SHOWN:])
    if rest:
        yield _("other rules"), rest, "other"


def _link_bar(counted: tuple[str, int]) -> tuple[str, int, str]:
    verdict = LinkVerdict(counted[0])
    sign = link_table.SIGNS.get(verdict, "?")
    css = link_table.CLASSES.get(verdict, "inconclusive")
    return f"{sign} {told(VERDICTS[verdict.value])}", counted[1], css


def _said(saying: str) -> Markup:
    return el("p", saying, dir="auto", class_="said")


def _sayings(tally: Tally, summary: Summary) -> Iterator[str]:
    """What keeps a run from being whole."""
    for reason, count in summary.unasked.items():
        said = _("not checked: {sources} inconclusive: {reason}",
                 sources=plural(count, "source"), reason=cut(reason, 300))  # fmt: skip
        yield _("{said:A}.", said=said)
    if summary.unreached:
        silent = plural(len(summary.unreached), "service or site")
        names = cut(grouped(summary.unreached.items()), 1000)
        said = _("{services} could not be reached: {names}", services=silent, names=names)
        yield _("{said:A}.", said=said)
    for notice in summary.uses.notices():
        yield f"{cut(notice, 500)}."
    if summary.interrupted:
        yield _("{said:A}.", said=INTERRUPTED)
    if tally.left_out:
        yield _("No note, source or link in {files}.", files=plural(tally.left_out, "file"))


def _failures(tally: Tally) -> Markup:
    if not tally.failures:
        return Markup()
    items = (
        el("li", words(posix(one.path)), ": ", words(one.reason),
           *((" (", words(one.remedy), ")") if one.remedy else ()))
        for one in tally.failures
    )  # fmt: skip
    return el(
        "section",
        el("h2", _("Not read"), id="failures"),
        el("ul", *items),
        aria_labelledby="failures",
    )


def _filters(tally: Tally) -> Markup:
    """The filters; they are shown by the script, without which they would do nothing."""
    rules = sorted({rule for rule, _severity in tally.rules})
    present = {severity for _rule, severity in tally.rules}
    return el(
        "form",
        _select("question", _("Question"), [(name, QUESTION_NAMES[name]) for name in QUESTIONS]),
        _select("verdict", _("Verdict"), [(CLASSES[one], VERDICTS[one.value]) for one in Verdict]),
        _select("rule", _("Rule"), [(rule, rule) for rule in rules]),
        _select(
            "severity",
            _("Severity"),
            [(s.value, SEVERITIES[s.value]) for s in Severity if s in present],
        ),
        el("button", _("Show all"), type="reset"),
        el("p", role="status", id="shown"),
        id="filters",
        hidden=True,
        aria_label=told(_("Filters")),
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Markup:
    made = join(el("option", shown, value=value) for value, shown in [("", _("any")), *options])
    return el(
        "p",
        el("label", label, for_=f"filter-{name}"),
        " ",
        el("select", made, id=f"filter-{name}", name=name, autocomplete="off"),
    )
