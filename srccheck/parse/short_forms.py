"""Short forms in a note: ibid., op. cit., supra note 3, a. a. O., author and short title.

What is recognised by its words alone is found here; what only the entries before can tell (an
author and a short title) is found by :mod:`srccheck.parse.repeats`. The forms are those of
*The Chicago Manual of Style* (17th edition, 14.29 to 14.36), the *Oxford University Standard for
the Citation of Legal Authorities* (1.2), *The Bluebook* (rule 4), the *Lexique des règles
typographiques en usage à l'Imprimerie nationale* and of German and Italian humanities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from srccheck.parse.leadins import lead_in
from srccheck.parse.locators import LOCATOR, pages_of
from srccheck.parse.reading import Mark
from srccheck.parse.same_author import WORDS
from srccheck.parse.words import ends_sentence
from srccheck.text.normalise import words

_IBID = (
    r"(?:(?:idem|id\.?),?\s)?(?:ibid(?:em)?|ibíd(?:em)?|ebenda|ebendort)\b\.?|ebd\.|\bivi\b(?=[,.;]|$)"
    r"|ib\.(?=,?\s(?:pp?\.|\d))"
)
_NOTE = r"(?:notes?|nn?|fn|nota|Anm|Anmerkung|Fn|Fußn|Fußnote)\.?\s?"
_SUPRA = (
    rf"[(\[](?:(?:wie|siehe|as|see|cf\.|vgl\.|comme|voir|como|vé?ase|ver|vid\.|come|vedi|cfr\.|cit\.|op\.\s?cit\.),?\s"
    rf"(?:in\s|à\sla\s|en\s(?:la\s)?|na\s|nella\s|alla\s)?)?"
    rf"(?:(?:oben|above|supra|ci-dessus|sopra|arriba|acima),?\s)?{_NOTE}(\d{{1,4}})"
    rf"(?:\s(?:above|oben|supra|ci-dessus|sopra|arriba|acima))?[)\]]"
    rf"|(?:supra|above|oben|ci-dessus|sopra|acima|arriba),?\s{{1,2}}(?:at\s)?{_NOTE}(\d{{1,4}})"
    rf"|{_NOTE}(\d{{1,4}}),?\s(?:above|supra|ci-dessus|oben|sopra|arriba|acima)\b"
)
_CIT = (
    r"op\.?\s?(?:et|&)\sloc\.?\s?cit\.?|op\.?\s?cit\b\.?|ob\.?\s?cit\b\.?|o\.\s?c\.(?=[,\s])"
    r"|(?:art|ouvr|rapp|trad|éd)\.\s?cit(?:\.|ée?\b)"
    r"|(?:article|ouvrage|livre|thèse|rapport|étude)\scitée?\b|opera\scitata|obra\scitada"
    r"|(?<![\w.])a\.\s?a\.\s?O\.?|(?<!\w)aaO\b\.?"
    r"|(?<=[,\s])cit\.(?!\s?(?:in|da|por|par|en|dans|em|nach|n\.|in:)\b)"
)
_LOC = r"loc\.?\s?cit\b\.?|(?<!\w)l\.\s?c\.(?=[,;.\s]|$)|passage\scité"
_FORM = re.compile(
    rf"(?<!\w)(?:(?P<ibid>{_IBID})|(?P<loc>{_LOC})|(?P<op>{_CIT}))|(?P<supra>(?<!\w){_SUPRA})",
    re.IGNORECASE,
)
_CROSS = re.compile(
    rf"(?:see|see also|voir|voir aussi|siehe|siehe auch|vgl\.|cf\.?|cfr\.|vid\.|vide|véase|vedi"
    rf"|si veda|ver|veja-se|s\.\s?o\.|s\.)\s(?:(?:the|la|oben|auch|anche|aussi|también)\s)?"
    rf"(?P<note>{_NOTE}(\d{{1,4}}))(?=\s?(?:[.,;)]|$))",
    re.IGNORECASE,
)
SAME = re.compile(rf"(?:{WORDS}(?:(?<=\.)|(?<=dem)|(?=[,:])))\s?[,:]?\s?", re.IGNORECASE)
"""The same author as before and, where nothing but a place follows, the same work."""
_BREAK = re.compile(
    r";\s{0,3}|[.!?…][\"”»’)\]*]{0,2}\s{1,3}(?=[^\W\d_a-zà-ÿ]|[\"“«„‘(])|\n{2,}|:\s|(?<=\s)\("
    r"|(?<=[\d\ue001\"”»).]),?\s(?:and|et|und|y|e|sowie|ainsi que|as well as)\s"
)
LEAD = re.compile(
    r"(?:(?:as\s)?(?:quoted|cited|reprinted)\s(?:in|by|from)|citée?s?\s(?:par|dans|in|d['’]après)"
    r"|zit(?:iert|\.)\s(?:nach|n\.|in|bei)|citad[oa]\s(?:en|por|em)|citat[oa]\s(?:in|da)"
    r"|cit\.\s(?:in|da|por|en|par|em)|apud|see(?:\salso)?|but\ssee|voir(?:\saussi)?|cf\.|cfr\."
    r"|vgl\.(?:\sauch)?|siehe(?:\sauch|\sdazu)?|vid\.|véase(?:\stambién)?|si\sveda(?:\sanche)?"
    r"|vedi|ver(?:\stambém)?|vide|vejam?-se(?:\stambém)?|véanse|si\svedano|citing|citant)\s",
    re.IGNORECASE,
)
_COLON = re.compile(
    r"(?:^|(?<=[;.(]\s))([^\W\d_a-z][\w'’-]{1,30}(?:/[^\W\d_a-z][\w'’-]{1,30}){0,2}):\s$"
)
"""``Doe: ``, before a short title."""
_SMALL = (
    r"(?:de|da|do|dos|das|del|della|di|du|des|van|von|der|den|la|le|les|of|on|for|the|pour|sur|al"
    r"|and|et|und|y|e|&|zu|zum)"
)
_NAMES = re.compile(
    rf"(?:(?:[^\W\d_a-z][\w.'’-]*|{_SMALL}|[dl]['’][^\W\d_a-z][\w'’-]*|al\.)[\s/,]{{1,2}}){{0,12}}"
    r"(?:[^\W\d_a-z][\w.'’-]*|al\.)$"
)
ARTICLE = re.compile(r"(?<!\w)(?:art\.|article)\scit", re.IGNORECASE)
"""Said of articles by those who say "op. cit." of books."""
_REACH = 400
_KINDS = {"ibid": "ibid", "loc": "loc-cit", "op": "op-cit", "supra": "supra"}


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form in the text of a note; ``cited`` is the title it gives, if any.

    ``names`` are the words of its authors, ``note`` the label it names, ``same`` says that its
    author is the one before. ``bare`` says that nothing but a place goes with the form.
    """

    form: str
    start: int
    end: int
    names: str = ""
    cited: str = ""
    note: str = ""
    year: str = ""
    pages: str = ""
    same: bool = False
    words: str = ""

    @property
    def bare(self) -> bool:
        """Whether it names neither author nor title."""
        return not (self.names or self.cited or self.same)


