"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LEFT_OUT = "[…]"


def sessions() -> list[tuple[str, str]]:
    """Every ``$ command`` of a console block, with the output shown under it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", copy / "examples")
    return copy


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] == "srccheck":
        words[:1] = [sys.executable, "-m", "srccheck"]
    result = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return result.stdout + result.stderr


def test_console_blocks_are_found() -> None:
    assert len(sessions()) >= 5


@pytest.mark.parametrize(("command", "shown"), sessions(), ids=lambda value: str(value)[:40])
def test_a_command_prints_what_is_shown(command: str, shown: str, folder: Path) -> None:
    printed = run(command, folder)
    rest = printed
    for number, piece in enumerate(shown.split(f"{LEFT_OUT}\n")):
        place = rest.find(piece)
        assert place >= 0, f"not printed:\n{piece}\nprinted:\n{printed}"
        assert number or place == 0, f"printed before it:\n{rest[:place]}"
        rest = rest[place + len(piece) :]
    assert shown.endswith(f"{LEFT_OUT}\n") or not rest.strip(), f"also printed:\n{rest}"


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(code, {})  # noqa: S102 - the README's own code
    assert "mojibake PÃ©kin → Pékin\n" in capsys.readouterr().out
