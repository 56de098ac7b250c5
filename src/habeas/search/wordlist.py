"""Which passages hold which words: a tantivy index beside the tables, made from them and with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from tantivy import (
    Document,
    FieldType,
    Index,
    IndexWriter,
    Occur,
    Order,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
)

from habeas.paths import writable
from habeas.search.query import Asked, Either, Every, Term, Without

Groups: TypeAlias = Sequence[Sequence[str]]

MEMORY = 50_000_000
META, LOCK = "meta.json", ".lock"
COUNTED = (
    *("country", "year", "publisher", "section", "type"),
    *("person", "institution", "certainty", "source"),
)
BY_DAY = {"newest": Order.Desc, "oldest": Order.Asc}
ALL = -1
MANY = 200
LAST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a passage: its number, its folded words, its tokens, the document it is of.

    `day` is what it is put in order by where dates are asked for, `20031231`, 0 where none is known;
    `counted` are fields of `COUNTED` with the values that passages are counted by.
    """

    number: int
    words: str
    facets: str
    document: str
    day: int
    counted: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wordlist:
    """The index in a folder; whoever writes to it must keep others from writing.

    The passages of documents that are `hidden` are neither found nor counted.
    """

    folder: Path
    hidden: frozenset[str] = frozenset()

    def make(self) -> None:
        """An empty index, in place of any that there was."""
        self.discard()
        self.folder.mkdir(parents=True)
        Index(_schema(), path=str(self.folder))

    def exists(self) -> bool:
        """Whether there is an index that can be opened."""
        return (self.folder / META).is_file()

    def copy(self, folder: Path) -> None:
        """Copies its files, as far as there are any, into a new folder that can be written to."""
        folder.mkdir()
        for file in self.folder.iterdir() if self.exists() else ():
            if file.suffix != LOCK:
                shutil.copyfile(file, folder / file.name)

    def discard(self) -> None:
        """Deletes the index."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        """A writer whose changes are kept together at the end, or not at all."""
        writer = Index.open(str(self.folder)).writer(heap_size=MEMORY, num_threads=1)
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def find(
        self, asked: Asked | None, groups: Groups, *, order: str, limit: int, offset: int
    ) -> tuple[int, list[int]]:
        """How many passages there are, and the numbers of those wanted: best first, without words in order.

        Of each group of facet tokens a passage has one at least; a limit of -1 is none. The order may also
        be `newest` or `oldest`.
        """
        schema, searcher = self._opened()
        query = self._query(schema, asked, groups)
        most = max(1, searcher.num_docs if limit == ALL else limit)
        if order in BY_DAY:
            found = searcher.search(query, most, offset=offset, order_by_field="day", order=BY_DAY[order])
        elif asked is None:
            found = searcher.search(query, most, offset=offset, order_by_field="number", order=Order.Asc)
        else:
            found = searcher.search(query, most, offset=offset)
        addresses = [address for _, address in found.hits]
        numbers = [int(number or 0) for number in searcher.fast_field_values("number", addresses)]
        return found.count, numbers  # type: ignore[attr-defined]

    def following(self, groups: Sequence[Sequence[str]], first: int) -> Iterator[int]:
        """The numbers of passages from `first` on, in order and as they are asked for.

        Of each group of facet tokens a passage has one at least.
        """
        schema, searcher = self._opened()
        while True:
            onward = Query.range_query(schema, "number", FieldType.Unsigned, first, LAST)
            narrowed = self._query(schema, None, groups)
            query = Query.boolean_query([(Occur.Must, narrowed), (Occur.Must, onward)])
            found = searcher.search(query, MANY, order_by_field="number", order=Order.Asc).hits
            yield from (number for number, _ in found)
            if len(found) < MANY:
                return
            first = found[-1][0] + 1

    def count(self, asked: Asked | None, groups: Groups, *, most: int) -> dict[str, list[tuple[str, int]]]:
        """How many passages have each value of each field of `COUNTED`, the most frequent `most` of them."""
        schema, searcher = self._opened()
        wanted = {field: {"terms": {"field": field, "size": most}} for field in COUNTED}
        found = searcher.aggregate(self._query(schema, asked, groups), wanted)
        return {
            field: [(bucket["key"], bucket["doc_count"]) for bucket in found[field]["buckets"]]
            for field in COUNTED
        }

    def numbers(self) -> list[int]:
        """The numbers of all passages, in order."""
        _, searcher = self._opened()
        found = searcher.search(
            Query.all_query(), max(1, searcher.num_docs), order_by_field="number", order=Order.Asc
        )
        return [number for number, _ in found.hits]

    def _query(self, schema: Schema, asked: Asked | None, groups: Groups) -> Query:
        query = _query(schema, asked, groups)
        if not self.hidden:
            return query
        hidden = Query.term_set_query(schema, "document", sorted(self.hidden))
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, hidden)])

    def _opened(self) -> tuple[Schema, Searcher]:
        stamp = (self.folder / META).stat()
        return _searcher(str(self.folder), stamp.st_ino, stamp.st_mtime_ns)


@lru_cache(maxsize=4)
def _searcher(folder: str, *_: int) -> tuple[Schema, Searcher]:
    """What searches an index; whatever is written to it makes its stamp, and so the searcher, another."""
    with _lockable(Path(folder)) as place:
        index = Index.open(str(place))
        return index.schema, index.searcher()


@contextmanager
def _lockable(folder: Path) -> Iterator[Path]:
    """The folder; where nothing can be written one of links to its files: opening makes a lock beside."""
    if writable(folder):
        yield folder
        return
    with TemporaryDirectory() as links:
        for file in folder.iterdir():
            if file.suffix != LOCK:
                Path(links, file.name).symlink_to(file.absolute())
        yield Path(links)


def add(writer: IndexWriter, entry: Entry) -> None:
    """Puts a passage into the index."""
    document = Document()
    document.add_unsigned("number", entry.number)
    document.add_text("words", entry.words)
    document.add_text("facets", entry.facets)
    document.add_text("document", entry.document)
    document.add_unsigned("day", entry.day)
    for field, value in entry.counted:
        document.add_text(field, value)
    writer.add_document(document)


def remove(writer: IndexWriter, document: str) -> None:
    """Takes a document's passages out of the index."""
    writer.delete_documents_by_term("document", document)


