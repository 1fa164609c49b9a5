"""The report as a page: what it shows, and that it is sound HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.model import (
    Confidence,
    Dossier,
    Edit,
    Failure,
    Finding,
    Fix,
    Severity,
    Span,
    Verdict,
)
from srccheck.model.evidence import Evidence, Identifier, Outcome, Record
from srccheck.model.links import LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.model.match import Agreement, FieldMatch, Match
from srccheck.pipeline import chosen, examine

from .conftest import TODAY
from .page import by_class, by_id, elements, name, page, parsed, text, written, wrong

OFFLINE = Settings(offline=True)
ARTICLE = """\
---
lang: fr
---

Un texte[^1] et un autre[^2].

[^1]: Ann Example, "An Invented PÃ©riodical of Things," *Journal of Inventions* 3 (2020): 1–2.

[^2]: Sans source.
"""


def examined(source: str, path: str = "article.md") -> Dossier:
    crashed: list[Failure] = []
    given = Source(path, source, "bibtex" if path.endswith(".bib") else "markdown")
    dossier = examine(given, OFFLINE, chosen(OFFLINE), TODAY, crashed.append)
    assert not crashed
    return dossier


def with_record(dossier: Dossier, **facts: object) -> Dossier:
    """The dossier with a record of its first source, whose title is spelt otherwise."""
    entry = dossier.entries[0]
    record = Record(
        "crossref", "10.5555/1", title="An Invented Periodical of Thinks",
        author=entry.fields["author"].names, identifiers=(Identifier("doi", "10.5555/1"),),
        language="en", **facts,
    )  # fmt: skip
    evidence = Evidence("crossref", "doi 10.5555/1", Outcome.FOUND, "https://example.org/1",
                        records=(record,))  # fmt: skip
    title = entry.value("title")
    fields = (
        FieldMatch("title", title, record.title, Agreement.NEAR, 0.95, "one letter"),
        FieldMatch("author", "Example, Ann", "Example, Ann", Agreement.SAME, 1.0),
    )
    match = Match(entry.key, record, 0.999, fields, by_identifier=True)
    verdicts = replace(dossier.verdicts[entry.key], identity=Verdict.VERIFIED,
                       accuracy=Verdict.CONTRADICTED, reason="found in crossref")  # fmt: skip
    return replace(
        dossier, verdicts={entry.key: verdicts}, evidence={entry.key: (evidence,)},
        matches={entry.key: (match,)},
    )  # fmt: skip


@pytest.fixture
def link() -> LinkCheck:
    place = Occurrence("page.md", 3, 5, Span(0, 1), "text")
    return LinkCheck(
        LinkTarget("https://example.org/gone"), LinkVerdict.DEAD, 404, "no such page",
        suggestion="https://example.org/new", archived="javascript:alert(1)", occurrences=(place,),
    )  # fmt: skip


def test_every_kind_of_report_is_sound(make, complete, answered, link):
    several = [
        complete,
        answered,
        make("no fault"),
        make("a Ã© b", "Ã©", suggestion="é"),
        examined(ARTICLE),
        with_record(examined(ARTICLE)),
        examined("@book{a,\n  title = {PÃ©kin},\n}\n\n@book{b, title={B}}\n", "a.bib"),
        replace(make("a link"), links=(link,)),
        Failure("gone.md", "no such file", "look elsewhere"),
    ]
    for results in (several, *([one] for one in several), []):
        assert wrong(page(*results)) == []
        assert wrong(page(*results, quiet=True)) == []


def test_the_policy_lets_nothing_in_but_its_own_style_and_script(complete):
    root = page(complete)
    (policy,) = (one.get("content", "") for one in elements(root) if one.get("http-equiv"))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (one,) = (one for one in elements(root) if name(one) == tag)
        made = hashlib.sha256((one.text or "").encode()).digest()
        assert rules[rule] == f"'sha256-{base64.b64encode(made).decode()}'"


def test_the_policy_stands_before_what_it_is_about(complete):
    source = written(complete)
    assert source.index("Content-Security-Policy") < source.index("<style>")
    assert source.index('charset="utf-8"') < 1024


def test_style_and_script_name_nothing_outside(complete):
    root = page(complete)
    for one in elements(root):
        if name(one) in ("style", "script"):
            assert not re.search(r"https?:|@import|innerHTML|fetch\(", one.text or "")
            assert "url(#" not in (one.text or "").replace("url(#hatch-", "")


def test_the_summary_counts(complete):
    root = page(complete)
    counts = text(by_class(root, "counts")[0])
    assert "1 document" in counts
    assert "1 source" in counts
    assert "1 error" in counts
    assert "1 comment" in counts
    charts = [text(one) for one in by_class(root, "chart")]
    assert any("mojibake1" in one for one in charts)


def test_charts_say_in_words_what_they_draw(answered):
    root = page(answered)
    told = [one.get("aria-label") for one in elements(root) if name(one) == "svg"]
    assert "✓ verified 1, ✗ contradicted 0, ∅ not found 0, ? inconclusive 0" in told
    assert "✓ verified 0, ✗ contradicted 1, ∅ not found 0, ? inconclusive 0" in told


def test_a_finding_leads_to_its_place_and_back():
    root = page(examined(ARTICLE))
    finding = by_id(root, "d1f1")
    place = by_id(root, "d1p1")
    assert "mojibake" in text(finding)
    assert next(finding.iter("a")).get("href") == "#d1p1"
    assert place.get("href") == "#d1f1"
    assert place.get("aria-label") == "finding 1: error, mojibake"
    (mark,) = (one for one in elements(root) if name(one) == "mark")
    assert text(mark) == "PÃ©riodical"
    assert mark.get("class") == "error"


def test_what_is_wrong_is_marked_inside_the_words():
    finding = by_id(page(examined(ARTICLE)), "d1f1")
    assert "".join(text(one) for one in finding.iter("del")) == "Ã©"
    assert "".join(text(one) for one in finding.iter("ins")) == "é"


def test_a_marker_leads_to_its_note_and_back():
    root = page(examined(ARTICLE))
    (marker,) = (one for one in elements(root) if one.get("href") == "#d1n1")
    assert text(marker) == "[1]"
    assert by_id(root, "d1n1").find("a").get("href") == "#d1m1"
    by_id(root, "d1m1")


def test_a_source_leads_to_its_place_and_its_findings():
    root = page(examined(ARTICLE))
    card = by_id(root, "d1s1")
    targets = [one.get("href") for one in card.iter("a")]
    assert targets == ["#d1e1", "#d1f1"]
    assert by_id(root, "d1e1").get("href") == "#d1s1"
    assert card.get("data-v") == "inconclusive inconclusive inconclusive inconclusive"
    assert card.get("data-r") == "mojibake"


def test_the_text_is_in_its_language_and_each_paragraph_in_its_direction():
    root = page(examined(ARTICLE))
    (shown,) = by_class(root, "text")
    assert shown.get("lang") == "fr"
    assert {one.get("dir") for one in shown.iter("p")} == {"auto"}
    assert root.get("lang") == "en"


def test_what_is_put_into_a_paragraph_does_not_turn_its_direction():
    """The first strong letter of a paragraph must be its own: `dir` and `bdi` are passed over."""
    root = page(examined("متن[^1].\n\n[^1]: محمد العلي، «كتاب المدن»، مجلة التاريخ، 2020.\n"))
    badges = by_class(by_class(root, "text")[0], "badge")
    assert badges
    assert all(name(one) == "bdi" or one.get("dir") == "ltr" for one in badges)


def test_cited_stands_beside_found():
    root = page(with_record(examined(ARTICLE)))
    (table,) = by_id(root, "d1s1").iter("table")
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in table.iter("tr")}
    assert rows["Field"] == ["Cited", "Found in Crossref 10.5555/1"]
    assert rows["title"] == [
        "An Invented Périodical of Things", "An Invented Periodical of Thinks (one letter)"
    ]  # fmt: skip
    assert rows["author"] == ["Example, Ann", "= the same"]
    assert [text(one) for one in table.iter("del")] == ["é", "g"]
    assert [text(one) for one in table.iter("ins")] == ["e", "k"]


def test_the_four_verdicts_have_a_sign_and_a_word():
    card = by_id(page(with_record(examined(ARTICLE))), "d1s1")
    (verdicts,) = (one for one in card.iter("ul") if one.get("class") == "verdicts")
    assert [text(one) for one in verdicts] == [
        "Identity: ✓ verified", "Accuracy: ✗ contradicted", "Status: ? inconclusive",
        "Reachability: ? inconclusive",
    ]  # fmt: skip


def test_evidence_has_its_source_date_and_link(answered):
    card = by_id(page(answered), "d1s1")
    evidence = text(next(card.iter("details")))
    assert "Crossref, asked for search An Invented, 2025-05-31 12:00 UTC: found" in evidence
    assert "HAL, asked for search An Invented Periodical: timed out" in evidence
    assert "retraction of 2020" in evidence
    assert "https://doi.org/10.5555/2" in [one.get("href") for one in card.iter("a")]


def test_the_suggestion_to_copy_is_what_the_record_states():
    card = by_id(page(with_record(examined(ARTICLE))), "d1s1")
    bibtex = text(next(card.iter("pre")))
    assert "title          = {An Invented Periodical of Thinks}," in bibtex
    assert "author         = {Example, Ann}," in bibtex
    assert "doi            = {10.5555/1}," in bibtex
    changes = text(list(card.iter("details"))[1])
    assert "title: Crossref 10.5555/1" in changes


def test_nothing_is_suggested_where_it_is_not_known_which_work_is_cited():
    card = by_id(page(examined(ARTICLE)), "d1s1")
    assert text(next(card.iter("summary"))) == "BibTeX, as cited"
    assert "An Invented Périodical of Things" in text(next(card.iter("pre")))


def test_a_damaged_value_is_not_suggested():
    dossier = with_record(examined(ARTICLE))
    (match,) = dossier.matches[dossier.entries[0].key]
    damaged = replace(match.fields[0], found="An Invented PÃ©riodical of Thinks")
    match = replace(match, fields=(damaged, match.fields[1]))
    card = by_id(page(replace(dossier, matches={match.entry: (match,)})), "d1s1")
    assert "An Invented Périodical of Things" in text(next(card.iter("pre")))


def test_characters_that_nobody_sees_are_not_copied():
    source = ARTICLE.replace("Things", "Thi\u202engs\u200b")
    card = by_id(page(examined(source)), "d1s1")
    assert "Things}" in text(next(card.iter("pre")))


def test_links_stand_in_a_table(make, link):
    root = page(replace(make("a link"), links=(link,)))
    (table,) = by_class(root, "links")
    assert "✗ dead" in text(table)
    assert "no such page; 404; better: https://example.org/new" in text(table)
    hrefs = [one.get("href") for one in table.iter("a")]
    assert hrefs == ["https://example.org/gone", "https://example.org/new"]


def test_of_many_links_only_those_that_are_not_sound(make, link):
    sound = tuple(
        replace(link, target=LinkTarget(f"https://example.org/{n}"), verdict=LinkVerdict.OK)
        for n in range(1000)
    )
    root = page(replace(make("links"), links=(*sound, link)))
    (table,) = by_class(root, "links")
    assert len(list(table.iter("tr"))) == 2
    assert "1,000 that are sound are left out." in text(root)


def test_failures_are_told():
    root = page(Failure("gone.md", "no such file", "look elsewhere"))
    assert "gone.md: no such file (look elsewhere)" in text(root)


def test_a_quiet_page_has_only_what_is_wrong(complete, make):
    root = page(complete, make("sound"), quiet=True)
    assert by_class(root, "findings")
    assert not by_class(root, "card")
    assert not by_class(root, "text")
    assert not by_class(root, "charts")
    assert "page.md" not in text(root)


def test_filters_are_hidden_until_a_script_shows_them(complete):
    form = by_id(page(complete), "filters")
    assert form.get("hidden") is not None
    options = [one.get("value") for one in form.iter("option")]
    assert "mojibake" in options
    assert "not-found" in options


def test_a_bibliography_is_shown_as_it_stands_in_the_file():
    source = "@book{a,\n  title = {PÃ©kin and Other Towns of the North},\n}\n"
    root = page(examined(source, "books.bib"))
    (lines,) = by_class(root, "lines")
    assert "PÃ©kin" in text(lines)
    assert "source 1@book{a," in text(lines)
    assert lines.get("lang") is None


def test_results_are_taken_as_they_come_and_the_summary_stands_first(make):
    root = parsed(written(*(make(f"Ã© {n}", "Ã©", path=f"{n}.md") for n in range(20))))
    main = by_id(root, "main")
    assert text(next(main.iter("h2"))) == "Summary"
    assert len(by_class(root, "findings")) == 20


def test_a_fix_says_whether_it_is_safe(make):
    fix = Fix((Edit(Span(0, 2), "é"),), safe=True)
    assert "é (safe fix)" in text(page(make("Ã©", "Ã©", suggestion="é", fix=fix)))
    fix = replace(fix, safe=False)
    assert "é (fix to be looked at)" in text(page(make("Ã©", "Ã©", suggestion="é", fix=fix)))


def many(count: int) -> Dossier:
    entries = "".join(
        f"@article{{k{n},\n  author = {{Example, Ann}},\n  title = {{On Things, Part {n}}},\n"
        f"  journal = {{Journal of Things}},\n  year = {{2020}},\n}}\n\n"
        for n in range(count)
    )
    dossier = examined(entries, "many.bib")
    finding = Finding("mojibake", Severity.ERROR, Confidence.HIGH, Span(30, 40), "x", "Wrong.", "y")
    return replace(dossier, findings=(finding,))


def test_many_sources_are_told_in_short_and_that_is_said():
    short, whole = page(many(201)), page(many(3))
    assert wrong(short) == []
    assert "There are many sources" in text(short)
    assert "There are many sources" not in text(whole)
    assert len(by_class(short, "card")) == 201
    assert "Wrong. x → y" in text(by_id(short, "d1f1"))
    assert "? inconclusive: identity, accuracy, status, reachability" in text(by_id(short, "d1s9"))
    assert not list(by_id(short, "d1s9").iter("pre"))
    assert list(by_id(whole, "d1s1").iter("pre"))


def test_so_are_those_of_several_documents():
    root = page(many(150), many(150))
    assert text(root).count("There are many sources") == 1
    assert list(by_id(root, "d1s9").iter("pre"))
    assert not list(by_id(root, "d2s9").iter("pre"))
