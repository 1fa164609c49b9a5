"""What is in a folder of kept answers: each with its address, its time and its digest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from srccheck.net.exchange import load_all, put

NAME = "manifest.json"


def write_manifest(folder: Path, software: str = "srccheck") -> int:
    """List the answers kept in a folder in its ``manifest.json``, replacing an older one.

    For each there is the file, what was asked and of whom, when, how it ended, and the SHA-256 of
    the body as it was read, so that whoever has the list can tell whether an answer was changed
    later.

    Args:
        folder: where ``--save-evidence`` kept them.
        software: who writes the list.

    Returns:
        The number of answers listed.

    Raises:
        OSError: it cannot be written.
    """
    rows = [
        {
            "file": path.name,
            "service": exchange.service,
            "url": exchange.url,
            "final_url": exchange.final_url,
            "time": exchange.time.isoformat(),
            "outcome": exchange.outcome.value,
            "status": exchange.status,
            "bytes": len(exchange.body),
            "sha256": hashlib.sha256(exchange.body).hexdigest(),
        }
        for path, exchange in load_all(folder)
    ]
    content = {"srccheck": "manifest/1", "software": software, "answers": rows}
    put(folder / NAME, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return len(rows)
