"""The entry type, and the field that the container belongs to."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from urllib.parse import urlsplit

from srccheck.model import Origin
from srccheck.parse.reading import Part, Reading
from srccheck.parse.words import genres
from srccheck.text.names import is_organisation
from srccheck.venues import Venue, by_domain, is_known, is_publisher, lookup

_JOURNAL = re.compile(
    r"\b(?:journal|review|revue|quarterly|annals|annales|annuaire|bulletin|cahiers"
    r"|zeitschrift|archiv|archives|jahrbuch|"
    r"rivista|revista|studies|études|studi|estudios|proceedings of the|transactions"
    r"|letters|magazine|gazette|world|politics|"
    r"affairs|perspectives|vierteljahres\w+|yearbook|annual|quaderni|cuadernos|science|nature)\b",
    re.IGNORECASE,
)
_PERIODICAL = re.compile(
    r"\b(?:\w*jahrbuch|\w*zeitschrift|\w*jahreshefte|\w*zeitung|\w*nachrichten|\w*anzeiger|journal|revue"
    r"|rivista|revista|bulletin|bullettino|bollettino|bolet[ií]n?m?|annal(?:en|es|i|s)|anales|anais"
    r"|yearbook|quarterly|gazette|cahiers|quaderni|cuadernos|cadernos|diário|diario|jornal|gazeta|gaceta|gazzetta|giornale|corriere"
    r"|courrier|tageblatt|annuaire|anuario|annuario"
    r"|zeitschrift)\b",
    re.IGNORECASE,
)
"""What appears again and again, even where "in" stands before it and no volume behind."""
_CONFERENCE = re.compile(
    r"\b(?:proceedings|proc\.|conference|symposium|workshop|colloque|actes d[ue]|tagung"
    r"|kongress|congress|congreso|convegno|atti d)",
    re.IGNORECASE,
)
_BLOG = re.compile(r"blog|\bcarnets?\b", re.IGNORECASE)
_REPORT_TITLE = re.compile(
    r"\b(?:report|rapport|bericht|informe|rapporto|survey|outlook|white paper|livre blanc"
    r"|enquête|études?)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s(?:de\sl['’]|de\sla\s|du\s|des\s|de\s|of\sthe\s|of\s|der\s|des\s)(?=[^\W\d_a-z])"
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def decide(reading: Reading, *, inside: bool, after_in: bool) -> str:
    """The entry type; gives the container its field."""
    _newspaper_for_author(reading, inside=inside)
    container = reading.parts.get("container")
    if container is not None:
        _genre_inside(reading, container)
        container = reading.parts.get("container")
    reading.parts.pop("supervisor", None)
    if reading.genre == "thesis":
        reading.parts.pop("editor", None)
        _rename(reading, "container", "institution")
        _rename(reading, "publisher", "institution")
        return "thesis"
    if reading.genre and container is None:
        return _paper(reading)
    if container is not None:
        return _contained(reading, container, after_in=after_in)
    return _alone(reading, inside=inside)


def _newspaper_for_author(reading: Reading, *, inside: bool) -> None:
    """A newspaper before a title in quotes, and nothing after it: ``Le Monde, "Title", 3 May``."""
    author = reading.parts.get("author")
    if author is None or not inside or reading.has("container", "publisher", "institution"):
        return
    venue = _venue(reading.text[author.start : author.end])
    if venue and str(venue.kind) in ("newspaper", "magazine") and len(author.names) == 1:
        _rename(reading, "author", "container")
        part = reading.parts["container"]
        name = reading.text[part.start : part.end]
        reading.parts["container"] = replace(part, value=name, names=())


def _rename(reading: Reading, old: str, *new: str) -> None:
    """Give a part the first of these names that is free."""
    part = reading.parts.get(old)
    name = next((name for name in new if name not in reading.parts), "")
    if part and name:
        del reading.parts[old]
        reading.parts[name] = replace(part, name=name)


def _genre_inside(reading: Reading, container: Part) -> None:
    """``*Note, Fondation pour la Recherche Stratégique*``; ``*Commentaire*, Institut …``."""
    text = reading.text[container.start : container.end]
    match = re.match(r"([^,:]{3,40}?)\s?(?:,|:|\s[–—-])\s", text)
    if match and match[1].strip().lower() in genres() and text[match.end() :][:1].isupper():
        label = match[1].strip()
        reading.parts.pop("container")
        reading.genre = genres()[label.lower()]
        start = container.start
        reading.parts["type"] = Part("type", start, start + len(label), label)
        name = "institution" if "institution" not in reading.parts else "series"
        reading.parts[name] = Part(
            name, start + match.end(), container.end, " ".join(text[match.end() :].split())
        )
        return
    label = container.value.lower()
    if (
        label in genres()
        and ("institution" in reading.parts or "publisher" in reading.parts)
        and "type" not in reading.parts
    ):
        if reading.has("volume") or (
            is_known(container.value) and "institution" not in reading.parts
        ):
            return
        reading.genre = genres()[label]
        _rename(reading, "container", "type")
        _rename(reading, "publisher", "institution")


def _paper(reading: Reading) -> str:
    publisher = reading.parts.get("publisher")
    if publisher and not (is_publisher(publisher.value) and not is_organisation(publisher.value)):
        _rename(reading, "publisher", "institution")
    if reading.genre == "misc" and reading.has("url"):
        return "online"
    if reading.genre in ("misc", "legal", "audio", "unpublished", "inproceedings"):
        return "misc" if reading.genre in ("legal", "audio") else reading.genre
    if reading.genre == "online" and not (reading.has("url") or reading.has("institution")):
        return "misc"
    return reading.genre


def is_periodical(name: str) -> bool:
    """Whether a name has a word that names of periodicals have.

    >>> is_periodical("Jahrbuch der Wasserfreunde"), is_periodical("Histoire des canaux")
    (True, False)
    """
    return bool(_PERIODICAL.search(name))


def is_series_of_papers(name: str, *kinds: str) -> bool:
    """Whether a container numbers its papers one by one: a series of a think tank."""
    venue = _venue(name)
    if venue:
        return str(venue.kind) in (kinds or ("series", "think-tank", "organization"))
    words = name.lower().split()
    return bool(words) and (words[-1] in genres() or words[-1].rstrip("s") in genres())


def _venue(name: str) -> Venue | None:
    match = lookup(name)
    return match.venue if match else None


def _contained(reading: Reading, container: Part, *, after_in: bool) -> str:
    name = container.value
    venue = _venue(name)
    kind = str(venue.kind) if venue else ""
    if "blog" in reading.hints and kind not in ("newspaper", "magazine"):
        return _periodical(reading, "blog")
    if (
        after_in
        and reading.has("location", "publisher", "editor", "bookauthor")
        and not reading.has("volume", "number")
    ):
        _rename(reading, "container", "booktitle")
        _rename(reading, "institution", "publisher")
        return "inproceedings" if _CONFERENCE.search(name) else "incollection"
    if reading.genre and kind not in ("journal", "newspaper", "magazine", "blog", "wire"):
        if kind == "series":
            return _series(reading, venue)
        _rename(reading, "container", "institution" if not reading.has("institution") else "series")
        return _paper(reading)
    if kind in ("journal", "newspaper", "magazine", "wire", "blog"):
        return _periodical(reading, kind)
    if kind in ("think-tank", "organization"):
        _rename(reading, "container", "institution", "series")
        return "online" if reading.has("url") and not reading.has("number", "type") else "report"
    if kind == "series":
        return _series(reading, venue)
    return _unknown(reading, container, after_in=after_in)


def _periodical(reading: Reading, kind: str) -> str:
    _rename(reading, "container", "journaltitle")
    if kind == "journal":
        return "article"
    subtype = "newspaper" if kind == "wire" else kind
    _state(reading, "entrysubtype", subtype, "journaltitle", Origin.VENUE)
    return "online" if kind == "blog" else "article"


def _state(reading: Reading, name: str, value: str, beside: str, origin: Origin) -> None:
    """A field that is not written but known; its place is that of the field it rests on."""
    part = reading.parts.get(beside)
    if part and name not in reading.parts:
        confidence = 1.0 if origin is Origin.VENUE else 0.7
        reading.parts[name] = Part(name, part.start, part.end, value, confidence, origin=origin)


def _series(reading: Reading, venue: Venue | None) -> str:
    _rename(reading, "container", "series")
    if venue and venue.publisher and not reading.has("institution"):
        _state(reading, "institution", venue.publisher, "series", Origin.VENUE)
    else:
        _owner_of_series(reading)
    return "report"


def _owner_of_series(reading: Reading) -> None:
    """The organisation whose name ends that of its series: *Briefings de l'Ifri*."""
    series = reading.parts.get("series")
    if series is None or reading.has("institution"):
        return
    text = reading.text[series.start : series.end]
    match = _OF.search(text)
    if match:
        owner = text[match.end() :]
        start = series.start + match.end()
        reading.parts["institution"] = Part("institution", start, series.end, owner, 0.8)


