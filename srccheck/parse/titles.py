"""Which stretch is the title of the work, which the name of what it appeared in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from srccheck.parse.order import all_roles, is_given, is_surname, leading_names, pieces
from srccheck.parse.reading import MASK, Mark, Reading, trimmed
from srccheck.parse.shape import REVIEW_OF, name_like
from srccheck.parse.words import ends_sentence
from srccheck.text.names import is_organisation, is_person
from srccheck.venues import is_known, is_place, is_publisher

_IN = re.compile(
    r"[\s,.;:–—]{0,4}(?:(?:published|publié|paru|erschienen)\s)?\b(?:in|dans|en|em|nel"
    r"|nella|no|na)\b\s?:?\s?(?:the\s|le\s|la\s|l['’])?(?:\ue000|(?=[^\W\d_]))",
    re.IGNORECASE,
)
_COLLECTION = re.compile(
    r"(?:\bcoll(?:ection|\.)?|\bcol\.|\bséries?|\bseries|\bReihe|\bcolección|\bcollana)\s?:?\s?$",
    re.IGNORECASE,
)
_YEAR_PAREN = re.compile(
    r"[(\[][^()\[\]]{0,12}?(?:1[4-9]\d\d|20\d\d|n\.\s?d\.|s\.\s?d\.|forthcoming|in press"
    r"|à paraître)[a-z]?[^()\[\]]{0,30}[)\]][.,:;]?\s"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the parts of a reference lie.

    Names are looked for before ``names_end``; the container is looked for from ``rest`` on.
    ``inside`` says that the title is that of a part of something (in quotes, or before "in").
    """

    title: tuple[int, int] | None
    title_cover: tuple[int, int] | None
    names_end: int
    rest: int
    container: Mark | None = None
    inside: bool = False
    confidence: float = 1.0


def plan(reading: Reading) -> Plan:
    """Choose the title among marks, or from the order of the parts when nothing is marked."""
    marks = [mark for mark in reading.marks if not _is_collection(reading, mark)]
    for mark in marks[:1]:
        if mark.kind == "quote" and re.search(
            r"[,.]\s(?:in|dans|en|em|nel)\s?:?\s?$", reading.text[: mark.start], re.IGNORECASE
        ):
            found = _unmarked(reading, mark.start, mark)
            if found.title:
                return found
    if len(marks) == 1 and marks[0].kind == "quote" and _names_journal(reading, marks[0]):
        before = _unmarked_title(reading, marks[0])
        if before and before.title:
            return before
    quote = next(
        (m for m in marks if m.kind == "quote" and not _is_nickname(reading.text, m)), None
    )
    first = marks[0] if marks else None
    if quote is not None and first is not None and (first is quote or _names_venue(reading, first)):
        others = [
            m
            for m in marks
            if m.kind == "italic"
            and m is not quote
            and (m.start > quote.start or first is not quote)
        ]
        if not _is_plain_before(reading, quote.start):
            container = others[0] if others else _quoted_container(reading, marks, quote)
            names_end = min(quote.start, first.start)
            return Plan(
                (quote.inner_start, quote.inner_end),
                (quote.start, quote.end),
                names_end,
                quote.end,
                container,
                True,
            )
    italic = next((m for m in marks if m.kind == "italic"), None)
    if italic is None:
        return _unmarked(reading, len(reading.text), None)
    if review := _review(reading, italic, marks):
        return review
    before = _unmarked_title(reading, italic)
    if before is not None:
        return before
    following = [m for m in marks if m.start >= italic.end]
    container = next((m for m in following if _after_in(reading, italic.end, m.start)), None)
    if container is None and following and _journal_at_once(reading, italic, following[0]):
        container = following[0]
    if _only_container(reading, italic):
        return Plan(None, None, italic.start, italic.start, italic)
    return Plan(
        (italic.inner_start, italic.inner_end),
        (italic.start, italic.end),
        italic.start,
        italic.end,
        container,
        container is not None,
    )


