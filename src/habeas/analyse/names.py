"""Names: which runs of capitalised words are one person or institution, over a whole document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from spacy.tokens import Doc, Token

from habeas.analyse import lists
from habeas.analyse.phrases import of_what, printed
from habeas.vocabulary import countries
from habeas.vocabulary.persons import institution, persons

_QUOTES = "“”\"'‘’`"
_ACRONYM = re.compile(
    r"(?P<full>[A-Z][\w’'-]*"
    r"(?:[ -](?:[A-Z][\w’'-]*|of|the|for|and|on|against|de|des|du|la|to|in|al-\w+)){0,12})"
    r"\s+\((?P<short>[A-Z][\w-]{1,11})\)"
)
_ARGUMENTS = frozenset("nsubj nsubjpass dobj dative poss conj appos npadvmod ROOT".split())
_WHOM = frozenset(
    "against by with that of on to for including between regarding concerning about among".split()
)
_OF = frozenset({"of", "for", "on", "against"})
_OPENING = 6  # words in which a sentence says whom it goes on with
_QUOTED = {"“": "”", '"': '"'}
_NICKNAME = re.compile(r"\s*[“\"][^”\"]+[”\"]$")
_WORD = re.compile(r"\w+")
_WHERE = frozenset({"in", "at", "near", "outside", "from", "around", "into"})
_JOINERS = frozenset({"-", "–", "’", "‘", "'"})


def fold(text: str) -> str:
    """Lower case without diacritics or apostrophes: "Kuşlı" and "Kusli" fold alike."""
    plain = unicodedata.normalize(
        "NFKD", text.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l")
    )
    return "".join(ch for ch in plain if not unicodedata.combining(ch) and ch not in _QUOTES)


@dataclass(frozen=True, slots=True)
class Run:
    """A name as printed once: tokens `first` to `last` (exclusive) of one sentence, titles left out.

    `key` holds its folded words, possessive endings and particles left out; `place` says that it stands
    where a place does.
    """

    doc: Doc
    sentence: int
    first: int
    last: int
    title: str | None
    place: bool
    text: str
    key: tuple[str, ...]


def _key(text: str) -> tuple[str, ...]:
    words = _WORD.findall(fold(text.removesuffix("’s").removesuffix("'s")))
    particles = persons().particles
    return tuple(w for w in words if w not in particles) or tuple(words)


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


def _proper(token: Token) -> bool:
    if token.shape_[:1] != "X" and not token.shape_.startswith(("‘X", "’X", "'X")):
        return token.pos_ == "PROPN" and token.shape_[:1] == "x" and "-" in token.text
    if token.lower_ in persons().not_names:
        return False
    return token.pos_ in ("PROPN", "X")


def runs(doc: Doc, sentence: int) -> Iterator[Run]:
    """The capitalised runs of a sentence, each with the title before it."""
    words = persons()
    i, end = 0, len(doc)
    while i < end:
        if not _proper(doc[i]):
            i += 1
            continue
        first = i
        last = i = i + 1
        while i < end:
            token = doc[i]
            if _proper(token):
                last = i = i + 1
            elif i == last and _hyphened(doc, i):
                last = i = i + 2
            elif i == last and (past := max(_past_nickname(doc, i), _past_of(doc, first, i))) > i:
                last = i = past
            elif token.lower_ in words.particles or token.text in _JOINERS:
                i += 1
                if i - last > 2:
                    break
            else:
                break
        i = max(i, last)
        yield from _trimmed(doc, sentence, first, last)


def _past_of(doc: Doc, first: int, at: int) -> int:
    """Index after what a body's name goes on with: "Ministry of Justice"; `at` where it does not go on."""
    if doc[at].lower_ not in _OF or doc[at - 1].lower_ in persons().titles | persons().persons:
        return at
    named = at + 2 if doc[at + 1 : at + 2].text.lower() == "the" else at + 1
    if named >= len(doc) or not _proper(doc[named]) or institution(doc[first:at].text) is None:
        return at
    return named + 1


def _hyphened(doc: Doc, at: int) -> bool:
    """True for a hyphen that joins a word written small to a name: "Sera-ilun"."""
    if doc[at].text != "-" or at + 1 == len(doc) or doc[at].whitespace_ or doc[at - 1].whitespace_:
        return False
    small, after = doc[at + 1], doc[at + 2] if at + 2 < len(doc) else None
    return small.is_lower and (small.pos_ == "PROPN" or (after is not None and _proper(after)))


def _past_nickname(doc: Doc, at: int) -> int:
    """Index after a nickname in quotes that begins at `at`; `at` where none does."""
    if (ending := _QUOTED.get(doc[at].text)) is None:
        return at
    closing = next((t.i for t in doc[at + 2 : at + 4] if t.text == ending), None)
    return closing + 1 if closing and all(t.is_title for t in doc[at + 1 : closing]) else at


