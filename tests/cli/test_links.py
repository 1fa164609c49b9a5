"""``srccheck links`` from its options to its exit code, against a small server."""

from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.readers.word import p, word

PAGES = {"/there": 200, "/other": 200, "/gone": 404, "/broken": 500}


class Handler(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self):
        self.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/there")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = PAGES.get(self.path, 404)
        words = "A page of some length about the sea, its ice and its ports. " * 20
        body = f"<html><title>{self.path}</title><h1 id=one>{words}</h1></html>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


@pytest.fixture
def web():
    """The address of a server; ``asked`` holds what it was asked for."""
    handler = type("Recording", (Handler,), {"asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.asked = handler.asked
    server.address = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def write(folder):
    def put(path: str, text: str) -> Path:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        return folder / path

    return put


def verdicts(output: str) -> dict[str, str]:
    links = (json.loads(line) for line in output.splitlines())
    return {one["target"]: one["verdict"] for one in links if one["type"] == "link"}


def test_links_of_the_web_are_followed(run, write, web):
    write("a.md", f"[a]({web.address}/there) [b]({web.address}/gone)\n\n{web.address}/moved\n")
    result = run("links", "a.md", "--allow-private", "--format", "jsonl")
    assert verdicts(result.output) == {
        f"{web.address}/there": "ok",
        f"{web.address}/gone": "dead",
        f"{web.address}/moved": "moved",
    }
    assert result.exit_code == 1


def test_text_names_line_column_rule_and_status(run, write, web):
    write("a.md", f"One.\n\nSee [b]({web.address}/gone).\n")
    result = run("links", "a.md", "--allow-private")
    assert "a.md:3:5: error[dead-link] The link is dead." in result.output
    assert "404" in result.output
    assert "1 document, 1 link (1 dead), 1 finding (1 error)" in result.output


def test_nothing_is_asked_of_private_addresses_without_leave(run, write, web):
    write("a.md", f"{web.address}/there")
    result = run("links", "a.md", "--format", "jsonl")
    assert web.asked == []
    assert "dead" not in verdicts(result.output).values()
    assert result.exit_code == 0


def test_offline_asks_nobody(run, write, web):
    write("a.md", f"# A\n\n[a]({web.address}/gone) [b](#a) [c](#b) [d](none.md)\n")
    result = run("links", "a.md", "--offline", "--allow-private", "--format", "jsonl")
    assert web.asked == []
    assert verdicts(result.output) == {
        f"{web.address}/gone": "excluded",
        "a.md#a": "ok",
        "a.md#b": "dead",
        "none.md": "dead",
    }


def test_dump_lists_and_checks_nothing(run, write, web):
    write("a.md", f"x {web.address}/gone and\n[b](none.md) [c](tel:1)\n")
    result = run("links", "a.md", "--dump")
    assert result.output.splitlines() == [
        f"a.md:1:3: {web.address}/gone",
        "a.md:2:1: none.md",
        "a.md:2:14: tel:1  (tel: cannot be checked)",
    ]
    assert (result.exit_code, web.asked) == (0, [])
    as_json = json.loads(run("links", "a.md", "--dump", "--format", "json").output.splitlines()[1])
    assert (as_json["kind"], as_json["target"], as_json["line"]) == ("local", "none.md", 2)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "soft-dead"), 0),
        (("--fail-on", "moved,soft-dead"), 0),
        (("--fail-on", "dead", "--fail-on", "moved"), 1),
    ],
)
def test_fail_on(run, write, options, code):
    write("a.md", "[a](none.md)")
    assert run("links", "a.md", "--offline", *options).exit_code == code


def test_what_fails_is_shown_and_the_rest_of_no_weight_is_not(run, write, web):
    write("a.md", f"{web.address}/moved")
    quiet = run("links", "a.md", "--allow-private")
    assert (quiet.exit_code, "moved-link" in quiet.output) == (0, False)
    shown = run("links", "a.md", "--allow-private", "--all")
    assert (shown.exit_code, "info[moved-link]" in shown.output) == (0, True)
    failing = run("links", "a.md", "--allow-private", "--fail-on", "moved")
    assert (failing.exit_code, "moved-link" in failing.output) == (1, True)


