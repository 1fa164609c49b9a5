"""The files behind plans: read, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from srccheck.errors import InputError
from srccheck.fixes import Plan
from srccheck.fixes.writing import replace_file
from srccheck.messages import _


def read(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path} cannot be read: {reason}", path=path, reason=str(error))
        ) from None


def repository_of(path: str) -> Path | None:
    """The repository in which a file lies, if it does."""
    folder = Path(path).absolute().parent
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def tree_of(path: str) -> Path:
    """The folder outside of which nothing is written for a file: its repository, or its own."""
    return repository_of(path) or Path(path).absolute().parent


def write(plan: Plan) -> None:
    """Put the new bytes of a plan in the place of the old ones.

    Raises:
        InputError: the file cannot be written, or changed meanwhile.
    """
    if plan.changed:
        replace_file(plan.path, plan.old, plan.new, tree_of(plan.path))
