"""Brings the catalogues of messages up to date: ``python docs/messages.py``.

It looks for texts marked with ``_`` and ``n_``, and for the help of all commands, writes those that
are new into each ``.po`` file, to be translated there, and compiles the files to ``.mo``.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import srccheck.cli
from srccheck.cli.language import help_texts
from srccheck.messages import DOMAIN, LANGUAGES

SOURCE = Path(srccheck.__file__).parent


def template() -> Catalog:
    """All texts, with the files in which they stand."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8", fuzzy=False)
    for path in sorted(SOURCE.rglob("*.py")):
        for text in marked(path):
            catalogue.add(text, locations=[(path.relative_to(SOURCE.parent).as_posix(), 0)])
    main = srccheck.cli.main
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None  # noqa: S101
        for text in filter(None, help_texts(command)):
            catalogue.add(text, locations=[(f"srccheck/cli/{name}.py", 0)])
    for text in filter(None, help_texts(main)):
        catalogue.add(text, locations=[("srccheck/cli/__init__.py", 0)])
    return catalogue


def marked(path: Path) -> Iterator[str | tuple[str, str]]:
    """The texts in a file that are marked, those in f-strings too; plurals as pairs."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(ast.Name("_"), [ast.Constant(str(text)), *_]):
                yield text
            case ast.Call(ast.Name("n_"), [ast.Constant(str(one)), ast.Constant(str(many)), *_]):
                yield one, many


def path_of(language: str) -> Path:
    """Where the catalogue of a language is."""
    return SOURCE / "messages" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The catalogue of a language."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as it is read when srccheck runs."""
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def written(catalogue: Catalog) -> bytes:
    """A catalogue as people edit it."""
    made = io.BytesIO()
    write_po(made, catalogue, width=100, include_lineno=False, sort_by_file=True)
    return made.getvalue()


def main() -> None:
    """Update every catalogue, and say what is to be translated."""
    texts = template()
    for language in LANGUAGES[1:]:
        catalogue = read(language)
        dates = catalogue.creation_date, catalogue.revision_date
        catalogue.update(texts, no_fuzzy_matching=True)
        catalogue.creation_date, catalogue.revision_date = dates
        catalogue.obsolete.clear()
        path_of(language).write_bytes(written(catalogue))
        path_of(language).with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = [one.id for one in catalogue if one.id and not any(_strings(one.string))]
        print(f"{language}: {len(catalogue)} texts, {len(missing)} to be translated")


def _strings(found: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found or ())


if __name__ == "__main__":
    main()
