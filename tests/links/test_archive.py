"""Copies in the Internet Archive, from answers in its shapes."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

import pytest

from srccheck.links.archive import InternetArchive
from srccheck.model.evidence import Outcome
from srccheck.net import Exchange

COPY = "https://web.archive.org/web/20190304050607/https://example.org/a"
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Client:
    """Answers with one body, and notes what was asked."""

    def __init__(self, body: object, outcome: Outcome = Outcome.FOUND, final_url: str = "") -> None:
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.outcome, self.final_url = outcome, final_url
        self.asked: list[tuple[str, Mapping[str, str] | None]] = []

    def base(self, service: str) -> str:
        return f"https://{service}.example"

    def get(
        self,
        url: str,
        *,
        service: str = "web",
        parameters: Mapping[str, str] | None = None,
        accept: str = "*/*",
    ) -> Exchange:
        self.asked.append((url, parameters))
        return Exchange(service, url, self.outcome, NOW, 200, self.final_url, body=self.body)


def closest(**changes: object) -> dict[str, object]:
    return {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": COPY}
                                   | changes}}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (closest(), COPY),
        (closest(url=COPY.replace("https://web", "http://web")), COPY),
        (closest(status="404"), ""),
        (closest(available=False), ""),
        ({"archived_snapshots": {}}, ""),
        ([], ""),
        (b"<html>not JSON", ""),
    ],
)
def test_copies_are_found(body: object, expected: str) -> None:
    assert InternetArchive(Client(body)).copy_of("https://example.org/a", None) == expected


def test_the_day_is_asked_for() -> None:
    client = Client(closest())
    InternetArchive(client).copy_of("https://example.org/a", datetime.date(2019, 3, 4))
    assert client.asked[0][1] == {"url": "https://example.org/a", "timestamp": "20190304"}


def test_an_outage_is_no_copy() -> None:
    client = Client(closest(), Outcome.FAILED)
    assert InternetArchive(client).copy_of("https://example.org/a", None) == ""


def test_copies_are_made() -> None:
    client = Client(b"", final_url=COPY)
    assert InternetArchive(client).save("https://example.org/a") == COPY
    assert client.asked[0][0] == "https://internet-archive.example/save/https://example.org/a"
    assert InternetArchive(Client(b"", final_url="")).save("https://example.org/a") == ""
