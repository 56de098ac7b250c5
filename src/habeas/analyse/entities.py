"""Who is in a document: persons, institutions and groups with every mention, pronouns included.

Names are joined over the whole document; pronouns and definite phrases ("the two journalists", "both
men", "the Committee") are linked to what stands before them, nearest first, subjects before others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from spacy.tokens import Token

from habeas.analyse import lists, names, surnames
from habeas.analyse.antecedents import (
    SUBJECTS,
    Bearer,
    Pointer,
    Seen,
    joined,
    of_definite,
    of_pronoun,
    of_whole,
)
from habeas.analyse.bearers import Named, gather
from habeas.analyse.described import described, fronted, of_conscience, titles_before
from habeas.analyse.language import Parsed
from habeas.analyse.members import Members
from habeas.analyse.names import Run
from habeas.analyse.phrases import (
    count_of,
    counted_by,
    hyphened,
    is_time,
    listed,
    name_of,
    of_what,
    phrase,
    phrase_short,
)
from habeas.analyse.senses import is_thing
from habeas.model.anchor import Anchor, content_id
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.vocabulary.persons import institution, persons

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})
_INSIDE = frozenset({"compound", "nummod", "amod", "quantmod", "det", "nmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "poss"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a document, and which of them stand at a token (by its offset in the text)."""

    entities: tuple[Entity, ...]
    at: Mapping[int, tuple[int, ...]]
    topics: Mapping[int, tuple[int, ...]]
    rows: Mapping[int, tuple[Token, ...]]

    def row(self, parsed: Parsed, token: Token) -> tuple[Token, ...]:
        """The heads of the names printed in one list with this one; empty where there is no list."""
        return self.rows.get(parsed.sentence.start + token.idx, ())

    def of(self, parsed: Parsed, token: Token) -> tuple[Entity, ...]:
        """The entities that the phrase headed by `token` stands for; empty where it is nobody known."""
        return tuple(self.entities[i] for i in self.at.get(parsed.sentence.start + token.idx, ()))

    def alone(self, parsed: Parsed, token: Token) -> str | None:
        """The id of the person that the phrase headed by `token` stands for, where it is that one alone."""
        at = self.at.get(parsed.sentence.start + token.idx, ())
        known = self.entities[at[0]] if len(at) == 1 else None
        return known.id if known is not None and known.type == "person" else None

    def earlier(self, parsed: Parsed) -> tuple[Entity, ...]:
        """The people whom the paragraph was last about before this sentence; empty at its beginning."""
        return tuple(self.entities[i] for i in self.topics.get(parsed.sentence.start, ()))


def _is_age(number: Token) -> bool:
    """True for how old somebody is: "aged between 15 and 16"."""
    return any(token.lower_ == "aged" for token in number.doc[max(0, number.i - 4) : number.i])


