"""The numbers that Word prints before the items of lists, which are nowhere in the text.

Source: ECMA-376, part 1, section 17.9; the formats are those of ``ST_NumberFormat`` (17.18.59) that
are written with digits, Latin letters or Roman numerals; any other is printed in digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from srccheck.readers.docx_parts import VAL, W, is_on, value
from srccheck.readers.html_names import list_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMS = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimal": "1",
}  # fmt: skip
_CHICAGO = "*†‡§"
_PLACE = re.compile(r"%([1-9])")
_NO_NUMBER = ("bullet", "none")
_LONGEST = 60


def printed(number: int, form: str) -> str:
    """A number in one of Word's formats.

    >>> printed(4, "lowerRoman"), printed(6, "chicago"), printed(7, "decimalZero")
    ('iv', '††', '07')
    """
    if form == "chicago":
        times, sign = divmod(number - 1, len(_CHICAGO))
        return _CHICAGO[sign] * min(times + 1, 20)
    if form == "decimalZero":
        return f"{number:02d}"
    if form.endswith("Letter"):  # a … z, aa, bb, which is not how HTML goes on
        times, letter = divmod(max(number, 1) - 1, 26)
        return chr(ord(_FORMS.get(form, "a")) + letter) * min(times + 1, 20)
    return list_number(number, _FORMS.get(form, "1")).removesuffix(".")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """An abstract list: its levels and how far each has counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the lists of a document, in the order of its paragraphs."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, tuple[_List, dict[int, _Level], dict[int, int]]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: _Element) -> None:
        linked: dict[str, str] = {}
        named: dict[str, _List] = {}
        for element in root.iter(f"{W}abstractNum"):
            one = _List(dict(map(_level, element.iter(f"{W}lvl"))))
            identifier = element.get(f"{W}abstractNumId", "")
            self._lists[identifier] = one
            if name := value(element, "styleLink"):
                named[name] = one
            if name := value(element, "numStyleLink"):
                linked[identifier] = name
        for identifier, name in linked.items():
            self._lists[identifier] = named.get(name, self._lists[identifier])
        for element in root.iter(f"{W}num"):
            one = self._lists.get(value(element, "abstractNumId"), _List())
            levels, starts = dict(one.levels), {}
            for override in element.iter(f"{W}lvlOverride"):
                depth = _number(override.get(f"{W}ilvl", ""), 0)
                for own in override.iter(f"{W}lvl"):
                    levels[depth] = _level(own)[1]
                if start := value(override, "startOverride"):
                    starts[depth] = _number(start, 1)
            self._numbers[element.get(f"{W}numId", "")] = (one, levels, starts)

    def known(self, number: str) -> bool:
        """Whether paragraphs of that list are items; 0 takes a paragraph out of its list."""
        return number in self._numbers

    def next(self, number: str, depth: int) -> str:
        """The label of the next item of a list; empty for a bullet."""
        one, levels, starts = self._numbers[number]
        if number not in self._begun:
            self._begun.add(number)
            for begun, start in starts.items():
                one.counts[begun] = start - 1
        level = levels.get(depth) or _Level(text=f"%{depth + 1}.")
        for deeper in [deeper for deeper in one.counts if deeper > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del one.counts[deeper]
        one.counts[depth] = one.counts.get(depth, level.start - 1) + 1
        if level.form in _NO_NUMBER:
            return ""

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, level)
            count = one.counts.get(place, other.start)
            return printed(count, "decimal" if level.legal else other.form)

        return _PLACE.sub(shown, level.text).strip()


def _level(element: _Element) -> tuple[int, _Level]:
    restart = value(element, "lvlRestart")
    form = value(element, "numFmt", "decimal")
    return _number(element.get(f"{W}ilvl", ""), 0), _Level(
        start=_number(value(element, "start"), 1),
        form=form,
        text=value(element, "lvlText")[:_LONGEST],
        restart=int(restart) if restart.isdecimal() else None,
        legal=is_on(element.find(f"{W}isLgl")),
    )


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


@dataclass(slots=True)
class NoteNumbers:
    """How one kind of notes is numbered (17.11): its format, where it starts and begins anew."""

    form: str
    start: int = 1
    by_section: bool = False
    _count: int = 0

    def configure(self, properties: _Element | None) -> None:
        """Take over what a section, or the whole document, says."""
        if properties is None:
            return
        self.form = value(properties, "numFmt", self.form)
        start = value(properties, "numStart")
        if start:
            self.start = _number(start, 1)
        restart = properties.find(f"{W}numRestart")
        if restart is not None:
            self.by_section = restart.get(VAL, "") == "eachSect"

    def section(self) -> None:
        """Begin a section."""
        if self.by_section:
            self._count = 0

    def next(self) -> str:
        """The label of the next note."""
        self._count += 1
        return printed(self._count + self.start - 1, self.form)
