"""Links to files, and to places in them."""

from __future__ import annotations

import difflib
import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from srccheck.links import anchors, sphinx
from srccheck.links.options import LinkOptions
from srccheck.model import Document
from srccheck.model.links import LinkCheck, LinkKind, LinkTarget, LinkVerdict

Read = Callable[[str], Document]
"""Reads a file; raises what it likes when it cannot."""

_SOURCES = (".md", ".markdown", ".rst", ".adoc", ".qmd", ".ipynb", ".html", ".mdx")
_INDEXES = ("index", "README", "_index", "readme")
_MADE = (".html", ".htm")
"""Suffixes of pages that site generators make of sources."""
_FOLDERS = ("mkdocs", "hugo")
_NEAR = 0.75
"""How like a name must be to be suggested for another."""
_NEAR_STEM = 0.6
"""And how like without its suffix."""


class LocalFiles:
    """Answers whether files, and the places in them, are there; each is read once."""

    def __init__(self, read: Read, options: LinkOptions) -> None:
        self._read = read
        self._slugs = options.slugs
        self._anchors: dict[str, frozenset[str] | None] = {}
        sphinx.forget()

    def learn(self, document: Document) -> None:
        """Keep the anchors of a document that has been read anyway."""
        key = os.path.realpath(document.path)
        if key not in self._anchors:
            known = anchors.has_anchors(document)
            self._anchors[key] = anchors.anchors_of(document, self._slugs) if known else None

    def check(self, target: LinkTarget) -> LinkCheck:
        """Check a target whose address is the path of a file."""
        path = target.url
        found = self._found(path) if target.kind is LinkKind.LOCAL else path
        if not found:
            reason = f"there is no {shown(path)}"
            near = _nearest(path)
            return LinkCheck(
                target, LinkVerdict.DEAD, reason=reason, rule="missing-file", suggestion=near
            )
        if target.fragment and not self._leads(found, target.fragment):
            reason = f"nothing in {shown(found)} is named {unquote(target.fragment)}"
            near = self._nearest_anchor(found, target.fragment)
            return LinkCheck(
                target, LinkVerdict.DEAD, reason=reason, rule="missing-anchor", suggestion=near
            )
        return LinkCheck(target, LinkVerdict.OK, final_url=found)

    def _found(self, path: str) -> str:
        """The file, or the source of the page, that a path leads to; empty if there is none."""
        return next((one for one in _candidates(path) if _exists(one)), "")

    def _leads(self, path: str, fragment: str) -> bool:
        if Path(path).is_dir():
            path = next((p for p in _pages_in(path) if Path(p).is_file()), "")
        known = self._known(path) if path else None
        return known is None or anchors.is_found(fragment, known)

    def _known(self, path: str) -> frozenset[str] | None:
        """The anchors of a file; ``None`` when it is not known which it has."""
        key = os.path.realpath(path)
        if key not in self._anchors:
            self._anchors[key] = None
            if Path(path).suffix.lower() in (*_SOURCES, *_MADE, ".wiki", ".asciidoc"):
                try:
                    document = self._read(path)
                except Exception:
                    return None
                self.learn_as(key, document)
        return self._anchors[key]

    def learn_as(self, key: str, document: Document) -> None:
        """Keep the anchors of a document under a path."""
        if anchors.has_anchors(document):
            self._anchors[key] = anchors.anchors_of(document, self._slugs)

    def _nearest_anchor(self, path: str, fragment: str) -> str:
        known = self._known(path) or frozenset()
        near = difflib.get_close_matches(unquote(fragment), sorted(known)[:5000], 1, _NEAR)
        return f"#{near[0]}" if near else ""


