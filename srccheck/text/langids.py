"""The names that babel and BibLaTeX give to languages, and their BCP 47 codes.

Source: the biblatex manual, section 3.2.2 (``langid``), and RFC 5646.
"""

from __future__ import annotations

_CODES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "australian": "en-AU", "canadian": "en-CA", "french": "fr",
    "francais": "fr", "acadian": "fr-CA", "german": "de", "ngerman": "de", "austrian": "de-AT",
    "naustrian": "de-AT", "nswissgerman": "de-CH", "swissgerman": "de-CH", "spanish": "es",
    "italian": "it", "portuguese": "pt", "portuges": "pt", "brazilian": "pt-BR", "brazil": "pt-BR",
    "dutch": "nl", "russian": "ru", "arabic": "ar", "polish": "pl", "turkish": "tr",
    "catalan": "ca", "czech": "cs", "danish": "da", "swedish": "sv", "norwegian": "no",
    "norsk": "nb", "nynorsk": "nn", "finnish": "fi", "greek": "el", "hebrew": "he",
    "hungarian": "hu", "romanian": "ro", "ukrainian": "uk", "bulgarian": "bg", "croatian": "hr",
    "serbian": "sr", "slovene": "sl", "slovak": "sk", "latin": "la", "japanese": "ja",
    "chinese": "zh", "korean": "ko", "persian": "fa", "estonian": "et", "latvian": "lv",
    "lithuanian": "lt", "icelandic": "is", "basque": "eu", "galician": "gl", "hindi": "hi",
    "indonesian": "id", "vietnamese": "vi",
}  # fmt: skip
_NAMES = {code.lower(): name for name, code in reversed(_CODES.items())}
# The codes of ISO 639-2 that catalogues and PubMed use.
_THREE = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it",
    "por": "pt", "dut": "nl", "nld": "nl", "rus": "ru", "ara": "ar", "pol": "pl", "tur": "tr",
    "cze": "cs", "ces": "cs", "dan": "da", "swe": "sv", "nor": "no", "fin": "fi", "gre": "el",
    "ell": "el", "heb": "he", "hun": "hu", "rum": "ro", "ron": "ro", "ukr": "uk", "bul": "bg",
    "hrv": "hr", "srp": "sr", "slv": "sl", "slo": "sk", "slk": "sk", "lat": "la", "jpn": "ja",
    "chi": "zh", "zho": "zh", "kor": "ko", "per": "fa", "fas": "fa", "cat": "ca",
}  # fmt: skip


def language_code(written: str) -> str:
    """The code of a language given as a code or as babel's or its English name; else empty.

    >>> language_code("ngerman"), language_code("eng"), language_code("fr_FR"), language_code("?")
    ('de', 'en', 'fr-FR', '')
    """
    word = written.strip()
    known = _CODES.get(word.lower()) or _THREE.get(word.lower())
    if known:
        return known
    first, *rest = word.replace("_", "-").split("-")
    if len(first) != 2 or not first.isalpha() or not first.isascii():
        return ""
    region = rest[0].upper() if rest and len(rest[0]) == 2 and rest[0].isalpha() else ""
    return f"{first.lower()}-{region}" if region else first.lower()


def language_name(code: str) -> str:
    """Babel's name of a language from its code; without the region if that has no name of its own.

    >>> language_name("en-US"), language_name("fr-BE"), language_name("qq")
    ('american', 'french', '')
    """
    code = code.lower()
    return _NAMES.get(code) or _NAMES.get(code.partition("-")[0], "")
