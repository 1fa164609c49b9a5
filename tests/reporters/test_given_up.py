"""Links to hosts that were given up, in the report for people."""

from __future__ import annotations

from datetime import date

from srccheck.config import Settings
from srccheck.linkcheck import judged
from srccheck.links.options import LinkOptions
from srccheck.model import Dossier
from srccheck.model.links import LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.readers import read_text
from srccheck.reporters import Look
from srccheck.reporters.summary import Summary
from srccheck.reporters.text import report


def reported(count: int, given_up: int) -> str:
    source = "\n".join(f"[a](http://away.test/{number})" for number in range(count))
    document = read_text(source, "a.md")
    checks = []
    for number, link in enumerate(document.links):
        place = Occurrence("a.md", *document.position(link.span.start), link.span)
        late = {"given-up": "away.test:80"} if number >= count - given_up else {}
        checks.append(
            LinkCheck(LinkTarget.of(link.target or ""), LinkVerdict.DEAD, reason="it refuses",
                      details=late, occurrences=(place,))
        )  # fmt: skip
    dossier = Dossier(document, (), date(2026, 11, 24), links=tuple(checks))
    dossier = judged(dossier, Settings(), LinkOptions())
    assert len(dossier.findings) == count
    return "".join(report([dossier], Summary(), Look(quiet=True)))


def test_what_was_not_asked_is_told_once() -> None:
    told = reported(20, 15)
    assert told.count("error[dead-link]") == 1
    assert told.endswith(
        "a.md: 19 more links to away.test, which was given up: it refuses "
        "(lines 2, 3, 4, 5, 6, 7, 8, 9 and 11 more)\n\n"
    )
    assert reported(20, 9) == told  # which of them were asked first does not matter


def test_one_more_link_and_none() -> None:
    assert reported(2, 1).endswith("a.md: 1 more link to away.test, which was given up: "
                                   "it refuses (line 2)\n\n")  # fmt: skip
    assert "given up" not in reported(1, 1)
    assert reported(3, 0).count("error[dead-link]") == 3
