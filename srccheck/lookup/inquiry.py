"""The look-ups of a run: one client, one pool of threads, each question once."""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Callable, Container, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from srccheck.config import Settings
from srccheck.errors import UsageError
from srccheck.lookup.once import Once
from srccheck.lookup.one import look_up
from srccheck.lookup.pool import Pool
from srccheck.lookup.routes import INDEX, lacks_key, waves
from srccheck.messages import _
from srccheck.model import Entry, EntryKind
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import SERVICES, Asks, Client, NetSettings, OfflineClient
from srccheck.net.reach import no_network
from srccheck.resolvers import Resolver, resolvers
from srccheck.resolvers.web_search import ENGINES

AT_ONCE = 4
"""Look-ups of one entry that may run at once."""
NO_NETWORK = _("there is no network")
Progress = Callable[[int, int], None]
"""Told how many of how many sources of a document are looked up."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found of the sources of a document, by entry key.

    Those that Ctrl-C left out are missing, and ``interrupted`` is true.
    """

    evidence: Mapping[str, tuple[Evidence, ...]]
    interrupted: bool = False


_Done = queue.SimpleQueue["tuple[Asking, object]"]


@dataclass(eq=False, slots=True)
class Asking:
    """The look-ups of one document: the keys of the entries that put each question."""

    keys: dict[object, list[str]] = field(default_factory=dict)
    futures: dict[object, Future[tuple[Evidence, ...]]] = field(default_factory=dict)
    answered: list[object] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether some are not answered, as far as is known."""
        return len(self.answered) < len(self.futures)

    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """What was found, by entry key."""
        return {
            key: self.futures[question].result()
            for question in self.answered
            for key in self.keys[question]
        }


class Inquiry:
    """Looks up the sources of all documents of a run."""

    def __init__(
        self,
        settings: Settings,
        client: Asks | None = None,
        services: Mapping[str, Resolver] | None = None,
    ) -> None:
        self.settings = settings
        self.services = _services(settings) if services is None else services
        self._check_names()
        self._given = client
        self._client: Once | None = None
        self._making = threading.Lock()
        self.stopped = False
        self._begun: list[Asking] = []
        self._done: _Done = queue.SimpleQueue()
        self._entries = Pool(settings.jobs)
        self._services = Pool(settings.jobs * AT_ONCE)

    def _check_names(self) -> None:
        given = (*self.settings.ask_services, *self.settings.skip_services)
        known = {*self.services, *SERVICES, INDEX, *(engine.name for engine in ENGINES)}
        known |= set(resolvers() if given else ())
        for name in (*given, *self.settings.services):
            if name not in known:
                remedy = _("they are {services}", services=", ".join(sorted(self.services)))
                raise UsageError(_("no such service: {name}", name=name), remedy=remedy)

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
        """What is found of the sources among the entries; :meth:`begin` and :meth:`finish`."""
        return self.finish(self.begin(entries, quoted), progress)

    def begin(self, entries: Iterable[Entry], quoted: Container[str] = ()) -> Asking:
        """Begin to look up the sources among the entries; equal ones are looked up once.

        Args:
            entries: those of a document.
            quoted: the keys of those whose words are quoted, so that their text is wanted.
        """
        first: dict[object, Entry] = {}
        asking = Asking()
        for entry in entries:
            if entry.kind is EntryKind.SOURCE:
                question = question_of(entry)
                asking.keys.setdefault(question, []).append(entry.key)
                first.setdefault(question, entry)
        for question, entry in first.items():
            wanted = any(key in quoted for key in asking.keys[question])
            look_up = functools.partial(self._look_up, entry, self.client, wanted)
            future = asking.futures[question] = self._entries.submit(look_up)
            future.add_done_callback(functools.partial(_put, self._done, asking, question))
        self._begun.append(asking)
        return asking

    def finish(self, asking: Asking, progress: Progress | None = None) -> Answers:
        """What is found of the sources of a document; answers on other documents are noted too.

        Ctrl-C stops the look-ups of the whole run; what is known by then is given.

        Args:
            asking: what :meth:`begin` gave.
            progress: told how many of the sources are done.
        """
        try:
            while asking.open and not self.stopped:
                if progress:
                    progress(len(asking.answered), len(asking.futures))
                other, question = self._done.get()
                other.answered.append(question)
        except KeyboardInterrupt:
            self.stop()
        if asking in self._begun:
            self._begun.remove(asking)
        return Answers(asking.evidence(), asking.open)

    def stop(self) -> None:
        """Look nothing more up in this run."""
        self.stopped = True
        for asking in self._begun:
            for future in asking.futures.values():
                future.cancel()

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
        if _only_index(self.settings):
            return "not asked: offline"
        if not self.settings.asks(name):
            return "not asked: left out by the settings"
        if lacks_key(name):
            return f"not asked: it needs a key in {SERVICES[name].key}"
        return "not asked: there was no need"

    def close(self) -> None:
        """Let the threads end."""
        self._entries.close()
        self._services.close()


def _put(done: _Done, asking: Asking, question: object, _future: object) -> None:
    done.put((asking, question))


def question_of(entry: Entry) -> object:
    """What makes two entries the same question: all that they say of the work."""
    fields = tuple(sorted((name, field.value) for name, field in entry.fields.items()))
    identifiers = tuple(sorted((one.scheme, one.value) for one in entry.identifiers))
    return entry.type, fields, identifiers


def _services(settings: Settings) -> Mapping[str, Resolver]:
    """Whom to ask: the index, if there is one, before the services."""
    if not settings.index:
        return resolvers()
    from srccheck.index.resolver import resolver

    index = {INDEX: resolver(settings.index)}
    return index if _only_index(settings) else {**index, **resolvers()}


def _only_index(settings: Settings) -> bool:
    return bool(settings.index) and settings.offline and not settings.evidence


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
