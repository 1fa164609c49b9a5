"""The thesis as a Word document: the parts of the archive, as Word names them (ECMA-376)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from bench.thesis_content import AUTHOR, TITLE, Thesis

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-\
officedocument.wordprocessingml.footnotes+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.styles+xml"/></Types>"""
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>'
)
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def docx(thesis: Thesis) -> bytes:
    """The bytes of the document."""
    body = [_paragraph(TITLE, "Title"), _paragraph(AUTHOR)]
    for title, paragraphs in thesis.chapters:
        body.append(_paragraph(title, "Heading1"))
        body += [_paragraph(text) for text in paragraphs]
    body.append(_paragraph("Bibliography", "Heading1"))
    body += [_paragraph(text) for text in thesis.bibliography]
    notes = [
        f'<w:footnote w:id="{number}">{_paragraph(" " + text, "FootnoteText", _mark)}</w:footnote>'
        for number, text in enumerate(thesis.notes, 1)
    ]
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(_relation("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": RELATIONS.format(
            _relation("footnotes", "footnotes.xml") + _relation("styles", "styles.xml")
        ),
        "word/document.xml": _part("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/footnotes.xml": _part("footnotes", SEPARATORS + "".join(notes)),
        "word/styles.xml": _part("styles", STYLES),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in members.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + xml)
    return file.getvalue()


def _part(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{W}">{inside}</w:{name}>'


def _relation(kind: str, target: str) -> str:
    return f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _mark() -> str:
    return f"<w:r>{RAISED}<w:footnoteRef/></w:r>"


def _paragraph(text: str, style: str = "", before: Callable[[], str] = str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{before()}{''.join(_runs(text))}</w:p>"


def _runs(text: str) -> Iterator[str]:
    for index, part in enumerate(text.split("^")):
        if index % 2:
            yield f'<w:r>{RAISED}<w:footnoteReference w:id="{part}"/></w:r>'
            continue
        for turn, piece in enumerate(part.split("_")):
            look = "<w:rPr><w:i/></w:rPr>" if turn % 2 else ""
            if piece:
                yield f'<w:r>{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
