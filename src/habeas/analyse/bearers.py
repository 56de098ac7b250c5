"""Whose names they are: which runs are one person, body or place, over a whole document.

What a run is follows from titles, from the words around it, from where it stands and from the country table
(docs/decisions/0009-no-entity-labels.md); its votes are counted over all places where it is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Doc, Token

from habeas.analyse import lists
from habeas.analyse.described import aged, called, other_name_of
from habeas.analyse.names import Run, behind_body, behind_post, fold
from habeas.analyse.phrases import of_what
from habeas.vocabulary.charge_words import charge_words
from habeas.vocabulary.persons import institution, persons
from habeas.vocabulary.time_words import time_words

_ARGUMENTS = frozenset("nsubj nsubjpass dobj dative poss conj appos npadvmod ROOT".split())
_WHOM = frozenset(
    "against by with that of on to for including between regarding concerning about among".split()
)
_BEHIND = 6  # words behind a list in which its names are counted
_LONG = 6  # letters of a word in which one may be misprinted
_OPENING = 6  # words in which a sentence says whom it goes on with


@dataclass(slots=True)
class Named:
    """Everything printed that is taken for one bearer of a name."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    title: str | None = None

    @property
    def last(self) -> str:
        """The last word of the first form, folded."""
        return self.runs[0].key[-1]

    @property
    def name(self) -> str:
        """The fullest form as printed; a lone surname keeps its title."""
        best = max(self.runs, key=lambda run: (len(run.key), len(run.text)))
        text = re.sub(r"[’']s$", "", best.text)
        return f"{self.title} {text}" if self.title and self.kind == "person" and len(best.key) == 1 else text


def _personal(run: Run) -> bool:
    """True where the words about a run show a person: apposition, person noun, `who`, a personal verb."""
    head = run.doc[run.first : run.last].root
    human = persons().persons
    if head.dep_ in ("nsubjpass", "dobj") and head.head.lemma_ in persons().personal_verbs:
        return True
    for child in head.children:
        if (child.dep_ == "appos" and _says_person(child)) or (
            child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.lefts)
        ):
            return True
        if child.dep_ in ("compound", "nmod") and child.i < run.first and child.lemma_ in human:
            return True
    if head.dep_ == "appos" and head.head.lemma_ in human | persons().relatives:
        return True
    if aged(run) or called(run) is not None or (_against_a_state(run) and not run.place):
        return True
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in persons().personal_nouns:
        return len(run.key) > 1 and _bare(run) and not _after_the(run)
    if run.doc[run.last : run.last + 2].text == ", aged" or behind_body(run):
        return True
    before = run.doc[run.first - 1] if run.first else None
    return before is not None and before.pos_ == "NOUN" and before.lemma_ in human and before.tag_ == "NN"


def _against_a_state(run: Run) -> bool:
    """True for who goes to court in the name of a case: "in the case of Maren and Dresk v Kaldria"."""
    return run.doc[run.last : run.last + 1].text in ("v", "v.", "vs", "vs.", "versus")


def _of_a_body(run: Run) -> bool:
    """True for a name behind the noun that says it is no person's: "the newspaper Nova Vesti"."""
    before = run.doc[run.first - 1] if run.first and not run.title else None
    if behind_post(run) is not None:
        return False
    if before is None or before.tag_ != "NN" or not before.is_lower or before.lemma_ in persons().human:
        return False
    if before.dep_ == "npadvmod":  # "the next day Ivo Maren was freed"
        return False
    return before.lower_ in persons().impersonal_words or institution(before.text) is not None


def _says_person(noun: Token) -> bool:
    """True for a noun that says what one person is: "an editor", "one of two leaders"."""
    many = of_what(noun) if noun.lower_ == "one" else None
    return (many or noun).lemma_.lower() in persons().persons


def _goes_on_with(doc: Doc) -> bool:
    """True for a sentence that begins by telling on of one person: "He …", "In May she …"."""
    return any(
        token.lower_ in ("he", "she") and token.dep_ in ("nsubj", "nsubjpass") for token in doc[:_OPENING]
    )


def _stands_as_person(run: Run) -> bool:
    """True for two words and more that look like a person's name and stand where a person can."""
    head = run.doc[run.first : run.last].root
    return (
        len(run.key) > 1
        and _bare(run)
        and not _after_the(run)
        and not _plural(run)
        and persons().impersonal_words.isdisjoint(run.key)
        and not any(character.isdigit() for character in run.text)
        and (
            head.dep_ in _ARGUMENTS
            or (
                head.dep_ == "pobj"
                and (head.head.lower_ in _WHOM or _for_example(head.head))
                and (head.head.head.pos_ != "PROPN" or head.head.head.text in time_words().months)
                and head.head.head.lemma_ not in persons().place_nouns
            )
        )
    )


