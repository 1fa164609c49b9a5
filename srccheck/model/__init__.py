"""The words of srccheck as frozen dataclasses and enums.

Document → Note → Reference → Entry → Finding → Report: each module holds one step of that line.
"""

from srccheck.model.allowance import Allowance, Allowed
from srccheck.model.document import (
    Block,
    BlockKind,
    Citation,
    CitationStyle,
    Document,
    Encoding,
    Link,
    Marker,
    Note,
    NoteKind,
    Part,
    Problem,
    Repair,
)
from srccheck.model.entry import (
    Entry,
    EntryKind,
    Field,
    Identifier,
    Name,
    Origin,
    PartialDate,
    Pointer,
)
from srccheck.model.finding import Confidence, Edit, Finding, Fix, Severity
from srccheck.model.report import Dossier, Failure, Report
from srccheck.model.text import Lines, Passage, Position, Run, Span, Style
from srccheck.model.verdict import Verdict, Verdicts

__all__ = [
    "Allowance",
    "Allowed",
    "Block",
    "BlockKind",
    "Citation",
    "CitationStyle",
    "Confidence",
    "Document",
    "Dossier",
    "Edit",
    "Encoding",
    "Entry",
    "EntryKind",
    "Failure",
    "Field",
    "Finding",
    "Fix",
    "Identifier",
    "Lines",
    "Link",
    "Marker",
    "Name",
    "Note",
    "NoteKind",
    "Origin",
    "Part",
    "PartialDate",
    "Passage",
    "Pointer",
    "Position",
    "Problem",
    "Repair",
    "Report",
    "Run",
    "Severity",
    "Span",
    "Style",
    "Verdict",
    "Verdicts",
]
