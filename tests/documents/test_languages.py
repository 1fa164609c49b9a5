"""Small documents in six languages, as Markdown, plain text and HTML: from headings to fields."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pytest

from srccheck.mend import mend
from srccheck.model import Document, Entry, EntryKind
from srccheck.parse import parse_document
from srccheck.readers import read_text
from srccheck.text.dates import find_dates

FORMS = ("a.md", "a.txt", "a.html")


@dataclass(frozen=True)
class Case:
    """A note in a language, and what its reference holds."""

    language: str
    note: str
    author: str
    title: str
    date: str
    pages: str
    container: str = ""


HEADINGS = {
    "en": ("Notes", "Endnotes", "Bibliography", "Works Cited", "References"),
    "fr": ("Notes", "Notes de bas de page", "Bibliographie", "Sources et bibliographie"),
    "de": ("Anmerkungen", "Fußnoten", "Literaturverzeichnis", "Quellen- und Literaturverzeichnis"),
    "es": ("Notas", "Notas a pie de página", "Bibliografía", "Referencias bibliográficas"),
    "it": ("Note", "Note a piè di pagina", "Bibliografia", "Riferimenti bibliografici"),
    "pt": ("Notas", "Notas de rodapé", "Bibliografia", "Referências bibliográficas"),
}

CASES = (
    Case("en", "Ada Marlow, “The Harbour of Ardenmouth,” Journal of Harbour Studies 12, no. 3 "
         "(2001): 44–59.", "Marlow, Ada", "The Harbour of Ardenmouth", "2001", "44-59",
         "Journal of Harbour Studies"),
    Case("en", "Robert de Wrexley, “A Town of Salt,” The Ardenmouth Courier, 3 March 2019, p. 4.",
         "de Wrexley, Robert", "A Town of Salt", "2019-03-03", "4", "The Ardenmouth Courier"),
    Case("fr", "Hélène de Vautrelle, « La gabelle en pays de Tervance », Revue des ports anciens, "
         "vol. 8, n° 2, 1998, p. 33-51.", "de Vautrelle, Hélène",
         "La gabelle en pays de Tervance", "1998", "33-51", "Revue des ports anciens"),
    Case("fr", "Jean Besançon, « Le grenier à blé », Annales des vallées, 12 août 2004, p. 7.",
         "Besançon, Jean", "Le grenier à blé", "2004-08-12", "7", "Annales des vallées"),
    Case("de", "Jürgen von Kaltenbrück: „Die Kornkammer“, in: Zeitschrift für Hafengeschichte 14 "
         "(1987), H. 2, S. 101–120.", "von Kaltenbrück, Jürgen", "Die Kornkammer", "1987",
         "101-120", "Zeitschrift für Hafengeschichte"),
    Case("de", "Ulrike Grünbaum: „Der Salzweg“, Ardenfurter Zeitung, 5. März 1999, S. 12.",
         "Grünbaum, Ulrike", "Der Salzweg", "1999-03-05", "12", "Ardenfurter Zeitung"),
    Case("es", "María de Ibarrola, «El archivo escondido», Revista de historia portuaria, vol. 5, "
         "núm. 1 (2010), pp. 15-32.", "de Ibarrola, María", "El archivo escondido", "2010",
         "15-32", "Revista de historia portuaria"),
    Case("es", "José Aldecoa, «Los gremios de la sal», Anales de los valles, 4 de enero de 2015, "
         "p. 9.", "Aldecoa, José", "Los gremios de la sal", "2015-01-04", "9",
         "Anales de los valles"),
    Case("it", "Giulia della Bellacqua, «La via del sale», Rivista di storia portuale, vol. 3, "
         "n. 4, 1976, pp. 200-221.", "della Bellacqua, Giulia", "La via del sale", "1976",
         "200-221", "Rivista di storia portuale"),
    Case("it", "Paolo Ferraioli, «Il valico», Rivista delle valli, 9 luglio 2008, p. 3.",
         "Ferraioli, Paolo", "Il valico", "2008-07-09", "3", "Rivista delle valli"),
    Case("pt", "João dos Guimarel, «O arquivo escondido», Revista de história portuária, vol. 7, "
         "n.º 2 (1993), pp. 61-78.", "dos Guimarel, João", "O arquivo escondido", "1993", "61-78",
         "Revista de história portuária"),
    Case("pt", "Inês Ruivosa, «A rota do sal», Anais dos vales, 1 de março de 2020, p. 11.",
         "Ruivosa, Inês", "A rota do sal", "2020-03-01", "11", "Anais dos vales"),
)  # fmt: skip

BOOKS = {
    "en": "Ada Marlow, {}The Quiet Straits{} (London: Example Press, 2019), pp. 12–14.",
    "fr": "Ada Marlow, {}Les détroits calmes{}, Paris, Éditions du Quai, 2019, p. 12-14.",
    "de": "Ada Marlow: {}Die stillen Engen{}, Berlin: Lindenverlag 2019, S. 12–14.",
    "es": "Ada Marlow, {}Los estrechos tranquilos{}, Madrid, Editorial del Muelle, 2019, "
          "pp. 12-14.",
    "it": "Ada Marlow, {}Gli stretti quieti{}, Roma, Edizioni del Molo, 2019, pp. 12-14.",
    "pt": "Ada Marlow, {}Os estreitos calmos{}, Lisboa, Editora do Cais, 2019, pp. 12-14.",
}  # fmt: skip

SHORT = {
    "en": ("Ibid., p. 13.", "Marlow, op. cit., p. 14.", "Ibid.", "Loc. cit."),
    "fr": ("Ibid., p. 13.", "Marlow, op. cit., p. 14.", "Id., p. 3.", "Marlow, ouvr. cité, p. 2."),
    "de": ("Ebd., S. 13.", "Ebenda, S. 14.", "Marlow, a. a. O., S. 5.", "Vgl. ebd., S. 13."),
    "es": ("Ibídem, p. 13.", "Ibid., p. 3.", "Marlow, op. cit., p. 14.", "Marlow, ob. cit., p. 4."),
    "it": ("Ivi, p. 13.", "Ibidem.", "Marlow, op. cit., p. 14.", "Cfr. ibid., p. 2."),
    "pt": ("Ibidem, p. 13.", "Idem, p. 5.", "Marlow, op. cit., p. 14.", "Marlow, ob. cit., p. 4."),
}

OTHERS = {
    "Russian": ("Примечания", "Иван Озёров. Тихие проливы. Москва: Наука, 1999. С. 12–14."),
    "Greek": ("Σημειώσεις", "Ελένη Μαρκίδου, «Το λιμάνι», Αθήνα 1998, σ. 33."),
    "Arabic": ("الهوامش", "أحمد الساحلي، «الميناء القديم»، بيروت، ١٩٩٩، ص ١٢."),
    "Hebrew": ("הערות", "דוד נמלי, הנמל הישן, תל אביב, 1999, עמ' 12."),
    "Chinese": ("注释", "李海港：《寂静的海峡》，北京：示例出版社，1999年，第12页。"),
    "Japanese": ("注", "港太郎『静かな海峡』東京：例書房、1999年、12頁。"),
    "transliterated": ("Notes", "Ivan Ozërov, Tikhie prolivy (Moskva: Nauka, 1999), s. 12."),
}


def listed(path: str, heading: str, notes: list[str], *, numbered: bool = True) -> Document:
    """A document with a list of notes under a heading."""
    text = "The harbour was quiet in those years."
    signs = [f"({number})" for number in range(1, len(notes) + 1)]
    if path == "a.html":
        body = " ".join(f"{text}<sup>{sign}</sup>" if numbered else text for sign in signs)
        items = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
        tag = "ol" if numbered else "ul"
        return read_text(
            f"<html><body><p>{body}</p><h2>{heading}</h2><{tag}>{items}</{tag}></body></html>", path
        )
    body = " ".join(f"{text} {sign}" if numbered else text for sign in signs)
    lines = [
        f"{number}. {note}" if numbered else f"{note}\n" for number, note in enumerate(notes, 1)
    ]
    mark = "## " if path == "a.md" else ""
    return read_text(f"{body}\n\n{mark}{heading}\n\n" + "\n".join(lines) + "\n", path)


def entries(document: Document) -> list[Entry]:
    return list(parse_document(mend(document)))


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("language", "heading"), [(code, each) for code, all_ in HEADINGS.items() for each in all_]
)
def test_headings(language: str, heading: str, path: str) -> None:
    """A list under each heading, in capitals or with a number too, is one of notes."""
    note = next(case.note for case in CASES if case.language == language)
    for shown in (heading, heading.upper(), f"7. {heading}"):
        assert len(listed(path, shown, [note, note]).notes) == 2


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}-{case.date}")
def test_articles(case: Case, path: str) -> None:
    (entry,) = entries(listed(path, HEADINGS[case.language][0], [case.note]))
    found = {
        "author": entry.value("author"),
        "title": entry.value("title"),
        "date": entry.value("date"),
        "pages": entry.value("pages").replace("–", "-"),
        "container": entry.value("journaltitle"),
    }
    assert found == {
        "author": case.author,
        "title": case.title,
        "date": case.date,
        "pages": case.pages,
        "container": case.container,
    }


@pytest.mark.parametrize("language", BOOKS)
def test_books_in_italics(language: str) -> None:
    note = BOOKS[language]
    title = note.split("{}")[1]
    sources = {
        "a.md": f"A claim.[^1]\n\n[^1]: {note.format('*', '*')}\n",
        "a.html": "<p>A claim.<sup>1</sup></p><h2>Notes</h2><ol><li>"
        + note.format("<i>", "</i>") + "</li></ol>",
    }  # fmt: skip
    for path, source in sources.items():
        (entry,) = entries(read_text(source, path))
        assert (entry.kind, entry.type) == (EntryKind.SOURCE, "book")
        assert entry.value("author") == "Marlow, Ada"
        assert entry.value("title") == title
        assert entry.value("date") == "2019"
        assert entry.value("pages").replace("–", "-") == "12-14"
        assert entry.value("location")
        assert entry.value("publisher")


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("language", "short"), [(code, each) for code, all_ in SHORT.items() for each in all_]
)
def test_short_forms_are_no_sources(language: str, short: str, path: str) -> None:
    note = BOOKS[language].format("", "")
    found = entries(listed(path, HEADINGS[language][0], [note, short]))
    assert [entry.note_label for entry in found if entry.kind is EntryKind.SOURCE] == ["1"]


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
          "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
          "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
          "dezembro",
}  # fmt: skip
FULL = {"en": "5 {} 2014", "fr": "5 {} 2014", "de": "5. {} 2014", "es": "5 de {} de 2014",
        "it": "5 {} 2014", "pt": "5 de {} de 2014"}  # fmt: skip


@pytest.mark.parametrize("language", MONTHS)
def test_months(language: str) -> None:
    for number, month in enumerate(MONTHS[language].split(), 1):
        for name in (month, month.capitalize()):
            (match,) = find_dates(f"x, {FULL[language].format(name)}, y")
            assert str(match.date) == f"2014-{number:02d}-05"


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("name", OTHERS)
def test_other_scripts_lose_nothing(name: str, path: str) -> None:
    heading, note = OTHERS[name]
    document = listed(path, heading, [note, note])
    assert [one.passage.text for one in document.notes] == [note, note]
    assert all(len(one.markers) == 1 for one in document.notes)
    for entry in entries(document):
        assert entry.note_label in {"1", "2"}
        for field in entry.fields.values():
            stretch = document.source[slice(*field.span)]
            assert html.unescape(field.raw) == html.unescape(stretch)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("name", OTHERS)
def test_other_scripts_through_all_commands(name: str, path: str, tmp_path) -> None:
    from click.testing import CliRunner

    from srccheck.cli import main

    heading, note = OTHERS[name]
    file = tmp_path / path
    file.write_text(listed(path, heading, [note]).source, encoding="utf-8")
    runner = CliRunner()
    for format_ in ("bibtex", "biblatex", "csl-json", "ris", "json"):
        result = runner.invoke(main, ["extract", str(file), "--format", format_])
        assert result.exit_code == 0, result.output
        assert "bug" not in result.output
    assert note.split(",")[0].split("，")[0][:4] in result.output
    for arguments in (["check", "--offline"], ["links", "--offline"]):
        result = runner.invoke(main, [*arguments, str(file)])
        assert result.exit_code in {0, 1, 3}, result.output
        assert "a bug in" not in result.output
