import re

import pytest

from srccheck.model import Failure, Severity
from srccheck.reporters import Look, Summary
from srccheck.reporters.github import report

COMMAND = re.compile(r"::(\w+) ([^:]*)::(.*)")


def commands(*results):
    """The workflow commands as the runner of GitHub reads them."""
    summary = Summary()
    text = "".join(report(summary.watch(results), summary, Look(quiet=True)))
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
        yield (
            match[1],
            {name: unescaped(value) for name, value in pairs.items()},
            unescaped(match[3]),
        )


def unescaped(text):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_a_finding_is_an_annotation_at_its_place(make):
    ((command, where, text),) = commands(make("x\na Ã© b", "Ã©"))
    assert command == "error"
    assert where == {
        "file": "page.md", "line": "2", "endLine": "2", "col": "3", "endColumn": "5",
        "title": "srccheck mojibake",
    }  # fmt: skip
    assert text.startswith("these characters were damaged")


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.INFO, "notice"), (Severity.WARNING, "warning"), (Severity.ERROR, "error")],
)
def test_severities(make, severity, command):
    assert next(commands(make("a Ã© b", "Ã©", severity=severity)))[0] == command


def test_nothing_in_a_document_can_end_a_command_or_begin_another(make):
    text = "100%\r\n::error file=x::no"
    ((_, where, shown),) = commands(make(f"a {text} b", text, message=text, path="a:b,c%.md"))
    assert where["file"] == "a:b,c%.md"
    assert shown.startswith(text)


def test_a_failure_is_an_error_without_line():
    ((command, where, text),) = commands(Failure("x.md", "no such file", "look again"))
    assert (command, where["file"], text) == ("error", "x.md", "no such file (look again)")


def test_the_last_line_counts(make):
    summary = Summary()
    text = "".join(report(summary.watch([make("Ã©", "Ã©")]), summary, Look()))
    assert text.splitlines()[-1] == "srccheck: 1 document, 1 finding"
