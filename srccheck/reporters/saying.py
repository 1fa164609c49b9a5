"""Findings and failures in the language of the reader, or of the document, before any report.

What is said of a document stays English until here: rules know no reader. Rule names, severities
and all else that programs read is the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from srccheck.config import DOCUMENT
from srccheck.messages import Message, spoken, tell
from srccheck.model import Dossier, Failure, Finding


def said(
    results: Iterable[Dossier | Failure], language: str, otherwise: str = "en"
) -> Iterator[Dossier | Failure]:
    """The same results, in a language.

    Args:
        results: those of a run, as they come.
        language: ``en``, ``fr``, or ``document``.
        otherwise: the language for documents in one that srccheck does not speak, and for failures.

    >>> from srccheck.config import DOCUMENT
    >>> from srccheck.messages import _
    >>> [one.reason for one in said([Failure("a.md", _("The link is dead."))], "fr")]
    ['Le lien est mort.']
    """
    for result in results:
        if isinstance(result, Failure):
            yield _failure(result, otherwise if language == DOCUMENT else language)
        else:
            own = spoken(result.document.language) if language == DOCUMENT else language
            yield in_language(result, own or otherwise)


def in_language(dossier: Dossier, language: str) -> Dossier:
    """A document with its findings in a language."""
    if language == "en":
        return dossier
    findings = tuple(_finding(finding, language) for finding in dossier.findings)
    return replace(dossier, findings=findings)


def _finding(finding: Finding, language: str) -> Finding:
    fix = finding.fix
    return replace(
        finding,
        message=_told(finding.message, language),
        suggestion=_told(finding.suggestion, language),
        basis=_told(finding.basis, language),
        fix=fix and replace(fix, description=_told(fix.description, language)),
    )


def _told(text: str, language: str) -> str:
    """The text in the language if srccheck says it; what a document or record says stays."""
    return tell(text, language) if isinstance(text, Message) else text


def _failure(failure: Failure, language: str) -> Failure:
    return Failure(failure.path, tell(failure.reason, language), tell(failure.remedy, language))
