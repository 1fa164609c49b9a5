"""Laws, treaties, judgments, debates and documents of public bodies, which are signed by nobody.

They are cited by a number, a day and the gazette or the reports that print them, as *The
Bluebook*, *OSCOLA*, the *Guide des citations, références et abréviations juridiques* and German
legal usage have it; documents of the United Nations and the European Union by their symbols.
"""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.model import PartialDate
from srccheck.parse.numbers import read_numbers
from srccheck.parse.reading import Reading
from srccheck.parse.words import prose_words
from srccheck.text.dates import find_dates, read_month
from srccheck.text.names import is_person

_YEAR = r"(?:1[4-9]|20)\d\d"
_NO = r"(?:n[°º.o]{1,3}|[Nn]os?\.|[Nn]r\.|núm\.)"
LAW = re.compile(
    r"(?:[^\W\d_a-z]{4,20}\.\s)?(?:Loi|Décret|Ordonnance|Arrêté|Règlement|Directive|Décision|Regulation|Decision"
    r"|Law|Legge|Decreto|Ley|Real Decreto"
    r"|Decreto[- ]Lei|Lei|Real Decreto-ley|Decreto-ley|Decreto legislativo"
    r"|(?:Regio|Real|Imperiale?)\s[Dd]ecreto|Decreto[- ](?:legge|luogotenenziale|ministeriale)"
    r"|D\.\s?lgs\.|D\.\s?L\.|D\.\s?P\.\s?R\.|R\.\s?D\.|Circulaire|Circolare|Circular"
    r"|Gesetz|Verordnung|Council Regulation|Council Directive)\s(?:\([A-Z]{2,3}\)\s)?"
    r"(?:organique\s|constitutionnelle\s|Orgánica\s|Complementar\s)?"
    r"(?:(?:n[°º.o]{1,3}\s?|No\.?\s)?\d{1,5}[-/]\d{1,5}"
    r"|n[°º.o]{1,3}\s?\d{1,2}\.\d{3}\b"
    r"|(?:del\s|de\s|du\s)?\d{1,2}[°º]?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?(?:1[89]|20)\d\d,\s"
    r"(?:n[.°º]{1,2}\s?\d{1,5}|(?=[^\W\d_a-z])[^;]{4,90}?(?:n[.°ºo]{1,2}|p\.|S\.)\s?\d)"
    r"|(?:del\s|de\s|du\s|vom\s|of\s)\d{1,2}[°º.]?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?(?:1[89]|20)\d\d\s[^;.]{4,120}?,\s"
    r"[^;.]{3,60}(?:n[.°ºo]{1,2}|p\.|S\.|núm\.)\s?\d)"
    r"|(?:[^\W\d_a-z][\w-]{2,20}\s){0,2}[^\W\d_]{0,24}(?:[Gg]esetz(?:buch)?|[Oo]rdnung|[Ee]rla(?:ss|ß)|[Ee]di[ck]t|[Rr]ichtlinie)"
    r"(?:\s(?:über|betreffend|zur)\s[^;,\d]{3,90})?\sv(?:om|\.)\s\d{1,2}\.\s?(?:[^\W\d_]{3,10}\.?\s|\d{1,2}\.\s?)"
    r"(?:1[5-9]|20)\d\d(?=\s?[,(.]|$)"
)
_COURT = (
    r"(?:(?:Cass|Crim|Civ|CE|CJUE|CJCE|CEDH|CourEDH|ECtHR|ECHR|TPICE|CAA|TA|TGI|CA|BGH|BVerfG|BVerwG|BAG"
    r"|BSG|BFH|EuGH|EuG|EGMR|OLG|LG|RG|VG|OVG|VGH|LAG|OGH|VfGH|VwGH|BGer|STS|STC|SAN|STSJ|SAP|STJ"
    r"|STF|STA|TJUE|TEDH|TAR|TRF|Cons\.\sStato|Cons\.\s[Cc]onst|Trib|App|Conseil\sd['’]État|Conseil\sconstitutionnel"
    r"|Acórdão|Sentencia|Sentenza|Auto)\b\.?"
    r"|(?:[^\W\d_a-z][\w’']{0,20}\s){0,2}(?:[Cc]ourt|[^\W\d_]{0,14}[Gg]ericht(?:shof)?|Tribunal|Tribunale"
    r"|Corte|Cour)\b(?:\s[^;,\d]{1,50})?)"
)
JUDGMENT = re.compile(
    rf"{_COURT}(?=[\s,])[^;\ue000]{{0,80}}?(?:1[89]|20)\d\d\b[^;]{{0,80}}?"
    r"(?:n[.°ºo]{1,3}\s?\d|\d{1,6}[-/]\d{2,4}|\d{2}[A-Z]\d{3}|\ue000"
    r"|,\s(?:NJW|Rec\.|Bull\.|S\.|p\.))"
    rf"|{_COURT}[^;,\d\ue000]{{1,60}}\d{{1,5}}/(?:1[89]|20)\d\d\b"
    r"|[^\W\d_a-z][^;,\d\ue000]{1,60},\s(?:Urt(?:eil)?|Beschl(?:uss|uß)?|Entsch(?:eidung)?|arrêt|[Ss]entenza|[Ss]entencia"
    r"|[Aa]córdão|[Jj]udgment)\.?\s(?:v\.|vom|du|de|del|of)\s\d"
    r"|(?:BVerfGE|BVerwGE|BGHZ|BGHSt|BAGE|BSGE|BFHE|RGZ|RGSt|OGHSt|VfSlg|BGE)\s\d{1,4}[\s,/]"
    r"|\d{1,4}\s(?:U\.\s?S\.|F\.\s?(?:2d|3d|Supp\.)|S\.\s?Ct\.|I\.?C\.?J\.?)\s\d{1,5}\b"
)
"""A court with the date and number of a case, or the volume of reports and the page."""
_AT_COURT = re.compile(rf"{_COURT},")
_FAMILY = re.compile(r"(?:Court|Cour|Corte|Tribunale?),\s")
"""A family name, as no court is called so without its place."""
_CASE_NO = (
    r"(?:(?:Joined\s)?Cases?|Aff(?:aires?|\.)(?:\sjointes)?|(?:verb\.\s)?Rs\.|Rechtssache|Caus[ae]|Asuntos?"
    r"|Processos?)\s(?:[CTF]\s?[-‑–]\s?)?\d{1,4}/\d\d\b"
)
_PARTY = r"[^\W\d_a-z][^;\"“”«»\n]{0,90}?"
CASE = re.compile(
    rf"(?:{_COURT},\s[^;]{{0,60}}?)?(?:{_CASE_NO}[,:]?\s)?"
    rf"(?P<name>(?:{_PARTY}(?<![Hh]r\.)(?<!rsg\.)(?<![Hh]g\.)(?<!bers\.)\s(?:v|vs|c|gegen|contra|g)\.?|{_PARTY}\s\./\.)\s[^\W\d_a-z][^;,(\[\d]{{1,90}}|{_CASE_NO})"
    rf"(?=[,\s]{{0,2}}(?:[(\[]|\d|{_NO}|[a-z]{{3,8}}\.\s{_NO}|[A-Z]))"
)
"""The parties of a case, or its number at the Court of Justice of the European Union."""
_OFFICIAL = re.compile(
    r"(?<!\w)(?:"
    # reports: (1834) 2 Ad. & E. 312; [2004] EWCA Civ 881; 411 F.2d 903; 1984 I.C.J. Rep. 18
    rf"[\[(]{_YEAR}[\])]\s(?:\d{{1,3}}\s)?(?:[A-Z][A-Za-z.]{{0,8}}\s?(?:&\s?)?){{1,4}}(?:\([A-Z][a-z]{{1,5}}\)\s)?\d"
    r"|\d{1,4}\s(?:U\.\s?S\.(?:\s?C\.)?|F\.\s?(?:2d|3d|4th|Supp\.(?:\s?[23]d)?)|S\.\s?Ct\.|L\.\s?Ed\."
    r"|C\.\s?F\.\s?R\.|Fed\.\s?Reg\.|Stat\.|U\.?\s?N\.?\s?T\.?\s?S\.?|L\.?N\.?T\.?S\.?|I\.?L\.?M\.?"
    r"|[A-Z][a-z]{0,4}\.\s?(?:2d|3d))\s§{0,2}\s?\d"
    r"|(?:I\.?C\.?J\.?|P\.?C\.?I\.?J\.?|C\.?I\.?J\.?|C\.?P\.?J\.?I\.?)\s(?:Rep|Rec|Ser|Sér)"
    r"|(?:ECLI:|EU:[CTF]:\d{4}:\d)|(?:COM|SEC|SWD|JOIN)\s?\((?:19|20)?\d\d\)\s?\d|COM/\d{4}/\d"
    r"|[CTF][-‑–]\d{1,4}/\d\d\b"
    r"|(?:App(?:lication)?|[Rr]eq(?:uête)?|Beschw\w*|[Rr]ic(?:orso)?|[Dd]emanda|[Qq]ueixa)\.?\s"
    rf"(?:{_NO})\s?\d{{3,6}}/\d\d\b"
    # documents of the United Nations
    r"|U\.?\s?N\.?\s[Dd]oc\.?\s[A-Z]|(?:A|S|E|ST|CCPR|CERD|CAT|CRC|CEDAW|HRC?|TD|FCCC|UNEP)(?:/[A-Z0-9.()-]{1,12}){0,4}"
    r"/[A-Z0-9.()-]{0,10}\d"
    rf"|[Rr][eé]s(?:ol\w+|\.)\s(?:{_NO}\s?)?\d{{2,5}}\s?(?:\((?:[IVXLC]+(?:-[A-Z])?|{_YEAR})\)|/\d)"
    r"|(?:[A-Z]\.?){2,5}\sRes\.\s(?:No\.\s)?\d"
    # patents and standards
    r"|(?:[A-Z]{2}|[Uu]\.?S\.?|European|Deutsches)\s(?:Patent|Reichspatent)\s(?:No\.\s|Nr\.\s|n[°o]\s)?[A-Z]{0,2}\s?\d|DRP\s\d"
    r"|Brevet\s(?:français\s|FR\s)?(?:n[°o]\s)?[A-Z]{0,2}\s?\d|(?:ISO|DIN|ANSI|NF|BS|UNE|UNI|CEN|IEC)\s(?:EN\s|ISO\s|[A-Z]\s)?"
    r"\d[\d.-]*:(?:19|20)\d\d"
    # gazettes
    r"|(?:R?GBl\.|B?BGBl\.|BBl\.?|JORF|J\.?O\.(?:R\.F\.)?|JOU?E|JOCE|Journal\sofficiel|Official\sJournal|OJ"
    r"|Amtsblatt|ABl\.|B\.?O\.?E\.?|BOCG|DOU?E|DOCE|Gaceta\sde\sMadrid|Gazz\.\sUff\.|Gazzetta\s[Uu]fficiale"
    r"|G\.?U\.?(?:[RUC]\.?[IE]\.?)?|Diário\sd[ao]\s(?:República|Governo)|London\sGazette)"
    rf"[^;.\d]{{0,24}}\.?\s?(?:{_NO}\s?)?[LCS]?\s?\d"
    # parliaments
    r"|H[CL]\s(?:Debs?|Hansard)\b|Hansard\b[^;]{0,30}\d|Parl\.\sDeb|Cong\.\sRec|(?:S|H\.\s?R|H)\.\sRep\.\sNo"
    r"|Parl(?:iamentary|\.)\sPapers\s|PP\s1[78]\d\d|(?:Cm|Cmd|Cmnd)\.?\s\d{3,4}\b|H[CL]\s\d{1,4}(?:,|\s\()"
    r"|B[TR][-\s]?(?:Dr(?:s|ucks)|Pl(?:en)?Pr)\w*\.?\s\d|\bDrucks(?:ache|\.)\s\d|Plenarprotokoll"
    r"|Sten(?:ogr?\w*)?\.?\s?Ber\.|Atti\s[Pp]arlamentari|Diario\sde\s(?:las\s)?[Ss]esiones|DSC?D?,"
    r"|Diário\sda(?:s\sSessões|\sAssembleia)|[Dd]ébats?\sparlementaires?\b"
    r")"
)
"""What an official paper is found by: reports, gazettes, symbols and parliamentary papers."""
CASE_AHEAD = (
    r"[^\W\d_a-z][\w.’'-]{0,30}(?:\s(?:of|the|de|la|&|[^\W\d_a-z][\w.’'-]{0,30})){0,5}\sv\.?\s[^\W\d_a-z][^;]{2,80}?"
    rf"(?:\d{{1,4}}\s[A-Z]|[\[(]{_YEAR})"
)
"""The parties of a case in a sentence, before the reports that print it."""
_ACT = re.compile(
    r"(?:The\s)?[^\W\d_a-z][\w'’&(),\s-]{2,90}?\s(?:Act|Measure|Order|Rules|Regulations)(?:\s\([^()]{2,40}\))?,?\s"
    r"(?:1[2-9]|20)\d\d(?:\s\([^()]{1,40}\))?"
    r"(?:,?\s(?:c|ch|cap|s|ss|sec|sects?|arts?|pt|sch|Sched|reg|r|No)\.?\s?§?\d[^;]{0,40}|,\s[^;]{0,40}\d)?"
    r"|[^;.\d]{0,60}\d{1,2}(?:\s(?:&|and)\s\d{1,2})?\s(?:Geo|Vict|Will|Wm|Edw|Hen|Eliz|Car|Jac|Ric)\.?\s"
    r"[^;]{0,40}\b(?:c|ch|cap)\.\s?\d[^;]{0,30}"
)
"""An act by its short title and year, or by the year of a reign."""
_PACT = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]+\s){0,2}(?:Treaty|Convention|Protocol|Agreement|Charter|Traité|Accord|Protocole|Charte|Vertrag|Abkommen"
    r"|Übereinkommen|Trattato|Convenzione|Accordo|Tratado|Convenio|Acuerdo|Convenção|Acordo)\s[^;]{3,160}$"
)
_PLACE_IN_IT = re.compile(r"\b(?:arts?|Art|artt|articles?|§{1,2}|p|S|c)\.?\s?\d")
_GAZETTE = re.compile(r",\s(?=JO|Journal officiel|OJ\b|BOE\b|Gazzetta|BGBl|Official Journal)")
_DOCKET = re.compile(
    r"(?:\b(?:n[°º.o]{1,3}|[Nn]os?\.|Az\.:?|[Nn]r\.|núm\.)\s?|(?<=–\s)|(?<=,\s)|(?<=Rep\.\s)|(?<=Case\s))"
    r"((?:[IVX]{1,4}[ab]?\s[A-Z]{1,4}\s|\d\s[A-Z][A-Za-z]{1,3}\s|[CTF][-‑–])?\d{1,6}[-/.]\d(?:[./-]?\d){0,10})"
)
_DATED = re.compile(_YEAR)
_SPANISH = re.compile(
    r"\d/(?P<year>(?:19|20)\d\d),\s(?:de\s)?(?P<day>[1-3]?\d)\sde\s(?P<month>[a-zç]{4,10})(?!\sd[eo]l?\s\d)"
)
_OF_TREATIES = re.compile(r"\b(?:opened\sfor\s|adopted|signed|entered\sinto|fait|decided)\b|\bit\.")
_LONGEST = 400


