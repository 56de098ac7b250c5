from pathlib import Path

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps

from habeas.analyse.language import MODEL, model
from habeas.analyse.products import Products, by_numpy

SAMPLES = sorted((Path(__file__).parents[2] / "src" / "habeas" / "samples").glob("*.txt"))


def test_parses_are_those_that_the_stock_pipeline_makes() -> None:
    lines = [
        line for file in SAMPLES for line in file.read_text(encoding="utf-8").split("\n") if line.strip()
    ]
    stock, ours = spacy.load(MODEL), spacy.load(MODEL)
    by_numpy(ours)
    for one, other in zip(stock.pipe(lines), ours.pipe(lines), strict=True):
        assert [(t.tag_, t.dep_, t.head.i) for t in one] == [(t.tag_, t.dep_, t.head.i) for t in other]


def test_no_layer_of_the_model_in_use_is_left_out() -> None:
    models = [whole for _, pipe in model().pipeline if (whole := getattr(pipe, "model", None))]
    layers = [layer for whole in models for layer in whole.walk()]
    assert layers
    assert all(type(layer.ops) is Products for layer in layers)


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
def test_products_are_those_of_the_library_that_they_stand_for(trans1: bool, trans2: bool) -> None:
    rng = np.random.default_rng(1)
    x = rng.random((4, 3) if trans1 else (3, 4), dtype=np.float32)
    y = rng.random((5, 4) if trans2 else (4, 5), dtype=np.float32)
    out = np.zeros((3, 5), dtype=np.float32)
    theirs = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    assert np.allclose(Products().gemm(x, y, trans1=trans1, trans2=trans2), theirs)
    Products().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
    assert np.allclose(out, theirs)
