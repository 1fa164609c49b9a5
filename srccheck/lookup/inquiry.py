"""The look-ups of a run: one client, one pool of threads, each question once."""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from srccheck.config import Settings
from srccheck.errors import UsageError
from srccheck.lookup.once import Once
from srccheck.lookup.one import look_up
from srccheck.lookup.pool import Pool
from srccheck.lookup.routes import lacks_key, waves
from srccheck.model import Entry, EntryKind
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import SERVICES, Asks, Client, NetSettings, OfflineClient
from srccheck.net.reach import no_network
from srccheck.resolvers import Resolver, resolvers
from srccheck.resolvers.web_search import ENGINES

AT_ONCE = 4
"""Look-ups of one entry that may run at once."""
NO_NETWORK = "there is no network"
Progress = Callable[[int, int], None]
"""Told how many of how many sources of a document are looked up."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found of the sources of a document, by entry key.

    Those that Ctrl-C left out are missing, and ``interrupted`` is true.
    """

    evidence: Mapping[str, tuple[Evidence, ...]]
    interrupted: bool = False


class Inquiry:
    """Looks up the sources of all documents of a run."""

    def __init__(
        self,
        settings: Settings,
        client: Asks | None = None,
        services: Mapping[str, Resolver] | None = None,
    ) -> None:
        self.settings = settings
        self.services = resolvers() if services is None else services
        self._check_names()
        self._given = client
        self._client: Once | None = None
        self._making = threading.Lock()
        self._entries = Pool(settings.jobs)
        self._services = Pool(settings.jobs * AT_ONCE)

    def _check_names(self) -> None:
        known = {*self.services, *SERVICES, *(engine.name for engine in ENGINES)}
        given = (*self.settings.ask_services, *self.settings.skip_services)
        for name in (*given, *self.settings.services):
            if name not in known:
                remedy = f"they are {', '.join(sorted(self.services))}"
                raise UsageError(f"no such service: {name}", remedy=remedy)

    @property
    def client(self) -> Once:
        """What asks; made when there is something to ask."""
        with self._making:
            if self._client is None:
                self._client = Once(self._given or _client(self.settings))
            return self._client

    def about(
        self,
        entries: Iterable[Entry],
        progress: Progress | None = None,
        quoted: Container[str] = (),
    ) -> Answers:
        """What is found of the sources among the entries; equal ones are looked up once.

        Args:
            entries: those of a document.
            progress: told how many of them are done.
            quoted: the keys of those whose words are quoted, so that their text is wanted.
        """
        groups: dict[object, list[str]] = {}
        first: dict[object, Entry] = {}
        for entry in entries:
            if entry.kind is EntryKind.SOURCE:
                groups.setdefault(_question(entry), []).append(entry.key)
                first.setdefault(_question(entry), entry)
        if not first:
            return Answers({})
        wanted = {one for one, keys in groups.items() if any(key in quoted for key in keys)}
        client = self.client
        done: queue.SimpleQueue[object] = queue.SimpleQueue()
        futures = {}
        for question, entry in first.items():
            look_up = functools.partial(self._look_up, entry, client, question in wanted)
            future = self._entries.submit(look_up)
            future.add_done_callback(functools.partial(_put, done, question))
            futures[question] = future
        found: dict[str, tuple[Evidence, ...]] = {}
        interrupted = False
        try:
            for number in range(len(futures)):
                if progress:
                    progress(number, len(futures))
                question = done.get()
                for key in groups[question]:
                    found[key] = futures[question].result()
        except KeyboardInterrupt:
            interrupted = True
            for future in futures.values():
                future.cancel()
        return Answers(found, interrupted)

    def _look_up(self, entry: Entry, client: Asks, quoted: bool) -> tuple[Evidence, ...]:
        together = self._services.together
        return look_up(
            entry, client, self.services, self.settings, together=together, quoted=quoted
        )

    def unasked(self, entry: Entry, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The services that hold works of this kind and were not asked, each with the reason."""
        asked = {one.source for one in evidence}
        names = dict.fromkeys(name for wave in waves(entry) for name in wave if name not in asked)
        return tuple(
            Evidence(name, "search", Outcome.SKIPPED, message=self._why_unasked(name))
            for name in names
        )

    def _why_unasked(self, name: str) -> str:
        if not self.settings.asks(name):
            return "not asked: left out by the settings"
        if lacks_key(name):
            return f"not asked: it needs a key in {SERVICES[name].key}"
        return "not asked: there was no need"

    def close(self) -> None:
        """Let the threads end."""
        self._entries.close()
        self._services.close()


def _put(done: queue.SimpleQueue[object], question: object, _: object) -> None:
    done.put(question)


def _question(entry: Entry) -> object:
    """What makes two entries the same question: all that they say of the work."""
    fields = tuple(sorted((name, field.value) for name, field in entry.fields.items()))
    identifiers = tuple(sorted((one.scheme, one.value) for one in entry.identifiers))
    return entry.type, fields, identifiers


def net_settings(settings: Settings) -> NetSettings:
    """The bounds of the network that the settings of a run give."""
    bases = dict(settings.services)
    for name in ("crossref-search", "crossref-journals"):
        if "crossref" in bases and name in SERVICES:
            bases.setdefault(name, bases["crossref"])
    return NetSettings(
        run_seconds=settings.timeout,
        allow_private=settings.allow_private,
        cache=_cache(settings),
        save_evidence=Path(settings.save_evidence) if settings.save_evidence else None,
        bases=bases,
        hosts=settings.hosts,
        mailto=settings.mailto,
    )


def _cache(settings: Settings) -> Path | None:
    if not settings.cache:
        return None
    if settings.cache_dir:
        return Path(settings.cache_dir)
    from platformdirs import user_cache_path

    return user_cache_path("srccheck")


def _client(settings: Settings) -> Asks:
    bounds = net_settings(settings)
    if settings.offline or settings.evidence:
        folder = Path(settings.evidence) if settings.evidence else None
        return OfflineClient(folder, bases=bounds.bases)
    if no_network([bounds.bases.get(name) or SERVICES[name].base for name in _PROBED]):
        return OfflineClient(why=NO_NETWORK)
    return Client(bounds)


_PROBED = ("doi.org", "crossref", "openalex")
