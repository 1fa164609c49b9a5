"""The words that lead to a source and are not part of it: See also, Voir, Vgl., quoted in."""

from __future__ import annotations

import re
from functools import lru_cache

from srccheck.parse.words import prose_words, word_list
from srccheck.text.given_names import is_given_name, usual_given_names
from srccheck.text.names import is_organisation
from srccheck.text.normalise import fold

_MORE = (
    r"(?:,?\s(?:also|too|aussi|auch|también|também|anche|e\.\s?g\.|i\.\s?e\.|for example|for "
    r"instance|par exemple|p\. ex\.|z\.\s?B\.|"
    r"notamment|in particolare|en particular|em especial"
    r"|in proposito|al respecto|a este respeito|a tale proposito|almeno|cependant"
    r"|toutefois|in particular|particularly|especially|esp\.|inter alia|en particulier"
    r"|among others|entre autres|"
    r"generally|more generally|further|dazu|hierzu|etwa|unter anderem|à ce sujet|à ce "
    r"propos|sur ce point|"
    r"sur ce sujet|on this|on this point|par ailleurs|surtout|por ejemplo|ad esempio|in "
    r"general|by contrast|"
    r"the discussion in|the analysis in|the work of|the report|l'article de|l’article de"
    r"|les travaux de|l'analyse de|l’analyse de|"
    r"entre otros|tra gli altri|beispielsweise|insbesondere|the following|his|her|their"
    r"|its|leurs?|ses|seine?n?)\b\.?,?"
    r"|\s(?-i:(?!della|dalla|delle|degli)[a-zà-ü]{4,14}(?=,?\s[^\W\d_a-zà-ÿ]))"
    r"|,\s(?-i:[a-zà-ü]{1,14}(?:\s[a-zà-ü]{1,14}){0,5}),){0,3}"
)
_SEE = (
    r"(?:But see|But cf\.|See|Voir|Cf\.?|Cfr\.?|Confer|Siehe|Vgl\.|Vergleiche"
    r"|S\.(?=\s(?:auch|dazu))|Véase|Véanse|Vid\.|"
    r"Ver(?=\stambién|\stambém|,?\sem\sespecial|(?-i:\s[A-ZÀ-Þ]))|Vedi|Si veda|Si vedano"
    r"|Veja-se|Vejam-se|Vide"
    r"|Lire|Lire notamment|Consulter|Compare|Contra(?=\s?:)|Grundlegend(?=:)|Zum Ganzen(?=:)"
    r"|Compte[\s-]rendu\sd[eu]|Rezension\s(?:zu|von):?|Recensione\s(?:a|di)|Reseña\sde"
    r"|Di diverso avviso|(?-i:[aA]\.\s?[AM]\.|[kK]rit\.)|(?-i:[Ee]\.\s?g\.),?|Voy\."
    r"|v\.(?=\s(?:aussi|également|ég\.|notamment|not\.|spéc|surtout|par\sex)))"
)
_QUOTED = (
    r"(?:(?:as\s)?(?:quoted|cited|reported|reproduced|reprinted) (?:in|by|from)|citée?s? "
    r"(?:par|dans|in|d'après|d’après)|"
    r"zitiert (?:nach|in|bei)|zit\. (?:n\.|nach|in)|citad[oa] (?:en|por|em)|citat[oa] (?:in|da)|"
    r"cit\. (?:in|da|por|en|em|par|dans)|apud|(?:wieder)?abgedruckt in:?|ristampato in|"
    r"adapted from|translated as|reprinted as|citing|citant|citando|"
    r"traduit sous le titre|(?:repris|reproduit|rééd(?:ité|\.)|publié)e?s? dans|rapportée?s? par)"
)
_ALSO = (
    r"(?-i:(?:(?:ferner|sodann|weiterhin|außerdem|dagegen|demgegenüber|anders|ebenso|ähnlich|zuletzt"
    r"|jetzt|sowie|and|but|et|puis|enfin|mais|ainsi\sque|y|e|ma|pero|mas|also|auch|aber)"
    r"|(?:Ferner|Außerdem|Dagegen|Anders|Ebenso|Ähnlich|So)(?:\s(?:auch|etwa|bereits|schon|zuletzt))?)"
    r"[,:]?(?=\s[^\W\d_a-z]))"
)
"""Words that add one source to another."""
_SENSE = (
    r"(?:In\s(?:the\ssame|this|a\ssimilar)\s(?:sense|vein|spirit)|Dans\s(?:le\smême|ce)\s(?:sens|esprit)"
    r"|In\sd(?:iesem|em\sselben)\sSinne|Nello\sstesso\ssenso|In\stal\ssenso|En\s(?:el\smismo|este)\ssentido"
    r"|N(?:o\smesmo|este)\ssentido|Similarly|Likewise|En\s(?:ce|sens\scontraire)|To\sthe\scontrary),(?=\s[^\W\d_a-z])"
)
_SAYS = (
    r"(?:According to|Selon|D['’]après|Laut|Según|Secondo|Sources?(?=\s?:)"
    r"|Quellen?(?=\s?:)|Fuentes?(?=\s?:)|Fonti?e?(?=\s?:))"
)
_FOR = (
    r"(?:(?:For|On|Sur|Pour|Zu|Zum|Zur|Para|Sobre|Per|Su|Sul|Über|À propos|As to"
    r"|Regarding)\s[^.;:]{2,90}?,\s)?"
)

