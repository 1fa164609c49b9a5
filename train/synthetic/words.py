"""The word lists of this package and of srccheck, loaded once."""

from __future__ import annotations

import csv
import functools
import gzip
import tomllib
from importlib import resources
from typing import Any

LANGUAGES = ("en", "fr", "de", "it", "es", "pt")
_SRCCHECK = "srccheck"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML files in data/."""
    return tomllib.loads((resources.files(__package__) / "data" / name).read_text("utf-8"))


@functools.cache
def terms(language: str, key: str) -> tuple[str, ...]:
    """The forms that a language has for a term."""
    return tuple(table("terms.toml")[language][key].split("|"))


def patterns(name: str) -> dict[str, list[str]]:
    """The orders of the parts of a reference, by language or for any."""
    orders: dict[str, list[str]] = table("patterns.toml")[name]
    return orders


@functools.cache
def names(language: str, key: str) -> tuple[str, ...]:
    """Given names, family names, or parts of family names of a language."""
    text = table("names.toml")[language][key]
    return tuple(text.split("|") if key == "particles" else text.split())


@functools.cache
def well_known_given_names() -> tuple[str, ...]:
    """Given names that many people bear, without accents, from srccheck's list."""
    data = resources.files("srccheck.text") / "data" / "given_names.txt.gz"
    best, good, _ = gzip.decompress(data.read_bytes()).decode("ascii").split("\n\n")
    return tuple(name.capitalize() for name in (best + "\n" + good[: len(best) * 4]).split())


@functools.cache
def venues(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of srccheck's lists of venues, publishers or places."""
    path = resources.files("srccheck.venues") / "data" / f"{name}.tsv"
    lines = path.read_text("utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def venues_in(name: str, language: str) -> tuple[dict[str, str], ...]:
    """Those rows of a list that are in one language, or all of them where too few are."""
    found = tuple(row for row in venues(name) if row.get("language") == language)
    return found if len(found) > 8 else venues(name)


@functools.cache
def months(language: str) -> dict[int, tuple[str, ...]]:
    """The forms of each month and season of a language (21 to 24, as in EDTF)."""
    text = (resources.files("srccheck.text") / "data" / "months.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {int(row[1]): tuple(row[2].split()) for row in rows if row[0] == language}
