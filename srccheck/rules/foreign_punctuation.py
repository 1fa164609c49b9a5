"""The rule ``foreign-punctuation``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srccheck.messages import _
from srccheck.model import Confidence, Document, Dossier, Edit, Finding, Fix, Severity, Span
from srccheck.rules.context import document_language, is_bibliographic, title_language
from srccheck.rules.rule import Rule

_SPACED = re.compile(r"(?<=[\w)\]’'\"”])[  \u202f]([?!:;])(?=[\s\"”’»,.*_)]|$)")
_SPACES_ARE_SOUND = frozenset(("fr", ""))
_GUILLEMETS_ARE_SOUND = frozenset(("fr", "it", "es", "pt", "de", ""))
_LANGUAGES = {
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
}


class ForeignPunctuation(Rule):
    """French punctuation around or inside a title that is not French.

    What it does
    Reports a space before a question or exclamation mark, and guillemets around an English
    title, where both the title and the document are in the same other language. A space before
    a colon or a semicolon is info: library catalogues (ISBD) put one there.

    Why it matters
    The typography of the language in which the reference was written down stayed behind.

    Example:
    ``"Will the Ice Hold ?"`` in an English article.
    """

    name = "foreign-punctuation"
    severity = Severity.WARNING
    confidence = Confidence.LOW
    fixable = "sometimes"

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        """The findings of this rule in one document."""
        document = dossier.document
        if is_bibliographic(document):
            return
        language = document_language(document)
        if language in _SPACES_ARE_SOUND:
            return
        for entry in dossier.sources:
            field = entry.fields.get("title")
            if not field or title_language(entry) != language:
                continue
            for match in _SPACED.finditer(document.source, field.span.start, field.span.end + 1):
                yield self._space(match, language, entry.key)
            if language not in _GUILLEMETS_ARE_SOUND:
                span = _guillemets(document, field.span)
                if span:
                    cited = document.source[span.start : span.end]
                    yield self.finding(
                        span,
                        cited,
                        _(
                            "French quotation marks enclose an {language} title.",
                            language=_LANGUAGES[language],
                        ),
                        suggestion=f"“{field.value}”",
                        basis=_("language of the title and of the running text"),
                        entry=entry.key,
                    )

    def _space(self, match: re.Match[str], language: str, key: str) -> Finding:
        span = Span(*match.span())
        mark = match[1]
        style = mark in ":;"
        edit = Edit(Span(span.start, span.end - 1), "")
        return self.finding(
            span,
            match.group(),
            _(
                "There is a space before “{mark}”, as in French, in a title that is {language}.",
                mark=mark,
                language=_LANGUAGES[language],
            ),
            suggestion=mark,
            basis=_("language of the title and of the running text"),
            fix=Fix((edit,), safe=not style, description=_("Drop the space")),
            entry=key,
            severity=Severity.INFO if style else None,
        )


def _guillemets(document: Document, title: Span) -> Span | None:
    """The span of a title with the guillemets that enclose it, if any do."""
    before = document.source[max(0, title.start - 4) : title.start]
    after = document.source[title.end : title.end + 5]
    opening = re.search(r"«\s{0,2}[*_]{0,2}$", before)
    closing = re.match(r"[,.?!*_]{0,2}\s{0,2}»", after)
    if not opening or not closing:
        return None
    return Span(title.start - len(opening.group()), title.end + closing.end())
