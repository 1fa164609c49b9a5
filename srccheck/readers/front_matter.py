"""Metadata before a document: YAML between ``---`` lines, TOML between ``+++`` lines.

Source: the conventions of Jekyll (YAML) and Hugo (TOML). A block that does not hold a mapping is
not front matter but text: in Markdown ``---`` is also a thematic break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

MAX_LENGTH = 50_000
"""Longer front matter is taken for text; nobody writes it by hand."""

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_CLOSE = {
    "---": re.compile(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
    "+++": re.compile(r"(?:^|(?<=\r))\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
}


class FrontMatter(NamedTuple):
    """The metadata, and the source offset at which the text begins."""

    metadata: Mapping[str, object]
    end: int


def split(source: str) -> FrontMatter:
    r"""Read the front matter of a document, if it has any.

    >>> split("---\ntitle: Essay\nlang: fr\n---\nText")
    FrontMatter(metadata={'title': 'Essay', 'lang': 'fr'}, end=30)
    >>> split("---\n\nJust a line above.\n\n---\n")
    FrontMatter(metadata={}, end=0)
    """
    opening = _OPEN.match(source)
    if not opening:
        return FrontMatter({}, 0)
    head = source[: opening.end() + MAX_LENGTH]
    closing = _CLOSE[opening[1]].search(head, opening.end())
    if not closing:
        return FrontMatter({}, 0)
    load = _yaml if opening[1] == "---" else _toml
    metadata = _mapping(load, head[opening.end() : closing.start()])
    return FrontMatter(metadata, closing.end()) if metadata else FrontMatter({}, 0)


def _toml(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


def _yaml(text: str) -> Any:
    import yaml

    # Aliases let a few lines grow without bound, and no front matter needs them.
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
        return None
    return yaml.safe_load(text)


def _mapping(load: Callable[[str], Any], text: str) -> dict[str, object]:
    try:
        loaded = load(text)
    except Exception:  # a document that is not YAML or TOML makes these fail in many ways
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {str(key): value for key, value in loaded.items()}
