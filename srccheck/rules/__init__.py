"""The rules: one file each, listed here and nowhere else."""

from __future__ import annotations

from srccheck.rules.author_is_title import AuthorIsTitle
from srccheck.rules.broken_bibtex import BrokenBibtex
from srccheck.rules.broken_identifier import BrokenIdentifier
from srccheck.rules.claim_without_reference import ClaimWithoutReference
from srccheck.rules.control_character import ControlCharacter
from srccheck.rules.doi_for_tests import DoiForTests
from srccheck.rules.duplicate_entry import DuplicateEntry
from srccheck.rules.empty_label import EmptyLabel
from srccheck.rules.empty_link import EmptyLink
from srccheck.rules.foreign_month import ForeignMonth
from srccheck.rules.foreign_punctuation import ForeignPunctuation
from srccheck.rules.future_date import FutureDate
from srccheck.rules.half_mended_mojibake import HalfMendedMojibake
from srccheck.rules.html_entity_left import HtmlEntityLeft
from srccheck.rules.image_not_found import ImageNotFound
from srccheck.rules.invisible_character import InvisibleCharacter
from srccheck.rules.lost_characters import LostCharacters
from srccheck.rules.marker_without_note import MarkerWithoutNote
from srccheck.rules.markup_left import MarkupLeft
from srccheck.rules.missing_field import MissingField
from srccheck.rules.misspelt_given_name import MisspeltGivenName
from srccheck.rules.misspelt_venue import MisspeltVenue
from srccheck.rules.mixed_script_letters import MixedScriptLetters
from srccheck.rules.mojibake import Mojibake
from srccheck.rules.name_with_residue import NameWithResidue
from srccheck.rules.note_number_twice import NoteNumberTwice
from srccheck.rules.note_without_marker import NoteWithoutMarker
from srccheck.rules.notes_out_of_order import NotesOutOfOrder
from srccheck.rules.reversed_pages import ReversedPages
from srccheck.rules.rule import Rule
from srccheck.rules.thumbnail_size import ThumbnailSize
from srccheck.rules.title_in_capitals import TitleInCapitals
from srccheck.rules.undecodable_bytes import UndecodableBytes
from srccheck.rules.unfilled_template import UnfilledTemplate
from srccheck.rules.unknown_venue import UnknownVenue
from srccheck.rules.unofficial_venue_name import UnofficialVenueName
from srccheck.rules.unreadable_year import UnreadableYear
from srccheck.rules.varying_name import VaryingName

RULES: tuple[type[Rule], ...] = (
    Mojibake,
    HalfMendedMojibake,
    UndecodableBytes,
    LostCharacters,
    HtmlEntityLeft,
    MarkupLeft,
    ControlCharacter,
    InvisibleCharacter,
    MixedScriptLetters,
    UnfilledTemplate,
    EmptyLabel,
    EmptyLink,
    ImageNotFound,
    ThumbnailSize,
    BrokenIdentifier,
    DoiForTests,
    FutureDate,
    UnreadableYear,
    ForeignMonth,
    ForeignPunctuation,
    ReversedPages,
    MissingField,
    DuplicateEntry,
    BrokenBibtex,
    NameWithResidue,
    MisspeltGivenName,
    AuthorIsTitle,
    TitleInCapitals,
    MisspeltVenue,
    UnofficialVenueName,
    UnknownVenue,
    VaryingName,
    ClaimWithoutReference,
    MarkerWithoutNote,
    NoteWithoutMarker,
    NoteNumberTwice,
    NotesOutOfOrder,
)
"""Every rule, in the order in which ``srccheck rules`` lists them."""

__all__ = ["RULES", "Rule"]
