import json

from srccheck.model import Failure
from srccheck.model.links import LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.model.text import Span
from srccheck.reporters import Look, Summary
from srccheck.reporters.jsonl import report


def lines(*results, look=None):
    summary = Summary()
    text = "".join(report(summary.watch(results), summary, look or Look()))
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def linked(dossier):
    from dataclasses import replace

    place = Occurrence(dossier.document.path, 1, 3, Span(2, 4), "shown")
    target = LinkTarget("https://site.test/a", "b")
    check = LinkCheck(target, LinkVerdict.MOVED, 200, redirects=((301, "u"),), occurrences=(place,))
    return replace(dossier, links=(check,))


def test_each_line_is_an_object_with_its_type(make):
    found = lines(make("a Ã© b", "Ã©"), Failure("x.md", "no such file"))
    assert [one["type"] for one in found] == ["finding", "failure", "summary"]
    finding = found[0]
    assert (finding["path"], finding["line"], finding["column"]) == ("page.md", 1, 3)
    assert finding["rule"] == "mojibake"
    assert found[1]["reason"] == "no such file"
    assert found[2]["findings"]["error"] == 1
    assert found[2]["complete"] is False


def test_line_ends_inside_texts_do_not_break_lines(make):
    found = lines(make("a\nb\u2028c", "a\nb\u2028c"))
    assert found[0]["cited"] == "a\nb\u2028c"


def test_links_have_their_verdict_and_places(make):
    link = lines(linked(make("a é b")))[0]
    assert link["type"] == "link"
    assert (link["target"], link["verdict"]) == ("https://site.test/a#b", "moved")
    assert link["redirects"] == [{"status": 301, "url": "u"}]
    assert link["places"] == [{"path": "page.md", "line": 1, "column": 3, "text": "shown"}]


def test_quiet_leaves_links_out(make):
    found = lines(linked(make("a é b")), look=Look(quiet=True))
    assert [one["type"] for one in found] == ["summary"]
