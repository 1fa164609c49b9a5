"""Findings that somebody has allowed, with the reason, and until when."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePath

from srccheck.model.finding import Finding

ALL = "all"
"""Stands for every rule."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is allowed: findings of a ``rule`` that fit all of the others that are given.

    ``path`` is a pattern for files (``*`` within a folder, ``**`` across them), ``entry`` the key
    of an entry, ``text`` a part of what is cited. It holds to the end of the day ``expires``, or
    for good; ``origin`` says where it is written.
    """

    rule: str
    reason: str = ""
    path: str = ""
    entry: str = ""
    text: str = ""
    expires: datetime.date | None = None
    origin: str = ""

    def is_over(self, today: datetime.date) -> bool:
        """Whether it no longer holds.

        >>> Allowance("dead-link", expires=datetime.date(2026, 5, 1)).is_over(
        ...     datetime.date(2026, 5, 2))
        True
        """
        return self.expires is not None and today > self.expires

    def fits_path(self, path: str) -> bool:
        """Whether it is about a file.

        >>> posts = Allowance("dead-link", path="posts/**/*.md")
        >>> posts.fits_path("./site/posts/a.md"), posts.fits_path("posts/2026/b.md")
        (True, True)
        >>> posts.fits_path("pages/a.md")
        False
        """
        return not self.path or bool(_pattern(self.path).fullmatch(PurePath(path).as_posix()))

    def fits(self, finding: Finding, path: str) -> bool:
        """Whether it is about a finding in a file."""
        return (
            self.rule in (finding.rule, ALL)
            and self.entry in ("", finding.entry)
            and self.text in finding.cited
            and self.fits_path(path)
        )


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that is not reported as a fault, and the allowance that it falls under."""

    finding: Finding
    allowance: Allowance


def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*|\?)", glob.removeprefix("./"))
    wild = {"**/": "(?:[^/]+/){0,50}", "*": "[^/]*", "?": "[^/]"}
    return re.compile("(?:.*/)?" + "".join(wild.get(part) or re.escape(part) for part in parts))
