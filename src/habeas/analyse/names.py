"""Names as they are printed: the runs of capitalised words in a sentence, with titles and short forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from habeas.analyse.phrases import is_dash, printed
from habeas.vocabulary import countries
from habeas.vocabulary.persons import institution, persons

_QUOTES = "“”\"'‘’`"
_ACRONYM = re.compile(
    r"(?P<full>[A-Z][\w’'-]*"
    r"(?:[ -](?:[A-Z][\w’'-]*|of|the|for|and|on|against|de|des|du|la|to|in|al-\w+)){0,12})"
    r"\s+\((?P<short>[A-Z][\w-]{1,11})\)"
)
_OF = frozenset({"of", "for", "on", "against"})
_QUOTED = {"“": "”", '"': '"'}
_NICKNAME = re.compile(r"\s*[“\"][^”\"]+[”\"]$")
_ARGUMENTS = frozenset("nsubj nsubjpass dobj pobj poss appos".split())
_WORD = re.compile(r"\w+")
_WHERE = frozenset({"in", "at", "near", "outside", "from", "around", "into"})
_INITIAL = re.compile(r"[A-Z]\.")
_ARTICLED = re.compile(r"(?:a[dhlnrstz]|ash|el|ul)-[‘’'`]?[A-Z]")
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


def _proper(token: Token) -> bool:
    if _INITIAL.fullmatch(token.text) or _ARTICLED.match(token.text):
        return True
    if token.shape_[:1] != "X" and not token.shape_.startswith(("‘X", "’X", "'X")):
        return token.pos_ == "PROPN" and token.shape_[:1] == "x" and "-" in token.text
    if token.lower_ in persons().not_names:
        return False
    return token.pos_ in ("PROPN", "X") or _mistaken(token)


def _mistaken(token: Token) -> bool:
    """True for the first word of a sentence and a name that the parse takes for none: "Chao Mei-lan"."""
    if token.i or len(token.doc) < 2:
        return False
    following = token.nbor()
    taken_for_verb = token.tag_ == "VB" and token.dep_ == "compound" and following.is_title
    return taken_for_verb or (following.lower_.endswith("-") and following.lower_ in persons().particles)


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
            if _proper(token) or (i == last and _ends_name(doc, first, i)):
                last = i = i + 1
            elif i == last and _hyphened(doc, i):
                last = i = i + 2
            elif i == last and (past := max(_past_nickname(doc, i), _past_of(doc, first, i))) > i:
                last = i = past
            elif i == last and (_people_of_a_body(doc, i) or _numbered(doc, first, i)):
                last = i = i + 1
            elif token.lower_ in words.particles or (token.text in _JOINERS and not is_dash(token)):
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


def _ends_name(doc: Doc, first: int, at: int) -> bool:
    """True for a capitalised word that closes a name, though the parse takes it for a noun: "Lam Quo Do"."""
    token = doc[at]
    if not token.is_title or token.pos_ != "NOUN" or any(t.dep_ != "compound" for t in doc[first:at]):
        return False
    no_plural = token.tag_ == "NNS" and not token.lower_.endswith("s")
    return no_plural or (token.tag_ == "NN" and (at - first > 1 or not token.is_ascii))


def _people_of_a_body(doc: Doc, at: int) -> bool:
    """True for the ending of those whose body is named: "the Arvenia People's Front"."""
    if doc[at].tag_ != "POS" or at + 1 == len(doc) or not _proper(doc[at + 1]):
        return False
    of_people = doc[at - 1].lower_ in persons().groups or doc[at - 1].tag_ == "NNPS"
    return of_people and institution(doc[at + 1].text) is not None


def _numbered(doc: Doc, first: int, at: int) -> bool:
    """True for the number that ends a name which a state's name begins: "Arvenia 17 was closed"."""
    number, following = doc[at], doc[at + 1 : at + 2]
    if not number.is_digit or len(number) > 3 or not countries.resolve(doc[first:at].text):
        return False
    counts = bool(following) and following[0].pos_ in ("NOUN", "ADJ", "NUM", "PROPN")
    placed = first > 0 and doc[first - 1].lower_ in _WHERE
    joined = number.head in doc[first:at] or doc[at - 1].head == number
    return joined and not counts and not placed


def _hyphened(doc: Doc, at: int) -> bool:
    """True for a hyphen that joins a word written small to a name: "Sera-ilun"."""
    if doc[at].text != "-" or at + 1 == len(doc) or doc[at].whitespace_ or doc[at - 1].whitespace_:
        return False
    small, after = doc[at + 1], doc[at + 2] if at + 2 < len(doc) else None
    named = small.dep_ in _ARGUMENTS and small.tag_ == "NN" and at > 1 and _proper(doc[at - 2])
    return small.is_lower and (small.pos_ == "PROPN" or named or (after is not None and _proper(after)))


def _past_nickname(doc: Doc, at: int) -> int:
    """Index after a nickname in quotes that begins at `at`; `at` where none does."""
    if (ending := _QUOTED.get(doc[at].text)) is None:
        return at
    closing = next((t.i for t in doc[at + 2 : at + 4] if t.text == ending), None)
    return closing + 1 if closing and all(t.is_title for t in doc[at + 1 : closing]) else at


def _trimmed(doc: Doc, sentence: int, first: int, last: int) -> Iterator[Run]:
    words = persons()
    title = None
    if last - first > 2 and _of_a_realm(doc, first):
        title, first = doc[first - 2].text, first + 1
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


def _of_a_realm(doc: Doc, at: int) -> bool:
    """True for the word that an office goes on with before a name: "Secretary of State Ivo Maren"."""
    office = doc[at - 2].lower_ in persons().titles if at > 1 else False
    return office and doc[at - 1].lower_ == "of" and doc[at].lower_ in persons().realms


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


def behind_body(run: Run) -> bool:
    """True for a name that stands right behind that of a body or an office: "the Writers Union Ivo Maren"."""
    before = run.doc[run.first - 1] if run.first else None
    if before is None or len(run.key) < 2:
        return False
    return (_proper(before) and before.lower_ in persons().impersonal_words) or behind_post(run) is not None


def behind_post(run: Run) -> Token | None:
    """The noun of a post with its "of", right before a name: "member of parliament Ivo Maren"."""
    before = run.doc[max(0, run.first - 4) : run.first]
    if not before or before[-1].tag_ not in ("NN", "NNP") or not before[-1].is_lower:
        return None
    of = next((token for token in reversed(before) if token.lower_ == "of"), None)
    if of is None or of.i == 0 or not all(t.lower_ == "the" for t in run.doc[of.i + 1 : run.first - 1]):
        return None
    post = of.nbor(-1)
    return post if post.tag_ == "NN" and post.lemma_.lower() in persons().persons else None
