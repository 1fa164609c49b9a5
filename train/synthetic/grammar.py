"""References in the author's own hand: a grammar with optional parts for each kind of work."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from train.synthetic import fields
from train.synthetic.fields import Segments
from train.synthetic.law import legal
from train.synthetic.manner import Manner, roman
from train.synthetic.people import person
from train.synthetic.segments import OTHER, fill, merged, text_of
from train.synthetic.titles import bare
from train.synthetic.words import LANGUAGES
from train.synthetic.works import KINDS, Library, Work, place, university

_SHARES = {"en": 26, "fr": 26, "de": 19, "it": 15, "es": 8, "pt": 6}
_HANDS = {"note": 60, "list": 22, "author-date": 18}


def reference(rng: Random, library: Library) -> tuple[str, str, Segments]:
    """A reference: language, name of the hand that wrote it, segments."""
    language = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
    hand = rng.choices(list(_HANDS), list(_HANDS.values()))[0]
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    works = language if rng.random() < 0.72 else rng.choice(LANGUAGES)
    work = library.work(rng, works, kind)
    manner = Manner(rng, language, hand)
    if kind == "law":
        segments = legal(rng, language)
    else:
        segments = _joined(manner, _parts(manner, work))
        if rng.random() < 0.03:
            segments = _short(manner, work)
    return (
        language,
        f"{hand}-{language}-{kind.replace(' ', '-')}",
        merged(_framed(manner, segments)),
    )


def _parts(manner: Manner, work: Work) -> list[Segments]:
    """The parts in order; they are joined by the separator."""
    rng = manner.rng
    dated = not (manner.author_date and (work.authors or work.editors or work.corporate))
    begin = _creators(manner, work, not dated)
    parts = [*begin, *_KINDS[work.kind](manner, work, dated)]
    chance = {"newspaper": 0.45, "online": 0.85, "report": 0.4, "article": 0.15}.get(
        work.kind, 0.05
    )
    if work.year > 1995 and rng.random() < chance:
        parts.append(fields.address(manner, work))
    return [part for part in parts if text_of(part).strip()]


def _creators(manner: Manner, work: Work, with_date: bool) -> list[Segments]:
    rng = manner.rng
    if work.authors:
        named = [("author", manner.names.all(work.authors))]
    elif work.corporate:
        named = [("author", work.corporate)]
    elif work.kind == "edited book" and (with_date or rng.random() < 0.75):
        named = fields.role(manner, work.editors, first=True)
        work.editors = ()
    else:
        return []
    if with_date:
        pattern = rng.choice(
            ["{n} ({y})", "{n} ({y})", "{n}, {y}", "{n}. {y}", "{n} {y}", "{n} [{y}]", "{n} ({y}),"]
        )
        when = fields.year(manner, work)
        if work.kind in {"newspaper", "online"} and rng.random() < 0.4:
            when = [("date", manner.date(work.year, work.month, work.day))]
        named = fill(pattern, {"n": named, "y": when})
    return [named]


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


_KINDS: dict[str, Callable[[Manner, Work, bool], list[Segments]]] = {
    "article": _article, "review": _review, "book": _book, "old book": _book,
    "edited book": _book, "chapter": _chapter, "report": _report, "newspaper": _newspaper,
    "online": _online, "thesis": _thesis, "conference": _conference,
}  # fmt: skip


def _joined(manner: Manner, parts: list[Segments]) -> Segments:
    rng, found = manner.rng, copy.copy(parts[0])
    for number, part in enumerate(parts[1:]):
        glue = (
            manner.after_author
            if number == 0 and found[0][0] in {"author", "editor"}
            else manner.separator
        )
        if rng.random() < 0.05:
            glue = rng.choice([", ", ". ", " ", "; ", ": "])
        text = text_of(found)
        if number and glue == " " and manner.separator == " " and part[0][0] != OTHER:
            glue = rng.choice([" ", ", "])
        ended = glue == ". " and text.endswith((".", "?", "!"))
        if ended or (glue[:1] in ",.;:" and text[-1] in ",;:"):
            glue = glue[1:]
        elif (
            glue == ", "
            and manner.quotes[1] in {"”", '"'}
            and text.endswith(manner.quotes[1])
            and manner.language == "en"
        ):
            glue = " "
            found = (
                _comma_inside(found, manner.quotes[1])
                if rng.random() < 0.7
                else [*found, (OTHER, ",")]
            )
        found += [(OTHER, glue), *part]
    return found


def _comma_inside(segments: Segments, mark: str) -> Segments:
    label, text = segments[-1]
    return (
        [*segments[:-1], (label, text[: -len(mark)] + "," + mark)] if label == OTHER else segments
    )


def _short(manner: Manner, work: Work) -> Segments:
    """Author, short title and page: a work cited before."""
    rng = manner.rng
    words = work.title.split(" ")[: rng.randrange(2, 7)]
    who = "/".join(p.last for p in work.authors[:2]) or bare(rng, work.language)
    parts = [
        [("author", who)],
        [("title", " ".join(words).strip(":.,– ") + rng.choice(["", "", "…"]))],
    ]
    if rng.random() < 0.6:
        parts.append(
            [
                (
                    OTHER,
                    rng.choice(
                        [
                            "op. cit.",
                            "cit.",
                            "art. cit.",
                            "art. cité",
                            "a. a. O.",
                            "ob. cit.",
                            "o. c.",
                        ]
                    ),
                )
            ]
        )
    return _joined(manner, [*parts, fields.pages(manner, work, whole=False)])


def _framed(manner: Manner, segments: Segments) -> Segments:
    """With a number or a lead-in before, and an end."""
    rng = manner.rng
    if manner.kind == "note":
        if rng.random() < 0.14:
            segments = [(OTHER, manner.term("leadin")), *segments]
        if rng.random() < 0.06:
            segments = [
                ("number", str(rng.randrange(1, 400))),
                (OTHER, rng.choice([" ", ". ", ") "])),
                *segments,
            ]
    elif manner.kind == "list" and rng.random() < 0.3:
        form = rng.choice(["[{n}] ", "[{n}] ", "{n}. ", "{n} ", "({n}) ", "{n}) ", "[{n}]"])
        segments = [*_number(form, rng.randrange(1, 250)), *segments]
    end = rng.choices([".", "", ";", ","], [68, 26, 5, 1])[0]
    return segments if text_of(segments).endswith((".", "?")) else [*segments, (OTHER, end)]


def _number(form: str, number: int) -> Segments:
    text = form.replace("{n}", str(number))
    return [("number", text.strip()), (OTHER, " " if text.endswith(" ") else "")]
