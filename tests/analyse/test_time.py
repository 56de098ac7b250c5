"""When an act happened: rows of a text, the trigger, the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.analyse.language import Act, Parsed, parse
from habeas.analyse.time import begin, follow, resolve
from habeas.analyse.time.expressions import find
from habeas.analyse.time.interval import Interval, edtf, moved_months, shifted
from habeas.model.document import Block, Document, Metadata, Section, Sentence
from habeas.model.record import When

YEAR = (date(2003, 1, 1), date(2003, 12, 31))


def parsed(*sentences: str, blocks: tuple[int, ...] | None = None) -> list[Parsed]:
    """The sentences as one paragraph (or spread over `blocks`) of a report on 2003."""
    text, spans = "", []
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(len(text), len(text) + len(sentence), blocks[number] if blocks else 0))
        text += sentence + " "
    kinds = tuple(Block("paragraph", 0, len(text), None) for _ in range(max(blocks or (0,)) + 1))
    document = Document("d1", "a.txt", "", "text/plain", text, Metadata(covers=YEAR), (), kinds, tuple(spans))
    return list(parse(document, spans))


def when(
    text: str,
    trigger: str,
    *,
    act: str = "arrest",
    after: tuple[str, ...] = (),
    covers: tuple[date, date] | None = YEAR,
    blocks: tuple[int, ...] | None = None,
) -> When | None:
    """What is read for the act `trigger` of the last sentence, after the sentences before it."""
    parses = parsed(*after, text, blocks=blocks)
    context = begin(covers)
    for sentence in parses:
        context = follow(context, sentence)
    doc = parses[-1].doc
    start = text.index(trigger)
    span = doc.char_span(start, start + len(trigger), alignment_mode="expand")
    assert span is not None
    return resolve(Act(act, span, "row"), parses[-1], context)


def days(read: When | None) -> tuple[str, str] | None:
    return (str(read.start), str(read.end)) if read else None


@pytest.mark.parametrize(
    ("trap", "text", "trigger", "expected"),
    [
        ("bare month", "In March Ivo Maren was arrested.", "arrested", "2003-03"),
        ("stated year", "He was arrested in October 2002.", "arrested", "2002-10"),
        ("day first", "Police arrested Lena Tarsk on 5 May.", "arrested", "2003-05-05"),
        ("month first", "On January 7 police arrested Lena Tarsk.", "arrested", "2003-01-07"),
        ("two days", "Two men were arrested on 5 and 6 May.", "arrested", "2003-05-05/2003-05-06"),
        ("from one day to another", "He was held from 3 to 5 May.", "held", "2003-05-03/2003-05-05"),
        ("between months", "Ten were arrested between March and June.", "arrested", "2003-03/2003-06"),
        ("year stated once", "Ten were arrested between June and August 2001.", "arrested", "2001-06/2001-08"),
        ("over the new year", "Ten were held between November and March 2002.", "held", "2001-11/2002-03"),
        ("a decade", "Thousands were killed in the 1990s.", "killed", "199X"),
        ("late in a month", "She was arrested in late December.", "arrested", "2003-12-21/2003-12-31"),
        ("the middle of a year", "The law was adopted in mid-2001.", "adopted", "2001-06/2001-07"),
        ("half of a year", "Forty were killed in the first half of the year.", "killed", "2003-01/2003-06"),
        ("months counted", "In the first six months of the year 40 were killed.", "killed", "2003-01/2003-06"),
        ("an age is no date", "Ivo Maren, aged 16, was arrested in June.", "arrested", "2003-06"),
        ("a number of people", "In May police arrested 2000 people.", "arrested", "2003-05"),
        ("a sentence is no date", "In June he received a 12-year prison sentence.", "received", "2003-06"),
        ("the verb may", "He may appeal; he was arrested in July.", "arrested", "2003-07"),
        ("two years", "In 2001-2002 hundreds were arrested.", "arrested", "2001/2002"),
    ],
)  # fmt: skip
def test_expression(trap: str, text: str, trigger: str, expected: str) -> None:
    read = when(text, trigger)
    assert read is not None
    assert read.edtf == expected, trap


@pytest.mark.parametrize(
    ("trap", "text", "trigger", "expected"),
    [
        ("participle", "A man arrested in June was sentenced in July.", "arrested", "2003-06"),
        ("main verb", "A man arrested in June was sentenced in July.", "sentenced", "2003-07"),
        ("scope over two verbs", "In May he was arrested and charged.", "charged", "2003-05"),
        ("own date of a second verb", "He was arrested in May and freed in June.", "freed", "2003-06"),
        ("shared date behind", "They were arrested and beaten in May.", "arrested", "2003-05"),
        ("purpose", "In August police moved to disperse a rally.", "disperse", "2003-08"),
        ("what somebody said", "In May the court ruled that he had been tortured.", "ruled", "2003-05"),
        ("noun with its own date", "In May he was tried for the killing of a man in 1999.", "tried", "2003-05"),
        ("noun dated before it", "In May he was tried for the 1999 killing of a man.", "killing", "1999"),
        ("an issued paper", "In its report, issued in November, the Council condemned him.", "condemned", "2003-11"),
        ("clause on a date", "He was held until 11 May, when he was charged.", "charged", "2003-05-11"),
        ("deadline", "In March the state promised abolition by 2009.", "promised", "2003-03"),
        ("dated occasion", "Ten men were beaten during the May elections.", "beaten", "2003-05"),
        ("comparison", "More were killed in April than in the previous year.", "killed", "2003-04"),
        ("clause on the end of a range", "He was held from May until July, when he was freed.", "freed", "2003-07"),
        ("another verb's end", "He was beaten in May, then held until July.", "beaten", "2003-05"),
        ("years of an office", "The junta (1974-1991) was condemned in May.", "condemned", "2003-05"),
        ("reign in brackets", "The trial of the junta (1974-1991) ended in May.", "trial", "2003-05"),
        ("past in a clause", "In May they looked into a fire in June 1996 when ten men died.", "died", "1996-06"),
        ("past of a noun", "In May the Council raised reports of killings after the elections of 1999.", "killings", "1999"),
        ("what is looked into", "In May they began an inquiry into the killing of ten men in 1999.", "killing", "1999"),
        ("who looks into it", "In May they began an inquiry into the killing of ten men in 1999.", "inquiry", "2003-05"),
        ("of two past dates", "He was jailed in June 1999, but judges freed him in May 2001.", "freed", "2001-05"),
        ("another verb's last day", "In May he was beaten and was in jail at the end of 2003.", "beaten", "2003-05"),
        ("a clause of its own", "He was arrested in April, and in May he was charged.", "charged", "2003-05"),
        ("and the one before", "He was arrested in April, and in May he was charged.", "arrested", "2003-04"),
        ("past that is not its own", "In May men freed in 1999 were arrested.", "arrested", "2003-05"),
        ("report on a year", "In its report for 2001, out in May, it condemned them.", "condemned", "2003-05"),
        ("as before", "As in previous years, prisoners were beaten.", "beaten", "2003"),
        ("counted, then told", "In April alone 90 killings were reported.", "killings", "2003-04"),
        ("told, of no date", "In April a court reported on killings by police.", "killings", "2003"),
    ],
)  # fmt: skip
def test_which_date(trap: str, text: str, trigger: str, expected: str) -> None:
    read = when(text, trigger)
    assert read is not None
    assert read.edtf == expected, trap


@pytest.mark.parametrize(
    ("trap", "text", "trigger", "expected"),
    [
        ("since", "He had been held since October 2002.", "held", ("2002-10-01", "2003-12-31")),
        ("since, told in May", "In May she said ten had been held since 2001.", "held", ("2001-01-01", "2003-05-31")),
        ("until after", "He was detained until after 10 March.", "detained", ("2003-01-01", "2003-03-10")),
        ("learned of", "In May they learned that ten had died.", "died", ("2003-01-01", "2003-05-31")),
        ("until", "He was detained until March.", "detained", ("2003-01-01", "2003-03-31")),
        ("arrested, then until", "Arrested on 3 May, he was held until 7 June.", "held", ("2003-05-03", "2003-06-07")),
        ("by", "By November ten had been released.", "released", ("2003-01-01", "2003-11-30")),
        ("at the end", "Ten men were still held at the end of the year.", "held", ("2003-12-31", "2003-12-31")),
        ("as of", "As of June ten had been released.", "released", ("2003-01-01", "2003-06-30")),
        ("as of, a state", "As of June, 30 men were detained.", "detained", ("2003-06-01", "2003-06-30")),
        ("since his arrest", "He was held since his arrest in March 1998.", "held", ("1998-03-01", "2003-12-31")),
        ("since it began", "Men were held since the war began in 1999.", "held", ("1999-01-01", "2003-12-31")),
        ("since the coup", "Ten were freed since the 1999 coup.", "freed", ("1999-01-01", "2003-12-31")),
        ("before its end", "He was held for ten days before being freed in June.", "held", ("2003-01-01", "2003-06-30")),
        ("and the end", "He was held for ten days before being freed in June.", "freed", ("2003-06-01", "2003-06-30")),
        ("before", "He was released before June.", "released", ("2003-01-01", "2003-05-31")),
        ("later", "In May they signed a treaty, later ratified by Kaldria.", "ratified", ("2003-05-01", "2003-12-31")),
    ],
)  # fmt: skip
def test_bounds(trap: str, text: str, trigger: str, expected: tuple[str, str]) -> None:
    assert days(when(text, trigger, act="release")) == expected, trap


@pytest.mark.parametrize(
    ("trap", "before", "text", "trigger", "expected"),
    [
        ("told before", "He was freed in May.", "He had been held since 1998.", "held", ("1998-01-01", "2003-05-31")),
        ("still so", "He was tried in May.", "He has been held since 1998.", "held", ("1998-01-01", "2003-12-31")),
        ("before it", "", "Before his release in March he had been held for four years.", "held", ("1999-01-01", "2003-03-31")),
        ("for years", "", "Most of the accused had been held for seven years.", "held", ("1996-01-01", "2003-12-31")),
        ("for days", "", "He has been held for ten days.", "held", ("2003-01-01", "2003-12-31")),
        ("by then", "", "In May ten men who had been held for five years were freed.", "held", ("1998-01-01", "2003-05-31")),
        ("served", "", "He was released in May after serving 13 months.", "serving", ("2002-04-01", "2003-05-31")),
        ("since its day", "", "He had been held since he was arrested on 3 May.", "held", ("2003-05-03", "2003-12-31")),
    ],
)  # fmt: skip
def test_since_and_before(trap: str, before: str, text: str, trigger: str, expected: tuple[str, str]) -> None:
    after = (before,) if before else ()
    assert days(when(text, trigger, act="imprisonment", after=after)) == expected, trap


ARRESTED = "On 20 May Ivo Maren was arrested in Torvik."


@pytest.mark.parametrize(
    ("trap", "text", "trigger", "act", "expected", "basis"),
    [
        ("goes on", "He was beaten in custody.", "beaten", "ill_treatment", "2003-05-20", "context"),
        (
            "the same day",
            "Lena Tarsk was arrested the same day.",
            "arrested",
            "arrest",
            "2003-05-20",
            "relative",
        ),
        ("days later", "Two days later he was freed.", "freed", "release", "2003-05-22", "relative"),
        ("next month", "He was freed the following month.", "freed", "release", "2003-06", "relative"),
        ("same period", "Ten were freed in the same period.", "freed", "release", "2003-05-20", "relative"),
        ("same month", "He was freed in the same month.", "freed", "release", "2003-05", "relative"),
        ("what lasts", "Journalists were harassed.", "harassed", "harassment", "2003", "coverage"),
        ("a state", "Many remained in prison.", "prison", "release", "2003", "coverage"),
        ("nothing done", "Nobody was sentenced.", "sentenced", "sentence", "2003", "coverage"),
        ("a tally", "At least 20 people were killed.", "killed", "killing", "2003", "coverage"),
    ],
)
def test_carried(trap: str, text: str, trigger: str, act: str, expected: str, basis: str) -> None:
    read = when(text, trigger, act=act, after=(ARRESTED,))
    assert read is not None
    assert (read.edtf, read.basis) == (expected, basis), trap


@pytest.mark.parametrize(
    ("trap", "text", "trigger", "act", "expected"),
    [
        ("from a day", "He was held for two weeks from 5 May.", "held", "detention", "2003-05-05/2003-05-19"),
        ("from a month", "Arrested in May, he was held for two months.", "held", "detention", "2003-05/2003-07"),
        ("within a month", "He was held for three days in May.", "held", "detention", "2003-05"),
        ("over some days of a month", "He was held for over two weeks in May.", "held", "detention", "2003-05"),
        ("and a half", "In May he was held for two and a half months.", "held", "detention", "2003-05-01/2003-08-15"),
        ("over years", "He was held for ten years from 1985.", "held", "detention", "1985/1995"),
        ("longer than told", "In May he was held for over a month.", "held", "detention", "2003-05/2003-12"),
        ("an age", "In May he was held for ten year old debts.", "held", "detention", "2003-05"),
        ("a sentence given", "In May he was jailed for ten years.", "jailed", "sentence", "2003-05"),
    ],
)  # fmt: skip
def test_how_long(trap: str, text: str, trigger: str, act: str, expected: str) -> None:
    read = when(text, trigger, act=act)
    assert read is not None
    assert read.edtf == expected, trap


def test_a_body_goes_on_speaking() -> None:
    said = "In May the Council on Prisons (CPX) published a report."
    for later in ("The CPX called for reforms.", "The Council urged the state to act."):
        between = "Prisons were crowded and dirty."
        trigger = "called" if "called" in later else "urged"
        read = when(later, trigger, act="scrutiny", after=(said, between, between, between, between))
        assert read is not None
        assert (read.edtf, read.basis) == ("2003-05", "context")


@pytest.mark.parametrize(
    ("trap", "text", "expected"),
    [
        ("the same court", "The Court held that they had been jailed unlawfully.", "2003-05"),
        ("some other court", "A court held that they had been jailed unlawfully.", "2003"),
        (
            "its initials in a name",
            "The HCK ruling called for reforms and held that bans were void.",
            "2003-05",
        ),
    ],
)
def test_a_court_goes_on_ruling(trap: str, text: str, expected: str) -> None:
    ruled = (
        "In May the High Court of Kaldria (HCK) ruled on a ban.",
        "Prisons were full.",
        "Courts were full.",
    )
    read = when(text, "held", act="court_ruling", after=ruled, blocks=(0, 0, 1, 1))
    assert read is not None
    assert read.edtf == expected, trap


def test_past_perfect_lies_before_the_telling() -> None:
    text = "In October the court said that the police had brought new charges."
    assert days(when(text, "brought", act="charge")) == ("2003-01-01", "2003-10-31")


def test_the_opening_tells_each_sentence_anew() -> None:
    first, second = parsed("In May ten men were arrested.", "Two men were killed.")
    opening = replace(first.document, sections=(Section("Later", ("Later",), 60, 61),))
    context = begin(YEAR)
    for sentence in (first, second):
        context = follow(context, replace(sentence, document=opening))
    read = resolve(Act("killing", second.doc[2:4], "row"), second, context)
    assert read is not None
    assert read.basis == "coverage"


def test_stories_end_with_their_block() -> None:
    read = when("Two men were killed.", "killed", act="killing", after=(ARRESTED,), blocks=(0, 1))
    assert read is not None
    assert read.basis == "coverage"


def test_words_that_point_back_reach_over_blocks() -> None:
    read = when("The same day two men fled.", "fled", act="displacement", after=(ARRESTED,), blocks=(0, 1))
    assert read is not None
    assert read.edtf == "2003-05-20"


def test_nothing_to_go_by() -> None:
    assert when("Two men were killed.", "killed", covers=None) is None
    read = when("Two men were killed in May 1999.", "killed", covers=None)
    assert read is not None
    assert (read.edtf, read.basis) == ("1999-05", "explicit")


def test_anchor_is_the_words_it_rests_on() -> None:
    text = "In March Ivo Maren was arrested."
    read = when(text, "arrested")
    assert read is not None
    assert read.anchor is not None
    assert read.anchor.quote == "In March"


@pytest.mark.parametrize(
    "text",
    [
        "He was held for three months.",
        "A 12-year prison sentence.",
        "He may march; they march in line.",
        "Some 2000 people fled.",
        "Article 1999/2 was amended.",
        "The second-year student was held for a day.",
    ],
)
def test_no_time(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("trap", "text", "expected"),
    [
        ("held between", "He was arrested, held for two months and freed on 5 May.", "2003-01-01/2003-05-05"),
        ("told as earlier", "He, who had been arrested, was freed on 5 May.", "2003-01-01/2003-05-05"),
        ("a clause aside", "The men arrested in the raid were freed on 5 May.", "2003-01-01/2003-05-05"),
        ("a date of its own", "He was arrested in March and freed on 5 May.", "2003-03"),
        ("on one day", "He was arrested and freed on 5 May.", "2003-05-05"),
        ("at what the date is of", "Ten men arrested at a protest on 5 May were freed.", "2003-05-05"),
    ],
)
def test_the_day_of_a_release_is_the_last_of_an_arrest(trap: str, text: str, expected: str) -> None:
    read = when(text, "arrested")
    assert read is not None, trap
    assert read.edtf == expected, trap


@pytest.mark.parametrize(
    ("trap", "text", "trigger"),
    [
        ("no such day", "On 31 February Ivo Maren was released.", "released"),
        ("no such day in that year", "On 29 February 2003 he was released.", "released"),
        ("no such day in the covered year", "He was released on 29 February.", "released"),
        ("no month is so long", "On 45 June five men were killed.", "killed"),
        ("month first", "He was released on June 31, 2003.", "released"),
        ("no such year", "In May 9999 Ivo Maren was released.", "released"),
        ("no such year behind a day", "He was detained on 3 May 2910 and released.", "detained"),
        ("a bare year", "In 2911 ten women were released.", "released"),
        ("the end of a range", "Ivo Maren was held from 3 May to 31 June.", "held"),
        ("beside a true one", "He was tried in March and freed on 31 April.", "freed"),
    ],
)
def test_a_date_that_cannot_be_is_none_and_takes_no_neighbours(trap: str, text: str, trigger: str) -> None:
    assert when(text, trigger, act="release", after=("In January he was arrested.",)) is None, trap


@pytest.mark.parametrize(
    ("trap", "text", "trigger", "expected"),
    [
        ("a leap day", "He was arrested on 29 February 2000.", "arrested", "2000-02-29"),
        ("people behind a month", "In May 3391 people were arrested.", "arrested", "2003-05"),
        ("people behind a day", "On 3 May 1200 people were arrested.", "arrested", "2003-05-03"),
        ("a day beside one", "He was arrested on 31 April, and in May charged.", "charged", "2003-05"),
    ],
)
def test_a_date_that_can_be_stays(trap: str, text: str, trigger: str, expected: str) -> None:
    read = when(text, trigger)
    assert read is not None, trap
    assert read.edtf == expected, trap


DATES = st.dates(date(1950, 1, 1), date(2040, 12, 31))


@given(DATES, DATES)
def test_edtf_of_any_interval_names_its_ends(one: date, other: date) -> None:
    interval = Interval(min(one, other), max(one, other))
    first = edtf(interval).split("/")[0].replace("X", "0")
    assert str(interval.start).startswith(first)


@given(DATES, st.integers(-40, 40), st.sampled_from(("day", "week", "month", "year")))
def test_shift_keeps_order(start: date, amount: int, unit: str) -> None:
    moved = shifted(Interval(start, start), (amount, amount), unit)
    assert moved.start == moved.end
    assert (moved.start > start) == (amount > 0)


@given(DATES, st.integers(-60, 60))
def test_months_there_and_back(when: date, by: int) -> None:
    back = moved_months(moved_months(when, by), -by)
    assert (back.year, back.month) == (when.year, when.month)


@given(
    st.text(
        alphabet=st.sampled_from(list("in May 2003, 15-16/and since the year later March 31 ")), max_size=60
    )
)
def test_any_text_is_read_without_overlap(text: str) -> None:
    found = find(text)
    assert all(0 <= e.start <= e.core < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
