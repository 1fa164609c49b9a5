"""What the names of HTML elements mean to a reader.

Source: the WHATWG HTML standard, sections 13.1.2 (void elements, implied end tags), 15.3 (how
elements are shown) and 4.4.5 (``ol``).
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CLOSES_P = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary "
    "table ul li dd dt"
)
BLOCKS = CLOSES_P | _names(
    "body caption head html legend option optgroup select tbody td tfoot th thead title tr"
)
HIDDEN = _names("script style template noscript nav svg select title datalist iframe")
STYLES = {
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "b": "bold",
    "strong": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
    "tt": "code",
    "samp": "code",
    "kbd": "code",
}
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "tr": ({"tr"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
    "body": ({"head"}, {"body"}),
}
"""Start tag → the elements that it ends, and the ones that it does not look beyond."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def list_number(number: int, form: str) -> str:
    """The number of a list item as a browser prints it; ``form`` is the ``type`` of the list.

    >>> list_number(4, "1"), list_number(4, "a"), list_number(4, "I"), list_number(28, "A")
    ('4.', 'd.', 'IV.', 'AB.')
    """
    if not form:
        return ""
    if form in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord(form) + digit) + letters
        return f"{letters}."
    if form in ("i", "I") and 0 < number < 4000:
        numeral = ""
        for value, letters in _ROMAN:
            numeral += letters * (number // value)
            number %= value
        return f"{numeral.upper() if form == 'I' else numeral}."
    return f"{number}."
