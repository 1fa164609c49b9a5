"""Each kind of dump, in every shape in which it is published."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from srccheck.errors import InputError, UsageError
from srccheck.index.counting import Tally
from srccheck.index.dumps import DUMPS, named
from srccheck.index.reading_dumps import records
from srccheck.model.evidence import Record

from . import dump_files as files


def read(given: str | Path) -> tuple[list[Record], Tally]:
    dump, path = named(str(given))
    tally = Tally()
    found = [one for batch in dump.batches(path) for one in records(dump, batch, tally, 2026)]
    return found, tally


class Shape(NamedTuple):
    kind: str
    make: Callable[[Path], Path]
    first: tuple[str, str, str, str]
    """Identifier, title, first family name, date of the first record."""
    count: int = 1


def written(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(tmp: Path) -> Path:
        (tmp / name).write_bytes(data)
        return tmp / name

    return make


TWO = [files.work(1), files.work(2)]
RIVERS = ("10.5555/rivers.1", "The bababake Rivers of babakeba", "Bababamo", "1981")
RIVERS = (RIVERS[0], TWO[0]["title"][0], TWO[0]["author"][0]["family"], "1981")
TIDES = ("https://openalex.org/W99", "The Tides of Lake Sorrel", "Rask", "2014-05-07")
SOUNDINGS = ("10.5555/soundings.1", "Soundings of Lake Sorrel", "Bell", "2019")
EELS = ("0" * 32, "Reeds and Eels", "Quill", "2017-03")
PAPER = ("2401.99991", "The Tides of Lake Sorrel", "Rask", "2024-01-08")
SALTING = ("journals/jiw/Odegard15", "On the Salting of Rivers", "Ødegård", "2015")
SHAPES = {
    "crossref: tar of items": Shape(
        "crossref", lambda tmp: files.crossref_tar(tmp / "c.tar", TWO, 1), RIVERS, 2
    ),
    "crossref: tar of lines": Shape(
        "crossref",
        lambda tmp: files.tar(tmp / "c.tar", {"a.jsonl.gz": gzip.compress(files.lines(TWO))}),
        RIVERS,
        2,
    ),
    "crossref: items": Shape("crossref", written("0.json", files.items(TWO)), RIVERS, 2),
    "crossref: a list of many lines": Shape(
        "crossref", written("0.json", json.dumps(TWO, indent=2).encode()), RIVERS, 2
    ),
    "crossref: folder, other files beside": Shape(
        "crossref",
        lambda tmp: files.folder(
            tmp / "dump",
            {
                "README.md": b"# Read me",
                "0.json.gz": gzip.compress(files.items(TWO[:1])),
                "1.json": files.items(TWO[1:]),
            },
        ),
        RIVERS,
        2,
    ),
    "openalex: snapshot": Shape(
        "openalex",
        lambda tmp: files.folder(
            tmp / "snapshot",
            {
                "data/works/manifest": b'{"entries": []}',
                "data/works/updated_date=2026-01-01/part_000.gz": gzip.compress(
                    files.lines([files.OPENALEX])
                ),
                "data/authors/updated_date=2026-01-01/part_000.gz": gzip.compress(
                    b'{"id": "https://openalex.org/A1"}\n'
                ),
            },
        ),
        TIDES,
    ),
    "datacite: tar": Shape(
        "datacite",
        lambda tmp: files.tar(
            tmp / "DataCite_Public_Data_File_2025.tar",
            {
                "dois/updated_2025-01/part_0000.jsonl.gz": gzip.compress(
                    files.lines([files.DATACITE])
                )
            },
        ),
        SOUNDINGS,
    ),
    "datacite: as the interface answers": Shape(
        "datacite", written("d.jsonl", files.lines([{"data": files.DATACITE}])), SOUNDINGS
    ),
    "doaj: tar.gz of lists": Shape(
        "doaj",
        lambda tmp: files.tar(
            tmp / "doaj_article_data.tar.gz",
            {
                "doaj_article_data_2026-01-01/article_batch_1.json": json.dumps(
                    [files.DOAJ]
                ).encode()
            },
            "w:gz",
        ),
        EELS,
    ),
    "arxiv: snapshot": Shape(
        "arxiv",
        written("arxiv-metadata-oai-snapshot.json", files.lines([files.ARXIV])),
        PAPER,
    ),
    "arxiv: zip": Shape(
        "arxiv",
        lambda tmp: files.zipped(
            tmp / "archive.zip",
            {"arxiv-metadata-oai-snapshot.json": files.lines([files.ARXIV])},
        ),
        PAPER,
    ),
    "dblp: gzip": Shape("dblp", written("dblp.xml.gz", gzip.compress(files.DBLP)), SALTING, 2),
    "dblp: UTF-8": Shape(
        "dblp",
        written(
            "dblp.xml",
            files.DBLP.replace(b"ISO-8859-1", b"UTF-8").replace(b"&Oslash;", "Ø".encode()),
        ),
        SALTING,
        2,
    ),
    "retraction watch": Shape(
        "retraction-watch",
        written("retraction_watch.csv", files.RETRACTION_WATCH),
        ("10.5555/SALT.2", "On the Salting of Rivers", "Ødegård", "2015-05-07"),
    ),
    "issn-l": Shape(
        "issn-l",
        written("20260101.ISSN-to-ISSN-L.txt", files.ISSN_L),
        ("0000-0019", "", "", ""),
        2,
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_each_shape_is_found_out_and_read(shape: Shape, tmp_path: Path) -> None:
    path = shape.make(tmp_path)
    assert named(str(path))[0].name == shape.kind
    found, tally = read(path)
    first = found[0]
    family = first.author[0].family if first.author else ""
    assert (first.id, first.title, family, str(first.issued or "")) == shape.first
    assert len(found) == tally.kept == shape.count
    assert not tally.damaged


def test_every_kind_of_dump_has_a_shape() -> None:
    assert {shape.kind for shape in SHAPES.values()} == set(DUMPS)


def test_dblp_names_are_without_numbers_and_markup(tmp_path: Path) -> None:
    found, _ = read(written("dblp.xml", files.DBLP)(tmp_path))
    assert str(found[0].author[0]) == "Ødegård, Jon"
    assert found[0].ids("doi") == ("10.5555/salt.2",)
    assert found[1].type == "paper-conference"


def test_a_reinstated_work_is_not_retracted(tmp_path: Path) -> None:
    found, tally = read(written("retraction_watch.csv", files.RETRACTION_WATCH)(tmp_path))
    assert [one.id for one in found] == ["10.5555/SALT.2"]
    assert [(u.kind, u.notice, str(u.date)) for u in found[0].updates] == [
        ("retraction", "10.5555/salt.2.notice", "2017-02-03")
    ]
    assert tally.skipped == {"reinstated": 1}


def test_an_arxiv_paper_leads_to_its_article(tmp_path: Path) -> None:
    found, _ = read(written("arxiv.json", files.lines([files.ARXIV]))(tmp_path))
    assert found[0].relations == {
        "has-version": ("2401.99991v1",),
        "is-preprint-of": ("10.5555/tides.1",),
    }
    assert found[0].ids("doi") == ("10.48550/arxiv.2401.99991", "10.5555/tides.1")


def test_a_kind_can_be_named_and_must_be_known(tmp_path: Path) -> None:
    path = written("notes.json", b'{"colour": "green"}\n')(tmp_path)
    assert named(f"crossref={path}")[0].name == "crossref"
    with pytest.raises(InputError, match="not recognised"):
        named(str(path))
    with pytest.raises(UsageError, match="no such kind of dump: crosref"):
        named(f"crosref={path}")
    with pytest.raises(InputError, match="does not exist"):
        named(f"crossref={tmp_path}/missing.tar")
