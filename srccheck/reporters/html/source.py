"""The card of a source: what is cited beside what was found, what follows, and from whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srccheck.matching import conclude
from srccheck.messages import _
from srccheck.model import Dossier, Entry, Finding, Verdict, Verdicts
from srccheck.model.evidence import Evidence, Outcome, Record
from srccheck.model.match import Agreement, FieldMatch, Match
from srccheck.reporters.answers import answer_line, reason, title
from srccheck.reporters.citation import citation
from srccheck.reporters.html.difference import differences
from srccheck.reporters.html.languages import tag
from srccheck.reporters.html.markup import Markup, address, cut, el, join, link, text, told, words
from srccheck.reporters.html.suggestion import Suggestion, suggestion
from srccheck.reporters.words import QUESTION_NAMES, VERDICTS

QUESTIONS = ("identity", "accuracy", "status", "reachability")
SIGNS = {
    Verdict.VERIFIED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.NOT_FOUND: "∅",
    Verdict.INCONCLUSIVE: "?",
}
CLASSES = {verdict: verdict.value.replace(" ", "-") for verdict in Verdict}
_CONTRARY = (Agreement.NEAR, Agreement.DIFFERENT)
_SHOWN = (
    "author", "editor", "title", "journaltitle", "booktitle", "series", "volume", "number", "issue",
    "pages", "edition", "publisher", "institution", "organization", "date", "type", "doi", "url",
)  # fmt: skip
_OTHERS = 3
_VALUE = 2_000


class Place(NamedTuple):
    """What a card is called, where it stands, and what points to it."""

    anchor: str
    label: str
    back: str
    """The anchor of the source in the text; empty if it is not there."""
    findings: Sequence[tuple[str, str, Finding]]
    """Of the source: anchor, number and finding."""


class Card:
    """One source of a document."""

    def __init__(self, dossier: Dossier, entry: Entry, place: Place, *, brief: bool) -> None:
        self.entry = entry
        self.place = place
        self.brief = brief
        self.verdicts = dossier.verdicts.get(entry.key) or Verdicts(entry.key)
        self.evidence = dossier.evidence.get(entry.key, ())
        self.unasked = dossier.unasked.get(entry.key, ())
        self.judgement = conclude(entry, self.evidence, dossier.matches.get(entry.key, ()))
        self.language = tag(entry.language)

    def show(self) -> Markup:
        """The card."""
        rules = " ".join(dict.fromkeys(finding.rule for *_place, finding in self.place.findings))
        return el(
            "article",
            self._head(),
            self._verdicts(),
            self._reason(),
            self._findings(),
            self._compared(),
            self._evidence(),
            self._bibtex(),
            Markup("\n"),
            class_="card",
            id=self.place.anchor,
            data_v=" ".join(CLASSES[getattr(self.verdicts, one)] for one in QUESTIONS),
            data_r=rules or None,
        )

    def _head(self) -> Markup:
        label = f"{self.place.label} " if self.place.label else ""
        back = (
            el("a", _("in the text"), href=f"#{self.place.back}", class_="back")
            if self.place.back
            else ""
        )
        return join(
            [
                el("h4", label, words(cut(citation(self.entry), 600), self.language)),
                el("p", words(self.entry.key), f" · {self.entry.type} · " if back else
                   f" · {self.entry.type}", back, class_="key"),
            ]
        )  # fmt: skip

    def _verdicts(self) -> Markup:
        if self.brief:
            return self._grouped()
        return el(
            "ul",
            *(
                el(
                    "li",
                    f"{told(QUESTION_NAMES[name]).capitalize()}: ",
                    verdict_badge(getattr(self.verdicts, name)),
                )
                for name in QUESTIONS
            ),
            class_="verdicts",
        )

    def _grouped(self) -> Markup:
        """The verdicts with the questions to which they are the answer."""
        groups: dict[Verdict, list[str]] = {}
        for name in QUESTIONS:
            groups.setdefault(getattr(self.verdicts, name), []).append(name)
        said = (join([verdict_badge(one), f": {', '.join(of)}"]) for one, of in groups.items())
        return el("p", join(said, " · "))

    def _reason(self) -> Markup:
        said = answer_line(self.verdicts, self.evidence) or self.verdicts.reason
        return el("p", said, dir="auto") if said else Markup()

    def _findings(self) -> Markup:
        if not self.place.findings:
            return Markup()
        links = (
            el("a", f"{number} {finding.rule}", href=f"#{anchor}")
            for anchor, number, finding in self.place.findings
        )
        return el("p", _("Findings: "), join(links, ", "), class_="faults")

    def _compared(self) -> Markup:
        best = self._best()
        rows = list(self._rows(best))
        if not rows:
            return Markup()
        found = (_("Found in "), *_stated(best.record)) if best else ()
        head = [el("th", _("Field"), scope="col"), el("th", _("Cited"), scope="col")]
        if best:
            head.append(el("th", *found, scope="col"))
        table = el("table", el("thead", el("tr", *head)), el("tbody", *rows))
        return join([table, self._others(best)])

    def _best(self) -> Match | None:
        """The record to show beside: the work, else what comes nearest."""
        matches = self.judgement.matches
        if self.judgement.work:
            return self.judgement.work[0]
        own = next((match for match in matches if match.by_identifier), None)
        near = matches[0] if matches and matches[0].probability > 0.05 else None
        return own or near

    def _rows(self, best: Match | None) -> Iterator[Markup]:
        held = {one.field: one for one in best.fields} if best else {}
        for name in sorted({*held, *self.entry.fields} & {*held, *_SHOWN}, key=_rank):
            one = held.get(name)
            cited = cut((one.cited if one else "") or self.entry.value(name), _VALUE)
            if self.brief and (one is None or one.agreement not in _CONTRARY):
                continue
            language = self.language if name in ("title", "journaltitle", "booktitle") else ""
            if best is None:
                yield _row(name, el("td", cited, lang=language or None, dir="auto"))
            else:
                yield _row(name, *_pair(cited, one, language, tag(best.record.language)))

    def _others(self, best: Match | None) -> Markup:
        others = [match for match in self.judgement.matches if match is not best][:_OTHERS]
        if self.brief or not others:
            return Markup()
        items = (
            el("li", *_stated(match.record), ": ", words(match.record.title), f" ({_odds(match)})")
            for match in others
        )
        return join([el("p", _("Also held against:"), class_="also"), el("ul", *items)])

    def _evidence(self) -> Markup:
        asked = [*self.evidence, *self.unasked]
        if not asked:
            return Markup()
        if self.brief:
            answered = [one for one in self.evidence if one.outcome is Outcome.FOUND]
            told = [_asked(one, brief=True) for one in answered or self.evidence]
            return el("p", _("Evidence: "), join(told, "; "))
        items = (el("li", _asked(one)) for one in asked)
        summary = el("summary", _("Evidence ({count})", count=len(asked)))
        return el("details", summary, el("ul", *items))

    def _bibtex(self) -> Markup:
        made = suggestion(self.entry, self.judgement, self.evidence)
        if self.brief and not made.changes:
            return Markup()
        return el(
            "details",
            el("summary", _("BibTeX, corrected") if made.changes else _("BibTeX, as cited")),
            _changes(made),
            el("pre", made.bibtex, class_="copy", dir="auto", translate="no"),
            open=bool(made.changes) and not self.brief,
        )


def verdict_badge(verdict: Verdict) -> Markup:
    """A verdict in words, with a sign and a colour."""
    return el("span", f"{SIGNS[verdict]} {told(VERDICTS[verdict.value])}", class_=CLASSES[verdict])


def _rank(name: str) -> tuple[int, str]:
    return (_SHOWN.index(name) if name in _SHOWN else len(_SHOWN), name)


def _row(name: str, *cells: Markup) -> Markup:
    return el("tr", el("th", name, scope="row"), *cells)


def _pair(cited: str, one: FieldMatch | None, ours: str, theirs: str) -> Iterator[Markup]:
    """The two cells of a field; differences are marked where the two contradict each other."""
    left, right = text(cited), text(cut(one.found, _VALUE) if one else "")
    said = ""
    if one is None or one.agreement is Agreement.ABSENT:
        right = right or el("span", _("not stated"), class_="none")
        left = left or el("span", _("not cited"), class_="none")
    elif one.cited == one.found:
        right = el("span", _("= the same"), class_="same")
    elif one.agreement in _CONTRARY:
        left, right = differences(one.cited, one.found)
        said = one.reason or one.agreement.value
    else:
        said = one.reason or one.agreement.value
    yield el("td", left, lang=ours or None, dir="auto")
    remark = (" ", el("span", f"({said})", class_="why", lang="en")) if said else ()
    yield el("td", right, *remark, lang=theirs or None, dir="auto")


def _stated(record: Record) -> tuple[str, ...]:
    """Who states a record, with a link to it where there is an address."""
    name = title(Evidence(record.source, "", Outcome.FOUND, record.url))
    doi = record.ids("doi")
    url = record.url or (f"https://doi.org/{doi[0]}" if doi else "")
    shown = f"{name} {record.id}".strip() if record.source != "page" else name
    return (link(url, shown) if address(url) else words(shown),)


def _odds(match: Match) -> str:
    if match.by_identifier:
        return _("by its identifier")
    return f"likeness {match.probability:.0%}"


def _asked(one: Evidence, *, brief: bool = False) -> Markup:
    """One look-up: whom, what, when, and how it ended."""
    name = link(one.url, title(one)) if address(one.url) else words(title(one))
    parts: list[str] = [name]
    if not brief:
        parts += [_(", asked for "), words(one.query)]
    if one.time:
        parts += [", ", _when(one, brief=brief)]
    ended = one.outcome.value if one.outcome.answered else reason(one)
    parts += [": ", el("b", ended) if one.outcome.answered else words(ended)]
    if one.outcome.answered and one.message and not brief:
        parts += ["; ", words(one.message[:300])]
    notices = [notice for record in one.records for notice in _notices(record)]
    return join([*parts, *notices])


def _when(one: Evidence, *, brief: bool) -> Markup:
    if one.time is None:
        return Markup()
    day = one.time.date().isoformat()
    if brief:
        return text(day)
    shown = f"{day} {one.time:%H:%M}" + (f" {one.time.tzname()}" if one.time.tzinfo else "")
    return el("time", shown, datetime=one.time.isoformat(timespec="seconds"))


def _notices(record: Record) -> Iterator[Markup]:
    for update in record.updates:
        day = f" of {update.date}" if update.date else ""
        notice = f"https://doi.org/{update.notice}" if update.notice.startswith("10.") else ""
        shown = f"{update.kind}{day}"
        yield el("strong", "; ", link(notice, shown) if address(notice) else words(shown))


def _changes(made: Suggestion) -> Markup:
    if not made.changes:
        return Markup()
    items = (el("li", f"{name}: ", words(basis)) for name, basis in made.changes.items())
    return join([el("p", _("Changed, as stated by:")), el("ul", *items)])