def test_include_exclude_remap_and_the_ignore_file(run, write, web):
    write("a.md", "https://one.test/gone\n\nhttps://two.test/x\n\nhttps://three.test/y\n")
    write(".srccheckignore", "# not now\n^https://three\\.test/\n")
    result = run(
        "links", "a.md", "--allow-private", "--format", "jsonl",
        "--remap", rf"^https://one\.test/(.*) {web.address}/\1", "--exclude", "two",
    )  # fmt: skip
    assert verdicts(result.output) == {
        f"{web.address}/gone": "dead",
        "https://two.test/x": "excluded",
        "https://three.test/y": "excluded",
    }


def test_a_baseline_hides_what_was_wrong_before(run, write):
    write("a.md", "[a](none.md)")
    made = run("links", "a.md", "--offline", "--baseline", "known.json", "--update-baseline")
    assert made.exit_code == 0
    assert run("links", "a.md", "--offline", "--baseline", "known.json").exit_code == 0
    write("a.md", "New text.\n\n[a](none.md) [b](nil.md)")
    result = run("links", "a.md", "--offline", "--baseline", "known.json")
    assert (result.exit_code, "nil.md" in result.output) == (1, True)
    assert "error[missing-file]" in result.output
    assert result.output.count("missing-file") == 1


@pytest.mark.parametrize(("text", "code"), [("[menu](#)", 0), ("ISBN 978-0-306-40615-8", 1)])
def test_the_form_of_links_is_looked_at(run, write, text, code):
    write("a.md", f"{text}\n")
    result = run("links", "a.md", "--offline")
    assert ("a.md:1:" in result.output, result.exit_code) == (True, code)


def test_comments_allow(run, write):
    write("a.md", "[a](none.md) <!-- srccheck: allow missing-file -->\n")
    assert run("links", "a.md", "--offline").exit_code == 0


