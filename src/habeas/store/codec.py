"""Model objects to plain JSON values and back, by their type hints, with nothing lost."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

T = TypeVar("T")
Json: typing.TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Builder = Callable[[Any], Any]


class Written(str):
    """A plain value as JSON, written out before it is stored."""

    __slots__ = ()

    @classmethod
    def of(cls, value: Json) -> Written:
        """A plain value written out."""
        return cls(json.dumps(value))


def as_json(value: Json | Written) -> str:
    """The JSON of a plain value, or what is written out as such already."""
    return str(value) if isinstance(value, Written) else json.dumps(value)


class _Fields(dict[type, tuple[str, ...]]):
    def __init__(self, *, beside: bool) -> None:
        super().__init__()
        self.beside = beside

    def __missing__(self, kind: type) -> tuple[str, ...]:
        told = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        names = tuple(field.name for field in told if ("beside" in field.metadata) == self.beside)
        return self.setdefault(kind, names)


FIELDS = _Fields(beside=False)
"""The names of a dataclass's fields; none for what is no dataclass."""

FIELDS_BESIDE = _Fields(beside=True)
"""The names of those fields that are left out where they hold nothing; they stand behind the others."""

_AS_IT_IS = frozenset({type(None), bool, int, float, str})


def plain(value: object) -> Json:
    """A dataclass, tuple, mapping or date as JSON values; TypeError for anything else."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return typing.cast(Json, value)
    if names := FIELDS[kind]:
        told = {name: plain(getattr(value, name)) for name in names}
        for name in FIELDS_BESIDE[kind]:
            if held := getattr(value, name):
                told[name] = plain(held)
        return told
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    raise TypeError(f"no plain form for {kind.__name__}")


def build(kind: type[T], value: Json) -> T:
    """The object of dataclass `kind` that `plain` gave `value` for."""
    return typing.cast(T, _builder(typing.cast(Hashable, kind))(value))


def fingerprint(*values: Json) -> str:
    """The SHA-256 of plain values: equal values, equal fingerprint, on every machine."""
    text = json.dumps(values, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@functools.cache
def _builder(hint: Any) -> Builder:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        some = [part for part in parts if part is not type(None)]
        return _optional(_builder(some[0])) if len(some) == 1 else _same
    if origin is tuple:
        return _tuple(parts)
    if hint is datetime or hint is date:
        return typing.cast(Builder, hint.fromisoformat)
    if dataclasses.is_dataclass(hint):
        return _dataclass(typing.cast(type, hint))
    if origin is Mapping:
        return lambda value: types.MappingProxyType(dict(value))
    return _same


def _same(value: Any) -> Any:
    """What JSON holds as it is; where nothing is to be made no call is, for there would be millions."""
    return value


def _optional(inner: Builder) -> Builder:
    return inner if inner is _same else lambda value: None if value is None else inner(value)


def _tuple(parts: tuple[Any, ...]) -> Builder:
    if parts[-1] is Ellipsis:
        each = _builder(parts[0])
        return tuple if each is _same else lambda value: tuple([each(part) for part in value])
    builders = [_builder(part) for part in parts]
    return lambda value: tuple([make(part) for make, part in zip(builders, value, strict=True)])


def _dataclass(kind: type) -> Builder:
    hints = typing.get_type_hints(kind)
    names = FIELDS[kind]
    builders = [(place, _builder(hints[name])) for place, name in enumerate(names)]
    changed = [(place, make) for place, make in builders if make is not _same]
    beside = {name: _builder(hints[name]) for name in FIELDS_BESIDE[kind]}

    def made(value: dict[str, Json]) -> object:
        parts: list[Any] = [value[name] for name in names]
        for place, make in changed:
            parts[place] = make(parts[place])
        if not beside:
            return kind(*parts)
        return kind(*parts, **{name: make(value[name]) for name, make in beside.items() if name in value})

    return made
