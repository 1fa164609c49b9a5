"""Bytes to text: which encoding it is, how that was found, and what could not be decoded.

Sources: the WHATWG Encoding standard (labels; "iso-8859-1" means windows-1252) and the WHATWG HTML
standard, section 13.2.3 (byte order marks; the prescan for a declared encoding).
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from srccheck.messages import _
from srccheck.model import Encoding, Problem, Span

_BOMS = (  # UTF-32 before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (.docx, .odt and .epub files are such)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_PRESCAN = 2048
_XML = re.compile(
    rb"""\s*<\?xml[^>]{1,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})["']"""
)
_META = re.compile(
    rb"""<meta\b[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9._:-]{1,40})""", re.I
)
_BIB = re.compile(rb"^%[ \t]{0,9}Encoding:[ \t]{0,9}([A-Za-z0-9._:-]{1,40})", re.M)

_LABELS = {
    "windows-1252": "ascii us-ascii iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 "
    "cp1252 windows-1252 x-cp1252 ansi_x3.4-1968 cp819 ibm819 csisolatin1 iso-ir-100 "
    "x-user-defined",
    "windows-1254": "iso-8859-9 iso8859-9 latin5 l5 cp1254 windows-1254 x-cp1254",
    "cp874": "iso-8859-11 tis-620 dos-874 windows-874",
    "gb18030": "gb2312 gb_2312-80 gbk x-gbk chinese gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j",
    "cp949": "euc-kr ks_c_5601-1987 ksc5601 korean windows-949",
    "mac-roman": "macintosh mac x-mac-roman",
    "iso-8859-2": "latin2 latin-2 l2 iso-8859-2 iso8859-2",
    "iso-8859-15": "latin9 latin-9 l9 iso-8859-15 iso8859-15",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode utf-16 utf-16le utf-16be csunicode",
}
"""Codec → labels; a page whose bytes say "utf-16" in ASCII cannot be UTF-16."""

_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_AS_NAMED = re.compile(r"iso-8859-(?:[3-8]|1[0346])|windows-125\d|koi8-[ru]|euc-jp|ibm866|cp125\d")
_SURROGATES = re.compile("[\ud800-\udfff]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_C1 = re.compile(rb"[\x80-\x9f]")
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """Text, how it was decoded, and where that failed; each bad byte is one U+FFFD in the text."""

    text: str
    encoding: Encoding
    problems: tuple[Problem, ...]


def codec_of(label: str) -> str:
    """The codec that a declared encoding means on the web; empty when it means none.

    >>> codec_of("ISO-8859-1"), codec_of("Shift_JIS"), codec_of("rot13")
    ('windows-1252', 'cp932', '')
    """
    label = label.strip().lower()
    return _CODECS.get(label) or (label if _AS_NAMED.fullmatch(label) else "")


def declared_in(data: bytes) -> str | None:
    """The encoding that a page, an XML declaration or a ``.bib`` file says it has.

    >>> declared_in(b'<html><head><meta charset="windows-1251">')
    'windows-1251'
    """
    head = data[:_PRESCAN]
    patterns = (_XML, _META) if head.lstrip()[:1] == b"<" else (_BIB,)
    for pattern in patterns:
        match = pattern.search(head)
        if match:
            return match[1].decode("ascii")
    return None


def binary_kind(data: bytes) -> str:
    """What a file is that is not text; empty for text.

    >>> binary_kind(b"%PDF-1.7 ..."), binary_kind(b"Text")
    ('a PDF file', '')
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        return "a sound, image or film"
    if any(data.startswith(bom) for bom, *_rest in _BOMS) or _utf16_without_bom(data):
        return ""
    return "binary data" if data.count(0) * 1000 > len(data) else ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""Decode the bytes of a file; never raises, and drops no byte in silence.

    A byte order mark decides; then valid UTF-8, which other text is hardly ever; then the
    declared encoding; then mostly valid UTF-8; then Windows-1252 or, where it makes no
    difference, Latin-1; bytes that are mostly not ASCII are left to charset-normalizer.

    Args:
        data: The bytes.
        declared: The encoding that the document itself declares, as it writes it.

    >>> decode("n° 3".encode("cp1252"))
    Decoded(text='n° 3', encoding=Encoding(name='iso-8859-1', source='guessed'), problems=())
    >>> decode("“é” à".encode() + b"\xff").problems[0].span
    Span(start=5, end=6)
    """
    for bom, name, codec in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], codec, Encoding(name, "bom"))
    codec = _utf16_without_bom(data)
    if codec:
        return _decoded(data, codec, Encoding(codec, "guessed"))
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(len(stretch) for stretch in _SURROGATES.findall(text))
    codec = codec_of(declared) if declared else ""
    if not bad:
        source = "declared" if codec == "utf-8" else "valid"
        return Decoded(text, Encoding("utf-8", source), ())
    if codec and codec != "utf-8":
        return _decoded(data, codec, Encoding(codec, "declared"))
    # Each character beyond ASCII that did decode is two to four bytes in the one right order.
    good = sum(len(stretch) for stretch in re.findall("[^\0-\x7f\ud800-\udfff]+", text))
    if good >= bad or (codec == "utf-8" and good):
        return _decoded(data, "utf-8", Encoding("utf-8", "declared" if codec else "valid"))
    codec = _single_byte(data)
    return _decoded(data, codec, Encoding(codec, "guessed"))


def _utf16_without_bom(data: bytes) -> str:
    """Latin text in UTF-16 has a NUL in every other place."""
    sample = data[:4096]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if half and even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _single_byte(data: bytes) -> str:
    sample = data[:_SAMPLE]
    letters = len(sample) - len(re.findall(rb"[\x00-\x40]", sample))
    if len(sample) > 100 and len(_HIGH.findall(sample)) > letters * 0.5:
        codec = _foreign(sample)
        if codec:
            return codec
    return "windows-1252" if _C1.search(data) else "iso-8859-1"


def _foreign(sample: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    name = best.encoding if best else ""
    if name.startswith(("utf", "ascii", "cp1252", "latin")):
        return ""
    return name.replace("cp125", "windows-125")


def _decoded(data: bytes, codec: str, encoding: Encoding) -> Decoded:
    """Decode; what cannot be decoded becomes U+FFFD, byte by byte, and a problem."""
    wide = codec.startswith(("utf-16", "utf-32"))
    try:
        text = data.decode(codec, "surrogatepass" if wide else "surrogateescape")
    except UnicodeError:  # cut short, or not what it says it is
        text = data.decode(codec, "replace")
    problems = []
    for match in _SURROGATES.finditer(text.replace("\ufffd", "\udfff") if wide else text):
        cited = _shown(match[0])
        message = _("cannot be read as {encoding}: {cited}", encoding=encoding.name, cited=cited)
        problems.append(Problem("undecodable-bytes", Span(*match.span()), cited, message))
    text = _SURROGATES.sub(lambda match: "\ufffd" * len(match[0]), text)
    return Decoded(text, encoding, tuple(problems))


def _shown(stretch: str) -> str:
    shown = " ".join(f"{ord(character) & 0xFF:02X}" for character in stretch[:16])
    return f"{'bytes' if len(stretch) > 1 else 'byte'} {shown}{' …' if len(stretch) > 16 else ''}"
