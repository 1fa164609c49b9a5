"""Texts made to do harm: each is read, or refused with its place, in bounded time and memory.

They run in processes of their own, which the system ends when one text takes more than its share.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from srccheck import readers
from srccheck.errors import InputError
from srccheck.readers import BINARY, READERS, read_bytes, read_path, read_text, xml_tree

SECONDS = 120
"""Of processor time: many times what any of these takes, and far less than what explodes."""
GIGABYTES = 2

PROGRAM = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({gigabytes} << 30,) * 2)
from srccheck.errors import InputError
from srccheck.mend import mend
from srccheck.parse import parse_document
from srccheck.readers import read_bytes
for form, case in json.load(sys.stdin):
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + {seconds}, resource.RLIM_INFINITY))
    data = eval(case)
    data = data if isinstance(data, bytes) else data.encode()
    try:
        document = mend(read_bytes(data, "a", form))
    except InputError as error:
        print("refused:", error, flush=True)
    else:
        parse_document(document)
        print("read:", len(document.notes), *[one.message for one in document.problems], flush=True)
"""

TEXTS = [name for name in READERS if name not in BINARY]
XML = ("jats", "tei", "endnote-xml")

NESTED = {
    "markdown": ("'>' * 100_000 + 'a'", "''.join('  ' * n + '- a\\n' for n in range(1500))",
                 "'[' * 100_000 + 'a' + ']' * 100_000", "'*a **b ' * 20_000"),
    "html": ("'<div>' * 100_000", "'<ul><li>' * 50_000", "'<table><tr><td>' * 30_000",
             "'<a href=x>' * 30_000"),
    "bibtex": ("'@book{a, title={' + '{' * 50_000 + 'x' + '}' * 50_000 + '}}'",
               "'@book{a, title={' + '{' * 50_000",
               "'@book{a, title=' + '#'.join(['{x}'] * 20_000) + '}'",
               "''.join('@string{s%d = s%d # s%d}' % (n + 1, n, n) for n in range(60))"
               " + '@book{a, title=s59}'"),
    "rst": ("''.join(' ' * 2 * n + '- a\\n\\n' for n in range(1000))", "'*' * 50_000",
            "''.join(' ' * 3 * n + '.. note::\\n\\n' for n in range(1000))"),
    "latex": ("'{' * 100_000", "'{' * 50_000 + 'x' + '}' * 50_000",
              "'\\\\footnote{' * 3000 + 'x' + '}' * 3000",
              "'\\\\begin{quote}' * 5000 + 'x' + '\\\\end{quote}' * 5000",
              "'\\\\newcommand{\\\\a}{\\\\a\\\\a}\\\\a'",
              "'\\\\newcommand{\\\\a}{boom}' + ''.join('\\\\newcommand{\\\\%s}{\\\\%s\\\\%s}' % "
              "(chr(98 + n), chr(97 + n), chr(97 + n)) for n in range(24)) + '\\\\y'"),
    "org": ("'*' * 100_000 + ' x'", "''.join(' ' * n + '- a\\n' for n in range(2000))",
            "'[fn::' * 5000 + 'x' + ']' * 5000", "'[[' * 50_000", "'#+begin_quote\\n' * 20_000"),
    "asciidoc": ("'====\\n' * 20_000", "'footnote:[' * 5000 + 'x' + ']' * 5000",
                 "''.join('*' * min(n, 200) + ' a\\n' for n in range(1000))"),
    "notebook": ("'{\"cells\":' + '[' * 200_000", "'{\"cells\":' + '{\"a\":' * 100_000"),
    "wikitext": ("'{{a|' * 5000 + '}}' * 5000", "'{{a|' * 50_000", "'[[a|' * 5000 + ']]' * 5000",
                 "'<ref>' * 5000 + '</ref>' * 5000", "'{|\\n|' * 2000", "'*' * 50_000 + ' x'"),
    "csl-json": ("'[' * 200_000", "'[' * 100_000 + ']' * 100_000", "'[{\"a\":' * 100_000",
                 "'[{\"id\": ' + '9' * 100_000 + '}]'"),
}  # fmt: skip

