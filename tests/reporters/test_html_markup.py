import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.reporters.html.languages import tag
from srccheck.reporters.html.markup import Markup, address, cut, el, join, link, plain, text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("a\x00b", 'a<bdi class="char">U+0000</bdi>b'),
        ("user\u202etxt.exe", 'user<bdi class="char">U+202E</bdi>txt.exe'),
        ("\u2066x\u2069", '<bdi class="char">U+2066</bdi>x<bdi class="char">U+2069</bdi>'),
        ("a\u200bb", 'a<bdi class="char">U+200B</bdi>b'),
        ("a\u200eb", 'a<bdi class="char">U+200E</bdi>b'),
        ("\ud800", '<bdi class="char">U+D800</bdi>'),
        ("\ufffe", '<bdi class="char">U+FFFE</bdi>'),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("שלום\u200e!", "שלום\u200e!"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("naïve 日本語", "naïve 日本語"),
    ],
)
def test_what_text_becomes(given_text, shown):
    assert text(given_text) == shown


def test_in_an_attribute_there_is_no_element():
    assert plain('"><b>\u202e') == "&quot;&gt;&lt;b&gt;[U+202E]"
    assert el("p", id='a" onclick="x') == '<p id="a&quot; onclick=&quot;x"></p>'


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org/a?b=c&d=(e)#f", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("/a", False),
        ("https://example.org/\u202egpj.exe", False),
        ("https://example.org/ onclick=x", False),
        ('https://example.org/"onclick="x', False),
        ("https://example.org/" + "a" * 3000, False),
        ("https:", False),
    ],
)
def test_which_addresses_are_links(url, allowed):
    assert bool(address(url)) is allowed
    assert ("<a " in link(url)) is allowed


@pytest.mark.parametrize(
    "attributes",
    [
        {"onclick": "x"},
        {"style": "x"},
        {"srcdoc": "x"},
        {"href": "javascript:x"},
        {"src": "x"},
        {"action": "/"},
        {"href": "#a b"},
    ],
)
def test_attributes_that_could_do_something_are_refused(attributes):
    with pytest.raises(ValueError, match=r"attribute|address"):
        el("a", **attributes)


def test_attributes_that_are_not_there_and_those_without_value():
    assert el("p", class_=None, hidden=True, open=False, data_x=3) == '<p hidden data-x="3"></p>'


def test_pieces_are_escaped_unless_they_are_markup():
    assert join(["<", Markup("<br>")], " & ") == "&lt; &amp; <br>"


def test_a_text_that_is_cut_says_so():
    assert cut("a long text", 6) == "a long…"
    assert cut("short", 6) == "short"


@given(st.text())
def test_no_text_has_a_tag_of_its_own(value):
    bare = text(value).replace('<bdi class="char">', "").replace("</bdi>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert '"' not in plain(value)
    text(value).encode("utf-8")
    plain(value).encode("utf-8")


@pytest.mark.parametrize(
    ("written", "expected"),
    [("fr", "fr"), ("eng", "en"), ("pt_BR", "pt-BR"), ("qq", ""), ('en" x', ""), ("", "")],
)
def test_languages(written, expected):
    assert tag(written) == expected
