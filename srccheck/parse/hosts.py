"""The book that a chapter stands in, told by "in" and its editors."""

from __future__ import annotations

import re

from srccheck.labelling import Stretch

_EDITORS = (
    r"(?:eds?|editors?|éds?|dirs?|hrsg|hgg?|coords?|orgs?|comps?|a\sc(?:ura|\.)\sdi|sous\sla\sdir[^)]{0,20}"
    r"|series\sed)"
)
HOST = re.compile(
    r"(?:In|Dans|En|Em|Nel|Nella)(?::\s(?=[^\W\d_a-z]|[\"“«„*‘])"
    rf"|\s[^;()\"“«„]{{2,200}}?(?:\s\((?i:{_EDITORS})\.?\)|,\s(?i:{_EDITORS})\.(?=[\s,]|$)))"
)
"""``In A. Roux (Ed.)``, ``In: Roux A, editor``: what goes on with the reference before it."""


def title_before_in(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Tolls. In J. Doe (Ed.)``: where no title is told, it is what stands before "in"."""
    if any(one.label == "title" for one in stretches):
        return stretches
    found: list[Stretch] = []
    for one in stretches:
        link = _BEFORE_IN.fullmatch(text, one.start, one.end) if one.label == "other" else None
        if link and found:
            found.append(one._replace(label="title", end=link.end(1)))
            one = one._replace(start=link.start(2))
        found.append(one)
    return found


_BEFORE_IN = re.compile(
    r"([^\W\d_a-z][^.]{0,200}?)[.,]\s((?:in|In|Dans|dans|En|en|Em|em|Nel|nel)\b:?)"
)


def hosts_of_editors(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``in Mud, ed. Di Eck``: the book stands before the role, who edited it after it."""
    found: list[Stretch] = []
    for one in stretches:
        hosted = one.label in ("editor", "container")
        role = _ROLE_INSIDE.search(text, one.start, one.end) if hosted else None
        before = found[-1] if found else None
        if role and one.label == "container":
            found.append(one._replace(end=role.start()))
            found.append(one._replace(label="editor", start=role.end()))
        elif (
            role
            and before
            and before.label in ("container", "title")
            and (text[before.end : one.start] == " ")
        ):
            found[-1] = before._replace(end=role.start())
            found.append(one._replace(start=role.end()))
        elif role and before and before.label == "other" and _IN.match(text, before.start):
            found.append(one._replace(label="container", end=role.start()))
            found.append(one._replace(start=role.end()))
        else:
            found.append(one)
    return found


_IN = re.compile(r"(?:in|dans|en|nel|nella|em)\b", re.IGNORECASE)
_ROLE_INSIDE = re.compile(
    r",\s(?:eds?\.|éd\.|hrsg\.|hg\.|edited|coord\.|dir\.)\s(?:(?:by|par|von|v\.|de|por)\s)?"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)


def names_after_role(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``ed. Di Eck and Ed Fay``: what is right after the role is the first name."""
    found: list[Stretch] = []
    for one in stretches:
        role = found[-1] if found else None
        if one.label in ("editor", "translator") and role and role.label == "other":
            name = _CUT_NAME.search(text, role.start, one.start)
            if name and name.end() == one.start:
                found[-1] = role._replace(end=name.start(1) - 1)
                one = one._replace(start=name.start(1))
        found.append(one)
    return found


_CUT_NAME = re.compile(
    r"(?:(?i:eds?|éds?|trans|transl|trad|hrsg|hg|übers|coord|dir)\.|\b(?:by|par|von|por))"
    r"(?:\s(?:by|par|von|por|de|di))?\s([^\W\d_a-z][\w.'’-]*\s(?:[^\W\d_a-z][\w.'’-]*\s)?)"
)


def host_not_series(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``In Hill, B. (Ed.), Mud``: what editors after "in" have edited is a book."""
    if any(one.label == "container" for one in stretches):
        return stretches
    found: list[Stretch] = []
    for one in stretches:
        labels = [other.label for other in found if other.label != "other"]
        led = any(other.label == "other" and _IN.match(text, other.start) for other in found)
        if one.label == "series" and labels[-1:] == ["editor"] and led:
            one = one._replace(label="container")
        found.append(one)
    return found


def only_told_translators(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Nobody is a translator unless a word says so; else the words belong to what is before."""
    found: list[Stretch] = []
    for one in stretches:
        told = one.label != "translator" or _TRANSLATED.search(
            text, max(0, one.start - 40), min(len(text), one.end + 20)
        )
        before = found[-1] if found else None
        if told:
            found.append(one)
        elif before and text[before.end : one.start] == " ":
            found[-1] = before._replace(end=one.end)
        else:
            found.append(one._replace(label="other"))
    return found


_TRANSLATED = re.compile(
    r"\b(?:trad|trans|tr\.|transl|übers|übertr|aus\sd|version|versión|versão|vers\.|deutsch\svon"
    r"|from\sthe|dal[l']|vert|çev|przeł|пер\.)",
    re.IGNORECASE,
)


def studies_in(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """``Salt, Studies in Trade 12 (Leeds: …``: the name of the series holds the "in"."""
    found: list[Stretch] = []
    for at, one in enumerate(stretches):
        title, link = found[-2:] if len(found) > 1 else (None, None)
        labels = [other.label for other in stretches[at + 1 : at + 3]]
        if (
            one.label == "container"
            and title
            and link
            and (title.label, link.label) == ("title", "other")
            and text[title.end : one.start] == f" {text[link.start : link.end]} "
            and (head := _HEAD_OF_SERIES.search(text, title.start, title.end))
            and head.end() == title.end
        ):
            label = "series" if {"place", "publisher"} & set(labels) else "container"
            found[-2:] = [title._replace(end=head.start())]
            one = one._replace(label=label, start=head.start(1))
        found.append(one)
    return found


_HEAD_OF_SERIES = re.compile(r"[,.]\s([^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+)?)$")
