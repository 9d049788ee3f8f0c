"""Who speaks on after "and"? The parser hangs "and accused the rebels" on the nearest verb, which mostly is one that is told
of: in "denied that her troops had shelled the town and accused the rebels" it is the minister who accuses. Where the
tense can't tell, `attribution/cut.py` still ends the content at a comma."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.attribution.cut import SPEAKING
from kg.extract.attribution.lookup import lemma_of
from kg.extract.clauses import dependents
from kg.schema import Schema

SPEECH = SPEAKING | {"ask"}
TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def join_speech(doc: Doc, schema: Schema) -> None:
    """Hangs a verb of speech that goes on after a reported clause on the verb that reports it. Changes the parse.

    Only where the clause between them has another tense or an auxiliary that the verb lacks, and where what it tells is no
    speech itself, so that its subject is not the likelier speaker.
    """
    speech = {lemma.split()[0] for (lemma, pos), cue in schema.cues.items() if pos == "verb" and cue.cue_class in SPEECH}
    for verb in doc:
        if verb.dep_ == "conj" and verb.pos_ == "VERB" and lemma_of(verb) in speech and not dependents(verb, "nsubj", "nsubjpass", "aux"):
            told = verb.head
            if told.dep_ == "ccomp" and told.head.i < told.i and lemma_of(told) not in speech and _apart(verb, told, told.head):
                verb.head = told.head


def _apart(verb: Token, told: Token, reports: Token) -> bool:
    """Does its tense part a verb from the clause that is told?"""
    auxiliaries = dependents(told, "aux", "auxpass")
    tense, of_told = _tense(verb), _tense(auxiliaries[0] if auxiliaries else told)
    return bool(tense) and (tense != of_told or (bool(auxiliaries) and tense == _tense(reports)))


def _tense(token: Token) -> str:
    """The tense of a finite verb; empty where it has none of its own ("will")."""
    return TENSES.get(token.tag_, "")
