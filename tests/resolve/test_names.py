import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.resolve.likeness import alike, likeness
from habeas.resolve.names import name


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        pytest.param("Ivo Maren", ("ivo", "maren"), id="plain"),
        pytest.param("Dr. Ivo Maren", ("ivo", "maren"), id="title"),
        pytest.param("Journalist Ivo Maren", ("ivo", "maren"), id="what he is, glued on by the reader"),
        pytest.param("U Tin Kyar", ("tin", "kyar"), id="form of address of one letter"),
        pytest.param("Thich Nhat Benh", ("nhat", "benh"), id="form of address of a monk"),
        pytest.param("Tarik al-Nuri", ("tarik", "nuri"), id="article"),
        pytest.param("Abd al-Karim Nuri", ("abdkarim", "nuri"), id="written apart"),
        pytest.param("Abdulkarim Nuri", ("abdkarim", "nuri"), id="written in one"),
        pytest.param("Abdel-Karim Nuri", ("abdkarim", "nuri"), id="written with a hyphen"),
        pytest.param("Нурек Жаланов", ("nurek", "zhalanov"), id="another alphabet"),
        pytest.param("Süheyl Hüseynoğlu’s", ("suheyl", "huseynoglu"), id="marks and an owner's s"),
        pytest.param("J. P. Maren", ("j", "p", "maren"), id="initials are words"),
        pytest.param("Kim Dae-jun", ("kim", "dae", "jun"), id="hyphen parts"),
        pytest.param("Ko", ("ko",), id="nothing but a form of address"),
    ],
)
def test_the_words_that_tell_who_is_meant(printed: str, words: tuple[str, ...]) -> None:
    assert name(printed).words == words


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        pytest.param("maren", "maren", "exact", id="alike"),
        pytest.param("husseinov", "huseynov", "spelling", id="double letters and y"),
        pytest.param("zhakov", "jakov", "spelling", id="zh and j"),
        pytest.param("dawitek", "davitec", "spelling", id="c at the end is k"),
        pytest.param("tadjibayev", "tojibaev", "drift", id="another vowel in a long word"),
        pytest.param("mehdiyev", "mehdizev", "near", id="one letter in a long word"),
        pytest.param("m", "maren", "initial", id="initial"),
        pytest.param("lapin", "lupin", None, id="another vowel in a short word is another name"),
        pytest.param("dena", "dona", None, id="sisters"),
        pytest.param("khin", "hin", "drift", id="each consonant of a short word counts"),
        pytest.param("noor", "nur", "spelling", id="vowels of a short word"),
        pytest.param("sadeq", "sadiq", "spelling", id="e and i"),
        pytest.param("arto", "miko", None, id="brothers"),
        pytest.param("muratbek", "mukhtar", None, id="alike only to an edit distance"),
        pytest.param("moutomb", "moutombidied", "glued", id="run together with the next word"),
    ],
)
def test_how_two_words_are_one(one: str, other: str, how: str | None) -> None:
    assert alike(one, other) == alike(other, one) == how


@pytest.mark.parametrize(
    ("one", "other", "firm", "crossed", "ordered"),
    [
        pytest.param("Ivo Maren", "Ivo Maren", 2, False, True, id="alike"),
        pytest.param("Ivo Maren", "Ivo Petrovich Maren", 2, False, True, id="patronymic in one"),
        pytest.param("Ivo Maren", "Oskar Maren", 1, True, True, id="a surname in common"),
        pytest.param("Tran Quoc Benh", "Quoc Benh Tran", 3, False, False, id="family name first"),
        pytest.param("I. Maren", "Ivo Maren", 1, False, True, id="initial is not firm"),
        pytest.param("Nur Din Salek", "Nurdin Salek", 2, False, True, id="two words written as one"),
    ],
)
def test_names_laid_beside_each_other(one: str, other: str, firm: int, crossed: bool, ordered: bool) -> None:
    found = likeness(name(one), name(other))
    assert (found.firm, found.crossed, found.ordered) == (firm, crossed, ordered)


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_likeness_of_words_is_the_same_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_name_is_wholly_like_itself(words: list[str]) -> None:
    printed = name(" ".join(words))
    found = likeness(printed, printed)
    assert len(found.matches) == len(printed.words)
    assert not found.left
    assert not found.right
