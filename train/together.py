"""Both parts of the learned reader trained on together, so that the encoder makes what its second part needs.

usage: python -m train.together EXAMPLES TAGGER RECALL --out TAGGER RECALL
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import torch
from torch import nn

from bench.held import held
from habeas.analyse.pieces import Pieces
from habeas.analyse.recall import BEFORE
from train import recall, tagger
from train.examples import Example

RUN = 20  # sentences that follow each other
RUNS = 2  # of a step, of different reports
AT_ONCE = 10  # sentences of about one length that the encoder reads at once
SHARE = 0.3  # of the second part in what both learn from
Run = tuple[int, int, int]  # where what stands before begins, the run itself, its end


def runs(data: Sequence[Example], rng: random.Random) -> list[Run]:
    """All sentences in runs, cut elsewhere each time."""
    found: list[Run] = []
    begin = 0
    while begin < len(data):
        end = begin
        while end < len(data) and data[end].file == data[begin].file:
            end += 1
        cuts = [begin, *range(begin + rng.randint(1, RUN), end, RUN), end]
        found += [(max(begin, a - BEFORE), a, b) for a, b in pairwise(cuts)]
        begin = end
    return found


class Learner:
    """Both parts, with what they learn from; `sums` is how far each was from the annotations."""

    def __init__(self, reader: tagger.Tagger, second: recall.Recall, types: Sequence[str]) -> None:
        self.reader, self.second = reader, second
        self.index = {name: i + 1 for i, name in enumerate(types)}
        self.pieces: Pieces = tagger.vocabulary()
        self.sums = [0.0, 0.0]

    def loss(
        self, some: Sequence[Run], data: Sequence[Example], items: Mapping[int, Sequence[recall.Item]]
    ) -> torch.Tensor:
        """How far both are from the annotation of some runs."""
        new = {i for _, first, end in some for i in range(first, end)}
        read = sorted({i for run in some for i in range(run[0], run[2])}, key=lambda i: len(data[i].words))
        states: dict[int, torch.Tensor] = {}
        tagged = torch.zeros(())
        for k in range(0, len(read), AT_ONCE):
            batch = read[k : k + AT_ONCE]
            out = self._tagged([data[i] for i in batch])
            states |= {i: out[-1][row, : len(data[i].words)] for row, i in enumerate(batch)}
            rows = [row for row, i in enumerate(batch) if i in new]
            if rows:
                judged, said = [data[batch[row]] for row in rows], tuple(o[rows] for o in out)
                value = tagger.loss(self.reader, judged, said, self.index, 0.4)
                tagged = tagged + value * len(rows) / len(new)
        self.sums[0] += float(tagged.detach())
        acts = [item for i in sorted(new) for item in items[i]]
        if not acts:
            return tagged
        given, wanted, used = recall.pack(acts, data)
        recalled = recall.loss(recall.read(self.second, given, torch.cat([states[i] for i in used])), wanted)
        self.sums[1] += float(recalled.detach())
        return tagged + SHARE * recalled

    def _tagged(self, batch: list[Example]) -> tuple[torch.Tensor, ...]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = self.reader(*tagger.collate(batch, self.pieces, self.index, forget=0.15))
        return tuple(o.float() for o in out)


def train(learner: Learner, data: Sequence[Example], *, epochs: int, rate: float, seed: int) -> None:
    """Learns from all sentences of the examples."""
    rng, begun = random.Random(seed), time.time()
    items: defaultdict[int, list[recall.Item]] = defaultdict(list)
    for item in recall.items(data):
        items[item.sentences[0]].append(item)
    reader, second = learner.reader, learner.second
    reader.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in reader.named_parameters() if not name.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": [*heads, *second.parameters()], "lr": rate * 4}],
        weight_decay=0.01,
    )
    steps = epochs * (len(runs(data, random.Random(seed))) // RUNS + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    reader.train()
    second.train()
    for epoch in range(epochs):
        cut = runs(data, rng)
        rng.shuffle(cut)
        learner.sums = [0.0, 0.0]
        for k in range(0, len(cut), RUNS):
            value = learner.loss(cut[k : k + RUNS], data, items)
            optimiser.zero_grad()
            value.backward()
            for part in (reader, second):
                nn.utils.clip_grad_norm_(part.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        tagged, recalled = (s * RUNS / len(cut) for s in learner.sums)
        print(
            f"epoch {epoch + 1} loss {tagged:.4f} and {recalled:.4f} {time.time() - begun:.0f}s", flush=True
        )


def main() -> None:
    """Trains and saves."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("examples")
    ap.add_argument("tagger")
    ap.add_argument("recall")
    ap.add_argument("--out", nargs=2, required=True)
    ap.add_argument("--hold", default="", help="file with further names of documents not to train on")
    ap.add_argument("--epochs", type=int, default=2)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    hold = {Path(name).with_suffix(".txt").name for name in held()}
    hold |= set(Path(a.hold).read_text().split()) if a.hold else set()
    every: list[Example] = pickle.loads(Path(a.examples).read_bytes())
    data = [x for x in every if x.file not in hold]
    reader, saved = tagger.load(a.tagger)
    second = recall.Recall()
    second.load_state_dict(torch.load(a.recall))
    train(Learner(reader, second, saved["types"]), data, epochs=a.epochs, rate=a.rate, seed=a.seed)
    saw = sorted({*saved["read"], *(x.file for x in data)})
    seen = dict(Counter(act.types[0] for x in data for act in x.acts if not act.optional))
    torch.save({"state": reader.state_dict(), "types": saved["types"], "seen": seen, "read": saw}, a.out[0])
    torch.save(second.state_dict(), a.out[1])


if __name__ == "__main__":
    main()
