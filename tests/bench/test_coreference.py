import pytest

from bench.coreference import Cluster, b_cubed, ceaf_e, conll, muc


def clusters(words: str) -> list[Cluster]:
    return [frozenset(part) for part in words.split()]


# The example by which B-cubed was put forward (Bagga and Baldwin 1998): twelve mentions in three chains.
GOLD = "12345 67 89abc"


@pytest.mark.parametrize(
    ("trap", "gold", "answer", "recall", "precision"),
    [
        ("two long chains taken for one", GOLD, "12345 6789abc", 9 / 9, 9 / 10),
        ("a long and a short taken for one", GOLD, "1234589abc 67", 9 / 9, 9 / 10),
        ("one cut in two and swapped", "abc defg", "ab cd efg", 3 / 5, 3 / 4),
        ("nothing but single ones has no link", "1 2", "1 2", 0, 0),
        ("a mention that was missed", "abc", "ab", 1 / 2, 1),
    ],
)
def test_muc(trap: str, gold: str, answer: str, recall: float, precision: float) -> None:
    found = muc(clusters(gold), clusters(answer))
    assert (found.recall, found.precision) == pytest.approx((recall, precision)), trap


@pytest.mark.parametrize(
    ("trap", "gold", "answer", "recall", "precision"),
    [
        ("a small wrong link costs less", GOLD, "12345 6789abc", 1, 16 / 21),
        ("than one between two long chains", GOLD, "1234589abc 67", 1, 7 / 12),
        ("single ones count", "1 2", "1 2", 1, 1),
        ("a mention that was missed", "abc", "ab", 4 / 9, 1),
    ],
)
def test_b_cubed(trap: str, gold: str, answer: str, recall: float, precision: float) -> None:
    found = b_cubed(clusters(gold), clusters(answer))
    assert (found.recall, found.precision) == pytest.approx((recall, precision)), trap


@pytest.mark.parametrize(
    ("trap", "gold", "answer", "recall", "precision"),
    [
        # Pradhan and others 2014, "Scoring coreference partitions", figure 1: CEAF-e is .43 and .65.
        ("the published example", "abc defg", "ab cd fghi", 1.3 / 2, 1.3 / 3),
        ("the best laying, not the greedy one", "ab cd", "ab", 1 / 2, 1),
        ("greedy takes 6/7 and is left with nothing", "abc", "abcd e", 6 / 7, 3 / 7),
        ("nothing answered", "ab", "", 0, 0),
    ],
)
def test_ceaf_e(trap: str, gold: str, answer: str, recall: float, precision: float) -> None:
    found = ceaf_e(clusters(gold), clusters(answer))
    assert (found.recall, found.precision) == pytest.approx((recall, precision)), trap


def test_the_same_answer_is_perfect_by_every_measure() -> None:
    gold = clusters(GOLD)
    assert conll([muc(gold, gold), b_cubed(gold, gold), ceaf_e(gold, gold)]) == 1
