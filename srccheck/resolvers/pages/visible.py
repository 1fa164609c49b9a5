"""What a reader of the page sees: heading, byline and date, and what its address says."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bs4 import Tag

from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.dates import date_in_address, read_date
from srccheck.resolvers.pages.markup import Markup, attribute, clean
from srccheck.resolvers.pages.names import authors, starts_with_by
from srccheck.resolvers.pages.statement import Statement
from srccheck.resolvers.pages.words import any_of, phrases, phrases_of
from srccheck.text.dates import find_dates
from srccheck.text.normalise import fold, words

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|byl|author|authors|auteur|auteurs|autor|autores|autorin|autore|autori"
    r"|contributor|signature|writer|writers)(?:$|[\s_-]|name)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|pubdate|published|publication|posted|datum|fecha|timestamp|entry-meta"
    r"|post-meta|article-meta|meta-date)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"(?:,|[-–—|•·]|\ble|\bam|\bon|\s){1,6}$")
"""What stands between a byline and the date that ends it: "Par Jeanne Dubois, le 5 octobre"."""
_BESIDE = frozenset(("nav", "footer", "aside", "form"))
_BEFORE, _NEAR = 300, 2_500
"""Characters of the text, before and from the heading on, in which dates and bylines are."""
_TOP = 40
"""Short lines at the head of the text among which a byline is looked for."""


def statements(markup: Markup, text: str) -> Iterator[Statement]:
    """What can be seen on a page.

    Args:
        markup: the page.
        text: its readable text.
    """
    title = " ".join(words(markup.title))
    for heading in markup.headings[:2]:
        alike = " ".join(words(heading)) in title
        yield Statement("title", heading, ways.VISIBLE if alike else ways.HEADING)
    if markup.title:
        yield Statement("title", markup.title, ways.TITLE)
    head = _head(markup, text)
    yield from _labelled_dates(markup, head)
    yield from _byline(markup, head)
    yield from _marked_dates(markup)
    if markup.canonical:
        yield Statement("url", markup.canonical, ways.LINK)
    date = date_in_address(markup.url) or date_in_address(markup.canonical)
    if date:
        yield Statement("issued", date, ways.ADDRESS)


def _head(markup: Markup, text: str) -> str:
    """The text from a little before the heading of the work on."""
    heading = clean(markup.heading.get_text("")[:1000]) if markup.heading else ""
    place = text.find(heading) if heading else -1
    start = text.rfind("\n", 0, max(place - _BEFORE, 0)) + 1 if place >= 0 else 0
    return text[start : start + _NEAR]


def _byline(markup: Markup, text: str) -> Iterator[Statement]:
    for tag in _elements(markup, _BYLINE, rel="author"):
        shown = _short_text(tag)
        found = authors(shown, visible=True) if shown else ()
        if found:
            for name in found:
                yield Statement("author", name, ways.VISIBLE)
            return
    for line in text.split("\n", _TOP)[:_TOP]:
        if len(line) <= 120 and starts_with_by(line):
            dates = find_dates(line, markup.language)
            head = _LEAD_IN.sub("", line[: dates[0].start]) if dates else line
            found = authors(head, visible=True)
            for name in found:
                yield Statement("author", name, ways.VISIBLE)
            if found and dates:
                yield Statement("issued", dates[0].date, ways.VISIBLE)
            if found:
                return


def _labelled_dates(markup: Markup, text: str) -> Iterator[Statement]:
    """Dates behind "Published on", "Publié le", "Updated" near the head of the text."""
    head, folded = text, fold(text)
    if len(folded) != len(head):  # folding may change lengths; then only the folded text is read
        head = folded
    for kind, field in (("published", "issued"), ("modified", "modified"), ("dated", "issued")):
        for match in _labels(kind).finditer(folded):
            behind = head[match.end() : match.end() + 60]
            language = _language_of(match.group(1), kind) or markup.language
            dates = find_dates(behind, language)
            if dates and not re.search(r"[.!?]\s", behind[: dates[0].start]):
                between = behind[: dates[0].start]
                if "pdat" in between.lower() or (kind == "dated" and len(between) > 3):
                    continue
                yield Statement(field, dates[0].date, ways.VISIBLE)
                break


@functools.cache
def _labels(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b({any_of(phrases_of('bylines', kind))})\b")


def _language_of(phrase: str, kind: str) -> str:
    return next((lang for k, lang, p in phrases("bylines") if k == kind and p == phrase), "")


def _marked_dates(markup: Markup) -> Iterator[Statement]:
    """``<time>`` elements, and elements that are called dates."""
    times = [tag for tag in markup.soup.find_all("time", limit=40) if isinstance(tag, Tag)]
    times = [tag for tag in times if not _is_beside(tag) and _is_near(tag, markup)]
    for tag in sorted(times, key=_is_of_publication, reverse=True):
        named = f"{attribute(tag, 'class')} {attribute(tag, 'itemprop')}".lower()
        late = re.search("modif|updat|maj", named)
        date = read_date(attribute(tag, "datetime") or _short_text(tag), markup.language)
        if date and date.day:
            yield Statement("modified" if late else "issued", date, ways.VISIBLE)
            if not late:
                break
    for tag in _elements(markup, _DATE):
        if tag.find_parent("a"):  # it announces another page
            continue
        dates = find_dates(_short_text(tag), markup.language)
        if dates and (dates[0].date.month or dates[0].date.season):
            yield Statement("issued", dates[0].date, ways.VISIBLE)
            break


def _is_of_publication(tag: Tag) -> bool:
    named = f"{attribute(tag, 'class')} {attribute(tag, 'itemprop')}".lower()
    return tag.has_attr("pubdate") or "publi" in named


def _elements(markup: Markup, called: re.Pattern[str], rel: str = "") -> list[Tag]:
    """Elements by class, identifier or relation, outside what stands around the work."""

    def wanted(tag: Tag) -> bool:
        if rel and rel in attribute(tag, "rel").lower().split():
            return True
        named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}"[:300]
        return bool(called.search(named))

    found = [tag for tag in markup.soup.find_all(wanted, limit=60) if isinstance(tag, Tag)]
    return [tag for tag in found if tag.name not in ("body", "html", "meta", "link")
            and not _is_beside(tag) and _is_near(tag, markup)]  # fmt: skip


def _is_near(tag: Tag, markup: Markup) -> bool:
    """Whether an element is near the heading; on a page without one, whether it must be meant."""
    if markup.near_heading is None:
        return _is_of_publication(tag) or tag.find_parent(["article", "main"]) is not None
    return id(tag) in markup.near_heading


def _is_beside(tag: Tag) -> bool:
    for count, above in enumerate(tag.parents):
        if above.name in _BESIDE:
            return True
        if count > 60:
            break
    return False


def _short_text(tag: Tag) -> str:
    """The text of an element, empty when it is too long to be a byline or a date."""
    text = ""
    for piece in tag.strings:
        text += f" {piece}"
        if len(text) > 400:
            return ""
    return clean(text)
