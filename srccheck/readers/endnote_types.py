"""EndNote's names and numbers of its types of references, as types of RIS."""

from __future__ import annotations

_NAMES = {
    "aggregated database": "AGGR", "ancient text": "ANCIENT", "artwork": "ART",
    "audiovisual material": "ADVS", "bill": "BILL", "blog": "BLOG", "book": "BOOK",
    "book section": "CHAP", "book chapter": "CHAP", "case": "CASE", "catalog": "CTLG",
    "chart or table": "CHART", "classical work": "CLSWK", "computer program": "COMP",
    "conference paper": "CPAPER", "conference proceedings": "CONF", "dataset": "DATA",
    "dictionary": "DICT", "edited book": "EDBOOK", "electronic article": "EJOUR",
    "electronic book": "EBOOK", "electronic book section": "ECHAP", "encyclopedia": "ENCYC",
    "equation": "EQUA", "figure": "FIGURE", "film or broadcast": "MPCT", "generic": "GEN",
    "government document": "GOVDOC", "grant": "GRANT", "hearing": "HEAR",
    "journal article": "JOUR", "legal rule or regulation": "LEGAL", "magazine article": "MGZN",
    "manuscript": "MANSCPT", "map": "MAP", "music": "MUSIC", "newspaper article": "NEWS",
    "online database": "DBASE", "online multimedia": "MULTI", "pamphlet": "PAMP",
    "patent": "PAT", "personal communication": "PCOMM", "podcast": "SOUND",
    "press release": "GEN", "report": "RPRT", "serial": "SER", "standard": "STAND",
    "statute": "STAT", "thesis": "THES", "unpublished work": "UNPB", "web page": "ELEC",
    "electronic source": "ELEC", "preprint": "EJOUR", "social media": "ELEC",
}  # fmt: skip
_NUMBERS = {
    "0": "JOUR", "2": "ART", "3": "ADVS", "4": "BILL", "5": "CHAP", "6": "BOOK", "7": "CASE",
    "9": "COMP", "10": "CONF", "12": "ELEC", "13": "GEN", "14": "HEAR", "16": "ELEC",
    "17": "JOUR", "19": "MGZN", "20": "MAP", "21": "MPCT", "23": "NEWS", "25": "PAT",
    "26": "PCOMM", "27": "RPRT", "28": "EDBOOK", "31": "STAT", "32": "THES", "34": "UNPB",
    "36": "MANSCPT", "43": "EJOUR", "44": "EBOOK", "46": "GOVDOC", "47": "CPAPER",
    "52": "DICT", "53": "ENCYC", "54": "GRANT", "56": "BLOG", "57": "SER", "58": "STAND",
    "59": "DATA", "60": "ECHAP", "61": "AGGR", "63": "MULTI",
}  # fmt: skip


def ris_type(name: str, number: str = "") -> str:
    """The type of RIS that stands for one of EndNote's.

    >>> ris_type("Journal Article"), ris_type("", "6"), ris_type("Something new")
    ('JOUR', 'BOOK', 'GEN')
    """
    return _NAMES.get(name.strip().lower()) or _NUMBERS.get(number.strip(), "GEN")
