"""The catalogues hold every text, with the same fields, in good typography."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import re
import string
from pathlib import Path

import pytest

from srccheck.messages import LANGUAGES, folder

ROOT = Path(__file__).parents[2]
HELP = "run: python docs/messages.py, and translate what is new in the .po file"


def _tool():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "docs" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
TEXTS = {one.id for one in TOOL.template() if one.id}
CATALOGUES = {language: TOOL.read(language) for language in LANGUAGES[1:]}
ENTRIES = [
    (language, one) for language, catalogue in CATALOGUES.items() for one in catalogue if one.id
]


def forms(found):
    return (found,) if isinstance(found, str) else tuple(found)


def fields(text):
    """The fields of a template, and how each is shown."""
    try:
        return {
            (name, kind or "")
            for _, name, form, kind in string.Formatter().parse(text)
            if name
        }  # fmt: skip
    except ValueError:
        return set()  # braces that are no fields: a text without any


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_text_is_translated_and_none_is_left_over(language):
    translated = {one.id for one in CATALOGUES[language] if one.id and all(forms(one.string))}
    assert TEXTS - translated == set(), HELP
    assert {one.id for one in CATALOGUES[language] if one.id} - TEXTS == set(), HELP


def test_fields_are_the_same():
    for _, one in ENTRIES:
        wanted = [fields(text) for text in forms(one.id)]
        for text in forms(one.string):
            assert fields(text) in wanted, one.id


def test_nothing_is_uncertain():
    assert not [one.id for _, one in ENTRIES if one.fuzzy]


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_the_source(language):
    compiled = gettext.translation("srccheck", folder(), [language])._catalog
    for one in CATALOGUES[language]:
        if isinstance(one.id, str) and one.id:
            assert compiled[one.id] == one.string, HELP
        elif one.id:
            for number, text in enumerate(one.string):
                assert compiled[(one.id[0], number)] == text, HELP


def test_french_is_set_as_french():
    """The rules of the Imprimerie nationale; examples that are typed keep their signs."""
    for language, one in ENTRIES:
        if language != "fr" or "\n" in str(one.id):
            continue
        for text in forms(one.string):
            assert not re.search(r" [:;!?»](?:\s|$)|« ", text), text
            assert not re.search(r"\w'(?=[a-zéèêà])", re.sub(r"'[^']*'", "", text)), text
            assert not re.search(r"\w[!?;](?:\s|$)", text), text


def _marks_with_underscore(tree):
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "srccheck.messages"
        and any(name.name == "_" for name in node.names)
        for node in ast.walk(tree)
    )


def test_no_variable_takes_the_name_of_the_mark():
    """It would be a local one in the whole function, and the mark could not be called there."""
    for path in (ROOT / "srccheck").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if _marks_with_underscore(tree):
            for node in ast.walk(tree):
                taken = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                assert not (taken and node.id == "_"), f"{path}:{node.lineno}"
                assert not (isinstance(node, ast.arg) and node.arg == "_"), f"{path}:{node.lineno}"


def _said_in(path):
    """What rules give as message, suggestion or basis, if it is written there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "finding":
            given = [*node.args[2:3], *(one.value for one in node.keywords
                     if one.arg in ("message", "suggestion", "basis"))]  # fmt: skip
            yield from given


def test_what_rules_say_is_marked():
    for path in (ROOT / "srccheck" / "rules").glob("*.py"):
        for node in _said_in(path):
            plain = isinstance(node, ast.Constant) and node.value
            assert not plain, f"{path.name}:{node.lineno}"
