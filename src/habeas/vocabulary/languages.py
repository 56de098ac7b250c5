"""The languages that a text can be told to be in, from `languages.yml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

import yaml


@functools.cache
def languages() -> Mapping[str, str]:
    """The English name of each language by its code, read once a process."""
    text = (files("habeas.vocabulary") / "languages.yml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(text, Loader=yaml.CSafeLoader))
