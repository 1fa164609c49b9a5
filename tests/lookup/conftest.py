"""The small world of ``tests/standin/founding.py``, asked as fast as it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from srccheck.config import Settings
from srccheck.net import SERVICES

from ..standin.founding import Misbehave, World, running


@pytest.fixture(autouse=True, scope="module")
def swift() -> Iterator[None]:
    """No service of these tests needs sparing, and none has a key."""
    fast = {name: replace(one, rate=10_000, concurrency=64) for name, one in SERVICES.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("srccheck.net.gate.SERVICES", fast)
        for name in ("BRAVE_API_KEY", "OPENALEX_API_KEY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture
def world() -> Iterator[World]:
    with running(World()) as found:
        yield found


@pytest.fixture
def misbehaving() -> Iterator[Callable[[Misbehave], World]]:
    """Makes a world that answers, if at all, as it is told."""
    opened = []

    def make(misbehave: Misbehave) -> World:
        context = running(World(misbehave=misbehave))
        opened.append(context)
        return context.__enter__()

    yield make
    for context in opened:
        context.__exit__(None, None, None)


def settings_for(world: World, **more: object) -> Settings:
    """Settings with which srccheck asks a world and nobody else."""
    given = {
        "services": world.services,
        "hosts": world.hosts,
        "allow_private": True,
        "cache": False,
        "timeout": 60.0,
        **more,
    }
    return Settings(**given)  # type: ignore[arg-type]
