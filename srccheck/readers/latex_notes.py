r"""The notes and citations of LaTeX, with their numbers as printed."""

from __future__ import annotations

from srccheck.model import Marker, Passage, Run, Span, Style
from srccheck.readers.latex_citations import (
    Cited,
    citations,
    is_note,
    is_running,
    read,
    shown,
)
from srccheck.readers.latex_commands import Command
from srccheck.readers.latex_environments import Environments
from srccheck.readers.latex_numbers import numeral
from srccheck.readers.latex_page import LatexPage
from srccheck.readers.latex_stream import Argument, Stream

_SYMBOLS = frozenset(("thanks", "authornote", "titlenote"))
_UNNUMBERED = frozenset(("marginpar", "marginnote", "todonote", "parnote"))


class Notes(Environments):
    """The methods that read notes and citations."""

    def __init__(self, stream: Stream, page: LatexPage) -> None:
        super().__init__(stream, page)
        self._marked: dict[str, Marker] = {}
        """Markers whose text stands elsewhere, and has not come yet."""
        self._noted: dict[str, int] = {}
        """The last note of each number, by its place among the notes."""
        self._labels: dict[str, str] = {}

    def _counter(self, name: str) -> str:
        base = name.removesuffix("mark").removesuffix("text")
        if base in ("endnote", "Endnote", "pagenote"):
            return "endnote"
        if base == "sidenote" and "tufte" not in self.settings.document_class:
            return "sidenote"
        if base in ("thanks", "authornote", "titlenote"):
            return "thanks"
        if base[:1] in "ABC" or base[-1:] in "ABC":
            return base
        return "footnote"

    def _label(self, name: str, number: Argument | None, *, step: bool) -> str:
        counter = self._counter(name)
        if number is not None:
            written = self.stream.raw(number)
            value = self.counters.number(written)
            return self.counters.printed(counter, value) if value is not None else written.strip()
        if name in _UNNUMBERED:
            return ""
        label = self.counters.step(counter) if step else self.counters.printed(counter)
        if counter == "thanks":
            return numeral(self.counters.values[counter], "fnsymbol")
        return label

    def footnote(self, command: Command) -> None:
        """A note that is written where it is marked."""
        stream = self.stream
        number = stream.optional()
        written = Span(command.start, stream.frame.position)
        argument = stream.mandatory(braced=True)
        if command.name == "marginpar" and number:
            number = None
        if argument is None:
            argument = self._unclosed()
            if argument is None:
                return
        label = self._label(command.name, number, step=True)
        place = stream.place(command.start)
        marker = Marker(label, stream.frame.place or written, "footnote")

        def done(passage: Passage) -> None:
            self._noted[f"{self._counter(command.name)} {label}"] = len(self.page.notes)
            self.page.note(label, passage, place, (marker,))

        stream.push(argument, self.page.in_note(done))

    def _unclosed(self) -> Argument | None:
        """The text of a note whose brace is never closed: to the end of the paragraph."""
        frame, text = self.stream.frame, self.stream.text
        if frame.place or not text.startswith("{", frame.position):
            return None
        start = frame.position + 1
        ends = [text.find(end, start, min(frame.end, start + 4000)) for end in ("\n\n", "\n\r\n")]
        end = min((each for each in ends if each >= 0), default=min(frame.end, start + 1000))
        frame.position = end
        return Argument(start, end)

    def mark(self, command: Command) -> None:
        """The marker of a note whose text stands elsewhere."""
        if "ref" in command.name:
            self.stream.mandatory(braced=True)
            return
        number = self.stream.optional()
        label = self._label(command.name, number, step=True)
        marker = Marker(label, self.stream.place(command.start), "footnote")
        key = f"{self._counter(command.name)} {label}"
        if number is not None and key in self._noted and key not in self._marked:
            self._add_marker(self._noted[key], marker)
        elif key in self._marked:
            self.page.unmatched.append(self._marked[key])
            self._marked[key] = marker
        else:
            self._marked[key] = marker

    def _add_marker(self, index: int, marker: Marker) -> None:
        note = self.page.notes[index]
        self.page.notes[index] = note.__class__(
            note.label, note.passage, note.span, note.kind, (*note.markers, marker)
        )

    def mark_text(self, command: Command) -> None:
        """The text of a note whose marker stands elsewhere."""
        number = self.stream.optional()
        argument = self.stream.mandatory(braced=True)
        if argument is None:
            return
        label = self._label(command.name, number, step=False)
        key = f"{self._counter(command.name)} {label}"
        place = self.stream.place(command.start)

        def done(passage: Passage) -> None:
            marker = self._marked.pop(key, None)
            self._noted[key] = len(self.page.notes)
            self.page.note(label, passage, place, (marker,) if marker else ())

        self.stream.push(argument, self.page.in_note(done))

    def rest(self) -> list[Marker]:
        """The markers to which no text has come."""
        return [*self.page.unmatched, *self._marked.values()]

    # Citations.

    def cite(self, name: str, start: int) -> None:
        """A citation: a pointer in the text, and a note of its own if it makes one."""
        stream = self.stream
        if stream.follows("*", gap=False):
            stream.frame.position += 1
        found = read(stream, name)
        if not found:
            return
        place = stream.place(start)
        for cited in found:
            self.page.citations += citations(cited, place)
        if name == "nocite":
            return
        inside = self.page.within("note")
        if is_note(name, self.settings.autocite, inside):
            self._cited_note(name, found, place)
        else:
            self._cited(shown(found, running=is_running(name)), place)

    def _cited(self, text: str, place: Span) -> None:
        self.page.builder.open("citation")
        self.page.builder.add(text, *place)
        self.page.builder.close("citation")

    def _cited_note(self, name: str, found: list[Cited], place: Span) -> None:
        text = shown(found, running=False)[1:-1]
        passage = Passage(text, (Run(0, len(text), *place),), (Style(0, len(text), "citation"),))
        if len(text) == place.end - place.start:
            passage = Passage(
                text, (Run(0, len(text), place.start, place.end - 1),), passage.styles
            )
        if "text" in name:
            label = self.counters.printed("footnote")
            marker = self._marked.pop(f"footnote {label}", None)
            markers = (marker,) if marker else ()
        else:
            label = self.counters.step("footnote")
            markers = (Marker(label, place, "footnote"),)
        self._noted[f"footnote {label}"] = len(self.page.notes)
        self.page.note(label, passage, place, markers)

    def cited_quote(
        self, options: list[Argument | None], key: Argument | None, place: Span
    ) -> None:
        r"""What a quotation cites itself: ``\textcquote[before][after]{key}{text}``."""
        if key is None:
            return
        keys = tuple(each.strip() for each in self.stream.raw(key).split(",") if each.strip())
        before, after = options if options[1] else (None, options[0])
        cited = Cited(self.text_of(before), self.text_of(after), keys)
        self.page.citations += citations(cited, place)
        self.page.space(place)
        self._cited(shown([cited], running=False), place)
