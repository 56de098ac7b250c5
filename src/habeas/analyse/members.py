"""Members of a group: the persons that a text names for "three men", "five members" or "ten writers"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from habeas.analyse import lists
from habeas.analyse.antecedents import SUBJECTS, At, Bearer, Seen
from habeas.analyse.language import Parsed
from habeas.analyse.names import Run
from habeas.analyse.phrases import conjuncts, count_of, counted_in, first_of, included
from habeas.vocabulary.persons import persons

_NAMED_AT_MOST = 15  # members of a group that its count is trusted for
_BULLETS = 4  # bullets that may tell of them one by one
_NAMED_WITHIN = 5  # sentences after it that may name them
_INCLUDED_WITHIN = 8  # sentences after it that may name some of them
_TOLD_WITHIN = 2  # sentences before "those held" that may tell of them


def _tells_of_many(one: Seen, block: int, place: int) -> bool:
    """True for a group that a sentence or two before a place are about, and no officers."""
    bearer = one.bearers[0]
    near = one.block == block and place - _TOLD_WITHIN <= one.sentence < place
    about = one.subject or first_of(one.token).dep_ in (*SUBJECTS, "dobj")
    return near and about and bearer.kind == "group" and bearer.lemma not in persons().in_office


@dataclass(frozen=True, slots=True)
class Members:
    """What was read of a document: sentences, mentions in order, printed lists, and who stands where."""

    parses: Sequence[Parsed]
    seen: Sequence[Seen]
    rows: Mapping[int, Sequence[list[Run]]]
    at: At

    def of(self, group: Bearer) -> tuple[Bearer, ...]:
        """The persons that the text names for a group, in its sentence or, as many as it counts, after it."""
        head, index = group.head, group.sentence
        if group.kind != "group" or head is None:
            return ()
        count = count_of(head)
        size = count.max if count and count.min == count.max else None
        row = tuple(
            self.at(index, lists.head_of(run))[0] for run in lists.after(head, self.rows.get(index, ()))
        )
        if row and size in (None, len(row)):
            return row
        if some := self._some_members(group, head):
            return some
        if size is None or not 1 < size <= _NAMED_AT_MOST:
            return ()
        block = self.parses[index].sentence.block
        if listed := self._listed_after(index, head, size):
            return listed
        if group.lemma in persons().in_office:  # those named next are as likely whom they beat
            return ()
        named: dict[int, Bearer] = {}
        full, told_of = index, 0  # the sentence that named the last of them; how many it does not name aside
        for one in self.seen:
            bearer = one.bearers[0]
            follows = (one.sentence, one.token.i) > (index, head.i) and one.sentence - index <= _NAMED_WITHIN
            if len(named) == size and one.sentence > full and told_of == size:
                break
            if one.block == block and follows and bearer.kind == "person" and bearer.words:
                beside = one.token.dep_ in ("pobj", "appos") and not (one.subject or one.row)
                aside = beside and one.sentence != index
                told_of += id(bearer) not in named and not aside
                named[id(bearer)], full = bearer, one.sentence
        if named or size > _BULLETS:
            return tuple(named.values()) if len(named) == size else ()
        return self._told_apart(block, size)

    def _listed_after(self, index: int, head: Token, size: int) -> tuple[Bearer, ...]:
        """As many as are counted, named in one list after the group in its paragraph."""
        block = self.parses[index].sentence.block
        for place in range(index, min(index + _NAMED_WITHIN, len(self.parses))):
            if self.parses[place].sentence.block != block:
                break
            for row in self.rows.get(place, ()):
                if len(row) == size and (place > index or row[0].first > head.i):
                    return tuple(self.at(place, lists.head_of(run))[0] for run in row)
        return ()

    def _some_members(self, group: Bearer, head: Token) -> tuple[Bearer, ...]:
        """The persons named among many: "ten writers, including X", "X is one of ten", "They included X"."""
        index = group.sentence
        named = [*included(head), *counted_in(head)]
        found = [bearer for token in named for bearer in self.at(index, token)]
        block = self.parses[index].sentence.block
        for place in range(index + 1, min(index + _INCLUDED_WITHIN, len(self.parses))):
            if self.parses[place].sentence.block != block:
                break
            for whole, heads in self._counting(place):
                if group in self.at(place, whole) or self._are_those(group, head, place, whole):
                    found += [bearer for token in heads for bearer in self.at(place, token)]
        return tuple(dict.fromkeys(one for one in found if one.kind == "person" and one.words))

    def _counting(self, place: int) -> Iterator[tuple[Token, list[Token]]]:
        """The many and those named of them: "They included X and Y", "Among those held was X"."""
        parsed = self.parses[place]
        text = parsed.document.text[parsed.sentence.start : parsed.sentence.end]
        if "nclude" not in text and not text.startswith("Among"):
            return
        for verb in parsed.doc:
            among = next((c for c in verb.lefts if c.lower_ == "among"), None)
            if verb.lemma_ == "include" and verb.pos_ == "VERB":
                wholes = [c for c in verb.lefts if c.dep_ == "nsubj"]
                named = [c for c in verb.rights if c.dep_ == "dobj"]
            elif verb.lemma_ == "be" and among is not None:
                wholes = [c for c in among.rights if c.dep_ == "pobj"]
                named = [c for c in verb.rights if c.dep_ in ("nsubj", "attr")]
            else:
                continue
            for whole in wholes:
                yield whole, [head for c in named for head in self._in_row(place, c)]

    def _are_those(self, group: Bearer, head: Token, place: int, whole: Token) -> bool:
        """True where "those held" or "the 76 defendants" are the group that the text told of last."""
        definite = whole.lower_ == "those" or any(c.lower_ == "the" for c in whole.lefts)
        if not definite or all(bearer.head != whole for bearer in self.at(place, whole)):
            return False
        block = self.parses[place].sentence.block
        last = next((one for one in reversed(self.seen) if _tells_of_many(one, block, place)), None)
        return last is not None and (group in last.bearers or first_of(head) == first_of(last.token))

    def _in_row(self, index: int, head: Token) -> tuple[Token, ...]:
        rows = (tuple(map(lists.head_of, row)) for row in self.rows.get(index, ()))
        return next((row for row in rows if head in row), ()) or tuple(conjuncts(head))

    def _first_of(self, block: int) -> int:
        return next(i for i, parsed in enumerate(self.parses) if parsed.sentence.block == block)

    def _told_apart(self, block: int, size: int) -> tuple[Bearer, ...]:
        """The persons that as many paragraphs after a group open with; empty where one opens otherwise."""
        opening: dict[int, Bearer | None] = {}
        for one in self.seen:
            bearer = one.bearers[0]
            if block < one.block <= block + size and bearer.kind == "person" and bearer.words:
                first = not bearer.official and one.sentence == self._first_of(one.block)
                opening.setdefault(one.block, bearer if first else None)
        found = tuple(dict.fromkeys(bearer for bearer in opening.values() if bearer is not None))
        return found if len(found) == size else ()
