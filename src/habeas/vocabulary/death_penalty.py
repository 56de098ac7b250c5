"""What fact boxes say of the death penalty, as one of a few states."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

import yaml


@functools.cache
def standings() -> Mapping[str, frozenset[str]]:
    """Each state, from keeping the death penalty to having ended it, with the words for it."""
    text = (files("habeas.vocabulary") / "death_penalty.yml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    return {state: frozenset(words) for state, words in table.items()}


def standing(printed: str) -> str | None:
    """The state that a fact box's words mean; None for words that the table does not have."""
    words = " ".join(printed.casefold().strip(" .").split())
    return next((state for state, known in standings().items() if words in known), None)