def _review(reading: Reading, italic: Mark, marks: list[Mark]) -> Plan | None:
    """``Jane Doe, review of *Book*, by John Roe, *Journal* 12``."""
    label = REVIEW_OF.search(reading.text[: italic.start])
    container = next((m for m in marks if m.start > italic.end and m.kind == "italic"), None)
    if label is None or container is None:
        return None
    reading.mask(italic.end, container.start)
    cover = (label.start(), italic.end)
    return Plan(
        (label.start(), italic.inner_end), cover, label.start(), italic.end, container, True
    )


_NUMBERED = re.compile(r"\s?,\s(?:[IVXLC]+\b|\d|vol|n[.°]|anno|a\.|s\.)")


def _names_journal(reading: Reading, mark: Mark) -> bool:
    """Whether guillemets hold a journal: ``Titolo, «Rivista», XVIII, 1941``."""
    text = reading.text
    return (
        text[mark.start] == "«"
        and text[: mark.start].rstrip().endswith(",")
        and bool(_NUMBERED.match(text[mark.end : mark.end + 12]))
        and len(text[mark.inner_start : mark.inner_end].split()) <= 10
    )


def _journal_at_once(reading: Reading, title: Mark, mark: Mark) -> bool:
    """Whether a journal in quotes follows an italic title: ``*Titolo*, «Rivista», XVIII``."""
    text = reading.text
    return (
        mark.kind == "quote"
        and not text[title.end : mark.start].strip(" ,")
        and bool(_NUMBERED.match(text[mark.end : mark.end + 12]))
    )


def _is_collection(reading: Reading, mark: Mark) -> bool:
    return bool(_COLLECTION.search(reading.text[max(0, mark.start - 16) : mark.start]))


def _is_nickname(text: str, mark: Mark) -> bool:
    """John "Jack" Smith."""
    inner = text[mark.inner_start : mark.inner_end]
    before, after = text[: mark.start].rstrip(), text[mark.end :].lstrip()
    if len(inner.split()) > 2 or not before or not after:
        return False
    return (
        before[-1].isalpha()
        and after[0].isupper()
        and mark.inner_end + 1 == mark.end
        and len(before.split()) <= 3
        and (text[mark.end : mark.end + 1] == " ")
    )


def _names_venue(reading: Reading, mark: Mark) -> bool:
    return mark.kind == "italic" and is_known(reading.text[mark.inner_start : mark.inner_end])


def _is_plain_before(reading: Reading, at: int) -> bool:
    """Whether a title without marks stands before this quote (which is then part of it)."""
    match = _YEAR_PAREN.search(reading.text[:at])
    return match is not None and len(reading.text[match.end() : at].split()) > 2


def _quoted_container(reading: Reading, marks: list[Mark], quote: Mark) -> Mark | None:
    """A second quoted stretch right after the title and "in"."""
    for mark in marks:
        if mark.start >= quote.end and _after_in(reading, quote.end, mark.start):
            return mark
    return None


def _after_in(reading: Reading, start: int, end: int) -> bool:
    gap = reading.open[start:end]
    return len(gap) < 250 and bool(
        re.search(r"(?:^|[\s,.;(])(?:in|dans|en|em|nel|nella)\b[\s:]", gap + " ", re.IGNORECASE)
    )


def _only_container(reading: Reading, italic: Mark) -> bool:
    """A newspaper or journal alone: nothing else in the reference can be the title."""
    name = reading.text[italic.inner_start : italic.inner_end]
    if not is_known(name):
        return False
    return reading.has("volume", "number", "pages") or bool(
        re.match(r",?\s?\d", reading.text[italic.end :])
    )


