"""A thesis of 300 pages and 1,500 notes in three formats: ``python -m bench.thesis``.

The same content is written as DOCX, LaTeX and PDF; ``srccheck extract`` runs on each as a whole
process. The second table holds the entries of the others against those of the first, by author,
title, year and pages; ``--differences`` shows those that only one has.
"""

from __future__ import annotations

import argparse
import json
import sys
import sysconfig
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from bench.measure import measure, table
from bench.thesis_content import Thesis, thesis
from bench.thesis_docx import docx
from bench.thesis_latex import latex
from bench.thesis_pdf import pdf
from srccheck import pipeline
from srccheck.config import Settings
from srccheck.model import Dossier


def write(content: Thesis, folder: Path) -> list[Path]:
    """The files in all formats."""
    paths = [folder / f"thesis.{suffix}" for suffix in ("docx", "tex", "pdf")]
    paths[0].write_bytes(docx(content))
    paths[1].write_text(latex(content), encoding="utf-8")
    paths[2].write_bytes(pdf(content))
    return paths


def identity(entry: dict[str, Any]) -> tuple[str, ...]:
    """What makes two entries the same."""
    fields = entry["fields"]
    value = {name: fields.get(name, {}).get("value", "") for name in fields}
    if entry["kind"] != "source":
        return (entry["kind"], entry["note"])
    return (
        value.get("author", ""),
        value.get("title", ""),
        value.get("date", "")[:4],
        value.get("pages", "").replace("–", "-"),
    )


def counted(path: Path) -> tuple[str, str]:
    """How many notes the document has, and how many short forms point to an entry."""
    (dossier,) = pipeline.run([str(path)], Settings(offline=True), rules=())
    if not isinstance(dossier, Dossier):
        return "-", "-"
    resolved = sum(bool(pointer.target) for pointer in dossier.pointers)
    return f"{len(dossier.document.notes):,}", f"{resolved:,} of {len(dossier.pointers):,}"


def main() -> int:
    """Measure all three and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--notes", type=int, default=1500)
    parser.add_argument("--works", type=int, default=300)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to leave the files")
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    srccheck = Path(sysconfig.get_path("scripts")) / "srccheck"
    content = thesis(options.pages, options.notes, options.works)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        found: dict[str, Counter[tuple[str, ...]]] = {}
        for path in write(content, folder):
            output = path.with_name(f"{path.suffix[1:]}.json")
            result = measure([str(srccheck), "extract", str(path), "-o", str(output)])
            entries = json.loads(output.read_text("utf-8")) if output.exists() else []
            found[path.suffix[1:]] = Counter(map(identity, entries))
            kinds = Counter(entry["kind"] for entry in entries)
            notes, pointers = counted(path)
            rows.append([
                path.suffix[1:], f"{result.wall:.1f}", f"{result.memory:.0f}", notes,
                f"{len(entries):,}", f"{kinds['source']:,}", f"{kinds['commentary']:,}", pointers,
                str(result.exit_code),
            ])  # fmt: skip
    print(f"{options.pages} pages, {options.notes:,} notes, {options.works:,} works")
    header = ["format", "seconds", "memory MB", "notes", "entries", "sources", "comments",
              "pointers resolved", "exit"]  # fmt: skip
    print(table(header, rows), end="\n\n")
    first, *others = found
    every = found[first] & found[others[0]] & found[others[1]]
    print(table(
        ["", "entries", f"as in {first}", "as in all"],
        [
            [name, f"{own.total():,}", f"{(own & found[first]).total():,}", f"{every.total():,}"]
            for name, own in found.items()
        ],
    ))  # fmt: skip
    if options.differences:
        for name in others:
            for sign, only in (
                ("-", found[first] - found[name]),
                ("+", found[name] - found[first]),
            ):
                for one in sorted(only.elements()):
                    print(name, sign, " | ".join(one))
    return 0


if __name__ == "__main__":
    sys.exit(main())
