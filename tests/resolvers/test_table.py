"""Resolvers of other packages join the table through entry points."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator, Sequence

import pytest

from srccheck.model.evidence import Record
from srccheck.net import Exchange
from srccheck.resolvers import RESOLVERS, Resolver, resolvers


class Almanac(Resolver):
    name = "almanac"
    schemes = frozenset({"isbn"})

    def read(self, exchange: Exchange) -> Sequence[Record]:
        return []


class Point:
    def load(self) -> type[Resolver]:
        return Almanac


def points(*, group: str) -> list[Point]:
    return [Point()] if group == "srccheck.resolvers" else []


@pytest.fixture
def _with_almanac(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(importlib.metadata, "entry_points", points)
    resolvers.cache_clear()
    yield
    resolvers.cache_clear()


@pytest.mark.usefixtures("_with_almanac")
def test_another_package_adds_a_resolver() -> None:
    found = resolvers()
    assert isinstance(found["almanac"], Almanac)
    assert len(found) == len(RESOLVERS) + 1