def _unmarked_title(reading: Reading, italic: Mark) -> Plan | None:
    """A title without marks before an italic container, as in APA or Vancouver order."""
    before = reading.text[: italic.start]
    year = _year_after_names(reading, italic.start)
    if year:
        gap = reading.open[year.end() : italic.start].strip(f" .,:{MASK}")
        if len(gap) < 3 or gap.lower() in ("in", "dans", "in:"):
            return None
        found = _unmarked(reading, italic.start, italic)
        return found if found.title else None
    if not before.strip() or len(before) > 1500:
        return None
    parts = list(pieces(reading.open, 0, italic.start))
    count = leading_names(reading, parts)
    if count < len(parts):
        start, end = parts[count][0], parts[-1][1]
        gap = reading.open[start:end]
        if gap.strip().lower() in ("in", "dans", "") or all_roles(gap):
            return None
        if count == 0 and (is_organisation(gap) or len(gap.split()) < 3 or gap[:1].islower()):
            return None
        if len(gap.split()) < 2 and not _IN.match(reading.open, end):
            return None
        return _unmarked(reading, italic.start, italic)
    return None


def _unmarked(reading: Reading, limit: int, container: Mark | None) -> Plan:
    """The title from the order of the parts: after the names (and the year), up to a stop."""
    text = reading.open
    year = _year_after_names(reading, limit)
    many = _INVERTED_NAMES.match(reading.text[:limit])
    if many and not year:
        names_end = start = many.end()
        sentence = True
    elif ("vancouver" in reading.hints or re.search(r";\s(?:19|20)\d\d\b", reading.text)) and (
        names := _VANCOUVER_NAMES.match(reading.text[:limit])
    ):
        names_end = start = names.end()
        sentence = True
    elif year:
        start = year.end()
        names_end = year.start()
        sentence = not year.group().rstrip().endswith(",")
    else:
        parts = pieces(text, 0, limit)
        count = leading_names(reading, parts)
        if count >= len(parts):
            return Plan(None, None, limit, limit, container)
        start = parts[count][0]
        names_end = start if count else 0
        if count == 0 and is_known(text[parts[0][0] : parts[0][1]]):
            return Plan(None, None, 0, 0, container)
        sentence = count > 0 and _stopped(text, start)
    start, _ = trimmed(text, start, limit)
    end = _title_end(reading, start, limit, sentence=sentence)
    if end <= start:
        return Plan(None, None, names_end, start, container)
    if marker := re.search(r",?\s(?:in|dans|en|em|nel)\s?:?$", text[start:end], re.IGNORECASE):
        end = start + marker.start()
    return Plan(
        (start, end),
        (start, end),
        names_end,
        end,
        container,
        _is_inside(reading, end, container),
        0.7,
    )


_SURNAME = r"[^\W\d_a-z][\w'’-]{1,30}"
_VANCOUVER_NAMES = re.compile(
    rf"(?:(?:[a-z'’]{{1,4}}\s){{0,2}}{_SURNAME}(?:[\s-]{_SURNAME})?\s[A-Z]{{1,3}}"
    r"(?:,\s|\.\s(?=[^\W\d_a-z]))){1,60}(?:et al[.,]{1,2}\s)?"
)
_INVERTED_NAMES = re.compile(
    r"(?:[^\W\d_][\w'’-]{1,30}(?:[ -][^\W\d_][\w'’-]{1,30})?,\s(?:[A-Z]\.[ "
    r"-]?){1,4}(?:[;,]\s?(?:(?:and|et|&|und)\s)?|(?:and|et|&"
    r"|und)\s)?){2,60}(?=[^\W\d_a-z][\w'’]+[\s:])"
)
_YEAR_BARE = re.compile(r"(?<=[.,])\s(?:1[6-9]\d\d|20\d\d)[a-z]?[.:,]\s(?=[^\W\d_a-z]|[\"“«„‘*])")


