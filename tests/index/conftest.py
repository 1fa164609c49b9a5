from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from srccheck.index.building import build
from srccheck.index.dumps import named
from srccheck.index.searching import Index

Make = Callable[..., Index]


def built(tmp: Path, *dumps: str | Path, folder: str = "works.index", **options: Any) -> Index:
    """An index of dumps, built in this process."""
    build(tmp / folder, [named(str(one)) for one in dumps], jobs=1, **options)
    return Index(tmp / folder)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Builds an index of dumps, and opens it."""
    return functools.partial(built, tmp_path)


@pytest.fixture(scope="module")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The same, for all tests of a file."""
    return functools.partial(built, tmp_path_factory.mktemp("index"))
