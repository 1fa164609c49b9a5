"""Where things are in documents, in words: a line and column, or a paragraph."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Document


def place(document: Document, offset: int) -> str:
    r"""A place as it is written behind the path of a document, without its page.

    >>> from dataclasses import replace
    >>> from srccheck.model import Encoding
    >>> document = Document("a.md", "markdown", "One\n\nTwo", Encoding("utf-8", "text"))
    >>> place(document, 6), place(replace(document, unit="paragraph"), 6)
    ('3:2', 'paragraph 3, character 2')
    """
    line, column = document.position(offset)
    if document.unit == "line":
        return f"{line}:{column}"
    return _("paragraph {number}, character {column}", number=line, column=column)
