"""The second part of the learned reader: an act read together with the sentences before its own.

The encoder sees one sentence. This part takes what it made of each word and asks, for every act, which
date of its sentence and of those before is its own, and where those whom it befalls were named. It is
trained by `make train` after the encoder and lies beside it in `weights/`. See docs/model-card.md.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from habeas.analyse import time
from habeas.analyse.language import Act, Parsed
from habeas.analyse.learned import Floats, Scores, session, sigmoid, softmax
from habeas.model.record import When

if TYPE_CHECKING:
    import onnxruntime

BEFORE = 6  # sentences that an act is read with
BASES = ("none", "explicit", "relative", "context", "coverage")  # of the date that the rules give
TOLD_OF = ("whole", "dateless", "unseen")  # what an act can be told of that is no date in sight, in order
BATCH = 4000  # words that the acts of a batch are read with
_KEPT = frozenset({"NOUN", "NUM", "PRON", "PROPN", "VERB"})
_DATE, _RULED = 1, 2  # marks of a word: the head of a date, and of the one that the rules give
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence that was read: its parse, what the encoder made of it if it was asked, and its dates.

    `kept` are the words that later acts are read with: those that name, count or tell, and heads of dates.
    """

    parsed: Parsed
    scores: Scores | None
    context: time.Context
    kept: Ints


@dataclass(frozen=True, slots=True)
class Told:
    """An act in its sentence, which comes first, and the sentences before, the nearest next.

    `places` are the words of each that it is read with, of its own sentence all; `ruled` is the date that the
    rules give the act.
    """

    act: Act
    sentences: tuple[Heard, ...]
    places: tuple[Ints, ...]
    ruled: When | None

    @property
    def length(self) -> int:
        """How many words it is read with."""
        return sum(map(len, self.places))

    @property
    def here(self) -> Heard:
        """The act's own sentence."""
        return self.sentences[0]


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is made of one act; the first four together are 1.

    `whole`: the probability that it is told of the whole covered period; `dateless`: that it has no date;
    `unseen`: that it has one which stands in none of the sentences; `dates`: for each date of each sentence,
    that it is the act's. `affected`: for each word of each sentence, that it is the head of a mention of
    those whom the act befalls.
    """

    whole: float
    dateless: float
    unseen: float
    dates: tuple[tuple[float, ...], ...]
    affected: tuple[Floats, ...]


def heard(parsed: Parsed, scores: Scores | None, context: time.Context) -> Heard:
    """A sentence that was read."""
    heads = {host.head for host in context.dates}
    kept = [token.i for token in parsed.doc if token.pos_ in _KEPT or token.i in heads]
    return Heard(parsed, scores, context, np.array(kept, dtype=np.int64))


def told(act: Act, sentences: tuple[Heard, ...]) -> Told:
    """An act of the first of the sentences, with the date that the rules give it."""
    here, *before = sentences
    places = np.arange(len(here.parsed.doc)), *(sentence.kept for sentence in before)
    return Told(act, sentences, places, time.resolve(act, here.parsed, here.context))


def sure(when: When, told: Told, recalled: Recalled) -> float:
    """The probability that a date is given."""
    if when.basis == "coverage":
        return recalled.whole
    hosts = [host for sentence in told.sentences for host in sentence.context.dates]
    shares = [share for sentence in recalled.dates for share in sentence]
    return next(
        (s for host, s in zip(hosts, shares, strict=True) if host.anchor == when.anchor), recalled.unseen
    )


@functools.cache
def _model() -> onnxruntime.InferenceSession:
    return session((files("habeas.analyse") / "weights" / "recall.onnx").read_bytes())


def read(told: Sequence[Told]) -> list[Recalled]:
    """What is made of each act, in order."""
    found: dict[int, Recalled] = {}
    for batch in _batches(told):
        for i, one in zip(batch, _run([told[i] for i in batch]), strict=True):
            found[i] = one
    return [found[i] for i in range(len(told))]


def _batches(told: Sequence[Told]) -> Iterator[list[int]]:
    """Indexes of acts, by the length of what they are read with."""
    batch: list[int] = []
    for i in sorted(range(len(told)), key=lambda i: told[i].length):
        if batch and (len(batch) + 1) * told[i].length > BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _run(batch: Sequence[Told]) -> Iterator[Recalled]:
    longest = max(one.length for one in batch)
    asked = np.stack([_scores(one.here).asked[one.act.span.root.i] for one in batch])
    bases = np.array([BASES.index(one.ruled.basis if one.ruled else "none") for one in batch])
    words = np.zeros((len(batch), longest, asked.shape[1]), dtype=np.float32)
    marks = np.zeros((len(batch), longest, 4), dtype=np.int64)
    mask = np.zeros((len(batch), longest), dtype=np.bool_)
    for row, one in enumerate(batch):
        n = one.length
        words[row, :n] = np.concatenate(
            [
                _scores(sentence).told[places]
                for sentence, places in zip(one.sentences, one.places, strict=True)
            ]
        )
        marks[row, :n] = np.concatenate(list(_marks(one)))
        mask[row, :n] = True
    periods, dates, affected = _model().run(
        None, {"act": asked, "basis": bases, "words": words, "marks": marks, "mask": mask}
    )
    for row, one in enumerate(batch):
        yield _recalled(one, periods[row], dates[row], affected[row])


def _scores(sentence: Heard) -> Scores:
    assert sentence.scores is not None
    return sentence.scores


def _marks(told: Told) -> Iterator[Ints]:
    """Of each word: how many sentences before, in the same block, before the act or behind it, a date."""
    for back, (sentence, places) in enumerate(zip(told.sentences, told.places, strict=True)):
        marks = np.zeros((len(sentence.parsed.doc), 4), dtype=np.int64)
        marks[:, 0] = back
        marks[:, 1] = 1 + (sentence.parsed.sentence.block == told.here.parsed.sentence.block)
        if back == 0:
            marks[:, 2] = 2
            marks[: told.act.span.root.i, 2] = 1
        for host in sentence.context.dates:
            ruled = told.ruled is not None and told.ruled.anchor == host.anchor
            marks[host.head, 3] = _RULED if ruled else _DATE
        yield marks[places]


def _recalled(told: Told, periods: Floats, dates: Floats, affected: Floats) -> Recalled:
    at = 0
    seen: list[Floats] = []
    heads: list[list[int]] = []
    for sentence, places in zip(told.sentences, told.places, strict=True):
        probable = np.zeros(len(sentence.parsed.doc), dtype=np.float32)
        probable[places] = sigmoid(affected[at : at + len(places)])
        seen.append(probable)
        heads.append([at + int(np.searchsorted(places, host.head)) for host in sentence.context.dates])
        at += len(places)
    every = [head for sentence in heads for head in sentence]
    shares = softmax(np.concatenate([periods, dates[every]]))
    given = dict(zip(every, map(float, shares[len(TOLD_OF) :]), strict=True))
    told_of = dict(zip(TOLD_OF, map(float, shares[: len(TOLD_OF)]), strict=True))
    return Recalled(
        whole=told_of["whole"],
        dateless=told_of["dateless"],
        unseen=told_of["unseen"],
        dates=tuple(tuple(given[head] for head in sentence) for sentence in heads),
        affected=tuple(seen),
    )
