"""From paste to the mended file, in a real browser, with the command as it is started."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.browser import Browser, browser

PASTED = (
    "Prices rose, and nobody knew why, although many had been told of it in time.[^1] Much was "
    "said about it afterwards, in the towns and in the country.[^2]\n\n"
    '[^1]: Ann Example, "The Prices of Bread in the Year of the Flood", *The Guardian*, '
    "3 novembre 2019.\n"
    "[^2]: They met in PÃ©kin <script>document.title = 'taken'</script> and nowhere else.\n"
)
PATIENCE = 60.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the page is, served by the command."""
    command = [
        sys.executable,
        "-m",
        "srccheck",
        "serve",
        "--port",
        "0",
        "--no-browser",
        "--offline",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        try:
            yield line.split(" at ")[1].split(" ")[0]
        finally:
            process.terminate()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Browser]:
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed; .ci/run installs it")
    with browser() as one:
        one.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
        yield one


def until(page: Browser, is_so: str) -> None:
    """Wait until an expression is true in the page."""
    deadline = time.monotonic() + PATIENCE
    while not page.run(is_so):
        assert time.monotonic() < deadline, page.run("document.body.innerText")


def kept(path: Path) -> bytes:
    """A file that the browser keeps, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < deadline, sorted(path.parent.iterdir())
        time.sleep(0.02)
    return path.read_bytes()


def click(page: Browser, selector: str) -> None:
    page.run(f"document.querySelector({selector!r}).click()")


def test_from_paste_to_the_mended_file(page: Browser, address: str, tmp_path: Path) -> None:
    page.go(address)
    page.run("document.getElementById('text').focus()")
    page.ask("Input.insertText", text=PASTED)
    click(page, "#check")
    until(page, "!document.getElementById('taking').hidden")
    sources = page.run("document.getElementById('sources').innerText")
    assert "The Prices of Bread" in sources
    assert "inconclusive: offline" in sources
    boxes = "[...document.querySelectorAll('#changes input')]"
    assert page.run(f"{boxes}.map((box) => [box.checked, box.dataset.safe])") == [
        [False, ""],
        [True, "1"],
    ], "what is to be looked at is not accepted beforehand"
    click(page, "#mended")
    mended = PASTED.replace("PÃ©kin", "Pékin")
    assert kept(tmp_path / "pasted.md").decode() == mended
    (tmp_path / "pasted.md").unlink()
    click(page, "#changes input")
    click(page, "#mended")
    assert kept(tmp_path / "pasted.md").decode() == mended.replace("novembre", "November")
    click(page, "#bibtex")
    assert b"The Prices of Bread" in kept(tmp_path / "pasted.bib")
    click(page, "#report-file")
    assert b"Content-Security-Policy" in kept(tmp_path / "pasted.md.html")
    assert page.run("document.title") == "srccheck"
    assert not [one for one in page.events if one.get("method") == "Runtime.exceptionThrown"]
    click(page, "#forget")
    until(page, "document.readyState === 'complete' && document.getElementById('taking').hidden")


def test_a_wrong_file_is_told(page: Browser, address: str) -> None:
    page.go(address)
    click(page, "#check")
    until(page, "document.getElementById('status').innerText.includes('Choose a file')")
    page.run(
        """(() => { const given = new DataTransfer();
        given.items.add(new File(['PK\\u0003\\u0004broken'], 'a.docx'));
        document.getElementById('file').files = given.files; })()"""
    )
    click(page, "#check")
    until(page, "document.getElementById('status').innerText.includes('Word document')")
    assert page.run("document.getElementById('status').className") == "failed"
    assert page.run("document.getElementById('taking').hidden")
