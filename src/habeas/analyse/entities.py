"""Who is in a document: persons, institutions and groups with every mention, pronouns included.

Names are joined over the whole document; pronouns and definite phrases ("the two journalists", "both
men", "the Committee") are linked to what stands before them, nearest first, subjects before others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from spacy.tokens import Token

from habeas.analyse import names
from habeas.analyse.language import Parsed
from habeas.analyse.names import Named, Run
from habeas.analyse.phrases import conjuncts, count_of, name_of, phrase
from habeas.model.anchor import Anchor, content_id
from habeas.model.case import Entity
from habeas.model.document import Document
from habeas.vocabulary.persons import institution, persons

_REACH = 4
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_GENERIC = frozenset(
    [
        "man",
        "woman",
        "person",
        "people",
        "prisoner",
        "detainee",
        "victim",
        "defendant",
        "suspect",
        "accused",
        "individual",
        "group",
        "organization",
        "organisation",
        "party",
        "newspaper",
        "leader",
        "activist",
        "pair",
        "couple",
        "official",
        "officer",
        "child",
        "boy",
        "girl",
    ]
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a document, and which of them stand at a token (by its offset in the text)."""

    entities: tuple[Entity, ...]
    at: Mapping[int, tuple[int, ...]]

    def of(self, parsed: Parsed, token: Token) -> tuple[Entity, ...]:
        """The entities that the phrase headed by `token` stands for; empty where it is nobody known."""
        return tuple(self.entities[i] for i in self.at.get(parsed.sentence.start + token.idx, ()))


@dataclass(slots=True, eq=False)
class _Bearer:
    """An entity while it is being gathered; `number` is `one`, `many` or `thing`."""

    kind: str
    name: str
    number: str
    sex: str | None = None
    lemma: str = ""
    description: str | None = None
    count_at: tuple[int, Token] | None = None
    mentions: list[Anchor] = field(default_factory=list)
    words: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Seen:
    """A mention that later words can point back at."""

    bearers: tuple[_Bearer, ...]
    sentence: int
    block: int
    token: Token
    subject: bool
    number: str