def _year_after_names(reading: Reading, limit: int) -> re.Match[str] | None:
    """The year between names and title: ``(2020).``, ``, 1976.``."""
    text = reading.open[:limit]
    for pattern in (_YEAR_PAREN, _YEAR_BARE):
        year = pattern.search(text)
        if year is None or year.start() >= 400 or _volume_before(reading, year.start()):
            continue
        zone = text[: year.start()].strip(MASK + " ")
        if zone and name_like(zone) and (pattern is _YEAR_PAREN or _is_names(zone)):
            return year
    return None


def _is_names(zone: str) -> bool:
    """Whether all of a zone is names, also in the order ``Last, First``."""
    parts = [
        part for part in re.split(r",\s|;\s|\s(?:and|et|und|&|y|e)\s", zone.strip(" ,.")) if part
    ]
    return is_organisation(zone) or all(is_surname(p) or is_given(p) or is_person(p) for p in parts)


def _volume_before(reading: Reading, at: int) -> bool:
    """Whether a volume has been met before a year: then the year does not part names and title."""
    volume = reading.parts.get("volume") or reading.parts.get("number")
    return volume is not None and volume.start < at


def _is_inside(reading: Reading, end: int, container: Mark | None) -> bool:
    return (
        container is not None
        or bool(_IN.match(reading.open, end))
        or reading.has("volume", "number")
    )


def _stopped(text: str, start: int) -> bool:
    """Whether the names end with a full stop, so that the title will too."""
    return text[:start].rstrip().endswith((".", ":")) and not text[:start].rstrip().endswith(":")


def _title_end(reading: Reading, start: int, limit: int, *, sentence: bool) -> int:
    text = reading.open
    for match in re.finditer(rf"[.?!](?=\s|$)|,\s|;\s|\s?[{MASK}(]|\s[–—]\s", text[start:limit]):
        at = start + match.start()
        mark = text[at]
        rest = text[start + match.end() : limit]
        if MASK in match.group():
            return _back(text, start, at)
        if mark in "?!":
            if sentence and _starts_anew(rest):
                return at + 1
        elif mark == ".":
            if ends_sentence(text, at) and (sentence or not rest.strip()):
                return at
            if ends_sentence(text, at) and not sentence and _is_imprint(rest):
                return at
        elif mark == "(" or text[at : at + 2] == " (":
            if re.match(r"\(?(?:1[89]|20)\d\d\)", rest) and text[:at].rstrip()[-1:].isdigit():
                continue
            if re.match(r"[^)]{0,60}(?:\ue000|1[5-9]\d\d|20\d\d|:\s|\bed)", rest) and not sentence:
                return _back(text, start, at)
            if re.match(r"\ue000{4}|[^)]{2,60}:\s[^)]{2,80}\ue000", rest):
                return _back(text, start, at)
        elif mark in ",;" and not sentence:
            if not rest.lstrip()[:1].islower() or re.match(r"\s?(?:in|dans)\b", rest):
                if not _continues(rest):
                    return at
            elif _is_imprint(rest):
                return at
    return _back(text, start, limit)


def _back(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in f" ,.;:({MASK}[":
        end -= 1
    return end


def _starts_anew(rest: str) -> bool:
    return not rest.lstrip()[:1].islower()


def _continues(rest: str) -> bool:
    """Whether a title goes on after a comma: an enumeration, with "and" in front of its last."""
    return (
        bool(
            re.match(
                r"\s?[^,.;:\ue000()]{2,30},?\s(?:and|et|und|y|e)\s[^,.;\ue000]{2,40}[,.]", rest
            )
        )
        and not is_place(rest.split(",")[0].strip())
        and not is_known(rest.split(",")[0].strip())
    )


def _is_imprint(rest: str) -> bool:
    """Whether a place and publisher, or a container, come next."""
    head = re.split(rf"[,.:;({MASK}]", rest.strip(), maxsplit=1)[0].strip()
    return (
        bool(head) and len(head) < 100 and (is_place(head) or is_publisher(head) or is_known(head))
    )