def _for_example(preposition: Token) -> bool:
    """True of "such as", before whoever is named of those told of."""
    return preposition.lower_ == "as" and preposition.i > 0 and preposition.nbor(-1).lower_ == "such"


def _spoken_of(every: list[Run], docs: Sequence[Doc]) -> Iterator[Run]:
    """Names of unknown kind that are the subject before a sentence that goes on with "he" or "she"."""
    for sentence, group in groupby(every, key=lambda run: run.sentence):
        here = list(group)
        if sentence + 1 >= len(docs) or not _goes_on_with(docs[sentence + 1]):
            continue
        subjects = [run for run in here if lists.head_of(run).dep_ in ("nsubj", "nsubjpass")]
        if not any(run.title for run in here) and len(subjects) == 1:
            yield from (run for run in subjects if len(run.key) > 1 and _bare(run) and not _after_the(run))


def _after_the(run: Run) -> bool:
    return run.first > 0 and run.doc[run.first - 1].pos_ == "DET"


def _votes(
    every: list[Run], docs: Sequence[Doc]
) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    people: Counter[tuple[str, ...]] = Counter()
    other: Counter[tuple[str, ...]] = Counter()
    for run in every:
        if _of_a_body(run):
            continue
        if run.title and run.title.lower() not in (
            "minister",
            "secretary",
            "general",
            "deputy",
            "prime",
            "chief",
        ):
            people[run.key] += 2
        elif run.place:
            other[run.key] += 1
        elif _stands_as_person(run):
            people[run.key] += 1
        if _personal(run):
            people[run.key] += 2
    people.update({run.key: 2 for run in _spoken_of(every, docs)})
    people.update({run.key: 1 for run in every if _plural(run) and _of_a_family(run, people)})
    places = {key for key in other if other[key] > people[key]}
    for listed in _lists(every):
        if _counted_behind(listed):
            people.update({run.key: 2 for run in listed})
        if any(people[run.key] for run in listed) and places.isdisjoint(run.key for run in listed):
            people.update({run.key: 1 + _against_a_state(listed[-1]) for run in listed})
    return people, other


def _lists(every: list[Run]) -> Iterator[list[Run]]:
    """Runs that one coordination joins: where one is a person, all are."""
    chains: dict[tuple[int, int], list[Run]] = {}
    for run in every:
        first = run.doc[run.first : run.last].root
        while first.dep_ == "conj" and first.head.pos_ == "PROPN":
            first = first.head
        chains.setdefault((run.sentence, first.i), []).append(run)
    yield from (chain for chain in chains.values() if len(chain) > 1)
    for _, group in groupby(every, key=lambda run: run.sentence):
        yield from lists.chains([run for run in group if _bare(run)])


def _counted_behind(listed: Sequence[Run]) -> bool:
    """True for names that are called so many persons right behind: "Ivo and Orlan, two detainees"."""
    at = listed[-1].last
    behind = listed[-1].doc[at : at + _BEHIND]
    if len(behind) < 2 or behind[0].text != "," or persons().numbers.get(behind[1].lower_) != len(listed):
        return False
    noun = next((token for token in behind[2:] if token.tag_ == "NNS"), None)
    return noun is not None and noun.lemma_.lower() in persons().human


def _bare(run: Run) -> bool:
    """True for words that can be a person's name by their looks: no institution, no short form, no place."""
    return not run.text.isupper() and not run.place and institution(run.text) is None


