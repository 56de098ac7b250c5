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
BATCH = 4
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder makes of one sentence of `n` words.

    `types` (n, acts + 1): probability that the word is the head of an act of each type, column 0 for
    none; `certainty` (n, 7) and `negated` (n,): how the text holds an act with that head; `whole` (n,):
    probability that it is told of the whole covered period;
    `affected`, `actor` (n, n): probability that word j is the head of that participant of the act i.
    """

    types: Floats
    certainty: Floats
    negated: Floats
    whole: Floats
    affected: Floats
    actor: Floats


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
    import onnxruntime

    folder = files("habeas.analyse") / "weights"
    card = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (folder / "acts.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return Encoder(
        session,
        Pieces({word: place for place, word in enumerate(words)}),
        tuple(card["types"]),
        tuple(card["seen"]),
        tuple(card["certainties"]),
        tuple(card["bias"]),
        card["version"],
    )


def read(docs: Sequence[Doc], cued: Sequence[Sequence[Act]]) -> list[Scores]:
    """Scores of each sentence, in order, given the acts that the cues found in each.

    Sentences of like length go through the encoder together.
    """
    order = sorted(range(len(docs)), key=lambda i: len(docs[i]))
    found: dict[int, Scores] = {}
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        for place, scores in zip(batch, _run([(docs[i], cued[i]) for i in batch]), strict=True):
            found[place] = scores
    return [found[i] for i in range(len(docs))]


def _run(batch: Sequence[tuple[Doc, Sequence[Act]]]) -> Iterator[Scores]:
    reader = encoder()
    words = [[token.text for token in doc] for doc, _ in batch]
    cut = [reader.pieces.cut(each, LIMIT) for each in words]
    ids = np.zeros((len(cut), max(len(i) for i, _ in cut)), dtype=np.int64)
    mask = np.zeros_like(ids)
    places = np.zeros((len(cut), max(len(p) for _, p in cut)), dtype=np.int64)
    rules = np.zeros_like(places)
    for row, (pieces, starts) in enumerate(cut):
        ids[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
        places[row, : len(starts)] = starts
        for act_found in batch[row][1]:
            rules[row, act_found.span.root.i] = reader.index[act_found.type]
    types, certainty, polarity, whole, act, part = reader.session.run(
        None, {"ids": ids, "mask": mask, "places": places, "rules": rules}
    )
    for row, each in enumerate(words):
        n = len(each)
        asked = act[row, :n].reshape(n, 2, -1)
        given = part[row, :n].reshape(n, 2, -1)
        yield Scores(
            _softmax(types[row, :n]),
            _softmax(certainty[row, :n]),
            _softmax(polarity[row, :n])[:, 1],
            _softmax(whole[row, :n])[:, 1],
            _sigmoid(asked[:, 0] @ given[:, 0].T + reader.bias[0]),
            _sigmoid(asked[:, 1] @ given[:, 1].T + reader.bias[1]),
        )


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float32)
