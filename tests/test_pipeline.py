import datetime
import gc
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srccheck import pipeline
from srccheck.config import Settings
from srccheck.errors import UsageError
from srccheck.inputs import Source
from srccheck.model import (
    Confidence,
    Dossier,
    EntryKind,
    Failure,
    Finding,
    Severity,
    Span,
    Verdict,
)
from srccheck.reporters import Look, Summary, text
from srccheck.rules import RULES, Rule

TODAY = datetime.date(2020, 2, 29)
OFFLINE = Settings(offline=True)
NOTED = "It is so.[^1]\n\n[^1]: Ann Example, *An Invented Book*, Oslo, 2019.\n"


class Words(Rule):
    """Finds every "so" and "is", the last first, and each of them twice."""

    name = "words"
    severity = Severity.WARNING
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        for word in ("so", "is", "so", "is"):
            start = dossier.document.source.index(word)
            severity = Severity.INFO if word == "is" else None
            yield self.finding(Span(start, start + 2), word, "a word", severity=severity)


class Broken(Rule):
    """Fails after its first finding."""

    name = "broken"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        yield self.finding(Span(0, 1), "I", "found before it broke")
        raise LookupError("a slip")


class Today(Rule):
    """Finds what day it is."""

    name = "today"
    severity = Severity.ERROR
    confidence = Confidence.HIGH

    def check(self, dossier: Dossier) -> Iterator[Finding]:
        yield self.finding(Span(0, 1), "", dossier.today.isoformat())


def run(*sources, told=None, rules=(), today=TODAY):
    return list(pipeline.run(sources, told or OFFLINE, rules=rules, today=today))


def found(dossier):
    return [(finding.rule, finding.cited) for finding in dossier.findings]


def test_the_line_from_document_to_verdicts():
    (dossier,) = run(Source("<text>", NOTED))
    assert [note.label for note in dossier.document.notes] == ["1"]
    (entry,) = dossier.entries
    assert (entry.kind, entry.value("title")) == (EntryKind.SOURCE, "An Invented Book")
    assert dossier.verdicts[entry.key].identity is Verdict.INCONCLUSIVE
    assert dossier.verdicts[entry.key].reason == "offline: no service was asked"


def test_the_language_of_the_document_is_said_when_it_is_plain():
    prose = "The report was read by many who had not seen it before, and it was then forgotten. "
    (dossier,) = run(Source("<text>", prose * 5 + NOTED))
    assert dossier.document.language == "en"


def test_findings_come_in_the_order_of_the_text_and_once():
    told = Settings(select=("words",), offline=True)
    (dossier,) = run(Source("<text>", NOTED), told=told, rules=[Words])
    assert found(dossier) == [("words", "is"), ("words", "so")]


def test_a_finding_that_is_only_style_is_left_out_even_of_a_rule_that_is_not():
    (dossier,) = run(Source("<text>", NOTED), rules=[Words])
    assert found(dossier) == [("words", "so")]


def test_a_rule_that_breaks_loses_neither_the_others_nor_what_it_found():
    dossier, failure = run(Source("a.md", NOTED), rules=[Broken, Words])
    assert found(dossier) == [("broken", "I"), ("words", "so")]
    assert failure == Failure(
        "a.md",
        "a bug in the rule broken: LookupError: a slip",
        "please report it, with what --debug shows",
    )


def test_debug_shows_the_traceback():
    told = Settings(debug=True, offline=True)
    _, failure = run(Source("a.md", NOTED), rules=[Broken], told=told)
    assert failure.remedy.startswith("Traceback")
    assert "a slip" in failure.remedy


def test_a_document_that_breaks_does_not_lose_the_others(monkeypatch):
    whole = pipeline.parse_notes

    def parse(document):
        if document.path == "a":
            raise RecursionError("too deep")
        return whole(document)

    monkeypatch.setattr(pipeline, "parse_notes", parse)
    failure, dossier = run(Source("a", NOTED), Source("b", NOTED))
    assert failure.reason == "a bug in srccheck: RecursionError: too deep"
    assert dossier.document.path == "b"


def test_the_rules_are_told_what_day_it_is():
    (dossier,) = run(Source("<text>", NOTED), rules=[Today])
    assert dossier.findings[0].message == "2020-02-29"


def test_text_with_nothing_in_it_is_a_failure_after_its_dossier():
    dossier, failure = run(Source("<text>", "Nothing is cited here."))
    assert dossier.empty
    assert failure.path == "<text>"
    assert "[^1]" in failure.remedy


@pytest.mark.parametrize(
    ("source", "format_"),
    [
        (NOTED, "markdown"),
        ("See [the page](https://example.org/a).", "markdown"),
        ("@book{a, title = {An Invented Book}}", "bibtex"),
        ("Said (1).\n\nNotes\n\n(1) Ann Example, An Invented Book, Oslo, 2019.\n", "text"),
        ('<p>See <a href="https://example.org/a">the page</a>.</p>', "html"),
    ],
)
def test_a_note_a_link_or_an_entry_is_something(source, format_):
    assert [type(result) for result in run(Source("<text>", source, format_))] == [Dossier]


def test_a_file_that_is_no_text_is_examined_or_refused_but_does_not_break(tmp_path):
    path = tmp_path / "noise.md"
    path.write_bytes(bytes(range(256)) * 20)
    results = run(str(path))
    assert results
    assert not [result for result in results if "bug" in getattr(result, "reason", "")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode())),
    st.sampled_from(["markdown", "html", "text", "bibtex", None]),
)
def test_any_bytes_give_a_report_or_a_clear_error(data, format_):
    for before in (
        b"",
        b"Said.[^1]\n\n[^1]: ",
        b"<p>Said <sup>1</sup></p>\n<ol><li>",
        b"@book{a, title={",
    ):
        results = list(
            pipeline.run([Source("-", before + data, format_)], Settings(style=True, offline=True))
        )
        assert results
        assert not [result for result in results if "a bug in" in getattr(result, "reason", "")]
        report = "".join(text.report(results, Summary(), Look()))
        assert not set(report) & {"\x1b", "\x07", "\x00"}


def test_a_file_that_may_not_be_read_is_a_failure(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_text(NOTED)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)  # the mode of the file does not stop root
    (failure,) = run(str(path))
    assert failure.path == str(path)
    assert "may not be read" in failure.reason
    assert "permissions" in failure.remedy


def test_results_come_one_by_one(tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(NOTED)
    results = pipeline.run([str(tmp_path)], OFFLINE, rules=())
    assert next(results).document.path.endswith("a.md")
    (tmp_path / "b.md").unlink()
    assert isinstance(next(results), Failure)


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path):
    def peak(count):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.md").write_text(NOTED + "\n" + "More words. " * 2000)
        tracemalloc.start()
        for _ in pipeline.run([str(folder)], OFFLINE, rules=()):
            gc.collect()
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(1)
    assert peak(12) < 2 * peak(3)


def test_which_rules_are_chosen():
    usual = {rule.name for rule in pipeline.chosen(Settings())}
    everything = {rule.name for rule in pipeline.chosen(Settings(select=("all",)))}
    assert everything == {rule.name for rule in RULES}
    style = {rule.name for rule in RULES if rule.severity is Severity.INFO and rule.offline}
    assert usual == everything - style


def test_an_unknown_rule_is_wrong_usage():
    with pytest.raises(UsageError, match="no such rule: mojibak"):
        pipeline.chosen(Settings(select=("mojibak",)))
