"""Templates that cite a work, as entries, in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from srccheck.model import Entry, Identifier, Name, Passage, Run, Span
from srccheck.readers.drafts import Draft
from srccheck.readers.stated_dates import read_date
from srccheck.readers.stated_names import person, read_name
from srccheck.readers.wikitext_nodes import folded
from srccheck.text.identifiers import canonical_doi
from srccheck.text.names import is_organisation, parse_names

_ROLES = {
    **dict.fromkeys(("author", "auteur", "autor", "autore", "auteurs", "autores", "authors",
                     "vauthors", "coauthors", "host", "people", "inventor", "speaker", "director",
                     "auteurinstitutionnel", "coauteur", "coautores", "coautori",
                     "coautor"), "author"),
    **dict.fromkeys(("editor", "editors", "veditors", "hrsg", "directeur", "acuradi",
                     "curatore", "organizador", "responsabilité"), "editor"),
    **dict.fromkeys(("translator", "traducteur", "traduction", "traductor", "tradutor",
                     "übersetzer", "traduttore"), "translator"),
}  # fmt: skip
_FAMILY = ("last", "surname", "nom", "apellidos", "apellido", "cognome", "sobrenome", "último",
           "ultimo")  # fmt: skip
_GIVEN = ("first", "given", "prénom", "prenom", "nombre", "nome", "primeiro")
_HTML = re.compile(r"<[^<>]{1,100}>")
_NOT_SHOWN = frozenset(("archiveurl", "archivedate", "urlstatus", "ref", "oclc", "jstor", "bibcode",
                        "langid"))  # fmt: skip
_ORDER = ("author", "date", "year", "chapter", "title", "editor", "container", "series", "volume",
          "number", "pages", "location", "publisher", "institution", "isbn", "issn", "doi", "pmid",
          "arxiv", "url", "urldate")  # fmt: skip
_ONE_NAME = 80


@cache
def _templates() -> Mapping[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in _rows("wikitext-templates.tsv", 3)}


@cache
def _parameters() -> Mapping[str, str]:
    return {
        name: field
        for field, names in _rows("wikitext-parameters.tsv", 2)
        for name in names.split()
    }


def _rows(name: str, width: int) -> list[list[str]]:
    text = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [(line + [""] * width)[:width] for line in lines]


def is_work(name: str) -> bool:
    """Whether a template (its folded name) cites a work.

    >>> is_work("citeweb"), is_work("infobox")
    (True, False)
    """
    return name in _templates()


def work(
    source: str, called: Passage, values: Sequence[tuple[str, Passage]], span: Span
) -> Entry | None:
    """The entry that a template states; ``None`` if it has no parameter that says anything.

    Args:
        source: The page.
        called: The name of the template.
        values: Its parameters, with folded names.
        span: Where it stands.
    """
    type_, subtype = _templates()[folded(called.text)]
    draft = Draft(source)
    given: dict[str, Passage] = {}
    people: dict[str, list[tuple[str, Passage]]] = {}
    for key, passage in values:
        passage = passage.strip()
        if not passage.text or not key:
            continue
        role = _role(key)
        if role:
            people.setdefault(role[0], []).append((role[1], passage))
        elif key in _parameters():
            given.setdefault(_parameters()[key], passage)
    for role_name, parts in people.items():
        _names(draft, role_name, parts)
    draft.type = type_ or _kind(given)
    _dates(draft, given)
    _titles(draft, given)
    if subtype in ("newspaper", "magazine"):
        draft.put("entrysubtype", called, subtype)
    for field in ("series", "volume", "number", "location", "edition", "isbn", "issn", "note",
                  "eventtitle", "type", "url", "archiveurl", "urlstatus"):  # fmt: skip
        if field in given:
            draft.put(field, given[field])
    if "pages" in given:
        draft.put("pages", given["pages"], given["pages"].text.replace("–", "-"))
    if draft.type in ("report", "thesis"):
        for field in ("institution", "publisher"):
            if field in given:
                draft.put("institution", given[field])
    elif "publisher" in given:
        draft.put("organization" if draft.type == "online" else "publisher", given["publisher"])
    if "institution" in given:
        draft.put("institution" if draft.type in ("report", "thesis") else "organization",
                  given["institution"])  # fmt: skip
    _numbers(draft, given)
    if "langid" in given:
        draft.put_language(given["langid"])
    if not draft.fields:
        return None
    return draft.entry(span)


def shown(values: Sequence[tuple[str, Passage]]) -> Passage:
    """What a template that cites a work reads as: its values in the usual order."""
    placed: list[tuple[int, int, Passage]] = []
    for number, (key, passage) in enumerate(values):
        passage = passage.strip()
        role = _role(key) if key else None
        field = role[0] if role else _parameters().get(key, "")
        if not passage.text or not field or field in _NOT_SHOWN or key.endswith("link"):
            continue
        rank = _ORDER.index(field) if field in _ORDER else len(_ORDER)
        placed.append((rank, number, passage))
    placed.sort(key=lambda each: each[:2])
    pieces: list[Passage] = []
    for _, _, passage in placed:
        if pieces:
            end = pieces[-1].span().end
            pieces.append(Passage(", ", (Run(0, 2, end, end),)))
        pieces.append(passage)
    return Passage.join(pieces)


def _role(key: str) -> tuple[str, str] | None:
    """The role and the part (``family``, ``given``, ``name``) that a parameter names someone in."""
    bare = re.sub(r"\d{1,3}", "", key)
    if bare in _ROLES:
        return _ROLES[bare], "name"
    for parts, part in ((_FAMILY, "family"), (_GIVEN, "given")):
        if bare in parts:
            return "author", part
        for role in ("editor", "translator", "author", "directeur", "hrsg"):
            if bare.startswith(role) and bare.removeprefix(role) in parts:
                return _ROLES[role], part
            if bare.endswith(role) and bare.removesuffix(role) in parts:
                return _ROLES[role], part
    return None


def _names(draft: Draft, role: str, parts: Sequence[tuple[str, Passage]]) -> None:
    """Names from parameters in the order in which they stand, a given name with its family name."""
    waiting: Passage | None = None
    first: Passage | None = None
    for part, passage in [*parts, ("end", Passage("", ()))]:
        if part == "given":
            if waiting is not None:
                _person(draft, role, waiting, passage)
                waiting = None
            else:
                first = passage
            continue
        if waiting is not None:
            _person(draft, role, waiting, None)
            waiting = None
        if part == "family":
            if first is not None:
                _person(draft, role, passage, first)
                first = None
            else:
                waiting = passage
        elif part == "name":
            for name in _several(passage.text):
                draft.add_name(role, passage, name)


def _person(draft: Draft, role: str, family: Passage, given: Passage | None) -> None:
    text = " ".join(family.text.split())
    if given is None:
        name: Name | None = read_name(text)
        draft.add_name(role, family, name)
        return
    whole = sorted((family, given), key=lambda passage: passage.span().start)
    span = Span(whole[0].span().start, whole[1].span().end)
    stretch = Passage.plain(draft.source[slice(*span)], span.start)
    name = person(text, " ".join(given.text.split()))
    draft.add_name(role, stretch, name, (family, given))


def _several(text: str) -> Iterator[Name]:
    """The names in one parameter: one, or several by semicolon, comma or "and"."""
    text = _HTML.sub(" ", " ".join(text.split()))
    if ";" in text:
        for part in text.split(";"):
            name = read_name(part)
            if name:
                yield name
        return
    if text.count(",") == 1 and len(text) < _ONE_NAME and " and " not in text:
        family, given = (part.strip() for part in text.split(","))
        if len(family.split()) <= 2 and (len(given.split()) <= 2) and " " not in family:
            yield person(family, given)
            return
    if is_organisation(text):
        yield Name(text, literal=True)
        return
    found = parse_names(text)
    if found:
        yield from found
    elif text:
        yield Name(text, literal=True)


def _kind(given: Mapping[str, Passage]) -> str:
    """The type of a work that its template does not tell."""
    if "container" in given:
        periodical = any(field in given for field in ("number", "volume", "issn"))
        return "article" if periodical or "isbn" not in given else "incollection"
    if "chapter" in given:
        return "incollection"
    if "isbn" in given or "publisher" in given or "url" not in given:
        return "book"
    return "online"


def _dates(draft: Draft, given: Mapping[str, Passage]) -> None:
    if "date" in given:
        draft.put_date("date", given["date"], read_date(given["date"].text))
    elif "year" in given:
        parts = [given[name] for name in ("day", "month", "year") if name in given]
        written = " ".join(part.text for part in parts)
        date = read_date(written) or read_date(given["year"].text)
        draft.put_date("date", given["year"], date, parts)
    for name in ("urldate", "archivedate"):
        if name in given:
            draft.put_date(name, given[name], read_date(given[name].text))


def _titles(draft: Draft, given: Mapping[str, Passage]) -> None:
    """Titles of the work and of what it stands in; both differ by type."""
    title, chapter, container = (given.get(name) for name in ("title", "chapter", "container"))
    if chapter is not None and title is not None and container is None:
        title, container = chapter, title
        if draft.type in ("book", "misc"):
            draft.type = "incollection"
    elif title is None:
        title = chapter
    if title is not None:
        draft.put("title", title)
    if "subtitle" in given:
        draft.put("subtitle", given["subtitle"])
    if container is not None:
        inside = draft.type in ("incollection", "inproceedings", "inbook")
        draft.put("booktitle" if inside else "journaltitle", container)


def _numbers(draft: Draft, given: Mapping[str, Passage]) -> None:
    """Identifiers: DOI and arXiv as fields, others beside them."""
    if "doi" in given:
        draft.put("doi", given["doi"], canonical_doi(given["doi"].text) or given["doi"].text)
    if "arxiv" in given:
        draft.put("eprint", given["arxiv"])
        draft.put("eprinttype", given["arxiv"], "arxiv")
    for scheme in ("pmid", "pmcid", "handle"):
        if scheme in given:
            value = given[scheme].text
            if scheme == "pmcid" and not value.upper().startswith("PMC"):
                value = f"PMC{value}"
            draft.identifiers.append(Identifier(scheme, value, given[scheme].span()))
