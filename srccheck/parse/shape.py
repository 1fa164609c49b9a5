"""Whether a stretch of text has the shape of a reference.

A comment may name years, people, institutions, and quote what was said. What makes a reference is
the order of its parts: a title set off by quotes or italics after names and before a container
or a date; an author with a year in parentheses; an identifier or address; names, title, place and
year between commas.
"""

from __future__ import annotations

import re

from srccheck.parse.dailies import is_daily
from srccheck.parse.enclosed import before_imprint
from srccheck.parse.evidence import labelled_as_source
from srccheck.parse.films import is_film
from srccheck.parse.holdings import SHELF, is_holding
from srccheck.parse.laws import is_legal
from srccheck.parse.leadins import lead_in
from srccheck.parse.reading import MASK, Mark
from srccheck.parse.remarks import remark, shaded
from srccheck.parse.same_author import WORDS
from srccheck.parse.talk import is_talk
from srccheck.parse.unmarked import LABEL, ROLE, YEAR, is_dated_title, is_plain
from srccheck.parse.words import prose_words, word_list
from srccheck.text.names import is_organisation, is_person
from srccheck.venues import is_known, is_place, is_publisher

SIGN = re.compile(rf"{YEAR.pattern}|{LABEL.pattern}|{SHELF}", re.IGNORECASE)
"""One of these stands in every reference that has neither mark nor identifier."""
_AUTHOR_YEAR = re.compile(
    r"^[^()\ue000]{2,300}?(?:\s\((?:Hrsg|Hg|[Ee]ds?|[Dd]irs?|[Oo]rgs?|[Cc]oords?)\.?\))?[\s,]\s?[(\[](?:c\.\s|\d{1,2}\s[^\W\d_]{3,10}\.?\s"
    r"|[^\W\d_]{3,10}\.?\s(?:\d{1,2},\s)?)?(?:1[4-9]\d\d|20\d\d|n\.\s?d\.|s\.\s?d\."
    r"|forthcoming|in press|à paraître)[a-z]?"
    r"(?:,\s[^()]{3,30})?[)\]][.,:;]?(?=\s|$)"
)
_VANCOUVER = re.compile(
    r"\b(?:1[89]\d\d|20\d\d)(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?\d{1,4}(?:\s?\(|:)"
)
_LISTED_BOOK = re.compile(
    r"(?:[^\W\d_][\w'’-]{1,30}\s(?:[^\W\d_a-z][\w'’-]{1,30}\s)?[A-Z]{1,3},\s){1,40}editors?\.\s"
    r"[^\W\d_a-z][^;]{3,300}:\s[^:;]{2,80};\s?(?:1[4-9]|20)\d\d"
    r"|[^\W\d_][\w'’-]{1,30},\s[^\W\d_a-z][^;:.]{1,80},\seditors?\.\s"
    r"[^\W\d_a-z][^.;]{3,300}\.\s(?:[^.;]{1,80},\s)?[^\W\d_a-z][^.;]{1,80},\s(?:1[4-9]|20)\d\d"
    r"|[^\W\d_][\w'’-]{1,30},\s[^\W\d_a-z][^;:]{1,120}?\.\s[^\W\d_a-z][^;]{2,240}?\.\s"
    r"(?:[^.;:]{1,60}\.\s)?[^\W\d_a-z][^.;:]{1,50}:\s[^;:]{2,80},\s(?:1[4-9]|20)\d\d\b"
    r"|([^\W\d_a-z][^.,;:]{4,80})\.\s[^\W\d_a-z][^.;]{4,200}\.\s(?:[^.:;]{2,40}:\s)?\1[,;]\s(?:1[4-9]|20)\d\d"
)
"""``Roux A, editor. Canals. Paris: Quai Press; 2004.``, ``Doe, Jane, editor. Silt. Ness, 1999.``,
and an office that signs and prints: ``Institute of Rivers. Floods. Institute of Rivers, 2015.``"""
_INVERTED_LIST = re.compile(
    r"^(?:[^\W\d_][\w'’-]{1,30}(?:[ -][^\W\d_][\w'’-]{1,30})?,\s(?:[A-Z]\.[ "
    r"-]?){1,4}(?:[;,]\s(?:(?:and|et|&|und)\s)?|\s(?:and|et|&|und)\s|(?=\s?[A-Z(\d]))){1,60}"
    r"(?:\s?\(?(?:1[5-9]\d\d|20\d\d)|[A-Z][^.]{8,300}\.\s)"
    r"|^(?:[^\W\d_][\w'’-]{1,30}(?:[ -][^\W\d_][\w'’-]{1,30})?\s[A-Z]{1,3}(?:,\s"
    r"|\.\s)){1,60}(?:et al\.?\s)?[A-Z][^.]{8,300}\.\s"
)
_BACKWARD = re.compile(
    r"^(?:ibid(?:em)?\b|idem\b|id\.|loc\.\s?cit|op\.\s?cit|ebd\.|ebenda\b|art(?:\.|icle)\s?cit)"
    r"|^[^.;\ue000]{2,60}?,?\s(?:op\.\s?cit|loc\.\s?cit|art\.\s?cit|a\.\s?a\.\s?O"
    r"|supra\b[^a-z]{1,10}(?:note|n\.)|infra\b)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"^\(?[^\W\d_][^\d.;()\ue000]{1,60}?,?\s\(?(?:1[4-9]\d\d"
    r"|20\d\d)[a-z]?\)?(?:\s?[,:]\s?(?:pp?\.\s?|S\.\s?)?\d{1,5}(?:[-–]\d{1,5})?)?\)?\.?$"
)
_GAP = re.compile(
    r"[ ,.:()–—]{0,5}(?:(?:published |publié )?(?:in|In|dans|Dans|en|nel|nella|from|the"
    r"|blog)\b[ :]{0,2})?(?:(?:by|par|von|di|por)\s[^.;:]{3,120}?)?[ ,.:(]{0,3}"
)
_LETTER = re.compile(
    r"[A-ZÀ-Þ][^,;:]{2,60}\s(?:to|à|an|a)\s[A-ZÀ-Þ][^,;:]{2,60},\s[^;:]{4,40}\d{4},\s(?:in|dans)\s"
)
"""``A. Writer to B. Reader, 8 November 1793, in`` an edition of letters."""
_PAGES_ALONE = re.compile(r"[\s,.]{0,4}(?:pp?\.\s?|S\.\s?)?\d{1,4}(?:[-–]\d{1,4})?\.?\s{0,3}")
"""A short form of an earlier reference: names, a title and pages."""
REVIEW_OF = re.compile(
    r"(?<=[,.]\s)(?:(?:book )?review of|review|compte[ -]rendu(?: de)?|c\. ?r\. de|recension de"
    r"|Rezension (?:zu|von)|reseña de|recensione (?:a|di)):?\s?(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands between the reviewer and the book."""
_IN = re.compile(r"(?<=[^\W\d_]{3})\s(?:in|dans|en|nel|nella|em)\s$")
"""What stands between a name and the title of a book, in a sentence."""
IN_ONES_WORK = (
    r"(?:in|dans|en|nel|nella|em|no|na)\s(?:her|his|their|son|sa|ihrem|ihrer|seinem|seiner|su|suo|sua|seu)"
    r"\s(?:[a-zà-ÿ]{3,14}\s){0,2}[^\W\d_]{4,14}\s"
)
"""``in her seminal essay``, before its title."""
IN_JOURNAL = (
    r"(?:in|dans|en|em|nel|nella)\s[^\W\d_a-z][^,;.\d]{3,80},?\s(?:\w{1,5}\.\s)?\d{1,4}(?:[/,]\s?\d{1,3})?"
    r"\s\((?:1[4-9]|20)\d\d\)"
)
"""``in Annals of Salt 39 (2009)``, after who reviews or comments there."""
_IN_JOURNAL = re.compile(rf"[^\W\d_a-z][^,;:()\d]{{2,60}}\s{IN_JOURNAL}")
_AT = re.compile(
    r"(?<=[,:])\s(?:in|dans|en|nel|nella|em|no|na|articles?|art\.|Artikel|voce|voz|verbete|entry"
    r"|s\.\s?v\.|en particulier|notamment|surtout|in particular|especially|notably|insbesondere"
    r"|vor allem|in particolare|soprattutto|en especial|sobre todo|em especial|sobretudo)\s$"
    rf"|(?<=\w)\s{IN_ONES_WORK}$",
    re.IGNORECASE,
)
"""What stands between people and the work of theirs, or the book in which they say something."""
_GENITIVE = re.compile(r"(?<=[^\W\d_]{2})['’]s?\s$")
"""``Doe's “Salt” (…)``."""
SAME_AUTHOR = re.compile(
    rf"\s?(?:{WORDS}|—{{2,3}}|_{{3,8}})\s?(?:\((?:dir|ed|éd|Hg|Hrsg)\.\))?[,:.]{{1,2}}\s?",
    re.IGNORECASE,
)
"""Stands for the author of the reference before."""
_FULL_ITALIC = re.compile(
    r"(?:,\s(?:eds?\.|edited\sby|trans\.)\s[^(),;]{3,60})?"
    r"\s?\((?![a-z]{2,15}\s)[^()]{0,120}?[^\W\d_][^()]{0,80}?[,:]\s(?:1[4-9]|20)\d\d(?:,\s[^()]{1,30})?\)"
    r"|,\s(?:a\scura\sdi|edited\sby|sous\sla\sdir(?:ection|\.)\sde|hrsg\.\svon)\s[^;]{3,120}?(?:1[4-9]|20)\d\d"
)
"""Place, publisher and year in parentheses right after an italic title, or its editors and year."""
_NO_INITIALS = re.compile(
    r"[^\W\d_a-z][\w'’ -]{1,40},\s[^\W\d_a-z][\w'’. -]{1,40}\.\s"
    r"[^.\ue000]{3,200}\.\s(?:In:?\s)?(?=\ue000)"
)
"""``SILVA, Ana. Um título. *Revista*``."""
_VISITED = re.compile(
    r"\b(?:accessed|retrieved|(?:page\s)?consultée?\sle|abgerufen\sam|[Zz]ugriff\sam|(?:ultimo\saccesso|consultat[oa])\s?:?"
    r"(?:\sil)?|consultad[oa]\s(?:el|em)|acceso\s(?:el)?|acesso\sem)\s?(?:on\s)?(?:[^\W\d_]{3,10}\s)?\d{1,4}"
)
"""When a page of the web was looked at."""
_ENTRY = re.compile(
    r"[^\W\d_a-z][^;.]{5,90}?,\s(?:[^;]{0,60}?,\s)?s\.\s?v{1,2}\.\s[\w“\"«„‘'\ue000]"
)
"""``Dictionary of Ferries, s.v. “fords”``."""
_NAME_LINKS = word_list("links in names")
_EDITS = re.compile(r",\s(?:eds?|éds?|dir|Hrsg|Hg|coords?|orgs?)\.,?\s?$")


def is_backward(text: str) -> bool:
    """Whether a note points back to another: Ibid., op. cit., a short title with supra."""
    return bool(_BACKWARD.match(text[lead_in(text) :][:200]))


def is_short(text: str) -> bool:
    """Whether a reference is author and year alone (``Nye 2004, p. 12``).

    >>> is_short("Nye 2004, p. 12."), is_short("Established in 2004")
    (True, False)
    """
    body = text[lead_in(text) :].strip()
    if len(body) > 100 or not _SHORT.match(body):
        return False
    names = YEAR.split(body)[0].strip(" (,")
    return name_like(names) and not prose_words(names) and not _in_sentence(names)


def _in_sentence(names: str) -> bool:
    return names.split()[-1].lower() in _NAME_LINKS or len(names.split()) > 8


def name_like(zone: str) -> bool:
    """Whether what stands before a title may be a list of authors.

    >>> name_like("Marc Julienne et Tanvi Madan,"), name_like("As the president said in Samarkand,")
    (True, False)
    """
    if SAME_AUTHOR.fullmatch(zone):
        return True
    zone = YEAR.sub(" ", _EDITS.sub(" ", ROLE.sub(" ", zone))).replace(MASK, " ")
    parts = [part for part in re.split(r"[\s,;:()\[\]/]+", zone) if part and part != "."]
    if not parts:
        return True
    if len(zone) > 1200:
        return False
    content = [part for part in parts if part.lower().strip(".'’") not in _NAME_LINKS]
    capital = [
        part
        for part in content
        if not part[0].islower() or part.lower().startswith(("d'", "d’", "l'", "l’", "al-", "el-"))
    ]
    if not content or len(capital) < len(content) - (len(content) > 4):
        return len(parts) <= 12 and (is_known(zone.strip(" ,.:")) or _is_body(zone, content))
    return prose_words(zone) == 0 and not any(c.isdigit() for c in zone)


def _is_body(zone: str, content: list[str]) -> bool:
    """Whether an organisation is named with its adjectives: ``Commission européenne``."""
    return (
        bool(content)
        and content[0][0].isupper()
        and is_organisation(content[0])
        and len(content) <= 8
        and zone.rstrip()[-1:] in ",:"
        and zone.count(",") == 1
        and not prose_words(zone)
        and not any(c.isdigit() for c in zone)
    )


def _ends_like_names(zone: str) -> bool:
    """Names end with a comma, colon, stop or parenthesis, or are nothing but names."""
    zone = zone.rstrip(" \u00a0")
    if not zone or zone[-1] in ",.:;)]-–—/":
        return True
    return is_person(zone.strip(" ,")) or all(
        is_person(part) for part in re.split(r",\s|\s(?:and|et|und|&|y|e)\s", zone) if part.strip()
    )


def is_source(text: str, marks: list[Mark], has_identifier: bool) -> bool:
    """Whether a stretch cites a work."""
    if has_identifier:
        return True
    text = text[: remark(text, marks)]
    marks = [mark for mark in marks if mark.end <= len(text)]
    start = lead_in(text)
    body = text[start:]
    if not marks and (is_talk(body) or is_talk(text)):
        return is_holding(body)
    if is_holding(body) or is_daily(body) or is_legal(body, shaded(text, marks)[start:]):
        return True
    if is_film(body) or _ENTRY.match(body):
        return True
    if _VISITED.search(body) and prose_words(body) < 2:
        return True
    if _IN_JOURNAL.match(body) and is_person(re.split(r"\s(?:in|dans|en|em|nella?)\s", body)[0]):
        return True
    if _AUTHOR_YEAR.match(body) and _after_author_year(body):
        return True
    if _INVERTED_LIST.match(body) and (YEAR.search(body) or LABEL.search(body)):
        return True
    if _noted(body):
        return True
    if marks:
        shade = shaded(text, marks)
        full = any(mark.kind == "italic" and _printed(text, mark) for mark in marks)
        return (
            full
            or any(_titled(text, start, mark, marks) for mark in marks[:3])
            or bool(_NO_INITIALS.match(shade, start) and YEAR.search(shade, start))
            or is_plain(_by_someone(shade[start:]))
        )
    if "." in body and (_VANCOUVER.search(body) or is_listed(body)):
        return True
    body = _by_someone(body)
    if is_dated_title(body, led=start > 0):
        return True
    return is_short(text) or is_plain(body) or _labelled(body)


def is_listed(text: str) -> bool:
    """Whether a text begins with a book in the order of lists.

    >>> is_listed("Lee, Ann. Salt: A History. York: Ness, 2001."), is_listed("Lee, Ann. Salt: 2001")
    (True, False)
    """
    return bool(_LISTED_BOOK.match(text))


def _noted(body: str) -> bool:
    """Whether it is names, a title and an imprint: ``Doe, Salt (York: Ness, 2001)``."""
    front = before_imprint(body)
    if len(front.split()) > 2 and front[0].isupper() and not prose_words(front):
        return True
    names, comma, title = front.partition(", ")
    people = [one for one in re.split(r"\s(?:and|et|und|y|e|&)\s", ROLE.sub("", names)) if one]
    if not (comma and people and _first_word_is_title(title)):
        return False
    if is_organisation(names):
        return name_like(names) and not prose_words(title)
    return all(map(is_person, people)) or (name_like(names + ",") and len(names.split()) == 1)


def _labelled(body: str) -> bool:
    """Whether the labels are those of a reference."""
    return bool(YEAR.search(body)) and labelled_as_source(body)


def _by_someone(body: str) -> str:
    """The text with a name for "idem": it is read like one."""
    same = SAME_AUTHOR.match(body)
    return f"Ada Doe, {body[same.end() :]}" if same else body


def _printed(text: str, mark: Mark) -> bool:
    """Whether place, publisher and year follow a title.

    Place and year alone do so for works that are named only: ``the *Swift* (Hull, 1811)``.
    """
    imprint = _FULL_ITALIC.match(text, mark.end)
    if imprint is None:
        return False
    before = text[: mark.start].rstrip()
    full = ":" in imprint.group() or imprint.group().count(",") > 1
    return full or not before or before[-1] in ",.:;("


def _after_author_year(body: str) -> bool:
    match = _AUTHOR_YEAR.match(body)
    if not match:
        return False
    names = re.split(r"[(\[]", match.group())[0]
    if not name_like(names) or len(names.split()) > 60:
        return False
    rest = body[match.end() :].strip()
    # "Nye (2004) argues that…" is a sentence.
    return bool(rest) and not rest[0].islower() and _first_word_is_title(rest)


def _first_word_is_title(rest: str) -> bool:
    return rest[0].isupper() or rest[0] in "\"“«„‘'*¿¡" or rest[0].isdigit() or rest[0] == MASK


def _titled(text: str, start: int, mark: Mark, marks: list[Mark]) -> bool:
    """Whether a mark is the title of a cited work, from what is before and after it."""
    if mark.start < start:
        return False
    others = [other for other in marks if other is not mark]
    before = REVIEW_OF.sub("", text[start : mark.start])
    letter = _LETTER.fullmatch(before)
    told = _IN.search(before)  # "played by Ada Doe in *The Ferryman* (1907)" cites nothing
    if told and len([part for part in _segments(text[mark.end :][:120]) if part]) < 3:
        return False
    before = _GENITIVE.sub(", ", _AT.sub(" ", _IN.sub(" ", before)))
    shade = shaded(text, marks)
    zone = shade[start : mark.start]
    if MASK in zone or not ((name_like(before) and _ends_like_names(before)) or letter):
        return False
    if (
        re.search(
            r"\b(?:the|a|an|le|la|les|un|une|der|die|das|el|of|de)\s*$", before, re.IGNORECASE
        )
        and before.strip()
    ):
        return False
    after = shade[mark.end :]
    inside = text[mark.inner_end : mark.end]
    title = text[mark.inner_start : mark.inner_end]
    stripped = after.lstrip(" \u00a0")
    joined = not stripped or stripped[0] in ",.(;:[–—-" or any(c in inside for c in ",.;")
    joined = (
        joined
        or bool(re.match(rf"(?:in|In|dans|Dans|en|par|by)\b|{MASK}|vol|n[°o]|\d", stripped))
        or title[-1:] in "?!"
    )
    if not joined:
        return False
    rest = _sentence(after)
    if _PAGES_ALONE.fullmatch(rest) and name_like(before) and len(title.split()) > 1:
        return bool(before.strip())
    if prose_words(rest) > (1 if others else 0):
        return False
    if before.strip() and len(before.strip()) > 2:
        return bool(
            YEAR.search(rest)
            or YEAR.search(before)
            or others
            or LABEL.search(rest)
            or _has_venue(rest)
            or (mark.kind == "italic" and (not stripped.strip(" .") or _has_venue(rest)))
            or (len(title.split()) > 2 and is_person(before.strip(" ,.:")))
        )
    if not stripped.strip(" .,"):
        return mark.kind == "italic" and len(title.split()) > 1
    evidence = bool(YEAR.search(rest) or LABEL.search(rest))
    if mark.kind == "quote":
        container = any(
            other.start >= mark.end and _GAP.fullmatch(text[mark.end : other.start])
            for other in others
        )
        printed = evidence and bool(re.match(r",?\s(?:in|dans|en|em|nel|nella):\s[A-ZÀ-Þ«]", after))
        return (
            evidence and (printed or container or _has_venue(rest) or _listed(rest))
        ) or container
    return evidence and (stripped[0] in ",.(:[" or is_known(title))


def _sentence(after: str) -> str:
    """What follows a title, up to the end of its reference: a later sentence may be prose."""
    match = _SENTENCE_END.search(after)
    if match and match.start() == 0:  # the stop of the title itself
        further = _SENTENCE_END.search(after, 1)
        rest = after[: further.start()] if further else after
        if not prose_words(rest):
            return rest
    return after[: match.start()] if match else after


_SENTENCE_END = re.compile(r"[.;!?]\s+(?=[A-ZÀ-Þ][^.;]{40,})")


def _segments(text: str) -> list[str]:
    return [part.strip(f" .{MASK}\u00a0") for part in re.split(r"[,;:()]|\.\s", text)]


def _has_venue(rest: str) -> bool:
    return any(
        part[:1].isupper()
        and len(part) < 120
        and (is_known(part) or is_publisher(part) or is_place(part))
        for part in _segments(rest)[:8]
    )


def _listed(rest: str) -> bool:
    """Whether the segments after a title are capitalised names between commas."""
    parts = [part for part in _segments(rest) if part and not part[0].isdigit()]
    return (
        bool(parts)
        and parts[0][:1].isupper()
        and len(parts[0].split()) <= 10
        and not prose_words(rest)
    )
