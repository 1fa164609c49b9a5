"""``python -m tests.standin``: the services and pages for ``examples/article.md``, on this machine.

It writes ``standin.toml`` (or the file given), with which srccheck asks it and nobody else, and
answers until Ctrl-C::

    python -m tests.standin &
    srccheck check examples/article.md --config standin.toml
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from .founding import World, configuration, running


def main() -> None:
    """Answer until Ctrl-C."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "standin.toml")
    with running(World()) as world:
        path.write_text(configuration(world), encoding="utf-8")
        print(f"answering at {world.url}; now run\n"
              f"  srccheck check examples/article.md --config {path}", flush=True)  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):
            world.released.wait()


if __name__ == "__main__":
    main()
