"""The document with what was found written into it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from srccheck import readers
from srccheck.errors import UsageError
from srccheck.model import Span
from srccheck.model.evidence import Evidence, Outcome
from srccheck.reporters import Look, Summary
from srccheck.reporters.annotated import annotate, report

from .conftest import dossier, fault


def in_format(made, kind):
    return replace(made, document=replace(made.document, format=kind))


def test_a_fault_is_set_off_and_commented_on(make) -> None:
    made = make("See PÃ©kin, 2019.", "PÃ©kin", suggestion="Pékin", basis="UTF-8 read as Latin-1")
    assert "".join(annotate(made)) == (
        "See {==PÃ©kin==}{>>mojibake: these characters were damaged → Pékin "
        "(UTF-8 read as Latin-1)<<}, 2019."
    )


def test_two_faults_in_one_place_are_set_off_once(make) -> None:
    made = make("See PÃ©kin.", "PÃ©kin", "PÃ©kin")
    comment = "{>>mojibake: these characters were damaged<<}"
    assert "".join(annotate(made)) == f"See {{==PÃ©kin==}}{comment}{comment}."


def test_a_fault_inside_another_is_set_off_and_the_other_only_commented_on(make) -> None:
    text = "".join(annotate(make("A bad name here.", "bad", "bad name")))
    comment = "{>>mojibake: these characters were damaged<<}"
    assert text == f"A {{==bad==}}{comment} name{comment} here."


def test_sources_are_told_with_what_was_found_out_about_them(complete) -> None:
    (key,) = complete.verdicts
    found = {key: (Evidence("crossref", "title", Outcome.TIMED_OUT),)}
    complete = replace(complete, evidence=found)
    assert f"{{>>{key}: " in "".join(annotate(complete))
    assert f"{{>>{key}: sans conclusion" in "".join(annotate(complete, language="fr"))
    assert f"{{>>{key}: " not in "".join(annotate(complete, quiet=True))


@pytest.mark.parametrize("kind", ["html", "wikitext", "jats", "tei"])
def test_markup_gets_comments_that_nothing_ends_early(make, kind) -> None:
    made = make("<p>bad</p>", "bad", suggestion="--> <script>", message="a--b--")
    text = "".join(annotate(in_format(made, kind)))
    page = etree.fromstring(text)
    assert [page.text, page[0].tail, len(page)] == ["bad", None, 1]
    assert page[0].tag is etree.Comment


@pytest.mark.parametrize(("kind", "opening"), [("latex", "% "), ("asciidoc", "// ")])
def test_formats_with_comments_of_a_line_get_one_above(make, kind, opening) -> None:
    made = make("One.\r\nTwo bad.\r\n", "bad")
    comment = f"{opening}mojibake: these characters were damaged\r\n"
    assert "".join(annotate(in_format(made, kind))) == f"One.\r\n{comment}Two bad.\r\n"


def test_a_bibliography_is_read_as_before() -> None:
    source = '@comment{x}\n\n@book{a,\n  title = {Bad},\n  year = 2001,\n}\n@book{b, title="C"}\n'
    made = in_format(dossier(source, "Bad", suggestion="@book{c,"), "bibtex")
    text = "".join(annotate(made))
    assert text.index("% mojibake") == text.index("@book{a,") - len(
        "% mojibake: these characters were damaged → (at)book{c,\n"
    )
    before = readers.read_text(source, "a.bib").entries
    after = readers.read_text(text, "a.bib").entries
    assert [(entry.key, entry.value("title")) for entry in after] == [
        (entry.key, entry.value("title")) for entry in before
    ]


LETTERS = st.text(st.sampled_from("ab {}=<>-%@\n\réÃ"), min_size=1, max_size=60)
MARKED = re.compile(r"\{>>(?:(?!<<\}).)*<<\}", re.DOTALL)


@given(LETTERS.filter(lambda text: not re.search(r"[{}]", text)), st.data())
def test_nothing_of_the_document_is_lost(source, data) -> None:
    places = st.integers(0, len(source))
    spans = data.draw(st.lists(st.tuples(places, places).map(sorted), max_size=6))
    made = dossier(source)
    findings = [replace(fault("x", "x"), span=Span(*span), cited=">>}") for span in spans]
    text = "".join(annotate(replace(made, findings=tuple(findings))))
    assert text.count("{>>mojibake") == len(spans)
    assert re.sub(r"\{==|==\}", "", MARKED.sub("", text)) == source


@pytest.mark.parametrize("kind", ["docx", "notebook", "csl-json"])
def test_what_takes_no_comments_says_so(make, kind) -> None:
    with pytest.raises(UsageError, match=f"cannot be put into {kind}") as raised:
        list(annotate(in_format(make("bad", "bad"), kind)))
    assert "--format html" in raised.value.remedy


def test_several_documents_make_no_copy(make) -> None:
    with pytest.raises(UsageError, match="of one document"):
        list(report([make("bad", "bad"), make("bad", "bad")], Summary(), Look()))
