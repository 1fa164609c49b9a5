"""References in the author's own hand: a grammar with optional parts for each kind of work."""

from __future__ import annotations

import copy
from random import Random

from train.synthetic import fields
from train.synthetic.fields import Segments
from train.synthetic.kinds import PARTS
from train.synthetic.law import legal
from train.synthetic.manner import Manner
from train.synthetic.segments import OTHER, fill, merged, text_of
from train.synthetic.titles import bare
from train.synthetic.words import LANGUAGES
from train.synthetic.works import KINDS, Library, Work

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
    parts = [*begin, *PARTS[work.kind](manner, work, dated)]
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