_ABOUT = (
    r"(?-i:(?:[Aa]nd|[Ee]t|[Uu]nd|[Yy]|[Ee]),\s(?:on|for|about|sur|pour|zu[mr]?|sobre|para|per|su)\s"
    r"[^.;:,\ue000]{2,60},(?=\s[^\W\d_a-z])"
    r"|Zu[mr]?\s(?:de[nmr]\s)?[A-ZÄÖÜ][\wäöüß-]+(?=\s[A-ZÄÖÜ][\w.-]+\s(?:v[ao]n\s)?[A-ZÄÖÜ][\w-]+,\s)"
    r"|(?:On|About)\s(?:this|that|these|which)(?:\s[a-z]{3,12})?,(?=\s[^\W\d_a-z])"
    r"|(?:Sur\sc(?:e|et|ette|es)\s[a-z]{3,12}|À\sce\s(?:sujet|propos)),(?=\s[^\W\d_a-z])"
    r"|(?:Propos|Entretien)\s(?:recueillis?|réalisé)\spar\s[^,;:.\ue000]{3,80},"
    r"|(?:Dazu|Hierzu|Ähnlich|Anders|So)(?:\s(?:auch|etwa|bereits|schon|zuletzt))?:?"
    r"(?=\s[A-ZÄÖÜ][\w.-]+\s(?:v[ao]n\s)?[A-ZÄÖÜ][\w-]+,\s))|"
    r"(?-i:(?:Sur|On|About|Sobre|Sui|Sugli|Sulle|Sulla|Sul|Per|Para|Zu[mr]?)\s(?:l[ea]s?\s|l['’]|the\s|los\s"
    r"|el\s|os?\s|as?\s|un\s|de[nmr]\s|(?=[a-zà-ÿ]|Ganzen:))[^.;:,\ue000]{2,60}[,:](?=\s[^\W\d_a-z][\w.'’-]*\s?[^\W\d_a-z]))"
)

_ABOUT_SEE = (
    r"(?:On|For|About|Sur|Pour|Zu[mr]?|Sobre|Para|Per|Su)\s[^.;:,\ue000]{2,60}?"
    r"\s(?:see|voir|cf\.|cfr\.|vgl\.|siehe|véase|ver|vedi|si veda)"
)
"""``On this see especially``."""

LEAD_IN = re.compile(
    rf"(?:{_ABOUT_SEE}{_MORE}|{_ABOUT}|(?:{_ALSO}\s{{1,3}}(?={_SEE}))?{_FOR}{_SEE}{_MORE}|{_QUOTED}|{_ALSO}|(?-i:{_SENSE})|{_SAYS}(?=[^,.;]{{2,80}},\s?[\"“«„‘']))\s?:?\s{{1,3}}",
    re.IGNORECASE,
)
"""A lead-in at the place where matching starts."""

