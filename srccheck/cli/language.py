"""The language in which the command line speaks: that of ``--language``, else the user's."""

from __future__ import annotations

import contextlib
import copy
import gettext
import inspect
import os
from collections.abc import Iterator, Sequence
from contextvars import ContextVar

import click

from srccheck.errors import SrccheckError
from srccheck.messages import DOMAIN, LANGUAGES, _, folder, n_, spoken, tell, wanted_language

OPTION = "--language"
_LANGUAGE = ContextVar("language", default=LANGUAGES[0])

_CLICK = (
    _("Usage:"), _("Options"), _("Commands"), _("Show this message and exit."),
    _("Error: {message}"), _("Try '{command} {option}' for help."), _("Aborted!"),
    _("Missing argument"), _("Missing option"), _("Missing parameter"), _("file"), _("directory"),
    _("No such option: {name}"), _("No such option {name!r}."),
    _("default: {default}"), _("No such command {name!r}."), _("Missing command."),
    _("Did you mean {possibility}?"), _("Option {name!r} requires an argument."),
    _("Option {name!r} does not take a value."), _("Got unexpected extra argument ({args})"),
    _("Invalid value: {message}"), _("Invalid value for {param_hint}: {message}"),
    n_("{value!r} is not {choice}.", "{value!r} is not one of {choices}.",
       2, value="", choice="", choices=""),
    _("{value!r} is not a valid {number_type}."), _("{value} is not in the range {range}."),
    _("{name} {filename!r} does not exist."), _("{name} {filename!r} is a directory."),
    _("{name} {filename!r} is a file."),
)  # fmt: skip
"""What click says, which looks it up in the catalogue itself."""


def current() -> str:
    """The language that is spoken."""
    return _LANGUAGE.get()


def told(text: str) -> str:
    """A text of srccheck in the language that is spoken."""
    return tell(text, current())


def in_words(error: SrccheckError) -> str:
    """What is wrong and what to do about it, in the language that is spoken."""
    cause, remedy = told(error.cause), told(error.remedy)
    return f"{cause} ({remedy})" if remedy else cause


def chosen(arguments: Sequence[str]) -> str:
    """The language that the arguments ask for, else the environment.

    It is looked for before anything is parsed, since the help and the errors of parsing are to be
    in that language too.

    >>> chosen(["check", "a.md", "--language", "fr"]), chosen(["check", "--language=en", "a.md"])
    ('fr', 'en')
    """
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION:
            following = arguments[number + 1] if number + 1 < len(arguments) else ""
            return spoken(value if equals else following) or wanted_language()
    return wanted_language()


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language; click, which asks gettext, too."""
    before = _LANGUAGE.set(language)
    if language == LANGUAGES[0]:
        try:
            yield
        finally:
            _LANGUAGE.reset(before)
        return
    domain, asked = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, folder())
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if asked is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = asked
        _LANGUAGE.reset(before)


def translated(command: click.Command) -> click.Command:
    """The command with its help in the language that is spoken; the command itself stays."""
    if current() == LANGUAGES[0]:
        return command
    made = copy.copy(command)
    made._help_option = None  # it keeps the language in which it was first shown
    made.help = _paragraphs(command.help)
    made.epilog = _blocks(command.epilog)
    made.short_help = told(command.short_help or "")
    made.params = [copy.copy(one) for one in command.params]
    for one in made.params:
        if isinstance(one, click.Option) and one.help:
            one.help = told(one.help)
    return made


def help_texts(command: click.Command) -> Iterator[str]:
    """What :func:`translated` looks up, for the catalogue."""
    yield from inspect.cleandoc(command.help or "").split("\n\n")
    yield from (block.rstrip("\n") for block in (command.epilog or "").split("\b\n"))
    yield command.short_help or ""
    yield from (one.help or "" for one in command.params if isinstance(one, click.Option))


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(map(told, inspect.cleandoc(text or "").split("\n\n")))


def _blocks(text: str | None) -> str:
    """The blocks of an epilog, which a backspace begins where lines are to stay as they are."""
    blocks = (text or "").split("\b\n")
    return "\b\n".join(told(block.rstrip("\n")) + "\n" if block else "" for block in blocks)
