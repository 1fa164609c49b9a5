"""How long 500 sources take against services with a latency, and what a second run asks.

``python -m bench.lookup [--sources 500] [--latency 0.2]`` starts stand-ins of doi.org and Crossref
on this machine, has ``srccheck check`` look up as many invented sources (half of them with a DOI),
and prints the time against the shortest that the limits of the services allow::

    for each service, the larger of  requests / rate  and  requests × latency / concurrency

The stand-ins note the most requests that came in one second. The second run is over the same
document with the same cache: it must ask nothing.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from srccheck.net import SERVICES
from tests.standin import crossref
from tests.standin.answers import Answer, as_json, as_text
from tests.standin.founding import Query, World, configuration, running
from tests.standin.works import Work

from .measure import measure, table

_FIRST = ("Silver", "Sunken", "Northern", "Patient", "Hollow", "Amber", "Distant", "Quiet")
_SECOND = ("Harbours", "Lanterns", "Orchards", "Bridges", "Ledgers", "Canals", "Foundries")
_THIRD = ("Tidal", "Alpine", "Coastal", "Medieval", "Lowland", "Insular", "Riverine", "Baltic")
_FOURTH = ("Trade", "Song", "Weather", "Law", "Cookery", "Migration", "Astronomy", "Pottery")
_FAMILIES = ("Rask", "Ødegård", "Quill", "Marsh", "Dobre", "Ferrand", "Okafor", "Lindqvist")
LANES = {"doi.org": "doi.org", "crossref": "crossref", "crossref-search": "crossref-search"}


def works(count: int) -> list[Work]:
    """Invented works, no two with one title."""
    words = itertools.product(_FIRST, _SECOND, _THIRD, _FOURTH)
    return [
        Work(
            f"10.5555/bench.{number}",
            f"{first} {second} and {third} {fourth}",
            ((_FAMILIES[number % len(_FAMILIES)], "Ida"),),
            volume=str(1 + number % 40),
            issue=str(1 + number % 4),
            first=str(10 * number + 1),
            last=str(10 * number + 9),
            year=1980 + number % 40,
        )
        for number, (first, second, third, fourth) in enumerate(itertools.islice(words, count))
    ]


def document(known: list[Work]) -> str:
    """A page that cites each of them, every second one with its DOI."""
    marks = "".join(f"[^{number}]" for number in range(1, len(known) + 1))
    notes = [
        f"[^{number}]: Ida {work.authors[0][0]}, “{work.title}”, *{work.container}*, vol."
        f" {work.volume}, no. {work.issue}, {work.year}, pp. {work.first}-{work.last}"
        + (f", https://doi.org/{work.doi}." if number % 2 else ".")
        for number, work in enumerate(known, 1)
    ]
    return f"So it is said.{marks}\n\n" + "\n\n".join(notes) + "\n"


class Services:
    """doi.org and Crossref, counting."""

    def __init__(self, known: list[Work]) -> None:
        self.works = {work.doi: work for work in known}
        self.asked: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._seconds: dict[str, Counter[int]] = {lane: Counter() for lane in LANES}

    def answer(self, host: str, path: str, query: Query) -> Answer:
        """What a service answers."""
        lane = "doi.org" if host == "doi.org" else "crossref-search" if query else "crossref"
        with self._lock:
            self.asked[lane if host in ("doi.org", "api.crossref.org") else host] += 1
            self._seconds[lane][int(time.monotonic())] += 1
        if path.startswith("/ra/"):
            return as_json([{"DOI": path.removeprefix("/ra/"), "RA": "Crossref"}])
        doi = path.removeprefix("/works").removeprefix("/")
        if host == "doi.org" and doi in self.works:
            item = crossref.work(self.works[doi])
            item |= {"title": item["title"][0], "container-title": item["container-title"][0]}
            return as_json(item)
        if host == "api.crossref.org" and query:
            asked = query["query.bibliographic"][0]
            found = [work for work in self.works.values() if work.title in asked]
            items = [crossref.work(work) for work in found]
            return _enveloped("work-list", {"total-results": len(items), "items": items})
        if host == "api.crossref.org" and doi in self.works:
            return _enveloped("work", crossref.work(self.works[doi]))
        return as_text("Resource not found.", 404)

    def most_in_a_second(self, lane: str) -> int:
        """The most requests that came within one second of the clock."""
        return max(self._seconds[lane].values(), default=0)


def _enveloped(kind: str, message: object) -> Answer:
    return as_json({"status": "ok", "message-type": kind, "message": message})


def shortest(asked: Counter[str], latency: float) -> float:
    """The seconds that the limits of the services make it take at least."""
    return max(
        max(asked[lane] / SERVICES[name].rate, asked[lane] * latency / SERVICES[name].concurrency)
        for lane, name in LANES.items()
    )


def main() -> int:
    """Print the table; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, default=500)
    parser.add_argument("--latency", type=float, default=0.2)
    given = parser.parse_args()
    known = works(given.sources)
    services = Services(known)
    world = World(latency=given.latency)
    world.answer = services.answer
    with tempfile.TemporaryDirectory() as folder, running(world):
        page, settings = Path(folder, "page.md"), Path(folder, "srccheck.toml")
        page.write_text(document(known), encoding="utf-8")
        kept = f'cache-dir = "{folder}/cache"'
        text = configuration(world).replace("cache = false", kept).replace("= 60", "= 3600")
        settings.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "srccheck", "check", str(page), "--config", str(settings),
                   "--ignore", "test-doi"]  # fmt: skip
        first = measure(command, output=Path(folder, "first.txt"))
        asked = services.asked.copy()
        second = measure(command)
        again = services.asked.total() - asked.total()
        verified = Path(folder, "first.txt").read_text(encoding="utf-8").count("verified (")
    least = shortest(asked, given.latency)
    rows = [
        ["sources", str(given.sources)],
        ["verified", str(verified)],
        *[[f"requests to {lane} (most in a second)",
           f"{asked[lane]} ({services.most_in_a_second(lane)})"] for lane in LANES],
        ["other requests", str(asked.total() - sum(asked[lane] for lane in LANES))],
        ["seconds that the limits allow", f"{least:.1f}"],
        ["seconds, first run", f"{first.wall:.1f}"],
        ["ratio", f"{first.wall / least:.2f}"],
        ["seconds of processor time, first run", f"{first.cpu:.1f}"],
        ["seconds, second run", f"{second.wall:.1f}"],
        ["requests of the second run", str(again)],
    ]  # fmt: skip
    print(table(["", "measured"], rows))
    return 0 if first.wall <= 1.2 * least and again == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