class _Reader:
    """One pass through the sentences in order, keeping what was mentioned so far."""

    def __init__(self, document: Document, parses: Sequence[Parsed]) -> None:
        self.document = document
        self.parses = parses
        self.bearers: list[_Bearer] = []
        self.at: dict[int, tuple[_Bearer, ...]] = {}
        self.seen: list[_Seen] = []
        self.common: dict[str, _Bearer] = {}
        self.words = persons()
        self.runs: dict[int, dict[int, tuple[Run, _Bearer]]] = {}

    def names(self) -> None:
        """Every name of the document, before the pass: the full form may follow the short one."""
        every = [run for i, parsed in enumerate(self.parses) for run in names.runs(parsed.doc, i)]
        for named in names.gather(every, names.acronyms(self.document.text)):
            if named.kind in ("other", "norp"):
                continue
            bearer = self._of_name(named)
            for run in named.runs:
                head = run.doc[run.first : run.last].root
                self.runs.setdefault(run.sentence, {})[head.i] = (run, bearer)

    def _of_name(self, named: Named) -> _Bearer:
        number = {"person": "one", "organisation": "thing", "place": "thing"}[named.kind]
        sex = None
        for run in named.runs:
            title = (run.title or "").lower().rstrip(".")
            sex = sex or (
                "female" if title in self.words.female else "male" if title in self.words.male else None
            )
        bearer = _Bearer(named.kind, named.name, number, sex, words=frozenset(named.words))
        self.bearers.append(bearer)
        return bearer

    def read(self) -> None:
        """Link the mentions of every sentence."""
        self.names()
        for index, parsed in enumerate(self.parses):
            named = self.runs.get(index, {})
            for token in parsed.doc:
                if token.i in named:
                    self._name(index, parsed, token, *named[token.i])
                elif token.pos_ in ("PRON", "DET") and token.lower_ in self.words.pronouns:
                    self._pronoun(index, parsed, token)
                elif token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
                    self._noun(index, parsed, token)

    def _add(
        self, index: int, parsed: Parsed, token: Token, bearers: tuple[_Bearer, ...], anchor: Anchor
    ) -> None:
        self.at[parsed.sentence.start + token.idx] = bearers
        number = "many" if len(bearers) > 1 else bearers[0].number
        for bearer in bearers:
            bearer.mentions.append(anchor)
        subject = token.dep_ in _SUBJECTS
        self.seen.append(_Seen(bearers, index, parsed.sentence.block, token, subject, number))

    def _name(self, index: int, parsed: Parsed, token: Token, run: Run, bearer: _Bearer) -> None:
        self._add(index, parsed, token, (bearer,), parsed.anchor(run.doc[run.first : run.last]))
        if bearer.kind != "person":
            return
        noun = _described(token, run, self.words.human)
        if noun is not None:
            if noun.dep_ != "compound" and noun.i not in range(run.first, run.last):
                self.at[parsed.sentence.start + noun.idx] = (bearer,)
            bearer.lemma = bearer.lemma or noun.lemma_.lower()
            if bearer.description is None:
                span = parsed.doc[noun.i : noun.i + 1] if noun.dep_ == "compound" else phrase(noun)
                bearer.description = name_of(span)
            bearer.sex = bearer.sex or self._sex(noun)

    def _sex(self, noun: Token) -> str | None:
        lemma = noun.lemma_.lower()
        return "female" if lemma in self.words.female else "male" if lemma in self.words.male else None

    def _pronoun(self, index: int, parsed: Parsed, token: Token) -> None:
        wanted = self.words.pronouns[token.lower_]
        if wanted.number == "thing" and token.dep_ not in ("nsubj", "nsubjpass", "poss", "dobj", "pobj"):
            return
        found = self._before(index, parsed, token, wanted.number, wanted.sex)
        if found:
            for bearer in found if len(found) == 1 else ():
                bearer.sex = bearer.sex or wanted.sex
            self._add(index, parsed, token, found, parsed.anchor(token))

    def _before(
        self, index: int, parsed: Parsed, token: Token, number: str, sex: str | None
    ) -> tuple[_Bearer, ...]:
        best: tuple[float, tuple[_Bearer, ...]] | None = None
        block = parsed.sentence.block
        for back, seen in enumerate(reversed(self.seen)):
            distance = index - seen.sentence
            if distance > _REACH or block - seen.block > 1 or back > 60:
                break
            if not _fits(seen, number, sex) or (distance == 0 and _same_clause(seen.token, token)):
                continue
            score = (
                -1.2 * distance
                + (1.0 if seen.subject else 0.0)
                - 0.02 * back
                - (1.5 if seen.block != block else 0.0)
            )
            score += _bonus(seen, token, number)
            if best is None or score > best[0]:
                best = score, seen.bearers
        if number == "many":
            joined = self._joined(index, token, block)
            if joined and (best is None or joined[0] > best[0]):
                best = joined
        return best[1] if best else ()

    def _joined(self, index: int, token: Token, block: int) -> tuple[float, tuple[_Bearer, ...]] | None:
        """Two or more coordinated people, nearest first, as one antecedent of "they"."""
        for back, seen in enumerate(reversed(self.seen)):
            distance = index - seen.sentence
            if distance > _REACH or seen.block != block:
                return None
            heads = list(conjuncts(seen.token))
            if (
                len(heads) < 2
                or (distance == 0 and seen.token.i > token.i)
                or seen.bearers[0].kind == "place"
            ):
                continue
            base = self.parses[seen.sentence].sentence.start
            bearers = tuple(
                dict.fromkeys(
                    b
                    for h in heads
                    for b in self.at.get(base + h.idx, ())
                    if b.number != "thing" or b.kind != "place"
                )
            )
            if len(bearers) > 1 and not (distance == 0 and _same_clause(seen.token, token)):
                return -1.2 * distance + (1.0 if seen.subject else 0.0) - 0.02 * back + 0.5, bearers
        return None

    def _noun(self, index: int, parsed: Parsed, token: Token) -> None:
        low, lemma = token.lower_, token.lemma_.lower()
        words = self.words
        if token.dep_ in ("compound", "nummod", "amod", "quantmod", "det", "nmod"):
            return
        human = lemma in words.human or low in words.human
        nominal = low in words.nominal and token.tag_ != "VBN"
        counted = low in words.pronominal or (token.pos_ == "NUM" and token.ent_type_ == "CARDINAL")
        office = (
            None if human else institution(phrase_head(token)) if token.pos_ in ("NOUN", "PROPN") else None
        )
        if not (human or nominal or counted or office):
            return
        offset = parsed.sentence.start + token.idx
        if offset in self.at:
            return
        definite = any(c.lower_ in _DEFINITE for c in token.lefts) or low in ("latter", "former", "both")
        plural = (
            token.tag_ in ("NNS", "NNPS")
            or (low in words.groups and lemma not in words.persons)
            or counted
            or nominal
        )
        span = phrase(token)
        if counted and token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"):
            return
        found: tuple[_Bearer, ...] = ()
        if office is not None:
            found = self._institution(token, definite)
        elif definite:
            found = self._definite(index, parsed, token, plural)
        if not found:
            found = (self._new(parsed, token, office is not None, plural and not office, counted),)
        self._add(index, parsed, token, found, parsed.anchor(span))

    def _institution(self, token: Token, definite: bool) -> tuple[_Bearer, ...]:
        low = token.lower_
        if definite and not any(c.dep_ in ("compound", "amod", "prep") for c in token.children):
            folded = names.fold(low)
            for back, seen in enumerate(reversed(self.seen)):
                if back > 40:
                    break
                bearer = seen.bearers[0]
                if bearer.kind == "organisation" and folded in bearer.words and len(bearer.words) > 1:
                    return (bearer,)
        key = name_of(phrase(token)).lower()
        return (self.common[key],) if key in self.common else ()

    def _definite(self, index: int, parsed: Parsed, token: Token, plural: bool) -> tuple[_Bearer, ...]:
        lemma, sex = token.lemma_.lower(), self._sex(token)
        if any(c.dep_ in ("prep", "relcl", "acl", "poss") and c.i > token.i for c in token.children):
            return ()
        count = count_of(token)
        many = count.max if count and plural else None
        for back, seen in enumerate(reversed(self.seen)):
            if index - seen.sentence > _REACH + 2 or parsed.sentence.block - seen.block > 1 or back > 60:
                break
            bearer = seen.bearers[0]
            if bearer.kind not in ("person", "group"):
                continue
            if not plural:
                same = bearer.lemma == lemma or (
                    lemma in _GENERIC and bearer.kind == "person" and bearer.lemma in ("", lemma)
                )
                if seen.number == "one" and same and not (sex and bearer.sex and sex != bearer.sex):
                    return seen.bearers
                continue
            if seen.number == "many" and len(seen.bearers) == 1 and bearer.lemma == lemma:
                return seen.bearers
            heads = list(conjuncts(seen.token)) if many and many > 1 else []
            if len(heads) == many and many:
                base = self.parses[seen.sentence].sentence.start
                bearers = tuple(
                    dict.fromkeys(
                        b for h in heads for b in self.at.get(base + h.idx, ()) if b.kind == "person"
                    )
                )
                if len(bearers) == many:
                    return bearers
        return ()

    def _new(self, parsed: Parsed, token: Token, office: bool, plural: bool, counted: bool) -> _Bearer:
        lemma = token.lemma_.lower()
        name = name_of(phrase(token))
        if counted and not any(c.dep_ == "prep" for c in token.rights):
            name = self._borrowed(parsed, name)
        kind = "organisation" if office else "group" if plural else "person"
        number = (
            "thing"
            if office and token.tag_ in ("NN", "NNP") and lemma != "police"
            else "many"
            if plural or office
            else "one"
        )
        bearer = _Bearer(kind, name, number, None if plural else self._sex(token), lemma, count_at=(0, token))
        self.bearers.append(bearer)
        if office:
            self.common[name.lower()] = bearer
        return bearer

    def _borrowed(self, parsed: Parsed, name: str) -> str:
        """A bare number or `others` with the noun of the group before it: "three" of "84 people" is "three people"."""
        for seen in reversed(self.seen[-12:]):
            bearer = seen.bearers[0]
            if (
                seen.block == parsed.sentence.block
                and bearer.kind == "group"
                and seen.token.pos_ == "NOUN"
                and seen.token.tag_ == "NNS"
            ):
                noun = seen.token.text.lower()
                bare = name.lower()
                if bare.endswith("others"):
                    return name[: -len("others")] + "other " + noun
                return f"{name} {noun}" if noun not in bare else name
        return name

    def entities(self) -> Iterator[Entity]:
        """The gathered entities, frozen."""
        for number, bearer in enumerate(self.bearers):
            mentions = tuple(sorted(set(bearer.mentions), key=lambda a: (a.start, a.end)))
            aliases = tuple(
                dict.fromkeys(
                    a.quote
                    for a in mentions
                    if a.quote[:1].isupper()
                    and a.quote != bearer.name
                    and a.quote.lower() not in self.words.pronouns
                )
            )
            token = bearer.count_at[1] if bearer.count_at else None
            office = institution(bearer.name) if bearer.kind == "organisation" else None
            start = mentions[0].start if mentions else -1 - number
            yield Entity(
                id=content_id("n", self.document.id, bearer.kind, start, bearer.name),
                type=bearer.kind,
                name=bearer.name,
                aliases=aliases,
                description=bearer.description or (office.label if office else None),
                count=count_of(token) if token is not None and bearer.kind == "group" else None,
                mentions=mentions,
            )


