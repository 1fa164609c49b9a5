"""What the local page's server answers, and whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from srccheck.config import Settings
from srccheck.web import app
from srccheck.web.app import application

TEXT = (
    "Prices rose.[^1] Much was said.[^2]\n\n"
    "[^1]: Ann Example, *An Invented Book*, Oslo, Invented Press, 2019.\n"
    "[^2]: They met in PÃ©kin, and in no other place, says *Politique Ã©trangÃ©re*.\n"
)
MENDED = TEXT.replace("PÃ©kin", "Pékin").replace("Ã©trangÃ©re", "étrangère")


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(application(Settings(offline=True)), base_url="http://127.0.0.1:8642") as one:
        yield one


Check = Callable[..., str]


@pytest.fixture
def check(client: TestClient) -> Check:
    """Checks a document to the end, and gives what its address calls it."""

    def begin(text: str | bytes = TEXT, name: str = "a.md") -> str:
        answer = client.post(f"/documents?name={name}", content=text)
        assert answer.status_code == 201, answer.text
        id_: str = answer.json()["id"]
        told(client, id_)
        return id_

    return begin


def told(client: TestClient, id_: str, **headers: str) -> list[dict[str, Any]]:
    """All that is told of a check."""
    answer = client.get(f"/documents/{id_}/events", headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    lines = [line for line in answer.text.splitlines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def test_a_check_is_told_source_by_source(client: TestClient, check: Check) -> None:
    read, source, done = told(client, check())
    assert (read["event"], read["notes"], read["format"]) == ("read", 2, "markdown")
    assert [one["key"] for one in read["sources"]] == ["example2019invented"]
    assert "An Invented Book" in read["sources"][0]["text"]
    assert (source["event"], source["key"]) == ("source", "example2019invented")
    assert source["identity"] == "inconclusive"
    assert (done["event"], done["findings"]) == ("done", 2)


def test_who_comes_again_hears_what_came_since(client: TestClient, check: Check) -> None:
    id_ = check()
    assert [one["event"] for one in told(client, id_, **{"Last-Event-ID": "1"})] == ["done"]


def test_characters_that_turn_the_order_of_others_are_shown_by_number(
    client: TestClient, check: Check
) -> None:
    text = '[^1]: Ann Example, "A \u202eturned\u202c Title of Some Length", *Nature*, 2019.\n'
    id_ = check(f"Said.[^1]\n\n{text}")
    changes = client.get(f"/documents/{id_}/changes").json()["changes"]
    assert [one["old"] for one in changes] == ["\\u202e", "\\u202c"]
    everything = json.dumps([changes, told(client, id_)], ensure_ascii=False)
    names = "".join(one["name"] for one in changes)
    assert everything.count("\u202e") == names.count("\u202e") == 1
    mended = client.post(f"/documents/{id_}/mended", json=[one["name"] for one in changes])
    assert "A turned Title" in mended.text


def test_only_accepted_changes_are_made(client: TestClient, check: Check) -> None:
    id_ = check()
    changes = client.get(f"/documents/{id_}/changes").json()["changes"]
    assert [(one["old"], one["new"], one["safe"]) for one in changes] == [
        ("PÃ©kin", "Pékin", True),
        ("Ã©trangÃ©re", "étrangère", True),
    ]
    assert all(one["source"] and one["line"] == 4 for one in changes)
    one, both = [changes[0]["name"]], [change["name"] for change in changes]
    for accepted, text in (
        ([], TEXT), (one, TEXT.replace("PÃ©kin", "Pékin")), (both, MENDED),
    ):  # fmt: skip
        answer = client.post(f"/documents/{id_}/mended", json=accepted)
        assert answer.content.decode() == text
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a.md"


def test_bytes_that_are_not_mended_stay(client: TestClient, check: Check) -> None:
    data = "Said.[^1]\r\n\r\n[^1]:   In PÃ©kin,\tné.\r\n".encode("utf-8-sig")
    id_ = check(data)
    (change,) = client.get(f"/documents/{id_}/changes").json()["changes"]
    answer = client.post(f"/documents/{id_}/mended", json=[change["name"]])
    assert answer.content == data.replace("PÃ©kin".encode(), "Pékin".encode())


@pytest.mark.parametrize(
    ("format_", "begins", "name"),
    [
        ("bibtex", "@book{example2019invented", "a.bib"),
        ("csl-json", "[", "a.csl.json"),
        ("ris", "TY  - BOOK", "a.ris"),
    ],
)
def test_the_bibliography(
    client: TestClient, check: Check, format_: str, begins: str, name: str
) -> None:
    answer = client.get(f"/documents/{check()}/bibliography/{format_}")
    assert answer.text.startswith(begins)
    assert answer.headers["content-disposition"].endswith(f"''{name}")


def test_the_report_is_under_its_own_policy(client: TestClient, check: Check) -> None:
    answer = client.get(f"/documents/{check()}/report")
    assert "<title>" in answer.text
    assert "srccheck-" not in answer.text, "the name is the editor's"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/app.js", "/style.css"])
def test_the_page_lets_nothing_else_in(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/../app.py", "/%2e%2e/job.py", "/index.html", "/app.py"])
def test_no_other_file_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:8642"}, 200),
        ({"host": "localhost:8642"}, 200),
        ({"host": "[::1]:8642"}, 200),
        ({"host": "evil.example"}, 403),
        ({"host": "127.0.0.1.evil.example"}, 403),
        ({"host": "evil.example@127.0.0.1"}, 403),
        ({"host": "evil.example:8642"}, 403),
        ({"host": "["}, 403),
        ({"host": ""}, 403),
        ({"origin": "http://127.0.0.1:8642"}, 200),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_only_this_machines_own_page_is_answered(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    assert client.get("/", headers=headers).status_code == status
    posted = client.post("/documents?name=a.md", content=TEXT, headers=headers)
    assert posted.status_code == (201 if status == 200 else status)


def test_a_document_that_is_too_large_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "MOST_BYTES", 1_000_000)

    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b"x" * 10_000

    answer = client.post("/documents?name=a.md", content=endless())
    assert (answer.status_code, answer.json()["error"]) == (413, "more than 1 MB are not taken")


def test_the_oldest_document_goes_when_there_are_too_many(
    client: TestClient, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "MOST_DOCUMENTS", 2)
    first, second, third = check(), check(), check()
    known = [client.get(f"/documents/{id_}/report").status_code for id_ in (first, second, third)]
    assert known == [404, 200, 200]


def test_a_document_is_forgotten(
    client: TestClient, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, other = check(), check()
    assert client.delete(f"/documents/{id_}").status_code == 204
    assert client.get(f"/documents/{id_}/report").status_code == 404
    monkeypatch.setattr(app, "KEPT_SECONDS", 0.0)
    assert client.get(f"/documents/{other}/report").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.md", "a.md"),
        ("C:\\texts\\a.md", "a.md"),
        ("", "document.md"),
        ("a\r\nX-Evil: 1.md", "aX-Evil: 1.md"),
        ("né “1”.md", "né “1”.md"),
    ],
)
def test_a_name_is_a_name_and_no_path(client: TestClient, name: str, kept: str) -> None:
    answer = client.post("/documents", params={"name": name}, content=TEXT)
    assert answer.json()["name"] == kept


def test_a_document_cannot_read_what_is_on_the_disk(
    client: TestClient, check: Check, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.tex").write_text("\\footnote{In PÃ©kin.}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    text = (
        "\\documentclass{book}\\begin{document}A.\\footnote{B.}\\input{secret}"
        f"\\input{{{tmp_path}/secret}}\\end{{document}}\n"
    )
    id_ = check(text, "a.tex")
    assert "PÃ©kin" not in client.get(f"/documents/{id_}/report").text
    assert client.get(f"/documents/{id_}/changes").json()["changes"] == []


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04broken", "a.docx", "Word document"),
        (b"%PDF-1.7 broken", "a.pdf", "PDF"),
        (b"", "a.md", "empty"),
    ],
)
def test_what_cannot_be_read_is_told(
    client: TestClient, data: bytes, name: str, words: str
) -> None:
    answer = client.post(f"/documents?name={name}", content=data)
    if answer.status_code == 400:
        assert words in answer.json()["error"]
        return
    id_ = answer.json()["id"]
    (failed,) = told(client, id_)
    assert failed["event"] == "failed"
    assert words in failed["text"]
    assert "srccheck-" not in failed["text"]
    assert client.get(f"/documents/{id_}/report").status_code == 409


def test_a_document_without_notes_says_what_was_looked_for(
    client: TestClient, check: Check
) -> None:
    empty, *_ = told(client, check("Nothing is cited here.\n"))
    assert empty["event"] == "empty"
    assert "footnote" in empty["text"]


@pytest.mark.parametrize("body", ["", "{}", "[1]", "nonsense"])
def test_a_wrong_list_of_changes_is_refused(client: TestClient, check: Check, body: str) -> None:
    assert client.post(f"/documents/{check()}/mended", content=body).status_code == 400


def test_an_unknown_format_is_refused(client: TestClient, check: Check) -> None:
    answer = client.get(f"/documents/{check()}/bibliography/bibtext")
    assert answer.status_code == 400
    assert "bibtex" in answer.json()["error"]
