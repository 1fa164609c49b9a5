"""No test looks for a network: there is none, unless a server on this machine is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import pytest
from hypothesis import settings

from srccheck.lookup import inquiry

# Hundreds of tests start a Python of their own: what is compiled once is kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Generated examples are the same in every run, and none is timed; other ones are tried with
# --hypothesis-profile=default.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is a network does not depend on where the tests run."""

    def absent(urls: Sequence[str]) -> bool:
        return not any("//127.0.0.1" in url for url in urls)

    monkeypatch.setattr(inquiry, "no_network", absent)
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said does not depend on the language of whoever runs the tests."""
    monkeypatch.setenv("LANGUAGE", "en")