@lru_cache(maxsize=256)
def is_legal(text: str, shade: str) -> bool:
    """Whether a stretch cites a law, a judgment or an official paper; ``shade`` is without marks.

    >>> [is_legal(one, one) for one in ("Doe v. Roe, 123 U.S. 456 (1890).", "Doe and Roe, 1890.")]
    [True, False]
    """
    if len(text) > _LONGEST:
        return False
    if LAW.match(text) or (JUDGMENT.match(shade) and not _FAMILY.match(text)):
        return True
    if not text or not (text[0].isupper() or text[0].isdigit() or text[0] in "§["):
        return False
    if prose_words(_OF_TREATIES.sub("", text)) or "“" in text or "«" in text:
        return False
    body = text.strip(" .")
    if _ACT.fullmatch(body):
        return True
    if CASE.match(text) and re.search(_YEAR, text):
        return True
    if _at_court(text):
        return True
    if _OFFICIAL.search(text):
        return not _is_signed(text)
    return bool(_PACT.match(body)) and _is_dated(text) and bool(_PLACE_IN_IT.search(text))


def _at_court(text: str) -> bool:
    """Whether a court and a day begin the text; a court of one word may be a name."""
    found = _AT_COURT.match(text)
    if not found or not (" " in found.group() or found.group()[:-1].isupper()):
        return False
    return any(one.date.day and one.start < 80 for one in find_dates(text))


