"""When an act happened: the tightest interval of whole days that the text and its covered period support.

A pipeline reads a document with `context = begin(covers)`; then, for each sentence in order,
`context = follow(context, parsed)` and `resolve(act, parsed, context)` for each of its acts.
"""

from habeas.analyse.time.context import Context, begin, follow
from habeas.analyse.time.resolver import covered, given, gone_on, impossible, resolve, told_before

__all__ = [
    "Context",
    "begin",
    "covered",
    "follow",
    "given",
    "gone_on",
    "impossible",
    "resolve",
    "told_before",
]