def find_forms(text: str, marks: list[Mark]) -> list[ShortForm]:
    """The short forms that their own words show, in order and apart from each other.

    >>> [(one.form, one.names, one.pages) for one in find_forms("Ibid., 4; Doe, op. cit., 5.", [])]
    [('ibid', '', '4'), ('op-cit', 'Doe', '5')]
    """
    found: list[ShortForm] = []
    floor = 0
    for match in _FORM.finditer(text):
        if match.start() < floor:
            continue
        form = _read(text, marks, floor, match)
        if form:
            found.append(form)
            floor = form.end
    found += _crossing(text, found)
    found += _idem(text, sorted(found, key=lambda form: form.start))
    return sorted(found, key=lambda form: form.start)


def _read(text: str, marks: list[Mark], floor: int, match: re.Match[str]) -> ShortForm | None:
    kind = _KINDS[match.lastgroup or "supra"]
    note = next((group for group in match.groups()[-3:] if group), "") if kind == "supra" else ""
    start = clause_start(text, marks, floor, match.start())
    start, names, cited, same = head(text, marks, start, match.start())
    colon = _COLON.search(text, max(floor, start - 80), start)
    if colon and not names.partition(" ")[2] and not (cited and names):
        start, names, cited = colon.start(1), colon[1], names or cited
    if match.group() == "cit." and not (names or cited or same):
        return None
    if kind == "supra" and match.group()[0] in "([" and not (names or cited or same):
        return None
    if same and kind in ("op-cit", "loc-cit"):
        kind = "idem"
    end, pages = place(text, match.end())
    return ShortForm(kind, start, end, names, cited, note, "", pages, same, match.group())


