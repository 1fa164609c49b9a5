"""Dumps with all that can be wrong with them: each record is kept, or left out with a reason."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from srccheck.index.counting import Tally
from srccheck.index.dumps import DUMPS
from srccheck.index.dumps.dump import SMALL
from srccheck.index.packed import FROM
from srccheck.index.reading_dumps import records
from srccheck.model import Identifier

from . import dump_files as files
from .conftest import Make


def tally_of(kind: str, path: Path) -> tuple[list[str], Tally]:
    dump, tally = DUMPS[kind], Tally()
    found = [one.id for batch in dump.batches(path) for one in records(dump, batch, tally, 2026)]
    return found, tally


def one_line(number: int) -> bytes:
    return files.lines([files.work(number)])


LINES = {
    "half a line": (b'{"DOI": "10.5555/half", "title": ["On\n', "not JSON"),
    "no JSON at all": (b"<html><body>502 Bad Gateway</body></html>\n", "not JSON"),
    "Latin-1": (one_line(5).replace(b"Ida", b"Id\xe9"), "not UTF-8"),
    "a list": (b'["10.5555/x"]\n', "not a record of Crossref"),
    "null": (b"null\n", None),
    "no DOI": (b'{"title": ["No Name"]}\n', "not a record of Crossref"),
    "an empty DOI": (b'{"DOI": "", "title": ["No Name"]}\n', "not a record of Crossref"),
    "authors that are no list": (one_line(6).replace(b'"author": [', b'"author": 7, "x": ['), None),
    "half a surrogate": (one_line(7).replace(b"Ida", b"\\ud83d"), "not JSON"),
    "nested too deeply": (b'{"DOI":' + b"[" * 100_000 + b"\n", "nested too deeply"),
    "empty": (b"\n", None),
}


@pytest.mark.parametrize(("line", "reason"), LINES.values(), ids=LINES)
def test_a_broken_line_harms_no_other(line: bytes, reason: str | None, tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    path.write_bytes(one_line(1) + line + one_line(2))
    found, tally = tally_of("crossref", path)
    assert found[0] == "10.5555/rivers.1"
    assert found[-1] == "10.5555/rivers.2"
    assert list(tally.skipped) == ([reason] if reason else [])
    assert not tally.damaged
    if reason:
        assert tally.examples == {reason: ["works.jsonl:2"]}


ELEMENTS = {
    "no JSON": (b"{oops}", "not JSON"),
    "a key without a value": (b'{"DOI": }', "not JSON"),
    "Latin-1": (json.dumps(files.work(5)).encode().replace(b"Ida", b"Id\xe9"), "not UTF-8"),
    "broken inside a list": (b'{"author": [{"family": "A"}, {"family" "B"}, {"x": 1}]}', None),
    "nested too deeply": (b'{"DOI":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
}


@pytest.mark.parametrize(("element", "reason"), ELEMENTS.values(), ids=ELEMENTS)
def test_a_broken_element_harms_no_other(
    element: bytes, reason: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "works.json"
    one, two = (json.dumps(files.work(number)).encode() for number in (1, 2))
    path.write_bytes(b'{"items": [' + one + b", " + element + b", " + two + b"]}")
    found, tally = tally_of("crossref", path)
    assert "10.5555/rivers.1" in found
    assert "10.5555/rivers.2" in found
    assert tally.skipped
    if reason:
        assert set(tally.skipped) == {reason}


def test_half_a_surrogate_is_no_text(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "works.json"
    path.write_bytes(files.items([files.work(1)]).replace(b"Ida", b"\\ud83d"))
    index = make(path)
    assert len(index) == 0
    assert index.manifest["dumps"][0]["skipped"] == {"not UTF-8": 1}


def test_what_was_there_before_gzip_is_cut_off_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl.gz"
    packed = gzip.compress(files.lines(files.work(n) for n in range(5_000)))
    path.write_bytes(packed[: len(packed) // 2])
    found, tally = tally_of("crossref", path)
    assert 1_000 < len(found) < 4_000
    assert found == [f"10.5555/rivers.{n}" for n in range(len(found))]
    assert tally.damaged == {"gzip is cut off": 1}
    assert tally.skipped in ({}, {"cut off": 1})


def test_a_list_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    path.write_bytes(files.items([files.work(1), files.work(2)])[:-40])
    found, tally = tally_of("crossref", path)
    assert found == ["10.5555/rivers.1"]
    assert tally.skipped == {"cut off": 1}


def test_gzip_that_is_none_and_a_tar_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(b"\x1f\x8b" + b"\x07" * 50)
    (tmp_path / "b.tar").write_bytes(b"not a tar" * 200)
    assert [reason[:15] for reason in tally_of("crossref", tmp_path / "a.json.gz")[1].damaged] == [
        "gzip is damaged"
    ]
    assert [reason[:14] for reason in tally_of("crossref", tmp_path / "b.tar")[1].damaged] == [
        "tar is damaged"
    ]


def test_a_tar_that_is_cut_off(tmp_path: Path) -> None:
    works = files.lines(files.work(n) for n in range(40_000))
    path = files.tar(tmp_path / "works.tar", {"0.jsonl": works, "1.jsonl": one_line(50_000)})
    assert len(works) > SMALL
    path.write_bytes(path.read_bytes()[: len(works) // 2])
    found, tally = tally_of("crossref", path)
    assert found == [f"10.5555/rivers.{n}" for n in range(len(found))]
    assert len(found) > 5_000
    assert next(iter(tally.damaged)).startswith("archive is damaged")


def test_a_zip_that_is_damaged_or_a_bomb(tmp_path: Path) -> None:
    path = files.zipped(tmp_path / "a.zip", {"0.jsonl": files.lines([files.work(1)] * 500)})
    data = bytearray(path.read_bytes())
    data[120] ^= 0xFF
    path.write_bytes(bytes(data))
    assert [why[:10] for why in tally_of("crossref", path)[1].damaged] == ["archive is"]
    bomb = {"0.json": b" " * (2 * FROM), "1.jsonl": one_line(2)}
    found, tally = tally_of("crossref", files.zipped(tmp_path / "b.zip", bomb))
    assert found == ["10.5555/rivers.2"]
    assert tally.damaged == {"zip becomes more than 400 times larger": 1}


def test_a_bomb_is_left_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl.gz"
    bomb = gzip.compress(one_line(1) + b" " * (4 * FROM), 9)
    path.write_bytes(bomb)
    found, tally = tally_of("crossref", path)
    assert found == ["10.5555/rivers.1"]
    assert tally.damaged == {"gzip becomes more than 400 times larger": 1}


def test_a_record_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    long = b'{"DOI": "10.5555/long", "title": ["' + b"long " * 3_000_000 + b'"]}\n'
    path.write_bytes(one_line(1) + long + one_line(2))
    found, tally = tally_of("crossref", path)
    assert found == ["10.5555/rivers.1", "10.5555/rivers.2"]
    assert tally.skipped == {"longer than 8 MB": 1}


def test_dblp_entities_do_not_expand(tmp_path: Path) -> None:
    path = tmp_path / "dblp.xml"
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    doctype = b'<!DOCTYPE dblp [<!ENTITY l0 "lol">' + levels + b"]>"
    bad = b'<article key="a/b"><author>&l9;</author><title>Lol &l9;</title></article>'
    body = files.DBLP.split(b"<dblp>", 1)[1]
    path.write_bytes(b'<?xml version="1.0"?>' + doctype + b"<dblp>" + bad + body)
    found, tally = tally_of("dblp", path)
    assert found == ["journals/jiw/Odegard15", "conf/x/Quill01"]
    assert tally.skipped == {"not a record of DBLP": 1}


def test_a_broken_publication_of_dblp_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "dblp.xml"
    broken = b'<article key="a/b"><author>Ann</title></article>\n<article key="a/c"><author>Bo'
    head, body = files.DBLP.split(b"<dblp>", 1)
    path.write_bytes(head + b"<dblp>" + broken + body)
    found, tally = tally_of("dblp", path)
    assert found == ["journals/jiw/Odegard15", "conf/x/Quill01"]
    assert tally.skipped == {"not a record of DBLP": 1, "cut off": 1}


def test_everything_at_once_is_built_to_the_end_and_accounted_for(
    tmp_path: Path, make: Make
) -> None:
    works = [files.work(n) for n in range(20)]
    absurd = [
        files.work(20, issued={"date-parts": [[999999]]}),
        files.work(21, issued={"date-parts": [[2014, 77, 99]]}),
        files.work(22, issued={"date-parts": [[None]]}),
        files.work(23, issued={"date-parts": [["-5"]]}),
    ]
    twice = [files.work(3, title=["Rivers Again"]), files.work(3, title=["Rivers at Last"])]
    bad = b"".join(line for line, _ in LINES.values())
    packed = gzip.compress(files.items(works))
    path = files.tar(
        tmp_path / "crossref.tar",
        {
            "0.json.gz": packed,
            "1.jsonl.gz": gzip.compress(files.lines([*absurd, *twice]) + bad),
            "2.json.gz": packed[: len(packed) // 2],
            "3.json.gz": gzip.compress(b"[" + b" " * (4 * FROM), 9),
        },
    )
    index = make(f"crossref={path}")
    (dump,) = index.manifest["dumps"]
    # 20 works, 4 with absurd dates, 2 of work 3, and work 6 with authors that are no list
    assert dump["kept"] - _again(dump) == 27
    assert dump["skipped"]["not JSON"] == 3
    assert dump["skipped"]["not UTF-8"] == 1
    assert dump["skipped"]["not a record of Crossref"] == 3
    assert dump["skipped"]["nested too deeply"] == 1
    assert dump["damaged"] == {
        "gzip is cut off": 1,
        "gzip becomes more than 400 times larger": 1,
    }
    assert dump["remarks"]["a date that cannot be, left out"] == 2
    assert dump["read"] == dump["kept"] + sum(dump["skipped"].values())
    assert len(index) + index.manifest["replaced"] == dump["kept"]
    assert len(index) == 24
    (third,) = index.resolve(Identifier("doi", "10.5555/rivers.3"))
    assert third.title in ("Rivers at Last", files.work(3)["title"][0])


def _again(dump: dict[str, int]) -> int:
    """Works of the first part that stand in the half of it, too."""
    return dump["kept"] - 27
