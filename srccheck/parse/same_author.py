"""The marks that stand for the author of the work before in a list: ``———.``, ``--``, ``Ders.``.

Sources: *The Chicago Manual of Style* (17th edition, 14.67 and 15.18), the *MLA Handbook*
(8th edition, 2.7.1), and the lists of German, French and Italian humanities.
"""

from __future__ import annotations

import re

WORDS = (
    r"(?:(?:ders|dies|id|ead)\.|derselbe|dieselben?|[ií]i?dem|e[aæ]e?dem|l[ea]s?\smêmes?|du\smême(?:\sauteur)?"
    r"|de\sla\smême|des\smêmes|(?:el|la|los|las)\smism[oa]s?|[oa]s?\smesm[oa]s?|l[oae]\sstess[oae]"
    r"|gli\sstessi|the\ssame(?:\sauthors?)?|тот\sже|он\sже)"
)
"""The words that stand for the author before."""
_MARK = re.compile(
    r"\s{0,3}(?P<mark>(?:[—–―‒-]\s?){1,12}|_{1,12}"
    rf"|{WORDS})"
    r"(?P<rest>\s?[.,:;]{0,2}\s?)",
    re.IGNORECASE,
)
_LONG = re.compile(r"[—–―‒]{2,}|[-_]{3,}|(?:[—–―-]\s){2,}|[^\W\d_]")
_AFTER = re.compile(
    r"\(|\[|1[4-9]\d\d|20\d\d|[«“„\"]|(?:n|s)\.\s?[daf]\.|o\.\s?[JD]\."
    r"|forthcoming|in press|à paraître|sous presse|im Erscheinen|en prensa|no prelo",
    re.IGNORECASE,
)


def mark_end(text: str, start: int, end: int) -> int:
    """Where the mark for the same author ends at the beginning of a listed work; -1 without one.

    A single dash is one only if a year or a title in quotes follows at once: else it is a bullet.

    >>> mark_end("———. 2015. A Short Frost.", 0, 25), mark_end("— Doe, J. 2015. Frost.", 0, 22)
    (3, -1)
    """
    found = _MARK.match(text, start, end)
    if not found:
        return -1
    mark = found["mark"].rstrip()
    word = mark[:1].isalpha()
    if word and text[found.start("mark") + len(mark) :][:1].isalnum():
        return -1
    if not _AFTER.match(text, found.end(), end):
        sure = _LONG.match(mark) and found["rest"].strip() and len(found["rest"]) > 1
        if not sure or text[found.end() : found.end() + 1].isspace():
            return -1
    return found.start("mark") + len(mark)


def in_its_place(text: str, end: int, author: str) -> str:
    """The author for a mark that ends at a place, with the stop that the list sets after it.

    >>> in_its_place("Id. 2015. Frost.", 3, "Doe, Jane")
    'Doe, Jane.'
    """
    after = text[end : end + 1]
    if after == ".":
        return author.removesuffix(".")
    follows = text[end : end + 3].strip()[:1]
    return f"{author.removesuffix('.')}." if follows.isdigit() or follows in '«“„"' else author
