"""The links of MediaWiki pages that lead out of the wiki, and their headings.

Source: the help pages of MediaWiki on links and formatting. Links to pages of the wiki
(``[[…]]``) cannot be followed in a file and are left out.
"""

from __future__ import annotations

import re

from srccheck.readers.masking import Masked
from srccheck.text.registries import registry_address

_RAW = "nowiki|pre|syntaxhighlight|source|code|math"
_TOKEN = re.compile(
    rf"""(?P<comment><!--)
      | <(?P<raw>{_RAW})(?:[ ][^<>]{{0,300}})?(?<!/)>
      | \[(?P<address>(?:https?://|ftp://|//|mailto:)[^\s\[\]<>"]{{1,2000}})
        (?:[ ](?P<text>[^\[\]\r\n]{{0,500}}))?\]
      | ^(?P<level>={{1,6}})(?P<title>[^=\r\n][^\r\n]{{0,400}}?)(?P=level)[ \t]*$
      | \|[ \t]{{0,20}}(?P<field>doi|pmid|pmc|arxiv|eprint|isbn|hdl)[ \t]{{0,20}}=
        [ \t]{{0,20}}(?P<value>[^\s|{{}}]{{1,300}})
      | \{{\{{[ ]?(?P<template>doi|pmid|arxiv|hdl)\|(?P<argument>[^\s|{{}}]{{1,300}})\}}\}}""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_SCHEMES = {"pmc": "pmcid", "hdl": "handle", "eprint": "arxiv"}


def read_links(source: str) -> Masked:
    """The links, headings and code of a page, taken out of its source."""
    masked = Masked(source)
    position = 0
    while match := _TOKEN.search(source, position):
        position = max(_token(masked, match), match.start() + 1)
    return masked


def _token(masked: Masked, match: re.Match[str]) -> int:
    start, end = match.span()
    if match["comment"]:
        close = masked.find("-->", end)
        end = close + 3 if close >= 0 else end
        masked.blank(start, end)
    elif match["raw"]:
        close = masked.find(f"</{match['raw']}>", end)
        if close >= 0:
            masked.code(end, close)
            end = close
    elif match["address"]:
        address = match["address"]
        masked.link(match["text"] or address, address, start, end)
    elif match["level"]:
        text = re.sub(r"'{2,3}", "", match["title"].strip())
        title = match.start("title")
        masked.heading(text, len(match["level"]), title, match.end("title"))
        end = title
    else:
        scheme = (match["field"] or match["template"]).lower()
        group = "value" if match["field"] else "argument"
        value = match[group]
        if scheme == "pmc" and not value.upper().startswith("PMC"):
            value = f"PMC{value}"
        target = registry_address(_SCHEMES.get(scheme, scheme), value)
        masked.link(match[group], target, *match.span(group))
    return end