def phrase_head(token: Token) -> str:
    """The head noun with the modifiers before it, as printed."""
    first = token.i
    for child in token.lefts:
        if child.dep_ in ("compound", "amod", "nmod"):
            first = min(first, child.i)
    return token.doc[first : token.i + 1].text


def _described(token: Token, run: Run, human: frozenset[str]) -> Token | None:
    """The noun that says what a named person is: apposition on either side, or a noun right before the name."""
    for child in token.children:
        if child.dep_ == "appos" and child.lemma_.lower() in human and child.i >= run.last:
            return child
    if (
        token.dep_ == "appos"
        and token.head.pos_ == "NOUN"
        and token.head.lemma_.lower() in human
        and token.head.tag_ == "NN"
    ):
        return token.head
    for child in token.lefts:
        if (
            child.dep_ in ("compound", "nmod")
            and child.i < run.first
            and child.pos_ == "NOUN"
            and child.lemma_.lower() in human
        ):
            return child
    return None


def _fits(seen: _Seen, number: str, sex: str | None) -> bool:
    bearer = seen.bearers[0]
    if number == "many":
        return bearer.kind != "place" and (
            seen.number == "many" or (bearer.kind == "organisation" and bearer.number != "one")
        )
    if number == "thing":
        return bearer.kind in ("organisation", "place") and len(seen.bearers) == 1
    return seen.number == "one" and (sex is None or bearer.sex in (None, sex))


