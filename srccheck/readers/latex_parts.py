r"""A LaTeX document with the files that it takes in, as one text that knows whose each stretch is.

The files of ``\input`` stand where they are taken in, so that the text is in reading order and one
stretch of markup may lead over several files, as in TeX itself. The ``.bib`` files follow the text.

Sources: the LaTeX2e manual (``\input``, ``\include``, ``\includeonly``), the manuals of the
packages import, subfiles, filecontents and biblatex. Nothing is executed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from srccheck.model import Lines, Link, Part, Problem, Span
from srccheck.readers.latex_files import NamedFiles
from srccheck.readers.tree_files import LARGEST, Taken, Tree

DEEPEST = 15
"""Files in files; TeX itself opens no more."""
MOST = 500
"""Files in one document."""

VERBATIM = "verbatim|Verbatim|lstlisting|minted|alltt|comment|BVerbatim|LVerbatim"
_NAME = r"[ \t]{0,9}(?:\{(?P<%s>[^{}\r\n]{1,300})\}|(?P<%s>[^\s{}\\%%]{1,300}))"
_TOKEN = re.compile(
    rf"""%[^\r\n]*
      | \\begin[ ]?\{{(?P<verbatim>(?:{VERBATIM})\*?)\}}
      | \\begin[ ]?\{{(?P<contents>filecontents\*?)\}}(?:\[[^\]\r\n]{{0,100}}\])?
        \{{(?P<file>[^{{}}\r\n]{{1,200}})\}}
      | \\(?P<false>iffalse)(?![A-Za-z])
      | \\(?P<end>end)[ ]?\{{document\}}
      | \\(?P<start>begin)[ ]?\{{document\}}
      | \\(?P<define>(?:re)?newcommand|providecommand|DeclareRobustCommand|[egx]?def
          |(?:New|Renew|Provide|Declare)DocumentCommand|(?:re)?newenvironment)(?![A-Za-z])
      | \\(?P<import>(?:sub)?(?:import|inputfrom|includefrom))\*?[ ]?\{{
        (?P<folder>[^{{}}\r\n]{{0,300}})\}}
        [ ]?\{{(?P<imported>[^{{}}\r\n]{{1,300}})\}}
      | \\(?P<only>includeonly)[ ]?\{{(?P<names>[^{{}}]{{0,5000}})\}}
      | \\(?P<input>input|include|subfile|subfileinclude)(?![A-Za-z@])
        {_NAME % ("braced", "bare")}
      | \\(?P<bib>bibliography|addbibresource|addglobalbib|addsectionbib)(?![A-Za-z])[ ]?
        (?:\[[^\]\r\n]{{0,200}}\])?\{{(?P<bibs>[^{{}}]{{1,2000}})\}}
      | \\(?P<print>printbibliography)(?![A-Za-z])
      | \\(?P<graphic>include(?:graphics|svg|pdf))(?![A-Za-z])\*?[ ]?(?:<[^<>]{{0,40}}>)?
        (?:\s?\[[^\]]{{0,500}}\]){{0,2}}\s?
        \{{(?P<image>(?:[^{{}}\r\n]|\{{[^{{}}\r\n]{{1,200}}\}}){{1,300}})\}}
      | \\graphicspath[ ]?\{{(?P<folders>(?:\{{[^{{}}\r\n]{{0,300}}\}}|\s){{1,100}})\}}
      | \\.""",
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# Files that every TeX installation has, and no document need bring along.
_INSTALLED = re.compile(r"(?:IEEE(?:abrv|full|example)|biblatex-examples|xampl|mybib)(?:\.bib)?")


@dataclass
class Gathered:
    """A document in one text.

    ``text_end`` is where the text to read ends; after it stand the ``bibliographies``: ``.bib``
    files, and ``listings``: what Biber has written of them. ``links`` lead to the files it names.
    """

    source: str
    text_end: int
    parts: tuple[Part, ...] = ()
    bibliographies: list[Span] = field(default_factory=list)
    listings: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _File(NamedTuple):
    """A file that is being read: its name, its folder from the document's, and its text."""

    path: str
    folder: str
    text: str
    lines: Lines


def gather(source: str, path: str) -> Gathered:
    r"""Follow what a LaTeX document takes in.

    A document that is no file on this machine takes in nothing.

    >>> gathered = gather("A \\input{b} c.", "<text>")
    >>> gathered.source, gathered.parts
    ('A \\input{b} c.', ())
    """
    gatherer = _Gatherer(path)
    gatherer.document(source)
    return gatherer.gathered()


def parts_of(path: str) -> set[str]:
    """Where the files really are that the LaTeX document at a path takes in.

    A file that no TeX would begin with (a chapter) takes in nothing of its own.
    """
    from srccheck.readers.encoding import decode

    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError):
        return set()
    if b"\\documentclass" not in data or len(data) > LARGEST:
        return set()
    own = os.path.realpath(path)
    parts = {os.path.realpath(part.path) for part in gather(decode(data).text, path).parts}
    return parts - {own}


