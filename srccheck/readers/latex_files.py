r"""The files that a LaTeX document names, as links: graphics, chapters and bibliographies.

Sources: grfguide, *Packages in the graphics bundle* (``\includegraphics``, ``\graphicspath``, the
suffixes that are tried); the manuals of the packages svg and pdfpages. TeX looks for files from
the folder in which it is run, as a rule that of the document. What stands in a folder of the TeX
installation cannot be seen here, nor what is still to be made of a file of the same name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from srccheck.model import Link, Span
from srccheck.readers.addresses import path_address
from srccheck.readers.tree_files import Tree

_TRIED = {
    "includesvg": (".svg",),
    "includepdf": (".pdf",),
    "includegraphics": (".pdf", ".png", ".jpg", ".jpeg", ".jp2", ".mps", ".jbig2", ".jb2",
                        ".eps", ".ps", ".svg", ".gif", ".bb"),
}  # fmt: skip
_SUFFIXES = tuple(dict.fromkeys(suffix for tried in _TRIED.values() for suffix in tried))
_MADE_OF = (".tex", ".tikz", ".pgf", ".dot", ".gv", ".gp", ".gnuplot", ".plt", ".asy", ".mp",
            ".fig", ".drawio", ".dia", ".odg", ".ai", ".mmd", ".puml", ".py", ".r", ".R", ".ipynb",
            ".pdf_tex")  # fmt: skip
_INSTALLED = re.compile(r"example-(?:image|grid)\b|frog\.jpg$")
"""Graphics of the package mwe, and of a service for writing LaTeX."""
_UNKNOWN = re.compile(r"[\\#|~$*]|://")
_FOLDER = re.compile(r"\{([^{}\r\n]{0,300})\}")
_ROOT = re.compile(r"\\document(?:class|style)(?:\[[^\]]{0,500}\])?\{(?!subfiles\})")


class NamedFiles:
    r"""Gathers the links of a document to files.

    Of a chapter it is not known from which folder TeX reads it: only what is there is a link.
    ``subfiles`` are chapters too.
    """

    def __init__(self, tree: Tree, source: str) -> None:
        self.links: list[Link] = []
        self._tree = tree
        self._is_whole = bool(_ROOT.search(source))
        self._folders: list[str] = []

    def look_in(self, folders: str) -> None:
        r"""Take the argument of ``\graphicspath``."""
        self._folders = [folder.strip().strip('"') for folder in _FOLDER.findall(folders)]

    def graphic(self, command: str, written: str, folder: str, span: Span) -> None:
        """A graphic, in a file of a folder from the document's."""
        name = re.sub(r'[{}"]', "", written).strip()
        if not name or _UNKNOWN.search(name) or _INSTALLED.match(os.path.basename(name)):  # noqa: PTH119
            return
        folders = ["", *self._folders, folder]
        stem, suffix = os.path.splitext(name)  # noqa: PTH122
        known = suffix.lower() in _SUFFIXES
        tried = [name] if known else [name + each for each in _TRIED[command]]
        found = self._first(folders, [*tried, name])
        if not found:
            stem = stem if known else name
            made_of = [stem + each for each in (*_SUFFIXES, *_MADE_OF)]
            if self._first(folders, made_of):
                return
        self.add(found or name, name, span, is_there=bool(found), image=True)

    def add(self, path: str, text: str, span: Span, *, is_there: bool, image: bool = False) -> None:
        """A file by its path from the document's folder."""
        if is_there or self._is_whole:
            self.links.append(Link(text, path_address(path), span, image))

    def _first(self, folders: Iterable[str], names: Iterable[str]) -> str:
        names = list(names)
        return next((one for one in _joined(folders, names) if self._is_there(one)), "")

    def _is_there(self, path: str) -> bool:
        try:
            return os.path.isfile(os.path.join(self._tree.root, path))  # noqa: PTH113, PTH118
        except (OSError, ValueError):
            return False


def _joined(folders: Iterable[str], names: list[str]) -> Iterator[str]:
    for folder in dict.fromkeys(folders):
        for name in names:
            yield os.path.normpath(os.path.join(folder, name))  # noqa: PTH118
