"""Archives made to do harm, or broken: a clear error, in bounded time and memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from srccheck.errors import InputError
from srccheck.readers import read_bytes, zipped

from .test_epub import epub
from .test_odt import odt
from .word import W, p, packed, word

MAKERS = {
    "a.docx": lambda xml: word(more={"word/document.xml": xml}),
    "a.odt": lambda xml: odt("", **{"content.xml": xml}),
    "a.epub": lambda xml: epub({"a.xhtml": ""}, **{"OEBPS/book.opf": xml}),
}
WORD = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'
ENTITIES = "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(10)
)  # fmt: skip
HOSTILE = {
    "a bomb of entities": f'<!DOCTYPE a [{ENTITIES}]><a b="&e9;">&e9;</a>',
    "nested too deeply": "<a>" * 5000 + "</a>" * 5000,
    "a text of 20 MB": f"<a>{'x' * 20_000_000}</a>",
    "not well-formed": "<a><b></a>",
    "empty": "",
}


@pytest.mark.parametrize("path", list(MAKERS))
@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_xml(path: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_RATIO", 10**9)
    with pytest.raises(InputError, match="cannot be read as"):
        read_bytes(MAKERS[path](HOSTILE[name]), path)


def test_a_file_that_an_entity_names_is_not_read(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    doctype = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{secret}">]>'
    data = word(more={"word/document.xml": doctype + WORD.format(p("<w:r><w:t>a&e;</w:t></w:r>"))})
    assert "secret words" not in read_bytes(data, "a.docx").source


@pytest.mark.parametrize("path", list(MAKERS))
def test_too_many_tags(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_TAGS", 1000)
    with pytest.raises(InputError, match="more than 1,000 tags"):
        read_bytes(MAKERS[path]("<a>" + "<b/>" * 1000 + "</a>"), path)


@pytest.mark.parametrize("path", list(MAKERS))
def test_zip_bombs(path: str) -> None:
    """Ten million spaces pack into ten thousand bytes."""
    with pytest.raises(InputError, match="times as large as it is packed"):
        read_bytes(MAKERS[path](" " * 10_000_000), path)


@pytest.mark.parametrize("path", list(MAKERS))
@pytest.mark.parametrize("limit", ["MAX_MEMBER", "MAX_TOTAL"])
def test_sizes(path: str, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, limit, 1500)
    with pytest.raises(InputError, match="would be larger than"):
        read_bytes(MAKERS[path]("<a/>" + " " * 2000), path)


def test_a_size_that_is_a_lie() -> None:
    data = word(p("a" * 5000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        stated = archive.getinfo("word/document.xml").file_size
    lie = data.replace(stated.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(InputError, match="cannot be read as a Word document"):
        read_bytes(lie, "a.docx")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 100)
    data = packed({f"{n}.xml": "" for n in range(101)})
    for path in MAKERS:
        with pytest.raises(InputError, match="more than 100 members"):
            read_bytes(data, path)


@pytest.mark.parametrize("path", list(MAKERS))
def test_broken_archives(path: str) -> None:
    data = MAKERS[path]("<a/>")
    for broken in (data[: len(data) // 2], data[:-30], b"PK\x03\x04", packed({"x": "y"})):
        with pytest.raises(InputError, match="cannot be read as"):
            read_bytes(broken, path)


@pytest.mark.parametrize("path", list(MAKERS))
def test_encrypted_archives(path: str) -> None:
    data = bytearray(MAKERS[path]("<a/>"))
    for magic, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(magic)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(magic, place + 4)
    with pytest.raises(InputError, match="encrypted"):
        read_bytes(bytes(data), path)


def test_encryption_of_each_kind_of_document() -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(InputError, match="is encrypted"):
        read_bytes(odt("", **{"META-INF/manifest.xml": manifest}), "a.odt")
    protected = '<encryption><CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    with pytest.raises(InputError, match="is encrypted"):
        read_bytes(epub({"a.xhtml": "x"}, **{"META-INF/encryption.xml": protected}), "a.epub")
    fonts = '<encryption><CipherReference URI="OEBPS/a.otf"/></encryption>'
    assert read_bytes(epub({"a.xhtml": "x"}, **{"META-INF/encryption.xml": fonts}), "a.epub").blocks


def test_paths_out_of_the_archive(tmp_path) -> None:
    outside = tmp_path / "outside.xhtml"
    outside.write_text("<p>outside</p>")
    data = epub({f"../../..{outside}": "<p>a</p>"})
    with pytest.raises(InputError, match="it lists no pages"):
        read_bytes(data, "a.epub")


def test_too_long_a_book(monkeypatch: pytest.MonkeyPatch) -> None:
    from srccheck.readers import epub as reader

    monkeypatch.setattr(reader, "MAX_TEXT", 1000)
    with pytest.raises(InputError, match="pages are larger than"):
        read_bytes(epub({"a.xhtml": "x" * 600, "b.xhtml": "x" * 600}), "a.epub")


ENTITY = "<!DOCTYPE a [<!ENTITY e {}>]>"


@pytest.mark.parametrize("path", list(MAKERS))
@pytest.mark.parametrize("value", [f'"{"x" * 50_000}"', '"x"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_make_nothing_longer(path: str, value: str) -> None:
    """What a document declares itself is left out, however often it is named."""
    xml = ENTITY.format(value) + f"<a>{'&e;' * 100_000}</a>"
    try:
        document = read_bytes(MAKERS[path](xml), path)
    except InputError:
        return
    assert len(document.source) < 1000


def test_an_archive_in_an_archive_is_not_opened() -> None:
    bomb = packed({"zeros": b"\0" * 10_000_000})
    for _ in range(3):
        bomb = packed({"a.zip": bomb, "b.zip": bomb})
    data = word(p("Some words."), more={"word/embeddings/a.zip": bomb})
    assert read_bytes(data, "a.docx").source.strip() == "Some words."


def test_members_that_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many names for the same packed bytes: what is read of them is counted each time."""
    monkeypatch.setattr(zipped, "MAX_TOTAL", 100_000)
    pages = {f"{n}.xhtml": f"<p>{'a ' * 5000}{n}</p>" for n in range(20)}
    data = epub(pages)
    names = [info.filename for info in zipfile.ZipFile(io.BytesIO(data)).infolist()]
    assert len(names) > 20
    first = data.find(b"PK\x01\x02")
    directory = bytearray(data[first:])
    place = 0
    where = None
    while (place := directory.find(b"PK\x01\x02", place)) >= 0:
        length = int.from_bytes(directory[place + 28 : place + 30], "little")
        name = bytes(directory[place + 46 : place + 46 + length])
        if name.endswith(b"0.xhtml") and where is None:
            where = directory[place + 42 : place + 46]
        elif name.endswith(b".xhtml") and where is not None:
            directory[place + 42 : place + 46] = where
        place += 46
    with pytest.raises(InputError, match="cannot be read as"):
        read_bytes(data[:first] + bytes(directory), "a.epub")
