"""What a stand-in answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple


class Answer(NamedTuple):
    status: int
    body: bytes
    headers: Mapping[str, str]


def as_json(value: object, status: int = 200, **headers: str) -> Answer:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(status, body, {"Content-Type": "application/json", **_named(headers)})


def as_text(text: str, status: int = 200, kind: str = "text/plain", **headers: str) -> Answer:
    return Answer(
        status, text.encode(), {"Content-Type": f"{kind};charset=UTF-8", **_named(headers)}
    )


def as_xml(text: str, kind: str = "text/xml") -> Answer:
    return as_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', kind=kind)


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


BROKEN = as_text(
    "<html><head><title>500 Internal Server Error</title></head><body>Sorry.</body></html>",
    500,
    "text/html",
)


def cut(answer: Answer) -> Answer:
    """The first two thirds of an answer, as a broken connection leaves it behind a proxy."""
    return answer._replace(body=answer.body[: len(answer.body) * 2 // 3])