BOUNDARY = re.compile(
    rf"(?:(?<=[.;!?)»”\"]\s)|(?<=\.\s\s)|(?<=,\s)|(?<=\())(?:{_SEE}{_MORE}|{_QUOTED})\s?:?\s{{1,3}}"
    rf"(?=(?-i:[^\Wa-z\d_])|[\ue000\"“«„‘'(]|[a-z]{{1,3}}['’]|d[eua]\s|v[ao]n\s|https?:)"
    rf"|(?<=\s)(?:see(?:\salso)?|voir(?:\saussi)?|cf\.|vgl\.|siehe|{_QUOTED})\s?:?\s{{1,3}}"
    rf"(?=(?-i:[^\Wa-z\d_])|[\ue000\"“«„‘'(]|d[eu]\s|v[ao]n\s|https?:)",
    re.IGNORECASE,
)
"""A lead-in inside a note; the capital that must follow is looked at again by the caller."""


QUOTED = re.compile(rf"(?:[^\W\d_]{{1,4}}\s)?(?:{_QUOTED})", re.IGNORECASE)
"""Words that say where a source is quoted, after "and" or by themselves."""


_LOW = r"[a-zà-ÿß][\w'’-]{0,20}"
_BEFORE = re.compile(
    rf"(?:(?P<first>[^\W\d_a-z][\w'’-]{{1,20}})[,:]?\s)?(?:{_LOW}[,:]?\s){{0,7}}"
    rf"(?:(?<=[a-zß]\s)(?P<noun>[A-ZÄÖÜ][a-zäöüß]{{3,20}})\s)?"
)
_PERSON = re.compile(
    r"(?P<given>(?:[^\W\d_a-z]\.[\s-]?){1,3}|[^\W\d_a-z][\w'’-]{1,20}\s)"
    r"(?:[^\W\d_a-z]\.\s){0,2}(?:(?:de|van|von|der|du|di|da|del|la|le)\s|d['’]){0,2}[^\W\d_a-z][\w'’-]{1,30}"
    r"(?:\s[^\W\d_a-z][\w'’-]{1,30}){0,2}(?=[,:]\s|\s?\ue000|\s\()"
)
_ARTICLES = frozenset(
    ("the", "a", "an", "le", "la", "les", "un", "une", "der", "die", "das", "ein", "eine", "el")
).union(("los", "las", "il", "lo", "gli", "i", "o", "os", "as"))
_ADVERB = re.compile(r"[^\W\d_]{3,}(?:mente|ment|lich|end|ly|maßen|weise)")


def before_person(text: str, at: int) -> int:
    """Where a person's name begins behind words that are no name, or ``at`` again."""
    found = _BEFORE.match(text, at)
    if not found or found.end() == at:
        return at
    noun, first = found["noun"], found["first"]
    end = found.end()
    if noun and is_given_name(noun):
        end, noun = found.start("noun"), None
    person = _PERSON.match(text, end)
    if not person or not ("." in person["given"] or _is_given(person["given"])):
        return at
    words = re.findall(r"[\w'’-]+", text[at : found.end()])
    low = [one for one in words[1 if first else 0 :] if one[0].islower()]
    if prose_words(text[at:end]) or (first and fold(first) in _ARTICLES):
        return at
    if low:
        names = word_list("small in names") | {"of", "the", "des", "dos", "das", "della", "dei"}
        linked = low[0] in names and (first is not None or low[-1] in names)
        return at if linked or (first and is_organisation(first)) else end
    return end if first and _ADVERB.fullmatch(first) and not is_given_name(first) else at


def _is_given(word: str) -> bool:
    return fold(word) in usual_given_names()


@lru_cache(maxsize=1024)
def lead_in(text: str) -> int:
    """The length of the words before the reference, 0 if there are none.

    Words of a sentence before a person and a comma lead to a source, too, whatever they say.

    >>> text = "Dagegen mit guten Gründen Ada Doe, Wasser, Kiel 1999"
    >>> text[: lead_in(text)]
    'Dagegen mit guten Gründen '
    >>> [text[:lead_in(text)] for text in ("See also Nye, J.", "Voir notamment Aron", "Seeley")]
    ['See also ', 'Voir notamment ', '']
    """
    match = LEAD_IN.match(text)
    at = match.end() if match else 0
    return before_person(text, at)
