"""Signs in the words around a name and a year that they cite, though the list has no such name."""

from __future__ import annotations

import re

from srccheck.model import BlockKind, Document
from srccheck.notes.citations.works import Shelf, sounds

_LEAD = re.compile(
    r"(?:\b(?:by|see|e\.g\.|cf\.|according to|following|like|unlike|as|and|also|see also"
    r"|als|wie|nach|laut|bei|vgl\.|siehe(?: auch)?|und|sowie|auch|dazu|etwa|z\. ?B\."
    r"|voir(?: aussi)?|selon|par|comme|d['’]après|chez|et|suivant|ainsi que|aussi|p\. ?ex\."
    r"|según|véase(?: también)?|para|por|como|y|también|secondo|per|come|vedi"
    r"|si veda(?: anche)?|e|anche|segundo|conforme|ver(?: também)?|também|согласно|см\.)"
    r"|[),;]\s?(?:(?:and|et|und|y|e|sowie|but|mais|aber|pero|ma|mas|while|mentre|mientras)\s)?)"
    r"[,:]?\s{0,3}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s(?:(?:also|has|have|had|a|ont|hat|haben|ha|han|hanno|tem|já|aussi|auch|también|anche|later"
    r"|then|first|erst|lo|los|la|le|les|l['’])\s?){0,2}"
    r"(?:argu|show|find|found|claim|suggest|not(?:e|ing)|point|report|demonstrat|propos|describ|defin"
    r"|conclud|discuss|observ|estimat|disagree|agree|remark|emphasi[sz]|maintain|explain|offer|examin"
    r"|montr|affirm|soul(?:ign|ev)|not[ea]|propos|définit|conclu|estim|expliqu|rappel|soutien|décri"
    r"|zeig|argument|beton|beschreib|behaupt|schreib|sieht|kommt zu|sprich|weist|stell|verwei"
    r"|muestra|sostien|señal|argument|propon|defin|conclu|resum|afirm|explic|plante|describ"
    r"|sostien|mostr|rilev|osserv|afferm|propon|defin|conclud|scriv|dissent|concord"
    r"|defend|apont|descrev|discord|escrev)",
    re.IGNORECASE,
)
_AT = "in|from|to|near|at|since|à|en|depuis|vers|nach|aus|seit|bei|a|da|em|desde|hacia|im|nel|dal"


def is_led_in(before: str, after: str = "") -> bool:
    """Whether words lead to a citation, or a verb after it says what its author says.

    >>> is_led_in("as shown by "), is_led_in("the Treaty of "), is_led_in("", " argues that")
    (True, False, True)
    """
    return bool(_LEAD.search(before[-40:]) or (after and _SAYS.match(after)))


def is_place(name: str, document: Document, shelf: Shelf) -> bool:
    """Whether a name that the list has not as an author is a place for this document."""
    if any(set(sounds(name)) <= work.text for work in shelf.works):
        return True
    pattern = re.compile(rf"\b(?:{_AT})\s{re.escape(name)}\b")
    return any(
        pattern.search(block.passage.text)
        for block in document.blocks
        if block.kind not in (BlockKind.RULE, BlockKind.CODE)
    )
