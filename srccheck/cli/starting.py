"""The files that ``srccheck init`` writes, with comments that teach what each line does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from srccheck.cli.surveying import Survey
from srccheck.readers import READERS

CI_FILES = {
    "github": ".github/workflows/srccheck.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
"""Where each system for continuous integration, or git, looks for its settings."""


def settings(found: Survey, table: str = "") -> str:
    """The settings for a repository.

    Args:
        found: what is in it.
        table: the table in which they stand; empty for a file of their own.

    >>> import tomllib
    >>> tomllib.loads(settings(Survey(git=True, slugs="mkdocs")))
    {'links': {'slugs': 'mkdocs'}}
    """
    return "\n".join([*_lines(found, table)]) + "\n"


def ci(system: str, found: Survey) -> str:
    """The settings of a system for continuous integration, or of pre-commit."""
    text = files("srccheck.cli").joinpath("data", f"{system}.yml").read_text(encoding="utf-8")
    names = [name for name in READERS if found.formats[name]] or ["markdown"]
    suffixes = [suffix for name in names for suffix in READERS[name].suffixes]
    return text.replace("{suffixes}", "|".join(map(re.escape, suffixes)))


def _lines(found: Survey, table: str) -> Iterator[str]:
    dotted = f"{table}." if table else ""
    yield "# Settings of srccheck. `srccheck rules` lists the rules, `srccheck explain RULE` says"
    yield "# what one looks for. A line that begins with # is not in force."
    yield from (f"# {line}" for line in _found(found))
    yield ""
    if table:
        yield f"[{table}]"
    yield "# Services answer sooner if they know whom they serve; srccheck tells it nobody else."
    yield '# mailto = "you@example.org"'
    yield "# What makes a run fail: info, warning (the usual), error, or never."
    yield '# fail-on = "error"'
    yield "# Rules that are not for this repository."
    yield '# ignore = ["missing-field"]'
    if len(found.languages) > 1 or (found.languages and "en" not in found.languages):
        yield "# Findings are told in the language of each document, where srccheck speaks it."
        yield 'language = "document"'
    yield ""
    if found.slugs or found.built:
        yield f"[{dotted}links]"
    if found.slugs:
        yield "# Whose rules make the anchors of headings (page.md#a-heading)."
        yield f'slugs = "{found.slugs}"'
    if found.built:
        yield "# What a program made and git does not keep."
        patterns = ", ".join(f'"{name}/**"' for name in found.built)
        yield f"exclude-path = [{patterns}]"
    if found.slugs or found.built:
        yield ""
    yield "# What is to stay as it is for a while: with a reason, and a day to look at it again."
    yield f"# [[{dotted}allow]]"
    yield '# rule = "dead-link"'
    yield '# text = "archive.example.org"'
    yield '# reason = "the archive moves until May"'
    yield "# expires = 2027-05-31"


def _found(found: Survey) -> Iterator[str]:
    counted = [f"{count} {name}" for name, count in found.formats.most_common()]
    if counted:
        yield f"Found here: {', '.join(counted)}."
    if found.formats["bibtex"] and found.formats["latex"]:
        yield "A .bib file that a .tex document takes in is read with it; check the document."
