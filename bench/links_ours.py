"""Checks the links of Markdown files with srccheck's engine; a part of ``links.py``."""

from __future__ import annotations

import argparse
import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from srccheck.links.engine import check_links, stopping_on_signals
from srccheck.links.model import LinkTarget, Occurrence
from srccheck.links.settings import LinkSettings
from srccheck.model.text import Lines
from srccheck.readers import read_path


def read_page(*arguments: Any) -> Any:
    """The page reader, loaded when it is first needed."""
    from srccheck.resolvers import pages

    return pages.read_page(*arguments)


def found(paths: list[Path]) -> Iterator[tuple[LinkTarget, Occurrence]]:
    """The links of files, as they are read."""
    for path in paths:
        document = read_path(str(path))
        lines = Lines(document.source)
        for link in document.links:
            place = lines.position(link.span.start)
            where = Occurrence(document.path, place.line, place.column, link.span, link.text)
            yield LinkTarget.of(link.target or ""), where


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--concurrency", type=int, default=LinkSettings().concurrency)
    options.add_argument("--state", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("files", type=Path, nargs="+")
    chosen = options.parse_args()
    settings = LinkSettings(
        concurrency=chosen.concurrency,
        state=chosen.state,
        is_public=lambda ip: ip.startswith("127."),
        read_page=read_page,
    )
    run = check_links(found(chosen.files), settings)
    with stopping_on_signals([run]), chosen.out.open("w") as out:
        for check in run:
            row = {"url": str(check.target), "verdict": check.verdict.value, "rule": check.rule}
            out.write(json.dumps(row) + "\n")
    gc.freeze()  # as the command does


if __name__ == "__main__":
    main()
