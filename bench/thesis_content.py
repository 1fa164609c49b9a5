"""A thesis of invented works: chapters, notes in the styles of six languages, a bibliography.

Everything is drawn from a fixed seed. Text is a string in which ``_`` begins and ends italics and
``^7^`` is the marker of note 7; no word of it uses either sign otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

FAMILIES = (
    "Marlow", "Okafor", "Larue", "Volk", "Besançon", "Échenoy", "Grünbaum", "Weißdorn", "Sørlie",
    "Ibarrola", "Montesdeoca", "Ferraioli", "Bellacqua", "Vasconde", "Guimarel", "Pintarelo",
    "Thorncastle", "Hollister", "Quennell", "Ashdowne", "Vautrelle", "Desmarquet", "Roncevin",
    "Kaltenbrück", "Siebenhofer", "Zandvoorde", "Aldecoa", "Pellerani", "Carvalhosa", "Wrexley",
    "Dumonceau", "Harrowgate", "Lindenmoor", "Castelforte", "Ruivosa", "Espinardo", "Tavernelle",
    "Morgenthaler", "Blackwood", "Penhallow",
)  # fmt: skip
GIVEN = {
    "en": ("Ada", "Thomas", "Helen", "Robert", "Margaret", "Edward", "Susan", "George"),
    "fr": ("Hélène", "Jean", "Françoise", "Benoît", "Cécile", "André", "Odile", "Gérard"),
    "de": ("Jürgen", "Ulrike", "Käthe", "Wolfgang", "Heike", "Dieter", "Jörg", "Monika"),
    "es": ("María", "José", "Inés", "Andrés", "Carmen", "Joaquín", "Pilar", "Álvaro"),
    "it": ("Giulia", "Niccolò", "Chiara", "Matteo", "Lucia", "Paolo", "Elena", "Franco"),
    "pt": ("João", "Conceição", "Luís", "Inês", "António", "Teresa", "Rui", "Graça"),
}
SUBJECTS = {
    "en": ("The harbour", "A hidden archive", "The granary", "The merchants", "Letters and ledgers",
           "The mountain pass", "A divided parish", "The salt road", "The lamp-lighters"),
    "fr": ("Le port", "Les archives oubliées", "Le grenier à blé", "Les marchands", "La gabelle",
           "Le col et la vallée", "Une paroisse divisée", "La route du sel", "Les allumeurs"),
    "de": ("Der Hafen", "Das verborgene Archiv", "Die Kornkammer", "Die Händler", "Der Salzweg",
           "Die Passstraße", "Eine geteilte Gemeinde", "Briefe und Bücher", "Die Zünfte"),
    "es": ("El puerto", "El archivo escondido", "El granero", "Los mercaderes", "La sal",
           "El paso de montaña", "Una parroquia dividida", "Cartas y libros", "Los gremios"),
    "it": ("Il porto", "L’archivio nascosto", "Il granaio", "I mercanti", "La via del sale",
           "Il valico", "Una parrocchia divisa", "Lettere e registri", "Le corporazioni"),
    "pt": ("O porto", "O arquivo escondido", "O celeiro", "Os mercadores", "A rota do sal",
           "A serra", "Uma paróquia dividida", "Cartas e livros", "As corporações"),
}  # fmt: skip
PLACES = {
    "en": ("of Ardenmouth", "of Kelloway", "in Northern Vale", "on Tarn Island", "of Wexcombe"),
    "fr": ("de Valmoret", "en Haute-Cluse", "de Saint-Ozier", "d’Ambrelle", "en pays de Tervance"),
    "de": ("von Altenfurt", "in Oberwaldau", "am Rauhsee", "im Lande Brennau", "von Kesselstadt"),
    "es": ("de Villarreña", "en la Sierra Alta", "de Montalbor", "en Castroluz", "de Ribanegra"),
    "it": ("di Montefiore Alto", "in Val Serena", "di Castelbruno", "a Portovento", "di Acquamara"),
    "pt": ("de Vila Formosa", "na Serra Alta", "de Montalvar", "em Castro Luz", "de Ribeira Negra"),
}
SPANS = ((1410, 1460), (1512, 1559), (1598, 1648), (1661, 1715), (1720, 1789), (1815, 1848))
TIMES = {"en": "{}–{}", "fr": "({}-{})", "de": "{}–{}", "es": "({}-{})", "it": "({}-{})",
         "pt": "({}-{})"}  # fmt: skip
CITIES = {
    "en": ("London", "Oxford", "New York"), "fr": ("Paris", "Lyon", "Rennes"),
    "de": ("Berlin", "München", "Göttingen"), "es": ("Madrid", "Barcelona", "Sevilla"),
    "it": ("Roma", "Milano", "Bologna"), "pt": ("Lisboa", "Porto", "Coimbra"),
}  # fmt: skip
PUBLISHERS = {
    "en": ("Example Press", "Quayside Books", "Fernhill University Press"),
    "fr": ("Éditions du Quai", "Presses de la Tour", "Librairie des Halles"),
    "de": ("Verlag am Tor", "Lindenverlag", "Kornmarkt Verlag"),
    "es": ("Editorial del Muelle", "Ediciones Torre Blanca", "Editorial Almazara"),
    "it": ("Edizioni del Molo", "Torre Editrice", "Casa editrice Lanterna"),
    "pt": ("Editora do Cais", "Edições Torre Nova", "Livraria Lanterna"),
}
JOURNALS = {
    "en": ("Journal of Harbour Studies", "The Parish Historian", "Review of Inland Trade"),
    "fr": ("Revue des ports anciens", "Annales des vallées", "Cahiers du sel"),
    "de": ("Zeitschrift für Hafengeschichte", "Jahrbuch der Täler", "Archiv für Salzforschung"),
    "es": ("Revista de historia portuaria", "Anales de los valles", "Cuadernos de la sal"),
    "it": ("Rivista di storia portuale", "Annali delle valli", "Quaderni del sale"),
    "pt": ("Revista de história portuária", "Anais dos vales", "Cadernos do sal"),
}
BOOK = {
    "en": "{given} {family}, _{title}_ ({place}: {publisher}, {year}), {pages}.",
    "fr": "{given} {family}, _{title}_, {place}, {publisher}, {year}, p. {pages}.",
    "de": "{given} {family}, _{title}_, {place}: {publisher} {year}, S. {pages}.",
    "es": "{family}, {given}, _{title}_, {place}, {publisher}, {year}, pp. {pages}.",
    "it": "{given} {family}, _{title}_, {place}, {publisher}, {year}, pp. {pages}.",
    "pt": "{family}, {given}, _{title}_, {place}, {publisher}, {year}, pp. {pages}.",
}
ARTICLE = {
    "en": "{given} {family}, “{title},” _{journal}_ {volume}, no. {number} ({year}): {pages}",
    "fr": "{given} {family}, « {title} », _{journal}_, vol. {volume}, n° {number}, {year}, "
          "p. {pages}",
    "de": "{given} {family}: „{title}“, in: _{journal}_ {volume} ({year}), H. {number}, S. {pages}",
    "es": "{family}, {given}, «{title}», _{journal}_, vol. {volume}, núm. {number} ({year}), "
          "pp. {pages}",
    "it": "{given} {family}, «{title}», _{journal}_, vol. {volume}, n. {number}, {year}, "
          "pp. {pages}",
    "pt": "{family}, {given}, «{title}», _{journal}_, vol. {volume}, n.º {number} ({year}), "
          "pp. {pages}",
}  # fmt: skip
CHAPTER = {
    "en": "{given} {family}, “{title},” in _{book}_, ed. {editor} ({place}: {publisher}, {year}), "
          "{pages}.",
    "fr": "{given} {family}, « {title} », dans {editor} (dir.), _{book}_, {place}, {publisher}, "
          "{year}, p. {pages}.",
    "de": "{given} {family}: „{title}“, in: {editor} (Hrsg.): _{book}_, {place}: {publisher} "
          "{year}, S. {pages}.",
    "es": "{family}, {given}, «{title}», en {editor} (ed.), _{book}_, {place}, {publisher}, "
          "{year}, pp. {pages}.",
    "it": "{given} {family}, «{title}», in {editor} (a cura di), _{book}_, {place}, {publisher}, "
          "{year}, pp. {pages}.",
    "pt": "{family}, {given}, «{title}», em {editor} (org.), _{book}_, {place}, {publisher}, "
          "{year}, pp. {pages}.",
}  # fmt: skip
LISTED = {
    "book": "{family}, {given}. _{title}_. {place}: {publisher}, {year}.",
    "article": "{family}, {given}. “{title}.” _{journal}_ {volume}, no. {number} ({year}): {pages}",
    "chapter": "{family}, {given}. “{title}.” In _{book}_, edited by {editor}, {pages}. {place}: "
               "{publisher}, {year}.",
}  # fmt: skip
SHORT = ("Ibid.", "Ibid., p. {page}.", "{family}, op. cit., p. {page}.",
         "{family}, _{short}_, p. {page}.", "Ibid., p. {page}–{after}.",
         "{family}, _{short}_, op. cit., p. {page}.")  # fmt: skip
COMMENTS = (
    "The word is used here in the sense that the scribes themselves gave to it, and not in that "
    "of the later commentators.",
    "This reading was kindly suggested to me by the archivists, who showed me the bindings.",
    "The two villages were joined under one council long after the events told here.",
    "I leave aside the question of weights and measures, to which the next chapter returns.",
)
SENTENCES = (
    "The officers of the council filed their reports on the state of the harbour in the spring of "
    "each year, and the villages sent messengers with long petitions.",
    "Nobody had read them before the summer was over, and by then the carts had gone.",
    "What the registers call custom was in most cases a bargain struck a generation before.",
    "The clerks wrote down what they were told, and they were told what could safely be written.",
    "It would be wrong to see in this a plan: the merchants followed the weather and the price "
    "of salt, and the parish followed the merchants.",
    "The second series of letters shows the same hesitation, in another hand and on better paper.",
    "In the upper valley the matter was settled by lot, which the bishop’s men thought scandalous.",
    "Between these accounts there is no need to choose, since each speaks of a different road.",
)
CHAPTERS = ("The Harbour and Its Men", "Roads of Salt", "Those Who Wrote", "The Long Winter",
            "Councils and Quarrels", "The Price of Bread", "After the Flood", "A Quiet Coast",
            "Letters Without Answer", "What Was Kept")  # fmt: skip
TITLE, AUTHOR = "Salt, Letters and Bread", "Isolde Ravensbourne"


@dataclass(frozen=True)
class Work:
    """An invented work and how it is written in a note and in the list at the end."""

    facts: dict[str, str]
    kind: str
    language: str

    @property
    def note(self) -> str:
        """As its first note has it."""
        form = {"book": BOOK, "article": ARTICLE, "chapter": CHAPTER}[self.kind][self.language]
        return form.format(**self.facts) + self._doi()

    @property
    def listed(self) -> str:
        """As the bibliography has it."""
        return LISTED[self.kind].format(**self.facts) + self._doi()

    def _doi(self) -> str:
        if self.kind != "article":
            return ""
        doi = self.facts["doi"]
        return f", https://doi.org/{doi}." if doi else "."


@dataclass(frozen=True)
class Thesis:
    """Chapters of paragraphs, the notes in order, and the bibliography."""

    chapters: list[tuple[str, list[str]]]
    notes: list[str]
    bibliography: list[str]


def thesis(pages: int, notes: int, works: int) -> Thesis:
    """The whole of it; a page has some 350 words."""
    chance = random.Random(20261124)  # noqa: S311 - chance, not secrets
    found = list(_works(chance, works))
    texts = list(_notes(chance, found, notes))
    return Thesis(
        list(_chapters(chance, pages, notes)),
        texts,
        sorted((work.listed for work in found), key=str.casefold),
    )


def _works(chance: random.Random, count: int) -> Iterator[Work]:
    seen: set[str] = set()
    languages = list(BOOK)
    while len(seen) < count:
        language = languages[len(seen) % len(languages)]
        span = TIMES[language].format(*chance.choice(SPANS))
        subject, place = chance.choice(SUBJECTS[language]), chance.choice(PLACES[language])
        joint = " " if span.startswith("(") else ", "
        title = f"{subject} {place}{joint}{span}"
        if title in seen:
            continue
        seen.add(title)
        first = chance.randrange(5, 380)
        family, other = chance.sample(FAMILIES, 2)
        city = chance.choice(CITIES[language])
        kind = ("book", "article", "chapter", "article", "book")[len(seen) % 5]
        facts = {
            "title": title,
            "short": f"{subject} {place}",
            "family": family,
            "given": chance.choice(GIVEN[language]),
            "editor": f"{chance.choice(GIVEN[language])} {other}",
            "book": f"{chance.choice(SUBJECTS[language])} {chance.choice(PLACES[language])}",
            "place": city,
            "publisher": chance.choice(PUBLISHERS[language]),
            "journal": chance.choice(JOURNALS[language]),
            "volume": str(chance.randrange(3, 90)),
            "number": str(chance.randrange(1, 5)),
            "year": str(chance.randrange(1931, 2025)),
            "pages": f"{first}–{first + chance.randrange(3, 30)}",
            "doi": f"10.5555/th.{len(seen):04d}" if len(seen) % 4 == 1 else "",
        }
        yield Work(facts, kind, language)


def _notes(chance: random.Random, works: list[Work], count: int) -> Iterator[str]:
    """First references evenly among short forms and comments."""
    given = 0
    last: Work | None = None
    for number in range(count):
        if number * len(works) >= given * count and given < len(works):
            last = works[given]
            given += 1
            yield last.note
            continue
        if number % 11 == 10:
            last = None
            yield chance.choice(COMMENTS)
            continue
        form = chance.choice(SHORT)
        if not last or not form.startswith("Ibid"):
            form = chance.choice([one for one in SHORT if not one.startswith("Ibid")])
            last = works[chance.randrange(max(0, given - 40), given)]
        page = chance.randrange(5, 400)
        yield form.format(**last.facts, page=page, after=page + 2)


def _chapters(chance: random.Random, pages: int, notes: int) -> Iterator[tuple[str, list[str]]]:
    """Paragraphs of six sentences or so, with the notes evenly among them."""
    paragraphs = pages * 4
    number = 0
    for index, title in enumerate(CHAPTERS):
        own = []
        for place in range(index, paragraphs, len(CHAPTERS)):
            done = index * paragraphs // len(CHAPTERS) + (place // len(CHAPTERS)) + 1
            sentences = [chance.choice(SENTENCES) for _ in range(6)]
            due = min(notes, notes * done // paragraphs)
            for turn in range(due - number):
                number += 1
                sentences[turn * 2 % 5] += f"^{number}^"
            own.append(_in_order(" ".join(sentences)))
        yield title, own


def _in_order(text: str) -> str:
    """The markers of a paragraph in the order of their numbers."""
    parts = text.split("^")
    numbers = iter(sorted(parts[1::2], key=int))
    return "^".join(next(numbers) if index % 2 else part for index, part in enumerate(parts))
