"""The report as a page, in a real browser: size, time, accessibility, and that nothing gets out.

``python -m bench.report_html [--entries 2000] [--axe axe.min.js] [--keep FOLDER]``

Writes a report on a made document of so many entries and one on a document that tries to put
markup into every field, opens both in headless Chromium (``apt-get install chromium``), and prints
what is measured. ``axe.min.js`` comes from npm (``npm pack axe-core``). With ``--keep`` the pages,
pictures of them in light and dark, and PDFs are kept. Exits with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from srccheck.config import Settings
from srccheck.inputs import Source
from srccheck.judging import judge
from srccheck.matching import judge as judge_entry
from srccheck.model import Dossier, Entry, EntryKind, Failure, Name, PartialDate
from srccheck.model.evidence import Evidence, Identifier, Outcome, Record
from srccheck.model.links import LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.model.text import Span
from srccheck.pipeline import chosen, examine
from srccheck.reporters import Look, Summary
from srccheck.reporters.html import report

from .browser import Browser, browser

TODAY = datetime.date(2026, 6, 1)
NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
OFFLINE = Settings(offline=True)
LIMIT_BYTES, LIMIT_SECONDS = 5_000_000, 2.0

_FAMILIES = (
    "Arden",
    "Belmont",
    "Castor",
    "Dunmore",
    "Eskola",
    "Fairweather",
    "Garrick",
    "Hollis",
    "Ivarsen",
    "Jessop",
)
_GIVEN = (
    "Ada",
    "Bruno",
    "Clara",
    "Dario",
    "Elena",
    "Felix",
    "Greta",
    "Hugo",
    "Irene",
    "Jonas",
)
_NOUNS = (
    "harbours",
    "rivers",
    "ballots",
    "archives",
    "orchards",
    "glaciers",
    "markets",
    "railways",
    "dialects",
    "treaties",
    "gardens",
    "bridges",
)
_PLACES = (
    "Lisbon",
    "Tampere",
    "Ghent",
    "Palermo",
    "Bergen",
    "Cork",
    "Leipzig",
    "Zagreb",
    "Bilbao",
    "Rennes",
)


def long_document(entries: int, chance: random.Random) -> Dossier:
    """A document with so many notes, each looked up; every tenth is cited wrongly."""
    body, notes = [], []
    for number in range(1, entries + 1):
        given, family = chance.choice(_GIVEN), chance.choice(_FAMILIES)
        one, two = chance.sample(_NOUNS, 2)
        place, year = chance.choice(_PLACES), chance.randint(1990, 2024)
        body.append(
            f"What was written about the {one} of {place} was taken up again by those who cared for"
            f" {two}, and held against what the {one} themselves show.[^{number}]\n"
        )
        notes.append(
            f'[^{number}]: {given} {family}, "The {one} and {two} of {place}, {number}," Journal of'
            f" Invented {one.title()} {chance.randint(1, 60)}, no. {chance.randint(1, 6)} ({year}):"
            f" {number}–{number + 12}, https://doi.org/10.5555/made.{number}\n"
        )
    return looked_up("\n".join([*body, *notes]), "long.md")


def looked_up(text: str, path: str) -> Dossier:
    """A document as if Crossref had all its sources, and two other services had none."""
    rules = chosen(OFFLINE)
    crashed: list[Failure] = []
    source = Source(path, text, "markdown")
    dossier = examine(source, OFFLINE, rules, TODAY, crashed.append)
    verdicts, evidence, matches = {}, {}, {}
    for number, entry in enumerate(dossier.entries):
        if entry.kind is not EntryKind.SOURCE:
            continue
        record = recorded(entry, wrong=number % 10 == 0)
        asked = f"search {entry.value('title')}"
        evidence[entry.key] = (
            Evidence("crossref", f"doi {entry.value('doi')}", Outcome.FOUND,
                     f"https://api.crossref.org/works/{record.id}", NOON, (record,)),
            Evidence("openalex", asked, Outcome.NOT_FOUND, "https://api.openalex.org/works", NOON),
            Evidence("hal", asked, Outcome.TIMED_OUT, "https://api.archives-ouvertes.fr", NOON,
                     message="read timeout=10"),
        )  # fmt: skip
        judgement = judge_entry(entry, evidence[entry.key])
        verdicts[entry.key], matches[entry.key] = judgement.verdicts, judgement.matches
    dossier = replace(dossier, verdicts=verdicts, evidence=evidence, matches=matches)
    everything = chosen(replace(OFFLINE, offline=False, style=True))
    judged = judge(dossier, replace(OFFLINE, offline=False), everything, crashed.append)
    if crashed:
        raise SystemExit(f"a rule failed: {crashed[0]}")
    return judged


def recorded(entry: Entry, *, wrong: bool) -> Record:
    """The record of an entry; a wrong one has another date and a letter more in the title."""
    date = entry.fields["date"].date if "date" in entry.fields else None
    author = entry.fields["author"].names if "author" in entry.fields else ()
    year = (date.year if date else 2000) + (3 if wrong else 0)
    title = entry.value("title")
    doi = entry.value("doi") or f"10.5555/{entry.key}"
    return Record(
        "crossref", doi, "journal-article", f"{title}s" if wrong else title,
        author=author or (Name("Nobody"),), container_title=(entry.value("journaltitle"),),
        volume=entry.value("volume"), issue=entry.value("number"), page=entry.value("pages"),
        dates={"issued": PartialDate(year)}, identifiers=(Identifier("doi", doi),),
        url=f"https://doi.org/{doi}", language="en",
    )  # fmt: skip


EVIL = (
    "<script>document.title='HACKED';window.hacked=1</script>"
    '<img src=x onerror="window.hacked=1"><svg onload=window.hacked=1>'
    "'\"></textarea></pre></title></style><iframe src=javascript:parent.hacked=1>"
    '<a href="javascript:window.hacked=1">x</a><base href=//evil.test/>\u202e<!--'
)


RAW = (
    "<script>window.hacked=1</script><svg onload='window.hacked=1'></svg>"
    "<img src='https://evil.test/x' onerror='window.hacked=1'><p style='display:none'></p>"
    "<style>body{display:none}</style><script src='https://evil.test/x.js'></script>"
    "<link rel=stylesheet href='https://evil.test/x.css'><iframe src='https://evil.test/'></iframe>"
)


def evil_document() -> Dossier:
    """A document, and answers, that try to put markup into every field."""
    text = (
        f'---\ntitle: {EVIL!r}\nlang: fr" onload=hacked=1\n---\n\n'
        f"Text `{EVIL}`.[^1] [a](javascript:window.hacked=1) {EVIL}\n\n"
        f'[^1]: Ann Example, "On {EVIL} and Mojibake PÃ©kin," Journal 3 (2020): 1–2,'
        " https://doi.org/10.5555/x\n"
    )
    dossier = looked_up(text, f"{EVIL[:40]}.md")
    evidence, matches, verdicts = {}, {}, {}
    for entry in dossier.entries:
        record = Record(
            "page", EVIL, EVIL, EVIL, (EVIL,), (Name(EVIL, EVIL),), container_title=(EVIL,),
            url="javascript:window.hacked=1", language=EVIL, dates={"issued": PartialDate(1999)},
            identifiers=(Identifier("doi", EVIL),),
        )  # fmt: skip
        one = Evidence(
            EVIL, EVIL, Outcome.FOUND, "javascript:window.hacked=1", NOON, (record,), EVIL
        )
        two = Evidence(EVIL, EVIL, Outcome.FAILED, "data:text/html,x", NOON, message=EVIL)
        judgement = judge_entry(entry, (one, two))
        evidence[entry.key], matches[entry.key] = (one, two), judgement.matches
        verdicts[entry.key] = replace(judgement.verdicts, reason=EVIL)
    findings = tuple(
        replace(one, message=EVIL, suggestion=EVIL, basis=EVIL) for one in dossier.findings
    )
    place = Occurrence(EVIL, 1, 1, Span(0, 1), EVIL)
    link = LinkCheck(
        LinkTarget("javascript:window.hacked=1"), LinkVerdict.DEAD, 404, EVIL, EVIL, EVIL,
        suggestion="javascript:window.hacked=1", archived=EVIL, occurrences=(place,),
    )  # fmt: skip
    return replace(dossier, evidence=evidence, matches=matches, verdicts=verdicts,
                   findings=findings, links=(link,))  # fmt: skip


def written(results: Iterable[Dossier | Failure], path: Path) -> float:
    """Write a report; how many seconds that took."""
    summary = Summary()
    start = time.monotonic()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(report(summary.watch(results), summary, Look()))
    return time.monotonic() - start


_AXE = (
    "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
    " `${v.id} (${v.impact}) ${v.nodes.length}: ${v.nodes[0].html.slice(0, 160)}`))"
)


def violations(page: Browser, axe: Path | None) -> list[str]:
    """What axe-core finds wrong with the page that is open."""
    if axe is None:
        return []
    page.ask("Runtime.evaluate", expression=axe.read_text(encoding="utf-8"))
    found: list[str] = page.run(_AXE)
    return found


def blocked(page: Browser) -> list[str]:
    """What the policy of the page had to stop, and what went wrong in its script."""
    wanted = ("Log.entryAdded", "Runtime.exceptionThrown", "Page.javascriptDialogOpening")
    return [str(one)[:300] for one in page.events if one.get("method") in wanted]


def asked(page: Browser) -> list[str]:
    """The addresses that the page had loaded, but for itself and what its policy stopped."""
    sent = {
        one["params"]["requestId"]: one["params"]["request"]["url"]
        for one in page.events
        if one.get("method") == "Network.requestWillBeSent"
    }
    for one in page.events:
        failed = one.get("method") == "Network.loadingFailed"
        if failed and one["params"].get("blockedReason") == "csp":
            sent.pop(one["params"]["requestId"], None)
    return [url for url in sent.values() if not url.startswith("file:")]


def looked_at(page: Browser, path: Path, axe: Path | None, keep: Path | None) -> Iterator[str]:
    """Open a page as people will, and say what is wrong with it."""
    for scheme in ("light", "dark"):
        page.media(scheme)
        seconds = sorted(page.open(path) for _ in range(3))[1]
        elements = page.run("document.querySelectorAll('*').length")
        print(f"  {scheme}: open after {seconds:.2f} s, {elements:,} elements")
        if seconds > LIMIT_SECONDS:
            yield f"{path.name} takes {seconds:.2f} s"
        if page.run("window.hacked || document.title == 'HACKED' || false"):
            yield f"{path.name}: a script of the document ran"
        yield from (f"{path.name}: asked for {url}" for url in asked(page))
        yield from (f"{path.name}: {one}" for one in blocked(page))
        if keep:
            page.look(keep / f"{path.stem}-{scheme}.png")
        yield from (f"{path.name}, {scheme}: {one}" for one in violations(page, axe))
    page.media("light")
    shown = page.run("document.getElementById('shown').textContent")
    print(f"  filters: {shown}")
    if keep:
        page.print(keep / f"{path.stem}.pdf")


def let_in(page: Browser, path: Path) -> Iterator[str]:
    """What the policy alone lets in: markup is put into the page as if nothing were escaped."""
    broken = path.with_name("broken.html")
    broken.write_text(path.read_text("utf-8").replace("<main", f"{RAW}<main", 1), "utf-8")
    page.open(broken)
    stopped = len(blocked(page))
    print(f"broken: {stopped} stopped by the policy")
    if page.run("window.hacked || document.title == 'HACKED' || false"):
        yield "the policy lets a script run"
    if page.run("getComputedStyle(document.body).display == 'none'"):
        yield "the policy lets a style in"
    outside = [url for url in asked(page) if not url.startswith("data:")]  # its own error pages
    yield from (f"the policy lets in {url}" for url in outside)
    if stopped < 5:
        yield "less was stopped by the policy than was put in"


def main() -> None:
    """Measure and say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--axe", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as temporary, browser() as page:
        folder = options.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        made: dict[str, Any] = {
            "long": long_document(options.entries, random.Random(7)),  # noqa: S311
            "evil": evil_document(),
        }
        for name, dossier in made.items():
            path = folder / f"{name}.html"
            seconds = written([dossier], path)
            size = path.stat().st_size
            print(f"{name}: {len(dossier.entries)} entries, {len(dossier.findings)} findings,"
                  f" {size / 1e6:.2f} MB, written in {seconds:.1f} s")  # fmt: skip
            if size > LIMIT_BYTES:
                wrong.append(f"{name} has {size:,} bytes")
            wrong += looked_at(page, path, options.axe, options.keep)
        wrong += let_in(page, path)
    if options.axe is None:
        print("axe-core was not given: accessibility was not looked at")
    print(*wrong or ["nothing wrong"], sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