def _is_dated(text: str) -> bool:
    return any(found.date.day for found in find_dates(text))


def _is_signed(text: str) -> bool:
    return is_person(text.split(",")[0])


def read_law(reading: Reading) -> str:
    """Take title and date of a law or a judgment; its type, or an empty string for anything else.

    The title of a judgment is the name of its case or, without one, the court with its day; the
    reports that print it are its note.
    """
    start = len(reading.text) - len(reading.open.lstrip("\ue000"))
    text = reading.text[start:]
    dated = _DATED.search(text)
    first = start + dated.end() if dated else len(reading.text)
    if any(mark.kind == "quote" and mark.start < first for mark in reading.marks):
        return ""
    if LAW.match(text):
        return "" if reading.marks else _law(reading, start)
    court = not _FAMILY.match(text) and (JUDGMENT.match(text) or _at_court(text))
    case = CASE.match(text)
    if (court or case) and is_legal(text, text):
        _judgment(reading, start, case)
        return "jurisdiction"
    own = any(char.isdigit() for char in text.split(",")[0])
    if reading.marks or not (own or _PACT.match(text)) or not is_legal(text, text):
        return ""  # signed by a body, which the other readers know
    return _law(reading, start)


def _judgment(reading: Reading, start: int, case: re.Match[str] | None) -> None:
    text = reading.text
    docket = _DOCKET.search(text, start)
    day = _day_after_number(text)
    dates = [one for one in find_dates(text, reading.language) if one.start >= start]
    full = next((one for one in dates if one.date.day), dates[0] if dates else None)
    end = len(text.rstrip(" ."))
    if docket:
        reading.take("number", *docket.span(1))
        end = docket.end()
    if day:
        reading.take("date", day[0], day[1], str(day[2]), date=day[2])
        end = max(day[1], end if docket else 0)
    elif full:
        reading.take("date", full.start, full.end, str(full.date), date=full.date)
        end = max(full.end, end if docket else 0)
    if case:
        begin, end = start + case.start("name"), start + case.end("name")
    else:
        begin = start
    reading.take("title", begin, end, text[begin:end].strip(" ,([–"))
    reading.take("note", *_reports(text, end))
    reading.mask(start, len(text))


def _day_after_number(text: str) -> tuple[int, int, PartialDate] | None:
    """``29/1985, de 2 de agosto``: the year is in the number of the law."""
    found = _SPANISH.search(text)
    month = read_month(found["month"])[0] if found else 0
    if not found or not month:
        return None
    date = PartialDate(int(found["year"]), month, int(found["day"]))
    return found.start("day"), found.end("month"), date


def _reports(text: str, at: int) -> tuple[int, int]:
    """What follows a judgment: the reports that print it."""
    end = len(text.rstrip(" ."))
    while at < end and text[at] in " ,.;–":
        at += 1
    return at, end


def _law(reading: Reading, start: int) -> str:
    read_numbers(reading)
    text = reading.text
    gazette = _GAZETTE.search(text)
    end = gazette.start() if gazette else len(text.rstrip(" ."))
    dates = find_dates(text[:end], reading.language)
    if day := _day_after_number(text[:end]):
        reading.take("date", day[0], day[1], str(day[2]), date=day[2])
    elif dates:
        first = dates[0]
        reading.take("date", first.start, first.end, str(first.date), date=first.date)
    reading.parts.pop("number", None)
    reading.take("title", start, end)
    return "legislation"
