from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from srccheck.index.building import build
from srccheck.index.dumps import named
from srccheck.index.searching import Index

Make = Callable[..., Index]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Builds an index of dumps in this process, and opens it."""

    def built(*dumps: str | Path, folder: str = "works.index", **options: Any) -> Index:
        build(tmp_path / folder, [named(str(one)) for one in dumps], jobs=1, **options)
        return Index(tmp_path / folder)

    return built
