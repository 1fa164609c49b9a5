"""What the types and variables of CSL are in BibLaTeX.

Source: the CSL specification 1.0.2, appendices III and IV; the types are read as
:mod:`srccheck.writers.csl_json` writes them.
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "article": "online", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "broadcast": "audio",
    "chapter": "incollection", "classic": "book", "collection": "misc", "dataset": "dataset",
    "document": "misc", "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "event": "misc", "figure": "image", "graphic": "image",
    "hearing": "legislation", "interview": "misc", "legal_case": "jurisdiction",
    "legislation": "legislation", "manuscript": "unpublished", "map": "image",
    "motion_picture": "video", "musical_score": "music", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "misc",
    "periodical": "periodical", "personal_communication": "letter", "post": "online",
    "post-weblog": "online", "regulation": "legislation", "report": "report", "review": "review",
    "review-book": "review", "software": "software", "song": "audio", "speech": "misc",
    "standard": "standard", "thesis": "thesis", "treaty": "legislation", "webpage": "online",
}  # fmt: skip
TYPES |= {  # Crossref's own, which come where CSL's are asked for
    "journal-article": "article", "proceedings-article": "inproceedings", "monograph": "book",
    "book-chapter": "incollection", "book-section": "incollection", "book-part": "incollection",
    "edited-book": "collection", "reference-book": "reference", "reference-entry": "inreference",
    "dissertation": "thesis", "posted-content": "online", "report-component": "report",
    "journal-issue": "periodical", "journal": "periodical", "proceedings": "proceedings",
    "peer-review": "review",
}  # fmt: skip
SUBTYPES = {
    "article-newspaper": "newspaper", "article-magazine": "magazine", "post-weblog": "blog",
}  # fmt: skip

VARIABLES = {
    "title": "title", "title-short": "shorttitle", "shortTitle": "shorttitle",
    "collection-title": "series", "volume": "volume", "page": "pages",
    "publisher-place": "location", "edition": "edition", "URL": "url", "DOI": "doi",
    "ISBN": "isbn", "ISSN": "issn",
    "note": "note", "annote": "annotation", "abstract": "abstract", "genre": "type",
    "keyword": "keywords", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "version": "version", "event-title": "eventtitle", "event": "eventtitle",
    "event-place": "venue", "chapter-number": "chapter", "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "archive": "eprinttype", "archive_location": "eprint",
    "status": "pubstate", "medium": "howpublished", "part-number": "part",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
    "original-title": "origtitle", "reviewed-title": "related",
}  # fmt: skip
DATES = {
    "issued": "date", "accessed": "urldate", "original-date": "origdate", "event-date": "eventdate",
}  # fmt: skip
NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "editorial-director": "editora",
    "collection-editor": "editorb", "compiler": "editorc",
}  # fmt: skip
MAKERS = ("director", "composer", "interviewer", "performer", "producer", "creator")
"""Who stands as author of what has none."""

PERIODICAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review"))


def container(type_: str) -> str:
    """The field for ``container-title`` in an entry of a type of BibLaTeX."""
    parts = ("incollection", "inproceedings", "inreference")
    return "booktitle" if type_ in parts else "journaltitle"


def publisher(type_: str) -> str:
    """The field for ``publisher`` in an entry of a type of BibLaTeX."""
    if type_ in ("report", "thesis"):
        return "institution"
    return "organization" if type_ == "online" else "publisher"
