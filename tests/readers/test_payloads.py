"""Documents with pictures written into them as Base64."""

from __future__ import annotations

import json

import pytest

from srccheck import readers
from srccheck.errors import InputError
from srccheck.model import Document
from srccheck.readers import read_bytes, read_text

PICTURE = "iVBORw0KGgo" * 2_000
NOTE = "Jane Doe, *A Title*, London, Quay, 1999"
MARKDOWN = (
    f"So ![a picture](data:image/png;base64,{PICTURE}) it is.[^1] ![b][]\n\n"
    f"[^1]: See {NOTE}; ![x](data:image/png;base64,{PICTURE}==) and [here](https://example.org/a).\n\n"
    f"[b]: <data:image/png;base64,{PICTURE}>\n"
)


def assert_places(document: Document) -> None:
    """Every character that is shown stands at its place in the whole source."""
    shown = [block.passage for block in document.blocks]
    for passage in [*shown, *(note.passage for note in document.notes)]:
        for run in passage.runs:
            if run.end - run.start == run.source_end - run.source_start:
                text = passage.text[run.start : run.end]
                assert text == document.source[run.source_start : run.source_end]


def test_markdown_has_its_notes_links_and_places() -> None:
    document = read_text(MARKDOWN, "a.md")
    assert document.source == MARKDOWN
    (note,) = document.notes
    assert note.passage.text.startswith("See Jane Doe, A Title, London, Quay, 1999; ")
    assert MARKDOWN[slice(*note.markers[0].span)] == "[^1]"
    assert MARKDOWN[slice(*note.span)].endswith("[here](https://example.org/a).")
    (address,) = [link for link in document.links if link.target == "https://example.org/a"]
    assert MARKDOWN[slice(*address.span)] == "[here](https://example.org/a)"
    assert document.position(note.span.start).line == 3
    assert_places(document)


def test_html_has_its_notes_and_places() -> None:
    page = (
        f'<p>So <img src="data:image/png;base64,{PICTURE}"> it is<a href="#n1">1</a>.</p>'
        f'<ol><li id="n1">Jane Doe, <i>A Title</i>, 1999.</li></ol>'
    )
    document = read_text(page, "a.html")
    (note,) = document.notes
    assert note.passage.text == "Jane Doe, A Title, 1999."
    assert page[slice(*note.markers[0].span)] == "1"
    assert_places(document)


@pytest.mark.parametrize("indent", [None, 1])
def test_notebooks_have_pictures_in_outputs_attachments_and_pages(indent: int | None) -> None:
    page = f'<img src="data:image/png;base64,{PICTURE}" class="a">'
    cells = [
        {"cell_type": "code", "source": ["x"], "outputs": [
            {"output_type": "display_data",
             "data": {"image/png": PICTURE + "\n", "text/html": [page]}}]},
        {"cell_type": "markdown", "attachments": {"a.png": {"image/png": [PICTURE + "\n"]}},
         "source": ["So it is.[^1]\n", "\n", f"[^1]: {NOTE}."]},
    ]  # fmt: skip
    source = json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}, indent=indent)
    document = read_text(source, "a.ipynb")
    (note,) = document.notes
    assert note.passage.text == "Jane Doe, A Title, London, Quay, 1999."
    assert source[slice(*note.markers[0].span)] == "[^1]"
    assert document.source == source
    assert_places(document)


def test_what_a_picture_takes_counts_for_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_LINE", 1_000)
    assert len(read_text(MARKDOWN, "a.md").notes) == 1
    with pytest.raises(InputError, match="line 2"):
        read_text("a\n" + "b" * 30_000, "a.md")


def test_damaged_bytes_keep_their_places() -> None:
    data = b"caf\xe9 " + MARKDOWN.encode() + "\n\nd\u00e9j\u00e0 \u2026\n".encode() + b"\xff"
    document = read_bytes(data, "a.md", "markdown")
    assert len(document.problems) == 2
    for problem in document.problems:
        assert document.source[slice(*problem.span)] == "\ufffd"
    assert len(document.notes) == 1


def test_short_pictures_stay() -> None:
    text = "![a](data:image/png;base64,AAAA) [^1]\n\n[^1]: Doe, *T*, 2001.\n"
    assert [link.target for link in read_text(text, "a.md").links] == ["data:image/png;base64,AAAA"]
