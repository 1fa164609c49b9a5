"""Pictures and fonts written into a text as Base64, which no reader need look at.

They are cut out before a document is read, and every place is put right afterwards, so that a page
with a picture of many megabytes takes no longer than one without.

Sources: RFC 2397 (the ``data`` scheme), RFC 4648; nbformat 4 (attachments and outputs by type).
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from srccheck.model import Document, Passage, Run, Span

_LEAST = 10_000
_PAYLOAD = re.compile(
    r"""(?:;base64,
      |"(?:image|application|font|audio|video)/[\w.+-]{1,80}"\s{0,20}:\s{0,20}\[?\s{0,99}")
      ([A-Za-z0-9+/=_%\\-]{10000,}(?<!\\))""",  # in JSON with line ends written as \n
    re.VERBOSE,
)
_MARKS = (";base64,", '"image/', '"application/', '"font/', '"audio/', '"video/')

T = TypeVar("T")


def without_payloads(text: str) -> tuple[str, Sequence[Span]]:
    """A text without its long payloads, and where they stood in it.

    >>> short, cuts = without_payloads("![](data:image/png;base64," + "A" * 20_000 + ") x")
    >>> short, cuts
    ('![](data:image/png;base64,) x', [Span(start=26, end=20026)])
    """
    if len(text) < _LEAST or not any(mark in text for mark in _MARKS):
        return text, ()
    cuts = [Span(*match.span(1)) for match in _PAYLOAD.finditer(text)]
    ends = [0, *(cut.end for cut in cuts)]
    starts = [*(cut.start for cut in cuts), len(text)]
    return "".join(text[a:b] for a, b in zip(ends, starts, strict=True)), cuts


def with_places(document: Document, text: str, cuts: Sequence[Span]) -> Document:
    """A document that was read without payloads, with its places in the whole text."""
    places = _Places(cuts)
    moved = {
        name: places.moved(getattr(document, name))
        for name in ("blocks", "links", "notes", "unmatched", "problems", "entries", "citations")
    }
    return dataclasses.replace(
        document,
        source=text,
        pages=tuple(places.start(page) for page in document.pages),
        parts=tuple(
            dataclasses.replace(part, start=places.start(part.start)) for part in document.parts
        ),
        **moved,
    )


class _Places:
    """From offsets in the short text to those in the whole one."""

    def __init__(self, cuts: Sequence[Span]) -> None:
        lengths = list(itertools.accumulate(cut.end - cut.start for cut in cuts))
        before = [0, *lengths]
        self.cuts = [cut.start - gone for cut, gone in zip(cuts, before, strict=False)]
        self.before = before

    def start(self, offset: int) -> int:
        """Where a stretch begins that begins here: behind a payload that stood here."""
        return offset + self.before[bisect.bisect_right(self.cuts, offset)]

    def end(self, offset: int) -> int:
        """Where a stretch ends that ends here: before a payload that stood here."""
        return offset + self.before[bisect.bisect_left(self.cuts, offset)]

    def moved(self, thing: T) -> T:
        """The same thing with every span in it where it is in the whole text."""
        return cast("T", self._moved(thing))

    def _moved(self, thing: Any) -> Any:
        match thing:
            case Span(start, end):
                return Span(self.end(start), self.end(end)) if start == end else Span(
                    self.start(start), self.end(end)
                )  # fmt: skip
            case Passage():
                runs = itertools.chain.from_iterable(map(self._runs, thing.runs))
                return dataclasses.replace(thing, runs=tuple(runs))
            case tuple() if type(thing) is tuple:
                return tuple(map(self._moved, thing))
            case Mapping():
                return {name: self._moved(value) for name, value in thing.items()}
            case _ if dataclasses.is_dataclass(thing):
                values = {one.name: getattr(thing, one.name) for one in dataclasses.fields(thing)}
                changed = {name: self._moved(value) for name, value in values.items()
                           if isinstance(value, (tuple, Mapping, Passage))}  # fmt: skip
                return dataclasses.replace(cast("Any", thing), **changed)
        return thing

    def _runs(self, run: Run) -> Iterator[Run]:
        """A run, in two at each payload that stood inside it."""
        first, last = run.source_start, run.source_end
        if run.end - run.start != last - first:
            yield run._replace(source_start=self.start(first), source_end=self.end(last))
            return
        inside = self.cuts[
            bisect.bisect_right(self.cuts, first) : bisect.bisect_left(self.cuts, last)
        ]
        for start, end in itertools.pairwise([first, *inside, last]):
            yield Run(
                run.start + start - first, run.start + end - first, self.start(start), self.end(end)
            )
