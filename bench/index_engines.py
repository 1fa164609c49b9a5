"""Which engine carries the index: ``python -m bench.index_engines DATA [--works 100000]``.

The same words and places of the same works (``srccheck/index/terms.py``) go into tantivy, SQLite
FTS5, DuckDB and LMDB, and the same references are asked for, one after the other, on one core. Of
each engine the simplest use is measured that its documentation names for the purpose: BM25 of
tantivy and of FTS5 (``detail=full``, optimised), a table of postings with the weights of words in
SQL for DuckDB (its extension for full text needs a download), and for LMDB, which has no search,
lists of works by word that are added up in Python. Records are left out of all of them.
Needs lmdb and duckdb beside ``srccheck[index]``.
"""

from __future__ import annotations

import argparse
import array
import heapq
import math
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from srccheck.index.searching import ALWAYS, COMMON, MOST_WORDS, ROWS
from srccheck.index.terms import reference_terms, work_terms
from srccheck.resolvers.csl import record

from .index_works import Generator
from .matching_world import load
from .measure import table

Terms = Sequence[list[str]]
Ask = Callable[[list[str]], list[int]]
Made = tuple[Ask, Path]


def tantivy(works: Terms, folder: Path) -> Made:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(256 << 20, num_threads=1)
    for number, terms in enumerate(works):
        writer.add_document(tantivy.Document(words=" ".join(terms), number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, term, should = index.searcher(), tantivy.Query.term_query, tantivy.Occur.Should

    def ask(terms: list[str]) -> list[int]:
        query = tantivy.Query.boolean_query([(should, term(schema, "words", t)) for t in terms])
        hits = searcher.search(query, ROWS, count=False).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return ask, folder


def fts5(works: Terms, folder: Path) -> Made:
    base = sqlite3.connect(folder / "works.sqlite")
    base.execute("pragma synchronous = off")
    options = "content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\""
    base.execute(f"create virtual table works using fts5(words, {options})")
    base.executemany(
        "insert into works (rowid, words) values (?, ?)",
        ((number, " ".join(terms)) for number, terms in enumerate(works)),
    )
    base.execute("insert into works (works) values ('optimize')")
    base.commit()

    def ask(terms: list[str]) -> list[int]:
        query = " OR ".join(f'"{term}"' for term in terms)
        rows = base.execute(
            "select rowid from works where works match ? order by rank limit ?", (query, ROWS)
        )
        return [row[0] for row in rows]

    return ask, folder


def duckdb(works: Terms, folder: Path) -> Made:
    import duckdb

    base = duckdb.connect(str(folder / "works.duckdb"), config={"threads": 1})
    listed = folder / "terms.tsv"
    with listed.open("w", encoding="utf-8") as stream:
        for number, terms in enumerate(works):
            stream.writelines(f"{term}\t{number}\n" for term in set(terms))
    base.execute(
        "create table postings as select * from read_csv(?, delim='\t', header=false, quote='', "
        "columns={'term': 'varchar', 'work': 'integer'}) order by term, work",
        [str(listed)],
    )
    listed.unlink()
    base.execute(
        f"create table weights as select term, ln(1 + {len(works)} / count(*)) as weight "  # noqa: S608
        "from postings group by term"
    )
    base.execute("checkpoint")

    def ask(terms: list[str]) -> list[int]:
        marks = ", ".join("?" * len(terms))
        query = (
            "select work from postings join weights using (term) "  # noqa: S608
            f"where term in ({marks}) group by work order by sum(weight) desc limit {ROWS}"
        )
        return [row[0] for row in base.execute(query, terms).fetchall()]

    return ask, folder


def lmdb(works: Terms, folder: Path) -> Made:
    import lmdb

    postings = defaultdict[str, list[int]](list)
    for number, terms in enumerate(works):
        for term in set(terms):
            postings[term].append(number)
    base = lmdb.open(str(folder), map_size=1 << 36, sync=False)
    with base.begin(write=True) as transaction:
        for term in sorted(postings):
            data = array.array("I", postings[term]).tobytes()
            transaction.put(term.encode()[:500], data)
    reading = base.begin()

    def ask(terms: list[str]) -> list[int]:
        scores: dict[int, float] = {}
        for term in terms:
            found = reading.get(term.encode()[:500])
            numbers = array.array("I", found or b"")
            weight = math.log(1 + len(works) / max(1, len(numbers)))
            for number in numbers:
                scores[number] = scores.get(number, 0.0) + weight
        return heapq.nlargest(ROWS, scores, key=lambda number: scores[number])

    return ask, folder


ENGINES = {"tantivy": tantivy, "SQLite FTS5": fts5, "DuckDB": duckdb, "LMDB, own lists": lmdb}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--works", type=int, default=100_000)
    parser.add_argument("--references", type=int, default=1_000)
    given = parser.parse_args()
    items = load(given.data / "records.jsonl")
    items += Generator(items).works(given.works - len(items))
    works = [list(work_terms(record(item, "crossref"))) for item in items]
    counts = Counter(term for terms in works for term in set(terms))
    references = load(given.data / "references.jsonl")
    step = max(1, len(references) // given.references)
    asked = [
        (_chosen(one["text"], counts, len(works)), one["accept"]) for one in references[::step]
    ]
    rows = []
    for name, engine in ENGINES.items():
        folder = Path(tempfile.mkdtemp())
        begun = time.perf_counter()
        ask, made = engine(works, folder)
        built = time.perf_counter() - begun
        rows.append([name, *_measured(ask, asked, items, made, built)])
        shutil.rmtree(folder)
    header = ["engine", "build s", "bytes a work", "median ms", "p99 ms", f"recall in {ROWS}"]
    print(table(header, rows))


def _chosen(text: str, counts: Counter[str], works: int) -> list[str]:
    """The terms that the index would ask for."""
    asked = reference_terms(text)
    rare = sorted((counts[word], word) for word in asked.words if counts[word])[:MOST_WORDS]
    words = [w for at, (count, w) in enumerate(rare) if at < ALWAYS or count <= COMMON * works]
    return [*words, *asked.places]


def _measured(
    ask: Ask, asked: list[tuple[list[str], list[str]]], items: list[dict], made: Path, built: float
) -> list[str]:
    times, found, wanted = [], 0, 0
    for terms, accept in (one for one in asked if one[0]):
        begun = time.perf_counter()
        numbers = ask(terms)
        times.append((time.perf_counter() - begun) * 1000)
        wanted += bool(accept)
        found += any(items[number]["DOI"] in accept for number in numbers)
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file()) / len(items)
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    return [
        f"{built:.1f}",
        f"{size:.0f}",
        f"{statistics.median(times):.2f}",
        f"{p99:.2f}",
        f"{found / wanted:.4f}",
    ]


if __name__ == "__main__":
    main()
