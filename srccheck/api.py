"""The library: what the commands do, as functions."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from srccheck import inputs, pipeline, readers, writers
from srccheck.config import Settings
from srccheck.errors import InputError
from srccheck.fixes import Plan
from srccheck.inputs import Source
from srccheck.mend import mend
from srccheck.messages import _
from srccheck.model import Document, Dossier, Entry, Failure, Pointer, Report
from srccheck.parse import parse_document, parse_notes, parse_reference
from srccheck.reporters.summary import Summary
from srccheck.venues import lookup as lookup_venue

TEXT = "<text>"
"""What a document is called that was given as text."""

Input = str | os.PathLike[str]
"""A path, or text.

A path object is a path. A string with a line end is text; one without is the path of an existing
file or folder, or else, if it looks like a path, that of a missing one; else it is text.
"""


def check(
    path_or_text: Input,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    style: bool = False,
    offline: bool = False,
    index: str | Path = "",
    format: str | None = None,  # noqa: A002
) -> Report:
    r"""What is wrong with the notes and sources of a document, or of those in a folder.

    Args:
        path_or_text: a path, or text; see :data:`Input`.
        select: the names of the rules to apply, instead of the usual ones (or ``all``).
        ignore: the names of the rules to leave out.
        style: also apply the rules that are a matter of style.
        offline: open no connection, and count the report as complete without; else every
            source is looked up, as ``srccheck check`` does.
        index: the folder of a local index, or the address of one in a cluster, to ask before any
            service, and alone with ``offline``.
        format: what a text is written in (``markdown``, ``html``, ``text``, ``bibtex``), if
            that is not to be found out.

    Returns:
        The dossier of each document with its findings, and a failure for each that
        could not be read or has nothing in it to check.

    Raises:
        InputError: there is no such file.
        UsageError: there is no such rule or format.

    >>> report = check("See the tables.[^1]\n\n[^1]: They are long.\n", offline=True)
    >>> [entry.kind.value for entry in report.dossiers[0].entries]
    ['commentary']
    """
    settings = Settings(
        select=tuple(select), ignore=tuple(ignore), style=style, offline=offline, index=str(index)
    )
    summary = Summary(offline=offline)
    given = _input(path_or_text, format)
    results = []
    for result in pipeline.run([given], settings):
        summary.add(result)
        results.append(result)
    return Report(
        tuple(result for result in results if isinstance(result, Dossier)),
        tuple(result for result in results if isinstance(result, Failure)),
        summary.complete,
    )


def extract(
    path_or_text: Input,
    *,
    as_written: bool = False,
    format: str | None = None,  # noqa: A002
) -> list[Entry]:
    r"""The notes of a document as entries, in their order.

    Args:
        path_or_text: a path, or text; see :data:`Input`.
        as_written: keep damaged characters as they stand, instead of mending them.
        format: what a text is written in, if that is not to be found out.

    Raises:
        InputError: the document cannot be read.

    >>> entries = extract("Cited.[^1]\n\n[^1]: Ann Example, *An Invented Book*, Oslo, 2019.")
    >>> entries[0].value("title")
    'An Invented Book'
    """
    document = _document(path_or_text, format)
    return list(parse_document(document if as_written else mend(document)))


def plan_fixes(
    path_or_text: Input,
    *,
    unsafe: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    offline: bool = False,
    format: str | None = None,  # noqa: A002
) -> tuple[Plan, ...]:
    r"""What ``srccheck fix --no-links`` would change; nothing is written.

    Args:
        path_or_text: a path, or text; see :data:`Input`.
        unsafe: also plan fixes that are to be looked at.
        select: the names of the rules whose findings are mended, instead of all (or ``all``).
        ignore: the names of the rules to leave out.
        offline: open no connection.
        format: what a text is written in, if that is not to be found out.

    Returns:
        A plan for each file in which something has a fix: its old and new bytes, each change with
        its source, and what was left as it is and why. :func:`apply_fixes` writes it.

    Raises:
        InputError: there is no such file.
        UsageError: there is no such rule or format.

    >>> (plan,) = plan_fixes("Said.[^1]\n\n[^1]: Seen in PÃ©kin.\n", offline=True)
    >>> plan.new.decode()
    'Said.[^1]\n\n[^1]: Seen in Pékin.\n'
    >>> [(change.place.line, change.old, change.new, change.source) for change in plan.changes]
    [(3, 'PÃ©kin', 'Pékin', 'UTF-8 read as Latin-1')]
    """
    from srccheck import fixing

    settings = Settings(select=tuple(select), ignore=tuple(ignore), offline=offline)
    settings = fixing.settings_of(settings)
    given, rules = _input(path_or_text, format), fixing.chosen(settings)
    data = {}
    if isinstance(given, Source) and isinstance(given.content, str):
        data[given.path] = given.content.encode()
    results = pipeline.run([given], settings, rules=rules)
    dossiers = [result for result in results if isinstance(result, Dossier)]
    return tuple(fixing.plans(dossiers, settings, rules, unsafe=unsafe, data=data))


def apply_fixes(plan: Plan) -> None:
    """Write what is planned for a file: the whole of it, or nothing.

    Raises:
        InputError: the file cannot be written, or is no longer what it was.
    """
    from srccheck import fixing

    fixing.write(plan)


def short_forms(
    path_or_text: Input,
    *,
    format: str | None = None,  # noqa: A002
) -> list[Pointer]:
    r"""The short forms in the notes of a document, with the keys of the entries they stand for.

    Args:
        path_or_text: a path, or text; see :data:`Input`.
        format: what a text is written in, if that is not to be found out.

    Raises:
        InputError: the document cannot be read.

    >>> text = "Said.[^1] Again.[^2]\n\n[^1]: Ann Example, *A Book*, Oslo, 2019.\n\n[^2]: Ibid., 4."
    >>> [(pointer.form, pointer.target, pointer.pages) for pointer in short_forms(text)]
    [('ibid', 'example2019book', '4')]
    """
    return list(parse_notes(mend(_document(path_or_text, format))).pointers)


def read(path_or_text: Input, *, format: str | None = None) -> Document:  # noqa: A002
    r"""A document with its text, links and notes, and the damage found in it.

    Args:
        path_or_text: the path of a file, or text; see :data:`Input`.
        format: what a text is written in, if that is not to be found out.

    Raises:
        InputError: the document cannot be read.

    >>> document = read("See the tables.[^1]\n\n[^1]: They are long.\n")
    >>> document.notes[0].label, document.notes[0].passage.text
    ('1', 'They are long.')
    """
    return mend(_document(path_or_text, format))


def write(entries: Iterable[Entry], format: str = "bibtex") -> str:  # noqa: A002
    """Entries as ``bibtex``, ``biblatex``, ``csl-json``, ``ris`` or ``json``.

    Raises:
        UsageError: there is no such format.

    >>> entry = parse_reference("Ann Example, *An Invented Book*, Oslo, 2019.")
    >>> print(write([entry]).splitlines()[0])
    @book{example2019invented,
    """
    return "".join(writers.writer(format)(entries))


def _input(given: Input, format: str | None) -> str | Source:  # noqa: A002
    """What the pipeline is to be given for a path or a text."""
    if isinstance(given, str) and _is_text(given):
        return Source(TEXT, given, format)
    path = os.fspath(given)
    if not Path(path).exists():
        raise InputError(_("no such file: {path}", path=path))
    return f".{os.sep}{path}" if path == "-" else path


def _is_text(given: str) -> bool:
    if not given or "\n" in given or "\r" in given:
        return True
    try:
        if Path(given).exists():
            return False
    except (OSError, ValueError):  # too long for a name, or a NUL in it
        return True
    suffix = Path(given).suffix.lower()
    known = any(suffix in known.suffixes for known in readers.READERS.values())
    return not known and (" " in given or not ("/" in given or os.sep in given))


def _document(given: Input, format: str | None) -> Document:  # noqa: A002
    source = _input(given, format)
    return inputs.read(source if isinstance(source, Source) else Source(source))


__all__ = [
    "TEXT",
    "Input",
    "apply_fixes",
    "check",
    "extract",
    "lookup_venue",
    "parse_reference",
    "plan_fixes",
    "read",
    "short_forms",
    "write",
]