def _schema() -> Schema:
    fields = SchemaBuilder()
    fields.add_unsigned_field("number", stored=False, indexed=True, fast=True)
    fields.add_text_field("words", stored=False, tokenizer_name="whitespace", index_option="position")
    fields.add_text_field("facets", stored=False, tokenizer_name="whitespace", index_option="basic")
    fields.add_text_field("document", stored=False, tokenizer_name="raw", index_option="basic")
    fields.add_unsigned_field("day", stored=False, indexed=False, fast=True)
    for field in COUNTED:
        fields.add_text_field(field, stored=False, fast=True, tokenizer_name="raw", index_option="basic")
    return fields.build()


def _query(schema: Schema, asked: Asked | None, groups: Groups) -> Query:
    """Only the words weigh; the facets are there or not; what asks for nothing finds everything."""
    if asked is None and not groups:
        return Query.all_query()
    parts = [Query.const_score_query(Query.term_set_query(schema, "facets", group), 0.0) for group in groups]
    if asked is not None:
        parts.append(_of_words(schema, asked))
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _of_words(schema: Schema, asked: Asked) -> Query:
    def each(parts: Sequence[Asked], occur: Occur) -> list[tuple[Occur, Query]]:
        return [(occur, _of_words(schema, part)) for part in parts]

    match asked:
        case Term():
            return _of_term(schema, asked)
        case Every(parts):
            return Query.boolean_query(each(parts, Occur.Must))
        case Either(parts):
            return Query.boolean_query(each(parts, Occur.Should))
        case Without(wanted, unwanted):
            return Query.boolean_query([*each([wanted], Occur.Must), *each(unwanted, Occur.MustNot)])


def _of_term(schema: Schema, term: Term) -> Query:
    *before, last = term.words
    if term.open and before:
        return Query.regex_phrase_query(schema, "words", [*before, f"{last}.*"])
    if term.open:
        return Query.regex_query(schema, "words", f"{last}.*")
    if before:
        return Query.phrase_query(schema, "words", list(term.words))
    return Query.term_query(schema, "words", last)
