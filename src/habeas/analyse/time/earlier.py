"""What a text tells as past without saying when: background to its story, of which no date can be given."""

from __future__ import annotations

from spacy.tokens import Token

from habeas.analyse.language import Act
from habeas.analyse.time.clauses import clause_verb, is_reduced, past_perfect
from habeas.analyse.time.context import Context
from habeas.analyse.time.govern import Governed, govern, lone
from habeas.analyse.time.resolver import deed
from habeas.vocabulary.time_words import time_words


def lies_before(act: Act, context: Context) -> bool:
    """True of an act that lies before its story, with no date of its own.

    So lies what "had been done", told right after a date or in an aside to a dated clause; and a step of a
    proceeding told as a mark of somebody: "a man convicted of murder was freed in May".
    """
    if deed(act, context) is not None:
        return False
    root = act.span.root
    governed = govern(root, context.placed)
    if past_perfect(root):
        return _after_a_date(root, context) if governed is None else governed.crossed[:1] == ("relcl",)
    return act.type in time_words().marks and is_reduced(clause_verb(root)) and not _dated(root, governed)


def _after_a_date(root: Token, context: Context) -> bool:
    if context.told is None or context.distance != 1 or lone(root, context.placed, large=False) is not None:
        return False
    verb = clause_verb(root)
    while verb.dep_ == "conj":
        verb = verb.head
    # "freed after they had been questioned" goes on with the story; "denied that they had been" turns to it
    return verb.dep_ not in ("advcl", "ccomp")


def _dated(root: Token, governed: Governed | None) -> bool:
    """True where the date is that of the act's own clause."""
    if governed is None:
        return False
    return not governed.crossed or root.i in governed.host.strong | governed.host.weak
