from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from srccheck.cli import main

DOCUMENTS = {
    "clean.md": "See the tables.[^1]\n\n[^1]: They are very long, and hard to read.\n",
    "sourced.md": "So it is said.[^1]\n\n"
    "[^1]: Ann Example, *An Invented Book*, Oslo, Invented Press, 2019.\n",
    "damaged.md": "So it is said.[^1]\n\n[^1]: They met in PÃ©kin, and in no other place.\n",
    "prose.md": "Nothing is cited here.\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a document of each sort, which is the current one."""
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(folder) -> Callable[..., Result]:
    """Runs srccheck in the folder."""

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=stdin, prog_name="srccheck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
