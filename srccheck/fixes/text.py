r"""The bytes of a file beside its text, so that an edit of the text changes its own bytes alone.

A document is read with U+FFFD for what cannot be decoded; here such bytes are kept as lone
surrogates (PEP 383), so that they are written back as they were.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from srccheck.errors import InputError
from srccheck.messages import _
from srccheck.model import Edit, Encoding

_BOMS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_SURROGATE = re.compile("[\ud800-\udfff]")


class FileText:
    r"""The text of a file, and the way back to its bytes.

    Args:
        data: the bytes of the file.
        source: the text that was read from them.
        encoding: how it was read.

    Raises:
        InputError: the bytes are not those that were read, or could not be written back as they
            are.

    >>> from srccheck.model import Span
    >>> file = FileText(b"\xef\xbb\xbfCaf\xc3\xa9\r\n", "Café\r\n", Encoding("utf-8-sig", "bom"))
    >>> file.edited([Edit(Span(0, 1), "T")])
    b'\xef\xbb\xbfTaf\xc3\xa9\r\n'
    """

    def __init__(self, data: bytes, source: str, encoding: Encoding) -> None:
        bom = _BOMS.get(encoding.name, b"") if encoding.source == "bom" else b""
        self.bom = bom if data.startswith(bom) else b""
        self.codec = "utf-8" if encoding.name == "utf-8-sig" else encoding.name
        wide = self.codec.startswith(("utf-16", "utf-32"))
        self._errors = "surrogatepass" if wide else "surrogateescape"
        try:
            self.text = data[len(self.bom) :].decode(self.codec, self._errors)
            faithful = self.bom + self._bytes(self.text) == data
        except UnicodeError:
            self.text, faithful = "", False
        if not faithful:
            raise InputError(
                _("its bytes cannot be written back as they are in {codec}", codec=encoding.name)
            )
        if _SURROGATE.sub("\ufffd", self.text) != source:
            raise InputError(_("it is not what was read: it changed meanwhile, or it is packed"))

    def _bytes(self, text: str) -> bytes:
        return text.encode(self.codec, self._errors)

    def holds(self, text: str) -> bool:
        """Whether the encoding of the file has all characters of a text."""
        try:
            text.encode(self.codec)
        except UnicodeError:
            return False
        return True

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The bytes of the file with edits made, which lie apart; all others stay as they are."""
        pieces, last = [self.bom], 0
        for edit in sorted(edits, key=lambda edit: edit.span):
            pieces.append(self._bytes(self.text[last : edit.span.start]))
            pieces.append(edit.text.encode(self.codec))
            last = edit.span.end
        pieces.append(self._bytes(self.text[last:]))
        return b"".join(pieces)
