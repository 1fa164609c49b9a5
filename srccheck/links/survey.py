"""Follows the links of documents: files and anchors at once, the rest while it reads on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field, replace

from srccheck.links import identifiers, mailto
from srccheck.links.extract import Found, extract
from srccheck.links.filters import Filters
from srccheck.links.local import LocalFiles, Read
from srccheck.links.options import LinkOptions
from srccheck.model import Dossier, Failure
from srccheck.model.links import LinkCheck, LinkKind, LinkTarget, LinkVerdict, Occurrence

Link = tuple[LinkTarget, Occurrence]
Judge = Callable[[Dossier], Iterable[Dossier | Failure]]
"""Gives a dossier with findings, and what went wrong meanwhile."""
Web = Callable[[Iterable[Link]], Iterable[LinkCheck]]
"""Checks the links of the web; each occurrence that goes in comes out in one check."""
_AT_ONCE = 8
NOT_REACHED = "the run ended before it was asked"


@dataclass(frozen=True)
class World:
    """What a survey may ask: the file reader, the web, registries and name servers.

    Without ``web``, ``ask`` and ``takes_mail`` only files, anchors and forms are checked.
    ``wanted`` decides which links are looked at; ``stopped`` tells that the run is to end.
    ``judge`` is asked about each document when its links are on their way. With ``slim`` the text
    of documents is let go of after that.
    """

    read: Read
    web: Web | None = None
    ask: identifiers.Ask | None = None
    takes_mail: mailto.TakesMail | None = None
    wanted: Callable[[Found], bool] = lambda _: True
    stopped: Callable[[], bool] = lambda: False
    judge: Judge | None = None
    slim: bool = False


@dataclass
class _Open:
    """A document on its way: what is known of its links, and how many are still out."""

    dossier: Dossier | Failure
    ready: bool = False
    """Whether nothing more is to be done with it but to wait for its links."""
    checks: dict[LinkTarget, LinkCheck] = field(default_factory=dict)
    waiting: dict[Occurrence, LinkTarget] = field(default_factory=dict)
    asked: list[tuple[LinkTarget, Occurrence, Future[LinkCheck]]] = field(default_factory=list)
    _adding: threading.Lock = field(default_factory=threading.Lock)
    """Checks come in while links are still being found."""

    @property
    def is_done(self) -> bool:
        """Whether its links are known, but for those that registries are asked about."""
        return self.ready and not self.waiting

    def add(self, check: LinkCheck, occurrence: Occurrence) -> None:
        with self._adding:
            known = self.checks.get(check.target)
            places = known.occurrences if known else ()
            self.checks[check.target] = replace(known or check, occurrences=(*places, occurrence))
            self.waiting.pop(occurrence, None)


class Survey:
    """Follows the links of the documents of a run."""

    def __init__(self, options: LinkOptions, filters: Filters, world: World) -> None:
        self.options = options
        self.filters = filters
        self.world = world
        self._files = LocalFiles(world.read, options)
        self._queue: deque[_Open] = deque()
        self._by_path: dict[str, _Open] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(_AT_ONCE, "registries") if world.ask else None
        self._registered: dict[str, Future[LinkCheck]] = {}

    def follow(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The same results in their order, each dossier with the checks of its links.

        ``results`` may be read in another thread, while earlier documents are handed on.
        """
        try:
            links = self._links(results)
            if self.world.web:
                for check in self.world.web(links):
                    self._take(check)
                    yield from self._finished()
            else:
                for _ in links:
                    yield from self._finished()
            yield from self._finished(end=True)
        finally:
            if self._pool:
                self._pool.shutdown(wait=False, cancel_futures=True)

    def found(self, dossier: Dossier) -> Iterator[Found]:
        """The links of one document that are to be looked at."""
        if self.filters.skips(dossier.document.path):
            return
        for found in extract(dossier.document, dossier.entries, self.options, self.filters):
            if self.world.wanted(found):
                yield found

    def _links(self, results: Iterable[Dossier | Failure]) -> Iterator[Link]:
        """Read documents, check at once what can be, and hand out the links of the web."""
        for result in results:
            document = _Open(result)
            if isinstance(result, Dossier):
                self._files.learn(result.document)
                self._by_path[result.document.path] = document
            with self._lock:
                self._queue.append(document)
            for found in self.found(result) if isinstance(result, Dossier) else ():
                link = self._at_once(document, found)
                if link:
                    document.waiting[link[1]] = link[0]
                    yield link
            self._settle(document)

    def _settle(self, document: _Open) -> None:
        """Do what can wait until the links of a document are being asked."""
        failures: Iterable[Dossier | Failure] = ()
        if self.world.judge and isinstance(document.dossier, Dossier):
            document.dossier, *failures = self.world.judge(document.dossier)
        if self.world.slim and isinstance(document.dossier, Dossier):
            small = replace(document.dossier.document, blocks=())
            document.dossier = replace(document.dossier, document=small)
        with self._lock:
            self._queue.extend(_Open(failure, ready=True) for failure in failures)
        document.ready = True

    def _at_once(self, document: _Open, found: Found) -> Link | None:
        """Check a link if that needs no web; else it is given back."""
        target, occurrence, skipped = found
        kind = target.kind
        if skipped:
            other = kind is LinkKind.OTHER
            verdict = LinkVerdict.UNSUPPORTED if other else LinkVerdict.EXCLUDED
            document.add(LinkCheck(target, verdict, reason=skipped), occurrence)
        elif target in document.checks:
            document.add(document.checks[target], occurrence)
        elif kind in (LinkKind.LOCAL, LinkKind.ANCHOR):
            document.add(self._files.check(target), occurrence)
        elif kind is LinkKind.MAILTO:
            document.add(mailto.check(target, self.world.takes_mail), occurrence)
        elif kind is LinkKind.IDENTIFIER:
            if not self._pool:
                document.add(identifiers.check(target), occurrence)
            else:
                if target.url not in self._registered:
                    future = self._pool.submit(identifiers.check, target, self.world.ask)
                    self._registered[target.url] = future
                document.asked.append((target, occurrence, self._registered[target.url]))
        elif self.world.web:
            return target, occurrence
        else:
            check = LinkCheck(target, LinkVerdict.EXCLUDED, reason="offline: it was not asked")
            document.add(check, occurrence)
        return None

    def _take(self, check: LinkCheck) -> None:
        for occurrence in check.occurrences:
            self._by_path[occurrence.path].add(check, occurrence)

    def _finished(self, *, end: bool = False) -> Iterator[Dossier | Failure]:
        """The documents, in their order, whose links are all known; at the end, all."""
        while self._queue and (end or self._queue[0].is_done):
            if not end and any(not future.done() for *_, future in self._queue[0].asked):
                return
            with self._lock:
                document = self._queue.popleft()
            yield self._complete(document)

    def _complete(self, document: _Open) -> Dossier | Failure:
        result = document.dossier
        if isinstance(result, Failure):
            return result
        for target, occurrence, future in document.asked:
            document.add(self._awaited(target, future), occurrence)
        for occurrence, target in list(document.waiting.items()):
            document.add(LinkCheck(target, LinkVerdict.UNKNOWN, reason=NOT_REACHED), occurrence)
        self._by_path.pop(result.document.path, None)
        checks = sorted(document.checks.values(), key=lambda check: check.occurrences[0].span)
        return replace(result, links=tuple(checks))

    def _awaited(self, target: LinkTarget, future: Future[LinkCheck]) -> LinkCheck:
        while not self.world.stopped():
            try:
                return future.result(timeout=0.2)
            except NotYet:
                if future.done():
                    raise
        return LinkCheck(target, LinkVerdict.UNKNOWN, reason=NOT_REACHED)
