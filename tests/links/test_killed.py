"""A run that is killed while it is at work, and resumed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from server import Request, Running, Web
from ways import handle

from srccheck.links.engine import check_links
from srccheck.links.model import LinkTarget, LinkVerdict, Occurrence
from srccheck.links.settings import LinkSettings
from srccheck.model.text import Span

AT_ONCE = 16
URLS = [f"http://host-{number % 40}.test/ok/{number}" for number in range(600)]
CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_killed import run
for _ in run(int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]):
    pass
"""


def run(port, state, urls):
    """A run over some addresses, all of them on one server."""
    settings = LinkSettings(
        concurrency=AT_ONCE,
        state=state,
        proxies={},
        resolve=lambda *_: [("127.0.0.1", port)],
        is_public=lambda ip: ip == "127.0.0.1",
    )
    where = Occurrence("a.md", 1, 1, Span(0, 1))
    return check_links([(LinkTarget.of(url), where) for url in urls], settings)


def killed(state, urls, after):
    """A run killed with SIGKILL after so many requests, and one that resumes it.

    Returns:
        What was on file when it was killed, what was asked twice, and the checks of the second run.
    """
    enough = threading.Event()

    async def count(request: Request) -> None:
        if web.seen.total() >= 2 * after:
            enough.set()
        await handle(request)

    web = Web(count)
    with Running(web):
        here = str(Path(__file__).parent)
        command = [sys.executable, "-c", CHILD, here, str(web.port), str(state), *urls]
        with subprocess.Popen(command, env={"PYTHONPATH": str(Path(here, "web"))}) as process:
            assert enough.wait(60)
            process.kill()
        with closing(sqlite3.connect(state)) as file:
            done = {key for (key,) in file.execute("SELECT key FROM done")}
        with run(web.port, state, urls) as resumed:
            found = list(resumed)
        twice = {
            f"http://{key}"
            for key, number in web.seen.items()
            if number > 1 and " " not in key and f"http://{key}" in urls
        }
    return done, twice, found


def test_nothing_is_asked_twice_but_what_was_being_asked(tmp_path):
    done, twice, found = killed(tmp_path / "state", URLS, 300)
    assert 200 < len(done) < len(URLS)
    assert not twice & done
    assert len(twice) <= 2 * AT_ONCE
    assert sorted(check.target.url for check in found) == sorted(URLS)
    assert {check.verdict for check in found} == {LinkVerdict.OK}
    assert {check.target.url for check in found if check.cached} == done
