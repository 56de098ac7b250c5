"""From an act and what its block has told so far to the days it lies in."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from habeas.analyse.language import Act, Parsed
from habeas.analyse.time.clauses import (
    clause_verb,
    goes_onward,
    is_negated,
    is_verb,
    opens_anew,
    past_perfect,
    perfect,
    speakers,
    subject,
    subject_is_pronoun,
)
from habeas.analyse.time.context import Context, Spoken
from habeas.analyse.time.durations import lasted, stretched, stretched_back
from habeas.analyse.time.govern import Governed, Hosts, govern, lone, nearer_past
from habeas.analyse.time.interval import DAY, Interval, edtf
from habeas.model.record import When
from habeas.vocabulary.time_words import time_words


def resolve(act: Act, parsed: Parsed, context: Context) -> When | None:
    """When the act happened, or None where the text gives nothing to go by."""
    root = act.span.root
    if impossible(act, context):
        return None
    ended = _ended(root, context)
    if ended is not None:
        return ended
    governed = _governing(act, context)
    if governed is None or governed.host.mention.interval is None:
        unknown = governed is not None and governed.host.mention.form == "indefinite" and not governed.crossed
        return None if unknown else undated(act, parsed, context)
    if _only_told(act, governed):
        return covered(context)
    if _at_the_end(act, governed):
        return undated(act, parsed, context)
    return _dated_by(governed, act, context)


def _dated_by(governed: Governed, act: Act, context: Context) -> When | None:
    interval, host = _bounded(act, governed, context), governed.host
    if interval is None:
        return None
    covers = context.covers
    if covers is not None and covers.holds(interval) and _ended_by_release(act, host):
        interval = Interval(covers.start, interval.end)
    elif covers is not None and _carried_on(act.span.root, host):
        interval = Interval(min(interval.start, covers.end), covers.end)
    return When(interval.start, interval.end, edtf(interval), host.mention.basis, host.anchor)


def given(host: Hosts, act: Act, context: Context) -> When | None:
    """The date that a mention of its sentence gives an act, where it is known to be the act's."""
    governed = _governing(act, context)
    if governed is None or governed.host is not host:
        governed = Governed(host, (), "clause")
    return _dated_by(governed, act, context)


def told_before(host: Hosts, act: Act, context: Context) -> When | None:
    """The date that a mention of an earlier sentence gives an act, where it is known to be the act's."""
    interval, covers = _bounded(act, Governed(host, (), "clause"), context), context.covers
    if interval is None:
        return None
    verb = clause_verb(act.span.root)
    earlier = act.type in time_words().ended and verb.dep_ == "ROOT" and past_perfect(verb)
    if earlier and covers is not None and covers.holds(interval):
        interval = Interval(covers.start, interval.end)
    if goes_onward(clause_verb(act.span.root)) and covers is not None and covers.holds(interval):
        interval = Interval(interval.start, covers.end)
    return When(interval.start, interval.end, edtf(interval), "context", host.anchor)


def impossible(act: Act, context: Context) -> bool:
    """True of an act that is dated to a day or year that cannot be: it has no date, and no neighbour's."""
    governed = _governing(act, context)
    return governed is not None and governed.host.mention.form == "impossible" and not governed.crossed


def _governing(act: Act, context: Context) -> Governed | None:
    """The date of the clauses around an act, else the one of its sentence that stands nearest."""
    root = act.span.root
    governed = govern(root, context.placed)
    if governed is None:
        return lone(root, context.placed, large=_at_large(act))
    return nearer_past(root, governed, context.placed)


def _ended(root: Token, context: Context) -> When | None:
    """The days up to the date of what ended it: "held for ten days before being freed in April"."""
    verb, covers = clause_verb(root), context.covers
    ends = {
        ending.i
        for word in verb.children
        if word.lower_ in ("before", "until") and word.i > root.i
        for ending in word.children
        if ending.dep_ == "pcomp"
    }
    host = next((h for h in context.placed if ends & h.strong), None)
    if host is None or covers is None or host.mention.interval is None or host.outside:
        return None
    told, end = context.told, host.mention.interval.end
    start = told.start if told is not None and covers.start <= told.start <= end else covers.start
    lasted_until = Interval(start, end)
    return When(start, end, edtf(lasted_until), host.mention.basis, host.anchor)


def _carried_on(root: Token, host: Hosts) -> bool:
    """True of what came after the date of another verb: "freed in May and later charged"."""
    verb = clause_verb(root)
    return goes_onward(verb) and not host.outside and verb.i not in host.strong | host.weak


