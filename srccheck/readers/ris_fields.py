"""What the types and tags of RIS mean.

Sources: the RIS specification of Research Information Systems (2001), the table of types and
fields of EndNote's "RefMan (RIS) Export" (2011), and what Zotero, Mendeley and publishers write.
"""

from __future__ import annotations

TYPES = {
    "ABST": "article", "ADVS": "video", "AGGR": "dataset", "ANCIENT": "book", "ART": "image",
    "BILL": "legislation", "BLOG": "online", "BOOK": "book", "CASE": "jurisdiction",
    "CHAP": "incollection", "CHART": "image", "CLSWK": "book", "COMP": "software",
    "CONF": "proceedings", "CPAPER": "inproceedings", "CTLG": "book", "DATA": "dataset",
    "DBASE": "dataset", "DICT": "inreference", "EBOOK": "book", "ECHAP": "incollection",
    "EDBOOK": "collection", "EJOUR": "article", "ELEC": "online", "ENCYC": "inreference",
    "FIGURE": "image", "GEN": "misc", "GOVDOC": "report", "GRANT": "misc", "HEAR": "legislation",
    "ICOMM": "online", "INPR": "article", "JFULL": "periodical", "JOUR": "article",
    "LEGAL": "legislation", "MANSCPT": "unpublished", "MAP": "image", "MGZN": "article",
    "MPCT": "movie", "MULTI": "online", "MUSIC": "music", "NEWS": "article", "PAMP": "booklet",
    "PAT": "patent", "PCOMM": "letter", "RPRT": "report", "SER": "book", "SLIDE": "misc",
    "SOUND": "audio", "STAND": "standard", "STAT": "legislation", "THES": "thesis",
    "UNBILL": "legislation", "UNBIL": "legislation", "UNPB": "unpublished", "UNPD": "unpublished",
    "VIDEO": "video", "WEB": "online", "STD": "standard",
}  # fmt: skip
SUBTYPES = {"NEWS": "newspaper", "MGZN": "magazine", "BLOG": "blog"}

PERIODICALS = frozenset(("article", "periodical", "review"))
PARTS = frozenset(("incollection", "inproceedings", "inreference", "inbook", "proceedings"))
WHOLES = frozenset(("book", "collection", "booklet", "thesis"))

PLAIN = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "shorttitle", "VL": "volume",
    "NV": "volumes", "VO": "volume", "ET": "edition", "UR": "url", "LK": "url", "DO": "doi",
    "DI": "doi", "AB": "abstract", "N2": "abstract", "RN": "annotation", "C7": "eid",
    "AV": "library",
}  # fmt: skip
"""The tags that mean the same whatever the type."""

JOURNALS = ("T2", "JF", "JO", "JA", "J1", "J2")
"""Where the name of a journal can stand, the fullest first."""

PEOPLE = {"AU": "author", "A1": "author", "ED": "editor", "A4": "translator", "TA": "translator"}

SHOWN = frozenset((
    *PLAIN, *JOURNALS, *PEOPLE, "TY", "ER", "ID", "A2", "A3", "T3", "BT", "PB", "PP", "CY", "PY",
    "Y1", "Y2", "DA", "SP", "EP", "IS", "CP", "M1", "M2", "M3", "SN", "N1", "KW", "LA", "AN", "DB",
    "DP", "OP", "SE", "C1", "C2", "C3", "C4", "C5", "C6", "C8", "AD", "AV", "CA", "CN", "RI", "RP",
    "L1", "L2", "L3", "L4", "LB", "TT", "U1", "U2", "U3", "U4", "U5", "SO", "JN", "NO", "IN", "PA",
))  # fmt: skip
"""The tags that are known; after another one, two spaces must stand."""


def container(kind: str, ris_type: str) -> str:
    """The field for the title of the whole, or of the series, that stands in ``T2``."""
    if kind in PERIODICALS or kind == "online":
        return "journaltitle"
    if kind in PARTS:
        return "booktitle"
    return "series" if ris_type != "GEN" else "journaltitle"


def publisher(kind: str) -> str:
    """The field for what stands in ``PB``: of reports and theses, an institution."""
    if kind in ("report", "thesis"):
        return "institution"
    return "organization" if kind == "online" else "publisher"
