"""Signs in the words around a name and a year that they cite, though the list has no such name."""

from __future__ import annotations

import functools
import re
from importlib import resources

from srccheck.model import BlockKind, Document
from srccheck.text.names import is_organisation, is_spanish_family_name
from srccheck.text.normalise import fold

_LEAD = re.compile(
    r"(?:\b(?:by|see|e\.g\.|cf\.|according to|following|like|unlike|as|also|see also"
    r"|als|wie|nach|laut|bei|vgl\.|siehe(?: auch)?|sowie|auch|dazu|etwa|z\. ?B\."
    r"|voir(?: aussi)?|selon|par|comme|d['’]après|chez|suivant|ainsi que|aussi|p\. ?ex\."
    r"|según|véase(?: también)?|para|por|como|también|secondo|per|come|vedi"
    r"|si veda(?: anche)?|anche|segundo|conforme|ver(?: também)?|também|согласно|см\."
    r"|schreibt|betont|zeigt|meint|souligne|montre|écrit|rappelle|affirme|remarque|observe"
    r"|señala|sostiene|muestra|afirma|indica|demuestra|explica|conferma|osserva|scrive|afferma"
    r"|mostra|defende|aponta|refere)|;)[,:]?\s{0,3}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s(?:(?:also|has|have|had|a|ont|hat|haben|ha|han|hanno|tem|já|aussi|auch|también|anche|later"
    r"|then|first|erst|lo|los|la|le|les|l['’])\s?){0,2}"
    r"(?:argu|finds|found|claim|suggest|notes|noted|points out|report|demonstrat|propos|defin"
    r"|conclud|discuss|observ|estimat|disagree|agree|remark|emphasi[sz]|maintain|explain|examin"
    r"|affirm|soulign|estim|expliqu|soutien|nuanc|argument|beton|behaupt|schreib|kommt zu"
    r"|sostien|señal|argument|conclu|resum|afirm|explic|plante|rilev|osserv|afferm|scriv|dissent"
    r"|concord|defend|discord|escrev)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[)\]][,;]?\s{0,2}(?:(?:and|et|und|y|e|sowie|but|mais|aber|pero|ma|mas|while|mentre|mientras)"
    r"\s{1,2})?(?:(?:by|de|von|di|da|par)\s)?$"
)
_AT = re.compile(
    r"\b(?:in|from|to|near|at|since|à|en|depuis|vers|nach|aus|seit|bei|a|da|em|desde|hacia|im|nel|dal)"
    r"\s([^\W\d_a-z][\w'’-]{1,40})"
)


def is_led_in(before: str, after: str = "") -> bool:
    """Whether words lead to a citation, or a verb after it says what its author says.

    >>> is_led_in("as shown by "), is_led_in("the Treaty of "), is_led_in("", " argues that")
    (True, False, True)
    """
    return bool(_LEAD.search(before[-40:]) or (after and _SAYS.match(after)))


def follows(before: str) -> int:
    """Where the bracket closes after which a citation goes on a list of them; -1 if none does.

    >>> follows("Doe (2020) and "), follows("Doe and ")
    (9, -1)
    """
    found = _NEXT.search(before)
    return found.start() if found else -1


@functools.cache
def _places() -> frozenset[str]:
    data = resources.files(__package__).joinpath("places.txt").read_text(encoding="utf-8")
    lines = (line for line in data.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())


def places_in(document: Document) -> frozenset[str]:
    """The folded names that a document takes for places: what it says something is in or from."""
    return frozenset(
        fold(found)
        for block in document.blocks
        if block.kind not in (BlockKind.RULE, BlockKind.CODE)
        for found in _AT.findall(block.passage.text)
    )


def may_be_author(name: str, places: frozenset[str]) -> bool:
    """Whether a name that the list has not may be that of an author, and of nothing else.

    >>> [may_be_author(name, frozenset()) for name in ("Tarrant", "Lyon", "Grand Palais")]
    [True, False, False]
    >>> may_be_author("van der Meulen", frozenset()), may_be_author("Institute of Ice", frozenset())
    (True, True)
    """
    if is_organisation(name):
        return True
    capitals = [word for word in name.split() if not word.islower()]
    if len(capitals) != 1 and not is_spanish_family_name(capitals[0] if capitals else ""):
        return False
    return fold(capitals[0]) not in _places() | places
