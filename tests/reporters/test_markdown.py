from html.parser import HTMLParser

from markdown_it import MarkdownIt

from srccheck.model import Failure
from srccheck.reporters import Look, Summary
from srccheck.reporters.markdown import report


class Page(HTMLParser):
    """The text in the cells, and the elements, of a page."""

    def __init__(self, html):
        super().__init__()
        self.cells, self.elements = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.cells and self.elements[-1] in ("td", "th", "code"):
            self.cells[-1] += data.strip("\n")


def shown(*results):
    summary = Summary()
    text = "".join(report(summary.watch(results), summary, Look()))
    return text, Page(MarkdownIt("commonmark").enable("table").render(text))


def test_findings_are_rows_of_a_table(make):
    _, page = shown(make("x\nÃ©", "Ã©", suggestion="é", basis="UTF-8"))
    assert page.cells[6:] == [
        "❌", "2:1", "mojibake", "these characters were damaged UTF-8", "Ã©", "é"
    ]  # fmt: skip


def test_nothing_in_a_document_becomes_markup(make):
    text = "[a](http://b.test) |x| <img src=x> **b** `c` @someone #1 http://www.d.test/_e_"
    source, page = shown(make(f"{text}", text))
    assert {"a", "img", "strong", "em"}.isdisjoint(page.elements)
    assert len(page.cells) == 12
    assert page.cells[10].replace("\u200b", "") == text
    assert "://" not in source.split("\n", 4)[4]


def test_the_end_counts_links_and_failures(make):
    text, _ = shown(make("a"), Failure("x.md", "no such file"))
    assert "1 document, nothing wrong" in text
    assert "**x.md** no such file" in text