def _only_told(act: Act, governed: Governed) -> bool:
    """True where the date is that of a telling, or of something earlier about those that it goes on for."""
    root, words, host = act.span.root, time_words(), governed.host
    if host.mention.relation not in ("within", "bare"):
        return False
    verb, large = clause_verb(root), _at_large(act)
    step = governed.crossed[0] if governed.crossed else None
    if host.outside:
        if root.i in host.strong:
            return False
        still = any(child.lower_ == "still" for child in verb.children)
        return step == "conj" or (large and (still or verb.lemma_ in words.lasting_verbs))
    if step is None:
        return root.i != verb.i and root.i not in host.strong and _dates_a_telling(verb, root, host)
    if step == "ccomp":
        return not _learned(root) and verb.tag_ in ("VBD", "VBN") and not past_perfect(root)
    return large and (step == "acl" or (step == "conj" and verb.tag_ == "VBD"))


def _learned(root: Token) -> bool:
    """True of what somebody learned of: it happened by then."""
    verb = clause_verb(root)
    return verb.dep_ == "ccomp" and verb.head.lemma_ in time_words().learning


def _dates_a_telling(verb: Token, root: Token, host: Hosts) -> bool:
    """True of a date before a verb that tells of the act; "In April 40 killings were reported" dates them."""
    if verb.lemma_ not in time_words().telling or host.span[0] > verb.i:
        return False
    counted = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return counted is None or not (root.i == counted.i or counted.is_ancestor(root))


def _at_the_end(act: Act, governed: Governed) -> bool:
    """True of what only had happened by the end of the year that the sentence speaks of."""
    root, host = act.span.root, governed.host
    if host.mention.form != "own" or host.mention.relation == "since":
        return False
    by_noun = root.i != clause_verb(root).i and root.i not in host.strong
    ahead = bool(governed.crossed) and governed.crossed[0] in ("ccomp", "parataxis")
    return ahead or (by_noun and act.type not in time_words().lasting)


def _bounded(act: Act, governed: Governed, context: Context) -> Interval | None:
    """The days that a date and its preposition leave for the act."""
    mention, covers, root = governed.host.mention, context.covers, act.span.root
    interval = mention.interval
    if interval is None or governed.how == "point":
        return mention.last or interval
    if mention.relation in ("within", "since", "bare"):
        lasting = _lasting(act, governed.host, interval, context)
        if lasting != interval:
            return lasting
    if governed.crossed and _learned(root) and covers and covers.holds(interval):
        return Interval(covers.start, interval.end)
    if past_perfect(root) and governed.crossed and _at_large(act) and covers and covers.holds(interval):
        return Interval(covers.start, interval.end)
    match mention.relation:
        case "since":
            return Interval(interval.start, max(interval.start, _until_when(root, governed.host, context)))
        case "until" if any(child.dep_ == "neg" for child in clause_verb(root).children):
            return interval
        case "as of" if not past_perfect(root):
            return interval
        case "until" | "by" | "as of":
            start = _from_when(governed.host, context)
            return Interval(start if start and start <= interval.end else interval.start, interval.end)
        case "after" if covers and covers.holds(interval) and governed.how != "lone":
            return Interval(interval.start, covers.end)
        case "before":
            if covers is None or covers.start >= interval.start:
                return None
            return Interval(covers.start, interval.start - DAY)
    return interval


def _ended_by_release(act: Act, host: Hosts) -> bool:
    """True of custody that began before the release: "arrested, held for a month and freed in May"."""
    root, words = act.span.root, time_words()
    freed = [root.doc[i] for i in host.strong if root.doc[i].lemma_ in words.endings]
    if act.type not in words.ended or not freed or root.i in host.strong | host.weak:
        return False
    verb = clause_verb(root)
    between = [token for token in root.doc[root.i : freed[0].i] if is_verb(token)]
    told_apart = past_perfect(root) or verb.dep_ in ("relcl", "acl")
    return told_apart or any(lasted(token) is not None for token in between)


def _lasting(act: Act, host: Hosts, told: Interval, context: Context) -> Interval:
    """From the day that something began to the last, where the text says how long it lasted."""
    duration = lasted(clause_verb(act.span.root)) if act.type in time_words().lasting else None
    if duration is None:
        return told
    verb, covers = clause_verb(act.span.root), context.covers
    of_here = host.strong if host in context.placed else ()
    ended = any(act.span.doc[i].lemma_ in time_words().endings for i in of_here)
    if ended or (perfect(verb) and covers is not None and covers.holds(told)):
        return stretched_back(told, duration)
    return stretched(told, duration, context.covers)


