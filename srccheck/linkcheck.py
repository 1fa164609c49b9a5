"""The line of link checking as code: Document → links → checks → findings.

:func:`follow` takes dossiers as they come, from :func:`documents` here or from the pipeline, and
hands them on with the checks of their links and the findings that follow from these.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from srccheck import inputs, readers
from srccheck.allow import part_allowed
from srccheck.config import Settings
from srccheck.errors import InputError
from srccheck.links.archive import InternetArchive
from srccheck.links.filters import IGNORE_FILE, Filters, ignore_patterns
from srccheck.links.options import LinkOptions
from srccheck.links.survey import Survey, Web, World
from srccheck.messages import _
from srccheck.model import Dossier, Failure, Finding, Identifier
from srccheck.model.evidence import Evidence
from srccheck.model.links import LinkVerdict

if TYPE_CHECKING:
    from srccheck.links.engine import LinkRun
    from srccheck.links.extract import Found
    from srccheck.links.settings import LinkSettings, Progress
    from srccheck.lookup.inquiry import Inquiry
    from srccheck.net import Asks
    from srccheck.rules.link_rule import LinkRule

_RESOLVERS = {"arxiv": "arxiv", "pmid": "pubmed", "pmcid": "europe-pmc", "isbn": "open-library"}


@dataclass
class Following:
    """How the links of a run are followed, and how far that is.

    ``wanted`` decides which links are looked at; ``interrupted`` says that the run was stopped.
    """

    settings: Settings
    options: LinkOptions
    engine: LinkSettings | None = None
    """How the web is asked; ``None`` asks nobody."""
    wanted: Callable[[Found], bool] = lambda _found: True
    progress: Callable[[Progress], None] | None = None
    web: Web | None = None
    """What checks links in the place of the engine."""
    slim: bool = False
    form: bool = False
    """Whether to say what is wrong with the form of links, too."""
    runs: list[LinkRun] = field(default_factory=list)
    inquiry: Inquiry | None = None
    """What asks services, the one of the run: so it keeps to the rate that each of them allows."""
    _asking: threading.Lock = field(default_factory=threading.Lock)

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped before its end."""
        return any(run.interrupted for run in self.runs)

    @property
    def client(self) -> Asks:
        """The client for services; it is made when somebody is first asked: that takes a while."""
        with self._asking:
            if self.inquiry is None:
                from srccheck.lookup.inquiry import Inquiry

                self.inquiry = Inquiry(self.settings)
        return self.inquiry.client

    def archived(self, url: str, day: datetime.date | None) -> str:
        """The archived copy of an address that is nearest to a day."""
        return InternetArchive(self.client).copy_of(url, day)

    def save(self, url: str, day: datetime.date | None) -> str:
        """Ask the Internet Archive to save an address (Save Page Now); gives that of the copy."""
        return InternetArchive(self.client).save(url, day)


def documents(given: Iterable[str], settings: Settings) -> Iterator[Dossier | Failure]:
    """The documents of the inputs."""
    today = datetime.date.today()
    seen: set[str] = set()
    for item in given:
        for source in inputs.expand(item, readers.suffixes(), seen, settings.stdin_format):
            if isinstance(source, Failure):
                yield source
                continue
            try:
                document = inputs.read(source)
            except InputError as error:
                cause = error.cause.removeprefix(f"{source.path} ")
                yield Failure(source.path, cause, error.remedy)
                continue
            yield Dossier(document, document.entries, today)


def follow(
    results: Iterable[Dossier | Failure], following: Following
) -> Iterator[Dossier | Failure]:
    """The same results with the checks of their links, and the findings on them.

    ``results`` may be read in another thread.
    """
    for result in _survey(results, following):
        yield (
            judged(result, following.settings, following.options)
            if isinstance(result, Dossier)
            else result
        )


def _survey(
    results: Iterable[Dossier | Failure], following: Following
) -> Iterator[Dossier | Failure]:
    """The same results with the checks of their links."""
    settings, options = following.settings, following.options
    filters = Filters(options, ignored(), settings.hosts)
    world = World(
        read=readers.read_path,
        web=following.web or (_web(following) if following.engine else None),
        ask=_registries(following) if following.engine else None,
        takes_mail=_takes_mail() if options.mail_mx and following.engine else None,
        wanted=following.wanted,
        stopped=lambda: following.interrupted,
        judge=functools.partial(_formed, settings=settings) if following.form else None,
        slim=following.slim,
    )
    return Survey(options, filters, world).follow(results)


