"""Yearly volumes: one file, many country entries, each of which becomes a document of its own."""

from habeas.read.volumes.divide import Division, divide
from habeas.read.volumes.documents import entries

__all__ = ["Division", "divide", "entries"]
