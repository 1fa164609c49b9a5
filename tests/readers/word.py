"""Word documents for tests, built piece by piece as Word itself writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)
STYLES = """
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My own"/><w:basedOn w:val="Titre1"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Number"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Accentuation"><w:name w:val="Emphasis"/>
<w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Cachet"><w:name w:val="Hidden"/>
<w:rPr><w:vanish/></w:rPr></w:style>
"""


def r(text: str, look: str = "") -> str:
    """A run: text with its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a piece that does not begin with ``<`` is plain text."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def style(name: str) -> str:
    """The property of a paragraph that names its style."""
    return f'<w:pStyle w:val="{name}"/>'


def item(number: int, depth: int = 0) -> str:
    """The property of a paragraph that makes it an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def ref(number: int, kind: str = "footnote", mark: str = "") -> str:
    """The reference to a note, with a mark of its own if it is not numbered."""
    custom = f' w:customMarkFollows="1"/><w:t>{mark}</w:t>' if mark else "/>"
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{look}<w:{kind}Reference w:id="{number}"{custom}</w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A note; its first paragraph begins with the mark of its number."""
    first = paragraphs[0].replace("</w:pPr>", f"</w:pPr><w:r><w:{kind}Ref/></w:r>", 1)
    return f'<w:{kind} w:id="{number}">{first}{"".join(paragraphs[1:])}</w:{kind}>'


def field(code: str, *shown: str, data: str = "") -> str:
    """A field: its code, and the runs that it shows; Word cuts long codes into pieces."""
    inside = "".join(run if run.startswith("<") else r(run) for run in shown)
    kept = f"<w:fldData>{data}</w:fldData>" if data else ""
    cut = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>'
        for piece in (code[:cut], code[cut:])
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{kept}</w:fldChar></w:r>{codes}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inside}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def word(
    *body: str,
    footnotes: str = "",
    endnotes: str = "",
    numbering: str = "",
    settings: str = "",
    relations: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a document; ``relations`` are outside targets by their identifiers."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{R}/hyperlink" Target={quoteattr(target)}'
        ' TargetMode="External"/>'
        for name, target in (relations or {}).items()
    )
    spaced = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{spaced}">{links}</Relationships>'
    members = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels,
        "word/styles.xml": f"<w:styles {_SPACES}>{STYLES}</w:styles>",
    }
    if footnotes:
        inside = _SEPARATORS + footnotes
        members["word/footnotes.xml"] = f"<w:footnotes {_SPACES}>{inside}</w:footnotes>"
        members["word/_rels/footnotes.xml.rels"] = rels
    for name, xml in (("endnotes", endnotes), ("numbering", numbering), ("settings", settings)):
        if xml:
            members[f"word/{name}.xml"] = f"<w:{name} {_SPACES}>{xml}</w:{name}>"
    return packed({**members, **(more or {})})


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """The bytes of an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def levels(*formats: tuple[str, str]) -> str:
    """A list whose levels have these formats and texts, as number 1 and, begun anew, 2."""
    inside = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
