"""The index beside the services: same verdicts, first in line, alone offline."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import srccheck
from srccheck.config import Settings
from srccheck.errors import InputError
from srccheck.index.resolver import LocalIndex
from srccheck.lookup import Inquiry, look_up
from srccheck.matching import Judgement, judge, signs
from srccheck.model import Entry, Verdict
from srccheck.model.evidence import Evidence, Outcome
from srccheck.net import Client, NetSettings, OfflineClient
from srccheck.parse import parse_reference
from srccheck.resolvers import resolvers

from ..standin import server
from ..standin.works import EDITORIALS, SALT, TIDES, WORKS
from . import dump_files as files
from .conftest import Make

GOOD = {f"{one.title}, {one.volume}": files.standin_reference(one) for one in WORKS}
WITH_DOI = {f"{name}, DOI": f"{GOOD[name]} https://doi.org/{one.doi}"
            for name, one in zip(GOOD, WORKS, strict=True)}  # fmt: skip
WRONG = {
    "year": GOOD["The Tides of Lake Sorrel, 12"].replace("2014", "2003"),
    "author": GOOD["The Tides of Lake Sorrel, 12"].replace("Rask, Ida", "Ferro, Juan"),
    "pages": GOOD["The Tides of Lake Sorrel, 12"].replace("45–61", "145–161"),
    "another work's DOI": f"{GOOD['The Tides of Lake Sorrel, 12']} https://doi.org/{SALT.doi}",
    "ambiguous": "“Editorial”. Journal of Inland Waters.",
}
CASES = {**GOOD, **WITH_DOI, **WRONG}
ABSENT = "Marlow, Ann. “The Quiet Straits of Elsewhere”. Journal of Faraway Seas 4 (1999): 1–9."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, make_once: Make) -> LocalIndex:
    works = [*files.standin_works(), *(files.work(n) for n in range(40))]
    path = tmp_path_factory.mktemp("dump") / "works.tar"
    return LocalIndex(make_once(files.crossref_tar(path, works)))


@pytest.fixture(scope="module")
def crossref() -> Iterator[Client]:
    with server.running() as address:
        base = f"{address}/works/api.crossref.org"
        bases = {"crossref": base, "crossref-search": base}
        yield Client(NetSettings(allow_private=True, bases=bases, cache=None))


def judged(entry: Entry, evidence: tuple[Evidence, ...]) -> Judgement:
    return judge(entry, evidence)


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_the_verdict_is_that_of_crossref(text: str, index: LocalIndex, crossref: Client) -> None:
    entry = parse_reference(text)
    theirs = judge(entry, look_up(entry, crossref, {"crossref": resolvers()["crossref"]}))
    ours = judge(entry, look_up(entry, OfflineClient(), {"index": index}))
    assert ours.verdicts == theirs.verdicts
    assert [m.record.id for m in ours.work] == [m.record.id for m in theirs.work]


def test_a_verdict_of_each_kind_was_compared(index: LocalIndex) -> None:
    said = {
        judge(entry, look_up(entry, OfflineClient(), {"index": index})).verdicts.identity
        for entry in map(parse_reference, CASES.values())
    }
    assert said >= {Verdict.VERIFIED, Verdict.CONTRADICTED}


def test_a_retraction_that_only_retraction_watch_knows(tmp_path: Path, make: Make) -> None:
    sound = [{**one, "updated-by": [], "title": [TITLE]} for one in files.standin_works()[1:2]]
    csv = tmp_path / "retraction_watch.csv"
    csv.write_bytes(files.RETRACTION_WATCH)
    index = LocalIndex(make(files.crossref_tar(tmp_path / "c.tar", sound), csv))
    entry = parse_reference(files.standin_reference(SALT))
    judgement = judge(entry, look_up(entry, OfflineClient(), {"index": index}))
    assert judgement.verdicts.identity is Verdict.VERIFIED
    assert judgement.verdicts.status is Verdict.CONTRADICTED


TITLE = SALT.title


def test_what_a_part_of_a_database_has_not_is_inconclusive(index: LocalIndex) -> None:
    entry = parse_reference(ABSENT)
    evidence = look_up(entry, OfflineClient(), {"index": index})
    assert judge(entry, evidence).verdicts.identity is Verdict.INCONCLUSIVE


def test_what_a_whole_database_has_not_is_not_found(tmp_path: Path, make: Make) -> None:
    path = files.crossref_tar(tmp_path / "works.tar", [files.work(n) for n in range(40)])
    index = LocalIndex(make(path, whole=True))
    entry = parse_reference(ABSENT)
    evidence = look_up(entry, OfflineClient(), {"index": index})
    assert judge(entry, evidence).verdicts.identity is Verdict.NOT_FOUND


def test_a_copy_is_no_second_voice() -> None:
    entry = parse_reference(ABSENT)
    silent = [Evidence(name, "search x", Outcome.NOT_FOUND) for name in ("index", "crossref")]
    judgement = judge(entry, silent)
    assert judgement.verdicts.identity is Verdict.NOT_FOUND
    assert not [one for one in signs(entry, silent, judgement) if one.kind == "silence"]


def test_it_is_first_and_settles(index: LocalIndex) -> None:
    asked: list[str] = []

    class Noted(OfflineClient):
        def get(self, url: str, **more: object):  # type: ignore[no-untyped-def]
            asked.append(url)
            return super().get(url)

    entry = parse_reference(f"{GOOD['The Tides of Lake Sorrel, 12']} https://doi.org/{TIDES.doi}")
    services = {"index": index, **resolvers()}
    evidence = look_up(entry, Noted(), services)
    assert [one.source for one in evidence] == ["index"]
    assert asked == []
    look_up(parse_reference(ABSENT), Noted(), services)
    assert any("crossref" in url for url in asked)


def test_its_address_is_still_looked_at(index: LocalIndex) -> None:
    text = f"{GOOD['The Tides of Lake Sorrel, 12']} https://journal.example/tides"
    entry = parse_reference(text)
    evidence = look_up(entry, OfflineClient(), {"index": index, **resolvers()})
    assert [one.source for one in evidence] == ["index", "page"]


def test_offline_it_is_the_only_one(index: LocalIndex) -> None:
    settings = Settings(offline=True, index=str(index.index.folder))
    inquiry = Inquiry(settings)
    assert list(inquiry.services) == ["index"]
    entry = parse_reference(GOOD["The Tides of Lake Sorrel, 12"])
    (evidence,) = inquiry.about([entry]).evidence[entry.key]
    assert evidence.records[0].id == TIDES.doi
    assert {one.message for one in inquiry.unasked(entry, [evidence])} == {"not asked: offline"}
    inquiry.close()
    assert next(iter(Inquiry(Settings(index=settings.index)).services)) == "index"
    with pytest.raises(InputError, match="holds no index"):
        Inquiry(Settings(offline=True, index="nowhere"))


def test_from_python(index: LocalIndex) -> None:
    text = f"Tides.[^1]\n\n[^1]: {WRONG['year']}\n"
    report = srccheck.check(text, offline=True, index=index.index.folder)
    rules = {one.rule for one in report.dossiers[0].findings}
    assert "wrong-date" in rules
    assert "wrong-date" not in {
        one.rule for one in srccheck.check(text, offline=True).dossiers[0].findings
    }


def test_it_can_be_left_out(index: LocalIndex) -> None:
    settings = Settings(index=str(index.index.folder), skip_services=("index",))
    inquiry = Inquiry(settings, OfflineClient())
    entry = parse_reference(GOOD["The Tides of Lake Sorrel, 12"])
    evidence = inquiry.about([entry]).evidence[entry.key]
    inquiry.close()
    assert "index" not in {one.source for one in evidence}


def test_it_goes_to_other_processes(index: LocalIndex) -> None:
    again = pickle.loads(pickle.dumps(index))  # noqa: S301
    entry = parse_reference(files.standin_reference(EDITORIALS[0]))
    assert again.search(entry, OfflineClient()) == index.search(entry, OfflineClient())
