"""The addresses and identifiers that are printed in a text, as links."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import quote

from srccheck.model import Link, Passage
from srccheck.text.identifiers import find_identifiers
from srccheck.text.registries import registry_address


def printed_links(passage: Passage) -> Iterator[Link]:
    """The links for what is printed as an address or as an identifier, with their places.

    >>> [link.target for link in printed_links(Passage.plain("See doi:10.5555/a and http://b.org."))]
    ['https://doi.org/10.5555/a', 'http://b.org']
    """
    for match in find_identifiers(passage.text):
        written = passage.text[match.start : match.end]
        if written.lower().startswith(("http://", "https://", "ftp://")):
            target = written
        elif match.scheme == "url":
            target = f"http://{written}"
        else:
            target = registry_address(match.scheme, match.value)
        if target:
            yield Link(written, target, passage.span(match.start, match.end))


def path_address(path: str) -> str:
    """A path as links write it: what means something else in addresses is escaped.

    >>> path_address("a#b.png")
    'a%23b.png'
    """
    return re.sub(r"[%#?]", lambda sign: quote(sign[0], safe=""), path.replace(os.sep, "/"))