class _Gatherer:
    def __init__(self, path: str) -> None:
        self.path = path
        self.tree = Tree(path)
        self.named = NamedFiles(self.tree, "")
        self.pieces: list[str] = []
        self.length = 0
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.bibs: dict[str, tuple[Taken, str]] = {}
        self.contents: dict[str, Span] = {}
        self.inside: list[Span] = []
        self.listings: list[Taken] = []
        self.only: set[str] | None = None
        self.open = [os.path.realpath(path)]
        self.files = 0
        self.asked: list[tuple[str, Span, str]] = []
        self.endless: set[tuple[int, str]] = set()
        self.patience = 100
        self.listed = False

    def gathered(self) -> Gathered:
        """The text, and behind it what belongs to the bibliography."""
        text_end = self.length
        found = Gathered("", text_end, bibliographies=list(self.inside), links=self.named.links)
        found.problems = self.problems
        for taken, _ in self.bibs.values():
            found.bibliographies.append(self._append(taken))
        for taken in self.listings:
            found.listings.append(self._append(taken))
        found.source = "".join(self.pieces)
        found.parts = tuple(self.parts)
        return found

    def document(self, source: str) -> None:
        """Read the root, and then settle what its bibliography is."""
        self.named = NamedFiles(self.tree, source)
        file = _File(self.path, "", source, Lines(source))
        self._read(file, 0, len(source), 0)
        missing = [each for each in self.asked if each[0] not in self.bibs]
        for name, span, cited in missing:
            inside = self.contents.get(name)
            if inside:
                self.inside.append(inside)
            elif self.listed:
                continue
            elif not _INSTALLED.fullmatch(name):
                self._problem(span, cited, f"{name} is not there")
                self.named.add(name, name, span, is_there=False)

    def _append(self, taken: Taken) -> Span:
        """Put a file behind the text."""
        self._put("\n")
        self._switch(taken.path, 1, 1)
        start = self.length
        self._take_problems(taken)
        self._put(taken.decoded.text)
        return Span(start, self.length)

    def _take_problems(self, taken: Taken, first: int = 0, end: int | None = None) -> None:
        for problem in taken.decoded.problems:
            if first <= problem.span.start and (end is None or problem.span.end <= end):
                moved = Span(*(each + self.length - first for each in problem.span))
                self.problems.append(replace(problem, span=moved))

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _switch(self, path: str, line: int, column: int) -> None:
        if not self.parts:
            self.parts.append(Part(0, self.path))
        self.parts.append(Part(self.length, path, line, column))

    def _problem(self, span: Span, cited: str, message: str) -> None:
        self.problems.append(Problem("unread-file", span, cited, f"the file {message}"))

    # One file.

    def _read(self, file: _File, start: int, end: int, depth: int) -> None:
        """Copy a file, with what it takes in put in."""
        if not self.tree.exists and not depth and "filecontents" not in file.text:
            self._put(file.text)
            return
        copied = place = start
        while match := _TOKEN.search(file.text, place, end):
            place = self._passed(file.text, match, end)
            if match["end"]:
                break
            offset = self.length + match.start() - copied
            span = Span(offset, offset + len(match[0]))
            if match["contents"]:
                shift = self.length - copied
                self.contents[match["file"]] = Span(match.end() + shift, place + shift)
            elif match["only"]:
                self.only = {name.strip() for name in match["names"].split(",")}
            elif match["bib"]:
                self._bibliography(match, span, file)
            elif match["folders"]:
                self.named.look_in(match["folders"])
            elif match["graphic"]:
                self.named.graphic(match["graphic"], match["image"], file.folder, span)
            if not (match["input"] or match["import"] or match["print"] or match["bib"]):
                continue
            taken = self._taken(match, span, file, depth)
            if taken is None:
                continue
            self._put(file.text[copied:place])
            copied = place
            self._include(taken, depth + 1)
            position = file.lines.position(place)
            self._switch(file.path, position.line, position.column)
        self._put(file.text[copied:end])

    def _include(self, taken: Taken, depth: int) -> None:
        """The body of a file; a file that could stand alone has a preamble besides."""
        text = taken.decoded.text
        file = _File(
            taken.path,
            os.path.relpath(os.path.dirname(taken.real), self.tree.root),  # noqa: PTH120
            text,
            Lines(text),
        )
        first, last = _body(text)
        if first:
            self._preamble(file, first)
        position = file.lines.position(first)
        self._switch(taken.path, position.line, position.column)
        self._take_problems(taken, first, last)
        self.open.append(taken.real)
        self._read(file, first, last, depth)
        self.open.pop()
        if not text[first:last].endswith(("\n", "\r")):
            self._put("\n")  # TeX ends the line where a file ends

    def _preamble(self, file: _File, end: int) -> None:
        """The ``.bib`` files that the preamble of a subordinate file names."""
        for match in _TOKEN.finditer(file.text, 0, end):
            if match["bib"] and match["bib"] != "bibliography":
                self._bibliography(match, Span(self.length, self.length), file)

    # What is taken in.

    def _taken(self, match: re.Match[str], span: Span, file: _File, depth: int) -> Taken | None:
        """The file that a command takes in, if it is to be read here."""
        if match["print"] or match["bib"]:
            return self._listing() if match["print"] or match["bib"] == "bibliography" else None
        cited = match[0]
        if match["import"]:
            name, folders = match["imported"], [match["folder"]]
            if match["import"].startswith("sub"):
                folders = [os.path.join(file.folder, match["folder"])]  # noqa: PTH118
        else:
            name, folders = match["braced"] or match["bare"], ["", file.folder]
        name = name.strip().strip('"')
        if not name or re.search(r"[\\#|~$]", name):
            return None  # known only when TeX runs, or a program
        if match["input"] == "include" and self.only is not None and name not in self.only:
            return None
        names = [name] if name.endswith(".tex") else [f"{name}.tex", name]
        path, reason = self.tree.find(names, folders)
        if not path:
            local = "/" in name or name.endswith(".tex") or match["input"] != "input"
            if reason == "outside":
                self._problem(span, cited, f"{name} leads out of the folder of the document")
            elif local and not {name, f"{name}.tex"} & set(self.contents):
                self._problem(span, cited, f"{name} is not there")
                self.named.add(names[0], name, span, is_there=False)
            return None
        self.named.add(path, name, span, is_there=True)
        return self._opened(path, span, cited, depth)

    def _opened(self, path: str, span: Span, cited: str, depth: int) -> Taken | None:
        if self.tree.real(path) in self.open:
            self._problem(span, cited, f"{path} takes in itself")
        elif depth >= DEEPEST:
            self._problem(span, cited, f"{path} is taken in deeper than {DEEPEST} files")
        elif self.files >= MOST:
            self._problem(span, cited, f"{path} is one of more than {MOST} files")
        else:
            self.files += 1
            taken = self.tree.read(path)
            if isinstance(taken, Taken):
                return taken
            self._problem(span, cited, f"{path}: {taken}")
        return None

    def _passed(self, text: str, match: re.Match[str], end: int) -> int:
        """Where to go on behind a token: verbatim text and definitions take in nothing."""
        name = match["verbatim"] or match["contents"]
        closing = f"\\end{{{name}}}" if name else "\\fi" if match["false"] else ""
        if closing and (id(text), closing) not in self.endless:
            close = text.find(closing, match.end(), end)
            if close >= 0:
                return close
            self.endless.add((id(text), closing))  # what has no end is not looked for twice
        if match["define"]:
            return self._defined(text, match.end(), end)
        return match.end()

    def _defined(self, text: str, start: int, end: int) -> int:
        """The end of a macro definition: of its last group in a row."""
        place = text.find("{", start, min(end, start + 200))
        for _ in range(5):
            if place < 0 or not text.startswith("{", place):
                break
            depth = 0
            longest = 4000 if self.patience else 200
            for brace in _BRACE.finditer(text, place, min(end, place + longest)):
                depth += {"{": 1, "}": -1}.get(brace[0], 0)
                if not depth and brace[0] == "}":
                    break
            else:
                self.patience = max(0, self.patience - 1)
                return start
            start = place = brace.end()
            while text.startswith("[", place):
                place = text.find("]", place, place + 300) + 1 or end
        return start

    def _bibliography(self, match: re.Match[str], span: Span, file: _File) -> None:
        many = match["bib"] == "bibliography"
        for written in match["bibs"].split(",") if many else [match["bibs"]]:
            name = written.strip().strip('"')
            if not name or re.search(r"[\\#|~$]|://", name):
                continue
            names = [name] if name.endswith(".bib") else [f"{name}.bib", name]
            path, reason = self.tree.find(names, ["", file.folder])
            if reason == "outside":
                message = f"{name} leads out of the folder of the document"
                self._problem(span, match[0], message)
            elif not path:
                self.asked.append((names[0], span, match[0]))
                continue
            else:
                self.named.add(path, name, span, is_there=True)
            if path and path not in self.bibs and (taken := self._opened(path, span, match[0], 0)):
                self.bibs[path] = (taken, path)

    def _listing(self) -> Taken | None:
        """The ``.bbl`` file of the document, where its ``.bib`` files are not there.

        What BibTeX has written is text, and stands here; what Biber has written is data.
        """
        if self.bibs or self.listed or any(name in self.contents for name, *_ in self.asked):
            return None
        path, _ = self.tree.find([f"{Path(self.path).stem}.bbl"])
        taken = self.tree.read(path) if path else ""
        if not isinstance(taken, Taken):
            return None
        self.listed = True
        if "\\entry{" not in taken.decoded.text:
            return taken
        self.listings.append(taken)
        return None


def _body(text: str) -> tuple[int, int]:
    """Where the body of a file begins and ends."""
    first, last = 0, len(text)
    for match in _TOKEN.finditer(text):
        if match["start"]:
            first = match.end()
        elif match["end"]:
            return first, match.start()
    return first, last