class Alongside:
    """Follows links in a thread while sources are looked up.

    It is given documents as they are parsed, with :meth:`add`, and puts the checks of their links
    into what the look-ups came to, with :meth:`joined`.
    """

    def __init__(self, following: Following) -> None:
        self._following = following
        self._parsed: queue.SimpleQueue[Dossier | None] = queue.SimpleQueue()
        self._checked: dict[str, Dossier] = {}
        self._errors: list[BaseException] = []
        self._thread = threading.Thread(target=self._follow, name="alongside", daemon=True)
        self._thread.start()

    def add(self, dossier: Dossier) -> None:
        """Follow the links of a document."""
        self._parsed.put(dossier)

    def joined(self, results: Iterable[Dossier | Failure]) -> Iterator[Dossier | Failure]:
        """The results with the checks of their links and the findings on them, at the end of all.

        Raises:
            KeyboardInterrupt: the run was stopped; what was known by then has been given.
        """
        known: list[Dossier | Failure] = []
        stopped = False
        try:
            known.extend(results)
        except KeyboardInterrupt:
            stopped = True
        finally:
            self._parsed.put(None)
        while self._thread.is_alive():
            try:
                if stopped:
                    for run in self._following.runs:
                        run.stop()
                self._thread.join(0.2)
            except KeyboardInterrupt:
                if stopped:
                    raise
                stopped = True
        if self._errors:
            raise self._errors[0]
        following = self._following
        for result in known:
            checked = isinstance(result, Dossier) and self._checked.get(result.document.path)
            if isinstance(result, Dossier) and checked:
                result = replace(result, links=checked.links)
                result = judged(result, following.settings, following.options)
            yield result
        if stopped or following.interrupted:
            raise KeyboardInterrupt

    def _follow(self) -> None:
        try:
            for result in _survey(iter(self._parsed.get, None), self._following):
                if isinstance(result, Dossier):
                    self._checked[result.document.path] = result
        except BaseException as error:
            self._errors.append(error)


@functools.cache
def _link_rules() -> tuple[type[LinkRule], ...]:
    """The rules on links; loaded when answers are awaited."""
    from srccheck.rules import ON_LINKS, load

    return cast("tuple[type[LinkRule], ...]", load(ON_LINKS))


@functools.cache
def _verdicts() -> dict[str, str]:
    """The verdict behind each rule."""
    dead = {"broken-identifier": LinkVerdict.DEAD.value}  # not empty links: menus are often such
    return {rule.name: rule.verdict.value for rule in _link_rules()} | dead


def _formed(dossier: Dossier, settings: Settings) -> Iterator[Dossier | Failure]:
    """The dossier with what is wrong with the form of its links, and what failed meanwhile."""
    from srccheck.judging import judge
    from srccheck.rules.broken_identifier import BrokenIdentifier
    from srccheck.rules.empty_link import EmptyLink

    crashes: list[Failure] = []
    rules = (EmptyLink, BrokenIdentifier)
    yield judge(dossier, settings, rules, crashes.append)
    yield from crashes


def judged(dossier: Dossier, settings: Settings, options: LinkOptions) -> Dossier:
    """The dossier with the findings that its checks lead to, those that are to be told.

    Told is what may make the run fail, and what has at least the severity of a warning; the rest
    only if it is asked for.
    """
    found: list[Finding] = []
    for rule in _link_rules():
        for finding in rule().check(dossier):
            fails = _verdicts()[finding.rule] in options.fail_on
            if settings.wants(finding.rule, "warning" if fails else finding.severity.value):
                found.append(finding)
    missing = {one.span for one in found if one.rule == "missing-file"}
    before = [
        one for one in dossier.findings if one.rule != "unread-file" or one.span not in missing
    ]  # that is told once
    rest, allowed = part_allowed(dossier.document, found, settings.allow, dossier.today)
    told = {*before, *rest}
    order = sorted(told, key=lambda one: (*one.span, -one.severity.rank, one.rule, one.cited))
    return replace(dossier, findings=tuple(order), allowed=(*dossier.allowed, *allowed))


