"""What an answer really is: a page, or something that stands where a page should be.

Careful on the side of the page: a work that is about paywalls, bots or errors has text of its own
and says who wrote it, and nothing here outweighs that.
"""

from __future__ import annotations

import enum
import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from bs4 import Tag

from srccheck.model.evidence import Record
from srccheck.resolvers.pages import statement as ways
from srccheck.resolvers.pages.markup import Markup, attribute, host_of
from srccheck.resolvers.pages.titles import site_names, without_site
from srccheck.text.missing_pages import says_missing
from srccheck.text.normalise import fold, words

FEW_WORDS = 150
"""A page with more words of its own than this is no wall and no error page."""


class PageKind(enum.Enum):
    """What a page is."""

    PAGE = "page"
    CONSENT_WALL = "consent wall"
    PAYWALL = "paywall"
    BOT_WALL = "bot wall"
    LOGIN = "login"
    NOT_FOUND = "soft 404"
    """A page that says there is no page, with a status that says there is."""
    DOUBTFUL = "perhaps a soft 404"
    PARKED = "parked domain"
    EMPTY_SHELL = "empty JavaScript shell"
    META_REFRESH = "meta refresh"
    PDF = "PDF"
    OTHER = "not a web page"


@dataclass(frozen=True, slots=True)
class Judged:
    """The kind of a page, and the signs that it rests on."""

    kind: PageKind
    signs: tuple[str, ...] = ()
    target: str = ""
    """Where a meta refresh leads."""
    has_work: bool = False
    """Whether what the page states is of the work that was asked for."""


def judge(markup: Markup, record: Record, text: str, asked: str = "") -> Judged:
    """What a page is.

    Args:
        markup: the page; its ``url`` is where it came from.
        record: what it states.
        text: its readable text.
        asked: the address that was asked for, if that was another one.
    """
    if host_of(markup.url) and _is_parking_host(host_of(markup.url)):
        return Judged(PageKind.PARKED, (f"{host_of(markup.url)} shows parked domains",))
    length = len(words(text[:20_000]))
    is_work = states_a_work(record)
    if length <= FEW_WORDS:
        wall = _wall(markup, text, is_work)
        if wall:
            return wall
        if not is_work:
            missing = _missing(markup, text, asked)
            if missing:
                return missing
            target = refresh_target(markup)
            if target and length < 40:
                return Judged(PageKind.META_REFRESH, (f"it sends on to {target}",), target)
            stated = markup.meta("og:title") and "article" in markup.meta("og:type").lower()
            if length < 15 and not stated and _is_shell(markup, length):
                return Judged(PageKind.EMPTY_SHELL, ("no text without JavaScript",))
    elif _is_locked(markup):
        return Judged(PageKind.PAYWALL, ("it says that it is not free to read",), has_work=True)
    return Judged(PageKind.PAGE, has_work=True)


def states_a_work(record: Record) -> bool:
    """Whether a page says, in tags made for it, that it is a work: its kind, author or date."""
    made = (ways.HIGHWIRE, ways.JSON_LD, ways.DUBLIN_CORE, ways.PRISM, ways.MICRODATA, ways.COINS,
            ways.OPEN_GRAPH, ways.RDFA)  # fmt: skip
    given = record.provenance
    has_title = bool(record.title) and given.get("title") in made
    return has_title and any(given.get(field) in made for field in ("issued", "author", "type"))


@functools.cache
def _walls() -> tuple[dict[str, Any], ...]:
    data = resources.files("srccheck.resolvers.pages") / "data" / "walls.toml"
    walls = tomllib.loads(data.read_text(encoding="utf-8"))["wall"]
    parts = ("title", "text", "markup", "sure")
    return tuple(
        {**wall, **{part: tuple(_key(sign) for sign in wall[part]) for part in parts}}
        for wall in walls
    )


def _key(sign: str) -> str:
    return fold(sign).strip(" .!…")


@functools.cache
def _lines(name: str) -> frozenset[str]:
    data = resources.files("srccheck.resolvers.pages") / "data" / name
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


def _is_parking_host(host: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[i:]) in _lines("parking_hosts.txt") for i in range(len(labels) - 1))


def _wall(markup: Markup, text: str, is_work: bool) -> Judged | None:
    titles = [_key(shown) for shown in (markup.title, *markup.headings)]
    shown = fold(text[:20_000] + " " + _all_text(markup))
    source = re.sub(r'"\s?:\s', '":', fold(markup.html[:400_000]))
    if markup.headers.get("cf-mitigated"):
        return Judged(PageKind.BOT_WALL, ("Cloudflare says that it held the request up",))
    for wall in _walls():
        kind = PageKind(wall["kind"])
        if is_work and kind is not PageKind.PAYWALL:
            continue
        titled = [title for title in titles if _begins(title, wall["title"])]
        if wall.get("bare") and not titled and not _is_bare(markup, text):
            continue
        signs = [f"its title is {title!r}" for title in titled[:1]]
        signs += [f"it says {sign!r}" for sign in wall["text"] if sign in shown][:1]
        signs += [f"it contains {sign!r}" for sign in wall["markup"] if sign in source][:1]
        sure = [f"it contains {sign!r}" for sign in wall["sure"] if sign in source]
        if len(signs) >= 2 or sure:
            told = (f"it looks like {wall['name']}", *dict.fromkeys((*sure, *signs)))
            has_work = kind is PageKind.PAYWALL and (is_work or not titled)
            return Judged(kind, told, has_work=has_work)
    return None


