"""Tantivy as the index uses it: the only file that knows its schema.

Each work has identifiers (each one term), words and places (with frequencies, for BM25), a key by
which a later version replaces it, and its record, which is only stored. Positions of words are not
kept: no phrase is looked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from srccheck.errors import InputError

IDENTIFIERS, WORDS, KEY, RECORD = "identifiers", "words", "key", "record"
HEAP = 256 << 20
"""Bytes of memory in which a segment grows."""


class Prepared(NamedTuple):
    """A work ready to be added."""

    key: int
    identifiers: list[str]
    words: str
    record: bytes


def schema() -> Any:
    """The fields of a work."""
    made = tantivy.SchemaBuilder()
    made.add_text_field(IDENTIFIERS, tokenizer_name="raw", index_option="basic")
    made.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    made.add_unsigned_field(KEY, indexed=True)
    made.add_bytes_field(RECORD, stored=True)
    return made.build()


def opened(folder: Path) -> Any:
    """The index in a folder of tantivy's files.

    Raises:
        InputError: they are no index, or damaged.
    """
    try:
        return tantivy.Index.open(str(folder))
    except (ValueError, OSError) as error:
        raise InputError(f"{folder} is damaged ({error})") from None


class Writer:
    """Adds works to the index in a folder, which need not be there yet.

    Raises:
        InputError: somebody else is writing to it.
    """

    def __init__(self, folder: Path, heap: int = HEAP) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        there = tantivy.Index.exists(str(folder))
        self.index = opened(folder) if there else tantivy.Index(schema(), path=str(folder))
        self.folder, self._heap = folder, heap
        self._open()

    def _open(self) -> None:
        try:
            self._writer = self.index.writer(self._heap, num_threads=1)
        except ValueError as error:
            if "lock" in str(error).lower():
                raise InputError(f"{self.folder} is being written by another build") from None
            raise

    @property
    def stamp(self) -> int:
        """The number of the last operation that was committed."""
        return int(self._writer.commit_opstamp)

    def add(self, work: Prepared, *, replace: bool) -> None:
        """Add a work, instead of the one with its key if ``replace``."""
        if replace:
            same = tantivy.Query.term_query(self.index.schema, KEY, work.key)
            self._writer.delete_documents_by_query(same)
        document = tantivy.Document()
        for identifier in work.identifiers:
            document.add_text(IDENTIFIERS, identifier)
        document.add_text(WORDS, work.words)
        document.add_unsigned(KEY, work.key)
        document.add_bytes(RECORD, work.record)
        self._writer.add_document(document)

    def commit(self) -> int:
        """Make what was added last; its stamp."""
        return int(self._writer.commit())

    def close(self) -> int:
        """Let merges end, remove what they left; how many works there are."""
        self._writer.wait_merging_threads()
        self._open()
        self._writer.garbage_collect_files()
        self._writer.wait_merging_threads()
        self.index.reload()
        return int(self.index.searcher().num_docs)


class Reader:
    """What was committed to the index in a folder when it was opened."""

    def __init__(self, folder: Path) -> None:
        self._index = opened(folder)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self.count = int(self._searcher.num_docs)

    def frequency(self, word: str) -> int:
        """In how many works a word or place is."""
        return int(self._searcher.doc_freq(WORDS, word))

    def by_identifier(self, term: str, most: int) -> list[bytes]:
        """The records under an identifier."""
        query = tantivy.Query.term_query(self._schema, IDENTIFIERS, term, "basic")
        return [self._record(address) for _, address in self._hits(query, most)]

    def by_words(self, terms: list[str], most: int, within: float) -> list[tuple[float, bytes]]:
        """The records that have most of some words and places, with BM25 scores, best first.

        Those with less than a share ``within`` of the best score are left where they are.
        """
        term_query, schema, should = tantivy.Query.term_query, self._schema, tantivy.Occur.Should
        query = tantivy.Query.boolean_query(
            [(should, term_query(schema, WORDS, term)) for term in terms]
        )
        hits = self._hits(query, most)
        least = hits[0][0] * within if hits else 0
        return [(score, self._record(address)) for score, address in hits if score >= least]

    def nth(self, number: int) -> list[bytes]:
        """One record by its position, as long as it is there."""
        query = tantivy.Query.all_query()
        found = self._searcher.search(query, 1, count=False, offset=number).hits
        return [self._record(address) for _, address in found]

    def _hits(self, query: Any, most: int) -> Any:
        return self._searcher.search(query, most, count=False).hits

    def _record(self, address: Any) -> bytes:
        return bytes(self._searcher.doc(address)[RECORD][0])
