"""Small dumps in the shapes in which the databases publish them, of invented works."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..standin import crossref
from ..standin.works import WORKS, Work

Json = dict[str, Any]


def work(number: int, **changes: Any) -> Json:
    """A work as Crossref's REST API gives it; each number has its own title, author and pages."""
    made: Json = {
        "DOI": f"10.5555/rivers.{number}",
        "type": "journal-article",
        "title": [f"The {_word(number)} Rivers of {_word(number * 7 + 3)}"],
        "author": [{"family": _word(number * 3 + 1).title(), "given": "Ida"}],
        "container-title": ["Journal of Inland Waters"],
        "volume": str(number % 40 + 1),
        "page": f"{number + 10}-{number + 19}",
        "issued": {"date-parts": [[1980 + number % 40]]},
    }
    return {**made, **changes}


def _word(number: int) -> str:
    syllables = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za")
    return "".join(syllables[int(digit)] for digit in f"{number:04d}")


def reference(item: Json) -> str:
    """A work as it is cited."""
    year = item["issued"]["date-parts"][0][0]
    name = item["author"][0]
    return (
        f"{name['family']}, {name['given']}. {item['title'][0]}. {item['container-title'][0]} "
        f"{item['volume']}, {item['page']} ({year})"
    )


def standin_works() -> list[Json]:
    """The works that the stand-in of Crossref has, as it gives them."""
    return [crossref.work(one) for one in WORKS]


def standin_reference(one: Work) -> str:
    family, given = one.authors[0]
    return (
        f"{family}, {given}. “{one.title}”. {one.container} {one.volume}, no. {one.issue} "
        f"({one.year}): {one.first}–{one.last}."
    )


def items(works: Iterable[Json]) -> bytes:
    """As in Crossref's public data files until 2024."""
    return json.dumps({"items": list(works)}, ensure_ascii=False).encode()


def lines(works: Iterable[Json]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in works)


def tar(path: Path, members: Mapping[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def crossref_tar(path: Path, works: list[Json], each: int = 100) -> Path:
    """A public data file, of parts with so many works each."""
    parts = [works[at : at + each] for at in range(0, len(works), each)]
    return tar(path, {f"data/{n}.json.gz": gzip.compress(items(p)) for n, p in enumerate(parts)})


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def folder(path: Path, members: Mapping[str, bytes]) -> Path:
    for name, data in members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


OPENALEX: Json = {
    "id": "https://openalex.org/W99",
    "doi": "https://doi.org/10.5555/tides.1",
    "title": "The Tides of Lake Sorrel",
    "type": "article",
    "publication_year": 2014,
    "publication_date": "2014-05-07",
    "ids": {"openalex": "https://openalex.org/W99", "pmid": "https://pubmed.ncbi.nlm.nih.gov/99"},
    "authorships": [{"author": {"display_name": "Ida Rask"}, "raw_author_name": "Rask, Ida"}],
    "primary_location": {"source": {"display_name": "Journal of Inland Waters", "type": "journal"}},
    "biblio": {"volume": "12", "issue": "3", "first_page": "45", "last_page": "61"},
    "is_retracted": False,
}
DATACITE: Json = {
    "id": "10.5555/soundings.1",
    "type": "dois",
    "attributes": {
        "doi": "10.5555/soundings.1",
        "titles": [{"title": "Soundings of Lake Sorrel"}],
        "creators": [{"name": "Bell, Tomas", "familyName": "Bell", "givenName": "Tomas"}],
        "publisher": "Northlight Archive",
        "publicationYear": 2019,
        "types": {"resourceTypeGeneral": "Dataset"},
    },
}
DOAJ: Json = {
    "id": "0" * 32,
    "bibjson": {
        "title": "Reeds and Eels",
        "author": [{"name": "Ana Quill"}],
        "journal": {"title": "Open Waters", "volume": "4", "number": "1", "issns": ["0000-0019"]},
        "year": "2017",
        "month": "3",
        "start_page": "7",
        "end_page": "9",
        "identifier": [{"type": "doi", "id": "10.5555/eels.1"}],
    },
}
ARXIV: Json = {
    "id": "2401.99991",
    "submitter": "Ida Rask",
    "authors": "Ida Rask and Tomas Bell",
    "title": "The Tides of\n  Lake Sorrel",
    "comments": "12 pages",
    "journal-ref": None,
    "doi": "10.5555/tides.1",
    "abstract": "  Of tides.\n",
    "versions": [{"version": "v1", "created": "Mon, 8 Jan 2024 19:18:42 GMT"}],
    "update_date": "2024-02-01",
    "authors_parsed": [["Rask", "Ida", ""], ["Bell", "Tomas", "Jr"]],
}
DBLP = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article mdate="2020-01-01" key="journals/jiw/Odegard15">
<author>Jon &Oslash;deg&aring;rd 0002</author><title>On the Salting of <i>Rivers</i>.</title>
<pages>1-9</pages><year>2015</year><volume>13</volume><journal>J. Inland Waters</journal>
<ee>https://doi.org/10.5555/salt.2</ee></article><www key="homepages/o/Odegard">
<author>Jon &Oslash;deg&aring;rd</author><title>Home Page</title></www>
<inproceedings key="conf/x/Quill01"><author>Ana Quill</author><title>Weirs.</title>
<booktitle>Proc. Weirs</booktitle><year>2001</year></inproceedings>
</dblp>
"""
RETRACTION_WATCH = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
    '7,On the Salting of Rivers,,,Journal of Inland Waters,Northlight,,"Jon Ødegård;Ana Quill",,,'
    "2/3/2017 0:00,10.5555/salt.2.notice,0,5/7/2015 0:00,10.5555/SALT.2,0,Retraction,,No,\n"
    "8,The Tides of Lake Sorrel,,,Journal of Inland Waters,Northlight,,Ida Rask,,,"
    "2/3/2016 0:00,10.5555/tides.n,0,5/7/2014 0:00,10.5555/tides.1,0,Retraction,,No,\n"
    "9,The Tides of Lake Sorrel,,,Journal of Inland Waters,Northlight,,Ida Rask,,,"
    "4/3/2018 0:00,10.5555/tides.r,0,5/7/2014 0:00,10.5555/tides.1,0,Reinstatement,,No,\n"
).encode()
ISSN_L = b"ISSN\tISSN-L\n0000-0019\t0000-0019\n0000-0027\t0000-0019\n1234-5678\t1234-5678\n"
