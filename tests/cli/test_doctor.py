"""What ``srccheck doctor`` says, with services that answer, refuse, fail or are not there."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata

import pytest

from srccheck.net import SERVICES

KEYS = {service.key for service in SERVICES.values() if service.key}
SECRET = "s3cr3t"  # noqa: S105


class Service(BaseHTTPRequestHandler):
    """Answers with the status that the path begins with."""

    def do_GET(self):
        self.send_response(int(self.path.split("/")[1]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def running():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def world(folder, monkeypatch):
    """A configuration that sends every service to this machine, and one to nobody."""
    for name in (*KEYS, "SRCCHECK_MAILTO"):
        monkeypatch.delenv(name, raising=False)
    with running() as server, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        statuses = {"zenodo": 429, "hal": 500, "doaj": 404}
        lines = ["allow-private = true", "cache-dir = 'answers'", "[services]"]
        lines += [f'{name!r} = "{server}/{statuses.get(name, 200)}"' for name in SERVICES]
        gone = f'"http://127.0.0.1:{closed.getsockname()[1]}"'
        lines = [f"'dblp' = {gone}" if line.startswith("'dblp'") else line for line in lines]
        (folder / "srccheck.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield folder


@pytest.fixture
def asked(run, world):
    result = run("doctor", "--format", "json")
    return result.exit_code, json.loads(result.stdout)


def test_services_that_answer_and_those_that_do_not(asked):
    code, found = asked
    services = found["services"]
    assert code == 1
    assert services["crossref"]["good"] is True
    assert services["crossref"]["value"] == "answers; 10 a second, 3 at once"
    assert {name for name, one in services.items() if one["good"] is False} == {
        "zenodo", "hal", "dblp",
    }  # fmt: skip
    assert "status 429" in services["zenodo"]["value"]
    assert "no answer" in services["dblp"]["value"]


def test_what_needs_a_key_is_not_asked_and_nothing_amiss(asked):
    openalex = asked[1]["services"]["openalex"]
    assert openalex["good"] is None
    assert "needs a key in OPENALEX_API_KEY" in openalex["value"]


def test_services_that_are_left_out_are_not_asked(run, world):
    text = (world / "srccheck.toml").read_text(encoding="utf-8")
    skipped = 'skip-services = ["zenodo", "hal", "dblp"]\n'
    (world / "srccheck.toml").write_text(skipped + text, encoding="utf-8")
    result = run("doctor")
    assert result.exit_code == 0
    assert "zenodo" not in result.stdout.lower()


def test_keys_and_addresses_are_not_shown(run, world, monkeypatch):
    for name in (*KEYS, "SRCCHECK_MAILTO"):
        monkeypatch.setenv(name, SECRET)
    shown = run("doctor", "--offline", "--format", "json")
    assert SECRET not in shown.output
    assert {one["value"] for one in json.loads(shown.stdout)["keys"].values()} == {"set"}


def test_offline_asks_nobody(run, world):
    found = json.loads(run("doctor", "--offline", "--format", "json").stdout)
    assert "services" not in found


def test_extras_are_told_with_versions(run, world, monkeypatch):
    lines = [
        "requests>=2",
        "click>=8.1,<9; extra == 'shown'",
        "nobody-has-this[x]>=1; extra == 'lacking'",
        "pytest>=8; extra == 'test'",
    ]
    monkeypatch.setattr(metadata, "requires", lambda _: lines)
    extras = json.loads(run("doctor", "--offline", "--format", "json").stdout)["extras"]
    assert extras["shown"] == {"value": f"click {metadata.version('click')}", "good": True}
    assert "pip install 'srccheck[lacking]'" in extras["lacking"]["value"]
    assert "test" not in extras


def test_the_configuration_file_and_the_cache(run, world):
    (world / "answers").mkdir()
    (world / "answers" / "http.sqlite").write_bytes(b"x" * 1_500_000)
    found = json.loads(run("doctor", "--offline", "--format", "json").stdout)["configuration"]
    assert found["settings file"]["value"].endswith("srccheck.toml")
    assert found["cache"]["value"] == "answers (1.5 MB)"


def test_a_wrong_configuration_is_2(run, folder):
    (folder / "srccheck.toml").write_text("fail-no = 'error'\n", encoding="utf-8")
    assert run("doctor", "--offline").exit_code == 2


def test_as_text(run, world):
    shown = run("doctor", "--offline").stdout
    assert "\nkeys\n" in shown
    assert "OPENALEX_API_KEY         not set: openalex is not asked" in shown
