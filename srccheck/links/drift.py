"""Whether a page still shows what it is cited for.

Only a page that shows neither title, nor author, nor quotation has drifted: titles are changed and
translated, names are left out, and texts are cut.
"""

from __future__ import annotations

import re

from srccheck.links.model import Expected
from srccheck.links.seen import Page
from srccheck.text.normalise import fold, words
from srccheck.text.similarity import similarity

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHOLE = 40_000
"""The text of a page is kept up to this length: of a longer one, not all is known."""
_FEWEST_WORDS = 60
"""A shorter page may be filled by scripts, or show its work only on request."""


def drift(expected: Expected, page: Page) -> str:
    """What a page lacks of what it is cited for; empty when it shows any of it.

    >>> page = Page(text="On bees, by A. Apis. " + "Bees and more bees. " * 20, words=90)
    >>> drift(Expected(title="On bees"), page)
    ''
    >>> drift(Expected(title="A history of tides", authors=("Selkirk",)), page)
    "the page shows neither the title 'A history of tides' nor Selkirk"
    """
    if page.kind != "page" or page.scripted or page.words < _FEWEST_WORDS or not expected.title:
        return ""
    shown = set(words(page.text)) | set(words(" ".join((page.title, *page.titles))))
    if _has_title(expected.title, page, shown):
        return _of_another_year(expected.title, page, shown)
    authors = [name for name in expected.authors if words(name)]
    stated = shown | set(words(" ".join(page.authors)))
    if any(set(words(name)) <= stated for name in authors):
        return ""
    if expected.quotation and _bare(expected.quotation) in _bare(page.text):
        return ""
    named = f" nor {authors[0]}" if authors else ""
    return f"the page shows {'neither' if named else 'nowhere'} the title {expected.title!r}{named}"


def _of_another_year(title: str, page: Page, shown: set[str]) -> str:
    """What tells that a page shows the edition of another year than the title names."""
    cited = set(_YEAR.findall(title))
    found = _YEAR.findall(" ".join((page.title, *page.titles)))
    if not cited or not found or cited & shown or len(page.text) >= _WHOLE:
        return ""
    return f"the page is that of {found[0]}; {min(cited)} is nowhere on it"


def _has_title(title: str, page: Page, shown: set[str]) -> bool:
    if any(similarity(title, other) > 0.6 for other in (page.title, *page.titles) if other):
        return True
    wanted = {word for word in words(title) if len(word) > 3} or set(words(title))
    return len(wanted & shown) >= 0.6 * len(wanted)


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w+", fold(text)))