def _unknown(reading: Reading, container: Part, *, after_in: bool) -> str:
    name = container.value
    numbered = reading.has("volume", "number", "issn")
    if _BLOG.search(name):
        _rename(reading, "container", "journaltitle")
        _state(reading, "entrysubtype", "blog", "journaltitle", Origin.TEXT)
        return "online"
    if after_in and _CONFERENCE.search(name):
        _rename(reading, "container", "booktitle")
        return "inproceedings"
    alone = not reading.has("editor", "publisher", "location", "bookauthor", "isbn")
    if after_in and alone and (_to_the_day(reading) or is_periodical(name)):
        return _by_date(reading)
    if (
        after_in
        and (not numbered or reading.has("editor", "publisher", "location", "bookauthor"))
        and not (numbered and _JOURNAL.search(name) and not reading.has("editor"))
    ):
        _rename(reading, "container", "booktitle")
        return "incollection"
    if reading.has("editor") and reading.has("publisher", "location"):
        _rename(reading, "container", "booktitle")
        return "incollection"
    if _CONFERENCE.search(name) and not reading.has("volume"):
        _rename(reading, "container", "booktitle")
        return "inproceedings"
    words = _WORD.findall(name.lower())
    head = words[0] if words else ""
    of = _OF.search(name)
    if (
        of
        and (head in genres() or head.rstrip("s") in genres())
        and _owner_known(name[of.end() :])
        and not reading.has("volume")
    ):
        return _series(reading, None)
    if " ".join(words).startswith(_long_genres()):
        return _series(reading, None)
    paged = reading.has("pages") and reading.has("number")
    if (
        reading.has("volume")
        or (numbered and (paged or not is_organisation(name)))
        or (_JOURNAL.search(name))
    ):
        _rename(reading, "container", "journaltitle")
        return "article"
    if is_organisation(name) or reading.has("type"):
        _rename(reading, "container", "institution")
        return "online" if reading.has("url") and not reading.has("number") else "report"
    if reading.has("publisher", "location") and not _to_the_day(reading):
        _rename(reading, "container", "booktitle")
        return "incollection"
    return _by_date(reading)


