"""Where results are kept: a folder of this machine, a shared one, or an object store (fsspec)."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

_ROWS = 20_000


class Storage:
    """The files of a corpus, by their paths inside its folder.

    A file is there whole or not at all, whoever dies while it is written.

    Args:
        url: a folder, or what fsspec knows a store by (``s3://…``, ``memory://…``).
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, root = fsspec.core.url_to_fs(url)
        self._root = root.rstrip("/")

    def __reduce__(self) -> tuple[type[Storage], tuple[str]]:
        return Storage, (self.url,)

    def has(self, path: str) -> bool:
        """Whether there is a file."""
        return bool(self._files.exists(f"{self._root}/{path}"))

    def listed(self, folder: str) -> list[str]:
        """The names of the files in a folder, in their order."""
        whole = f"{self._root}/{folder}"
        if not self._files.exists(whole):
            return []
        names = (path.rpartition("/")[2] for path in self._files.ls(whole, detail=False))
        return sorted(name for name in names if not name.startswith("."))

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        content: bytes = self._files.cat_file(f"{self._root}/{path}")
        return content

    def write(self, path: str, data: bytes) -> None:
        """Put a file in its place, instead of an older one."""
        target = f"{self._root}/{path}"
        folder, _, name = target.rpartition("/")
        self._files.makedirs(folder, exist_ok=True)
        if "file" not in self._protocols():
            self._files.pipe_file(target, data)  # an object is there whole or not at all
            return
        part = f"{folder}/.{name}.{uuid.uuid4().hex}.part"
        self._files.pipe_file(part, data)
        Path(part).replace(target)

    def remove(self, path: str) -> None:
        """Take a file or a folder away, if it is there."""
        if self.has(path):
            self._files.rm(f"{self._root}/{path}", recursive=True)

    def write_json(self, path: str, value: Any) -> None:
        """Write a value as JSON."""
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
        self.write(path, f"{text}\n".encode("utf-8", "backslashreplace"))

    def read_json(self, path: str) -> Any:
        """What is written as JSON in a file; ``None`` if there is no such file."""
        return json.loads(self.read(path)) if self.has(path) else None

    def write_rows(self, path: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
        """Write rows as Parquet; the same rows give the same bytes."""
        sink = pa.BufferOutputStream()
        pq.write_table(
            pa.Table.from_pylist(rows, schema), sink, compression="zstd", row_group_size=_ROWS
        )
        self.write(path, sink.getvalue().to_pybytes())

    def read_rows(self, path: str) -> list[dict[str, Any]]:
        """The rows of a Parquet file."""
        table = pq.read_table(pa.BufferReader(self.read(path)))
        rows: list[dict[str, Any]] = table.to_pylist()
        return rows

    def _protocols(self) -> tuple[str, ...]:
        found = self._files.protocol
        return (found,) if isinstance(found, str) else tuple(found)
