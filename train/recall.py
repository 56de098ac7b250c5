"""The second part of the learned reader: dates and persons of an act among the sentences before it.

usage: python -m train.recall EXAMPLES TAGGER --out RECALL

It learns on what the tagger makes of the words, which stays as it is.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from bench.held import held
from habeas.analyse.recall import BASES, BEFORE, TOLD_OF
from train.examples import ActLabel, Example
from train.tagger import Tagger, collate, load, vocabulary

WORD = 384  # numbers that the encoder has for a word
DIM = 128
HEADS = 4
LAYERS = 2
SIZE = 32
MARKS = (BEFORE + 1, 3, 3, 3)  # values of each of `recall`'s marks of a word
Tensors = tuple[torch.Tensor, ...]


class Attention(nn.Module):
    """An act looks at the words: attention from one vector to many."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.behind = nn.LayerNorm(DIM), nn.LayerNorm(DIM)
        self.asked, self.key, self.value = nn.Linear(DIM, DIM), nn.Linear(DIM, DIM), nn.Linear(DIM, DIM)
        self.out = nn.Linear(DIM, DIM)
        self.on = nn.Sequential(nn.Linear(DIM, 2 * DIM), nn.GELU(), nn.Linear(2 * DIM, DIM))
        self.drop = nn.Dropout(0.1)

    def forward(self, act: torch.Tensor, words: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, n, _ = words.shape
        asked = self.asked(self.before(act)).view(b, HEADS, 1, -1)
        key = self.key(words).view(b, n, HEADS, -1).permute(0, 2, 3, 1)
        value = self.value(words).view(b, n, HEADS, -1).transpose(1, 2)
        weight = (asked @ key) / (DIM // HEADS) ** 0.5
        weight = weight.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1)
        act = act + self.drop(self.out((self.drop(weight) @ value).reshape(b, DIM)))
        return act + self.drop(self.on(self.behind(act)))


class Recall(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.act, self.word = nn.Linear(WORD, DIM), nn.Linear(WORD, DIM)
        self.basis = nn.Embedding(len(BASES), DIM)
        self.marks = nn.ModuleList(nn.Embedding(n, DIM) for n in MARKS)
        self.norm, self.drop = nn.LayerNorm(DIM), nn.Dropout(0.3)
        self.layers = nn.ModuleList(Attention() for _ in range(LAYERS))
        self.periods = nn.Linear(DIM, len(TOLD_OF))
        self.dating, self.date = nn.Linear(DIM, DIM), nn.Linear(DIM, DIM)
        self.befalling, self.person = nn.Linear(DIM, DIM), nn.Linear(DIM, DIM)
        self.bias = nn.Parameter(torch.tensor([0.0, -3.0]))

    def seen(self, words: torch.Tensor) -> torch.Tensor:
        """What is taken of each word: for an act at it, and for acts that are read with it."""
        return torch.cat([self.act(self.drop(words)), self.word(self.drop(words))], -1)

    def forward(
        self,
        act: torch.Tensor,
        basis: torch.Tensor,
        words: torch.Tensor,
        marks: torch.Tensor,
        mask: torch.Tensor,
    ) -> Tensors:
        asked, told = act + self.basis(basis), words
        for i, mark in enumerate(self.marks):
            told = told + mark(marks[..., i])
        told = self.norm(told)
        for layer in self.layers:
            asked = layer(asked, told, mask)
        dates = torch.einsum("bd,bwd->bw", self.dating(asked), self.date(told)) / DIM**0.5
        persons = torch.einsum("bd,bwd->bw", self.befalling(asked), self.person(told)) / DIM**0.5
        return self.periods(asked), dates + self.bias[0], persons + self.bias[1]


@dataclass(frozen=True, slots=True)
class Item:
    """An act to learn from: its label, and its sentence with those before it, by their place in the data."""

    label: ActLabel
    sentences: tuple[int, ...]


def items(data: Sequence[Example]) -> list[Item]:
    """The acts of all examples."""
    found: list[Item] = []
    first = 0
    for i, example in enumerate(data):
        if i and example.file != data[i - 1].file:
            first = i
        sentences = tuple(range(i, max(first, i - BEFORE) - 1, -1))
        found.extend(Item(label, sentences) for label in example.acts)
    return found


def states(model: Tagger, types: Sequence[str], data: Sequence[Example]) -> list[torch.Tensor]:
    """What the tagger makes of the words of each example."""
    index = {name: i + 1 for i, name in enumerate(types)}
    pieces = vocabulary()
    order = sorted(range(len(data)), key=lambda i: len(data[i].words))
    found: dict[int, torch.Tensor] = {}
    with torch.no_grad():
        for k in range(0, len(order), SIZE):
            batch = order[k : k + SIZE]
            words = model(*collate([data[i] for i in batch], pieces, index))[-1].half()
            found.update({i: words[row, : len(data[i].words)].clone() for row, i in enumerate(batch)})
    return [found[i] for i in range(len(data))]


def pack(batch: Sequence[Item], data: Sequence[Example]) -> tuple[Tensors, Tensors, list[int]]:
    """What the model is given, what it should say of periods, dates and persons, and the sentences it reads.

    Acts and words are given as places among the words of those sentences, one after the other.
    """
    used = sorted({i for one in batch for i in one.sentences})
    begins: dict[int, int] = {}
    total = 0
    for i in used:
        begins[i] = total
        total += len(data[i].words)
    longest = max(sum(len(data[i].words) for i in one.sentences) for one in batch)
    shape = (len(batch), longest)
    act = torch.tensor([begins[one.sentences[0]] + one.label.word for one in batch])
    basis = torch.tensor([BASES.index(one.label.ruled[0]) for one in batch])
    words, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.bool)
    marks = torch.zeros(*shape, len(MARKS), dtype=torch.long)
    is_date, its = torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
    person, weight = torch.zeros(shape), torch.zeros(shape)
    periods = torch.zeros(len(batch), len(TOLD_OF), dtype=torch.bool)
    for row, one in enumerate(batch):
        label, at = one.label, 0
        for back, i in enumerate(one.sentences):
            n = len(data[i].words)
            here = slice(at, at + n)
            words[row, here], mask[row, here] = torch.arange(begins[i], begins[i] + n), True
            marks[row, here, 0] = back
            marks[row, here, 1] = 1 + int(data[i].block == data[one.sentences[0]].block)
            if back == 0:
                marks[row, here, 2] = torch.where(torch.arange(n) < label.word, 1, 2)
            for word, given in label.dates_at(back).items():
                is_date[row, at + word], its[row, at + word] = True, given
                marks[row, at + word, 3] = 2 if label.ruled[1] == (back, word) else 1
            weight[row, here] = float(label.befalls or (back == 0 and not label.optional))
            named, masked = label.befallen_at(back)
            weight[row, [at + word for word in masked]] = 0.0
            person[row, [at + word for word in named]] = 1.0
            weight[row, [at + word for word in named]] = 3.0
            at += n
        if label.told_of is not None:
            in_sight = label.told_of == TOLD_OF.index("unseen") and bool(its[row].any())
            periods[row, label.told_of] = not in_sight
    surely = torch.tensor([0.5 if one.label.optional else 1.0 for one in batch])
    wanted = periods, its, is_date, person, weight * surely[:, None], surely
    return (act, basis, words, marks, mask), wanted, used


def read(model: Recall, given: Tensors, states: torch.Tensor) -> Tensors:
    """What the model says, by what the tagger made of the words of the sentences that are read."""
    act, basis, words, marks, mask = given
    asked, told = model.seen(states).split(DIM, 1)
    return model(asked[act], basis, told[words], marks, mask)


def loss(out: Tensors, wanted: Tensors) -> torch.Tensor:
    """How far from the annotation: of dates any that it accepts is right; persons word by word."""
    periods, dates, persons = out
    period, its, is_date, person, weight, surely = wanted
    shares = torch.cat([periods, dates.masked_fill(~is_date, -1e4)], 1).log_softmax(1)
    right = torch.cat([period, its], 1)
    judged = right.any(1) & period.any(1) | its.any(1)
    dated = -(shares.masked_fill(~right, -1e4).logsumexp(1) * surely)[judged].sum() / max(
        1, int(judged.sum())
    )
    seen = nn.functional.binary_cross_entropy_with_logits(persons, person, weight=weight, reduction="sum")
    return dated + 0.3 * seen / len(person)


def train(
    model: Recall, data: Sequence[Example], made: Sequence[torch.Tensor], *, epochs: int, rate: float
) -> None:
    """Learns from all acts of the examples."""
    rng, begun, every = random.Random(1), time.time(), items(data)
    steps = epochs * (len(every) // SIZE + 1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.05 * steps)) * max(0.02, 1 - s / steps)
    )
    model.train()
    for epoch in range(epochs):
        order = sorted(
            every, key=lambda one: sum(len(data[i].words) for i in one.sentences) + rng.random() * 20
        )
        batches = [order[i : i + SIZE] for i in range(0, len(order), SIZE)]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            given, wanted, used = pack(batch, data)
            value = loss(read(model, given, torch.cat([made[i] for i in used]).float()), wanted)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(value.detach())
        print(f"epoch {epoch + 1} loss {total / len(batches):.4f} {time.time() - begun:.0f}s", flush=True)


def main() -> None:
    """Trains and saves."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("examples")
    ap.add_argument("tagger")
    ap.add_argument("--out", required=True)
    ap.add_argument("--init", default="", help="weights to go on from")
    ap.add_argument("--hold", default="", help="file with further names of documents not to train on")
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=7e-4)
    ap.add_argument("--threads", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    hold = {Path(name).with_suffix(".txt").name for name in held()}
    hold |= set(Path(a.hold).read_text().split()) if a.hold else set()
    every: list[Example] = pickle.loads(Path(a.examples).read_bytes())
    data = [x for x in every if x.file not in hold]
    tagger, saved = load(a.tagger)
    model = Recall()
    if a.init:
        model.load_state_dict(torch.load(a.init))
    train(model, data, states(tagger, saved["types"], data), epochs=a.epochs, rate=a.rate)
    torch.save(model.state_dict(), a.out)


if __name__ == "__main__":
    main()