def _bonus(seen: _Seen, token: Token, number: str) -> float:
    bearer = seen.bearers[0]
    bonus = 0.3 if bearer.kind == "person" and bearer.words else 0.0
    if number == "many":
        bonus += 0.6 if bearer.kind == "group" else -0.5
        if seen.token.pos_ == "PRON":
            bonus += 0.4
    if number == "thing" and bearer.kind == "place":
        bonus -= 0.6
    if seen.token.dep_ == "poss" or (seen.token.dep_ == "pobj" and number != "many"):
        bonus -= 0.3
    return bonus


def _clause(token: Token) -> Token:
    up = token.head
    while up.pos_ not in ("VERB", "AUX") and up.head != up:
        up = up.head
    return up


def _same_clause(before: Token, pronoun: Token) -> bool:
    """True where a pronoun cannot stand for a word: arguments of one verb, or inside the phrase itself."""
    if pronoun.i < before.i or pronoun.dep_ in ("poss",):
        return pronoun.i < before.i
    return (
        pronoun.dep_ not in ("nsubj", "nsubjpass")
        and _clause(before) == _clause(pronoun)
        and before.dep_ in _SUBJECTS
    )


def read(document: Document, parses: Iterable[Parsed]) -> Cast:
    """The cast of a document: every person, institution and group with its mentions."""
    reader = _Reader(document, list(parses))
    reader.read()
    entities = tuple(reader.entities())
    place = {id(bearer): i for i, bearer in enumerate(reader.bearers)}
    at = {offset: tuple(place[id(b)] for b in bearers) for offset, bearers in reader.at.items()}
    return Cast(entities, MappingProxyType(at))
