"""A web page as text and tree, within bounds, whatever its bytes are."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from srccheck.text.normalise import fold

LONGEST = 3_000_000
"""Characters of a page that are read."""
MOST_TAGS = 60_000
"""Tags of a page that are read."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_WEB_NAMES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
              "us-ascii": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030",
              "ks_c_5601-1987": "cp949", "shift_jis": "cp932"}  # fmt: skip
"""What browsers read under a declared name (WHATWG Encoding Standard, section 4.2)."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def decode(data: bytes, content_type: str = "") -> str:
    """The text of a page.

    A byte order mark decides; then bytes that are valid UTF-8 are UTF-8, whatever is declared,
    since text in another encoding hardly ever is; then the declared encoding.

    >>> decode("<title>Été</title>".encode("latin-1"), "text/html; charset=iso-8859-1")
    '<title>Été</title>'
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    in_header, in_page = _CHARSET.search(content_type), _DECLARED.search(data[:4096])
    declared = [in_header.group(1)] if in_header else []
    declared += [in_page.group(1).decode("ascii")] if in_page else []
    names = [_WEB_NAMES.get(name.lower(), name.lower()) for name in declared]
    if not any(name.startswith(("utf-16", "utf-7", "iso-2022", "hz")) for name in names):
        names.insert(0, "utf-8")
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    best = next((name for name in names[1:] if _is_codec(name)), "windows-1252")
    return data.decode("utf-8" if "utf-8" in names[1:] else best, "replace")


def _is_codec(name: str) -> bool:
    try:
        return b"".decode(name) == ""
    except (LookupError, UnicodeError):
        return False


def _bounded(text: str) -> str:
    text = text[:LONGEST].replace("\0", " ")
    if text.count("<") > MOST_TAGS:
        opened = (match.start() for match in re.finditer("<", text))
        text = text[: next(itertools.islice(opened, MOST_TAGS, None))]
    return text


def clean(text: str) -> str:
    """Text with its white space collapsed and invisible characters gone."""
    return " ".join(re.sub("[\u200b-\u200f\u2060\ufeff\u00ad]", "", text).split())


class Markup:
    """A parsed page: its tree, and what its head states, in order.

    Attributes:
        url: the address of the page, empty when not known.
        html: the text of the page, cut where it is too long.
    """

    def __init__(
        self, html: bytes | str, url: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        self.headers = {name.lower(): value for name, value in (headers or {}).items()}
        if isinstance(html, bytes):
            html = decode(html[: 4 * LONGEST], self.headers.get("content-type", ""))
        self.html = _bounded(html)
        self.url = url

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The tree; ``lxml`` mends whatever is broken."""
        import warnings

        with warnings.catch_warnings():  # it guesses that odd input is XML, a file name …
            warnings.simplefilter("ignore")
            return BeautifulSoup(self.html, "lxml")

    @cached_property
    def metas(self) -> tuple[tuple[str, str], ...]:
        """The names (lower case) and contents of ``<meta>`` elements."""
        return tuple(self._metas())

    def _metas(self) -> Iterator[tuple[str, str]]:
        for tag in self.soup.find_all("meta"):
            content = clean(attribute(tag, "content"))
            if not content:
                continue
            for key in ("name", "property", "itemprop", "http-equiv"):
                for name in attribute(tag, key).lower().split():
                    yield name, content

    def meta(self, *names: str) -> str:
        """The first content stated under the first of these names that states any."""
        for name in names:
            for stated, content in self.metas:
                if stated == name:
                    return content
        return ""

    @cached_property
    def canonical(self) -> str:
        """The address that the page says is its own; empty when it says none."""
        for tag in self.soup.find_all("link", href=True):
            if "canonical" in attribute(tag, "rel").lower().split():
                return self.absolute(attribute(tag, "href"))
        return ""

    def absolute(self, address: str) -> str:
        """An address in the page as a whole one; empty when it is none of the web."""
        try:
            whole = urljoin(self.url, address.strip())
            parts = urlsplit(whole)
        except ValueError:
            return ""
        return whole if parts.scheme in ("http", "https") and parts.netloc else ""

    @cached_property
    def language(self) -> str:
        """The language that the page says it is in, as BCP 47."""
        root = self.soup.find("html")
        stated = ""
        if isinstance(root, Tag):
            stated = attribute(root, "lang") or attribute(root, "xml:lang")
        stated = stated or self.meta("content-language", "language", "og:locale")
        stated = stated or self.headers.get("content-language", "")
        match = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?![A-Za-z])", stated.strip())
        return match.group().replace("_", "-") if match else ""

    @cached_property
    def host(self) -> str:
        """The host of the page, lower case, without the dot that may end it."""
        return host_of(self.url) or host_of(self.canonical)

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``."""
        tag = self.soup.find("title")
        return clean(tag.get_text()[:1000]) if isinstance(tag, Tag) else ""

    @cached_property
    def heading(self) -> Tag | None:
        """The heading of the work: the first one that is in the title, else the first ``<h1>``."""
        title = fold(self.title)
        found: list[Tag] = []
        for name in ("h1", "h2", "h3"):
            tags = [tag for tag in self.soup.find_all(name, limit=10) if isinstance(tag, Tag)]
            for tag in tags:
                text = fold(tag.get_text(" ")[:1000])
                if len(text) > 5 and text in title:
                    return tag
            found = found or tags
        return found[0] if found and found[0].name == "h1" else None

    @cached_property
    def near_heading(self) -> frozenset[int] | None:
        """The ids of the elements around the heading of the work; ``None`` if it has none.

        A byline or a date far from it belongs to something else.
        """
        heading = self.heading
        if heading is None:
            return None
        before = heading.find_all_previous(True, limit=60)
        return frozenset(map(id, (*before, *heading.find_all_next(True, limit=150))))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The texts of the first few ``<h1>``."""
        found = self.soup.find_all("h1", limit=5)
        return tuple(text for tag in found if (text := clean(tag.get_text(" ")[:1000])))


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one string, empty when there is none."""
    value = tag.get(name)
    if isinstance(value, list):
        return " ".join(value)
    return value or ""


def host_of(url: str) -> str:
    """The host of an address, lower case and without ``www``; empty when it has none.

    >>> host_of("https://www.Example.org./a")
    'example.org'
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return host.removeprefix("www.")