def _trimmed(doc: Doc, sentence: int, first: int, last: int) -> Iterator[Run]:
    words = persons()
    title = None
    while first < last - 1 and (doc[first].lower_ in words.titles or doc[first].text in _JOINERS):
        if (
            institution(doc[first:last].text) is not None
            and doc[last - 1].lower_ not in words.titles
            and _is_office(doc[last - 1])
        ):
            break
        title = doc[first].text if title is None else f"{title} {doc[first].text}".replace(" - ", "-")
        first += 1
    for i in range(last - 2, first, -1):
        if doc[i].lemma_.lower() in words.offices and doc[i + 1].lower_ not in words.titles:
            title, first = doc[i].text, i + 1
            break
    if last - first == 1 and (doc[first].lower_ in words.titles or _is_common(doc[first])):
        return
    if (split := _after_body(doc, first, last)) is not None:
        yield from _trimmed(doc, sentence, first, split)
        title, first = None, split
    if title is None and first > 0 and doc[first - 1].lower_ in words.titles:
        title = doc[first - 1].text
    text = _NICKNAME.sub("", printed(doc[first:last])).strip(_QUOTES + " ,")
    yield Run(doc, sentence, first, last, title, _place(doc[first:last].root, text), text, _key(text))


def _after_body(doc: Doc, first: int, last: int) -> int | None:
    """Where a name begins that is printed right after a body: "President of the Writers Union Ivo Maren"."""
    words = persons()
    bodies = [i for i in range(first, last) if doc[i].lower_ in words.impersonal_words]
    start = bodies[-1] + 1 if bodies else first + 1
    if not bodies and not (
        doc[first].is_upper and len(doc[first]) > 2 and first and doc[first - 1].lower_ == "the"
    ):
        return None
    while start < last and (doc[start].lower_ in words.titles or doc[start].lower_ in words.human):
        start += 1
    whole = bodies and start - first < 2
    if (
        whole
        or last - start < 2
        or institution(doc[first:last].text) is not None
        or institution(doc[start:last].text)
    ):
        return None
    return start if all(t.is_alpha and not t.is_upper and _proper(t) for t in doc[start:last]) else None


def _place(head: Token, text: str) -> bool:
    """True for a name that stands where a place does, or is a country's."""
    if institution(text) is not None:
        return False
    if head.dep_ == "pobj" and head.head.lower_ in _WHERE:
        return True
    return bool(countries.resolve(text))


def _is_common(token: Token) -> bool:
    """True for a capitalised common noun for people: "Prisoners", "Others", "Police"."""
    words = persons()
    low = token.lower_
    return (
        token.lemma_.lower() in words.human
        or low in words.human
        or low in words.pronominal
        or low in words.pronouns
    )


def _is_office(last: Token) -> bool:
    return institution(last.text) is not None


def acronyms(text: str) -> dict[str, str]:
    """Short forms printed in brackets after the full name: `{"NSC": "National Security Committee"}`."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        short, words = match["short"], re.split(r"[ -]+", match["full"])
        capitals = [ch for ch in short if ch.isupper()]
        if len(capitals) < 2:
            continue
        heads = [
            i for i, word in enumerate(words) if word[:1].upper() == short[0].upper() and word[:1].isupper()
        ]
        start = next((i for i in heads if len(words) - i >= len(capitals)), heads[0] if heads else 0)
        full = " ".join(words[start:])
        if words[0] in ("The", "In") and start == 0:
            full = " ".join(words[1:])
        found.setdefault(short, full)
    return found


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
    if head.dep_ == "appos" and head.head.lemma_ in human:
        return True
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in persons().personal_nouns:
        return len(run.key) > 1 and _bare(run) and not _after_the(run)
    if run.doc[run.last : run.last + 2].text == ", aged" or behind_body(run):
        return True
    before = run.doc[run.first - 1] if run.first else None
    return before is not None and before.pos_ == "NOUN" and before.lemma_ in human and before.tag_ == "NN"


def behind_body(run: Run) -> bool:
    """True for a name that stands right behind that of a body or an office: "the Writers Union Ivo Maren"."""
    before = run.doc[run.first - 1] if run.first else None
    return (
        before is not None
        and len(run.key) > 1
        and _proper(before)
        and before.lower_ in persons().impersonal_words
    )


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
            or (head.dep_ == "pobj" and head.head.lower_ in _WHOM and head.head.head.pos_ != "PROPN")
        )
    )


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
    for listed in _lists(every):
        if any(people[run.key] for run in listed):
            people.update(run.key for run in listed)
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
    if people[key] > other[key] and (len(key) > 1 or (people[key] > 1 and not _plural(run))):
        return "person"
    if run.place or other[key]:
        return "place"
    if text.isupper() and 2 <= len(text) <= 8:
        return "organisation"
    return "other"


def _plural(run: Run) -> bool:
    return run.doc[run.last - 1].tag_ in ("NNS", "NNPS")


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
            kind = "organisation"
        home = _home(run, kind, words, by_word.get(run.key[-1] if kind != "organisation" else min(words), ()))
        if home is None:
            home = Named(kind)
            bearers.append(home)
            for word in words:
                by_word.setdefault(word, []).append(home)
            home.words = words
        home.runs.append(run)
        home.title = home.title or run.title
    return bearers


def _could_be_person(run: Run) -> bool:
    """True for one word that stands where a person can: no institution, and no place to be in or from."""
    head = run.doc[run.first : run.last].root
    if len(run.key) > 1 or run.text.isupper() or institution(run.text) is not None:
        return False
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "poss", "conj", "compound") or (
        head.dep_ == "pobj" and head.head.lower_ in ("against", "by", "with", "that", "of")
    )


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
        elif words == bearer.words or (kind == "person" and words <= bearer.words):
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
