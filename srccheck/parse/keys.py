"""Citation keys that are stable and readable: surname, year, first word of the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from srccheck.model import Entry, EntryKind, Field
from srccheck.parse.words import word_list
from srccheck.text.normalise import words

_SMALL = word_list("small in titles")


def key_for(fields: Mapping[str, Field], kind: EntryKind, label: str) -> str:
    """The key of an entry before duplicates are told apart.

    >>> key_for({}, EntryKind.COMMENTARY, "3")
    'note3'
    """
    note = "note" + "".join(words(label))
    if kind is EntryKind.COMMENTARY:
        return note
    name = _surname(fields)
    date = fields.get("date")
    year = f"{date.date.year}" if date and date.date else ""
    if kind is EntryKind.CLAIM:
        return (name + year) if name else note
    title = next((word for word in _title_words(fields) if word != name), "")
    return (name + year + title)[:60] or note or "entry"


def _surname(fields: Mapping[str, Field]) -> str:
    for role in ("author", "editor"):
        field = fields.get(role)
        if field and field.names:
            first = field.names[0]
            if first.literal:
                return _short(first.family)
            return "".join(words(f"{first.particle} {first.family}"))[:30]
    for role in ("shortname", "organization", "institution", "journaltitle"):
        if role in fields:
            return _short(fields[role].value)
    return ""


def _short(name: str) -> str:
    """An organisation in a key: its acronym or its name if short, else its initials."""
    acronym = re.search(r"\(([A-Z]{2,8})\)|^([A-Z]{2,8})$", name)
    if acronym:
        return (acronym[1] or acronym[2]).lower()
    found = [word for word in words(name) if word not in _SMALL]
    if len(found) <= 2:
        return "".join(found)[:30]
    return "".join(word[0] for word in found)[:8]


def _title_words(fields: Mapping[str, Field]) -> list[str]:
    for name in ("title", "booktitle", "url"):
        if name in fields:
            value = re.sub(r"^https?://(?:www\.)?", "", fields[name].value)
            return [word[:20] for word in words(value) if word not in _SMALL and len(word) > 1]
    return []


def unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with a, b, c … after keys that occur more than once."""
    listed = list(entries)
    count = Counter(entry.key for entry in listed)
    used = {key for key, number in count.items() if number == 1}
    seen: Counter[str] = Counter()
    result = []
    for entry in listed:
        if count[entry.key] > 1:
            key = entry.key + _letters(seen[entry.key])
            while key in used:
                seen[entry.key] += 1
                key = entry.key + _letters(seen[entry.key])
            seen[entry.key] += 1
            used.add(key)
            entry = replace(entry, key=key)
        result.append(entry)
    return tuple(result)


def _letters(index: int) -> str:
    """The letters for a number: a to z, then aa, ab."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