def fails(finding: Finding, options: LinkOptions) -> bool:
    """Whether a finding on a link makes a run fail."""
    return _verdicts().get(finding.rule, "") in options.fail_on


def ignored() -> list[str]:
    """The patterns of the ignore files of the current folder and those above, in its repository."""
    patterns: list[str] = []
    here = Path.cwd()
    for folder in (here, *here.parents):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            patterns += ignore_patterns((folder / IGNORE_FILE).read_text(encoding="utf-8"))
        if (folder / ".git").exists():
            break
    return list(LinkOptions(exclude=tuple(patterns)).exclude)


def _web(following: Following) -> Web:
    from srccheck.links.engine import check_links

    def check(links: Iterable[object]) -> LinkRun:
        run = check_links(links, following.engine, following.progress)  # type: ignore[arg-type]
        following.runs.append(run)
        return run

    return check


def _takes_mail() -> Callable[[str], bool | None]:
    import importlib.util

    from srccheck.errors import UsageError
    from srccheck.links.mailto import takes_mail

    if importlib.util.find_spec("dns") is None:
        raise UsageError(_("--mail-mx needs dnspython"), remedy=_("pip install 'srccheck[mx]'"))
    return functools.cache(takes_mail)


def _registries(following: Following) -> Callable[[str, str], Evidence | None]:
    """Asks the registries of identifiers."""

    def ask(scheme: str, value: str) -> Evidence | None:
        from srccheck.resolvers.doi_org import DoiOrg

        client, inquiry = following.client, following.inquiry
        if scheme in ("doi", "handle"):
            return DoiOrg().exists(value, client)
        resolver = inquiry.services.get(_RESOLVERS.get(scheme, "")) if inquiry else None
        identifier = Identifier(scheme, value)
        if resolver is None or not resolver.resolves(identifier):
            return None
        return resolver.resolve(identifier, client)

    return ask


def _read_page(*given: Any) -> Any:
    """Read a page; the reader is loaded with the first of them."""
    from srccheck.resolvers.pages import read_page

    return read_page(*given)


def _readable(path: str) -> Path | None:
    """The file of an option; an option that was not given names none."""
    from srccheck.errors import ConfigError

    if path and not Path(path).is_file():
        raise ConfigError(f"{path} does not exist", remedy="check ca-file and client-certificate")
    return Path(path) if path else None


def _pair(certificate: str, key: str) -> tuple[Path, Path] | None:
    """A certificate and its key, which may be in one file."""
    shown = _readable(certificate)
    return (shown, _readable(key) or shown) if shown else None


def engine_settings(settings: Settings, options: LinkOptions, **more: object) -> LinkSettings:
    """How the web is asked, by the settings of the run."""
    from srccheck.links.settings import HostRule, LinkSettings
    from srccheck.net import addresses

    stands_in = {host.partition(":")[0]: urlsplit(url) for host, url in settings.hosts.items()}
    local = {parts.hostname for parts in stands_in.values()}

    def resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
        parts = stands_in.get(host)
        if parts is None:
            return addresses.resolve(host, port, 10.0)
        return [(parts.hostname or "", parts.port or port)]

    given: dict[str, object] = {
        "allow_private": settings.allow_private,
        "robots": options.robots,
        "read_page": _read_page,
        "hosts": {name: HostRule(**rule) for name, rule in options.hosts.items()},
        "concurrency": options.jobs,
        "run_seconds": options.timeout,
        "link_seconds": options.link_timeout,
        "state": Path(options.state) if options.state else None,
        "strikes": options.strikes,
        "cache": Path(options.cache) if options.cache else None,
        "cache_days": options.cache_days,
        "ca_file": _readable(options.ca_file),
        "client_certificate": _pair(options.client_certificate, options.client_key),
        **more,
    }
    if stands_in:
        given |= {
            "resolve": resolve,
            "is_public": lambda ip: ip in local or addresses.is_public(ip),
        }
    return LinkSettings(**given)  # type: ignore[arg-type]
