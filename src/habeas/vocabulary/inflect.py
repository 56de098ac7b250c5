"""Word forms of English: what a lemma may look like in print, so that cues are found without a tagger.

Too many forms are harmless (nobody prints "taked"); a missing one costs a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

VOWELS = frozenset("aeiou")
Irregular = Mapping[str, tuple[str, ...]]


def noun_forms(word: str, irregular: Irregular) -> frozenset[str]:
    """The singular and the plural of a noun, in lower case."""
    return frozenset({word, *irregular.get(word, ()), _with_s(word)})


def verb_forms(word: str, irregular: Irregular) -> frozenset[str]:
    """The base, -s, -ed and -ing forms of a verb, in lower case."""
    if word in irregular:
        return frozenset({word, _with_s(word), *irregular[word], *_with_suffix(word, "ing")})
    return frozenset({word, _with_s(word), *_with_suffix(word, "ed"), *_with_suffix(word, "ing")})


def any_forms(words: Iterable[str], irregular: Irregular) -> frozenset[str]:
    """Every form of each word as noun and as verb."""
    return frozenset(
        form for word in words for form in noun_forms(word, irregular) | verb_forms(word, irregular)
    )


def spellings(word: str) -> tuple[str, ...]:
    """British and American spelling of a word in -ise or -ize; else the word alone."""
    if word.endswith("ize"):
        return word, word[:-3] + "ise"
    return (word,)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_suffix(word: str, suffix: str) -> set[str]:
    if word.endswith("e") and not (suffix == "ing" and word.endswith(("ee", "oe"))):
        return {word[:-1] + suffix}
    if suffix == "ed" and word.endswith("y") and word[-2:-1] not in VOWELS:
        return {word[:-1] + "ied"}
    forms = {word + suffix}
    if len(word) > 2 and word[-1] not in VOWELS | {"w", "x", "y"} and word[-2] in VOWELS:
        forms.add(word + word[-1] + suffix)
    return forms
