"""The rule ``foreign-month``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _, joined
from srccheck.model import Confidence, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.rules.context import (
    document_language,
    is_bibliographic,
    shortened,
    title_language,
)
from srccheck.rules.date_words import CAPITALISED
from srccheck.rules.rule import Rule
from srccheck.text.dates import month_names

_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\d(\.|st|nd|rd|th|er|º|°)?\s{0,3}$")
_LINK_BEFORE = re.compile(r"\bde\s{1,3}$")
_LINK_AFTER = re.compile(r"\s{1,3}del?\b")
_LANGUAGES = {
    "en": _("English"),
    "fr": _("French"),
    "de": _("German"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
}


class ForeignMonth(Rule):
    """A month in another language than the document's.

    What it does
    Looks at the dates of references: the month or season has to be a word of the language of
    the running text. A month in the language of the title is a matter of style (info, of low
    confidence), unless the document gives other foreign dates in its own language.

    Why it matters
    It stayed behind from a translation, or came in with a copied reference.

    Example:
    ``10 novembre 2022`` in a note of an English article.
    """

    name = "foreign-month"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    fixable = "unsafe"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        language = "" if is_bibliographic(document) else document_language(document)
        own = month_names().get(language)
        if not own:
            return
        kept = _keeps_languages(dossier, language)
        for entry in dossier.sources:
            for name in ("date", "urldate"):
                field = entry.fields.get(name)
                if not field:
                    continue
                stretch = document.source[field.span.start : field.span.end]
                for word in _WORD.finditer(stretch):
                    foreign, number = _foreign(word.group(), language)
                    if number:
                        own_language = _fits(word.group(), title_language(entry))
                        start = field.span.start + word.start()
                        span = Span(start, start + len(word.group()))
                        right = _in_language(number, language)
                        yield self.finding(
                            span,
                            word.group(),
                            _(
                                "The date {stretch} has a month in {foreign},"
                                " while the document is in {language}.",
                                stretch=shortened(stretch),
                                foreign=foreign,
                                language=_LANGUAGES[language],
                            ),
                            suggestion=right,
                            basis=_("language of the running text"),
                            fix=Fix(
                                (Edit(span, right),),
                                safe=False,
                                description=_("Write {right}", right=right),
                            )
                            if _can_stay(stretch, word, language)
                            else None,
                            entry=entry.key,
                            severity=Severity.INFO if kept and own_language else None,
                            confidence=Confidence.LOW if own_language else None,
                        )


def _can_stay(stretch: str, month: re.Match[str], language: str) -> bool:
    """Whether what stands around a month is written so in a language, too.

    In Spanish and Portuguese, ``de`` stands there (``3 de mayo de 2016``), in German a full stop
    behind the day (``3. Mai 2016``).
    """
    before, after = stretch[: month.start()], stretch[month.end() :]
    day = _DAY.search(before)
    linked = bool(_LINK_BEFORE.search(before) or _LINK_AFTER.match(after))
    if language in ("es", "pt"):
        return linked or not day
    sign = (day[1] or "") if day else ""
    right = "." if language == "de" and day else ""
    return not linked and (sign == right or (language == "en" and sign in ("st", "nd", "rd", "th")))


def _keeps_languages(dossier: Dossier, language: str) -> bool:
    """Whether the document gives the dates of foreign works in their language throughout."""
    for entry in dossier.sources:
        field = entry.fields.get("date")
        other = title_language(entry)
        if not field or other in ("", language):
            continue
        for word in _WORD.findall(field.raw):
            if _fits(word, language) and not _fits(word, other):
                return False
    return True


def _fits(word: str, language: str) -> bool:
    return word.lower() in month_names().get(language, {})


def _foreign(word: str, language: str) -> tuple[str, int]:
    """The language and the number of a month that is no month in the language of the document."""
    form = word.lower()
    if form in month_names()[language]:
        return "", 0
    readings = {other: names[form] for other, names in month_names().items() if form in names}
    if not readings or len(set(readings.values())) > 1:
        return "", 0
    known = [_LANGUAGES[other] for other in readings if other in _LANGUAGES]
    named = known[-1] if known else _("another language")
    if known[1:]:
        others = joined(", ", known[:-1])
        named = _("{languages} or {language}", languages=others, language=named)
    return named, next(iter(readings.values()))


def _in_language(number: int, language: str) -> str:
    """The full name of a month, as it is written inside a sentence."""
    names = month_names()[language]
    name = next(form for form, value in names.items() if value == number)
    return name.capitalize() if language in CAPITALISED and number <= 12 else name