def resolve(path: str, document: Document, options: LinkOptions) -> tuple[str, str]:
    """The file that a path in a document leads to, and why it cannot be told, if so.

    Args:
        path: as it is written, without query and fragment.
        document: where it stands.
        options: where paths that begin with ``/`` belong, and what the site is made with.
    """
    path = unquote(path)
    if "\0" in path or len(path) > 4000:
        return "", "it is no path"
    repository = repository_of(document.path)
    if path.startswith("/"):
        if options.root and "://" not in options.root:
            return _joined(options.root, path.lstrip("/")), ""
        if root := sphinx.source_root(document.path) if document.format == "rst" else "":
            return _for_sphinx(_joined(root, path.lstrip("/")), document, repository)
        inside = _joined(repository, path.lstrip("/")) if repository else ""
        if inside and _exists(inside):
            return os.path.relpath(inside), ""
        return "", "where it leads depends on the site: --root says where that is"
    folder = os.path.dirname(document.path)  # noqa: PTH120
    base = document.metadata.get("base")
    if isinstance(base, str) and base and "://" not in base:
        folder = _joined(folder, base.rpartition("/")[0])
    file = _joined(folder, path)
    if options.slugs in _FOLDERS and not any(map(_exists, _candidates(file))):
        # Pages become folders there, so that links written for the site are a level deeper.
        deeper = _joined(folder, Path(document.path).stem, path)
        if any(map(_exists, _candidates(deeper))):
            return deeper, ""
    if repository and not _inside(file, repository):
        return "", "it leads out of the repository"
    return _for_sphinx(file, document, repository) if document.format == "rst" else (file, "")


def _for_sphinx(file: str, document: Document, repository: str) -> tuple[str, str]:
    """A file as Sphinx finds it, and why it cannot be told whether it will, if so."""
    if any(map(_exists, _candidates(file))):
        return file, ""
    if file.endswith(".*"):  # of an image, one for each kind of output
        found = sorted(map(str, Path(file).parent.glob(glob.escape(Path(file).name[:-1]) + "*")))
        return (found[0] if found else file), ""
    if _exists(f"{file}.txt"):
        return f"{file}.txt", ""
    reason = sphinx.doubt(file, document, repository)
    return ("", reason) if reason else (file, "")


def _joined(*parts: str) -> str:
    return os.path.normpath(os.path.join(*parts))  # noqa: PTH118


def repository_of(path: str) -> str:
    """The root of the git repository that a file is, or would be, in; empty if it is in none."""
    return _repository(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120


def _repository(folder: str) -> str:
    known = _REPOSITORIES.get(folder)
    if known is None:
        parents = (folder, *map(str, Path(folder).parents))
        known = next((one for one in parents if (Path(one) / ".git").exists()), "")
        _REPOSITORIES[folder] = known
    return known


_REPOSITORIES: dict[str, str] = {}


def _inside(path: str, folder: str) -> bool:
    whole = os.path.abspath(path)  # noqa: PTH100
    return whole == folder or whole.startswith(folder + os.sep)


def shown(path: str) -> str:
    """A path as people write it: from where they are, if it is below."""
    near = os.path.relpath(path)
    return path if near.startswith("..") else near


def _exists(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _candidates(path: str) -> Iterator[str]:
    """The file itself, then the sources of which a site generator would make it."""
    yield path
    stem, suffix = os.path.splitext(path)  # noqa: PTH122
    if suffix in _MADE:
        yield from (stem + other for other in _SOURCES)
    elif suffix not in _SOURCES:
        yield from (path + other for other in _SOURCES)
    if suffix in _MADE and Path(stem).name == "index":
        yield from _pages_in(str(Path(stem).parent))


def _pages_in(folder: str) -> Iterator[str]:
    for name in _INDEXES:
        for suffix in _SOURCES:
            yield os.path.join(folder, name + suffix)  # noqa: PTH118


def _nearest(path: str) -> str:
    parent = Path(path).parent
    try:
        names = [item.name if Path(path).suffix else item.stem for item in parent.iterdir()]
    except (OSError, ValueError):
        return ""
    for near in difflib.get_close_matches(Path(path).name, names, 3, _NEAR):
        stems = Path(path).stem, Path(near).stem  # a.md is near b.md for its suffix only
        if difflib.SequenceMatcher(None, *stems).ratio() >= _NEAR_STEM:
            return shown(str(parent / near))
    return ""
