"""The members of a ZIP archive and the XML in them, read within bounds.

What can be said of a document in an archive is its text, so nothing is ever written to disk: the
names of members are only looked up. Sources: PKWARE's APPNOTE (ZIP), section 4.4.4 (encryption);
OWASP's cheat sheet on XML external entities.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote

from srccheck.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBER = 100_000_000
"""Bytes of one member."""
MAX_TOTAL = 300_000_000
"""Bytes of all members that are read."""
MAX_MEMBERS = 50_000
MAX_TAGS = 4_000_000
"""A document of 1,000 pages has half a million; each takes up some 150 bytes when read."""
MAX_RATIO = 400
"""How much larger than packed a member may be; text seldom is more than 50 times as large."""
_SMALL = 5_000_000
"""Whatever its ratio, a member of fewer bytes does no harm."""
_ENCRYPTED = 0x1
_CENTRAL = b"PK\x01\x02"
_ODF_ENCRYPTION = b"manifest:encryption-data"


class Zipped:
    """An archive that holds a document of a kind (``a Word document``), called ``path``.

    Every method that reads raises :class:`~srccheck.errors.InputError` where the archive is
    broken, encrypted or would become too large.
    """

    def __init__(self, data: bytes, path: str, kind: str, remedy: str) -> None:
        self._path, self._kind, self._remedy = path, kind, remedy
        self._read = 0
        if data.count(_CENTRAL) > MAX_MEMBERS:
            self.fail(f"it has more than {MAX_MEMBERS:,} members")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            self.fail(str(error) or "it is broken")
        self.names = frozenset(self._archive.namelist())

    def fail(self, cause: str, remedy: str = "") -> NoReturn:
        """Give up.

        Raises:
            InputError: always.
        """
        cause = f"{self._path} cannot be read as {self._kind}: {cause}"
        raise InputError(cause, remedy=remedy or self._remedy)

    def bytes(self, name: str) -> bytes:
        """The bytes of a member."""
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            self.fail(f"it has no {name}")
        if info.flag_bits & _ENCRYPTED:
            self.fail("it is encrypted", "save it without a password")
        large = info.file_size > _SMALL
        if info.file_size > MAX_MEMBER or self._read + info.file_size > MAX_TOTAL:
            self.fail(f"{name} would be larger than {MAX_MEMBER:,} bytes")
        if large and info.file_size > MAX_RATIO * max(1, info.compress_size):
            self.fail(f"{name} would be {info.file_size // max(1, info.compress_size):,} times as "
                      "large as it is packed")  # fmt: skip
        try:
            with self._archive.open(info) as member:
                data = member.read(MAX_MEMBER + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError,
                NotImplementedError, zlib.error) as error:  # fmt: skip
            self.fail(str(error) or f"{name} is broken")
        self._read += len(data)
        if len(data) > MAX_MEMBER or self._read > MAX_TOTAL:
            self.fail(f"{name} would be larger than {MAX_MEMBER:,} bytes")
        return data

    def xml(self, name: str) -> _Element:
        """The root of a member that is XML."""
        data = self.bytes(name)
        try:
            return parse_xml(data)
        except ValueError as error:
            self.fail(f"{name}: {error}")

    def encrypted_odf(self) -> bool:
        """Whether the manifest of an OpenDocument archive says that its members are encrypted."""
        manifest = "META-INF/manifest.xml"
        return manifest in self.names and _ODF_ENCRYPTION in self.bytes(manifest)


def parse_xml(data: bytes) -> _Element:
    """XML without entities, DTD or network; its depth and the length of its texts are bounded.

    Raises:
        ValueError: it is not well-formed, or larger than any document needs.

    >>> parse_xml(b"<a><b/></a>").tag
    'a'
    """
    from lxml import etree

    if data.count(b"<") > MAX_TAGS:
        raise ValueError(f"it has more than {MAX_TAGS:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def member(base: str, target: str) -> str:
    """The name of the member that a part (or ``""``) points to; empty when outside the archive.

    >>> member("word/document.xml", "footnotes.xml"), member("a/b.xml", "/word/x.xml")
    ('word/footnotes.xml', 'word/x.xml')
    >>> member("OEBPS/a.opf", "../../../etc/passwd"), member("OEBPS/a.opf", "Text/b%20c.xhtml")
    ('', 'OEBPS/Text/b c.xhtml')
    """
    joined = posixpath.join("/", posixpath.dirname(base), unquote(target))
    depth = 0
    for part in posixpath.join(posixpath.dirname(base), unquote(target)).lstrip("/").split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return ""
    return posixpath.normpath(joined).lstrip("/")
