"""What is in a repository, as far as its configuration depends on it."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from srccheck import inputs, readers
from srccheck.text.language import detect_language

_SAMPLES = 40
_SAMPLE_BYTES = 20_000
_TEXTS = ("markdown", "html", "text", "rst", "latex", "org", "asciidoc", "wikitext")
_BUILT = ("_build", "_site", "build", "dist", "public", "site", "target")
_SLUGS = {
    "mkdocs.yml": "mkdocs", "mkdocs.yaml": "mkdocs", "hugo.toml": "hugo", "hugo.yaml": "hugo",
    "docs/conf.py": "sphinx", "doc/conf.py": "sphinx", "conf.py": "sphinx",
    ".gitlab-ci.yml": "gitlab",
}  # fmt: skip
"""Files that tell whose anchors the headings get."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in a folder."""

    formats: Counter[str] = field(default_factory=Counter)
    """How many documents there are, by format."""
    languages: Counter[str] = field(default_factory=Counter)
    """In which languages those are that were looked at."""
    built: tuple[str, ...] = ()
    """Folders that hold what a program made, and not a person."""
    slugs: str = ""
    """Whose rules make anchors of headings, where that is not GitHub."""
    git: bool = False


def survey(folder: Path) -> Survey:
    """Look at a folder: names of all documents, and the beginning of some."""
    formats: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for found in inputs.expand(str(folder), readers.suffixes(), set()):
        if not isinstance(found, inputs.Source):
            continue
        name = _format(found.path)
        formats[name] += 1
        if name in _TEXTS and languages.total() < _SAMPLES:
            languages[_language(Path(found.path))] += 1
    del languages[""]
    return Survey(
        formats,
        languages,
        tuple(name for name in _BUILT if (folder / name).is_dir() and _is_ignored(folder, name)),
        next((slugs for name, slugs in _SLUGS.items() if (folder / name).is_file()), ""),
        (folder / ".git").exists(),
    )


def _format(path: str) -> str:
    lower = path.lower()
    return next(
        name for name, known in readers.READERS.items() if lower.endswith(tuple(known.suffixes))
    )


def _language(path: Path) -> str:
    with path.open("rb") as file:
        return detect_language(file.read(_SAMPLE_BYTES).decode("utf-8", "replace"))


def _is_ignored(folder: Path, name: str) -> bool:
    """Whether git does not keep a folder."""
    try:
        asked = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), "check-ignore", "-q", name],  # noqa: S607
            check=False, capture_output=True,
        )  # fmt: skip
    except OSError:
        return False
    return asked.returncode == 0