@functools.cache
def _long_genres() -> tuple[str, ...]:
    return tuple(genre for genre in genres() if " " in genre)


def _owner_known(owner: str) -> bool:
    return is_known(owner) or is_organisation(owner) or owner.isupper()


def _to_the_day(reading: Reading) -> bool:
    date = reading.parts.get("date")
    return bool(date and date.date and date.date.day)


def _by_date(reading: Reading) -> str:
    """A newspaper is dated to the day; a page of a site has an address."""
    italic = "italic container" in reading.hints
    if reading.has("url") and not italic and not is_periodical(reading.parts["container"].value):
        site = _site(reading)
        if site and str(site.kind) in ("newspaper", "magazine", "journal", "wire", "blog"):
            return _periodical(reading, str(site.kind))
        _rename(reading, "container", "organization")
        return "online"
    _rename(reading, "container", "journaltitle")
    if _to_the_day(reading) and not reading.has("pages", "doi"):
        if reading.has("url"):
            site = _site(reading)
            if site and str(site.kind) not in ("newspaper", "magazine", "wire"):
                return "online" if str(site.kind) != "journal" else "article"
        _state(reading, "entrysubtype", "newspaper", "journaltitle", Origin.TEXT)
    return "article"


def _site(reading: Reading) -> Venue | None:
    url = reading.parts.get("url")
    if not url:
        return None
    try:
        host = urlsplit(url.value if "://" in url.value else "http://" + url.value).hostname or ""
    except ValueError:
        return None
    return by_domain(host)


def _by_think_tank(reading: Reading) -> bool:
    owner = reading.parts.get("institution")
    venue = _venue(owner.value) if owner else None
    return venue is not None and str(venue.kind) == "think-tank"


def _alone(reading: Reading, *, inside: bool) -> str:
    title = reading.parts.get("title")
    author = reading.parts.get("author")
    organisation = bool(author and author.names and all(name.literal for name in author.names))
    if "italic title" in reading.hints and author and _by_think_tank(reading):
        return "report"
    if reading.has("url") and not reading.has("type", "number", "series", "publisher", "location"):
        _rename(reading, "institution", "organization")
        return "online"
    if reading.has("type", "institution") and not reading.has("publisher"):
        return "report"
    by_office = title is not None and organisation and not reading.has("isbn")
    if by_office and title and (reading.has("number", "type") or _REPORT_TITLE.search(title.value)):
        publisher = reading.parts.get("publisher")
        if publisher and not is_publisher(publisher.value):
            _rename(reading, "publisher", "institution")
        return "report"
    if (
        (
            reading.has("url", "urldate")
            and reading.has("publisher")
            and not reading.has("location", "isbn")
        )
        and reading.has("urldate")
        and not is_publisher(reading.parts["publisher"].value)
    ):
        _rename(reading, "publisher", "organization")
        return "online"
    if reading.has("publisher", "location", "isbn", "edition") and not inside:
        return "book"
    if reading.has("url") and not (reading.has("publisher") and not inside):
        return "online"
    if "italic title" in reading.hints:
        return "book" if author or reading.has("editor", "publisher", "series", "pages") else "misc"
    if reading.has("doi", "volume", "number", "issn", "eprint"):
        return "article" if reading.has("volume", "number", "issn") else "misc"
    if reading.has("publisher", "location"):
        return "book" if not inside else "incollection" if reading.has("booktitle") else "misc"
    return "misc"
