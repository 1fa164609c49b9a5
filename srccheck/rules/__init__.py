"""The rules: one file each, listed here and nowhere else.

They are loaded when they are first used: a run that follows links needs but a few of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from srccheck.rules.rule import Rule

if TYPE_CHECKING:
    RULES: tuple[type[Rule], ...]
    """Every rule, in the order in which ``srccheck rules`` lists them."""

ON_LINKS: dict[str, str] = {
    "dead-link": "dead_link:DeadLink",
    "soft-dead-link": "soft_dead_link:SoftDeadLink",
    "drifted-link": "drifted_link:DriftedLink",
    "missing-file": "missing_file:MissingFile",
    "broken-anchor": "broken_anchor:BrokenAnchor",
    "bad-mailto": "bad_mailto:BadMailto",
    "moved-link": "moved_link:MovedLink",
    "blocked-link": "blocked_link:BlockedLink",
    "unknown-link": "unknown_link:UnknownLink",
}
"""Where to find the rules on what became of a link."""

NAMED: dict[str, str] = {
    "mojibake": "mojibake:Mojibake",
    "half-mended-mojibake": "half_mended_mojibake:HalfMendedMojibake",
    "undecodable-bytes": "undecodable_bytes:UndecodableBytes",
    "lost-characters": "lost_characters:LostCharacters",
    "html-entity-left": "html_entity_left:HtmlEntityLeft",
    "markup-left": "markup_left:MarkupLeft",
    "control-character": "control_character:ControlCharacter",
    "invisible-character": "invisible_character:InvisibleCharacter",
    "mixed-script-letters": "mixed_script_letters:MixedScriptLetters",
    "unfilled-template": "unfilled_template:UnfilledTemplate",
    "empty-label": "empty_label:EmptyLabel",
    "empty-link": "empty_link:EmptyLink",
    "image-not-found": "image_not_found:ImageNotFound",
    "thumbnail-size": "thumbnail_size:ThumbnailSize",
    "broken-identifier": "broken_identifier:BrokenIdentifier",
    "test-doi": "doi_for_tests:DoiForTests",
    "old-doi-form": "old_doi_form:OldDoiForm",
    "future-date": "future_date:FutureDate",
    "unreadable-year": "unreadable_year:UnreadableYear",
    "foreign-month": "foreign_month:ForeignMonth",
    "foreign-punctuation": "foreign_punctuation:ForeignPunctuation",
    "reversed-pages": "reversed_pages:ReversedPages",
    "uncertain-reading": "uncertain_reading:UncertainReading",
    "missing-field": "missing_field:MissingField",
    "duplicate-entry": "duplicate_entry:DuplicateEntry",
    "broken-bibtex": "broken_bibtex:BrokenBibtex",
    "broken-file": "broken_file:BrokenFile",
    "broken-latex": "broken_latex:BrokenLatex",
    "unread-file": "unread_file:UnreadFile",
    "unread-list": "unread_list:UnreadList",
    "name-with-residue": "name_with_residue:NameWithResidue",
    "misspelt-given-name": "misspelt_given_name:MisspeltGivenName",
    "author-is-title": "author_is_title:AuthorIsTitle",
    "title-in-capitals": "title_in_capitals:TitleInCapitals",
    "misspelt-venue": "misspelt_venue:MisspeltVenue",
    "unofficial-venue-name": "unofficial_venue_name:UnofficialVenueName",
    "unknown-venue": "unknown_venue:UnknownVenue",
    "varying-name": "varying_name:VaryingName",
    "claim-without-reference": "claim_without_reference:ClaimWithoutReference",
    "unresolved-short-form": "unresolved_short_form:UnresolvedShortForm",
    "ambiguous-short-form": "ambiguous_short_form:AmbiguousShortForm",
    "marker-without-note": "marker_without_note:MarkerWithoutNote",
    "note-without-marker": "note_without_marker:NoteWithoutMarker",
    "note-number-twice": "note_number_twice:NoteNumberTwice",
    "notes-out-of-order": "notes_out_of_order:NotesOutOfOrder",
    "citation-without-entry": "citation_without_entry:CitationWithoutEntry",
    "citation-year-differs": "citation_year_differs:CitationYearDiffers",
    "citation-name-differs": "citation_name_differs:CitationNameDiffers",
    "undefined-key": "undefined_key:UndefinedKey",
    "uncited-entry": "uncited_entry:UncitedEntry",
    "doi-of-another-work": "doi_of_another_work:DoiOfAnotherWork",
    "unregistered-doi": "unregistered_doi:UnregisteredDoi",
    "retracted": "retracted:Retracted",
    "expression-of-concern": "expression_of_concern:ExpressionOfConcern",
    "corrected": "corrected:Corrected",
    "superseded-preprint": "superseded_preprint:SupersededPreprint",
    "likely-invented": "likely_invented:LikelyInvented",
    "wrong-author": "wrong_author:WrongAuthor",
    "misspelt-author": "misspelt_author:MisspeltAuthor",
    "wrong-title": "wrong_title:WrongTitle",
    "wrong-container": "wrong_container:WrongContainer",
    "wrong-date": "wrong_date:WrongDate",
    "wrong-volume": "wrong_volume:WrongVolume",
    "wrong-issue": "wrong_issue:WrongIssue",
    "wrong-pages": "wrong_pages:WrongPages",
    "quotation-differs": "quotation_differs:QuotationDiffers",
    "quotation-not-found": "quotation_not_found:QuotationNotFound",
    "ambiguous-source": "ambiguous_source:AmbiguousSource",
    "missing-doi": "missing_doi:MissingDoi",
    "more-exact-date": "more_exact_date:MoreExactDate",
    "damaged-record": "damaged_record:DamagedRecord",
    **ON_LINKS,
}
"""Where to find each rule, by its name, in the order of the list."""


def load(names: Iterable[str]) -> tuple[type[Rule], ...]:
    """The rules of these names.

    >>> [rule.__name__ for rule in load(["dead-link"])]
    ['DeadLink']
    """
    found = []
    for name in names:
        module, _, attribute = NAMED[name].partition(":")
        rule: type[Rule] = getattr(import_module(f"srccheck.rules.{module}"), attribute)
        found.append(rule)
    return tuple(found)


def __getattr__(name: str) -> object:
    if name != "RULES":
        raise AttributeError(f"module 'srccheck.rules' has no attribute {name!r}")
    rules = globals()["RULES"] = load(NAMED)
    return rules


__all__ = ["NAMED", "ON_LINKS", "RULES", "Rule", "load"]