class _Reader:
    """One pass through the sentences in order, keeping what was mentioned so far."""

    def __init__(self, document: Document, parses: Sequence[Parsed]) -> None:
        self.document = document
        self.parses = parses
        self.bearers: list[Bearer] = []
        self.at: dict[int, tuple[Bearer, ...]] = {}
        self.seen: list[Seen] = []
        self.common: dict[str, Bearer] = {}
        self.words = persons()
        self.runs: dict[int, dict[int, tuple[Run, Bearer]]] = {}
        self.topics: dict[int, tuple[Bearer, ...]] = {}
        self.rows: dict[int, list[list[Run]]] = {}
        self.fronted: dict[int, list[Token]] = {}
        self.row_heads: dict[int, list[tuple[Token, ...]]] = {}

    def names(self) -> None:
        """Every name of the document, before the pass: the full form may follow the short one."""
        every = [
            run
            for i, parsed in enumerate(self.parses)
            for run in surnames.shared(list(names.runs(parsed.doc, i)))
        ]
        for named in gather(
            every, names.acronyms(self.document.text), [parsed.doc for parsed in self.parses]
        ):
            if named.kind == "other":
                continue
            bearer = self._of_name(named)
            self.bearers.append(bearer)
            for run in named.runs:
                head = lists.head_of(run)
                self.runs.setdefault(run.sentence, {})[head.i] = (run, bearer)
        for index, named_here in self.runs.items():
            people = [run for run, bearer in named_here.values() if bearer.kind == "person"]
            self.rows[index] = list(lists.chains(people))
            self.row_heads[index] = [tuple(map(lists.head_of, row)) for row in self.rows[index]]

    def _of_name(self, named: Named) -> Bearer:
        person = named.kind == "person"
        titles = ((run.title or "").lower().rstrip(".") for run in named.runs)
        sexes = (self._sex(title) for title in titles)
        last = named.name.split()[-1].lower()
        return Bearer(
            named.kind,
            named.name,
            "one" if person else "thing",
            sex=next((sex for sex in sexes if sex), None),
            words=frozenset(named.words),
            office=named.kind == "organisation" and last in self.words.persons,
            official=person
            and any(run.title and run.title.lower() in self.words.offices for run in named.runs),
        )

    def _sex(self, lemma: str) -> str | None:
        return "female" if lemma in self.words.female else "male" if lemma in self.words.male else None

    def read(self) -> None:
        """Link the mentions of every sentence."""
        self.names()
        for index, parsed in enumerate(self.parses):
            named = self.runs.get(index, {})
            if topic := self._topic(index, parsed):
                self.topics[parsed.sentence.start] = topic
            for token in parsed.doc:
                part = token.pos_
                if token.i in named:
                    self._name(index, parsed, token, *named[token.i])
                elif part in ("PRON", "DET") and token.lower_ in self.words.pronouns:
                    self._pronoun(index, parsed, token)
                elif (
                    (part in _NOUNS or self._is_nominal(token))
                    and token.dep_ not in _INSIDE
                    and hyphened(token) == token
                ):
                    self._noun(index, parsed, token)
        self._name_groups()

    def _is_nominal(self, token: Token) -> bool:
        """True for "the accused", people though the parse takes them for a verb."""
        return token.tag_ == "VBN" and token.lower_ in self.words.nominal and token.dep_ in _ARGUMENTS

    def _topic(self, index: int, parsed: Parsed) -> tuple[Bearer, ...]:
        for one in reversed(self.seen):
            if one.block != parsed.sentence.block or index - one.sentence > 2:
                break
            if (
                one.subject
                and one.bearers[0].kind in ("person", "group")
                and not _of_the_court(one.bearers[0])
            ):
                return one.bearers if len(one.bearers) > 1 else joined(one, self._at) or one.bearers
        return ()

    def _at(self, sentence: int, token: Token) -> tuple[Bearer, ...]:
        return self.at.get(self.parses[sentence].sentence.start + token.idx, ())

    def _add(self, index: int, token: Token, bearers: tuple[Bearer, ...], anchor: Anchor) -> None:
        parsed = self.parses[index]
        self.at[parsed.sentence.start + token.idx] = bearers
        for bearer in bearers:
            bearer.mentions.append(anchor)
        number = "many" if len(bearers) > 1 else bearers[0].number
        row = next((r for r in self.row_heads.get(index, ()) if token in r), ())
        self.seen.append(Seen(bearers, index, parsed.sentence.block, token, number, row))

    def _name(self, index: int, parsed: Parsed, token: Token, run: Run, bearer: Bearer) -> None:
        self._add(index, token, (bearer,), parsed.anchor(run.doc[run.first : run.last]))
        for part in run.doc[run.first : run.last]:
            self.at.setdefault(parsed.sentence.start + part.idx, (bearer,))
        if bearer.kind != "person":
            return
        for noun in (of_conscience(run), described(token, run, self.words.human)):
            if noun is not None:
                self._describe(index, token, run, bearer, noun)

    def _describe(self, index: int, token: Token, run: Run, bearer: Bearer, noun: Token) -> None:
        """A noun beside a name stands for the same person, and says what the person is."""
        parsed = self.parses[index]
        if noun.dep_ != "compound" and not run.first <= noun.i < run.last:
            row = next((r for r in self.row_heads.get(index, ()) if r[0] == token), ())
            many = tuple(self.runs[index][head.i][1] for head in row) if noun.tag_ in ("NNS", "NNPS") else ()
            self.at[parsed.sentence.start + noun.idx] = many or (bearer,)
            for child in noun.rights:
                if child.dep_ == "conj" and child.pos_ == "NOUN" and child.tag_ == "NN" and noun.i > token.i:
                    self.at[parsed.sentence.start + child.idx] = (bearer,)
        for title in titles_before(noun, run):
            self.at[parsed.sentence.start + title.idx] = (bearer,)
        lemma = ((of_what(noun) if noun.lower_ == "one" else None) or noun).lemma_.lower()
        bearer.lemma = bearer.lemma or lemma
        bearer.sex = bearer.sex or self._sex(lemma)
        if bearer.description is None:
            span = parsed.doc[noun.i : noun.i + 1] if noun.dep_ == "compound" else phrase(noun)
            bearer.description = name_of(span)

    def _pronoun(self, index: int, parsed: Parsed, token: Token) -> None:
        wanted = self.words.pronouns[token.lower_]
        if wanted.number == "thing" and token.dep_ not in _ARGUMENTS:
            return
        pointer = Pointer(token, index, parsed.sentence.block)
        speaking = self._kin_before(token.head) if token.dep_ == "poss" else None
        found = self._at(index, speaking) if speaking is not None else ()
        found = found or of_pronoun(pointer, wanted, self.seen, self._at)
        if found:
            if len(found) == 1:
                found[0].sex = found[0].sex or wanted.sex
            self._add(index, token, self._members(found), parsed.anchor(token))
            for noun in self.fronted.pop(index, ()):
                self.at[parsed.sentence.start + noun.idx] = self._at(index, token)

    def _members(self, found: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
        """The people that a group goes on to name, in its place: "three members – X, Y and Z"."""
        group = found[0] if found else None
        if group is None or len(found) > 1 or group.kind != "group" or group.head is None:
            return found
        named = tuple(b for token in listed(group.head) for b in self._at(group.sentence, token))
        return named if len(named) > 1 else found

    def _noun(self, index: int, parsed: Parsed, token: Token) -> None:
        low, lemma = token.lower_, token.lemma_.lower()
        words = self.words
        determined = any(c.lower_ in _DEFINITE for c in token.lefts)
        human = lemma in words.human or low in words.human or token.tag_ == "NNPS"
        nominal = low in words.nominal and determined
        counted = low in words.pronominal or (token.pos_ == "NUM" and not is_time(token))
        office = (
            not human and token.pos_ in ("NOUN", "PROPN") and institution(phrase_short(token)) is not None
        )
        if (
            not (human or nominal or counted or office)
            or is_thing(token)
            or (counted and (token.dep_ not in _ARGUMENTS or _is_age(token)))
        ):
            return
        if parsed.sentence.start + token.idx in self.at or self._describes(index, token):
            return
        found: tuple[Bearer, ...] = ()
        if (whole := counted_by(token)) is not None and (found := self._at(index, whole)):
            self.at[parsed.sentence.start + token.idx] = found
            return
        if fronted(token) is not None:
            self.fronted.setdefault(index, []).append(token)
            return
        plural = (
            token.tag_ in ("NNS", "NNPS")
            or (low in words.groups and lemma not in words.persons)
            or counted
            or nominal
        ) and low != "another"
        found = ()
        pointer = Pointer(token, index, parsed.sentence.block)
        if office:
            found = self._institution(token, determined)
        elif token.dep_ == "attr" and not plural:
            found = self._told_to_be(index, token)
        elif (kin := self._other_kin(index, token)) is not None:
            found = (kin,)
        elif low in words.whole:
            found = self._members(of_whole(pointer, self.seen, self._at))
        elif determined or low in ("latter", "former"):
            found = self._members(of_definite(pointer, plural, self._sex(lemma), self.seen, self._at))
        if not found:
            found = (self._new(index, token, office=office, plural=plural and not office),)
        self._add(index, token, found, parsed.anchor(phrase(token)))

    def _other_kin(self, index: int, token: Token) -> Bearer | None:
        """The person whose kin speaks of them: "the mother of Ivo Maren said that her son was beaten"."""
        kin = self._kin_before(token)
        if kin is None:
            return None
        whose = [c for c in kin.lefts if c.dep_ == "poss"]
        whose += [t for c in kin.rights if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        found = self._at(index, whose[0]) or self._at(index, whose[0].nbor()) if len(whose) == 1 else ()
        sexes = {found[0].sex, self._sex(token.lower_)} - {None} if len(found) == 1 else set()
        return found[0] if len(sexes) == 1 and found[0].kind == "person" else None

    def _kin_before(self, token: Token) -> Token | None:
        """The word before "her husband" for one whose husband he can be: "the wife of Ivo Maren"."""
        beyond = self.words.kin.get(token.lower_, frozenset())
        if [child.tag_ for child in token.lefts] != ["PRP$"]:
            return None
        return next((t for t in reversed(token.doc[: token.i]) if t.lower_ in beyond), None)

    def _told_to_be(self, index: int, token: Token) -> tuple[Bearer, ...]:
        """The one person that a sentence says is something: "he was the third member of a family"."""
        subject = next((c for c in token.head.lefts if c.dep_ in SUBJECTS), None)
        found = self._at(index, subject) if subject is not None and token.head.lemma_ == "be" else ()
        return found if len(found) == 1 and found[0].kind == "person" else ()

    def _describes(self, index: int, token: Token) -> bool:
        """True for a noun that stands beside a name for the same person: the name will claim it."""
        named = self.runs.get(index, {})
        doc = token.doc
        if (
            token.lower_ in ("prisoner", "prisoners")
            and token.i + 3 < len(doc)
            and doc[token.i + 1 : token.i + 3].text == "of conscience"
        ):
            after = token.i + 3
            titles = ((run, len((run.title or "").split())) for run, _ in named.values())
            return any(run.first - before <= after < run.last for run, before in titles)
        people = [run for run, bearer in named.values() if bearer.kind == "person"]
        bare = token.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in token.lefts)
        if bare and any(run.first == token.i + 1 and run.title is None for run in people):
            return True
        return token.tag_ == "NN" and any(
            child.dep_ == "appos" and child.i in named and named[child.i][1].kind == "person"
            for child in token.rights
        )

    def _institution(self, token: Token, definite: bool) -> tuple[Bearer, ...]:
        if definite and not any(c.dep_ in ("compound", "amod", "prep") for c in token.children):
            folded = names.fold(token.lower_)
            for one in self.seen[:-41:-1]:
                bearer = one.bearers[0]
                if bearer.kind == "organisation" and folded in bearer.words and len(bearer.words) > 1:
                    return (bearer,)
        key = name_of(phrase(token)).lower()
        return (self.common[key],) if key in self.common else ()

    def _new(self, index: int, token: Token, *, office: bool, plural: bool) -> Bearer:
        lemma = token.lemma_.lower()
        name = name_of(phrase(token))
        if token.lower_ == "another":
            name = self._another(self.parses[index], name)
        elif token.pos_ == "NUM" and not any(c.dep_ in ("prep", "acl", "relcl") for c in token.rights):
            name = self._borrowed(self.parses[index], token, name)
        kind = "organisation" if office else "group" if plural else "person"
        single = office and token.tag_ in ("NN", "NNP") and lemma != "police"
        number = "thing" if single else "many" if plural or office else "one"
        bearer = Bearer(
            kind, name, number, None if plural else self._sex(lemma), lemma, head=token, sentence=index
        )
        self.bearers.append(bearer)
        if office:
            bearer.office = lemma in self.words.persons
            self.common[name.lower()] = bearer
        return bearer

    def _another(self, parsed: Parsed, name: str) -> str:
        """ "another" after "one opposition leader" is "another opposition leader"."""
        for one in self.seen[:-13:-1]:
            bearer = one.bearers[0]
            if one.block == parsed.sentence.block and bearer.kind == "person" and not bearer.words:
                return f"another {bearer.name.removeprefix('One ').removeprefix('one ')}"
        return name

    def _borrowed(self, parsed: Parsed, token: Token, name: str) -> str:
        """A bare number with the noun of the group before it: "three" after "84 people" is "three people"."""
        bare = name.lower()
        wanted = self.words.numbers.get(bare)
        for one in self.seen[:-13:-1]:
            if (
                one.block != parsed.sentence.block
                or one.bearers[0].kind != "group"
                or one.token.tag_ != "NNS"
                or one.token.lower_ == "others"
                or one.token.head == token.head
                or (one.token.dep_ == "pobj" and one.token.head.lower_ not in ("of", "by"))
            ):
                continue
            size = count_of(one.token)
            if wanted and size and size.max and size.max < wanted:  # no four of "her three children"
                continue
            counted = of_what(one.token) if one.token.lower_ in self.words.vague else None
            if counted is not None and counted.pos_ == "PRON":
                continue
            noun = (counted or one.token).text.lower()
            return name if noun in bare else f"{name} {noun}"
        return name

    def _name_groups(self) -> None:
        """A phrase for several stands for those beside it: "three men – X and Y", "X and Y, two men"."""
        for bearer in self.bearers:
            if bearer.kind != "group" or bearer.head is None:
                continue
            rows = self.rows.get(bearer.sentence, ())
            row = lists.after(bearer.head, rows) or lists.before(bearer.head, rows)
            count = count_of(bearer.head)
            if row and count is not None and count.max == len(row):
                offset = self.parses[bearer.sentence].sentence.start + bearer.head.idx
                named = (self._at(bearer.sentence, lists.head_of(run)) for run in row)
                self.at[offset] = tuple(one for found in named for one in found)

    def entities(self) -> Iterator[Entity]:
        """The gathered entities, frozen; groups with the ids of those the text names for them."""
        frozen = dict(zip(map(id, self.bearers), self._frozen(), strict=True))
        told = Members(self.parses, self.seen, self.rows, self._at)
        for bearer in self.bearers:
            members = tuple(frozen[id(member)].id for member in told.of(bearer))
            yield replace(frozen[id(bearer)], members=members) if members else frozen[id(bearer)]

    def _frozen(self) -> Iterator[Entity]:
        for number, bearer in enumerate(self.bearers):
            mentions = tuple(sorted(set(bearer.mentions), key=lambda a: (a.start, a.end)))
            quotes = (a.quote for a in mentions if a.quote[:1].isupper() and a.quote != bearer.name)
            office = institution(bearer.name) if bearer.kind == "organisation" else None
            counted = bearer.kind == "group" and bearer.head is not None
            yield Entity(
                id=content_id(
                    "n",
                    self.document.id,
                    bearer.kind,
                    mentions[0].start if mentions else -1 - number,
                    bearer.name,
                ),
                type=bearer.kind,
                name=bearer.name,
                aliases=tuple(dict.fromkeys(q for q in quotes if q.lower() not in self.words.pronouns)),
                description=bearer.description or (office.label if office else None),
                count=count_of(bearer.head) if counted and bearer.head is not None else None,
                mentions=mentions,
            )


def _of_the_court(bearer: Bearer) -> bool:
    """True for who tries others, speaks for them or of them: "the trial" is not theirs."""
    return bearer.lemma in ("judge", "prosecutor", "witness") or bearer.lemma in persons().speaking_for


def read(document: Document, parses: Iterable[Parsed]) -> Cast:
    """The cast of a document: every person, institution and group with its mentions."""
    parses = list(parses)
    reader = _Reader(document, parses)
    reader.read()
    entities = tuple(reader.entities())
    place = {id(bearer): i for i, bearer in enumerate(reader.bearers)}
    at = {offset: tuple(place[id(b)] for b in bearers) for offset, bearers in reader.at.items()}
    topics = {start: tuple(place[id(b)] for b in bearers) for start, bearers in reader.topics.items()}
    rows = {
        parses[index].sentence.start + part.idx: tuple(map(lists.head_of, row))
        for index, found in reader.rows.items()
        for row in found
        for run in row
        for part in run.doc[run.first : run.last]
    }
    return Cast(entities, MappingProxyType(at), MappingProxyType(topics), MappingProxyType(rows))
