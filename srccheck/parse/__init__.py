"""From notes to entries: a hand-written grammar of the ways in which people cite.

:mod:`~srccheck.parse.split` parts a note into references and the words around them,
:mod:`~srccheck.parse.shape` tells the two apart, :mod:`~srccheck.parse.reference` reads one
reference in a fixed order (identifiers, marks, numbers, title, names, container, imprint) and
:mod:`~srccheck.parse.kinds` chooses its type.
"""

from srccheck.parse.notes import parse_document, parse_note, parse_reference

__all__ = ["parse_document", "parse_note", "parse_reference"]
