"""The parts of a reference: authors, titles, numbers, imprints, pages, addresses."""

from __future__ import annotations

from train.synthetic.manner import Manner, roman
from train.synthetic.people import Person
from train.synthetic.segments import OTHER, Segment, fill
from train.synthetic.words import patterns
from train.synthetic.works import Work

Segments = list[Segment]


def role(manner: Manner, editors: tuple[Person, ...], first: bool = False) -> Segments:
    """Editors with what says that they are: before them, after them, or (first) after only."""
    names = manner.editor_names if not first else manner.names
    named = [("editor", names.all(editors))]
    if not first and manner.rng.random() < 0.5:
        return [(OTHER, manner.term("editor_before") + " "), *named]
    after = manner.term("editor_after")
    return [*named, (OTHER, ("" if after.startswith(",") else " ") + after)]


def title(manner: Manner, work: Work, quoted: bool) -> Segments:
    """The title, in quotation marks or not."""
    named = [("title", work.title)]
    return manner.quote(named) if quoted else named


def host(manner: Manner, work: Work) -> Segments:
    """Journal or host book, in quotation marks where the manner has them."""
    named = [("container", work.container)]
    return manner.quote(named) if manner.quoted_container else named


def year(manner: Manner, work: Work) -> Segments:
    """The year as printed: with a letter, unknown, in brackets, or a span of years."""
    rng, text = manner.rng, str(work.year)
    draw = rng.random()
    if manner.author_date and draw < 0.1:
        text += rng.choice("aaabbc")
    elif draw > 0.985:
        text = manner.term("undated")
    elif draw > 0.975:
        text = f"{work.year}{rng.choice('-–/')}{rng.choice([work.year + 1, (work.year + 1) % 100])}"
    elif draw > 0.97:
        text = f"[{work.year}]"
    elif work.kind == "old book" and draw > 0.93:
        text = roman(work.year)
    return [("date", text)]


def numbering(manner: Manner, work: Work, dated: bool) -> Segments:
    """Volume, issue and (if not said before) date of a journal."""
    rng, language = manner.rng, manner.language
    table = patterns("dated" if dated else "undated")
    choices = table[language if language in table and rng.random() < 0.5 else "any"]
    volume = roman(int(work.volume)) if manner.roman else work.volume
    if rng.random() < 0.08 and work.month:
        when = [("date", manner.season(work.year))]
    elif rng.random() < 0.1:
        when = [("date", manner.date(work.year, work.month))]
    else:
        when = year(manner, work)
    values = {
        "v": [("volume", volume)],
        "i": [("issue", work.issue)],
        "V": [(OTHER, manner.term("vol")), ("volume", volume)],
        "I": [(OTHER, manner.term("issue")), ("issue", work.issue)],
        "y": when,
    }
    return fill(rng.choice(choices), values)


def pages(manner: Manner, work: Work, whole: bool) -> Segments:
    """The pages of the work or (not whole) those cited, or both."""
    rng = manner.rng
    first, last = work.first_page, work.last_page
    if manner.language in {"en", "de"} and last > 100 and rng.random() < 0.25:
        short = str(last)[-2:] if first // 100 == last // 100 else str(last)
    else:
        short = str(last)
    span = f"{first}{manner.dash}{short}"
    if rng.random() < 0.02:
        span = f"{roman(first % 90 + 1).lower()}{manner.dash}{roman(first % 90 + 5).lower()}"
    elif work.kind == "old book" and rng.random() < 0.2:
        span = f"{first}{rng.choice(['r', 'v', 'r-v', ' r°', ' v°'])}"
    term = manner.term("pages") if manner.page_term else ""
    if whole:
        found = [(OTHER, term), ("pages", span)]
        if manner.kind == "note" and rng.random() < 0.15:
            before = f", {manner.term('here')} {manner.term('page')}"
            found += [(OTHER, before), ("pages", _cited(manner, work))]
        return found
    draw = rng.random()
    if draw < 0.3:
        return [(OTHER, term), ("pages", span)]
    one = manner.term("page") if manner.page_term or draw > 0.9 else ""
    return [(OTHER, one), ("pages", _cited(manner, work))]


def _cited(manner: Manner, work: Work) -> str:
    rng = manner.rng
    page = rng.randrange(work.first_page, work.last_page + 1)
    draw = rng.random()
    if draw < 0.12:
        return f"{page}{rng.choice(['', ' '])}{manner.term('following')}"
    if draw < 0.2:
        return (
            f"{page}{rng.choice([', ', ' et ', ' e ', '; ']) if draw < 0.18 else ' and '}{page + 9}"
        )
    if draw < 0.24:
        note = rng.choice([", n. ", " n. ", ", note ", ", Anm. ", " nota "])
        return f"{page}{note}{rng.randrange(1, 99)}"
    return str(page)


def imprint(manner: Manner, work: Work, dated: bool) -> Segments:
    """Place, publisher and year, in one of the orders of the language."""
    rng = manner.rng
    pattern = rng.choice(patterns("imprint")[manner.language])
    if work.kind == "old book" and rng.random() < 0.6:
        pattern = rng.choice(["{l}, {y}", "{l} {y}", "{l}, {p}, {y}", "({l} {y})", "{l}: {y}"])
    if not dated:
        pattern = _without_year(pattern)
    values = {
        "l": [("place", work.place)],
        "p": [("publisher", work.publisher)],
        "y": year(manner, work),
        "E": [("edition", manner.term("edition").replace("{}", "4")), (OTHER, ",")],
        "x": [("edition", rng.choice("²³⁴⁵"))],
    }
    if rng.random() < 0.02:
        values["l"] = [("place", rng.choice(["s.l.", "S.l.", "[s. l.]", "o. O.", "n.p."]))]
    return fill(pattern, values)


_YEARS = (", {E} {y}", " {x}{y}", ", {y}", ". {y}", " – {y}", ": {y}", " ({y})", " {y}", "{y}, ",
          "({y})", "{y}")  # fmt: skip


def _without_year(pattern: str) -> str:
    for part in _YEARS:
        pattern = pattern.replace(part, "")
    return pattern.replace(" )", ")").strip(" ,") or "{l}: {p}"


_DOI = ("doi:", "DOI: ", "DOI ", "doi: ", "https://doi.org/", "https://doi.org/",
        "http://dx.doi.org/", "")  # fmt: skip


def address(manner: Manner, work: Work) -> Segments:
    """A web address, a DOI or an ISBN, with the day it was visited."""
    rng = manner.rng
    draw = rng.random()
    if draw < 0.4 or work.kind in {"newspaper", "online"}:
        before = manner.term("available")
        after = {"<": ">", "[": "]"}.get(before, "")
        found = [(OTHER, before), ("url", work.url), (OTHER, after)]
        if rng.random() < 0.5:
            form = manner.term("accessed")
            day = manner.date(rng.randrange(2005, 2027), rng.randrange(1, 13), rng.randrange(1, 29))
            inner = form.replace("{}", day)
            opening, closing = (
                ("(", ")") if rng.random() < 0.4 and inner[0] not in "([" else ("", "")
            )
            glue = " " if opening or inner[0] in "([" else rng.choice([", ", ", ", ". ", " "])
            found += [(OTHER, glue + opening), ("note", inner), (OTHER, closing)]
        return found
    if draw < 0.85:
        prefix = rng.choice(_DOI)
        if prefix.startswith("http"):
            return [("doi", prefix + work.doi)]
        return [(OTHER, prefix), ("doi", work.doi)]
    return [(OTHER, rng.choice(["ISBN ", "ISBN: ", "ISBN:"])), ("isbn", work.isbn)]
