"""What a shell offers where a rule, service, format or path is typed; click asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def complete_path(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Files and folders, which the shell knows itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_rule(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Rules, with what they report; the last of several with commas between."""
    return _listed(incomplete, _rules())


def complete_one_rule(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Rules, where only one is taken."""
    return _beginning(incomplete, _rules())


def complete_service(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Services; the last of several with commas between."""
    from srccheck.resolvers import resolvers

    return _listed(incomplete, dict.fromkeys(resolvers(), ""))


def complete_report(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Formats of reports."""
    from srccheck.reporters import REPORTERS

    return _beginning(incomplete, dict.fromkeys(REPORTERS, ""))


def complete_also(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """``FORMAT=``, after which a shell knows the files itself."""
    from srccheck.reporters import REPORTERS

    return _beginning(incomplete, {f"{name}=": "" for name in REPORTERS})


def complete_writer(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Formats of bibliographies."""
    from srccheck.writers import WRITERS

    return _beginning(incomplete, dict.fromkeys(WRITERS, ""))


def complete_reader(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Formats of documents."""
    from srccheck.readers import READERS

    return _beginning(incomplete, dict.fromkeys(READERS, ""))


def complete_of(*words: str) -> Completer:
    """A choice of words; the last of several with commas between."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return _listed(incomplete, dict.fromkeys(words, ""))

    return complete


def _rules() -> Mapping[str, str]:
    from srccheck.rules import RULES

    return {rule.name: rule.summary() for rule in RULES}


def _listed(incomplete: str, known: Mapping[str, str]) -> list[CompletionItem]:
    """The words with which a list goes on, each behind what the list has already."""
    before, comma, last = incomplete.rpartition(",")
    given = set(before.split(","))
    left = {word: told for word, told in known.items() if word not in given}
    return _beginning(last, left, before + comma)


def _beginning(incomplete: str, known: Mapping[str, str], before: str = "") -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    items: Iterable[tuple[str, str]] = known.items()
    return [
        CompletionItem(before + word, help=told or None)
        for word, told in items
        if word.startswith(incomplete)
    ]
