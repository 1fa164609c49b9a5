"""What ``check`` keeps of a run as proof of what was seen."""

from __future__ import annotations

import importlib.util
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from warcio.archiveiterator import ArchiveIterator

PAGE = b"<title>An Invented Book</title><meta name=author content='Ann Example'>"


class Site(BaseHTTPRequestHandler):
    """One page at every address."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "visitor=1")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def cited(folder):
    """A document that cites a page of a local server; how to ask only for that."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://books.invalid/book"
    local = f"http://127.0.0.1:{server.server_port}"
    (folder / "local.toml").write_text(
        f'[services]\ncrossref = "{local}"\n[hosts]\n"books.invalid" = "{local}"\n',
        encoding="utf-8",
    )
    (folder / "cited.md").write_text(
        f'Text.[^1]\n\n[^1]: Ann Example, "An Invented Book", {url}.\n', encoding="utf-8"
    )
    yield url
    server.shutdown()
    server.server_close()


ASKING = (
    "check", "cited.md", "--config", "local.toml", "--allow-private", "--services", "page",
    "--no-cache", "-q",
)  # fmt: skip


def test_a_folder_and_a_web_archive_hold_what_was_read(run, folder, cited) -> None:
    run(*ASKING, "--save-evidence", "seen", "--warc", "seen.warc.gz")
    manifest = json.loads((folder / "seen" / "manifest.json").read_text(encoding="utf-8"))
    (row,) = [row for row in manifest["answers"] if row["url"] == cited]
    report = json.loads((folder / "seen" / "report.json").read_text(encoding="utf-8"))
    (entry,) = report["documents"][0]["entries"]
    assert cited in [evidence["url"] for evidence in entry["evidence"]]
    assert "visitor=1" not in (folder / "seen" / row["file"]).read_text(encoding="utf-8")
    with (folder / "seen.warc.gz").open("rb") as file:
        read = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        }
    assert read[cited] == PAGE


def test_a_web_archive_needs_no_folder(run, folder, cited) -> None:
    run(*ASKING, "--warc", "seen.warc.gz")
    assert (folder / "seen.warc.gz").stat().st_size > 500
    assert not (folder / "seen").exists()


def test_a_web_archive_in_no_folder_is_refused_before_anybody_is_asked(run, folder, cited) -> None:
    result = run(*ASKING, "--warc", "nowhere/seen.warc.gz")
    assert result.exit_code == 3
    assert "no such folder" in result.stderr
    assert result.stdout == ""


def test_offline_there_is_nothing_to_keep(run, cited) -> None:
    result = run("check", "cited.md", "--offline", "--warc", "seen.warc.gz")
    assert result.exit_code == 2
    assert "nothing is asked" in result.output


def test_a_missing_package_is_named(run, cited, monkeypatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    result = run(*ASKING, "--warc", "seen.warc.gz")
    assert result.exit_code == 2
    assert "srccheck[warc]" in result.output
