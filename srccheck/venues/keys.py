"""The forms in which two spellings of one name are equal."""

from __future__ import annotations

from srccheck.text.normalise import words

Key = tuple[str, ...]
ARTICLES = {
    "en": {"the"},
    "fr": {"le", "la", "les", "l"},
    "de": {"der", "die", "das"},
    "it": {"il", "lo", "la", "le", "gli", "l"},
    "es": {"el", "la", "los", "las"},
    "ar": {"al", "el"},
}
"""The articles that a name may begin with, by language."""
_ARTICLES = frozenset().union(*ARTICLES.values())
_AND = frozenset(("and", "et", "und"))
SMALL_WORDS = frozenset(
    words(
        "a an of on for in to at by the de du des d la le les l en pour sur der die das den für zu"
        " zur di del della dei degli delle per il lo e y el los las"
    )
) | {"&"}


_TYPEWRITER = str.maketrans("’ʼ‐‑", "''--")


def plain(name: str) -> str:
    """The name with single spaces and typewriter apostrophes and hyphens, as in the tables.

    >>> plain("  L’Express\u00a0")
    "L'Express"
    """
    return " ".join(name.translate(_TYPEWRITER).split())


def key(name: str) -> Key:
    """The folded words of a name, every "and" alike; punctuation is gone.

    >>> key("Études & Recherches"), key("etudes et recherches")
    (('etudes', '&', 'recherches'), ('etudes', '&', 'recherches'))
    """
    found = words(name.replace("&", " and "))
    return tuple("&" if word in _AND else word for word in found)


def without_article(key: Key) -> Key:
    """The key without its leading article, if anything of a name stays.

    >>> without_article(("le", "monde")), without_article(("l",))
    (('monde',), ('l',))
    """
    if has_article(key) and sum(map(len, key[1:])) > 3:
        return key[1:]
    return key


def has_article(key: Key) -> bool:
    """Whether the first of several words is an article of some language."""
    return len(key) > 1 and key[0] in _ARTICLES


def content(key: Key) -> Key:
    """The key without small words: articles, prepositions and conjunctions.

    >>> content(("council", "on", "foreign", "relations"))
    ('council', 'foreign', 'relations')
    """
    return tuple(word for word in key if word not in SMALL_WORDS)


def is_acronym(name: str) -> bool:
    """Whether a name is so short that one letter more or less makes it another.

    >>> is_acronym("FRS"), is_acronym("Le Monde")
    (True, False)
    """
    return sum(c.isalnum() for c in name) <= 5
