"""One entry: its own identifiers first, then searches, then the page; no more than is needed."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from srccheck.config import Settings
from srccheck.lookup.open_copies import open_copy
from srccheck.lookup.pool import in_turn
from srccheck.lookup.routes import BY_SCHEME, INDEX, PAGES_ONLY, added, asked, has_page, waves
from srccheck.matching import judge
from srccheck.matching.identifiers import own_identifiers
from srccheck.model import Entry, Identifier, Verdict
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import Asks
from srccheck.resolvers import Resolver
from srccheck.resolvers.crossref_journals import CrossrefJournals
from srccheck.resolvers.doi_org import DoiOrg
from srccheck.resolvers.finding import find_page, venue_domain
from srccheck.resolvers.page import Page
from srccheck.resolvers.pages.markup import host_of
from srccheck.resolvers.wikidata import Wikidata
from srccheck.text.identifiers import problem

Task = Callable[[], "Evidence | None"]


class Together(Protocol):
    """What runs tasks and gives their results in order."""

    def __call__(self, tasks: Sequence[Callable[[], Any]]) -> list[Any]:
        """Run the tasks."""


def look_up(
    entry: Entry,
    client: Asks,
    resolvers: Mapping[str, Resolver],
    settings: Settings | None = None,
    *,
    together: Together = in_turn,
    quoted: bool = False,
) -> tuple[Evidence, ...]:
    """What services and pages say of an entry.

    A local index is asked before any service, and if it has the work, hardly anybody else is. Then
    its own identifiers are looked up. Only if they do not settle which work it is are
    services searched, wave by wave, and only then is its page looked for.

    Args:
        entry: a source.
        client: what asks.
        resolvers: by name; those of services that the settings leave out are not asked.
        settings: which services to ask.
        together: what runs several look-ups at once; by default they are run in turn.
        quoted: whether words are quoted from it, so that its text is wanted too.

    Returns:
        One piece of evidence for each look-up, answered or not, in the order of the look-ups.
    """
    wanted = asked(resolvers, settings or Settings())
    if not quoted and isinstance(wanted.get("page"), Page):
        wanted["page"] = Page(pdf_text=False)
    desk = _Desk(entry, client, wanted, together, settings or Settings())
    desk.ask_index()
    desk.ask_for_identifiers()
    if not desk.settled:
        desk.search()
    if not desk.settled:
        desk.find_page()
    if not desk.settled:
        desk.ask_about_volumes()
    desk.ask_about_journal()
    desk.follow_doi()
    if quoted:
        desk.read_open_copy()
    return tuple(desk.evidence)


class _Desk:
    """The look-ups of one entry so far."""

    def __init__(
        self,
        entry: Entry,
        client: Asks,
        resolvers: Mapping[str, Resolver],
        together: Together,
        settings: Settings,
    ) -> None:
        self.entry = entry
        self.client = client
        self.resolvers = resolvers
        self.together = together
        self.settings = settings
        self.evidence: list[Evidence] = []
        self.settled = False

    def add(self, tasks: Iterable[Task]) -> None:
        """Run look-ups at once, and keep what they give."""
        self.keep([one for one in self.together(list(tasks)) if one is not None])

    def keep(self, found: Sequence[Evidence]) -> None:
        """Keep what was found, and see whether it is enough."""
        self.evidence.extend(found)
        if any(one.records for one in found) and not self.settled:
            identity = judge(self.entry, self.evidence).verdicts.identity
            self.settled = identity is Verdict.VERIFIED

    def ask_index(self) -> None:
        """Ask the local index, if there is one, for the identifiers, and then for the work."""
        index = self.resolvers.get(INDEX)
        if not index:
            return
        own = [one for one in self._own_identifiers() if index.resolves(one)]
        self.add(self._safely(INDEX, functools.partial(index.resolve, one)) for one in own)
        if not self.settled and waves(self.entry):
            self.add([self._safely(INDEX, functools.partial(index.search, self.entry))])

    def _own_identifiers(self) -> list[Identifier]:
        return [one for one in own_identifiers(self.entry) if not problem(one.scheme, one.value)]

    def ask_for_identifiers(self) -> None:
        """Look up the identifiers that the entry states.

        Where the index has the work, only its addresses are: whether it can be read there.
        """
        own = self._own_identifiers()
        if self.settled:
            own = [one for one in own if one.scheme == "url"]
        dois = list(dict.fromkeys(one.value for one in own if one.scheme == "doi"))
        tasks = [task for doi in dois for task in self._doi(doi)]
        tasks += [task for one in own if one.scheme != "doi" for task in self._identifier(one)]
        self.add(tasks)
        for doi in dois:
            self.add(self._second_doi(doi))
        for one in own:
            self.add(self._in_wikidata(one))

    def _identifier(self, identifier: Identifier) -> Iterator[Task]:
        if identifier.scheme == "url" and _is_resolver(identifier.value):
            return
        for name in (*BY_SCHEME.get(identifier.scheme, ()), *added(self.resolvers)):
            resolver = self.resolvers.get(name)
            if resolver and resolver.resolves(identifier):
                yield self._safely(name, functools.partial(resolver.resolve, identifier))

    def _doi(self, doi: str) -> Iterator[Task]:
        identifier = Identifier("doi", doi)
        if registry := self.resolvers.get("doi.org"):
            yield self._safely("doi.org", functools.partial(registry.resolve, identifier))
        yield self._safely("crossref", functools.partial(self._by_agency, identifier))
        for name in added(self.resolvers):
            if self.resolvers[name].resolves(identifier):
                ask = functools.partial(self.resolvers[name].resolve, identifier)
                yield self._safely(name, ask)

    def _by_agency(self, identifier: Identifier, client: Asks) -> Evidence | None:
        """What the agency that registered a DOI says of it, if it can be asked itself."""
        registry = self.resolvers.get("doi.org")
        agency = registry.agency(identifier.value, client) if isinstance(registry, DoiOrg) else ""
        name = {"": "crossref", "Crossref": "crossref", "DataCite": "datacite"}.get(agency)
        resolver = self.resolvers.get(name or "")
        return resolver.resolve(identifier, client) if resolver else None

    def _second_doi(self, doi: str) -> Iterator[Task]:
        """Whether a DOI exists at all, and who has it, when the first answer was "no"."""
        said = {one.source: one.outcome for one in self.evidence if one.query == f"doi {doi}"}
        if Outcome.FOUND in said.values():
            return
        registry, other = self.resolvers.get("doi.org"), self.resolvers.get("datacite")
        if said.get("doi.org") is Outcome.NOT_FOUND and isinstance(registry, DoiOrg):
            yield self._safely("doi.org", functools.partial(registry.exists, doi))
        if other and "datacite" not in said:
            ask = functools.partial(other.resolve, Identifier("doi", doi))
            yield self._safely("datacite", ask)

    def _in_wikidata(self, identifier: Identifier) -> Iterator[Task]:
        """Whether Wikidata knows a DOI or ISBN of which nobody else has a record.

        It cannot know a DOI that is registered nowhere.
        """
        wikidata = self.resolvers.get("wikidata")
        if not wikidata or identifier.scheme not in ("doi", "isbn"):
            return
        query = f"{identifier.scheme} {identifier.value}"
        said = [one for one in self.evidence if one.query in (query, f"handle {identifier.value}")]
        if any(one.query != query and one.outcome is Outcome.NOT_FOUND for one in said):
            return
        titled = any(record.title for one in said for record in one.records)
        if any(one.outcome.answered for one in said) and not titled:
            yield self._safely("wikidata", functools.partial(wikidata.resolve, identifier))

    def search(self) -> None:
        """Search the services, wave by wave, until the work is found."""
        for wave in waves(self.entry):
            self.add(
                self._safely(name, functools.partial(self.resolvers[name].search, self.entry))
                for name in wave
                if name in self.resolvers and self._may_search(name)
            )
            if self.settled:
                return
        self.add(
            self._safely(name, functools.partial(self.resolvers[name].search, self.entry))
            for name in added(self.resolvers)
        )

    def _may_search(self, name: str) -> bool:
        """Whether the settings leave out the searches of a service, which have their own name."""
        return f"{name}-search" not in self.settings.skip_services

    def find_page(self) -> None:
        """Look for the page of a work whose home is a page, if its own address gave none."""
        if "page" not in self.resolvers or not has_page(self.entry):
            return
        own = [one for one in self.evidence if one.source == "page"]
        if any(one.outcome is not Outcome.NOT_FOUND for one in own):
            return
        try:
            domain = self._domain()
            self.keep(find_page(self.entry, self.client, self.settings.asks, domain))
        except Exception as error:
            self.keep([_slip("page", error)])

    def _domain(self) -> str:
        """The domain of a newspaper, magazine or blog that is not a known venue, by Wikidata."""
        wikidata, name = self.resolvers.get("wikidata"), self.entry.value("journaltitle")
        if not (isinstance(wikidata, Wikidata) and name) or venue_domain(self.entry):
            return ""
        if self.entry.value("entrysubtype") not in PAGES_ONLY:
            return ""
        found = self._safely("wikidata", functools.partial(wikidata.serials, name))()
        self.keep([found] if found else [])
        hosts = {host_of(record.url) for record in found.records if record.url} if found else set()
        return hosts.pop() if len(hosts) == 1 else ""

    def ask_about_journal(self) -> None:
        """Ask what the journal of an ISSN is, where the work is not found or names another."""
        portal = self.resolvers.get("issn-portal")
        if not portal:
            return
        issns = [one.value for one in self.entry.identifiers if one.scheme == "issn"]
        if self.settled:
            judgement = judge(self.entry, self.evidence)
            if not any(one.field == "journaltitle" for one in judgement.differing):
                return
            issns += [issn for match in judgement.work for issn in match.record.ids("issn")]
        issn = next((one for one in issns if not problem("issn", one)), "")
        if issn:
            ask = functools.partial(portal.resolve, Identifier("issn", issn))
            self.add([self._safely("issn-portal", ask)])

    def ask_about_volumes(self) -> None:
        """What stood in the journal at the time, for an article that nobody has."""
        journals = self.resolvers.get("crossref-journals")
        volume, year = self.entry.value("volume"), self.entry.value("date")[:4]
        if not (isinstance(journals, CrossrefJournals) and volume.isdecimal() and year.isdecimal()):
            return
        if not any(one.source == "crossref" and one.outcome.answered for one in self.evidence):
            return
        issn = next((one.value for one in self.entry.identifiers if one.scheme == "issn"), "")
        if not issn:
            found = self._safely(
                "crossref-journals", functools.partial(journals.search, self.entry)
            )()
            issn = _issn(self.entry, found)
        if issn:
            self.add(
                self._safely("crossref-journals", functools.partial(journals.volumes, issn, when))
                for when in (int(year), int(year) - 1)
            )

    def follow_doi(self) -> None:
        """Ask Crossref for the DOI that was found, because it knows of retractions."""
        crossref = self.resolvers.get("crossref")
        if not (self.settled and crossref):
            return
        work = judge(self.entry, self.evidence).work
        if any(match.record.source in ("crossref", "datacite") for match in work):
            return
        asked_for = {one.query for one in self.evidence}
        doi = next((doi for match in work for doi in match.record.ids("doi")), "")
        if doi and f"doi {doi}" not in asked_for and not problem("doi", doi):
            ask = functools.partial(crossref.resolve, Identifier("doi", doi))
            self.add([self._safely("crossref", ask)])

    def read_open_copy(self) -> None:
        """Ask for the text of the work where it is open, if its own page did not give it."""
        page = self.resolvers.get("page")
        if not (self.settled and page):
            return
        address = open_copy(self.entry, judge(self.entry, self.evidence).work, self.evidence)
        if address:
            ask = functools.partial(page.resolve, Identifier("url", address))
            self.add([self._safely("page", ask)])

    def _safely(self, name: str, ask: Callable[[Asks], Evidence | None]) -> Task:
        """The same look-up, with a slip in its code as a failure to answer."""

        def task() -> Evidence | None:
            try:
                return ask(self.client)
            except Exception as error:
                return _slip(name, error)

        return task


def _slip(name: str, error: Exception) -> Evidence:
    now = datetime.datetime.now(datetime.UTC)
    message = f"a bug in its resolver: {type(error).__name__}: {error}"[:300]
    return Evidence(name, "", Outcome.FAILED, time=now, message=message)


def _is_resolver(url: str) -> bool:
    """Whether an address is that of a DOI, which is looked up as such."""
    return (urlsplit(url).hostname or "") in ("doi.org", "dx.doi.org", "www.doi.org")


def _issn(entry: Entry, found: Evidence | None) -> str:
    """The ISSN of the journal with exactly the name that the entry gives."""
    from srccheck.text.normalise import fold

    name = fold(entry.value("journaltitle"))
    for record in found.records if found else ():
        if fold(record.title) == name and record.ids("issn"):
            return record.ids("issn")[0]
    return ""
