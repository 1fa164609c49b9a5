"""Files and the places in them, by the rules of several sites."""

from __future__ import annotations

import pytest

from srccheck.links.anchors import anchors_of, is_found
from srccheck.links.extract import resolved
from srccheck.links.filters import Filters
from srccheck.links.local import LocalFiles
from srccheck.links.options import LinkOptions
from srccheck.readers import read_path, read_text

HEADINGS = (
    "# What's *new* in `2.0`?\n\n## A\n\n## A\n\n## Über & Co.\n\n## A -- b\n\n## 1. Ünder_score\n"
)
SLUGS = {
    "github": ["whats-new-in-20", "a", "a-1", "über--co", "a----b", "1-ünder_score"],
    "gitlab": ["whats-new-in-20", "a", "a-1", "über-co", "a-b", "1-ünder_score"],
    "sphinx": ["what-s-new-in-2-0", "a", "uber-co", "a-b", "under-score"],
    "mkdocs": ["whats-new-in-20", "a", "a_1", "uber-co", "a-b", "1-under_score"],
    "hugo": ["whats-new-in-20", "a", "a-1", "über--co", "a----b", "1-ünder_score"],
}


@pytest.mark.parametrize("slugs", SLUGS)
def test_anchors_of_headings(slugs):
    anchors = anchors_of(read_text(HEADINGS, "a.md"), slugs)
    assert [slug for slug in SLUGS[slugs] if slug not in anchors] == []
    assert not is_found("a-2", anchors)
    assert not is_found("b", anchors)


EXPLICIT = [
    ("a.md", "<a id=\"one\"></a> <a name=two> <h2 id='three'>x</h2>", ["one", "two", "three"]),
    ("a.md", "## Head {#one .x}\n\n## Other {: #two }\n", ["one", "two", "head", "other"]),
    ("a.md", "(one-label)=\n## Head\n", ["one-label", "head"]),
    ("a.html", '<p id="one">x</p><a name="two&amp;"></a>', ["one", "two&"]),
    ("a.rst", ".. _One Target:\n\nHead line\n=========\n", ["one-target", "head-line"]),
    (
        "a.adoc",
        "[[one]]\n== Head line\n\n[#two]\ntext anchor:three[]\n",
        ["one", "two", "three", "_head_line", "head-line"],
    ),
    ("a.wiki", "== Head line ==\n== Head line ==\n", ["Head_line", "Head_line_2"]),
    (
        "a.ipynb",
        '{"cells": [{"cell_type": "markdown", "source": "# Head Line\\n<a id=\\"one\\"></a>"}]}',
        ["Head-Line", "one"],
    ),
    ("a.tex", "\\section{One}\\label{sec:one}", ["sec:one"]),
]


@pytest.mark.parametrize(("path", "source", "expected"), EXPLICIT)
def test_anchors_that_formats_and_authors_set(path, source, expected):
    anchors = anchors_of(read_text(source, path))
    missing = [name for name in expected if not is_found(name, anchors)]
    assert missing == []


@pytest.mark.parametrize(
    "fragment",
    [
        "top",
        "",
        ":~:text=one",
        "L10-L20",
        "page=3",
        "/route",
        "fn:1",
        "fnref1",
        "user-content-a",
        "A",
        "%61",
    ],
)
def test_fragments_that_always_lead_on(fragment):
    assert is_found(fragment, frozenset({"a"}))


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    for path, text in {
        "docs/a.md": "# Title\n\n## Part two\n",
        "docs/b.rst": "Head\n====\n",
        "docs/sub/index.md": "# Sub\n",
        "docs/data.csv": "x",
        "README.md": "# Read me\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


LINKS = [
    ("a.md", "ok"),
    ("a.md#part-two", "ok"),
    ("a.md#part-three", "missing-anchor"),
    ("none.md", "missing-file"),
    ("a.html#part-two", "ok"),  # of a site made of the sources
    ("b.html", "ok"),
    ("sub", "ok"),
    ("sub/#sub", "ok"),
    ("sub/#none", "missing-anchor"),
    ("a", "ok"),
    ("data.csv#row=1", "ok"),
    ("../README.md#read-me", "ok"),
    ("../../outside", "unsupported"),  # ../../issues on a code host
    ("/README.md", "ok"),
    ("/none.md", "unsupported"),
    ("#here", "ok"),
    ("#Here", "ok"),
    ("#there", "missing-anchor"),
    ("a.md?raw=1#title", "ok"),
    ("%61.md", "ok"),
    ("a\x00b.md", "missing-file"),
]


@pytest.mark.parametrize(("address", "expected"), LINKS)
def test_links_to_files(site, address, expected):
    options = LinkOptions()
    document = read_text("# Here\n", "docs/page.md")
    files = LocalFiles(read_path, options)
    files.learn(document)
    target, skipped = resolved(address, document, options, Filters(options))
    if skipped:
        assert expected in ("unsupported", "missing-file")
        return
    check = files.check(target)
    assert (check.rule or check.verdict.value) == expected


def test_what_is_near_is_suggested(site):
    options = LinkOptions()
    document = read_text("", "docs/page.md")
    files = LocalFiles(read_path, options)

    def suggestion(address):
        return files.check(resolved(address, document, options, Filters(options))[0]).suggestion

    assert suggestion("dta.csv") == "docs/data.csv"
    assert suggestion("a.md#part-tow") == "#part-two"
    assert suggestion("something-else.md") == ""
    assert suggestion("c.md") == ""  # though only a letter is not that of a.md


@pytest.mark.parametrize("slugs", ["mkdocs", "hugo"])
def test_pages_are_folders_in_some_sites(site, slugs):
    options = LinkOptions(slugs=slugs)
    document = read_text("", "docs/page.md")
    target, _ = resolved("../a/", document, options, Filters(options))
    assert LocalFiles(read_path, options).check(target).verdict.value == "ok"