def place(text: str, at: int) -> tuple[int, str]:
    """Where the place that follows ends, and the place; nothing if none follows."""
    closing = re.compile(r"[)\]*]{0,2}").match(text, at)
    at = closing.end() if closing and closing.end() > at and text[at : at + 1] == "*" else at
    found = LOCATOR.match(text, at, at + 200)
    return (found.end(), pages_of(found["place"])) if found else (at, "")


def clause_start(text: str, marks: list[Mark], floor: int, at: int) -> int:
    """Where the clause begins in which a form stands: after a semicolon, a stop or a lead-in."""
    floor = max(floor, at - _REACH)
    shade = list(text[floor:at])
    for mark in marks:
        if mark.start >= floor and mark.end <= at:
            shade[mark.start - floor : mark.end - floor] = (
                "\ue000" * (mark.end - mark.start - 1) + "\ue001"
            )
    zone = "".join(shade)
    start = 0
    for found in _BREAK.finditer(zone):
        stop = found.group()[0] in ".!?…"
        if stop and not ends_sentence(text, floor + found.start()):
            continue
        start = found.end()
    for lead in LEAD.finditer(zone, start):
        if lead.start() == 0 or not zone[lead.start() - 1].isalnum():
            start = lead.end()
    start += floor
    while start < at and text[start] in " \u00a0\n,.;:)":
        start += 1
    return start + min(lead_in(text[start:at]), at - start)


def head(text: str, marks: list[Mark], start: int, end: int) -> tuple[int, str, str, bool]:
    """What stands between the start of a clause and a form: its start, authors, title, "same"."""
    same = SAME.match(text, start, end)
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    first = same.end() if same else start
    if inside:
        before = text[first : inside[0].start].strip(" ,.:")
        cited = text[inside[0].inner_start : inside[0].inner_end]
    else:
        zone = text[first:end].rstrip(" ,.:(")
        before, cited = ("", zone) if same else _parted(zone)
    if same:
        return start, "", cited.strip(" ,."), True
    names = _NAMES.search(before)
    if before and not names:
        return (inside[0].start if inside else end), "", cited if inside else "", False
    if names:
        start = text.index(names.group(), start)
    return start, names.group() if names else "", cited.strip(" ,."), False


def _parted(zone: str) -> tuple[str, str]:
    """Authors and title without marks: ``Harting, Salz und Herrschaft``."""
    for found in re.finditer(r",\s|:\s", zone):
        rest = zone[found.end() :]
        if found.group() == ": " or len(words(rest)) > 1 or len(rest) > 12:
            return zone[: found.start()], rest
    return zone, ""


def _crossing(text: str, found: list[ShortForm]) -> list[ShortForm]:
    """``See note 3``, where no other form stands."""
    forms = []
    for match in _CROSS.finditer(text):
        start = match.start("note")
        if any(form.start <= start < form.end for form in found):
            continue
        end, pages = place(text, match.end())
        forms.append(ShortForm("supra", start, end, note=match[2], pages=pages, words="cross"))
    return forms


def parted(form: ShortForm) -> ShortForm | None:
    """The form with what stands behind the last comma of its names as a short title."""
    names, comma, cited = form.names.rpartition(", ")
    return replace(form, names=names, cited=cited) if comma and not form.cited else None


def _idem(text: str, found: list[ShortForm]) -> list[ShortForm]:
    """``Id., p. 5`` and ``Ders., S. 5``: the same work, where only a place follows."""
    forms = []
    edges = [0, *(edge for form in found for edge in (form.start, form.end)), len(text)]
    for start, end in list(pairwise(edges))[::2]:
        for match in re.finditer(rf"(?<!\w)(?:{SAME.pattern})", text[start:end], re.IGNORECASE):
            at = start + match.start()
            if clause_start(text, [], start, at + 1) < at and text[start:at].strip(" ,;.("):
                continue
            stop = at + len(match.group().rstrip(" ,:"))
            last, pages = place(text, stop)
            rest = text[last:end]
            if pages or not rest.strip(" .;,)"):
                forms.append(
                    ShortForm("idem", at, last, pages=pages, same=True, words=match.group())
                )
    return forms
