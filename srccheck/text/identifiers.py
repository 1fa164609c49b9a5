"""Identifiers of works and persons in running text: where they stand and whether they can be right.

Forms follow the DOI Handbook (https://doi.org/10.1000/182, section 2), ISO 2108 (ISBN), ISO 3297
(ISSN), ISO 27729 (ORCID is a block of ISNI), arXiv's page on its identifiers and RFC 3986 (URL).
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Iterator
from typing import NamedTuple

from srccheck.messages import _


class IdentifierMatch(NamedTuple):
    """An identifier in a text.

    ``start`` and ``end`` enclose the identifier without its label (``ISBN``, ``doi:``); where it is
    written as an address (``https://doi.org/10.…``) they enclose the whole address. ``value`` is
    the canonical form: DOIs in lower case, ISBN without hyphens, ISSN and ORCID with them.
    """

    start: int
    end: int
    scheme: str
    value: str


_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,;:!?'\"’”»›…*_。，、"
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.(?=\w))[^\s\"“”«»„|\\^`]+", re.IGNORECASE)
_DOI = re.compile(r"(?<![\w./])10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\"“”«»„]+")
_DOI_LABEL = re.compile(
    r"\bdoi\b[ \u00a0\u202f:.]{0,3}([1Il][0Oo][.,][^\s\"“”«»„]+)", re.IGNORECASE
)
_DOI_HOST = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_NEXT_DOI = re.compile(r"[,;]10\.[0-9]{4,9}/")
_SHORT_DOI = re.compile(r"10/[a-z0-9]{3,12}")
_DOI_FORM = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/\S+")
_ISBN_LABEL = re.compile(
    r"\be?-?ISBN(?:[- ]?1[03](?![0-9-]))?[ \u00a0\u202f:.]{0,3}([0-9][0-9Xx\-‐‑–  ]{7,22})"
)
_ISBN_BARE = re.compile(r"(?<![0-9\-‐‑–])97[89][-‐‑– ]?[0-9][0-9\-‐‑– ]{8,16}")
_ISSN_LABEL = re.compile(
    r"\b[eplEPL]?-?ISSN(?:-L)?(?: ?\((?:print|online|imprimé|en ligne)\))?[ \u00a0\u202f:.]{0,3}"
    r"([0-9][0-9A-Za-z\-‐‑–]{5,11}(?: [Xx]\b)?)"
)
_ORCID = re.compile(r"(?<![0-9\-])[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx](?![0-9\-])")
_ORCID_LABEL = re.compile(r"(?:ORCID(?: ?iD)?[ :]{0,3}|orcid\.org/)$", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barXiv[: \u00a0]{1,2}([0-9]{4}\.[0-9]{4,5}|[a-z\-]{2,10}(?:\.[A-Z]{2})?/[0-9]{7})"
    r"(v[0-9]{1,2})?\b",
    re.IGNORECASE,
)
_ARXIV_PATH = re.compile(
    r"(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/"
    r"([0-9]{4}\.[0-9]{4,5}|[a-z\-]{2,10}(?:\.[a-z]{2})?/[0-9]{7})(v[0-9]{1,2})?(?:\.pdf)?",
    re.IGNORECASE,
)
_PMID = re.compile(r"\bPMID[: \u00a0]{1,2}([0-9]{1,8})\b", re.IGNORECASE)
_PMID_PATH = re.compile(
    r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/([0-9]{1,8})/?",
    re.IGNORECASE,
)
_PMCID = re.compile(r"\b(PMC[0-9]{4,8})\b")
_PMCID_PATH = re.compile(
    r"https?://(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/(PMC[0-9]{4,8})/?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\bhdl:? ?([0-9]{2,9}(?:\.[0-9]{1,9}){0,6}/[^\s\"“”«»]+)", re.IGNORECASE)
_HANDLE_PATH = re.compile(
    r"https?://hdl\.handle\.net/([0-9]{2,9}(?:\.[0-9A-Za-z]{1,20}){0,6}/\S+)", re.IGNORECASE
)
_ORCID_PATH = re.compile(
    r"(?:https?://)?(?:www\.)?orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx])/?",
    re.IGNORECASE,
)
_HYPHENS = re.compile(r"[-‐‑– \s]+")


def trim(text: str) -> str:
    """An address or DOI without what follows it in the sentence.

    A closing bracket stays when its partner is inside; from the first one without a
    partner on, and at the end sentence punctuation, everything is dropped.

    >>> trim("https://en.wikipedia.org/wiki/Thaw_(film)),"), trim("10.5555/abc>.")
    ('https://en.wikipedia.org/wiki/Thaw_(film)', '10.5555/abc')
    """
    opened: dict[str, int] = {}
    for index, character in enumerate(text):
        if character in "([{<":
            opened[character] = opened.get(character, 0) + 1
        elif (partner := _CLOSING.get(character)) is not None:
            if not opened.get(partner):
                text = text[:index]
                break
            opened[partner] -= 1
    return text.rstrip(_TRAILING + "([{<")


def canonical_doi(text: str) -> str:
    """The DOI in lower case, without resolver, label or percent-encoding; empty if there is none.

    DOIs are blind to the case of ASCII letters (DOI Handbook, 2.4).

    >>> canonical_doi("https://doi.org/10.5555/ABC%28SICI%291"), canonical_doi("doi: 10.5555/x.")
    ('10.5555/abc(sici)1', '10.5555/x')
    """
    text = text.strip()
    address = _DOI_HOST.match(text)
    if address:
        text = urllib.parse.unquote(text[address.end() :])
    match = _DOI.search(text) or _SHORT_DOI.match(text.lower())
    name = trim(match.group()).lower() if match else ""
    return name if _DOI_FORM.fullmatch(name) or _SHORT_DOI.fullmatch(name) else ""


def find_identifiers(text: str) -> list[IdentifierMatch]:
    """The identifiers in a text, in order and apart from each other.

    One that is labelled as such is found also when it is wrong; :func:`problem` tells.

    >>> [match[2:] for match in find_identifiers("ISSN 0032-342X, (https://doi.org/10.5555/A(1)).")]
    [('issn', '0032-342X'), ('doi', '10.5555/a(1)')]
    """
    taken: list[IdentifierMatch] = []
    occupied = bytearray(len(text))
    for finder in _FINDERS:
        for match in finder(text):
            if match.end > match.start and not any(occupied[match.start : match.end]):
                taken.append(match)
                occupied[match.start : match.end] = b"\1" * (match.end - match.start)
    return sorted(taken)


def _addresses(text: str) -> Iterator[IdentifierMatch]:
    for match in _ADDRESS.finditer(text):
        address = trim(match.group())
        found = _from_address(address)
        if found:
            yield IdentifierMatch(match.start(), match.start() + len(address), *found)


def _from_address(address: str) -> tuple[str, str] | None:
    host = _DOI_HOST.match(address)
    if host and len(address) > host.end():
        rest = urllib.parse.unquote(address[host.end() :])
        if doi := canonical_doi(address):
            return "doi", doi
        # The site of the DOI Foundation has pages of its own.
        return ("doi", rest.lower()) if re.match(r"(?:doi:)?\W?[\dIlO]", rest) else ("url", address)
    for scheme, path in _PATHS:
        if match := path.fullmatch(address):
            return scheme, match[1].upper() if scheme in ("orcid", "pmcid") else match[1]
    if len(address) <= len("https://"):
        return None
    return "url", address


_PATHS = (
    ("arxiv", _ARXIV_PATH),
    ("pmid", _PMID_PATH),
    ("pmcid", _PMCID_PATH),
    ("handle", _HANDLE_PATH),
    ("orcid", _ORCID_PATH),
)


def _dois(text: str) -> Iterator[IdentifierMatch]:
    for match in re.finditer(r"(?<![\w.])(?:dx\.)?doi\.org/[^\s\"“”«»„]+", text, re.IGNORECASE):
        address = trim(match.group())
        if value := canonical_doi(address):
            yield IdentifierMatch(match.start(), match.start() + len(address), "doi", value)
    for match in _DOI.finditer(text):
        start = match.start()
        for part in _NEXT_DOI.sub(lambda mark: " " + mark.group()[1:], match.group()).split(" "):
            name = trim(part)
            if _DOI_FORM.fullmatch(name):
                yield IdentifierMatch(start, start + len(name), "doi", name.lower())
            start += len(part) + 1
    for match in _DOI_LABEL.finditer(text):
        name = trim(match[1])
        yield IdentifierMatch(match.start(1), match.start(1) + len(name), "doi", name.lower())


def _isbns(text: str) -> Iterator[IdentifierMatch]:
    for match in _ISBN_LABEL.finditer(text):
        length = _isbn_length(match[1])
        if length:
            value = _HYPHENS.sub("", match[1][:length]).upper()
            yield IdentifierMatch(match.start(1), match.start(1) + length, "isbn", value)
    for match in _ISBN_BARE.finditer(text):
        length = _isbn_length(match.group())
        value = _HYPHENS.sub("", match.group()[:length])
        if len(value) == 13 and not problem("isbn", value):
            yield IdentifierMatch(match.start(), match.start() + length, "isbn", value)


def _isbn_length(text: str) -> int:
    """How much of a run of digits, hyphens and spaces is one ISBN."""
    ends = [match.end() for match in re.finditer(r"[0-9Xx]+", text)]
    lengths = {end: len(_HYPHENS.sub("", text[:end])) for end in ends}
    whole = [end for end in ends if lengths[end] in (10, 13)]
    for end in whole:
        if not problem("isbn", _HYPHENS.sub("", text[:end])):
            return end
    unbroken = len(text.split(" ", 1)[0].rstrip("-‐‑–"))
    if 9 <= len(_HYPHENS.sub("", text[:unbroken])) <= 15:
        return unbroken
    return max(whole, default=0)


def _issns(text: str) -> Iterator[IdentifierMatch]:
    for match in _ISSN_LABEL.finditer(text):
        compact = _HYPHENS.sub("", match[1]).upper()
        if not re.fullmatch(r"[0-9]{6,8}[0-9X]?|[0-9OIL]{7}[0-9X]", compact):
            continue
        value = f"{compact[:4]}-{compact[4:]}"
        yield IdentifierMatch(match.start(1), match.end(1), "issn", value)


def _orcids(text: str) -> Iterator[IdentifierMatch]:
    for match in _ORCID.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if match.group().startswith("000") or _ORCID_LABEL.search(before):
            yield IdentifierMatch(match.start(), match.end(), "orcid", match.group().upper())


def _plain(scheme: str, pattern: re.Pattern[str]) -> Callable[[str], Iterator[IdentifierMatch]]:
    def find(text: str) -> Iterator[IdentifierMatch]:
        for match in pattern.finditer(text):
            value = trim(match[1]) if scheme == "handle" else match[1]
            yield IdentifierMatch(match.start(1), match.start(1) + len(value), scheme, value)

    return find


_FINDERS: tuple[Callable[[str], Iterator[IdentifierMatch]], ...] = (
    _addresses,
    _dois,
    _plain("handle", _HANDLE),
    _orcids,
    _isbns,
    _issns,
    _plain("arxiv", _ARXIV),
    _plain("pmid", _PMID),
    _plain("pmcid", _PMCID),
)


def problem(scheme: str, value: str) -> str:
    """What is wrong with an identifier, in words; empty when nothing is.

    >>> problem("issn", "0032-342X"), problem("issn", "0032-3421")
    ('', 'its check digit should be X')
    """
    check = _CHECKS.get(scheme)
    return check(value.strip()) if check else ""


def _isbn_problem(value: str) -> str:
    from stdnum import isbn

    compact = _HYPHENS.sub("", value).upper()
    if len(compact) not in (10, 13):
        return _("it has {count} digits, and an ISBN has 13 (10 before 2007)", count=len(compact))
    if not re.fullmatch(r"[0-9]{9}[0-9X]|[0-9]{13}", compact):
        return _("it has a character that no ISBN has")
    if len(compact) == 13 and not compact.startswith(("978", "979")):
        return _("an ISBN of 13 digits begins with 978 or 979")
    if isbn.is_valid(compact):
        return ""
    if len(compact) == 10:
        return _("its check digit should be {digit}", digit=_mod11(compact[:9]))
    from stdnum import ean

    return _("its check digit should be {digit}", digit=ean.calc_check_digit(compact[:12]))


def _mod11(digits: str) -> str:
    """The check digit of ISBN-10 and ISSN: weights down to 2, modulo 11, X for ten."""
    weights = range(len(digits) + 1, 1, -1)
    rest = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return "0123456789X"[-rest % 11]


def _issn_problem(value: str) -> str:
    from stdnum import issn

    compact = _HYPHENS.sub("", value).upper()
    if len(compact) != 8:
        return _("it has {count} digits, and an ISSN has 8", count=len(compact))
    if not re.fullmatch(r"[0-9]{7}[0-9X]", compact):
        return _("it has a letter where a digit belongs")
    return (
        ""
        if issn.is_valid(compact)
        else _("its check digit should be {digit}", digit=_mod11(compact[:7]))
    )


def _orcid_problem(value: str) -> str:
    from stdnum.iso7064 import mod_11_2

    if not re.fullmatch(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", value.upper()):
        return _("an ORCID iD is four groups of four digits")
    check = mod_11_2.calc_check_digit(_HYPHENS.sub("", value)[:-1])
    return "" if value[-1].upper() == check else _("its check digit should be {digit}", digit=check)


def _doi_problem(value: str) -> str:
    value = value.lower()
    if _DOI_FORM.fullmatch(value) or _SHORT_DOI.fullmatch(value):
        return ""
    if not value.startswith("10."):
        return _("a DOI begins with 10. and the number of its registrant")
    registrant, _slash, suffix = value[3:].partition("/")
    if not suffix:
        return _("nothing follows the number of the registrant")
    if re.fullmatch(r"[0-9]{1,3}", registrant):
        return _("the number of the registrant after 10. has four digits or more")
    return _("the part before the slash is not 10. and a number")


def _arxiv_problem(value: str) -> str:
    value = re.sub(r"v[0-9]{1,2}$", "", value)
    date = value.rpartition("/")[2] if "/" in value else value
    if not date[:4].isdigit() or not 1 <= int(date[2:4]) <= 12:
        return _(
            "{month} is not a month, and an arXiv number begins with year and month",
            month=date[2:4],
        )
    if "/" not in value and "." in value:
        digits = 5 if int(date[:2]) >= 15 else 4
        if len(value.partition(".")[2]) != digits:
            return _(
                "after the dot, a number of 20{year} has {digits} digits",
                year=date[:2],
                digits=digits,
            )
    return ""


def _url_problem(value: str) -> str:
    if re.match(r"https?://https?[:/]", value, re.IGNORECASE):
        return _("the scheme stands there twice")
    address = value if "://" in value else f"http://{value}"
    try:
        host = urllib.parse.urlsplit(address).hostname or ""
    except ValueError:
        return _("it has no readable host")
    return "" if host else _("it has no host")


_CHECKS: dict[str, Callable[[str], str]] = {
    "isbn": _isbn_problem,
    "issn": _issn_problem,
    "orcid": _orcid_problem,
    "doi": _doi_problem,
    "arxiv": _arxiv_problem,
    "url": _url_problem,
}
