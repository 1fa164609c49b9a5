"""What the tags and templates of wikitext mean that cite no work.

Source: the documentation of each in the Wikipedias in English, French, German and others.
"""

from __future__ import annotations

import re

STYLES = {
    "i": "italic", "em": "italic", "cite": "italic", "b": "bold", "strong": "bold",
    "sup": "superscript", "sub": "subscript", "code": "code", "tt": "code",
}  # fmt: skip
SILENT = frozenset((
    "gallery", "math", "score", "timeline", "graph", "templatedata", "templatestyles",
    "imagemap", "mapframe", "chem", "hiero", "section", "style",
))  # fmt: skip
"""Tags whose contents are no text."""
CODE = frozenset(("pre", "syntaxhighlight", "source"))
MEDIA = re.compile(
    r"\s*:?(?:file|image|media|category|fichier|catégorie|datei|bild|kategorie|archivo|imagen|"
    r"categoría|immagine|categoria|ficheiro|arquivo|imagem)\s*:",
    re.IGNORECASE,
)
"""The names of pages that are no text where they are linked."""
NOTES = frozenset(("refn", "efn", "noteb", "notetag", "note", "notefn", "nbref"))
SHORT = frozenset((
    "sfn", "sfnp", "sfnref", "harv", "harvnb", "harvtxt", "harvcol", "harvcolnb", "harvcoltxt",
    "harvp", "harvsp", "harvard", "sfr",
))  # fmt: skip
"""Templates that name a work by author and year."""
SHORT_NAMED = frozenset(("p", "pp", "loc", "page", "pages", "at", "passage", "texte"))
NAMED = frozenset(("r", "refname", "ref"))
LISTS = frozenset(("reflist", "references", "références", "listaref", "refs", "referencias",
                   "referências", "notelist"))  # fmt: skip
_FIRST = (
    "nowrap", "nobr", "small", "petit", "smaller", "big", "sc", "smallcaps", "mvar", "em",
    "italic", "citationétrangère", "guil", "citation", "transl", "ill", "interlanguagelink",
    "abbr", "abréviation", "tooltip", "nobold", "noitalic", "quote", "blockquote", "zitat",
    "cquote",
)  # fmt: skip
WORDS = {
    **dict.fromkeys(("lang", "langue", "lien", "langx", "foreignlanguage"), slice(1, 2)),
    **dict.fromkeys(_FIRST, slice(0, 1)),
    **dict.fromkeys(("date", "unité", "p.", "nobrromains"), slice(0, 3)),
}
"""Templates that dress words up, with which of their values are shown."""
SIGNS = {
    "nbsp": "\u00a0", "spaces": "\u00a0", "ndash": "–", "mdash": "—", "endash": "–",
    "emdash": "—", "'": "'", "!": "|", "=": "=", "snd": " – ", "spndash": " – ",
}  # fmt: skip
YEAR = re.compile(r"\d{3,4}[a-z]?(?:[–-]\d{2,4})?|(?:n|s|o)\. ?[dJ]\.?|forthcoming|in press")
