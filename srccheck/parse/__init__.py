"""From notes to entries: a hand-written grammar of the ways in which people cite.

:mod:`~srccheck.parse.split` parts a note into references and the words around them,
:mod:`~srccheck.parse.shape` tells the two apart, :mod:`~srccheck.parse.reference` reads one
reference in a fixed order (identifiers, marks, numbers, title, names, container, imprint) and
:mod:`~srccheck.parse.kinds` chooses its type. What only repeats a source (ibid., op. cit., an
author and a short title) is found by :mod:`~srccheck.parse.short_forms` and
:mod:`~srccheck.parse.repeats`, and resolved by :mod:`~srccheck.parse.pointing`.
"""

from srccheck.parse.notes import Parsed, parse_document, parse_note, parse_notes, parse_reference

__all__ = ["Parsed", "parse_document", "parse_note", "parse_notes", "parse_reference"]
