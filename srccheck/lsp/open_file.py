"""A file that is open in an editor: what is wrong in it, and what an editor can show and do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lsprotocol import types

from srccheck import pipeline
from srccheck.config import DOCUMENT, Settings
from srccheck.fixes import Change, plan
from srccheck.fixes.plan import change_of
from srccheck.inputs import Source
from srccheck.lsp.places import Places, meets
from srccheck.messages import Message, _, spoken, tell
from srccheck.model import Dossier, Encoding, Entry, Finding, Severity
from srccheck.reporters.answers import answer_on
from srccheck.reporters.citation import citation
from srccheck.reporters.saying import in_language
from srccheck.rules import NAMED, load

NAME = "srccheck"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{NAME}"
LANGUAGES = {
    "markdown": "markdown", "quarto": "markdown", "rmd": "markdown", "html": "html",
    "plaintext": "text", "bibtex": "bibtex", "latex": "latex", "tex": "latex",
    "restructuredtext": "rst", "org": "org", "asciidoc": "asciidoc", "wikitext": "wikitext",
}  # fmt: skip
"""The format of each language that editors name, for files without a suffix."""
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True)
class OpenFile:
    """One state of a file in an editor, with what was found in it."""

    uri: str
    version: int | None
    text: str
    dossier: Dossier | None
    places: Places | None
    speech: str = "en"

    def findings(self) -> Iterator[tuple[Finding, types.Range]]:
        """What is wrong in this file, each with its range."""
        if self.dossier and self.places:
            for finding in self.dossier.findings:
                if self.places.holds(finding.span):
                    yield finding, self.places.range(finding.span)

    def diagnostics(self) -> list[types.Diagnostic]:
        """What an editor underlines."""
        return [diagnostic(finding, where, self.speech) for finding, where in self.findings()]

    def actions(
        self, where: types.Range, only: Sequence[types.CodeActionKind | str] | None = None
    ) -> list[types.CodeAction]:
        """What can be mended in a range, and the whole of what is safe."""
        actions = []
        if _wants(only, types.CodeActionKind.QuickFix.value):
            actions += [
                self._quick_fix(finding, place)
                for finding, place in self.findings()
                if finding.fix and meets(place, where)
            ]
        if _wants(only, FIX_ALL) and (edits := self._safe_edits()):
            actions.append(
                types.CodeAction(
                    title=tell(_("Mend all that is safe ({count})", count=len(edits)), self.speech),
                    kind=FIX_ALL,
                    edit=self._edit(edits),
                )
            )
        return [action for action in actions if action.edit]

    def hover(self, position: types.Position) -> types.Hover | None:
        """What is known of a place: the faults there, or the source that is cited there."""
        here = types.Range(position, position)
        for finding, place in self.findings():
            if meets(place, here):
                return types.Hover(_markdown(_explained(finding, self.speech)), place)
        if self.dossier and self.places:
            for entry in self.dossier.entries:
                if self.places.holds(entry.span):
                    place = self.places.range(entry.span)
                    if meets(place, here):
                        described = _described(self.dossier, entry, self.speech)
                        return types.Hover(_markdown(described), place)
        return None

    def _quick_fix(self, finding: Finding, place: types.Range) -> types.CodeAction:
        assert self.dossier  # noqa: S101
        change = change_of(self.dossier.document, finding)
        doubt = "" if change.safe else f" {tell(_('(to be looked at)'), self.speech)}"
        return types.CodeAction(
            title=f"{_in_words(change, self.speech)}{doubt}",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(finding, place, self.speech)],
            is_preferred=change.safe,
            edit=self._edit(self._edits(change)),
        )

    def _edits(self, change: Change) -> list[types.TextEdit]:
        """The edits of a change; none if one of them is in another file."""
        places = self.places
        if places is None or not all(places.holds(edit.span) for edit in change.edits):
            return []
        return [types.TextEdit(places.range(edit.span), edit.text) for edit in change.edits]

    def _safe_edits(self) -> list[types.TextEdit]:
        """Those of all changes that are safe and do not meet."""
        if self.dossier is None:
            return []
        document = replace(self.dossier.document, encoding=Encoding("utf-8", "text"))
        planned = plan(document, document.source.encode(), self.dossier.findings)
        return [edit for change in planned.changes for edit in self._edits(change)]

    def _edit(self, edits: list[types.TextEdit]) -> types.WorkspaceEdit | None:
        if not edits:
            return None
        document = types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, edits)])


def examine(
    uri: str,
    path: str,
    text: str,
    settings: Settings,
    *,
    version: int | None = None,
    language: str = "",
    speech: str = "en",
    encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16,
) -> OpenFile:
    """Look at a file as it is in an editor.

    Args:
        uri: what the editor calls it.
        path: where it is on disk, or would be; its suffix tells its format.
        text: what the editor has of it.
        settings: how it is looked at.
        version: the number that the editor gave to this state.
        language: what the editor takes it for, by which a file without a suffix is read.
        speech: the language in which it is told, if the settings name none.
        encoding: what the editor counts columns in.

    Raises:
        InputError: it cannot be read.
        UsageError: the settings name a rule that does not exist.
    """
    format_ = None if Path(path).suffix else LANGUAGES.get(language)
    results = pipeline.run([Source(path, text, format_)], settings)
    dossier = next((one for one in results if isinstance(one, Dossier)), None)
    if dossier is None:
        return OpenFile(uri, version, text, None, None)
    if settings.language == DOCUMENT:
        speech = spoken(dossier.document.language) or speech
    else:
        speech = settings.language or speech
    places = Places(dossier.document, path, text, encoding)
    return OpenFile(uri, version, text, in_language(dossier, speech), places, speech)


def diagnostic(finding: Finding, where: types.Range, speech: str = "en") -> types.Diagnostic:
    """A finding, already in a language, as editors show it."""
    lines = [finding.message]
    lines += [_labelled(_("suggestion"), finding.suggestion, speech)] if finding.suggestion else []
    lines += [_labelled(_("basis"), finding.basis, speech)] if finding.basis else []
    return types.Diagnostic(
        range=where,
        message="\n".join(lines),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=NAME,
    )


def _wants(only: Sequence[types.CodeActionKind | str] | None, kind: str) -> bool:
    """Whether an editor asked for a kind of action; a kind stands for all that begin with it."""
    if only is None:
        return True
    asked = [one.value if isinstance(one, types.CodeActionKind) else one for one in only]
    return any(kind == one or kind.startswith(f"{one}.") for one in asked)


def _in_words(change: Change, speech: str) -> str:
    fix = change.finding.fix
    if fix and fix.description:
        return fix.description.rstrip(".")
    words = _("Replace “{original}” with “{text}”.", original=change.old, text=change.new)
    return tell(words, speech).rstrip(".")


def _labelled(label: Message, text: str, speech: str) -> str:
    return tell(_("{label}: {text}", label=label, text=text), speech)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _explained(finding: Finding, speech: str) -> Iterator[str]:
    yield f"**{finding.rule}** ({tell(finding.severity.value, speech)})"
    yield _plain(finding.message)
    if finding.suggestion:
        yield _sentence(_labelled(_("suggestion"), _plain(finding.suggestion), speech))
    if finding.basis:
        yield _sentence(_labelled(_("basis"), _plain(finding.basis), speech))
    if finding.rule in NAMED:
        (rule,) = load([finding.rule])
        yield f"*{_plain(rule.summary())}*"


def _described(dossier: Dossier, entry: Entry, speech: str) -> Iterator[str]:
    yield f"`{entry.key}` ({entry.type})"
    yield _plain(citation(entry))
    verdicts = dossier.verdicts.get(entry.key)
    if verdicts:
        line = answer_on(dossier, entry) or _("inconclusive: {reason}", reason=_(verdicts.reason))
        yield _plain(tell(line, speech))


def _markdown(paragraphs: Iterator[str]) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(paragraphs))


def _plain(text: str) -> str:
    """Text of a document in which nothing is Markdown or HTML."""
    line = " ".join(text.split())
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+!|~&@" else char for char in line)
