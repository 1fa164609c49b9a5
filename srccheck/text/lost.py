"""Letters lost in transfer: U+FFFD, ``?`` for a letter, accented letters dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from srccheck.messages import _
from srccheck.text.accented import Accented, accented_words, remains, words_by_remains
from srccheck.text.damage import Damage

_MARK = "\ufffd|\u00ef\u00bf\u00bd|(?<![\u1100-\u11ff\uac00-\ud7af])\u1175(?![\u1100-\u11ff])"
"""U+FFFD, its bytes read as Latin-1, and the jamo that programs of one byte too few make of it."""
_REPLACED = re.compile(
    f"(?:(?!{_MARK})[^\\W\\d_'’]){{0,40}}(?:{_MARK})(?:(?:{_MARK})|[^\\W\\d_]){{0,80}}"
)
_QUESTION = re.compile(
    r"(?<![\w?!/&=.%+#~@])[^\W\d_]{0,30}\?(?:[^\W\d_]|\?){0,40}(?![\w/&=%+#~@*])"
)
_COMPOUND = re.compile(r"(?:^|[\s(«“\"'’])[^\W\d_]{1,30}-\Z")
_WORD = re.compile(r"(?<![\w'’@/.?&=\\\ufffd-])[A-Za-z]{3,40}(?![\w'’@/?&=\\\ufffd-]|\.\w)")
_SEVERAL_WORDS = re.compile(r"[^\W\d_]{3,40}(?: [^\W\d_]{2,40}){1,4}\s?[:：]?")
_LONG = re.compile("[a-z]{6,40}")


def find_replaced(text: str) -> list[Damage]:
    r"""Words that hold U+FFFD, the mark of a byte that could not be decoded.

    >>> [(d.start, d.end, d.text) for d in find_replaced("au caf\ufffd de Mo\ufffdsson")]
    [(3, 7, 'café'), (11, 18, '')]
    """
    if not re.search("[\ufffd\u00bf\u1175]", text):
        return []
    found = []
    for match in _REPLACED.finditer(text):
        word = re.sub(f"(?:{_MARK})+", "?", match.group())
        right = _one_word(word, _by_gaps())
        how = "U+FFFD stands for a character that was lost"
        if "\ufffd" not in match.group():
            how = "what became of U+FFFD stands for a character that was lost"
        found.append(Damage(match.start(), match.end(), right, how, False))
    return found


def find_questioned(text: str, *, damaged: bool = False) -> list[Damage]:
    """Words of which each accented letter has become a question mark.

    Args:
        text: A block of text.
        damaged: Whether the document shows other damage of the kind; only then may the word be
            one that is not in the table of frequent words.

    >>> [d.text for d in find_questioned("Politique ?trang?re, un caf? noir, vraiment?")]
    ['étrangère', 'café']
    """
    if "?" not in text:
        return []
    found = []
    for match in _words_with_question_marks(text):
        word = match.group()
        if "://" in text[max(0, match.start() - 200) : match.start()].rsplit(" ", 1)[-1]:
            continue
        known = _one_word(word, _by_gaps())
        within = re.search(r"[^\W\d_]\?+[^\W\d_]", word)
        if (within or word.startswith("?") or not _ends_question(text, match)) and (
            known or (within and damaged)
        ):
            how = "a question mark stands where a letter was"
            found.append(Damage(match.start(), match.end(), known, how, False))
    return found


def _words_with_question_marks(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while (mark := text.find("?", position)) >= 0:
        start = mark
        while start > max(position, mark - 40) and text[start - 1].isalpha():
            start -= 1
        joined = text[max(0, start - 33) : start]
        in_word = joined.endswith("-") and not _COMPOUND.search(joined)
        match = None if in_word else _QUESTION.match(text, start)
        position = match.end() if match else mark + 1
        if match:
            yield match


def _ends_question(text: str, match: re.Match[str]) -> bool:
    """Whether its last mark may end a question: what stands before it is a word, or text ends."""
    word = match.group()
    if not word.endswith("?"):
        return False
    rest = words_by_remains().get(word.replace("?", "").casefold())
    return rest is None or not re.match(r"\s?[a-zà-ÿ,;:]", text[match.end() :])


def find_dropped(text: str, *, label: bool, damaged: bool) -> list[Damage]:
    """Frequent words without their accented letters, where that makes no other word.

    Args:
        text: A block of text.
        label: Whether it is a short label, as page metadata has.
        damaged: Whether the document shows other damage of the kind.

    >>> [d.text for d in find_dropped("date cre", label=True, damaged=False)]
    ['créée']
    >>> find_dropped("Mta", label=False, damaged=False)
    []
    """
    if not (label or damaged) and words_by_remains().keys().isdisjoint(_LONG.findall(text)):
        return []
    several = _SEVERAL_WORDS.fullmatch(text.strip()) is not None
    found = []
    for match in _WORD.finditer(text):
        entries = words_by_remains().get(match.group().casefold())
        if not entries or match.group().isupper():
            continue
        if _is_dropped(match.group(), entries, label, damaged, several):
            words = " or ".join(sorted({_in_case(e.word, match.group()) for e in entries}))
            found.append(
                Damage(match.start(), match.end(), words, _("accented letters were dropped"), False)
            )
    return found


def _is_dropped(
    rest: str, entries: Sequence[Accented], label: bool, damaged: bool, several: bool
) -> bool:
    """Whether it is sure enough that this is the rest of one of the words."""
    if not damaged:
        entries = [entry for entry in entries if not _may_be_meant(rest, entry)]
    if not entries:
        return False
    acronym = all(entry.lost == "label" for entry in entries)
    if label:
        return damaged or several or not acronym
    long = len(rest) >= 6 and len(entries[0].word) - len(rest) == 1
    return not acronym and rest.islower() and (long or (damaged and len(rest) >= 4))


def _may_be_meant(rest: str, entry: Accented) -> bool:
    """Whether it may be an abbreviation (``Occup``) or a name (``Simes``)."""
    return entry.word.casefold().startswith(rest.casefold()) or entry.word[0].isupper()


@cache
def _by_gaps() -> dict[str, tuple[str, ...]]:
    """The words of the table by their form with a question mark for each accented letter."""
    found: dict[str, list[str]] = {}
    for entry in accented_words():
        found.setdefault(remains(entry.word, "?").casefold(), []).append(entry.word)
    return {key: tuple(words) for key, words in found.items()}


def _one_word(gapped: str, table: dict[str, tuple[str, ...]]) -> str:
    words = set(table.get(gapped.casefold(), ()))
    return _in_case(words.pop(), gapped) if len(words) == 1 else ""


def _in_case(word: str, model: str) -> str:
    letters = [letter for letter in model if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return word.upper()
    return word[0].upper() + word[1:] if model[:1].isupper() else word
