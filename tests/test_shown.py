"""What the README and the pages of documentation show is what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .standin.founding import World, configuration, running

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
LEFT_OUT = "[…]"
A_DAY = re.compile(r"read on \d{4}-\d\d-\d\d")


def blocks(language: str) -> dict[str, list[str]]:
    """The blocks of code in one language, by the page on which they stand."""
    found = {}
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        if shown := re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            found[path.relative_to(ROOT).as_posix()] = shown
    return found


def sessions() -> Iterator[tuple[str, str, str]]:
    """Every ``$ command`` of a console block, with its page and the output shown under it."""
    for page, shown in blocks("console").items():
        for block in shown:
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield page, command, output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the examples, and the configuration with which a stand-in is asked."""
    copy = tmp_path_factory.mktemp("shown")
    shutil.copytree(ROOT / "examples", copy / "examples")
    with running(World()) as world:
        (copy / "standin.toml").write_text(configuration(world), encoding="utf-8")
        yield copy


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] == "srccheck":
        words[:1] = [sys.executable, "-m", "srccheck"]
    result = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return A_DAY.sub("read on 2026-11-24", result.stdout + result.stderr)


def test_console_blocks_are_found() -> None:
    assert {page for page, *_ in sessions()} >= {"README.md", "docs/tour.md"}


@pytest.mark.parametrize(
    ("page", "command", "shown"), list(sessions()), ids=lambda value: str(value)[:40]
)
def test_a_command_prints_what_is_shown(page: str, command: str, shown: str, folder: Path) -> None:
    printed = run(command, folder)
    rest = printed
    for number, piece in enumerate(shown.split(f"{LEFT_OUT}\n")):
        place = rest.find(piece)
        assert place >= 0, f"{page}: not printed:\n{piece}\nprinted:\n{printed}"
        assert number or place == 0, f"{page}: printed before it:\n{rest[:place]}"
        rest = rest[place + len(piece) :]
    assert shown.endswith(f"{LEFT_OUT}\n") or not rest.strip(), f"{page}: also printed:\n{rest}"


PYTHON = [(page, code) for page, shown in blocks("python").items() for code in shown]


@pytest.mark.parametrize(("page", "code"), PYTHON, ids=lambda value: str(value)[:40])
def test_an_example_in_python_runs(
    page: str, code: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    exec(compile(code, page, "exec"), {})  # noqa: S102 - the project's own code


def test_the_example_of_the_readme_prints_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")["README.md"]
    exec(code, {})  # noqa: S102 - the README's own code
    assert "mojibake PÃ©kin → Pékin\n" in capsys.readouterr().out
