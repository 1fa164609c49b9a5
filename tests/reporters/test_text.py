from srccheck.model import Dossier, Failure, Severity
from srccheck.reporters import Look, Summary
from srccheck.reporters.text import report


def text(*results, offline=True, interrupted=False, **look) -> str:
    summary = Summary(offline=offline, interrupted=interrupted)
    return "".join(report(summary.watch(results), summary, Look(**look)))


def test_a_finding_shows_its_place_its_line_and_what_to_do(complete):
    expected = """\
article.md:1:31: error[mojibake] these characters were damaged
  |
1 | (1) Ann Example, *An Invented PÃ©riodical*, 2019.
  |                               ^^^^^^^^^^^
  = found: PÃ©riodical
  = suggestion: Périodical (safe fix)
  = basis: UTF-8 that was read as Windows-1252
"""
    assert expected in text(complete)


def test_the_sources_are_listed_and_the_other_notes_counted(complete):
    shown = text(complete)
    assert "1 source in article.md:\n" in shown
    assert (
        "  [1] Ann Example, An Invented Périodical, autumn 2019\n      book example2019invented\n"
    ) in shown
    assert "1 comment explaining, and citing nothing: note 2\n" in shown
    assert "1 claim resting on a name, and citing no work: note 3 (Office)\n" in shown


def test_the_last_lines_sum_up_and_say_what_was_not_checked(complete):
    assert text(complete).endswith(
        "1 document, 1 note, 1 source, 1 comment, 1 claim, 1 finding (1 error)\n"
        "not checked: 1 source inconclusive: no service was asked\n"
    )


def test_answers_about_a_source_are_shown_with_it(answered):
    shown = text(answered)
    assert "verified (Crossref); retracted in 2020\n" in shown
    assert "not checked" not in shown
    assert shown.endswith("1 service or site could not be reached: HAL timed out\n")


def test_findings_are_counted_by_severity_the_worst_first(make):
    one = make("a bad day", "bad", severity=Severity.WARNING)
    two = make("a bad day", "bad", "day", severity=Severity.ERROR, path="b.md")
    assert "2 documents, 2 notes, 0 sources, 0 comments, 3 findings (2 errors, 1 warning)" in text(
        one, two
    )


def test_quiet_leaves_only_what_is_wrong(complete):
    shown = text(complete, Failure("x.md", "no such file"), quiet=True)
    assert shown.startswith("article.md:1:31: error[mojibake]")
    assert shown.endswith("error: x.md: no such file\n\n")
    assert "1 document" not in shown


def test_a_failure_says_what_to_do():
    shown = text(Failure("x.md", "no such file", "did you mean y.md?"))
    assert "error: x.md: no such file\n  = help: did you mean y.md?\n" in shown
    assert "1 failure, shown above\n" in shown


def test_files_with_nothing_in_them_are_listed_once(make):
    bare = make("prose")
    nothing = [
        Dossier(
            document=type(bare.document)(
                path=path,
                format="text",
                source="prose",
                encoding=bare.document.encoding,
            ),
            entries=(),
            today=bare.today,
        )
        for path in ("a.txt", "b.txt")
    ]
    shown = text(*nothing, Failure("b.txt", "nothing to check"))
    assert "no note, source or link in 1 file:\n  a.txt\n" in shown
    assert "error: b.txt: nothing to check" in shown


def test_no_escape_sequence_of_a_document_reaches_the_terminal(make):
    evil = "x \x1b]0;title\x07 bad \x9b31m"
    dossier = make(evil, "bad", message="m\x1b[1m", suggestion="s\x1b[2J", path="e\x1b[0m.md")
    shown = text(dossier, Failure("f\x1b[3m", "r\x1b[4m", "h\x1b[5m"))
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert r"\x1b]0;title\x07" in shown


def test_colour_is_written_only_when_asked_for(complete):
    assert "\x1b[1;31merror[mojibake]\x1b[0m" in text(complete, colour=True)
    assert "\x1b" not in text(complete)


def test_a_fault_over_several_lines_is_underlined_on_the_first(make):
    shown = text(make("one bad\nthing here", "bad\nthing"))
    assert "1 | one bad\n  |     ^^^\n  = found: bad thing\n" in shown


def test_an_interrupted_run_says_so(complete):
    def stopped():
        yield complete
        raise KeyboardInterrupt

    summary = Summary()
    shown = "".join(report(summary.watch(stopped()), summary, Look()))
    assert "error[mojibake]" in shown
    assert "interrupted" in shown.splitlines()[-1]