def _is_bare(markup: Markup, text: str) -> bool:
    return not markup.headings and not markup.soup.find("article") and len(words(text)) < 40


def _begins(title: str, signs: tuple[str, ...]) -> bool:
    return any(title == sign or (title.startswith(sign + " ") and len(title) < len(sign) + 40)
               or title.startswith((sign + ".", sign + "!", sign + "?", sign + "…"))
               for sign in signs)  # fmt: skip


def _all_text(markup: Markup) -> str:
    """The first words of everything, forms and dialogs included, where walls have theirs."""
    found, length = [], 0
    for piece in markup.soup.strings:
        if piece.parent is not None and piece.parent.name in ("script", "style", "template"):
            continue
        found.append(piece)
        length += len(piece)
        if length > 20_000:
            break
    return " ".join(found)


def _is_locked(markup: Markup) -> bool:
    source = re.sub(r'"\s?:\s?', '":', markup.html[:400_000].lower())
    return '"isaccessibleforfree":false' in source or '"isaccessibleforfree":"false"' in source


def _missing(markup: Markup, text: str, asked: str) -> Judged | None:
    """A soft 404: one sign makes a page doubtful, two of different kinds make it missing."""
    signs = []
    names = site_names(markup)
    for what, shown in (("title", markup.title), *(("heading", h) for h in markup.headings[:2])):
        bare = without_site(shown, names, markup.host)
        if says_missing(bare) or any(says_missing(part) for part in re.split(r" [|·–—-] ", shown)):
            signs.append((what, f"its {what} is {shown!r}"))
    first = next((line for line in text.split("\n")[:8] if says_missing(line)), "")
    if first and not any(what == "heading" for what, _ in signs):
        signs.append(("text", f"its text says {first!r}"))
    if "noindex" in markup.meta("robots", "googlebot").lower():
        signs.append(("robots", "it asks not to be indexed"))
    wanted = asked or markup.url
    if _depth(wanted) > 0:
        if _depth(markup.url) == 0:
            signs.append(("address", "the request was sent on to the home page"))
        elif markup.canonical and _depth(markup.canonical) == 0:
            signs.append(("address", "it names the home page as its address"))
        if re.search(r"/(?:404|not-?found|error|erreur)(?:\.\w{1,5})?/?$", markup.url.lower()):
            signs.append(("address", f"the request was sent on to {markup.url}"))
    kinds = {what for what, _ in signs}
    told = tuple(dict.fromkeys(sign for _, sign in signs))
    if len(kinds) >= 2 and kinds & {"title", "heading", "text"}:
        return Judged(PageKind.NOT_FOUND, told)
    if kinds & {"title", "heading", "text", "address"}:
        return Judged(PageKind.DOUBTFUL, told)
    return None


_HOME = re.compile(r"[a-z]{2}(?:-[a-z]{2})?|index\.\w{3,5}|home")


def _depth(url: str) -> int:
    path = re.split(r"[?#]", url)[0].partition("://")[2].partition("/")[2]
    parts = [part for part in path.split("/") if part]
    home = len(parts) == 1 and _HOME.fullmatch(parts[0].lower())
    return 0 if home else len(parts)


def refresh_target(markup: Markup) -> str:
    """Where ``<meta http-equiv="refresh">`` leads within ten seconds; empty when nowhere."""
    for tag in markup.soup.find_all("meta", attrs={"http-equiv": True}):
        if not isinstance(tag, Tag) or attribute(tag, "http-equiv").lower() != "refresh":
            continue
        match = re.match(
            r"\s{0,9}(\d{1,4})(?:\.\d{0,9})?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?['\"]?([^'\"]{1,2000})",
            attribute(tag, "content"), re.IGNORECASE)  # fmt: skip
        target = markup.absolute(match[2].strip()) if match and int(match[1]) <= 10 else ""
        if target and target.rstrip("/") != markup.url.rstrip("/"):
            return target
    return ""


_MOUNTS = ["root", "app", "__next", "__nuxt", "app-root", "react-root", "main-app", "svelte"]


def _is_shell(markup: Markup, length: int) -> bool:
    """Whether a page is made by its scripts: a place for it, or a word to those without them."""
    if markup.soup.find("script") is None:
        return False
    asks = markup.soup.find("noscript", string=re.compile("javascript", re.IGNORECASE))
    return length == 0 or asks is not None or markup.soup.find(id=_MOUNTS) is not None
