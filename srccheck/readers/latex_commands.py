r"""What the commands and environments of LaTeX do to the text, as far as it matters to a reader.

Sources: the LaTeX2e manual and the manuals of the packages; the table is ``data/latex.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import NamedTuple


class Command(NamedTuple):
    """A command that is being read: its name, its place, and whether a star follows it."""

    name: str
    start: int
    star: bool = False


def _read() -> Mapping[str, Mapping[str, str]]:
    file = resources.files(__package__).joinpath("data/latex.tsv")
    tables: dict[str, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, value, names = line.split("\t")
        tables.setdefault(kind, {}).update(dict.fromkeys(names.split(" "), value))
    return tables


_TABLES = _read()
METHODS = _TABLES["method"]
"""Commands with the method that reads them."""
SKIPPED = _TABLES["skip"]
"""Commands that give no text, or only that of some of their arguments, with these."""
STYLES = _TABLES["style"]
"""Commands whose argument is text in a style."""
DECLARATIONS = _TABLES["declare"]
"""Commands that set the style of what follows in their group."""
TEXTS = _TABLES["text"]
"""Commands that stand for characters."""
ARGUMENTS = _TABLES["begin"]
"""The arguments of environments."""
ENVIRONMENTS = _TABLES["environment"]
"""What environments hold."""
