"""Works found by identifier, by fields and by reference."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.index.searching import Index
from srccheck.index.seen import Seen
from srccheck.index.stored import Packer, plain, read, train
from srccheck.index.terms import reference_terms, work_terms
from srccheck.model import Identifier, Name, PartialDate
from srccheck.model.evidence import Record, Update

from . import dump_files as files
from .conftest import Make

WORKS = [files.work(n) for n in range(300)]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
DATE = st.builds(
    PartialDate,
    st.integers(1000, 2100),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.none() | st.integers(21, 24),
    st.none() | st.builds(PartialDate, st.integers(1000, 2100)),
    st.booleans(),
)
NAME = st.builds(Name, TEXT, TEXT, TEXT, TEXT, st.booleans())
RECORD = st.builds(
    Record,
    source=TEXT,
    id=TEXT,
    title=TEXT,
    titles=st.lists(TEXT, max_size=3).map(tuple),
    author=st.lists(NAME, max_size=3).map(tuple),
    container_title=st.lists(TEXT, max_size=2).map(tuple),
    page=TEXT,
    dates=st.dictionaries(st.sampled_from(["issued", "online"]), DATE),
    identifiers=st.lists(st.builds(Identifier, st.just("doi"), TEXT), max_size=2).map(tuple),
    updates=st.lists(
        st.builds(Update, st.just("retraction"), TEXT, st.none() | DATE, TEXT), max_size=2
    ).map(tuple),
    relations=st.dictionaries(TEXT, st.lists(TEXT, max_size=2).map(tuple), max_size=2),
)


@given(RECORD)
def test_a_record_comes_out_as_it_was_stored(record: Record) -> None:
    packer = Packer(b"")
    assert packer.unpack(packer.pack(record)) == record
    assert read(plain(record)) == record


def test_a_dictionary_makes_records_smaller_and_keeps_them() -> None:
    records = [
        Record("crossref", f"10.5555/{n}", title=f"{files.work(n)['title'][0]} in Spate")
        for n in range(3_000)
    ]
    bare, packer = Packer(b""), Packer(train(plain(one) for one in records))
    assert len(packer.pack(records[7])) < 0.7 * len(bare.pack(records[7]))
    assert packer.unpack(packer.pack(records[7])) == records[7]


@given(st.text(max_size=200))
def test_any_text_can_be_asked_for(text: str) -> None:
    asked = reference_terms(text)
    assert all(term and not term.isspace() for term in (*asked.words, *asked.places))


@given(RECORD)
def test_terms_have_no_white_space(record: Record) -> None:
    assert all(term and len(term.split()) == 1 for term in work_terms(record))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, make_once: Make) -> Index:
    path = tmp_path_factory.mktemp("dump") / "works.tar"
    return make_once(files.crossref_tar(path, WORKS))


STYLES = {
    "whole": files.reference(WORKS[123]),
    "without a title": "Sebalisesosezo, I., J. Inland Waters 4, 133 (1983)",
    "with a slip of the pen": files.reference(WORKS[123]).replace("Rivers of", "Riwers fo"),
    "in another order": (
        f"(1983) {WORKS[123]['title'][0]}, pp. 133-142, vol. 4. Journal of Inland Waters"
    ),
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_a_reference_finds_its_work_first(text: str, index: Index) -> None:
    hits = index.search(text)
    assert hits[0].record.id == "10.5555/rivers.123"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("text", ["", "…", "the of and", "zzzz qqqq", "1"])
def test_what_is_in_no_work_finds_none(text: str, index: Index) -> None:
    assert [hit for hit in index.search(text) if hit.score > 5] == []


def test_identifiers_in_any_spelling(tmp_path: Path, make: Make) -> None:
    book = files.work(1, ISBN=["978-0-19-510168-3"], DOI="10.5555/BOOK")
    paths = [files.crossref_tar(tmp_path / "c.tar", [book])]
    for name, data in {
        "arxiv.json": files.lines([files.ARXIV]),
        "openalex.jsonl": files.lines([files.OPENALEX]),
        "x.ISSN-to-ISSN-L.txt": files.ISSN_L,
    }.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    index = make(*paths)

    def found(scheme: str, value: str) -> list[str]:
        return sorted(one.source for one in index.resolve(Identifier(scheme, value)))

    assert found("doi", "10.5555/book") == ["crossref"]
    assert found("isbn", "0195101685") == ["crossref"]
    assert found("arxiv", "2401.99991v2") == ["arxiv"]
    assert found("doi", "10.5555/TIDES.1") == ["arxiv", "openalex"]
    assert found("pmid", "99") == ["openalex"]
    assert found("doi", "10.5555/other") == []
    issns = [one.id for one in index.resolve(Identifier("issn", "0000-0027"))]
    assert sorted(issns) == ["0000-0019", "0000-0027"]


def test_chinese_titles_are_found_by_a_part(tmp_path: Path, make: Make) -> None:
    works = [files.work(1, title=["中国河流史研究"]), files.work(2, title=["海洋生物学"])]
    hits = make(files.crossref_tar(tmp_path / "c.tar", works)).search("王，《河流史研究》，1999")
    assert [hit.record.title for hit in hits] == ["中国河流史研究"]


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=300))
def test_what_was_added_is_always_seen(keys: list[int]) -> None:
    seen = Seen()
    seen.expect(len(keys))
    doubted = sum(seen.add(key) for key in keys)
    assert doubted <= 3 + len(keys) // 20
    again = Seen(seen.dump())
    assert all(again.add(key) for key in keys)


def test_an_update_that_brings_more_makes_room() -> None:
    seen = Seen()
    seen.expect(10)
    assert not seen.add(1)
    small = len(seen.dump())
    seen.expect(1_000_000)
    assert len(seen.dump()) > small + 1_000_000
    assert seen.add(1)
    with pytest.raises(ValueError, match="damaged"):
        Seen(seen.dump()[:-1])
