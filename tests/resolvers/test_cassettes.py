"""Every service has a cassette for every case."""

from __future__ import annotations

import pytest

from srccheck.net import SERVICES
from srccheck.resolvers import RESOLVERS, Resolver

from .conftest import CASSETTES

CASES = {"found", "not-found", "rate-limited", "broken", "truncated"}


@pytest.mark.parametrize(
    "resolver", [one for one in RESOLVERS if one.name != "page"], ids=lambda one: one.name
)
def test_cases(resolver: type[Resolver]) -> None:
    wanted = CASES | ({"ambiguous"} if resolver.search is not Resolver.search else set())
    assert wanted <= {path.stem for path in (CASSETTES / resolver.name).glob("*.yaml")}
    assert resolver.name in SERVICES


def test_names() -> None:
    names = [one.name for one in RESOLVERS]
    assert len(names) == len(set(names))
