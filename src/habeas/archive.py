"""The library: an archive in one folder, to read reports into and to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO, Unpack

from habeas import named
from habeas.catalogue import Catalogue, Inventory
from habeas.cite import Citation, Passage, cite
from habeas.issues import Issue
from habeas.model.anchor import Anchor
from habeas.model.case import Case
from habeas.model.document import Document
from habeas.model.identity import Identities, Identity
from habeas.model.judgement import Judgement
from habeas.model.record import Event
from habeas.paging import Pages
from habeas.paths import readable, real
from habeas.search.checked import checked
from habeas.search.facets import Filters, Narrowing
from habeas.search.hits import Results, Tally, with_acts
from habeas.search.index import ORDERS, Index
from habeas.soundness import unsound
from habeas.step import in_step, in_work
from habeas.store import originals, write
from habeas.store.custody import Deed
from habeas.store.originals import Original
from habeas.store.records import Place
from habeas.store.store import Store
from habeas.store.verify import Damage

if TYPE_CHECKING:
    from habeas.analyse.why import Why
    from habeas.identities import WhoIsWho
    from habeas.ingest import Progress, Report
    from habeas.joint import Joint
    from habeas.reading import Reading
    from habeas.review.desk import Desk
    from habeas.review.registry import Registry
    from habeas.status import State
    from habeas.story import Known
    from habeas.versions.diff import Diff
    from habeas.view.acts import ActsTold, Asked
    from habeas.view.casefile import CaseFile
    from habeas.view.country import CountryPage
    from habeas.view.disputed import Corroborated, Disputed
    from habeas.view.family import Family
    from habeas.view.world import World


def open_archive(path: str | Path) -> Archive:
    """The archive in a folder, which `ingest` makes where there is none yet."""
    return Archive(Path(path))


class Archive:
    """An archive of reports in one folder: `archive.db`, `originals/` and `search.db`, its index.

    Everything that asks raises NoArchive where the folder holds none, and NotFound where what is asked
    for by id or name is not in it. An id may be shortened as long as it stays the only one. A `with`
    block closes the archive's files at its end, as `close` does. With documents `hidden` it answers as
    if it did not hold them; what is written to it is written to all of it.
    """

    def __init__(self, path: Path, *, hidden: frozenset[str] = frozenset()) -> None:
        self.path = path
        self.hidden = hidden
        self._store = Store(path, hidden=hidden)
        self._index = Index(path / "search.db", hidden)
        self._catalogue = Catalogue()
        self._last: Known | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the archive's files; what is asked next opens them again."""
        self._store.close()

    @cached_property
    def pages(self) -> Pages:
        """The records one by one, and a page at a time."""
        return Pages(self._store, self._index)

    @cached_property
    def joint(self) -> Joint:
        """Cases and conflicts as they are exported, one by one and a page at a time."""
        from habeas.joint import Joint

        return Joint(self._known)

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        jobs: int = 1,
        again: bool = False,
        operator: str | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Reads files, folders and patterns into the archive, each file whole or not at all.

        A file that fails stops no other. Bytes that the archive holds are passed over; with `again`
        they are analysed anew. `jobs` is the number of processes that read; a script that asks for
        more than one must guard its own start with `if __name__ == "__main__"`. `operator` is whom the
        log of custody names; the machine's user if left out. `progress` is told (file, done, all).
        Raises NoArchive where the folder holds something else.
        """
        from habeas.ingest import ingest

        self._store.make()
        in_work(self._index)
        with closing(Store(self.path, operator)) as store:
            report = ingest(store, self._index, paths, jobs=jobs, again=again, progress=progress)
        self._review()
        in_step(self._index, self._store.records)
        return report

    def prepare(self) -> None:
        """Puts in step what is derived from the archive, so that the first who asks need not wait for it."""
        from habeas.linking import links_in_step

        in_step(self._index, self._store.records)
        links_in_step(self._store.records)
        self.world()
        self._who.prepare(self._store)

    def make(self) -> None:
        """Makes an empty archive where there is none; NoArchive where the folder holds something else."""
        self._store.make()

    def documents(self) -> Iterator[Document]:
        """All reports, in the order of their ids."""
        return self._store.records.documents()

    def document(self, name: str) -> Document:
        """The report with this id, or the beginning of it, or this name of a file or of a member in one."""
        return named.report(name, self._store.records, archive=self.path)

    def reading(self, name: str, *, entities: bool = True) -> Reading:
        """A report with all its records, by id or file name; its entities may be left out, to be quick."""
        return self._store.records.reading(self.document(name), entities=entities)

    def search(
        self,
        query: str,
        *,
        order: str = ORDERS[0],
        limit: int = 20,
        offset: int = 0,
        **filters: Unpack[Narrowing],
    ) -> Results:
        """Passages that hold words, best first, each with the acts told in it.

        The query takes words (all must be there), "phrases", prefix*, AND, OR, NOT or -word, and
        brackets; it may be empty where a filter is given. The order is `relevance`, or `newest` or
        `oldest` by the days that the reports are about. Raises QueryError, one line, for a query or filter
        that cannot be read.
        """
        narrowing = self._filters(filters)
        results = in_step(self._index, self._store.records).search(
            query, narrowing, order=order, limit=limit, offset=offset
        )
        return replace(results, hits=with_acts(results.hits, self._store.records.events_by_id))

    def tallies(
        self, query: str = "", *, most: int = 50, **filters: Unpack[Narrowing]
    ) -> dict[str, tuple[Tally, ...]]:
        """How many of the passages that `search` finds have each value, by filter, most frequent first."""
        index = in_step(self._index, self._store.records)
        return index.tallies(query, self._filters(filters), most=most)

    def events(self, **filters: Unpack[Narrowing]) -> Iterator[Event]:
        """Acts by report and place in it; with filters those told in the passages that fulfil them.

        `person` asks here that the person takes part in the act.
        """
        narrowing = self._filters(filters)
        if narrowing.given():
            yield from (event for _, event in self.pages.told(narrowing))
        else:
            yield from self._store.records.events()

    def event(self, id: str) -> Event:
        """The act with this id, or the only one that it begins."""
        return named.act(id, self._store.records)

    def why(self, id: str) -> Why:
        """What the act with this id rests on: its rule, and the words and parse behind each field.

        Loads the language model and the encoder, as `ingest` does.
        """
        from habeas.analyse.why import why

        event = self.event(id)
        return replace(why(self.document(event.document), event), members=self._known().members(event))

    def cases(self) -> Iterator[Case]:
        """All cases, by report."""
        return self._store.records.cases()

    def inventory(self) -> Inventory:
        """All reports and cases in outline, as of now; cheap to ask for again while nothing changes."""
        return self._catalogue.inventory(self._store.records)

    def case(self, name: str, *, as_of: date | None = None, accessed: date | None = None) -> CaseFile:
        """What all reports tell of a person, in time order, with a citation for every line.

        Each act stands once, with all its tellings. A person of whom too little is told for a case has a
        file of what there is. The id of an identity, of a case or of a person stands for the name. With
        `as_of` only reports that were published by that day are asked, as if it were that day. Raises
        NotFound where nobody has the name, Ambiguous where several have; `accessed` is the day that the
        citations give, today if left out.
        """
        from habeas.gather import case_of
        from habeas.story import meant, story, told_in

        known = self._known()
        who, maybe = meant(name, known, acts=lambda n: self.events(person=n))
        told = story(who, known, told_in(who, known), maybe=maybe, as_of=as_of)
        return case_of(told, self._store.records, accessed=accessed or date.today())

    def corroborate(
        self, id: str, *, as_of: date | None = None, accessed: date | None = None
    ) -> Corroborated:
        """The act that an event tells, with every telling of it, and how many independent sources it has.

        The event is named by its id, or the beginning of it; `as_of` and `accessed` are as for `case`.
        """
        from habeas.story import act_of
        from habeas.view.disputed import corroborated

        who, act, sources = act_of(self.event(id), self._known(), as_of=as_of)
        documents = {each.id: each for each in self._store.records.documents(act.reports)}
        return corroborated(act, sources, who, documents, accessed=accessed or date.today())

    def conflicts(self, country: str | None = None, *, accessed: date | None = None) -> list[Disputed]:
        """What reports tell differently of one person, with both passages; what is explained comes last.

        All persons of whom two reports tell are asked after, or those of reports on a country, by its code
        or a name. What one report tells differently is in its own conflicts.
        """
        from habeas.gather import disputes_of, reports_on
        from habeas.story import stories

        known = self._known()
        on = None if country is None else reports_on(country, known.inventory)[1]
        told = stories(known, on=on)
        return disputes_of(told, self._store.records, accessed=accessed or date.today())

    def _known(self) -> Known:
        """What the archive holds as of now, for all that goes across reports."""
        from habeas.story import Known

        held, who = self.inventory(), self.identities()
        if self._last is None or self._last.inventory is not held or self._last.identities is not who:
            self._last = Known(held, self._store.records, who)
        return self._last

    @cached_property
    def _who(self) -> WhoIsWho:
        from habeas.identities import WhoIsWho

        return WhoIsWho()

    def identities(self) -> Identities:
        """Who is who across the reports, and the pairs that only a person can decide, best first.

        Derived from the records and the judgements, and made anew after a change.
        """
        return self._who.identities(self._store)

    def person(self, key: str) -> Identity:
        """The person or body with this id or the beginning of it, with this entity, or with this name."""
        from habeas.view.persons import person

        return person(self.identities(), key)

    def country(self, code: str, *, accessed: date | None = None) -> CountryPage:
        """The page of a country, by ISO 3166-1 alpha-3 code or by a name, as printed or any other."""
        from habeas.gather import country_of

        records, day = self._store.records, accessed or date.today()
        acts, who = partial(self._catalogue.acts, records), self.identities().of
        return country_of(code, self.inventory(), records, acts=acts, who=who, accessed=day)

    def world(self) -> World:
        """The countries beside each other, with what the archive holds on each."""
        return self._catalogue.world(self._store.records)

    def acts_in(
        self, country: str, asked: Asked, *, first: int = 0, limit: int = 50, accessed: date | None = None
    ) -> ActsTold:
        """The acts behind a count of a country's page, in time order, from the `first` on."""
        from habeas.gather import acts_of

        records, day = self._store.records, accessed or date.today()
        acts, window = partial(self._catalogue.acts, records), {"first": first, "limit": limit}
        return acts_of(country, asked, self.inventory(), records, acts=acts, **window, accessed=day)

    def passage(self, name: str) -> tuple[Document, Passage | None]:
        """The report and the passage of it that is meant; no passage where the whole report is.

        `DOC`, `DOC#section/paragraph/sentence`, `DOC#page=N`, `DOC#char=a,b`, or a permalink, whose
        words are found again where they stand now. Raises NotFound and PassageError.
        """
        return named.passage(name, self._store.records, archive=self.path)

    def at(self, permalink: str) -> Anchor:
        """The words that a permalink was made for; NotFound where the archive no longer holds them."""
        return named.words(*self.passage(permalink))

    def cite(self, name: str, *, accessed: date | None = None) -> Citation:
        """How to cite a report or a passage of it, named as for `passage`; the day of access is today's."""
        document, passage = self.passage(name)
        return cite(document, passage, accessed=accessed or date.today())

    def versions(self, name: str | Document, *, followed: bool = True) -> Family:
        """Where a report was found, its copies and near copies, its older and newer texts.

        With each newer text stands what became in it of the records of the text before, unless they need
        not be `followed`. Reports that were read since the last time are compared with all others first.
        """
        from habeas.texts import family_of

        document = name if isinstance(name, Document) else self.document(name)
        return family_of(document, self._store.records, followed=followed)

    def diff(self, name: str, other: str | None = None) -> Diff:
        """Two texts compared sentence by sentence, the older first where their dates tell.

        Without another the report is compared with the text before it, else with the one after it, else
        with its nearest copy. Raises NotFound where none is known.
        """
        from habeas.texts import difference

        beside = self.document(other) if other is not None else None
        return difference(self.document(name), beside, self._store.records)

    @cached_property
    def desk(self) -> Desk:
        """The reviewer's desk: what people decide about records, the queue, how far they are."""
        from habeas.review.desk import Desk

        self._review()
        return Desk(self._store)

    @cached_property
    def registry(self) -> Registry:
        """What people decide about who is who: pairs judged, persons merged and split."""
        from habeas.review.registry import Registry

        return Registry(self._store, self._who)

    def judge(self, judgement: Judgement) -> Judgement:
        """Adds a judgement to the log, which is only added to; what is shown follows it at once.

        NotStored where it cannot be kept.
        """
        self._store.whole.judgements.add(judgement)
        self._review()
        return judgement

    def _review(self) -> None:
        """Puts what is shown in step with what was read and what people decided about it."""
        if self._store.judgements.count():
            from habeas.review.step import reviewed_in_step

            reviewed_in_step(self._store)

    def judgements(self) -> tuple[Judgement, ...]:
        """The log of judgements, in the order in which they were given, withdrawals among them."""
        return self._store.judgements.all()

    def issues(self) -> Iterator[Issue]:
        """What was not understood: files that could not be read, then by report."""
        for path, reason in self._store.records.failures():
            yield Issue("read", "unreadable", reason, path)
        yield from self._store.records.leftovers()
        yield from self._store.records.issues()

    def places(self, name: str) -> list[Place]:
        """Where a report was found: files, or members of files that hold many; the first is shown."""
        return self._store.records.places([id := self.document(name).id])[id]

    def received(self, file: Path) -> list[str]:
        """The ids of the reports in a file that was read and will not stay; issues tell of it by its name."""
        write.rename_failures(self._store.whole.engine, readable(real(file)), file.name)
        return self._store.records.held_in(originals.sha256_of(file))

    def original(self, name: str) -> Original:
        """The bytes that a report was read from; NotStored where they are gone.

        NotFound where the same bytes hold a document that is hidden.
        """
        return named.original(name, self.places(name)[0], self._store)

    def custody(self, name: str | None = None) -> Iterator[Deed]:
        """The log of custody in its order: all of it, or what was done to the bytes of a report."""
        document = self.document(name) if name is not None else None
        return self._store.records.custody((document.within or document.sha256) if document else None)

    def verify(self, *, last: str | None = None) -> Iterator[Damage]:
        """What is wrong with originals, records, log and index; nothing where all is sound.

        `last` is the last hash of the log, or the beginning of it, as it was noted at an earlier time.
        """
        return unsound(self._store, self._index, last=last, put_in_step=self._review)

    def status(self) -> State:
        """What the archive holds."""
        from habeas.status import state

        return state(self._store, self._index)

    def export(self, format: str, target: Path | TextIO, *, kind: str | None = None) -> None:
        """Writes the records in a format (`jsonl`, `csv`) to a path or stream; one kind, or all.

        A case is one person over all reports. Raises ExportError, one line, for an unknown format or kind,
        or a target that it cannot fill.
        """
        from habeas.export import exporter
        from habeas.exported import written

        exporter(format).write(written(self._store.records, self._known, kind=kind), target)

    def bag(self, folder: Path, names: Iterable[str] = (), *, accessed: date | None = None) -> None:
        """Writes reports, all where none is named, as a BagIt bag: originals, texts, records, citations.

        Raises ExportError where the folder holds something already, NotStored for a damaged original.
        """
        from habeas.bag import pack

        ids = [self.document(name).id for name in names] or list(self._store.records.fingerprints())
        pack(self._store, ids, folder, accessed=accessed or date.today())

    def _filters(self, filters: Narrowing) -> Filters:
        narrowing = checked(Filters(**filters))
        if narrowing.document:
            narrowing = replace(narrowing, document=self.document(narrowing.document).id)
        return narrowing
