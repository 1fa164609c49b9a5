"""Puts new bytes in the place of a file: the old file is there or the new one, never half of one.

The new bytes are written beside the file, and on the disk before they take its name (rename(2) is
atomic; fsync(2) for file and folder). Where the system can (``O_TMPFILE``, Linux), they have no
name until they are whole.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from srccheck.errors import InputError
from srccheck.messages import _


def replace_file(path: str | Path, old: bytes, new: bytes, tree: str | Path | None = None) -> None:
    """Put new bytes in the place of a file that still has the old ones.

    Permissions stay, and the owner where that is allowed. A symbolic link stays one: the file that
    it leads to is written, if that lies inside ``tree``.

    Args:
        path: the file.
        old: the bytes that it must have.
        new: the bytes that it is to have.
        tree: the folder outside of which nothing is written; without it, that of the file.

    Raises:
        InputError: the file changed meanwhile, may not be written or is no regular file; then
            it stays as it is.
    """
    target = _target(Path(path), Path(tree) if tree else Path(path).parent)
    try:
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(_("{path} is no regular file", path=path))
        if not status.st_mode & 0o222:
            raise InputError(
                _("{path} is read-only", path=path), remedy=_("chmod u+w it to have it mended")
            )
        if target.read_bytes() != old:
            raise InputError(
                _("{path} changed meanwhile", path=path), remedy=_("run srccheck fix again")
            )
        _replace(target, new, status)
    except OSError as error:
        raise InputError(
            _("cannot write {path}: {reason}", path=path, reason=error.strerror)
        ) from None


def _target(path: Path, tree: Path) -> Path:
    """The file itself, behind a symbolic link; only inside the tree."""
    if not path.is_symlink():
        return path
    target = path.resolve()
    if not target.is_relative_to(tree.resolve()):
        raise InputError(
            _("{path} is a link that leads out of {tree}", path=path, tree=tree),
            remedy=_("give {target} itself", target=target),
        )
    return target


def _replace(target: Path, new: bytes, status: os.stat_result) -> None:
    folder = os.open(target.parent, os.O_RDONLY)
    beside = f".srccheck-{secrets.token_hex(8)}"  # hidden, and short beside a long name
    try:
        if not _unnamed(folder, beside, target, new, status):
            file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)
            try:
                _write(file, new, status)
            finally:
                os.close(file)
        os.replace(beside, target.name, src_dir_fd=folder, dst_dir_fd=folder)
        with contextlib.suppress(OSError):  # not every file system can
            os.fsync(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside, dir_fd=folder)
        raise
    finally:
        os.close(folder)


def _unnamed(folder: int, beside: str, target: Path, new: bytes, status: os.stat_result) -> bool:
    """Write a file without a name, and give it one; false where the system has no such files."""
    try:
        file = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except (AttributeError, OSError):
        return False
    try:
        _write(file, new, status)
        link = f"/proc/self/fd/{file}"
        os.link(link, beside, dst_dir_fd=folder, follow_symlinks=True)
    except FileNotFoundError:  # no /proc
        return False
    finally:
        os.close(file)
    return True


def _write(file: int, data: bytes, status: os.stat_result) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]
    with contextlib.suppress(OSError, AttributeError):
        os.fchown(file, status.st_uid, status.st_gid)
    os.fchmod(file, stat.S_IMODE(status.st_mode))
    os.fsync(file)
