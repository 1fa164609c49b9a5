"""Titles without the name of the site that pages add to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srccheck import venues
from srccheck.resolvers.pages.markup import Markup, attribute, clean, host_of
from srccheck.text.normalise import words

_SEPARATOR = re.compile(r"\s+[|•·–—:»«/*-]+\s+|\s*[|•»]\s*|--+|(?<=\w): (?=\S)|, (?=\S)")
_STRONG = re.compile(r"[|•»«·]|::|--| [-–—*] ")
_HOME = re.compile(r"(?:(?:index|home|default|accueil)(?:\.\w{2,5})?)?", re.IGNORECASE)
_ARTICLES = frozenset(("the", "le", "la", "les", "l", "der", "die", "das", "el", "il", "lo", "o"))


def site_names(markup: Markup, stated: Iterable[str] = ()) -> tuple[str, ...]:
    """The names by which the site of a page may be called, the surest first."""
    names = [*stated, markup.meta("og:site_name", "application-name"), *_home_links(markup)]
    venue = venues.by_domain(markup.host) if markup.host else None
    if venue:
        names.extend(venue.names())
    return tuple(dict.fromkeys(name for name in names if name))


def _home_links(markup: Markup) -> Iterator[str]:
    """What the links to the home page show, or say of their images."""
    for tag in markup.soup.find_all("a", href=True, limit=100):
        address = markup.absolute(attribute(tag, "href"))
        path = address.partition("://")[2].partition("/")[2].strip("/")
        if host_of(address) == markup.host and _HOME.fullmatch(
            path.rpartition("/")[2] if "." in path else path
        ):
            shown = [clean(tag.get_text(" ")), attribute(tag, "title")]
            shown += [attribute(image, "alt") for image in tag.find_all("img", limit=3)]
            yield from (name for name in shown if 2 < len(name) < 80)


def without_site(title: str, names: Iterable[str], host: str = "") -> str:
    """A title without the name of the site before or after it, or its domain.

    A part behind a dash goes only when it is one of the names: titles have dashes of their own.

    >>> without_site("La guerre - une histoire | Le Monde", ["Le Monde"])
    'La guerre - une histoire'
    >>> without_site("La guerre - une histoire", ["Le Monde"])
    'La guerre - une histoire'
    >>> without_site("example.org: A plain tale", [], "example.org")
    'A plain tale'
    """
    known = {site_key(name) for name in names} - {""}
    if host:
        known |= {site_key(host), site_key(host.rpartition(".")[0])} - {""}
    for _ in range(3):
        shorter = _cut(title, known)
        if shorter == title:
            break
        title = shorter
    return title


def _cut(title: str, known: set[str]) -> str:
    marks = list(_SEPARATOR.finditer(title[:1000]))
    for mark in (*reversed(marks[-4:]), *marks[:2]):
        before, after = title[: mark.start()].strip(), title[mark.end() :].strip()
        weak = mark.group().startswith(",")
        if before and _holds_site(after, known) and not (weak and len(site_key(after).split()) < 2):
            return before
        if after and not weak and site_key(before) in known:
            return after
    return title


def _holds_site(part: str, known: set[str]) -> bool:
    """Whether a part is a name of the site, or begins or ends with one beside a separator.

    What stands between the title and the name is a section, what follows it a date or an author.
    """
    keys = [site_key(piece) for piece in _STRONG.split(part) if piece.strip()]
    return bool(keys) and (site_key(part) in known or keys[0] in known or keys[-1] in known)


def site_key(name: str) -> str:
    """A name of a site, folded, without a leading article."""
    found = words(name)
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return " ".join(found)


def whole(title: str, others: Iterable[str]) -> str:
    """The full form of a title that is cut off with dots, if another way gives it.

    >>> whole("A long title that …", ["A long title that never ends"])
    'A long title that never ends'
    """
    match = re.search(r"\s?(?:…|\.\.\.)$", title)
    if not match:
        return title
    start = title[: match.start()]
    longer = (other for other in others if other.startswith(start) and len(other) > len(title))
    return next((other for other in longer if not re.search(r"(?:…|\.\.\.)$", other)), title)
