"""The files that a document takes in, read from the tree of its own folder and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from srccheck.readers.encoding import Decoded, binary_kind, declared_in, decode

LARGEST = 50_000_000
"""Bytes of all that one document takes in."""


class Taken(NamedTuple):
    """A file that was read: what to call it, where it really is, and its text."""

    path: str
    real: str
    decoded: Decoded


class Tree:
    """The folder of a document, from which it may take in other files.

    A path that leads out of the folder (absolute, by ``..`` or through a symbolic link) is never
    opened. ``exists`` is false where the document itself is no file; nothing is read then.
    """

    def __init__(self, path: str) -> None:
        self.folder = os.path.dirname(path)  # noqa: PTH120
        self.root = os.path.realpath(self.folder or ".")
        self.left = LARGEST
        try:
            self.exists = Path(path).is_file()
        except (OSError, ValueError):
            self.exists = False

    def find(self, names: Sequence[str], folders: Sequence[str] = ("",)) -> tuple[str, str]:
        """The first of some files that is there.

        Args:
            names: what it may be called, relative to a folder.
            folders: where to look, relative to the document's own folder.

        Returns:
            Its path from the document's folder, and an empty string; or an empty string and the
            reason: ``outside`` or ``missing``.
        """
        reason = "missing"
        for folder in folders:
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118
                inside = self.real(path)
                if inside is None:
                    reason = "outside"
                elif Path(inside).is_file():
                    return os.path.normpath(path), ""
        return "", reason

    def real(self, path: str) -> str | None:
        """Where a path from the document's folder really leads; ``None`` out of it."""
        if path.startswith(("/", "\\", "~")) or ":" in path[:3] or "\0" in path:
            return None
        try:
            real = os.path.realpath(os.path.join(self.root, path))  # noqa: PTH118
        except (OSError, ValueError):
            return None
        return real if real.startswith(self.root.rstrip(os.sep) + os.sep) else None

    def read(self, path: str) -> Taken | str:
        """The text of a file that :meth:`find` has found; or why it cannot be read, in words."""
        real = self.real(path)
        if real is None:
            return "it lies outside the folder of the document"
        try:
            with Path(real).open("rb") as stream:
                data = stream.read(self.left + 1)
        except OSError as error:
            return f"it cannot be read: {error.strerror or error}"
        if len(data) > self.left:
            return f"the document would take in more than {LARGEST:,} bytes"
        kind = binary_kind(data)
        if kind:
            return f"it is not text but {kind}"
        self.left -= len(data)
        shown = os.path.join(self.folder, path)  # noqa: PTH118
        return Taken(shown, real, decode(data, declared_in(data)))