def git(*arguments):
    names = {
        f"GIT_{who}_{what}": "x@y.test"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": "/dev/null"}
    subprocess.run(["git", *arguments], check=True, capture_output=True, env=environment)  # noqa: S607


def test_changed_since_looks_at_changed_lines_and_changed_targets(run, folder, write):
    (folder / ".git").rmdir()
    write("a.md", "[old](none.md)\n\n[b](b.md#part)\n")
    write("b.md", "# Part\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    same = ("links", "a.md", "b.md", "--offline", "--format", "jsonl", "--changed-since", "HEAD")
    assert verdicts(run(*same).output) == {}
    write("a.md", "[old](none.md)\n\n[b](b.md#part)\n\n[new](nil.md) [old](none.md)\n")
    assert verdicts(run(*same).output) == {"nil.md": "dead", "none.md": "dead"}
    assert verdicts(run(*same, "--only-new").output) == {"nil.md": "dead"}
    write("b.md", "# Other\n")
    assert verdicts(run(*same, "--only-new").output) == {"nil.md": "dead", "b.md#part": "dead"}


def test_settings_of_the_file_and_of_the_command_line_add_up(run, write):
    write("srccheck.toml", '[links]\nexclude = ["one"]\nfail-on = ["never"]\n')
    write("a.md", "[a](one.md) [b](two.md) [c](three.md)")
    result = run("links", "a.md", "--offline", "--exclude", "two", "--format", "jsonl")
    assert verdicts(result.output) == {
        "one.md": "excluded",
        "two.md": "excluded",
        "three.md": "dead",
    }
    assert result.exit_code == 0
    assert run("check", "a.md", "--offline").exit_code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--exclude", "("), "regular expression"),
        (("--fail-on", "ded"), "no such verdict"),
        (("--remap", "x"), "no space"),
        (("--update-baseline",), "needs --baseline"),
        (("--only-new",), "needs --changed-since"),
        (("--format", "jsnl"), "did you mean jsonl?"),
        (("--also", "x"), "expected FORMAT=FILE"),
    ],
)
def test_wrong_usage_says_what_is_wrong(run, write, options, message):
    write("a.md", "[a](#b)")
    result = run("links", "a.md", *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_what_cannot_be_read_is_no_success(run):
    result = run("links", "none.md", "clean.md", "--offline")
    assert result.exit_code == 3
    assert "none.md: no such file" in result.stderr


def test_a_file_without_links_is_fine(run):
    assert run("links", "prose.md", "--offline").exit_code == 0


def test_other_reports_of_the_same_run(run, folder, write):
    write("a.md", "[a](none.md)")
    result = run(
        "links", "a.md", "--offline", "--format", "github", "--also", "sarif=x.sarif",
        "--also", "markdown=x.md",
    )  # fmt: skip
    assert result.output.startswith("::error file=a.md,line=1,")
    assert json.loads((folder / "x.sarif").read_text())["runs"][0]["results"]
    assert "missing-file" in (folder / "x.md").read_text()


FORMATS = {
    "a.rst": "`a <none.md>`_",
    "a.tex": r"\href{run:x}{y} \href{none.md}{z}",
    "a.adoc": "link:none.md[x]",
    "a.html": '<a href="none.md">x</a>',
    "a.ipynb": '{"cells": [{"cell_type": "markdown", "source": ["[a](none.md)"]}]}',
}


@pytest.mark.parametrize("path", FORMATS)
def test_every_format_is_read(run, write, path):
    write(path, FORMATS[path])
    result = run("links", ".", "--offline", "--format", "csv")
    assert f"{path},1," in result.output
    assert "missing-file" in result.output


def test_check_follows_links_too(run, write):
    write("a.md", "# A\n\nSo it is.[^1] [x](none.md) [y](#b)\n\n[^1]: They met in PÃ©kin.\n")
    without = run("check", "a.md", "--offline")
    assert "missing-file" not in without.output
    result = run("check", "a.md", "--offline", "--links")
    for rule in ("mojibake", "missing-file", "broken-anchor"):
        assert f"[{rule}]" in result.output
    assert result.exit_code == 1


def test_check_on_a_repository_does_everything_at_once(run, write):
    write("clean.md", "See the tables.[^1] [x](none.md)\n\n[^1]: They are very long.\n")
    report = json.loads(run("check", ".", "--offline", "--format", "json").output)
    rules = {one["rule"] for document in report["documents"] for one in document["findings"]}
    assert {"mojibake", "missing-file"} <= rules
    assert report["summary"]["links"] == {"dead": 1}
    report = json.loads(run("check", ".", "--offline", "--no-links", "--format", "json").output)
    assert report["summary"]["links"] == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_with_what_is_known(write, folder, number):
    asked = threading.Event()
    release = threading.Event()

    class Hanging(Handler):
        def do_GET(self):
            if self.path == "/hangs":
                asked.set()
                release.wait(20)
            super().do_GET()

        do_HEAD = do_GET  # noqa: N815

    Hanging.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hanging)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    write("a.md", "[x](none.md)\n")
    write("b.md", f"{address}/hangs\n")
    command = [sys.executable, "-m", "srccheck", "links", "a.md", "b.md", "--allow-private"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert asked.wait(20)
        run.send_signal(number)
        output, _ = run.communicate(timeout=20)
    release.set()
    server.shutdown()
    server.server_close()
    assert run.returncode == 130
    assert "missing-file" in output
    assert "interrupted" in output


def test_links_of_files_without_lines_stand_in_paragraphs(run, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word(p("See https://a.test/x.")))
    shown = run("links", "--dump", str(path))
    assert shown.stdout == f"{path}: paragraph 1:5: https://a.test/x\n"
    facts = json.loads(run("links", "--dump", "--format", "json", str(path)).stdout)
    assert (facts["line"], facts["unit"]) == (1, "paragraph")
