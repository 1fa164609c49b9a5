"""A folder of kept answers: its manifest, and the web archive made of it."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from srccheck.model.evidence import Outcome
from srccheck.net import Client, NetSettings
from srccheck.net.exchange import Exchange, save
from srccheck.net.manifest import write_manifest
from srccheck.net.warc import write_warc

from .conftest import Server

TIME = datetime.datetime(2026, 3, 1, 12, 30, tzinfo=datetime.UTC)
PAGE = Exchange(
    service="web",
    url="https://example.org/old",
    outcome=Outcome.FOUND,
    time=TIME,
    status=200,
    final_url="https://example.org/new",
    redirects=((301, "https://example.org/old"),),
    headers={"content-type": "text/html; charset=utf-8", "content-encoding": "gzip"},
    body="<title>Été</title>".encode(),
)


def records(path: Path) -> list[tuple[str, dict[str, str], dict[str, str], bytes]]:
    """Type, headers, HTTP headers and content of each record."""
    with path.open("rb") as file:
        return [
            (
                record.rec_type,
                dict(record.rec_headers.headers),
                dict(record.http_headers.headers) if record.http_headers else {},
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        ]


def test_a_page_is_in_the_archive_as_it_was_read(tmp_path: Path) -> None:
    save(PAGE, tmp_path)
    assert write_warc(tmp_path, tmp_path / "seen.warc.gz", "srccheck 1") == 1
    info, response, metadata = records(tmp_path / "seen.warc.gz")
    assert info[0] == "warcinfo"
    assert b"software: srccheck 1" in info[3]
    assert response[0] == "response"
    assert response[1]["WARC-Target-URI"] == "https://example.org/new"
    assert response[1]["WARC-Date"] == "2026-03-01T12:30:00Z"
    assert response[2]["X-Archive-Orig-content-encoding"] == "gzip"
    assert "content-encoding" not in response[2]
    assert response[3].decode() == "<title>Été</title>"
    assert metadata[0] == "metadata"
    assert metadata[1]["WARC-Concurrent-To"] == response[1]["WARC-Record-ID"]
    assert metadata[3] == b"via: https://example.org/old\r\n"


def test_what_was_not_answered_is_in_no_archive(tmp_path: Path) -> None:
    save(Exchange("web", "https://example.org/", Outcome.TIMED_OUT, TIME), tmp_path)
    assert write_warc(tmp_path, tmp_path / "seen.warc.gz") == 0
    assert [record[0] for record in records(tmp_path / "seen.warc.gz")] == ["warcinfo"]


@pytest.mark.parametrize("value", ["a\r\nEvil: 1", "a\nWARC/1.1\n", "é", "\x00"])
def test_a_header_cannot_add_another(tmp_path: Path, value: str) -> None:
    save(dataclasses.replace(PAGE, headers={"x-odd": value}, redirects=()), tmp_path)
    write_warc(tmp_path, tmp_path / "seen.warc.gz")
    _, (kind, _, headers, body) = records(tmp_path / "seen.warc.gz")
    assert kind == "response"
    assert {name.lower() for name in headers} == {"x-odd", "content-length"}
    assert body == PAGE.body


def test_an_archive_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(PAGE, tmp_path)
    archive = tmp_path / "seen.warc.gz"
    archive.write_bytes(b"older")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("srccheck.net.warc._write", fail)
    with pytest.raises(OSError, match="no space"):
        write_warc(tmp_path, archive)
    assert archive.read_bytes() == b"older"
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".gz", ".json"]


def test_the_manifest_tells_an_answer_that_was_changed(server: Server, tmp_path: Path) -> None:
    client = Client(NetSettings(allow_private=True, save_evidence=tmp_path, web_rate=1000))
    seen = {path: client.get(f"{server.url}/{path}") for path in ("ok", "moved", "not-found")}
    assert write_manifest(tmp_path) == 3
    answers = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["answers"]
    rows = {row["url"].rpartition("/")[2]: row for row in answers}
    assert rows["moved"]["final_url"] == f"{server.url}/ok"
    assert rows["not-found"]["status"] == 404
    for name, answer in seen.items():
        assert rows[name]["sha256"] == hashlib.sha256(answer.body).hexdigest()
        assert datetime.datetime.fromisoformat(rows[name]["time"]) == answer.time
        assert (tmp_path / rows[name]["file"]).is_file()
    assert write_manifest(tmp_path) == 3, "the manifest is none of the answers"
