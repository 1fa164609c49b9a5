r"""What cites an entry that was merged with another comes to cite that one.

The change is as safe as the merging itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from srccheck.messages import _
from srccheck.model import (
    CitationStyle,
    Confidence,
    Document,
    Edit,
    Finding,
    Fix,
    Severity,
    Span,
)

_LONGEST_LIST = 1000
_KEYS_BEFORE = re.compile(r"\{([^{}]*)$")
_KEYS_AFTER = re.compile(r"([^{}]*)\}")


def rewritten(
    document: Document, renames: Mapping[str, str], rule: str, *, safe: bool
) -> Iterator[Finding]:
    """Findings for the citations of a document that name a key which is no more.

    Args:
        document: what cites.
        renames: old keys with the new ones.
        rule: the rule that merged them.
        safe: whether that was safe.

    >>> from srccheck.model import Citation, Encoding
    >>> text = Document("a.md", "markdown", "As [@doe;@roe] says", Encoding("utf-8", "valid"),
    ...                 citations=(Citation(CitationStyle.KEY, Span(3, 14), "roe"),))
    >>> [finding.fix.edits[0] for finding in rewritten(text, {"roe": "poe"}, "a-rule", safe=True)]
    [Edit(span=Span(start=10, end=13), text='poe')]
    """
    seen: set[Span] = set()
    for citation in document.citations:
        new = renames.get(citation.label)
        if new is None or citation.style is not CitationStyle.KEY:
            continue
        for match in _key(citation.label).finditer(document.source, *citation.span):
            span = Span(*match.span())
            if span in seen:
                continue
            seen.add(span)
            listed = _listed(document.source, span, new)
            edit = Edit(listed, "") if listed else Edit(span, new)
            fix = Fix((edit,), safe, _("cite {key}", key=new))
            yield Finding(
                rule,
                Severity.WARNING,
                Confidence.HIGH,
                span,
                citation.label,
                _("The entry {old} is merged with {new}.", old=citation.label, new=new),
                suggestion=new,
                basis=_("the entry {old} is merged with {new}", old=citation.label, new=new),
                fix=fix,
            )


def _listed(source: str, span: Span, new: str) -> Span | None:
    r"""A key with its comma, if the list of keys in which it stands has the new one already.

    >>> _listed(r"\cite{doe, roe}", Span(11, 14), "doe")
    Span(start=9, end=14)
    """
    before = _KEYS_BEFORE.search(source, max(0, span.start - _LONGEST_LIST), span.start)
    after = _KEYS_AFTER.match(source, span.end, span.end + _LONGEST_LIST)
    if not before or not after:
        return None
    if new in _split(before[1]) and before[1].rstrip().endswith(","):
        return Span(source.rindex(",", 0, span.start), span.end)
    if new in _split(after[1]) and after[1].lstrip().startswith(","):
        rest = after[1].lstrip()[1:].lstrip()
        return Span(span.start, after.end(1) - len(rest))
    return None


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]


def _key(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:.+/-]){re.escape(key)}(?![\w:+/-]|\.\w)")


def count(document: Document, key: str) -> int:
    """How often a key stands in a document, cited or not.

    >>> from srccheck.model import Encoding
    >>> count(Document("a.md", "markdown", "doe, @doe2 and @doe.", Encoding("utf-8", "x")), "doe")
    2
    """
    return len(_key(key).findall(document.source))
