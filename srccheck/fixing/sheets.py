"""Each file of a document, with the findings in it: LaTeX documents are made of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.errors import InputError
from srccheck.fixes import Plan
from srccheck.fixes.parts import in_file, paths
from srccheck.fixing.files import read
from srccheck.fixing.rounds import MOST_ROUNDS, Mend, moved_links, planned, with_evidence
from srccheck.inputs import Source
from srccheck.judging import judge
from srccheck.model import Document, Dossier, Span
from srccheck.readers.encoding import declared_in, decode
from srccheck.rules import Rule

_BIB = (".bib", ".bibtex")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its bytes, and the document that it is, with its findings.

    ``whole`` is the document of which it is a part, if it is; ``problem`` why it cannot be read.
    """

    dossier: Dossier
    data: bytes = b""
    whole: Dossier | None = None
    problem: str = ""

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.dossier.document.path

    @property
    def is_text_of_whole(self) -> bool:
        """Whether it is a part that cannot be judged without the others."""
        return self.whole is not None and not self.path.lower().endswith(_BIB)

    def planned(self, mend: Mend) -> Plan:
        """What becomes of it."""
        if self.problem:
            return Plan(self.path, problem=self.problem)
        return planned(self.dossier, self.data, mend, 1 if self.is_text_of_whole else MOST_ROUNDS)


def sheets_of(
    dossier: Dossier, data: Mapping[str, bytes], settings: Settings, rules: Sequence[type[Rule]]
) -> Iterator[Sheet]:
    """The files of a document.

    Args:
        dossier: the document.
        data: the bytes of documents that are no files, by path.
        settings: those of the run.
        rules: the rules by which a ``.bib`` file is judged by itself.
    """
    document = dossier.document
    if not (any(finding.fix for finding in dossier.findings) or document.citations):
        return
    for path in paths(document):
        try:
            found = data[path] if path in data else read(path)
        except InputError as error:
            blank = replace(document, path=path, source="", parts=())
            yield Sheet(replace(dossier, document=blank, findings=()), problem=error.cause)
            continue
        if not document.parts:
            yield Sheet(dossier, found)
        elif path.lower().endswith(_BIB):
            yield Sheet(_bibliography(dossier, path, found, settings, rules), found, dossier)
        else:
            yield Sheet(_part(dossier, path, found), found, dossier)


def _part(dossier: Dossier, path: str, data: bytes) -> Dossier:
    decoded = decode(data, declared_in(data))
    file = Document(path, dossier.document.format, decoded.text, decoded.encoding)
    findings = tuple(in_file(dossier.document, file, dossier.findings))
    return replace(dossier, document=file, entries=(), findings=findings, links=())


def _bibliography(
    dossier: Dossier, path: str, data: bytes, settings: Settings, rules: Sequence[type[Rule]]
) -> Dossier:
    """The ``.bib`` file that a document takes in, judged with what is known of its sources."""
    source = Source(path, data, "bibtex")
    fresh = with_evidence(pipeline.begin(source, settings, dossier.today).dossier, dossier)
    start = next(part.start for part in dossier.document.parts if part.path == path)

    def here(span: Span) -> Span | None:
        place = Span(span.start - start, span.end - start)
        return place if dossier.document.path_at(span.start) == path else None

    fresh = replace(fresh, links=tuple(moved_links(dossier.links, here)))
    return judge(fresh, settings, rules, lambda _: None)
