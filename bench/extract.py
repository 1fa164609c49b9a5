"""How fast notes become entries: ``python bench/extract.py``.

Writes a Markdown document of 10 MB with 20,000 notes (article, newspaper, report, book and
comment in turn, every word of them invented), runs ``srccheck extract`` on it, and beside it
``paper-preflight check --offline`` (1.x, from PyPI), the one peer known to read notes in Markdown,
if it is installed or its path is given. Both run as whole processes, one after the other.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from measure import Measurement, measure, table

NOTES = (
    'Ada Marlow, "Les ports du Nord : une histoire", *Politique étrangère*, vol. {n}, no. 3, '
    "autumn 2022.",
    'Jean Larue, "A Harbour Sold for a Song," *Le Monde*, {day} June 2021.',
    "Mira Volk, « La sécurité des détroits », *Briefings de l'Ifri*, n° {n}/22, 3 mai 2022.",
    "Tom Okafor, *The Quiet Straits* (London: Example Press, 2019), pp. {n}-{m}.",
    "Founded in 19{day:02d}, the league has always met in the same hall and kept no minutes.",
)
SENTENCE = "The harbour was quiet in those years, and few of its *old hands* wished to leave. "


def document(notes: int, size: int) -> str:
    """A Markdown document of about ``size`` characters with ``notes`` footnotes."""
    definitions = "\n\n".join(
        f"[^{n}]: " + NOTES[n % len(NOTES)].format(n=n, m=n + 12, day=n % 28 + 1)
        for n in range(1, notes + 1)
    )
    room = max(0, size - len(definitions)) // notes
    body = SENTENCE * max(1, room // len(SENTENCE))
    paragraphs = "\n\n".join(f"{body.strip()}[^{n}]" for n in range(1, notes + 1))
    return f"{paragraphs}\n\n{definitions}\n"


def row(name: str, result: Measurement, notes: int, found: str) -> list[str]:
    """A line of the table."""
    rate = f"{notes / result.wall:,.0f}"
    return [
        name,
        f"{result.wall:.1f}",
        f"{result.cpu:.1f}",
        f"{result.memory:.0f}",
        rate,
        found,
        str(result.exit_code),
    ]


def main() -> int:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--peer", default=shutil.which("paper-preflight"), metavar="PATH")
    options = parser.parse_args()
    srccheck = Path(sysconfig.get_path("scripts")) / "srccheck"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.md"
        path.write_text(document(options.notes, int(options.megabytes * 1e6)), encoding="utf-8")
        bib = Path(folder) / "notes.bib"
        ours = measure([str(srccheck), "extract", str(path), "-o", str(bib)])
        entries = bib.read_text(encoding="utf-8").count("\n@") + 1 if bib.exists() else 0
        rows = [row("srccheck extract", ours, options.notes, f"{entries:,} entries")]
        if options.peer:
            peer = measure([options.peer, "check", "--offline", "--fail-on", "never", str(path)])
            rows.append(row("paper-preflight check", peer, options.notes, "(also checks)"))
    print(f"{options.megabytes:g} MB of Markdown, {options.notes:,} notes")
    header = ["command", "wall s", "CPU s", "memory MB", "notes a second", "found", "exit"]
    print(table(header, rows))
    if not options.peer:
        print("paper-preflight is not installed: pip install paper-preflight, or give --peer PATH")
    return 0


if __name__ == "__main__":
    sys.exit(main())
