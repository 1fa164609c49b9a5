"""What HTML leads to besides the links that are read as such."""

from __future__ import annotations

import pytest

from srccheck.readers import read_text

CASES = [
    ('<link rel="stylesheet" href="a.css">', ["a.css"]),
    ('<link rel="alternate" href="feed.xml">', ["feed.xml"]),
    ('<link rel="preconnect" href="https://cdn.test">', []),
    ('<link rel="canonical" href="https://e.test/page">', []),
    ('<script src="a.js"></script>', ["a.js"]),
    ('<script>location = "b.html"</script>', []),
    ('<iframe src="https://e.test/v?a=1&amp;b=2"></iframe>', ["https://e.test/v?a=1&b=2"]),
    ('<iframe src="about:blank"></iframe>', []),
    ('<map><area href="a.html" alt="A"><area href="#"></map>', ["a.html"]),
    ('<video src="a.mp4" poster="a.jpg"><track src="a.vtt"></video>', ["a.mp4", "a.jpg", "a.vtt"]),
    ('<audio><source src="a.ogg"><source src="a.mp3"></audio>', ["a.ogg", "a.mp3"]),
    ('<img src="a.png" srcset="b.png 2x,c,d.png 3x, e.png" alt="x">',
     ["a.png", "b.png", "c,d.png", "e.png"]),
    ('<img src="a.png" srcset="data:image/png;base64,AAAA 2x">', ["a.png"]),
    ('<picture><source srcset="a.avif, a-2.avif 2x"></picture>', ["a.avif", "a-2.avif"]),
    ('<meta http-equiv="Refresh" content="0; URL=\'next.html\'">', ["next.html"]),
    ('<meta http-equiv="refresh" content="30">', []),
    ('<blockquote cite="https://e.test/q"><p>So.</p></blockquote>', ["https://e.test/q"]),
    ('<p>They said <q cite="https://e.test/q">so</q>.</p>', ["https://e.test/q"]),
    ('<object data="a.svg"></object><embed src="b.pdf">', ["a.svg", "b.pdf"]),
    ('<form action="send.php"><input formaction="x"></form>', []),
    ('<div hidden><iframe src="a.html"></iframe></div>', []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "targets"), CASES)
def test_targets(source, targets):
    links = sorted(read_text(source, "a.html").links, key=lambda link: link.span)
    assert sorted(link.target for link in links) == sorted(targets)
    assert len({link.span for link in links}) == len(links)


def test_each_stands_where_its_address_is_written():
    source = '<img src="a.png"\n  srcset="b.png 1x,\n  c.png 2x">'
    document = read_text(source, "a.html")
    places = {link.target: document.position(link.span.start) for link in document.links}
    assert places["b.png"].line == 2
    assert (places["c.png"].line, places["c.png"].column) == (3, 3)


def test_an_address_twice_in_a_tag_has_two_places():
    source = '<video src="a" poster="a"></video>'
    links = read_text(source, "a.html").links
    assert [source[link.span.start] for link in links] == ["a", "a"]


def test_tags_in_a_paragraph_of_markdown() -> None:
    source = '<video src="a.mp4" poster="b.png"></video> and <img src="c.png"\nsrcset="d.png 2x">.'
    document = read_text(source, "a.md")
    assert [(link.target, source[slice(*link.span)]) for link in document.links] == [
        ("a.mp4", "a.mp4"),
        ("b.png", "b.png"),
        ("c.png", '<img src="c.png"\nsrcset="d.png 2x">'),
        ("d.png", "d.png"),
    ]