LONG = ("a", "[", "{", "\\", "<", " ", "1", "&", "|", "Doe, J. (1999). ")


def run(*cases: tuple[str, str]) -> list[str]:
    """What a process of its own says of each of some data: a format, and a Python expression."""
    program = PROGRAM.format(seconds=SECONDS, gigabytes=GIGABYTES)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        input=json.dumps(cases),
    )  # fmt: skip
    said = done.stdout.splitlines()
    ended = [text[:100] for text in cases[len(said)]] if len(said) < len(cases) else []
    assert (done.returncode, ended) == (0, []), done.stderr[-500:]
    return said


def assert_told(cases: Sequence[tuple[str, str]]) -> None:
    for case, said in zip(cases, run(*cases), strict=True):
        assert said.startswith(("read:", "refused:")), case


@pytest.mark.parametrize("forms", [sorted(NESTED)[::2], sorted(NESTED)[1::2]])
def test_deep_nesting(forms: list[str]) -> None:
    assert_told([(form, data) for form in forms for data in NESTED[form]])


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_line_of_a_hundred_megabytes(form: str) -> None:
    """Once for each of the two limits; which formats have which is told below."""
    (said,) = run((form, "b'a first line\\n' + b'a (1) ' * 16_000_000"))
    most = readers.MAX_MACHINE_LINE if form == "html" else readers.MAX_LINE
    assert said.startswith(f"refused: line 2 of a has more than {most:,} characters")


