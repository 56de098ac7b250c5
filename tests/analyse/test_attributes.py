import spacy

from habeas.analyse.language import MODEL, model

SENTENCES = (
    "In March three men were arrested and beaten by the police.",
    "In May two women were arrested and beaten by the guards.",
    "She had not been released, but her lawyer was.",
    "She had not been charged, but her brother was.",
    "They were beaten.",
    "There were beatings.",
    "Three were beaten.",
)


def test_what_is_remembered_is_what_the_ruler_says() -> None:
    ruled = spacy.load(MODEL)
    for _ in range(2):
        for text in SENTENCES:
            ours, theirs = model()(text), ruled(text)
            told = [(t.text, t.pos_, str(t.morph), t.lemma_) for t in ours]
            assert told == [(t.text, t.pos_, str(t.morph), t.lemma_) for t in theirs]