def _until_when(root: Token, beginning: Hosts, context: Context) -> date:
    """The last day of what began on a date: that of the telling here or right before, or of the period."""
    covers, began = context.covers, beginning.mention.interval
    assert began is not None
    if covers is None:
        return began.end
    others = [h.mention.interval for h in context.placed if h.span != beginning.span and not h.outside]
    told = next((one for one in others if one is not None), None) or _right_before(context)
    return told.end if told is not None and past_perfect(root) else max(covers.end, began.end)


def _from_when(end: Hosts, context: Context) -> date | None:
    """The first day of what ended on a date: that of the date told before it, or of the period."""
    covers = context.covers
    if end.mention.relation == "until":
        before = [h for h in context.placed if h.span[0] < end.span[0] and not h.outside]
        if before and before[-1].mention.interval is not None:
            return before[-1].mention.interval.start
        if context.told is not None and covers is not None and covers.holds(context.told):
            return context.told.start
    return covers.start if covers else None


def _right_before(context: Context) -> Interval | None:
    """The date of the covered period that the sentence before this one tells of."""
    told, covers = context.told, context.covers
    near = context.distance == 1 and told is not None and covers is not None and covers.holds(told)
    return told if near else None


def undated(act: Act, parsed: Parsed, context: Context) -> When | None:
    """An act without a date of its own: that of the sentences before it, or the whole covered period."""
    spoken = _spoken_before(act, context)
    if spoken is not None:
        on = spoken.interval
        return When(on.start, on.end, edtf(on), "context", spoken.anchor)
    done = deed(act, context)
    if done is not None:
        return done
    if context.told is not None and _told_on(act, context):
        told, covers = context.told, context.covers
        if goes_onward(clause_verb(act.span.root)) and covers is not None and covers.holds(told):
            told = Interval(told.start, covers.end)
        return When(told.start, told.end, edtf(told), "context", context.told_anchor)
    return gone_on(act, parsed, context) or covered(context)


def deed(act: Act, context: Context) -> When | None:
    """The earlier date told beside that of the story, for what was done to people: courts come later."""
    told, covers = context.told, context.covers
    if act.type not in time_words().deeds or context.behind is None:
        return None
    if told is None or covers is None or not covers.holds(told):
        return None
    interval, anchor = context.behind
    return When(interval.start, interval.end, edtf(interval), "context", anchor)


def covered(context: Context) -> When | None:
    """The whole covered period."""
    covers = context.covers
    return When(covers.start, covers.end, edtf(covers), "coverage", None) if covers else None


def gone_on(act: Act, parsed: Parsed, context: Context) -> When | None:
    """The years for which something had gone on by the end of the period, or by what was told before."""
    verb, covers = clause_verb(act.span.root), context.covers
    duration = lasted(verb) if perfect(verb) and covers is not None else None
    if duration is None or covers is None:
        return None
    before = _right_before(context) if past_perfect(verb) else None
    end = before.end if before is not None else covers.end
    began = stretched_back(Interval(end, end), duration).start
    if began >= covers.start:
        return None
    lasting, told = Interval(began, end), parsed.doc[duration.start : duration.end]
    return When(lasting.start, lasting.end, edtf(lasting), "relative", parsed.anchor(told))


def _spoken_before(act: Act, context: Context) -> Spoken | None:
    """Where the same body was told to speak before, for what it says without a date."""
    if act.type not in time_words().spoken:
        return None
    verb = clause_verb(act.span.root)
    who = subject(verb)
    if who is None or any(child.lower_ in ("a", "an", "another") for child in who.children):
        return None
    names = (*speakers(verb), who.text)
    return next((spoken for spoken in context.spoke if spoken.who in names), None)


def _told_on(act: Act, context: Context) -> bool:
    """True where the act goes on with what was just told, not with the year at large."""
    root = act.span.root
    verb = clause_verb(root)
    if context.told is None or _at_large(act):
        return False
    goes_on = subject_is_pronoun(verb) or any(child.lower_ == "also" for child in verb.children)
    if context.covers is not None and not context.covers.holds(context.told):
        return context.distance == 1 and (goes_on or past_perfect(root))
    if goes_on:
        return True
    nominal = root.pos_ in ("NOUN", "PROPN")
    return context.distance < 3 and not (context.summary or nominal or opens_anew(verb))


def _at_large(act: Act) -> bool:
    """True of what lasts, recurs or did not happen: told of the whole covered period."""
    words, root = time_words(), act.span.root
    return act.type in words.lasting or clause_verb(root).lemma_ in words.lasting_verbs or is_negated(root)
