"""What Sphinx knows of links in reStructuredText beyond the paths that are written.

Paths that begin with ``/`` start from the folder of ``conf.py``, labels (``:ref:``) belong to the
whole project, and documents may be made by extensions, or taken in by others. Where that cannot be
seen from the files, nothing is said to be missing.

Sources: the Sphinx documentation, "Cross-referencing arbitrary locations", "Cross-referencing
documents", the directives ``toctree`` and ``include``, ``sphinx.ext.autosectionlabel``.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from srccheck.model import Document
from srccheck.model.links import LinkKind, LinkTarget

if TYPE_CHECKING:
    import ast

_CONF = "conf.py"
_IS_SPHINX = re.compile(
    r"^(?:project|extensions|html_theme|master_doc|root_doc|source_suffix|author|copyright)\b",
    re.MULTILINE,
)
_SOURCES = (".rst", ".rest", ".txt", ".md", ".inc", ".ipynb")
_MOST_FILES = 20_000
_MOST_BYTES = 5_000_000
_MADE = frozenset({"genindex", "modindex", "py-modindex", "search", "self"})
_LABELLING = frozenset(("sphinx.ext.autodoc", "sphinx.ext.intersphinx", "sphinxcontrib.httpdomain"))
"""Extensions that make labels, or find them elsewhere, and no documents."""
_INCLUDED = r"\.\.[ ](?:include|literalinclude)::[ \t]{1,9}(\S[^\r\n]{0,300})"
_LABEL = r"""(?x)
      (?m:^)[ \t]{0,80}\.\.[ ]_(?:`([^`\r\n]{1,300})`|((?:\\.|[^:\\`\r\n]){1,300})):
            [ \t]{0,9}(?=[\r\n]|\Z)
      | (?<![\w`])_`([^`\r\n]{1,200})`
      | (?m:^)[ \t]{0,40}:name:[ \t]{1,9}(\S[^\r\n]{0,200})
      | (?m:^)\(([^()\r\n]{1,200})\)=[ \t]{0,9}(?=[\r\n]|\Z)
      | \{[^{}\r\n#]{0,100}\#([\w:.-]{1,200})[^{}\r\n]{0,100}\}"""
_TITLE = r"(?m)^(\S[^\r\n]{0,300})\r?\n([!-/:-@\[-`{-~])\2{2,300}[ \t]{0,9}$"
"""Compiled when they are first used: most runs see no reStructuredText."""


class Project:
    """The sources of one Sphinx project, by the folder of its ``conf.py``; read when asked."""

    def __init__(self, root: str, conf: str) -> None:
        self.root = root
        self._extensions = extensions(conf)

    @property
    def makes_documents(self) -> bool:
        """Whether an extension may make documents that are in no file yet."""
        return self._extensions is None or not self._extensions <= _quiet() | _LABELLING

    @property
    def makes_labels(self) -> bool:
        """Whether labels may come from elsewhere than its files."""
        return self._extensions is None or not self._extensions <= _quiet()

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(_texts(self.root))

    @cached_property
    def included(self) -> frozenset[str]:
        """The names of files that others take in."""
        found = (
            match[1] for text in self._texts.values() for match in re.finditer(_INCLUDED, text)
        )
        return frozenset(os.path.basename(name.strip()) for name in found)  # noqa: PTH119

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        """Each label with its file and as it is written there."""
        found: dict[str, tuple[str, str]] = {}
        for path, text in self._texts.items():
            for match in re.finditer(_LABEL, text):
                name = re.sub(r"\\(.)", r"\1", next(filter(None, match.groups())).strip())
                found.setdefault(_normal(name), (path, name))
        if self._extensions and "sphinx.ext.autosectionlabel" in self._extensions:
            for path, text in self._texts.items():
                inside = os.path.relpath(path, self.root)
                stem = os.path.splitext(inside)[0].replace(os.sep, "/")  # noqa: PTH122
                for match in re.finditer(_TITLE, text):
                    for name in (match[1], f"{stem}:{match[1]}"):
                        found.setdefault(_normal(name), (path, ""))
        return found


def source_root(path: str) -> str:
    """The folder of the ``conf.py`` that a document belongs to; empty if there is none."""
    project = project_of(path)
    return os.path.relpath(project.root) if project else ""


def project_of(path: str) -> Project | None:
    """The Sphinx project that a document belongs to."""
    return _project(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120


def forget() -> None:
    """Forget what projects look like: another run may find them changed."""
    _project.cache_clear()
    _whole.cache_clear()


@functools.lru_cache(maxsize=100)
def _whole(repository: str) -> Project:
    return Project(repository, "")


@functools.lru_cache(maxsize=10_000)
def _project(folder: str) -> Project | None:
    try:
        conf = (Path(folder) / _CONF).read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        conf = ""
    if _IS_SPHINX.search(conf):
        return Project(folder, conf)
    parent = os.path.dirname(folder)  # noqa: PTH120
    if parent == folder or (Path(folder) / ".git").exists():
        return None
    return _project(parent)


def extensions(conf: str) -> frozenset[str] | None:
    r"""The extensions that a ``conf.py`` names; ``None`` where they cannot be told.

    >>> sorted(extensions("extensions = ['a']\nextensions += ['b']\nextensions.append('c')"))
    ['a', 'b', 'c']
    >>> extensions("extensions = made()") is extensions("def setup(app): ...") is None
    True
    """
    import ast

    try:
        tree = ast.parse(conf)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "setup":
            return None
        named = _named(node)
        if named is None:
            continue
        if not all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in named):
            return None
        found.update(str(one.value) for one in named if isinstance(one, ast.Constant))
    return frozenset(found)


@functools.cache
def _quiet() -> frozenset[str]:
    """The extensions that make neither documents nor labels."""
    from importlib import resources

    data = resources.files("srccheck.links") / "data" / "quiet-extensions.txt"
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _named(node: ast.AST) -> list[ast.expr] | None:
    """What a statement adds to the extensions; ``None`` if it is about something else."""
    import ast

    value: ast.expr | None = None
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(one, ast.Name) and one.id == "extensions" for one in targets):
            value = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        of = node.func.value
        if isinstance(of, ast.Name) and of.id == "extensions" and node.args:
            value = node.args[-1]
    if value is None:
        return None
    return list(value.elts) if isinstance(value, (ast.List, ast.Tuple)) else [value]


def doubt(path: str, document: Document, repository: str) -> str:
    """Why a file to which a document leads may be there when Sphinx runs, though it is not now."""
    name, suffix = os.path.splitext(os.path.basename(path))  # noqa: PTH119, PTH122
    project = project_of(document.path)
    if name in _MADE and not suffix:
        return "Sphinx makes it"
    if project is None and not suffix:
        return "where it leads depends on the project: there is no conf.py"
    around = _whole(repository) if repository else project
    if around and Path(document.path).name in around.included:
        return "other documents take this one in"
    if project and project.makes_documents:
        return "an extension of the project may make it"
    return "git ignores it: it is made" if repository and _ignored(path, repository) else ""


def _ignored(path: str, repository: str) -> bool:
    import subprocess

    asked = [path, f"{path}.rst"]
    try:
        result = subprocess.run(  # noqa: S603
            ["git", "-C", repository, "check-ignore", "--",  # noqa: S607
             *map(os.path.abspath, asked)], capture_output=True, check=False, timeout=10,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return result.returncode == 0


def labelled(label: str, document: Document) -> LinkTarget | tuple[LinkTarget, str]:
    """Where a label leads (``:ref:``), and why that cannot be told, if so."""
    label = unquote(label)
    here = LinkTarget(document.path, label, LinkKind.ANCHOR)
    project = project_of(document.path)
    own = {_normal(name) for match in re.finditer(_LABEL, document.source)
           if (name := next(filter(None, match.groups())))}  # fmt: skip
    if _normal(label) in own:
        return here
    unknown = LinkTarget(f"ref:{label}", "", LinkKind.OTHER)
    if project is None:
        return unknown, "where it leads depends on the project: there is no conf.py"
    found = project.labels.get(_normal(label))
    if found:
        path, name = found
        return LinkTarget(os.path.relpath(path), name, LinkKind.LOCAL)
    if label in _MADE or project.makes_labels:
        return unknown, "the label may come from elsewhere"
    return here


def _normal(label: str) -> str:
    return " ".join(label.lower().split())


def _texts(root: str) -> Iterator[tuple[str, str]]:
    left = _MOST_FILES
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "_build")))
        if "pyvenv.cfg" in names:
            folders.clear()
            continue
        for name in sorted(names):
            if not name.endswith(_SOURCES):
                continue
            left -= 1
            if left < 0:
                return
            path = os.path.join(folder, name)  # noqa: PTH118
            try:
                with Path(path).open(encoding="utf-8", errors="replace") as file:
                    yield path, file.read(_MOST_BYTES)
            except OSError:
                continue