@pytest.mark.parametrize("form", TEXTS)
def test_lines_as_long_as_can_be(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost at the limit, and a character more is refused with its line."""
    for name in ("MAX_LINE", "MAX_MACHINE_LINE"):
        monkeypatch.setattr(readers, name, 100)
    for end in ("\n", "\r\n", "\r"):
        line = "a" * 99 + end
        assert read_text(line * 3 + "a" * 100, "a", form).source.count("a") == 397
        with pytest.raises(InputError, match=r"line 4 of a has more than 100 characters"):
            read_text(line * 3 + "a" * 101, "a", form)


@pytest.mark.parametrize("forms", [TEXTS[::3], TEXTS[1::3], TEXTS[2::3]])
def test_long_lines_that_are_read(forms: list[str]) -> None:
    pieces = [f"{piece!r} * {200_000 // len(piece)}" for piece in LONG]
    assert_told([(form, piece) for form in forms for piece in pieces])


BOMBS = {
    "a billion laughs": (
        "'<!DOCTYPE a [<!ENTITY a \"ha\">' + ''.join('<!ENTITY %s \"%s\">' % (chr(98 + n), "
        "('&' + chr(97 + n) + ';') * 10) for n in range(10)) + ']><article><p>&k;</p></article>'",
        "could grow without bounds",
    ),
    "one long entity many times": (
        "'<!DOCTYPE a [<!ENTITY a \"' + 'x' * 1_000_000 + '\">]><article><p>' + '&a;' * 100_000"
        " + '</p></article>'",
        "could grow without bounds",
    ),
    "a short entity very many times": (
        "'<!DOCTYPE a [<!ENTITY a \"' + 'x' * 200 + '\">]><article><p>' + '&a;' * 1_000_000"
        " + '</p></article>'",
        "entities make this file longer by more than",
    ),
    "nested without end": ("'<article>' + '<p>' * 100_000", "nested more than"),
}


def test_xml_bombs() -> None:
    cases = [(form, name) for form in XML for name in BOMBS]
    said = run(*((form, BOMBS[name][0]) for form, name in cases))
    for (form, name), one in zip(cases, said, strict=True):
        assert BOMBS[name][1] in one, (form, name)


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("place", ["%x; ", "", "SYSTEM"])
def test_no_file_that_xml_names_is_read(form: str, place: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text("<!ENTITY y 'secret words'>secret words")
    address = secret.as_uri()
    inside = {
        "%x; ": f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{address}"> %x;]>',
        "": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{address}">]>',
        "SYSTEM": f'<!DOCTYPE a SYSTEM "{address}">',
    }[place]
    document = read_text(f"{inside}<a><p>see &x; &y;</p></a>", "a", form)
    assert "secret words" not in document.text.text
    assert not any("secret words" in note.passage.text for note in document.notes)


def test_many_entities_of_a_sound_article_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends of lines and what is shorter than its name make no file longer."""
    monkeypatch.setattr(xml_tree, "_MOST_ADDED", 20)
    source = "<a>" + "caf&eacute; &amp; &#233;\r\n" * 100 + "</a>"
    tree, problems = xml_tree.read_tree(source)
    assert not problems
    assert sum(text.text.count("é") for text in tree.children[0].children) == 200


ODD = {
    "NUL": b"a\0b [^1]\n\n[^1]: Jane Doe, A Title, 1999.\n",
    "a lone surrogate": b"a \xed\xa0\x80 b\n",
    "mixed ends of lines": b"a\nb\rc\r\nd\x85e\xe2\x80\xa8f\n",
    "bytes that are no text": bytes(range(1, 256)) * 4,
    "nothing": b"",
    "a byte order mark alone": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("name", ODD)
def test_odd_characters(form: str, name: str) -> None:
    from srccheck.mend import mend
    from srccheck.parse import parse_document

    try:
        document = mend(read_bytes(ODD[name], "a", form))
    except InputError:
        return
    for entry in parse_document(document):
        assert document.position(entry.span.start).line >= 1
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(document.source)


@pytest.mark.parametrize("form", TEXTS)
def test_lone_surrogates_in_a_string(form: str) -> None:
    document = read_text("a \ud800 b (1)\n\n1. Jane Doe, A Title \udfff, 1999.\n", "a", form)
    assert document.source.count("\ud800") == 1


def test_a_notebook_with_huge_outputs() -> None:
    case = (
        "__import__('json').dumps({'nbformat': 4, 'metadata': {}, 'cells': ["
        "{'cell_type': 'code', 'source': 'x', 'outputs': ["
        "{'output_type': 'stream', 'text': ['y' * 10_000_000 + '\\n'] * 5}]},"
        "{'cell_type': 'markdown', 'source': ['a[^1]\\n', '\\n', '[^1]: Doe, *T*, 2001.']}]},"
        "indent=1)"
    )
    (said,) = run(("notebook", case))
    assert said.startswith("read: 1")


def document_that_takes_in(name: str) -> str:
    return (
        f"\\documentclass{{article}}\\begin{{document}}a\\footnote{{Jane Doe, A Title, 1999.}}"
        f"\\input{{{name}}}\\end{{document}}"
    )


@pytest.mark.parametrize("kind", ["outside", "absolute", "link", "device", "pipe", "itself"])
def test_what_latex_may_not_take_in(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text("secret words")
    folder = tmp_path / "paper"
    folder.mkdir()
    name = {
        "outside": "../secret", "absolute": str(secret), "device": "/dev/zero", "itself": "a",
    }.get(kind, "b")  # fmt: skip
    if kind == "link":
        (folder / "b.tex").symlink_to(secret)
    if kind == "pipe":
        os.mkfifo(folder / "b.tex")
    path = folder / "a.tex"
    path.write_text(document_that_takes_in(name))
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2 << 30,) * 2)\n"
        "from srccheck.readers import read_path\n"
        "document = read_path(sys.argv[1])\n"
        "print('notes', len(document.notes))\n"
        "print(*[(document.position(one.span.start).line, one.message)"
        " for one in document.problems])\n"
        "print('secret words' in document.source)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    notes, problems, leaked = done.stdout.splitlines()
    assert (notes, leaked) == ("notes 1", "False")
    # A pipe is as good as not there; TeX itself says what is missing.
    assert kind == "pipe" or problems.startswith("(1, ")


def test_a_device_is_refused() -> None:
    with pytest.raises(InputError, match="/dev/zero is larger than"):
        read_path("/dev/zero")
