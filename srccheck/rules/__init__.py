"""The rules: one file each, listed here and nowhere else."""

from __future__ import annotations

from srccheck.rules.ambiguous_short_form import AmbiguousShortForm
from srccheck.rules.ambiguous_source import AmbiguousSource
from srccheck.rules.author_is_title import AuthorIsTitle
from srccheck.rules.bad_mailto import BadMailto
from srccheck.rules.blocked_link import BlockedLink
from srccheck.rules.broken_anchor import BrokenAnchor
from srccheck.rules.broken_bibtex import BrokenBibtex
from srccheck.rules.broken_file import BrokenFile
from srccheck.rules.broken_identifier import BrokenIdentifier
from srccheck.rules.broken_latex import BrokenLatex
from srccheck.rules.citation_name_differs import CitationNameDiffers
from srccheck.rules.citation_without_entry import CitationWithoutEntry
from srccheck.rules.citation_year_differs import CitationYearDiffers
from srccheck.rules.claim_without_reference import ClaimWithoutReference
from srccheck.rules.control_character import ControlCharacter
from srccheck.rules.corrected import Corrected
from srccheck.rules.damaged_record import DamagedRecord
from srccheck.rules.dead_link import DeadLink
from srccheck.rules.doi_for_tests import DoiForTests
from srccheck.rules.doi_of_another_work import DoiOfAnotherWork
from srccheck.rules.drifted_link import DriftedLink
from srccheck.rules.duplicate_entry import DuplicateEntry
from srccheck.rules.empty_label import EmptyLabel
from srccheck.rules.empty_link import EmptyLink
from srccheck.rules.expression_of_concern import ExpressionOfConcern
from srccheck.rules.foreign_month import ForeignMonth
from srccheck.rules.foreign_punctuation import ForeignPunctuation
from srccheck.rules.future_date import FutureDate
from srccheck.rules.half_mended_mojibake import HalfMendedMojibake
from srccheck.rules.html_entity_left import HtmlEntityLeft
from srccheck.rules.image_not_found import ImageNotFound
from srccheck.rules.invisible_character import InvisibleCharacter
from srccheck.rules.likely_invented import LikelyInvented
from srccheck.rules.lost_characters import LostCharacters
from srccheck.rules.marker_without_note import MarkerWithoutNote
from srccheck.rules.markup_left import MarkupLeft
from srccheck.rules.missing_doi import MissingDoi
from srccheck.rules.missing_field import MissingField
from srccheck.rules.missing_file import MissingFile
from srccheck.rules.misspelt_author import MisspeltAuthor
from srccheck.rules.misspelt_given_name import MisspeltGivenName
from srccheck.rules.misspelt_venue import MisspeltVenue
from srccheck.rules.mixed_script_letters import MixedScriptLetters
from srccheck.rules.mojibake import Mojibake
from srccheck.rules.more_exact_date import MoreExactDate
from srccheck.rules.moved_link import MovedLink
from srccheck.rules.name_with_residue import NameWithResidue
from srccheck.rules.note_number_twice import NoteNumberTwice
from srccheck.rules.note_without_marker import NoteWithoutMarker
from srccheck.rules.notes_out_of_order import NotesOutOfOrder
from srccheck.rules.quotation_differs import QuotationDiffers
from srccheck.rules.quotation_not_found import QuotationNotFound
from srccheck.rules.retracted import Retracted
from srccheck.rules.reversed_pages import ReversedPages
from srccheck.rules.rule import Rule
from srccheck.rules.soft_dead_link import SoftDeadLink
from srccheck.rules.superseded_preprint import SupersededPreprint
from srccheck.rules.thumbnail_size import ThumbnailSize
from srccheck.rules.title_in_capitals import TitleInCapitals
from srccheck.rules.uncertain_reading import UncertainReading
from srccheck.rules.uncited_entry import UncitedEntry
from srccheck.rules.undecodable_bytes import UndecodableBytes
from srccheck.rules.undefined_key import UndefinedKey
from srccheck.rules.unfilled_template import UnfilledTemplate
from srccheck.rules.unknown_link import UnknownLink
from srccheck.rules.unknown_venue import UnknownVenue
from srccheck.rules.unofficial_venue_name import UnofficialVenueName
from srccheck.rules.unread_file import UnreadFile
from srccheck.rules.unreadable_year import UnreadableYear
from srccheck.rules.unregistered_doi import UnregisteredDoi
from srccheck.rules.unresolved_short_form import UnresolvedShortForm
from srccheck.rules.varying_name import VaryingName
from srccheck.rules.wrong_author import WrongAuthor
from srccheck.rules.wrong_container import WrongContainer
from srccheck.rules.wrong_date import WrongDate
from srccheck.rules.wrong_issue import WrongIssue
from srccheck.rules.wrong_pages import WrongPages
from srccheck.rules.wrong_title import WrongTitle
from srccheck.rules.wrong_volume import WrongVolume

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
    UncertainReading,
    MissingField,
    DuplicateEntry,
    BrokenBibtex,
    BrokenFile,
    BrokenLatex,
    UnreadFile,
    NameWithResidue,
    MisspeltGivenName,
    AuthorIsTitle,
    TitleInCapitals,
    MisspeltVenue,
    UnofficialVenueName,
    UnknownVenue,
    VaryingName,
    ClaimWithoutReference,
    UnresolvedShortForm,
    AmbiguousShortForm,
    MarkerWithoutNote,
    NoteWithoutMarker,
    NoteNumberTwice,
    NotesOutOfOrder,
    CitationWithoutEntry,
    CitationYearDiffers,
    CitationNameDiffers,
    UndefinedKey,
    UncitedEntry,
    DoiOfAnotherWork,
    UnregisteredDoi,
    Retracted,
    ExpressionOfConcern,
    Corrected,
    SupersededPreprint,
    LikelyInvented,
    WrongAuthor,
    MisspeltAuthor,
    WrongTitle,
    WrongContainer,
    WrongDate,
    WrongVolume,
    WrongIssue,
    WrongPages,
    QuotationDiffers,
    QuotationNotFound,
    AmbiguousSource,
    MissingDoi,
    MoreExactDate,
    DamagedRecord,
    DeadLink,
    SoftDeadLink,
    DriftedLink,
    MissingFile,
    BrokenAnchor,
    BadMailto,
    MovedLink,
    BlockedLink,
    UnknownLink,
)
"""Every rule, in the order in which ``srccheck rules`` lists them."""

__all__ = ["RULES", "Rule"]
