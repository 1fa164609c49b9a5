r"""What srccheck says to people, in English and in other languages.

A text is written in English where it arises, as a template with named fields, and marked with
:func:`_`, or with :func:`n_` where it counts. From then on it *is* the English text (a ``str``) and
remembers what it was made of. Whoever shows it says it in the language of the reader::

    message = _("The DOI {doi} is not registered.", doi="10.5555/1")
    tell(message, "fr")

So rules stay pure and need not know who reads. A marked text that is put into an f-string or added
to another becomes plain English; to build one of several, make them its fields, or use
:func:`joined`. Catalogues are those of GNU gettext, beside this file; ``python docs/messages.py``
brings them up to date.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "fr")
"""The languages that srccheck speaks; the first is that of the texts in the code."""
DOMAIN = "srccheck"


class Message(str):
    """A text in English that can also be said in other languages.

    >>> message = Message("Look at {place}.", {"place": "note 3"})
    >>> message, message.template
    ('Look at note 3.', 'Look at {place}.')
    """

    template: str
    fields: Mapping[str, Any]
    plural: str

    def __new__(cls, template: str, fields: Mapping[str, Any], plural: str = "") -> Message:
        """A text from a template; ``plural`` is that for any ``count`` but one."""
        english = plural if plural and fields["count"] != 1 else template
        message = super().__new__(cls, _filled(english, fields) if fields else english)
        message.template, message.fields, message.plural = template, fields, plural
        return message

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.template, self.fields, self.plural


class _Part(str):
    """A field of a message: with the format ``A`` it begins the sentence, and does not end it."""

    def __format__(self, form: str) -> str:
        return self[:1].upper() + self[1:].rstrip(".") if form == "A" else format(str(self), form)


def _(template: str, /, **fields: Any) -> Message:
    """A text for people; without fields, braces in it stand for themselves.

    A field ``{reason:A}`` is a text that begins the sentence: with a capital letter, and
    without its full stop.

    >>> _("The file {path} is gone.", path="a.md")
    'The file a.md is gone.'
    """
    if isinstance(template, Message):
        return template
    return Message(template, fields)


def n_(one: str, many: str, count: int, /, **fields: Any) -> Message:
    """A text for people that counts something, with the count in its field ``count``.

    >>> n_("{count} source", "{count} sources", 2)
    '2 sources'
    """
    return Message(one, {"count": count, **fields}, many)


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Several texts as one, each of which is still told in the reader's language.

    >>> joined("; ", [_("no title"), "10.5555/1"])
    'no title; 10.5555/1'
    """
    fields = {f"part{number}": part for number, part in enumerate(parts)}
    separator = separator.replace("{", "{{").replace("}", "}}")
    return Message(separator.join(f"{{{name}}}" for name in fields), fields)


def tell(text: str, language: str) -> str:
    """A text as it is said in a language; one that has no other form there stays as it is.

    A plain string is looked up as it stands. Only what srccheck itself says may be given, never
    what a document or a service says.

    >>> tell(n_("{count} source", "{count} sources", 0), "fr"), tell("verified", "fr")
    ('0 source', 'vérifiée')
    """
    if not text or language == LANGUAGES[0] or language not in LANGUAGES:
        return str(text)
    catalogue = _catalogue(language)
    if not isinstance(text, Message):
        return catalogue.gettext(text)
    if text.plural:
        template = catalogue.ngettext(text.template, text.plural, text.fields["count"])
    else:
        template = catalogue.gettext(text.template) if text.template else ""
    if not text.fields:
        return template
    told = {
        name: tell(value, language) if isinstance(value, Message) else value
        for name, value in text.fields.items()
    }
    return _filled(template, told)


def wanted_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that a user's environment asks for, in the order of the gettext library.

    >>> wanted_language({"LANG": "fr_CA.UTF-8"}), wanted_language({"LANG": "nl_NL", "LC_ALL": "C"})
    ('fr', 'en')
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if asked := environment.get(name):
            return next(filter(None, map(spoken, asked.split(":"))), LANGUAGES[0])
    return LANGUAGES[0]


def spoken(tag: str) -> str:
    """The language of srccheck that a language tag or a locale stands for, or an empty string.

    >>> spoken("fr-CH"), spoken("de")
    ('fr', '')
    """
    name = tag.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return name if name in LANGUAGES else ""


def _filled(template: str, fields: Mapping[str, Any]) -> str:
    if ":A}" in template:
        fields = {
            name: _Part(value) if isinstance(value, str) else value
            for name, value in fields.items()
        }
    return template.format(**fields)


def folder() -> str:
    """The folder of the catalogues, as the gettext library wants to know it."""
    from importlib.resources import files

    return str(files(__name__))


@functools.cache
def _catalogue(language: str) -> NullTranslations:
    from gettext import translation

    return translation(DOMAIN, folder(), [language])
