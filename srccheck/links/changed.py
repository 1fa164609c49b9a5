"""Which files and lines changed since a revision, asked of git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from srccheck.errors import UsageError
from srccheck.messages import _

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True)
class Changes:
    """What changed: the lines of each file, all of them for a new one, and the files now gone.

    Paths are absolute, with links resolved.
    """

    revision: str
    root: str
    lines: Mapping[str, frozenset[int] | None]
    gone: frozenset[str]

    def touch(self, path: str, line: int) -> bool:
        """Whether a line of a file was added or changed."""
        lines = self.lines.get(os.path.realpath(path), frozenset())
        return lines is None or line in lines

    def touch_file(self, path: str) -> bool:
        """Whether anything in a file changed, or it is gone."""
        real = os.path.realpath(path)
        return real in self.lines or real in self.gone

    def before(self, path: str) -> bytes | None:
        """A file as it was at the revision; ``None`` if there was none."""
        name = os.path.relpath(os.path.realpath(path), self.root)
        result = _git("show", f"{self.revision}:{Path(name).as_posix()}", check=False)
        return result.stdout if result.returncode == 0 else None


def changes_since(revision: str) -> Changes:
    """What changed in the repository of the current folder since a revision.

    What is not committed counts, and so do files that git does not know yet.

    Raises:
        UsageError: there is no git, no repository or no such revision.
    """
    if revision.startswith("-"):
        raise UsageError(_("{revision!r} is no revision", revision=revision))
    root = os.path.realpath(_git("rev-parse", "--show-toplevel").stdout.decode().strip())
    _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    diff = _git(
        "-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff",
        "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", revision, "--",
    ).stdout.decode("utf-8", "surrogateescape")  # fmt: skip
    lines: dict[str, frozenset[int] | None] = {}
    gone: set[str] = set()
    old, path, changed = "", "", set[int]()
    for line in diff.split("\n"):
        if line.startswith("--- "):
            old = _name(line)
        elif line.startswith("+++ "):
            path, changed = _name(line), set()
            if path:
                lines[str(Path(root, path))] = frozenset()
            else:
                gone.add(str(Path(root, old)))
        elif path and (hunk := _HUNK.match(line)):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            changed.update(range(first, first + count))
            lines[str(Path(root, path))] = frozenset(changed)
    listed = _git("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/").stdout
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if name:
            lines[str(Path(root, name))] = None
    return Changes(revision, root, lines, frozenset(gone))


def _name(line: str) -> str:
    """The path in a ``---`` or ``+++`` line; empty for ``/dev/null``."""
    name = line[4:].rstrip("\t\r")
    if name.startswith('"'):
        name = name[1:-1].encode("latin-1", "replace").decode("unicode_escape")
    return "" if name == "/dev/null" else name[2:]


def _git(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    try:
        result = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise UsageError(_("git cannot be run: {reason}", reason=error.strerror)) from None
    if check and result.returncode:
        said = result.stderr.decode("utf-8", "replace").strip() or "no such revision"
        raise UsageError(_("git {command} failed: {said}", command=arguments[0], said=said))
    return result