def kind_of(run: Run, people: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> str:
    """`person`, `organisation`, `place` or `other`: what a run's words and votes make of it."""
    text, key = run.text, run.key
    if not key:
        return "other"
    if institution(text) is not None:
        return "organisation"
    if persons().impersonal_words.issuperset(key) and not text.isupper():
        return "other"
    if people[key] > other[key] and (len(key) > 1 or (people[key] > 1 and not _plural(run))):
        return "person"
    if run.place or other[key]:
        return "place"
    if text.isupper() and 2 <= len(text) <= 8:
        return "organisation"
    return "other"


def _of_a_family(run: Run, people: Counter[tuple[str, ...]]) -> bool:
    """True for a name that ends as that of a person does, though it looks like a plural: "Rosa Talas"."""
    named = len(run.key) > 1 and _bare(run) and not _after_the(run)
    return named and any(len(key) > 1 and key != run.key and key[-1] == run.key[-1] for key in list(people))


def _plural(run: Run) -> bool:
    last = run.doc[run.last - 1]
    return last.tag_ in ("NNS", "NNPS") and last.lower_.endswith(("s", "men", "women", "people"))


def gather(every: Iterable[Run], shorts: dict[str, str], docs: Sequence[Doc] = ()) -> list[Named]:
    """Runs joined into bearers: surnames to full names, acronyms to what they stand for."""
    ordered = list(every)
    people, other = _votes(ordered, docs)
    bearers: list[Named] = []
    full = {fold(short): frozenset(re.findall(r"\w+", fold(name))) for short, name in shorts.items()}
    by_word: dict[str, list[Named]] = {}
    surnames: set[str] = set()
    for run in sorted(ordered, key=lambda r: -len(r.key)):
        kind = kind_of(run, people, other)
        words = set(run.key)
        if not words:
            continue
        if kind == "person":
            surnames.add(run.key[-1])
        elif kind in ("place", "organisation", "other") and words <= surnames and _could_be_person(run):
            kind = "person"
        if kind != "person" and len(words) == 1 and (spelled := full.get(next(iter(words)))):
            words = set(spelled)
            kind = "other" if words & charge_words().article_words else "organisation"
        found = (
            by_word.get(run.key[-1]) or by_word.get(run.key[0])
            if kind != "organisation"
            else by_word.get(min(words))
        )
        home = _home(run, kind, words, found or ())
        if home is None:
            home = Named(kind)
            bearers.append(home)
            for word in words:
                by_word.setdefault(word, []).append(home)
            home.words = words
        home.runs.append(run)
        home.title = home.title or run.title
    return list(_by_other_names(bearers))


def _by_other_names(bearers: Sequence[Named]) -> Iterator[Named]:
    """The bearers, a name that the text gives as another one of a person joined to that person."""
    persons_at = {
        (run.sentence, i): bearer
        for bearer in bearers
        if bearer.kind == "person"
        for run in bearer.runs
        for i in range(run.first, run.last)
    }
    joined: set[int] = set()
    for number, bearer in enumerate(bearers):
        others = (
            persons_at.get((run.sentence, whose.i))
            for run in bearer.runs
            if (whose := other_name_of(run)) is not None
        )
        person = next((other for other in others if other not in (None, bearer)), None)
        if person is not None and bearer.kind in ("person", "other") and number not in joined:
            person.runs.extend(bearer.runs)
            joined.add(number)
    yield from (bearer for number, bearer in enumerate(bearers) if number not in joined)


def _could_be_person(run: Run) -> bool:
    """True for one word that stands where a person can: no institution, and no place to be in or from."""
    head = run.doc[run.first : run.last].root
    if len(run.key) > 1 or run.text.isupper() or institution(run.text) is not None:
        return False
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "poss", "conj", "compound") or (
        head.dep_ == "pobj" and head.head.lower_ in ("against", "by", "with", "that", "of")
    )


def _misspelt(one: Sequence[str], other: Sequence[str]) -> bool:
    """True for two full names that one letter of one long word tells apart, the first letters the same."""
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < 2 or len(apart) != 1:
        return False
    ((a, b),) = apart
    if a.rstrip("a") == b.rstrip("a"):  # a man and a woman
        return False
    return min(len(a), len(b)) >= _LONG and a[0] == b[0] and Levenshtein.distance(a, b, score_cutoff=1) == 1


def _stands_before(bearer: Named, run: Run) -> bool:
    return any((r.sentence, r.first) < (run.sentence, run.first) for r in bearer.runs)


def _home(run: Run, kind: str, words: set[str], candidates: Iterable[Named]) -> Named | None:
    fitting = []
    for bearer in candidates:
        if bearer.kind != kind:
            continue
        if kind == "organisation":
            called = len(words) == 1 and run.key[-1] == bearer.last  # "the Committee"
            if bearer.words == words or (called and _stands_before(bearer, run)):
                fitting.append(bearer)
        elif words == bearer.words or (
            kind == "person" and (words <= bearer.words or _misspelt(run.key, bearer.runs[0].key))
        ):
            fitting.append(bearer)
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    at = (run.sentence, run.first)
    before = [
        (max((r.sentence, r.first) for r in b.runs if (r.sentence, r.first) <= at), b)
        for b in fitting
        if any((r.sentence, r.first) <= at for r in b.runs)
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else fitting[0]
