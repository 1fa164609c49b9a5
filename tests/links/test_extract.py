"""What counts as a link in each kind of document, and what it leads to."""

from __future__ import annotations

import pytest

from srccheck.links.extract import extract
from srccheck.links.filters import Filters
from srccheck.links.options import LinkOptions
from srccheck.readers import read_text

MARKDOWN = [
    ("[a](https://a.test/x)", [("http", "https://a.test/x", 1, 1)]),
    ("[a](https://a.test/x#y)", [("http", "https://a.test/x#y", 1, 1)]),
    ("[a][b]\n\n[b]: https://a.test/b 'T'", [("http", "https://a.test/b", 1, 1)]),
    ("![a](b/c.png)", [("local", "b/c.png", 1, 1)]),
    ("[![a](b.png)](https://a.test)", [("http", "https://a.test", 1, 1), ("local", "b.png", 1, 2)]),
    ("See https://a.test/Thaw_(film)), and.", [("http", "https://a.test/Thaw_(film)", 1, 5)]),
    ("https://a.test/x.", [("http", "https://a.test/x", 1, 1)]),
    ("<https://a.test>", [("http", "https://a.test", 1, 1)]),
    ("[https://a.test/](https://a.test/)", [("http", "https://a.test/", 1, 1)]),
    ("[https://a.test](https://b.test)", [("http", "https://b.test", 1, 1)]),
    ("www.a.test/x", [("http", "http://www.a.test/x", 1, 1)]),
    ("[a](//a.test/x)", [("http", "https://a.test/x", 1, 1)]),
    ("[a](b.md) [c](./d/e.md#f) [g](h%20i.md?j)",
     [("local", "b.md", 1, 1), ("local", "d/e.md#f", 1, 11), ("local", "h i.md", 1, 27)]),
    ("# A\n\n[a](#a)", [("anchor", "page.md#a", 3, 1)]),
    ("[a](mailto:ann@a.test?subject=x)", [("mailto", "mailto:ann@a.test?subject=x", 1, 1)]),
    ("[a](https://dx.doi.org/10.5555/ABC)", [("identifier", "https://doi.org/10.5555/abc", 1, 1)]),
    ("doi:10.5555/a(1)b.", [("identifier", "https://doi.org/10.5555/a(1)b", 1, 5)]),
    ("arXiv:2101.00001v2", [("identifier", "https://arxiv.org/abs/2101.00001", 1, 7)]),
    ("[a](https://arxiv.org/pdf/2101.00001.pdf)",
     [("identifier", "https://arxiv.org/abs/2101.00001", 1, 1)]),
    ("PMID: 12", [("identifier", "https://pubmed.ncbi.nlm.nih.gov/12/", 1, 7)]),
    ("hdl:2027/x", [("identifier", "https://hdl.handle.net/2027/x", 1, 5)]),
    ("ISBN 978-0-306-40615-7", [("identifier", "urn:isbn:9780306406157", 1, 6)]),
    ("[a](https://www.doi.org/about)", [("http", "https://www.doi.org/about", 1, 1)]),
    ("[a](tel:+331) [b](javascript:x)",
     [("other", "tel:+331", 1, 1), ("other", "javascript:x", 1, 15)]),
    ("`https://a.test`\n\n    https://a.test\n\n```\nhttps://a.test\n```\n", []),
    ("[a]() [b](   )", []),
]  # fmt: skip


def found(source: str, path: str = "page.md", entries=None, **options):
    wanted = LinkOptions(**options)
    document = read_text(source, path)
    entries = document.entries if entries is None else entries
    return [
        (one.target.kind.value, str(one.target), one.occurrence.line, one.occurrence.column)
        for one in extract(document, entries, wanted, Filters(wanted))
    ]


@pytest.mark.parametrize(("source", "expected"), MARKDOWN)
def test_links_of_markdown(source, expected):
    assert found(source) == expected


def test_addresses_in_plain_text_need_no_scheme():
    assert found("See www.a.test/x, and https://b.test/y_(z).", "notes.txt") == [
        ("http", "http://www.a.test/x", 1, 5), ("http", "https://b.test/y_(z)", 1, 23)
    ]  # fmt: skip


def test_code_counts_when_asked_for():
    source = "`https://a.test`\n\n```\nhttps://b.test\n```\n"
    assert [target for _, target, *_ in found(source, include_code=True)] == [
        "https://a.test",
        "https://b.test",
    ]


def test_a_relative_link_belongs_to_the_folder_of_its_document():
    assert found("[a](../b.md) ![c](d.png)", "docs/sub/page.md") == [
        ("local", "docs/b.md", 1, 1),
        ("local", "docs/sub/d.png", 1, 14),
    ]


def test_base_of_html():
    page = '<base href="https://a.test/x/"><a href="y#z">b</a>'
    assert found(page, "a.html") == [("http", "https://a.test/x/y#z", 1, 32)]
    page = '<base href="sub/"><a href="y.html">b</a>'
    assert found(page, "d/a.html") == [("local", "d/sub/y.html", 1, 19)]


def test_root_is_a_folder_or_an_address():
    assert found("[a](/b.md)", root="site") == [("local", "site/b.md", 1, 1)]
    assert found("[a](/b)", root="https://a.test/") == [("http", "https://a.test/b", 1, 1)]
    assert found("[a](/b.md)")[0][0] == "other"


def test_what_is_still_to_be_filled_in_is_skipped():
    wanted = LinkOptions()
    document = read_text("[a](https://a.test/{{page}}) [b](https://a.test/{owner}/x)", "a.md")
    skipped = [one.skipped for one in extract(document, (), wanted, Filters(wanted))]
    assert skipped == ["it is still to be filled in"] * 2


def test_identifiers_and_addresses_of_a_bibliography():
    source = """@article{a, title = {Ice \\& Sea}, author = {Example, Ann and Other, Bo},
  year = 2020, url = {https://a.test/x\\_y}, doi = {10.5555/A_b},
  eprint = {2101.00001}, eprinttype = {arxiv}, isbn = {978-0-306-40615-7}, pmid = {12}}"""
    document = read_text(source, "a.bib")
    wanted = LinkOptions()
    links = list(extract(document, document.entries, wanted, Filters(wanted)))
    assert [(str(one.target), one.occurrence.line) for one in links] == [
        ("https://a.test/x_y", 2),
        ("https://doi.org/10.5555/a_b", 2),
        ("https://arxiv.org/abs/2101.00001", 3),
        ("urn:isbn:9780306406157", 3),
        ("https://pubmed.ncbi.nlm.nih.gov/12/", 3),
    ]
    expected = links[0].occurrence.expected
    assert expected is not None
    assert (expected.title, expected.authors, expected.year) == (
        "Ice & Sea", ("Example", "Other"), "2020"
    )  # fmt: skip


def test_remapped_addresses_are_checked_in_their_place():
    remap = ((r"^https://old\.test/(.*)", r"https://new.test/\1"),)
    assert found("[a](https://old.test/x)", remap=remap) == [("http", "https://new.test/x", 1, 1)]


def test_addresses_in_nowiki_are_no_links():
    source = "<nowiki>https://no.test</nowiki> https://a.test"
    assert found(source, "a.wiki") == [("http", "https://a.test", 1, 34)]
