r"""What the preamble of a LaTeX document says: its class, its languages, its citation style.

Sources: the manuals of babel, polyglossia and biblatex (``autocite``, the standard styles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LANGUAGES = {
    "english": "en",
    "american": "en",
    "british": "en",
    "usenglish": "en",
    "ukenglish": "en",
    "australian": "en",
    "canadian": "en",
    "french": "fr",
    "francais": "fr",
    "frenchb": "fr",
    "acadian": "fr",
    "german": "de",
    "ngerman": "de",
    "austrian": "de",
    "naustrian": "de",
    "swissgerman": "de",
    "nswissgerman": "de",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "portuges": "pt",
    "brazil": "pt",
    "brazilian": "pt",
    "dutch": "nl",
    "russian": "ru",
    "polish": "pl",
    "catalan": "ca",
    "swedish": "sv",
    "danish": "da",
    "norsk": "nb",
    "czech": "cs",
}
_WITH_CHAPTERS = re.compile(
    r"(?:ext)?(?:report|book)|memoir|scrrep(?:rt|ort)|scrbook|.*thesis.*|tufte-book"
)
_FOOTNOTE_STYLES = (
    "verbose",
    "authortitle",
    "footnote",
    "dw",
    "jura",
    "bath",
    "oscola",
    "chicago-notes",
)
_OPTION = re.compile(r"[A-Za-z-]+(?:[ ]?=[ ]?\{?[\w-]+)?")
QUOTES = {
    "fr": "«»“”", "de": "„“‚‘", "es": "«»“”", "it": "«»“”", "pt": "«»“”", "ru": "«»„“",
    "pl": "„”«»", "cs": "„“‚‘", "da": "»«›‹", "nb": "«»‘’", "ca": "«»“”",
}  # fmt: skip
"""The quotation marks of csquotes by language, the inner ones last; elsewhere they are English."""


@dataclass
class Settings:
    """What packages and classes were asked for.

    >>> settings = Settings()
    >>> settings.use("usepackage", "french,ngerman", "babel")
    >>> settings.use("usepackage", "style=verbose-ibid", "biblatex")
    >>> settings.language, settings.autocite, settings.quotes
    ('de', 'footnote', '„“‚‘')
    """

    document_class: str = ""
    language: str = ""
    autocite: str = ""
    shorthands: bool = False
    packages: set[str] = field(default_factory=set)

    def use(self, command: str, options: str, name: str) -> None:
        """Take note of a class, a package or its options."""
        if command == "ExecuteBibliographyOptions":
            command, options, name = "usepackage", name, "biblatex"
        names = {each.strip() for each in name.split(",")}
        written = [each.replace(" ", "").replace("{", "") for each in _OPTION.findall(options)]
        if command == "documentclass":
            self.document_class = name.strip()
            self._languages(written)
        elif command.startswith("set"):
            self.language = _LANGUAGES.get(name.strip(), self.language)
        else:
            self.packages |= names
            if "babel" in names:
                self._languages(written)
            if names & {"ngerman", "german"}:
                self._languages(list(names))
            if "biblatex" in names or name.startswith("biblatex-"):
                self._citations(name.strip(), written)

    def _languages(self, options: list[str]) -> None:
        named = [option.removeprefix("main=") for option in options]
        known = [_LANGUAGES[name] for name in named if name in _LANGUAGES]
        main = [_LANGUAGES.get(option[5:], "") for option in options if option.startswith("main=")]
        if known:
            self.language = main[0] if main else known[-1]
            self.shorthands = self.shorthands or "de" in known

    def _citations(self, package: str, options: list[str]) -> None:
        if package == "biblatex-chicago" and "authordate" not in options:
            self.autocite = "footnote"
        for option in options:
            key, _, value = option.partition("=")
            if key in ("style", "citestyle") and value.startswith(_FOOTNOTE_STYLES):
                self.autocite = "footnote"
        for option in options:
            if option.startswith("autocite="):
                self.autocite = option[9:]

    @property
    def chapters(self) -> bool:
        """Whether the class has chapters, each of which numbers its notes anew."""
        return _WITH_CHAPTERS.fullmatch(self.document_class) is not None

    @property
    def quotes(self) -> str:
        """The quotation marks of the language."""
        return QUOTES.get(self.language, "“”‘’")
