"""The parts of a reference after its authors, for each kind of work."""

from __future__ import annotations

from collections.abc import Callable

from train.synthetic import fields
from train.synthetic.fields import Segments
from train.synthetic.manner import Manner, roman
from train.synthetic.people import person
from train.synthetic.segments import OTHER, fill, text_of
from train.synthetic.works import Work, place, university


def _article(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    before = (
        manner.term("in")
        if rng.random() < {"de": 0.7, "fr": 0.3, "it": 0.5}.get(manner.language, 0.05)
        else ""
    )
    before = before + (" " if before and not before.endswith(" ") else "")
    hosted = [(OTHER, before), *fields.host(manner, work)]
    if rng.random() < 0.04:
        hosted += [(OTHER, " ("), ("place", place(rng, work.language)), (OTHER, ")")]
    numbers = fields.numbering(manner, work, dated)
    page = fields.pages(manner, work, whole=manner.kind != "note" or rng.random() < 0.75)
    draw = rng.random()
    rest = [hosted, numbers] if draw < 0.45 else [[*hosted, (OTHER, " "), *numbers]]
    if rng.random() < 0.06:
        page = []
    elif rng.random() < 0.2:
        glue = rng.choice([":", ": ", " : ", ", ", " "])
        rest[-1] = [*rest[-1], (OTHER, glue), *page]
        page = []
    return [fields.title(manner, work, manner.quoted), *rest, page]


def _review(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    who = person(manner.rng, work.language)
    reviewed = f"{who.given} {who.last}, {work.title}" if manner.rng.random() < 0.6 else work.title
    work.title = manner.term("review").replace("{}", reviewed)
    manner.quoted = False
    return _article(manner, work, dated)


def _book(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    quoted = rng.random() < 0.06
    parts = [fields.title(manner, work, quoted)]
    if work.editors and work.kind == "edited book":
        parts.append(fields.role(manner, work.editors))
    parts += _extras(manner, work)
    printed = fields.imprint(manner, work, dated)
    if text_of(printed).startswith("(") and rng.random() < 0.8:
        parts[-1] = [*parts[-1], (OTHER, " "), *printed]
    else:
        parts.append(printed)
    if rng.random() < (0.55 if work.kind == "old book" else 0.1):
        parts.append([(OTHER, manner.term("tome")), ("volume", _tome(manner))])
    if manner.kind == "note" and rng.random() < 0.65:
        parts.append(fields.pages(manner, work, whole=False))
    elif rng.random() < 0.15:
        suffix = {"de": " S.|S.", "it": " p.|pp. ", "en": " p.| pp."}.get(manner.language, " p.|p.")
        parts.append([("pages", str(work.total)), (OTHER, rng.choice(suffix.split("|")))])
    return parts


def _extras(manner: Manner, work: Work) -> list[Segments]:
    rng, parts = manner.rng, []
    if work.translators:
        who = manner.editor_names.all(work.translators)
        parts.append([(OTHER, manner.term("translator") + " "), ("translator", who)])
    if rng.random() < 0.12:
        nth = str(rng.randrange(4, 15))
        parts.append([("edition", manner.term("edition").replace("{}", nth))])
    if rng.random() < 0.07:
        parts.append([(OTHER, manner.term("tome")), ("volume", _tome(manner))])
    elif rng.random() < 0.04:
        unit = {
            "de": "Bde.|Bände",
            "it": "voll.|tomi",
            "fr": "vol.|t.|tomes",
            "en": "vols.|vols|volumes",
        }
        word = rng.choice(unit.get(manner.language, "vols.|tomos").split("|"))
        parts.append([("volume", f"{rng.randrange(2, 9)} {word}")])
    if work.series:
        number = [("volume", work.series_number)] if work.series_number else []
        glue = rng.choice([", ", " ", ", " + manner.term("vol"), ", " + manner.term("issue"), "; "])
        inner = [("series", work.series), *([(OTHER, glue), *number] if number else [])]
        pattern = manner.term("series")
        parts.append(fill(pattern.replace("{}", "{s}"), {"s": inner}))
    rng.shuffle(parts)
    return parts


def _tome(manner: Manner) -> str:
    number = manner.rng.randrange(1, 13)
    text = roman(number) if manner.rng.random() < 0.6 else str(number)
    return text + (f"/{manner.rng.randrange(1, 4)}" if manner.rng.random() < 0.05 else "")


def _chapter(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    quoted = fields.title(manner, work, manner.quoted)
    word = manner.term("in")
    word += "" if word.endswith(" ") else " "
    draw = rng.random()
    named = fields.host(manner, work)
    if not work.editors or draw < 0.1:
        parts = [quoted, [(OTHER, word), *named]]
    elif draw < 0.6:
        editors = fields.role(manner, work.editors)
        glue = rng.choice([manner.separator, ", ", ": " if manner.language == "de" else ", ", ". "])
        parts = [quoted, [(OTHER, word), *editors, (OTHER, glue), *named]]
    elif draw < 0.68:
        editors = [("editor", manner.editor_names.all(work.editors))]
        parts = [quoted, [(OTHER, word), *editors, (OTHER, ", "), *named]]
    else:
        glue = rng.choice([", ", ", ", " ", ". "])
        parts = [quoted, [(OTHER, word), *named, (OTHER, glue), *fields.role(manner, work.editors)]]
    parts += _extras(manner, work)
    page = fields.pages(manner, work, whole=manner.kind != "note" or rng.random() < 0.8)
    if rng.random() < 0.1:
        parts.append([(OTHER, "("), *page, (OTHER, ")")])
        page = []
    printed = fields.imprint(manner, work, dated)
    if text_of(printed).startswith("("):
        parts[-1] = [*parts[-1], (OTHER, " "), *printed]
    elif rng.random() < 0.94:
        parts.append(printed)
    return [*parts, page if rng.random() < 0.93 else []]


def _report(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    parts = [fields.title(manner, work, manner.quoted and rng.random() < 0.6)]
    number = [(OTHER, rng.choice([", ", " "]) + manner.term("issue")), ("issue", work.issue)]
    if rng.random() < 0.2:
        number = [
            (OTHER, " "),
            ("issue", f"{work.year}/{work.issue}" if rng.random() < 0.5 else work.issue),
        ]
    if rng.random() < 0.3:
        number = []
    if work.series:
        label = (
            manner.quote([("series", work.series)])
            if rng.random() < 0.25
            else [("series", work.series)]
        )
        parts.append([*label, *number])
    elif work.genre:
        parts.append([("genre", work.genre), *number])
    issuer = [("institution", work.institution)]
    if work.corporate:
        issuer = []
    elif rng.random() < 0.3:
        issuer = fill(
            rng.choice(["{l}: {p}", "{l}, {p}", "{p}, {l}", "{l} : {p}"]),
            {"l": [("place", work.place)], "p": issuer},
        )
    at = rng.choice([len(parts), len(parts), 1])
    parts.insert(at, issuer)
    if dated:
        when = _when(manner, work, 0.5)
        parts.append([(OTHER, "("), *when, (OTHER, ")")] if rng.random() < 0.15 else when)
    if rng.random() < 0.4:
        parts.append(fields.pages(manner, work, whole=False))
    return parts


def _when(manner: Manner, work: Work, month: float) -> Segments:
    if manner.rng.random() < month:
        day = work.day if manner.rng.random() < 0.6 else 0
        return [("date", manner.date(work.year, work.month, day))]
    return fields.year(manner, work)


def _newspaper(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    quoted = fields.title(manner, work, manner.quoted or rng.random() < 0.3)
    before = (
        manner.term("in").strip() + " "
        if rng.random() < {"de": 0.6, "it": 0.4}.get(manner.language, 0.05)
        else ""
    )
    hosted = [(OTHER, before), *fields.host(manner, work)]
    if rng.random() < 0.06:
        hosted += [(OTHER, " ("), ("place", place(rng, work.language)), (OTHER, ")")]
    parts = [quoted, hosted]
    if rng.random() < 0.12:
        parts.append([(OTHER, manner.term("issue")), ("issue", work.issue)])
    if dated:
        when = [("date", manner.date(work.year, work.month, work.day))]
        draw = rng.random()
        if draw < 0.15:
            parts[-1] = [*parts[-1], (OTHER, " ("), *when, (OTHER, ")")]
        elif draw < 0.25:
            parts[-1] = [*parts[-1], (OTHER, " "), *when]
        else:
            parts.append(when)
    if rng.random() < 0.3:
        parts.append(fields.pages(manner, work, whole=False))
    return parts


def _online(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    if rng.random() < 0.12:
        who = person(rng, work.language)
        pattern = manner.term(rng.choice(["interview", "speech"]))
        work.title = pattern.replace(
            "{}", f"{who.given} {who.last}" if rng.random() < 0.5 else place(rng, work.language)
        )
    parts = [fields.title(manner, work, manner.quoted)]
    if rng.random() < 0.85:
        site = fields.host(manner, work)
        if rng.random() < 0.12:
            site += [
                (OTHER, " ("),
                ("genre", rng.choice(["blog", "Blog", "blog post", "site web"])),
                (OTHER, ")"),
            ]
        parts.append(site)
    if dated and rng.random() < 0.85:
        when = _when(manner, work, 0.8)
        if rng.random() < 0.2:
            parts[-1] = [*parts[-1], (OTHER, " ("), *when, (OTHER, ")")]
        else:
            parts.append(when)
    return parts


def _thesis(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    parts = [fields.title(manner, work, manner.quoted and rng.random() < 0.5)]
    extra = []
    if rng.random() < 0.3:
        who = person(rng, manner.language)
        extra = [[("note", manner.term("supervisor").replace("{}", f"{who.given} {who.last}"))]]
    seat = [("institution", work.institution)]
    if rng.random() < 0.25:
        seat = (
            [("place", work.place)]
            if manner.language == "de"
            else [*seat, (OTHER, ", "), ("place", work.place)]
        )
    when = [fields.year(manner, work)] if dated else []
    draw = rng.random()
    if draw < 0.25:
        inner = [("genre", work.genre), (OTHER, ", "), *seat]
        inner += [(OTHER, ", "), *when[0]] if when else []
        parts[-1] = [*parts[-1], (OTHER, " ("), *inner, (OTHER, ")")]
        parts += extra
    elif draw < 0.4:
        parts += [[("genre", work.genre), (OTHER, " "), *seat], *extra, *when]
    else:
        parts += [[("genre", work.genre)], *extra, seat, *when]
    if manner.kind == "note" and rng.random() < 0.4:
        parts.append(fields.pages(manner, work, whole=False))
    return parts


def _conference(manner: Manner, work: Work, dated: bool) -> list[Segments]:
    rng = manner.rng
    parts = [fields.title(manner, work, manner.quoted)]
    parts.append([(OTHER, manner.term("conference")), ("container", work.container)])
    if rng.random() < 0.7:
        parts.append([("place", place(rng, work.language))])
    if dated:
        parts.append(_when(manner, work, 0.6))
    if rng.random() < 0.15:
        parts.insert(2, [("institution", university(rng, work.language))])
    return parts


PARTS: dict[str, Callable[[Manner, Work, bool], list[Segments]]] = {
    "article": _article, "review": _review, "book": _book, "old book": _book,
    "edited book": _book, "chapter": _chapter, "report": _report, "newspaper": _newspaper,
    "online": _online, "thesis": _thesis, "conference": _conference,
}  # fmt: skip
