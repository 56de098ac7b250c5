"""The parser's products of matrices, by the library that numpy was built with.

Thinc brings BLIS, which has no kernels for many processors and then takes three times as long as the
OpenBLAS in numpy's wheels. The parses are the same: tests/analyse/test_products.py.
"""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


class Products(NumpyOps):  # type: ignore[misc]  # compiled, so of no type that mypy knows
    """Thinc's operations on numpy's arrays, the product of matrices by numpy too."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """x · y, either of them transposed first where asked, into `out` where it is given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def by_numpy(nlp: Language) -> None:
    """Has every layer of a pipeline's models multiply by numpy."""
    for _, pipe in nlp.pipeline:
        if isinstance(whole := getattr(pipe, "model", None), Model):
            for layer in whole.walk():
                layer.ops = Products()


def on_one_thread() -> AbstractContextManager[object]:
    """While it is open numpy multiplies on one thread: the matrices are small, other processes at work."""
    limit: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limit


@functools.cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
