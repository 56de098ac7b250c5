"""The learned reader: a small encoder, trained by `make train`, that scores every word of a sentence.

It finds acts that no list foresees and weighs those that the cues find. Weights and word pieces lie
beside this file in `weights/`; they run by ONNX Runtime on one thread. See docs/model-card.md.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from habeas.analyse.language import Act
from habeas.analyse.pieces import Pieces

if TYPE_CHECKING:
    import onnxruntime

LIMIT = 160  # word pieces of a sentence that are read
BATCH = 220  # word pieces
Cut = tuple[list[int], list[int]]  # word piece ids, and the place of each word's first
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder makes of one sentence of `n` words.

    `types` (n, acts + 1): probability that the word is the head of an act of each type, column 0 for
    none; `certainty` (n, 7) and `negated` (n,): how the text holds an act with that head; `affected`,
    `actor` (n, n): probability that word j is the head of that participant of the act i; `asked` and
    `told` (n, 128): what `recall` takes of each word, for an act at it and for acts that are read with it.
    """

    types: Floats
    certainty: Floats
    negated: Floats
    affected: Floats
    actor: Floats
    asked: Floats
    told: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """The session with its labels; `seen` counts the acts of each type that it was trained on; `version`
    names the weights in every record that they made.
    """

    session: onnxruntime.InferenceSession
    pieces: Pieces
    types: tuple[str, ...]
    seen: tuple[int, ...]
    certainties: tuple[str, ...]
    bias: tuple[float, float]
    version: str

    @property
    def index(self) -> dict[str, int]:
        """The column of each type; 0 is for none."""
        return {name: place for place, name in enumerate(self.types, 1)}


@functools.cache
def encoder() -> Encoder:
    """The encoder, loaded once a process (0.1 s, 60 MB)."""
    folder = files("habeas.analyse") / "weights"
    card = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return Encoder(
        session((folder / "acts.onnx").read_bytes()),
        Pieces({word: place for place, word in enumerate(words)}),
        tuple(card["types"]),
        tuple(card["seen"]),
        tuple(card["certainties"]),
        tuple(card["bias"]),
        card["version"],
    )


def session(weights: bytes) -> onnxruntime.InferenceSession:
    """Weights ready to run, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def read(docs: Sequence[Doc], cued: Sequence[Sequence[Act]]) -> list[Scores]:
    """Scores of each sentence, in order, given the acts that the cues found in each.

    Sentences of like length go through the encoder together, as many as fill `BATCH` word pieces: more at
    once cost more each, since what lies between two layers no longer fits the processor's cache.
    """
    cut = [encoder().pieces.cut([token.text for token in doc], LIMIT) for doc in docs]
    found: dict[int, Scores] = {}
    for batch in _batches([len(pieces) for pieces, _ in cut]):
        scores = _run([(docs[i], cut[i], cued[i]) for i in batch])
        found.update(zip(batch, scores, strict=True))
    return [found[i] for i in range(len(docs))]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes of sentences, by length, that the encoder reads at once."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _run(batch: Sequence[tuple[Doc, Cut, Sequence[Act]]]) -> Iterator[Scores]:
    reader = encoder()
    ids = np.zeros((len(batch), max(len(pieces) for _, (pieces, _), _ in batch)), dtype=np.int64)
    mask = np.zeros_like(ids)
    places = np.zeros((len(batch), max(len(starts) for _, (_, starts), _ in batch)), dtype=np.int64)
    rules = np.zeros_like(places)
    for row, (_, (pieces, starts), cued) in enumerate(batch):
        ids[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
        places[row, : len(starts)] = starts
        for act_found in cued:
            rules[row, act_found.span.root.i] = reader.index[act_found.type]
    types, certainty, polarity, act, part, words = reader.session.run(
        None, {"ids": ids, "mask": mask, "places": places, "rules": rules}
    )
    for row, (doc, _, _) in enumerate(batch):
        n = len(doc)
        asked = act[row, :n].reshape(n, 2, -1)
        given = part[row, :n].reshape(n, 2, -1)
        yield Scores(
            softmax(types[row, :n]),
            softmax(certainty[row, :n]),
            softmax(polarity[row, :n])[:, 1],
            sigmoid(asked[:, 0] @ given[:, 0].T + reader.bias[0]),
            sigmoid(asked[:, 1] @ given[:, 1].T + reader.bias[1]),
            *np.split(words[row, :n].copy(), 2, axis=1),
        )


def softmax(logits: Floats) -> Floats:
    """Probabilities that share 1 along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Probabilities, each by itself."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float32)
